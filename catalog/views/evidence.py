"""Following a claim: the list of claims, one claim, lessons and disputes."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog import claim_facets, panels, reports
from catalog.asked import PER_PAGE
from catalog.claim_filters import BY_STANDING, ClaimQuery
from catalog.crossing import crossed, crossing
from catalog.exports.claims import CLAIM_FORMATS
from catalog.models import Claim, Evidence
from catalog.paging import page_of, tidy, told
from catalog.search.asking import stems
from catalog.search.snippets import marked
from catalog.standings import judge
from taxonomy.models import Dispute, FrameworkItem, Lesson
from taxonomy.vocabulary import vocabulary

WARRANT_ORDER = {"may-establish": 0, "context-only": 1, "may-not": 2}


@require_safe
def claim_list(request):
    """List the claims asked for, with counts for every facet."""
    query = ClaimQuery(request.GET)
    if query.errors:
        return render(request, "catalog/bad_query.html", {"query": query}, status=400)
    if shorter := tidy(request, query):
        return shorter
    counts = claim_facets.count(query)
    page = page_of(query, counts.total)
    context = {
        "query": query,
        "counts": counts,
        "panels": panels.panels(query, counts),
        "chips": panels.chips(query),
        "sorts": query.SORTS if query.text else query.SORTS[1:],
        "sizes": PER_PAGE,
        "formats": CLAIM_FORMATS.values(),
        "rows": _rows(page.rows(query.ordered().select_related("kind")), query.text),
        "page": page,
    }
    if not counts.total:
        context["removal"] = panels.best_removal(query)
    name = "_listing" if request.htmx and not request.htmx.boosted else "list"
    response = render(request, f"catalog/claims/{name}.html", context)
    return told(request, query, response)


def _rows(claims, text=""):
    """Return (claim, statement in pieces, warranted pieces by stance) for each claim."""
    claims = list(claims)
    tally = {claim.pk: dict.fromkeys(Evidence.Stance.values, 0) for claim in claims}
    warranted = Evidence.objects.filter(
        claim__in=claims, warrant="may-establish", source__status="published"
    )
    for claim, stance in warranted.values_list("claim", "stance"):
        tally[claim][stance] += 1
    marks = stems(text) if text else frozenset()
    return [
        (claim, marked(claim.statement, marks), tally[claim.pk]) for claim in claims
    ]


@require_safe
def claim_page(request, key):
    """Lay out the evidence for, against and qualifying one claim."""
    claim = get_object_or_404(Claim.objects.published().for_page(), key=key)
    judged = judge([claim])[claim.pk]
    figures = {piece.pk: list(piece.figures.all()) for piece in claim.evidence.all()}
    context = {
        "claim": claim,
        "standing": judged.standing,
        "sides": [
            (label, _side(judged.pieces, stance, figures))
            for stance, label in (
                ("supports", "For"),
                ("contradicts", "Against"),
                ("qualifies", "Qualifies"),
            )
        ],
        "figures": [
            (piece, figure)
            for piece, _ in judged.pieces
            for figure in figures.get(piece.pk, ())
        ],
        "formats": CLAIM_FORMATS.values(),
        "cited": sorted({piece.source.key for piece, _ in judged.pieces}),
    }
    return render(request, "catalog/claims/page.html", context)


def _side(pieces, stance, figures):
    """Return (piece, warrant, figures) of one stance, the best warranted first."""
    chosen = [(p, w, figures.get(p.pk, ())) for p, w in pieces if p.stance == stance]
    return sorted(
        chosen,
        key=lambda row: (
            row[0].source.status == "retired",
            WARRANT_ORDER[row[1].verdict],
            row[0].position,
        ),
    )


@require_safe
def lessons(request):
    """List the seven lessons with how many claims speak to each."""
    spoken = Count("claims", filter=Q(claims__status="published"))
    listed = Lesson.objects.annotate(spoken=spoken)
    context = {"lessons": [(lesson, lesson.spoken) for lesson in listed]}
    return render(request, "catalog/lessons.html", context)


@require_safe
def lesson_page(request, number):
    """Show one trap: why it fails, what to report, and the evidence both ways."""
    lesson = get_object_or_404(
        Lesson.objects.prefetch_related("fields__group"), number=number
    )
    claims = (
        lesson.claims.published().select_related("kind").order_by(BY_STANDING, "key")
    )
    context = {
        "lesson": lesson,
        "rows": _rows(claims),
        "fields": lesson.fields.all(),
        "others": Lesson.objects.exclude(pk=lesson.pk),
        "strongest": _strongest(claims),
    }
    return render(request, "catalog/lesson.html", context)


def _strongest(claims):
    """Return {stance: warranted pieces} over `claims`, tested designs first."""
    found = {stance: [] for stance in ("supports", "contradicts")}
    pieces = (
        Evidence.objects.filter(
            claim__in=claims,
            warrant="may-establish",
            stance__in=found,
            source__status="published",
        )
        .select_related("claim", "source", "role__term")
        .order_by("design", "claim__key", "position")
    )
    for piece in pieces:
        found[piece.stance].append(piece)
    return found


@require_safe
def disputes(request):
    """List the open disputes, each with its claims and both sides' strength."""
    listed = Dispute.objects.all()
    claims = Claim.objects.published().filter(dispute__in=listed).select_related("kind")
    by_dispute = {}
    for row in _rows(claims.order_by("key")):
        by_dispute.setdefault(row[0].dispute_id, []).append(row)
    context = {"disputes": [(each, by_dispute.get(each.pk, [])) for each in listed]}
    return render(request, "catalog/disputes.html", context)


@require_safe
def gaps(request):
    """List where evidence is thin."""
    context = {"gaps": [*reports.claim_gaps(), reports.unverified_cells(vocabulary())]}
    return render(request, "catalog/gaps.html", context)


@require_safe
def evidence_map(request):
    """Show facet × facet with sources, claims and the strongest standing in each cell."""
    query, row, column, _ = crossed(request.GET, columns="contract")
    if query.errors:
        return render(request, "catalog/bad_query.html", {"query": query}, status=400)
    held = reports.claims_in_cells(row, column)
    table = crossing(query, row, column)
    lines = [
        (
            node,
            [
                (cell, *held.get((node.term.pk, other.term.pk), (0, "")))
                for other, cell in zip(table.columns, cells, strict=True)
            ],
        )
        for node, cells in table.lines()
    ]
    context = {"row": row, "column": column, "table": table, "lines": lines,
               "facets": query.vocabulary.facets.values(), "query": query}  # fmt: skip
    return render(request, "catalog/evidence_map.html", context)


@require_safe
def scaling(request):
    """Show knobs × contracts: what claims say each knob moves, and how they stand."""
    contract = vocabulary().facets.get("contract")
    contracts = contract.nodes if contract else []
    items = FrameworkItem.objects.filter(section__in=["devices", "movers", "pools"])
    context = {
        "contracts": contracts,
        "knobs": reports.scaling(contracts),
        "devices": [item for item in items if item.section == "devices"],
        "movers": [item for item in items if item.section == "movers"],
        "pools": [item for item in items if item.section == "pools"],
    }
    return render(request, "catalog/scaling.html", context)
