"""Reading: the list of sources and the page of one."""

from django.db.models import Case, When
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog import facets, panels
from catalog.asked import PER_PAGE
from catalog.exports import FORMATS, citations
from catalog.filters import SourceQuery
from catalog.models import Claim, Source, SourceAlias
from catalog.paging import page_of, tidy, told
from catalog.related import related
from catalog.rows import COLUMNS, rows
from catalog.search import matching
from catalog.search.asking import stems

# "may establish" first: the verdicts in the order a reader asks for them.
BY_WARRANT = [
    Case(
        When(warrant="may-establish", then=0),
        When(warrant="context-only", then=1),
        default=2,
    ),
]


@require_safe
def source_list(request):
    """List the sources asked for, with counts for every term."""
    query = SourceQuery(request.GET)
    if query.errors:
        return render(request, "catalog/bad_query.html", {"query": query}, status=400)
    if shorter := tidy(request, query):
        return shorter
    counts = facets.count(query)
    page = page_of(query, counts.total)
    context = {
        "query": query,
        "counts": counts,
        "panels": panels.panels(query, counts),
        "chips": panels.chips(query),
        "years": panels.histogram(query, counts),
        "sorts": query.SORTS if query.text else query.SORTS[1:],
        "sizes": PER_PAGE,
        "formats": FORMATS.values(),
        "page": page,
        "rows": rows(
            page.rows(query.ordered().only(*COLUMNS)),
            query.vocabulary,
            stems=stems(query.text) if query.text else frozenset(),
            within=query.parameters(),
        ),
    }
    if query.text:
        context["claims"] = matching(Claim.objects.published(), query.text).count()
    if not counts.total:
        context["removal"] = panels.best_removal(query)
    name = "_listing" if request.htmx and not request.htmx.boosted else "list"
    response = render(request, f"catalog/sources/{name}.html", context)
    return told(request, query, response)


@require_safe
def source_page(request, key):
    """Show one source; with a query string, also its neighbours in that result."""
    seen = [Source.Status.PUBLISHED, Source.Status.RETIRED]
    source = Source.objects.filter(key=key, status__in=seen).for_page().first()
    if source is None:
        alias = get_object_or_404(SourceAlias, key=key, source__status__in=seen)
        return redirect("source", alias.source.key, permanent=True)
    if source.status == Source.Status.RETIRED:
        return render(
            request, "catalog/sources/retired.html", {"source": source}, status=410
        )
    query = SourceQuery(request.GET)
    context = {
        "source": source,
        "facets": _places(source, query.vocabulary),
        "citations": citations.all_styles(source),
        "evidence": source.evidence.filter(claim__status="published")
        .select_related("claim")
        .order_by(*BY_WARRANT, "claim__key", "position"),
        "related": related(source, query.vocabulary),
        "formats": FORMATS.values(),
        "neighbours": None if query.errors else _neighbours(query, source),
    }
    return render(request, "catalog/sources/page.html", context)


def _places(source, vocabulary):
    """Return (facet, places, reason for their absence) for every facet but the role."""
    placed = {}
    for place in source.places:
        placed.setdefault(place.term.facet.key, []).append(place)
    reasons = {row.facet.key: row.reason for row in source.absences.all()}
    return [
        (branch.facet, placed.get(key, []), reasons.get(key, ""))
        for key, branch in vocabulary.facets.items()
        if key != "role"
    ]


def _neighbours(query, source):
    """Return the keys before and after `source` in the result, its number and total."""
    if not query.active and query.sort == query.DEFAULT_SORT:
        return None
    # All keys, in one query: of 20,000 that is 8 to 33 ms, window functions took four
    # times as long, and both have to read the whole result.
    keys = list(query.ordered().values_list("key", flat=True))
    if source.key not in keys:
        return None
    at = keys.index(source.key)
    return {
        "before": keys[at - 1] if at else None,
        "after": keys[at + 1] if at + 1 < len(keys) else None,
        "place": at + 1,
        "total": len(keys),
        "query": query.parameters(),
    }
