"""Names of authors in one written form, as BibTeX writes them.

"Family, Given", "Family, Jr., Given", "{A Collective}"; "#2" behind a name tells a
namesake apart, as for the two people named Yang Yue who sign one paper.
"""

import re
from typing import NamedTuple

NAMESAKE = re.compile(r" #([2-9])\Z")


class Name(NamedTuple):
    """What identifies a person or a collective."""

    family: str
    given: str = ""
    suffix: str = ""
    is_collective: bool = False
    namesake: int = 1


def read(text):
    """Return the Name that `text` writes; raise ValueError saying what is wrong."""
    number = NAMESAKE.search(text)
    namesake = int(number[1]) if number else 1
    bare = NAMESAKE.sub("", text).strip()
    if bare.lower().strip("{}") in {"others", "et al.", "et al", "and others", ""}:
        raise ValueError(
            f"{text!r} is not a name; say in authors_note what is missing."
        )
    if bare.startswith("{") and bare.endswith("}"):
        return Name(bare[1:-1], is_collective=True, namesake=namesake)
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) == 2 and all(parts):
        return Name(parts[0], parts[1], namesake=namesake)
    if len(parts) == 3 and all(parts):
        return Name(parts[0], parts[2], parts[1], namesake=namesake)
    if len(parts) == 1:
        return Name(parts[0], namesake=namesake)
    raise ValueError(f"{text!r} is not written as Family, Given or {{Collective}}.")


def written(name):
    """Return `name` (a Name or a Person) in the form that `read` reads back."""
    if name.is_collective:
        text = f"{{{name.family}}}"
    else:
        text = ", ".join(filter(None, (name.family, name.suffix, name.given)))
    return f"{text} #{name.namesake}" if name.namesake > 1 else text
