"""Reading the vocabulary: terms, the map of any two facets, home and about."""

import csv

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import facets
from catalog.crossing import crossed, crossing
from catalog.filters import SourceQuery
from catalog.models import Claim, Source
from catalog.rows import COLUMNS, rows
from taxonomy.models import (
    ClaimKind,
    ConstructionLayer,
    Edition,
    FrameworkItem,
    Lesson,
    PlacementRule,
    Quality,
    ReportingGroup,
    SourceRole,
)
from taxonomy.vocabulary import vocabulary

OFTEN = 8  # terms named as often combined with a term


@require_safe
def home(request):
    """Open the four questions, with what the catalog holds for each."""
    counts = facets.count(SourceQuery(QueryDict()))
    known = vocabulary()
    context = {
        "questions": _questions(known, counts),
        "parts": FrameworkItem.objects.filter(section="sample_parts"),
        "lessons": Lesson.objects.all(),
        "counts": counts,
        "claims": Claim.objects.published().count(),
        "contracts": [
            (node, counts.terms.get(node.term.pk, 0))
            for node in known.facets["contract"].nodes
        ]
        if "contract" in known.facets
        else [],
    }
    return render(request, "catalog/home.html", context)


def _questions(known, counts):
    """Return (question, facet that opens it, its fullest terms) for the four."""
    rooms = ("data-object", "feedback-signal", "construction", "training-use")
    items = FrameworkItem.objects.filter(section="questions")
    return [
        (item, known.facets[key].facet, _most(known.facets[key], counts, 6))
        for item, key in zip(items, rooms, strict=False)
        if key in known.facets
    ]


def _most(branch, counts, how_many):
    """Return the (node, count) pairs of the facet's fullest terms."""
    counted = [(node, counts.terms.get(node.term.pk, 0)) for node in branch.nodes]
    counted = [pair for pair in counted if pair[1]]
    return sorted(counted, key=lambda pair: -pair[1])[:how_many]


@require_safe
def about(request):
    """Say what the catalog holds, how it was made, and where it stops."""
    context = {
        "sources": Source.objects.published().count(),
        "claims": Claim.objects.published().count(),
        "inclusion": FrameworkItem.objects.filter(section="inclusion"),
        "lacking": FrameworkItem.objects.filter(section="said_to_be_lacking"),
        "edition": Edition.objects.filter(name="catalog").first(),
    }
    return render(request, "catalog/about.html", context)


@require_safe
def framework(request):
    """Show the survey's tables: sample, qualities, ledger, guide, fields to report."""
    items = {}
    for item in FrameworkItem.objects.all():
        items.setdefault(item.section, []).append(item)
    kinds = list(ClaimKind.objects.all())
    layers = ConstructionLayer.objects.select_related("term__facet")
    context = {
        "items": items,
        "qualities": Quality.objects.prefetch_related("fields"),
        "columns": ConstructionLayer.COLUMNS,
        "layers": [
            (layer, [layer.cells[column] for column in ConstructionLayer.COLUMNS])
            for layer in layers
        ],
        "kinds": kinds,
        "rules": _rules_by_role(),
        "groups": ReportingGroup.objects.prefetch_related("fields"),
    }
    return render(request, "taxonomy/framework.html", context)


def _rules_by_role():
    """Return (role, its rules in the order of the kinds) for every role."""
    by_role = {}
    rules = PlacementRule.objects.select_related("role__term__facet", "kind")
    for rule in rules.order_by("role__term__position", "kind__position"):
        by_role.setdefault(rule.role, []).append(rule)
    return list(by_role.items())


@require_safe
def terms(request):
    """Show every facet with its tree of terms and their counts."""
    counts = facets.count(SourceQuery(QueryDict()))
    context = {
        "facets": [
            (
                branch.facet,
                [(node, counts.terms.get(node.term.pk, 0)) for node in branch.nodes],
            )
            for branch in vocabulary().facets.values()
        ]
    }
    return render(request, "taxonomy/terms.html", context)


@require_safe
def term(request, facet, key):
    """Show one term: what it means, where it stands, what is placed under it."""
    known = vocabulary()
    if facet not in known.facets or key not in known.facets[facet].by_key:
        raise Http404
    branch = known.facets[facet]
    node = branch.by_key[key]
    query = SourceQuery(QueryDict(f"{facet}={key}"))
    counts = facets.count(query)
    newest = query.ordered().only(*COLUMNS)[:10]
    context = {
        "facet": branch.facet,
        "node": node,
        "above": [known.nodes[pk] for pk in reversed(known.ancestors(node.term.pk))],
        "siblings": [
            n for n in branch.nodes if n.term.parent_id == node.term.parent_id
        ],
        "total": counts.total,
        "tally": counts.terms,
        "rows": rows(newest, known, within=query.parameters()),
        "often": [
            (other.facet, _most(other, counts, OFTEN))
            for other_key, other in known.facets.items()
            if other_key != facet
        ],
        **_as_role(node.term),
    }
    return render(request, "taxonomy/term.html", context)


def _as_role(term):
    """Return what the placement guide says of `term`, {} if it is no role."""
    role = SourceRole.objects.filter(term=term).first()
    if role is None:
        return {}
    return {"role": role, "rules": role.rules.select_related("kind")}


@require_safe
def crossing_map(request):
    """Show any facet against any other as a table of counts."""
    query, row, column, colour = crossed(request.GET)
    if query.errors:
        return render(request, "catalog/bad_query.html", {"query": query}, status=400)
    context = {
        "query": query,
        "row": row,
        "column": column,
        "colour": colour,
        "table": crossing(query, row, column, colour),
        "facets": query.vocabulary.facets.values(),
    }
    return render(request, "catalog/map.html", context)


@require_safe
def crossing_csv(request):
    """The table of the map as CSV, one row a row term, one column a column term."""
    query, row, column, _ = crossed(request.GET)
    if query.errors:
        lines = [f"{name}: {' '.join(each)}\n" for name, each in query.errors.items()]
        return HttpResponse(lines, content_type="text/plain; charset=utf-8", status=400)
    table = crossing(query, row, column)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"warrant-{row.facet.key}-by-{column.facet.key}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow([row.facet.key, *(node.term.key for node in table.columns)])
    for node, cells in table.lines():
        writer.writerow([node.term.key, *(cell.count for cell in cells)])
    return response
