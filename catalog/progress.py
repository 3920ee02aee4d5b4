"""A bar for people, silence for logs."""

WIDTH = 30  # characters of the bar


class Bar:
    """Shows how far long work has come, if `stream` is a terminal."""

    def __init__(self, stream, total):
        self.stream, self.total, self.done = stream, max(total, 1), 0
        self.shown = stream.isatty()

    def step(self, label="", count=1):
        """Count `count` pieces more as done and say what is being done."""
        self.done += count
        if self.shown:
            bar = "#" * (WIDTH * self.done // self.total)
            self.stream.write(
                f"\r{bar:<{WIDTH}} {self.done}/{self.total} {label:<40.40}", ending=""
            )
            self.stream.flush()

    def close(self):
        """Clear the line the bar stood on."""
        if self.shown:
            self.stream.write("\r" + " " * 100 + "\r", ending="")
