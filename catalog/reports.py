"""Where the evidence is thin: gaps, and the scaling page. Querysets in, values out."""

from collections import defaultdict
from dataclasses import dataclass, field

from catalog.models import Claim, ClaimKnob, Classification, Evidence, Source
from catalog.placement import groups
from catalog.standings import judge, pieces_of
from taxonomy.models import ScalingKnob

STRENGTH = ("established", "refuted", "contested", "supported", "unsupported",
            "context-only")  # fmt: skip
FEW = 3  # sources in a cell from which on a missing verifier study is worth a word


@dataclass
class Gap:
    """A kind of thin evidence, why it matters, and what is thin."""

    title: str
    why: str
    claims: list = field(default_factory=list)
    cells: list = field(default_factory=list)


def strongest(standings):
    """Return the most telling of `standings`, "" if there is none."""
    return min(standings, key=STRENGTH.index, default="")


def claim_gaps():
    """Return the gaps among published claims: one group alone, reports alone, one side."""
    claims = list(Claim.objects.published().select_related("kind").order_by("key"))
    judged, pieces = judge(claims), pieces_of(claims)
    alone = Gap(
        "One group's work alone",
        "Everything warranted for the claim comes from authors who sign together.",
    )
    reports = Gap(
        "System reports alone",
        "Only makers' own accounts speak to it; nobody varied or measured anything.",
    )
    nothing = Gap(
        "Nothing warranted",
        "There is evidence, but none from a source and design that may carry the claim.",
    )
    untested = Gap(
        "Nobody has looked for the opposite",
        "Strong evidence for it, and not one piece against or qualifying.",
    )
    for claim in claims:
        held = [piece for piece in pieces[claim.pk] if piece.counts]
        warranted = [piece for piece in held if piece.verdict == "may-establish"]
        if warranted and groups(warranted) == 1:
            alone.claims.append(claim)
        if held and {piece.design for piece in held} == {"system-report"}:
            reports.claims.append(claim)
        if held and not warranted:
            nothing.claims.append(claim)
        one_sided = {piece.stance for piece in held} == {"supports"}
        if judged[claim.pk].standing.value == "established" and one_sided:
            untested.claims.append(claim)
    return [alone, reports, nothing, untested]


def unverified_cells(vocabulary):
    """Return the Gap of object × signal cells with sources but no verifier study."""
    gap = Gap(
        "Sources, but no verifier study",
        f"{FEW} sources or more use this signal on this object, and no verifier or judge"
        " study, nor an audit, stands in the cell.",
    )
    held, studied = (
        _cells(Source.objects.published()),
        _cells(
            Source.objects.published().filter(
                classifications__term__facet__key="role",
                classifications__term__key__in=["verifier-judge", "audit-failure"],
            )
        ),
    )
    for (row, column), n in sorted(held.items(), key=lambda cell: (-cell[1], cell[0])):
        if n >= FEW and (row, column) not in studied:
            gap.cells.append((vocabulary.nodes[row], vocabulary.nodes[column], n))
    return gap


def _cells(sources):
    """Return {(object, signal): sources} over direct places."""
    places = defaultdict(lambda: defaultdict(set))
    rows = Classification.objects.filter(
        source__in=sources.values("pk"),
        implied=False,
        term__facet__key__in=["data-object", "feedback-signal"],
    )
    for source, facet, term in rows.values_list("source", "term__facet__key", "term"):
        places[source][facet].add(term)
    cells = defaultdict(int)
    for by_facet in places.values():
        for row in by_facet["data-object"]:
            for column in by_facet["feedback-signal"]:
                cells[row, column] += 1
    return dict(cells)


def claims_in_cells(row_facet, column_facet):
    """Return {(row term, column term): (claims, strongest standing)} by warranted sources.

    A claim is in a cell when a source under both terms carries warranted evidence for
    or against it.
    """
    places = defaultdict(lambda: (set(), set()))
    for index, facet in enumerate((row_facet, column_facet)):
        rows = Classification.objects.filter(
            term__in=[node.term.pk for node in facet.nodes]
        )
        for source, term in rows.values_list("source", "term"):
            places[source][index].add(term)
    cells = defaultdict(dict)
    carried = Evidence.objects.filter(
        warrant="may-establish", claim__status="published", source__status="published"
    ).values_list("source", "claim", "claim__standing")
    for source, claim, standing in carried:
        for row in places[source][0]:
            for column in places[source][1]:
                cells[row, column][claim] = standing
    return {cell: (len(held), strongest(held.values())) for cell, held in cells.items()}


def scaling(contracts):
    """Return (knob, [(contract, claims by effect)]) for every scaling knob.

    `contracts` are nodes; a claim without a contract stands under None.
    """
    rows = (
        ClaimKnob.objects.filter(claim__status="published")
        .select_related("claim__kind", "knob")
        .order_by("effect", "claim__standing", "claim__key")
    )
    under = defaultdict(set)
    through = Claim.terms.through.objects.filter(
        term__in=[node.term.pk for node in contracts]
    )
    for claim, term in through.values_list("claim", "term"):
        under[claim].add(term)
    table = defaultdict(list)
    for row in rows:
        for term in under[row.claim_id] or {None}:
            table[row.knob_id, term].append(row)
    columns = [*contracts, None]
    return [
        (
            knob,
            [(c, table[knob.pk, c.term.pk if c else None]) for c in columns],
        )
        for knob in ScalingKnob.objects.prefetch_related("fields")
    ]
