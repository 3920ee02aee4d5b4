"""Makers of claims, evidence and rules, beside tests.world."""

from itertools import count

from catalog.indexing import refresh_claims
from catalog.models import Claim, Evidence
from taxonomy.models import ClaimKind, PlacementRule, SourceRole
from tests.world import make_source, make_term

numbers = count(1)


def make_kind(key="scaling"):
    """Return the kind of claim `key`."""
    return ClaimKind.objects.get_or_create(
        key=key, defaults={"label": key.capitalize(), "definition": "?", "locator": "x"}
    )[0]


def make_rule(role, kind, verdict, needs=()):
    """Set the rule of `role` × `kind`; return it."""
    make_term(f"role/{role}")
    row = SourceRole.objects.get(term__key=role)
    rule, _ = PlacementRule.objects.update_or_create(
        role=row,
        kind=make_kind(kind),
        defaults={
            "verdict": verdict,
            "needs": list(needs),
            "rationale": f"Rule of {role} for {kind}.",
            "locator": "Table A4",
        },
    )
    return rule


def make_claim(*, kind="scaling", evidence=(), refresh=True, **given):
    """Make a published claim with `evidence`: dicts for make_evidence."""
    number = next(numbers)
    defaults = {
        "key": f"claim-{number}",
        "statement": f"Statement {number}.",
        "kind": make_kind(kind),
        "status": "published",
    }
    claim = Claim.objects.create(**defaults | given)
    for each in evidence:
        make_evidence(claim, refresh=False, **each)
    if refresh:
        refresh_claims([claim.pk])
        claim.refresh_from_db()
    return claim


def make_evidence(claim, *, source=None, refresh=True, **given):
    """Make a piece of evidence; without a source one is made with a role of its own."""
    number = next(numbers)
    defaults = {
        "stance": "supports",
        "design": "measurement",
        "locator": f"Sec. {number}",
        "finding": f"Finding {number}.",
        "position": number,
    }
    piece = Evidence.objects.create(
        claim=claim, source=source or make_scaling_study(), **defaults | given
    )
    if refresh:
        refresh_claims([claim.pk])
    return piece


def make_scaling_study(**given):
    """Make a source whose role may establish scaling claims by measurement."""
    make_rule("scaling-study", "scaling", "may-establish", ["measurement"])
    number = next(numbers)
    given.setdefault("authors", (f"Author{number}, A",))
    return make_source(under=["role/scaling-study"], **given)


def make_model_report(**given):
    """Make a source whose role may not carry scaling claims."""
    make_rule("model-report", "scaling", "may-not")
    number = next(numbers)
    given.setdefault("authors", (f"Lab{number}, A",))
    return make_source(under=["role/model-report"], **given)
