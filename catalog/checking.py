"""What the published content must hold, one function a rule.

A rule yields Findings; none means that it holds. What files must hold to be read at
all is checked on reading, in catalog.files.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from catalog import identifiers
from catalog.models import Claim, Evidence, Identifier, Link, Source, SourceAlias
from catalog.search.words import words
from taxonomy.models import (
    ClaimKind,
    Dispute,
    Lesson,
    PlacementRule,
    Quality,
    SourceRole,
)

PLACED = ("contract", "data-object", "feedback-signal", "construction")
WORDS = range(40, 121)  # of a summary
LEAST = {"sources": 240, "claims": 150, "evidence": 600, "sources as evidence": 210}
BACKGROUND = {"survey-background", "infrastructure"}


@dataclass(frozen=True)
class Finding:
    """A rule that does not hold for the record named `key`."""

    key: str
    reason: str

    def __str__(self):
        return f"{self.key}: {self.reason}"


def not_background():
    """Return the published sources whose main role is not a background one."""
    background = Q(
        classifications__implied=False,
        classifications__position=1,
        classifications__term__facet__key="role",
        classifications__term__key__in=BACKGROUND,
    )
    return Source.objects.published().exclude(
        pk__in=Source.objects.filter(background).values("pk")
    )


def authors_are_complete():
    """Every source names its authors, or says why the list is not whole."""
    nobody = Source.objects.published().filter(authorships=None, authors_note="")
    for source in nobody:
        yield Finding(source.key, "names no author and gives no reason")


def identifiers_are_valid():
    """Every arXiv id, DOI and other identifier is in its normal form."""
    for row in Identifier.objects.select_related("source"):
        try:
            right = identifiers.NORMALISE[row.scheme](row.value) == row.value
        except ValueError:
            right = False
        if not right:
            yield Finding(row.source.key, f"{row.scheme} {row.value!r} is not valid")


def addresses_are_valid():
    """Every link is a web address without spaces, and to an address once a kind."""
    seen = set()
    for link in Link.objects.select_related("source"):
        if not link.url.startswith(("https://", "http://")) or " " in link.url:
            yield Finding(link.source.key, f"{link.url!r} is not a web address")
        if (link.source_id, link.kind, link.url) in seen:
            yield Finding(link.source.key, f"{link.url} stands twice as {link.kind}")
        seen.add((link.source_id, link.kind, link.url))


def keys_name_one_work():
    """No alias is another source's key."""
    keys = set(Source.objects.values_list("key", flat=True))
    for alias in SourceAlias.objects.select_related("source"):
        if alias.key in keys:
            yield Finding(alias.source.key, f"alias {alias.key!r} is a source's key")


def works_stand_once():
    """No two published sources have the same title, short name included or not."""
    held = defaultdict(list)
    for source in Source.objects.published():
        held[" ".join(words(source.title))].append(source.key)
    for keys in held.values():
        if len(keys) > 1:
            yield Finding(keys[0], f"has the same title as {', '.join(keys[1:])}")


def sources_have_a_role():
    """Every source plays at least one role."""
    roles = Q(classifications__term__facet__key="role", classifications__implied=False)
    for source in Source.objects.published().annotate(n=Count("pk", filter=roles)):
        if not source.n:
            yield Finding(source.key, "has no role")


def sources_are_placed():
    """A source that is not background has a place, or a reason, in four facets."""
    for source in not_background().for_page():
        placed = {place.term.facet.key for place in source.places}
        placed |= {row.facet.key for row in source.absences.all()}
        for facet in PLACED:
            if facet not in placed:
                yield Finding(source.key, f"has no {facet} and gives no reason")


def summaries_are_of_length():
    """A summary has 40 to 120 words."""
    for source in Source.objects.published():
        length = len(source.summary.split())
        if length not in WORDS:
            yield Finding(source.key, f"has a summary of {length} words")


def rules_are_complete():
    """Every role × kind of claim has a rule."""
    held = set(PlacementRule.objects.values_list("role", "kind"))
    for role in SourceRole.objects.select_related("term"):
        for kind in ClaimKind.objects.all():
            if (role.pk, kind.pk) not in held:
                yield Finding(role.term.key, f"has no rule for {kind.key}")


def evidence_is_located():
    """Every piece says where in its source it stands, and every figure has a value."""
    for piece in Evidence.objects.filter(
        Q(locator="") | Q(finding="") | Q(figures__value="")
    ).select_related("claim"):
        yield Finding(piece.claim.key, "has evidence without locator, finding or value")
    for claim in Claim.objects.published().filter(evidence=None):
        yield Finding(claim.key, "has no evidence")


def sources_are_evidence():
    """Every source that is not background is evidence for or against something."""
    for source in not_background().filter(evidence=None):
        yield Finding(source.key, "is evidence for no claim")


def both_sides_are_there():
    """Lessons, quality claims and disputes stand on evidence for and against."""
    for model, path in (
        (Lesson, "lessons"),
        (Quality, "qualities"),
        (Dispute, "dispute"),
    ):
        for row in model.objects.all():
            stances = set(
                Evidence.objects.filter(
                    **{f"claim__{path}": row}, claim__status="published"
                ).values_list("stance", flat=True)
            )
            for stance in {"supports", "contradicts"} - stances:
                yield Finding(str(row.key), f"has no evidence that {stance} a claim")


def counts():
    """Return how much there is of what issue and mission ask a least number of."""
    published = Evidence.objects.filter(claim__status="published")
    return {
        "sources": Source.objects.published().count(),
        "claims": Claim.objects.published().count(),
        "evidence": published.count(),
        "sources as evidence": published.values("source").distinct().count(),
    }


def counts_are_enough():
    """There is at least as much as was asked for."""
    for what, n in counts().items():
        if n < LEAST[what]:
            yield Finding(what, f"{n}, fewer than {LEAST[what]}")


RULES = (
    authors_are_complete, identifiers_are_valid, addresses_are_valid,
    keys_name_one_work, works_stand_once, sources_have_a_role, sources_are_placed,
    summaries_are_of_length, rules_are_complete, evidence_is_located,
    sources_are_evidence, both_sides_are_there, counts_are_enough,
)  # fmt: skip
