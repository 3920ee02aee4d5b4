"""Models of the catalog, one noun a file."""

from catalog.models.claim import Claim, ClaimKnob
from catalog.models.classification import Absence, Classification
from catalog.models.evidence import Evidence, Figure
from catalog.models.identifier import Identifier, Link
from catalog.models.person import Authorship, Person
from catalog.models.source import Source, SourceAlias
from catalog.models.text import ClaimText, SourceText

__all__ = [
    "Absence",
    "Authorship",
    "Claim",
    "ClaimKnob",
    "ClaimText",
    "Classification",
    "Evidence",
    "Figure",
    "Identifier",
    "Link",
    "Person",
    "Source",
    "SourceAlias",
    "SourceText",
]
