"""Files to take home: a registry, and one module a format.

A format turns a queryset into text, piece by piece and in the queryset's order, so that
a file holds exactly what the list shows and memory stays flat.
"""

from catalog.exports import bibtex
from catalog.exports.format import Format, Header

FORMATS = {each.key: each for each in (bibtex.FORMAT,)}

__all__ = ["FORMATS", "Format", "Header"]
