"""What we compare with: datasette with the same facets, a raw dump, a library's writer."""

import asyncio
import json
import sqlite3
import statistics
import time
from io import StringIO

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from django.conf import settings
from django.db import connection

from catalog.models import Source
from taxonomy.vocabulary import vocabulary

FLAT = settings.ROOT / "var" / "bench-flat.sqlite3"


def raw_dump():
    """Write the stored BibTeX of all published sources as fast as the database can."""
    sql = "SELECT bibtex FROM catalog_source WHERE status = 'published'"
    out = StringIO()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY ({sql}) TO STDOUT") as copy:
                for block in copy:
                    out.write(bytes(block).decode())
        else:
            for (text,) in cursor.execute(sql):
                out.write(text)
    return out.tell()


def bibtexparser_writes(sources):
    """Write `sources` with bibtexparser's own writer."""
    for source in sources:
        fields = [
            Field(
                "author", " and ".join(str(a.person) for a in source.authorships.all())
            ),
            Field("title", source.title),
            Field("year", str(source.first_year)),
        ]
        bibtexparser.write_string(Library([Entry("misc", source.key, fields)]))


def datasette(pages):
    """Return the median seconds datasette needs for each page, {} if not installed.

    It gets the same facets as JSON arrays in one flat table, with its own full-text
    index, and no time limit on counting.
    """
    try:
        from datasette.app import Datasette
    except ImportError:
        print("datasette is not installed: no comparison.")
        return {}
    flatten()
    app = Datasette([str(FLAT)], settings={
        "facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000,
        "default_page_size": 25, "default_facet_size": 50,
    })  # fmt: skip
    facets = "&".join(f"_facet_array={key}" for key in vocabulary().facets)
    urls = {
        name: f"/{FLAT.stem}/flat.html?{facets}&_facet=year&{_asked(query)}"
        for name, query in pages.items()
    }
    return asyncio.run(_time(app, urls))


def _asked(query):
    pairs = [pair.split("=") for pair in query.split("&") if pair]
    return "&".join(
        f"_search={value}" if key == "q" else f"{key}__arraycontains={value}"
        for key, value in pairs
    )


async def _time(app, urls):
    found = {}
    for name, url in urls.items():
        took = []
        for _ in range(4):
            start = time.perf_counter()
            response = await app.client.get(url.replace(".html", ""))
            took.append(time.perf_counter() - start)
            if response.status_code != 200:
                raise RuntimeError(f"datasette answered {response.status_code}: {url}")
        found[name] = statistics.median(took[1:])
    return found


def flatten():
    """Write the published sources as one table with a JSON array a facet."""
    FLAT.unlink(missing_ok=True)
    facets = list(vocabulary().facets)
    nodes = vocabulary().nodes
    columns = ", ".join(f'"{key}"' for key in facets)
    with sqlite3.connect(FLAT) as flat:
        flat.execute(
            f"CREATE TABLE flat (id INTEGER PRIMARY KEY, title, summary, year, {columns})"
        )
        sources = Source.objects.published().order_by("pk")
        for source in sources.iterator(chunk_size=2000):
            held = {key: set() for key in facets}
            for pk in source.listing["places"]:
                held[nodes[pk].facet.facet.key].add(nodes[pk].term.key)
            values = [json.dumps(sorted(held[key])) for key in facets]
            row = (source.pk, source.title, source.summary, source.first_year, *values)
            flat.execute(f"INSERT INTO flat VALUES ({', '.join('?' * len(row))})", row)
        flat.execute(
            "CREATE VIRTUAL TABLE flat_fts USING fts5(title, summary, content='flat', content_rowid='id')"
        )
        flat.execute("INSERT INTO flat_fts(flat_fts) VALUES ('rebuild')")
