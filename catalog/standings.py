"""Claims as the database holds them, judged by the rules it holds."""

from collections import defaultdict
from dataclasses import dataclass

from catalog import placement
from catalog.models import Authorship, Claim, Classification, Evidence, Source
from taxonomy.models import PlacementRule


@dataclass(frozen=True)
class Judged:
    """A claim's standing, and each piece of its evidence with its warrant."""

    standing: placement.Standing
    pieces: list[tuple[Evidence, placement.Warrant]]


@dataclass(frozen=True)
class Moved:
    """A claim whose standing a change would move."""

    claim: Claim
    before: str
    after: str


def rules():
    """Return every placement Rule by (role, kind), in one query."""
    rows = PlacementRule.objects.select_related("role__term", "kind")
    return {(rule.role, rule.kind): rule for rule in map(as_rule, rows)}


def judge(claims, by_rule=None):
    """Return {claim's primary key: Judged} for `claims`, in a fixed number of queries.

    Evidence of drafts is left out, that of retired sources kept and not counted.
    """
    judged = defaultdict(list)
    for piece, answer, weighed in _weighed(claims, by_rule):
        judged[piece.claim_id].append((piece, answer, weighed))
    return {
        claim.pk: Judged(
            placement.standing(
                claim.kind.key, [weighed for _, _, weighed in judged[claim.pk]]
            ),
            [(piece, answer) for piece, answer, _ in judged[claim.pk]],
        )
        for claim in claims
    }


def pieces_of(claims):
    """Return {claim's primary key: its placement Pieces} for `claims`."""
    found = defaultdict(list)
    for piece, _, weighed in _weighed(claims, None):
        found[piece.claim_id].append(weighed)
    return found


def _weighed(claims, by_rule):
    """Return (evidence, its Warrant, its Piece) of `claims`, in reading order."""
    by_rule = rules() if by_rule is None else by_rule
    pieces = list(
        Evidence.objects.filter(
            claim__in=claims, source__status__in=["published", "retired"]
        )
        .select_related("source", "claim__kind")
        .order_by("claim", "position")
    )
    sources = {piece.source_id for piece in pieces}
    roles, signed = _roles(sources), _signed(sources)
    answers = [
        placement.warrant(
            piece.claim.kind.key, roles[piece.source_id], piece.design, by_rule
        )
        for piece in pieces
    ]
    return [
        (piece, answer, _piece(piece, answer, signed))
        for piece, answer in zip(pieces, answers, strict=True)
    ]


def _piece(piece, answer, signed):
    return placement.Piece(
        stance=piece.stance,
        design=piece.design,
        verdict=answer.verdict,
        signed=frozenset(signed[piece.source_id]),
        counts=piece.source.status == Source.Status.PUBLISHED,
    )


def _roles(sources):
    """Return the keys of the roles of each of `sources`, the main one first."""
    rows = Classification.objects.filter(
        source__in=sources, implied=False, term__facet__key="role"
    ).order_by("source", "position")
    found = defaultdict(list)
    for source, role in rows.values_list("source", "term__key"):
        found[source].append(role)
    return found


def _signed(sources):
    rows = Authorship.objects.filter(source__in=sources).values_list("source", "person")
    found = defaultdict(set)
    for source, person in rows.order_by():
        found[source].add(person)
    return found


def moved_by(changed):
    """Return the Moved claims if the placement Rule `changed` replaced the one held."""
    held = rules()
    claims = list(Claim.objects.filter(kind__key=changed.kind).select_related("kind"))
    before = judge(claims, held)
    after = judge(claims, held | {(changed.role, changed.kind): changed})
    return [
        Moved(claim, before[claim.pk].standing.value, after[claim.pk].standing.value)
        for claim in claims
        if before[claim.pk].standing.value != after[claim.pk].standing.value
    ]


def as_rule(row):
    """Return the placement Rule of a PlacementRule row."""
    return placement.Rule(
        row.role.term.key,
        row.kind.key,
        row.verdict,
        frozenset(row.needs),
        row.rationale,
    )
