"""The same sets for programs: files of what the list shows."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from catalog.exports import FORMATS, Header
from catalog.filters import SourceQuery
from catalog.models import Source
from taxonomy.models import Edition


@require_safe
def sources_file(request, extension):
    """Stream exactly the sources of the list, in the list's order, as a file."""
    if extension not in FORMATS:
        context = {"formats": FORMATS.values(), "asked": extension}
        return render(request, "catalog/no_such_format.html", context, status=404)
    query = SourceQuery(request.GET)
    if query.errors:
        return render(request, "catalog/sources/bad.html", {"query": query}, status=400)
    return _file(FORMATS[extension], query.ordered(), query.parameters(), "sources")


@require_safe
def source_file(request, key, extension):
    """One source as a file."""
    found = Source.objects.published().filter(key=key)
    if extension not in FORMATS or not found.exists():
        raise Http404
    return _file(FORMATS[extension], found, f"key={key}", key)


def _file(form, sources, asked, name):
    header = Header(
        query=asked or "all sources",
        date=timezone.now().date(),
        release=Edition.current("catalog"),
        count=sources.count(),
    )
    response = StreamingHttpResponse(
        form.write(sources, header), content_type=form.media_type
    )
    response.headers["Content-Disposition"] = content_disposition_header(
        True, f"warrant-{name}.{form.extension}"
    )
    return response
