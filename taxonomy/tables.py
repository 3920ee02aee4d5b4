"""Which table of the vocabulary stands in which file, and under which names.

The order is the order of loading: what a row points to stands above it.
"""

from dataclasses import dataclass, field

from django.db.models import Model

from taxonomy import models


@dataclass(frozen=True)
class Table:
    """An array of tables in a file, and the model whose rows it holds.

    `points` maps a column to (model, field) by which its value finds a row; `many` the
    same for lists.
    """

    file: str
    name: str
    model: type[Model]
    columns: tuple[str, ...]
    unique: tuple[str, ...] = ("key",)
    points: dict = field(default_factory=dict)
    many: dict = field(default_factory=dict)


FIELDS = {"fields": (models.ReportingField, "key")}
TABLES = (
    Table(
        "claim-kinds.toml",
        "claim_kinds",
        models.ClaimKind,
        ("key", "label", "definition", "example", "locator"),
    ),
    Table(
        "placement.toml",
        "rules",
        models.PlacementRule,
        ("role", "kind", "verdict", "needs", "rationale", "locator"),
        unique=("role", "kind"),
        points={
            "role": (models.SourceRole, "term__key"),
            "kind": (models.ClaimKind, "key"),
        },
    ),
    Table(
        "reporting.toml",
        "groups",
        models.ReportingGroup,
        ("key", "label", "definition", "locator"),
    ),
    Table(
        "reporting.toml",
        "fields",
        models.ReportingField,
        ("key", "group", "label", "release", "why", "contracts", "locator"),
        points={"group": (models.ReportingGroup, "key")},
    ),
    Table(
        "lessons.toml",
        "lessons",
        models.Lesson,
        (
            "number",
            "key",
            "title",
            "trap",
            "why_it_fails",
            "what_to_do",
            "fields",
            "locator",
        ),
        many=FIELDS,
    ),
    Table(
        "qualities.toml",
        "qualities",
        models.Quality,
        (
            "key",
            "label",
            "relative_to",
            "definition",
            "not_enough",
            "fields",
            "locator",
        ),
        many=FIELDS,
    ),
    Table(
        "construction-ledger.toml",
        "layers",
        models.ConstructionLayer,
        (
            "term",
            "number",
            "examples",
            "visible",
            "hidden",
            "handle",
            "locator",
            "cells",
        ),
        unique=("term",),
        points={"term": (models.Term, "key")},
    ),
    Table(
        "scaling-ledger.toml",
        "knobs",
        models.ScalingKnob,
        (
            "key",
            "label",
            "definition",
            "ceiling",
            "efficiency",
            "surface",
            "release",
            "fields",
            "locator",
        ),
        many=FIELDS,
    ),
    Table(
        "disputes.toml",
        "disputes",
        models.Dispute,
        ("key", "title", "question", "locator"),
    ),
)

# Smaller tables, each an array of a file; all of them are rows of FrameworkItem.
SECTIONS = {
    "scaling-ledger.toml": ("devices", "movers", "pools"),
    "framework.toml": ("questions", "sample_parts", "standing_hazards",
                       "frontier_shapes", "inclusion", "said_to_be_lacking"),
}  # fmt: skip
