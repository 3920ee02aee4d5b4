"""How many queries a page takes: a number, whatever the catalog holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Source
from tests.world import make_term, many
from tests.world import small_world as make_small_world

pytestmark = pytest.mark.django_db


# Queries of each page, and that they do not grow with the catalog. The taxonomy is
# read once a process; the page of a source adds one query in a result.
QUERIES = {
    "/sources/": 3,
    "/sources/?contract=programmatic&data-object=-environment-episode&year_min=2020": 3,
    "/sources/?q=title": 4,
    "/sources/?q=2305.20050&contract=programmatic": 4,
    "/sources/?q=zebra&contract=programmatic": 4,
    "/sources/s000/": 11,
    "/sources/s000/?q=title": 12,
    "/terms/": 3,
    "/terms/contract/programmatic/": 5,
    "/map/?rows=contract&columns=data-object": 3,
    "/map/?rows=contract&columns=data-object&colour=role&q=title": 4,
    "/map.csv?rows=contract&columns=data-object": 3,
    "/": 6,
    "/about/": 5,
    "/framework/": 6,
}


def queries_of(client, url):
    client.get(url, secure=True)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, secure=True).status_code == 200
    return len(queries)


def test_queries_of_a_page_do_not_grow_with_the_catalog(client, db):
    make_small_world()
    many(5)
    few = {url: queries_of(client, url) for url in QUERIES}
    Source.objects.all().delete()
    many(60, authors=("Doe, Jane", "Roe, Richard", "Poe, Edgar"))
    for number in range(20):
        make_term(f"contract/more{number}")
    assert {url: queries_of(client, url) for url in QUERIES} == few
    assert few == QUERIES
