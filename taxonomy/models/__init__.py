"""Models of the vocabulary, one room a file."""

from taxonomy.models.edition import Edition
from taxonomy.models.framework import (
    ConstructionLayer,
    Dispute,
    FrameworkItem,
    Lesson,
    Quality,
    ScalingKnob,
)
from taxonomy.models.placement import ClaimKind, PlacementRule, SourceRole
from taxonomy.models.reporting import ReportingField, ReportingGroup
from taxonomy.models.vocabulary import Facet, Term

__all__ = [
    "ClaimKind",
    "ConstructionLayer",
    "Dispute",
    "Edition",
    "Facet",
    "FrameworkItem",
    "Lesson",
    "PlacementRule",
    "Quality",
    "ReportingField",
    "ReportingGroup",
    "ScalingKnob",
    "SourceRole",
    "Term",
]
