"""What a format is, and what a file says of itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Header:
    """What a file says of itself: the query, the day, the catalog's state, how many.

    `left_out` says in words what the list shows and the file does not hold.
    """

    query: str
    date: date
    release: str
    count: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """A file format: `write` takes a queryset and a Header and yields text."""

    key: str  # as in /sources.bib
    label: str
    media_type: str
    write: Callable[..., Iterator[str]]
    extension: str
