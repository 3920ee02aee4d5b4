"""Reading: the list of sources and the page of one."""

from django.db.models import F, Window
from django.db.models.functions import Lag, Lead, RowNumber
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from catalog import facets, panels
from catalog.exports import FORMATS, citations
from catalog.filters import DEEPEST, ORDER, PER_PAGE, SORTS, SourceQuery
from catalog.models import Source, SourceAlias
from catalog.related import related
from catalog.rows import COLUMNS, rows
from catalog.search.asking import stems


@require_safe
def source_list(request):
    """List the sources asked for, with counts for every term."""
    query = SourceQuery(request.GET)
    if query.errors:
        return render(request, "catalog/sources/bad.html", {"query": query}, status=400)
    counts = facets.count(query)
    context = {
        "query": query,
        "counts": counts,
        "panels": panels.panels(query, counts),
        "chips": panels.chips(query),
        "years": panels.histogram(query, counts),
        "sorts": SORTS if query.text else SORTS[1:],
        "sizes": PER_PAGE,
        "formats": FORMATS.values(),
        **_page(query, counts.total),
    }
    if not counts.total:
        context["removal"] = panels.best_removal(query)
    name = "_listing" if request.htmx and not request.htmx.boosted else "list"
    response = render(request, f"catalog/sources/{name}.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response


def _page(query, total):
    """Return the rows of the page asked for, clamped to the last, and its neighbours."""
    reach = min(total, DEEPEST)
    last = max(-(-reach // query.per_page), 1)
    page = min(query.page, last)
    start = (page - 1) * query.per_page
    found = query.ordered().only(*COLUMNS)[start : start + query.per_page]
    marks = stems(query.text) if query.text else frozenset()
    link = query.parameters
    return {
        "rows": rows(found, query.vocabulary, stems=marks, within=link()),
        "page": page,
        "last": last,
        "capped": total > DEEPEST,
        "previous_url": f"?{link(page=[str(page - 1)])}" if page > 1 else "",
        "next_url": f"?{link(page=[str(page + 1)])}" if page < last else "",
        "from": start + 1 if total else 0,
        "to": min(start + query.per_page, total),
    }


@require_safe
def source_page(request, key):
    """Show one source; with a query string, also its neighbours in that result."""
    source = Source.objects.filter(key=key).for_page().first()
    if source is None:
        alias = get_object_or_404(SourceAlias, key=key, source__status="published")
        return redirect("source", alias.source.key, permanent=True)
    if source.status == Source.Status.RETIRED:
        return render(
            request, "catalog/sources/retired.html", {"source": source}, status=410
        )
    if source.status != Source.Status.PUBLISHED:
        raise Http404
    query = SourceQuery(request.GET)
    context = {
        "source": source,
        "facets": _places(source, query.vocabulary),
        "citations": citations.all_styles(source),
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
    if not query.active and query.sort == "newest":
        return None
    order = [
        F(name.removeprefix("-")).desc() if name.startswith("-") else F(name).asc()
        for name in ORDER[query.sort]
    ]
    numbered = query.sources().annotate(
        before=Window(Lag("key"), order_by=order),
        after=Window(Lead("key"), order_by=order),
        place=Window(RowNumber(), order_by=order),
    )
    found = numbered.filter(key=source.key).values("before", "after", "place").first()
    if not found:
        return None
    return {**found, "total": query.sources().count(), "query": query.parameters()}
