"""TOML in one canonical form, and the line on which a thing stands."""

import re
import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path

import tomli_w
from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField

WIDTH = 88  # characters of a line of running text


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file; `line` counts from 1."""

    path: Path
    line: int
    reason: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.reason}"


def read(path):
    """Return (data, text, problems) of the TOML file at `path`; never raises."""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text, []
    except UnicodeDecodeError as error:
        before = path.read_bytes()[: error.start]
        line, reason = before.count(b"\n") + 1, "The file is not UTF-8."
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        line = int(where[1]) if where else text.count("\n") + 1
        reason = f"Not TOML: {error}."
    return {}, "", [Problem(path, line, reason)]


def line_of(text, *marks):
    """Return the line, from 1, on which the last of `marks` stands after the others.

    A mark is a fragment such as `[places.role]` or `model-report =`, with a line break
    in front where it begins a line; marks that are not found are passed over.
    """
    at = 0
    for mark in marks:
        found = text.find(mark, at)
        if found >= 0:  # "\ntitle =" stands on the line that begins there
            at = found + len(mark) - len(mark.lstrip("\n"))
    return text.count("\n", 0, at) + 1


def misfits(model, values):
    """Yield (field, reason) for each of `values`, a dict, that `model` cannot hold.

    What a database would only say when it is written to, and each in its own words.
    """
    for name, value in values.items():
        column = model._meta.get_field(name)
        if isinstance(column, CharField | TextField):
            if not isinstance(value, str):
                yield name, f"{name}: {value!r} is not text."
                continue
            if "\x00" in value:
                yield name, f"{name}: a null character is not text."
                continue
        try:
            column.clean(value, None)
        except ValidationError as error:
            yield name, f"{name}: {' '.join(error.messages)}"


def unwrapped(text):
    """Return running text on one line."""
    return " ".join(text.split())


def wrapped(text):
    """Return running text as a file holds it: lines of 88 characters, or ""."""
    if not text:
        return ""
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def written(data):
    """Return `data` as canonical TOML text."""
    return tomli_w.dumps(data, multiline_strings=True)
