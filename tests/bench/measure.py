"""Measure one database: pages, exports, loading; print ratios."""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catalog.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from catalog.models import Source  # noqa: E402
from tests.bench import others, synthetic  # noqa: E402

SIZE = int(os.environ.get("SIZE", "20000"))
ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {
    "no filter": "",
    "one term": "contract=programmatic",
    "three facets": "contract=programmatic&contract=environmental"
    "&data-object=rollout-set&data-object=prompt-answer"
    "&training-use=rlvr&training-use=sft",
    "text": f"q={synthetic.RARE}",
}
BARE = engines["django"].from_string(
    "<!doctype html><title>Sources</title><ul>{% for source in sources %}"
    "<li><a href='/sources/{{ source.key }}/'>{{ source.title }}</a>"
    " {{ source.first_year }}</li>{% endfor %}</ul>"
)


def timed(call, times=15):
    """Return the median seconds of `call`, after one call to warm up."""
    call()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def bare(_request):
    """The least a Django page of 25 rows can be."""
    found = Source.objects.published().order_by("-first_year", "key")
    rows = found.only("key", "title", "first_year")[:25]
    return HttpResponse(BARE.render({"sources": rows}))


def loading():
    """Print how long migrate and load take against `manage.py check`."""
    here = [sys.executable, "manage.py"]
    start = time.perf_counter()
    subprocess.run([*here, "check"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    check = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run([*here, "migrate", "-v0"], cwd=ROOT, check=True)
    subprocess.run([*here, "load_catalog", "-v0"], cwd=ROOT, check=True)
    took = time.perf_counter() - start
    print(
        f"check {check:.2f} s; migrate and load {took:.2f} s: {took / check:.1f} times"
    )


def pages():
    """Print the list page against the bare page and, on SQLite, datasette."""
    request = RequestFactory().get("/")
    floor = timed(lambda: bare(request))
    print(f"bare page of 25 rows {1000 * floor:.1f} ms")
    client = Client(SERVER_NAME="127.0.0.1")
    rivals = others.datasette(PAGES) if connection.vendor == "sqlite" else {}
    for name, query in PAGES.items():
        url = f"/sources/?{query}"
        took = timed(lambda url=url: client.get(url))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(url)
        line = (
            f"list, {name:<13} {1000 * took:7.1f} ms, {took / floor:5.1f} times bare,"
            f" {len(queries)} queries, {len(response.content) // 1024} kB"
        )
        if name in rivals:
            line += f"; datasette {1000 * rivals[name]:.0f} ms: {rivals[name] / took:.1f} times slower"
        print(line, flush=True)


def peak():
    """Return the most memory this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def export():
    """Print the .bib export against a raw dump of the same stored text."""
    client = Client(SERVER_NAME="127.0.0.1")
    idle = peak()
    start = time.perf_counter()
    stream = client.get("/sources.bib").streaming_content
    size = len(next(stream)) + len(next(stream))
    first = time.perf_counter() - start
    size += sum(map(len, stream))
    took = time.perf_counter() - start
    grown = peak() - idle
    raw = timed(others.raw_dump, times=3)
    n = Source.objects.published().count()
    print(
        f".bib of {n:,}: {n / took:,.0f} a second, {100 * raw / took:.0f} % of a raw dump;"
        f" first byte {1000 * first:.0f} ms; {grown:.0f} MB over idle; {size / 1e6:.1f} MB"
    )
    sample = list(Source.objects.published().for_export()[:1000])
    library = timed(lambda: others.bibtexparser_writes(sample), times=3) / len(sample)
    print(f"stored text is {library * n / took:.1f} times bibtexparser's writer")


def main():
    """Run everything, from loading to export."""
    call_command("collectstatic", interactive=False, verbosity=0)
    loading()
    start = time.perf_counter()
    with transaction.atomic():
        synthetic.make(SIZE)
    print(
        f"{SIZE:,} synthetic sources in {time.perf_counter() - start:.0f} s", flush=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"
        )
    export()
    pages()


if __name__ == "__main__":
    main()
