"""Formats (being written)."""
from dataclasses import dataclass
from catalog.exports import bibtex

@dataclass(frozen=True)
class Header:
    query: str
    date: object
    release: str
    count: int
    left_out: tuple = ()

FORMATS = {}
