"""The same sets for programs: files of what the list shows."""

from pathlib import Path

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from catalog.claim_filters import ClaimQuery
from catalog.exports import FORMATS, Header
from catalog.exports.claims import CLAIM_FORMATS
from catalog.filters import SourceQuery
from catalog.models import Claim, Source
from taxonomy.models import Edition

SCHEMA = Path(__file__).parent.parent / "exports" / "claims_schema.json"


@require_safe
def sources_file(request, extension):
    """Stream exactly the sources of the list, in the list's order, as a file."""
    if extension not in FORMATS:
        context = {"formats": FORMATS.values(), "asked": extension,
                   "file_url": "sources-file", "things": "Sources"}  # fmt: skip
        return render(request, "catalog/no_such_format.html", context, status=404)
    query = SourceQuery(request.GET)
    if query.errors:
        return render(request, "catalog/bad_query.html", {"query": query}, status=400)
    return _file(FORMATS[extension], query.ordered(), query.parameters(), "sources")


@require_safe
def source_file(request, key, extension):
    """One source as a file."""
    found = Source.objects.published().filter(key=key)
    if extension not in FORMATS or not found.exists():
        raise Http404
    return _file(FORMATS[extension], found, f"key={key}", key)


@require_safe
def claims_file(request, extension):
    """Stream the claims of the list, in its order, with their evidence."""
    if extension not in CLAIM_FORMATS:
        context = {"formats": CLAIM_FORMATS.values(), "asked": extension,
                   "file_url": "claims-file", "things": "Claims"}  # fmt: skip
        return render(request, "catalog/no_such_format.html", context, status=404)
    query = ClaimQuery(request.GET)
    if query.errors:
        return render(request, "catalog/bad_query.html", {"query": query}, status=400)
    return _file(
        CLAIM_FORMATS[extension], query.ordered(), query.parameters(), "claims"
    )


@require_safe
def claim_file(request, key, extension):
    """One claim with its evidence, or the BibTeX of just its sources, as a file."""
    found = Claim.objects.published().filter(key=key)
    if extension not in CLAIM_FORMATS or not found.exists():
        raise Http404
    return _file(CLAIM_FORMATS[extension], found, f"claim={key}", key)


@require_safe
def claims_schema(request):
    """The JSON Schema of the JSON of claims."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


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
