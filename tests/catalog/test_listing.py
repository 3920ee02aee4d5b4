"""The list and the page of a source: pages, sorts, chips, neighbours, partials, queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog import paging, publishing
from catalog.indexing import refresh_sources
from catalog.models import Absence, Source, SourceAlias
from catalog.paging import page_of
from tests.asking import asked, keys_on, shown
from tests.world import make_source, make_term
from tests.world import small_world as make_small_world

pytestmark = pytest.mark.django_db
PLACES = ("contract/programmatic", "data-object/step-labelled-trace",
          "feedback-signal/process-verifier/human-step-label", "role/data-release")  # fmt: skip


def many(count, **given):
    """Make `count` sources of one kind, s000 being the first by every sort."""
    made = [
        make_source(
            key=f"s{number:03}",
            title=f"Title {number:03}",
            under=PLACES,
            first_year=2025,
            refresh=False,
            **given,
        )
        for number in range(count)
    ]
    refresh_sources(source.pk for source in made)
    return [source.key for source in made]


@pytest.mark.parametrize(
    ("text", "first", "final", "number"),
    [
        ("", 0, 25, 1),
        ("page=2", 25, 50, 2),
        ("page=3", 50, 60, 3),
        ("page=4", 50, 60, 3),
        ("page=1000000000", 50, 60, 3),
        ("page=" + "9" * 30, 50, 60, 3),
        ("per_page=50", 0, 50, 1),
        ("per_page=50&page=2", 50, 60, 2),
        ("per_page=100", 0, 60, 1),
    ],
)
def test_a_page_shows_its_rows_and_the_last_stands_for_all_beyond(
    client, text, first, final, number
):
    keys = many(60)
    response = shown(client, text)
    assert response.status_code == 200
    assert keys_on(response) == keys[first:final]
    assert response.context["page"].number == number


def test_pages_lead_to_each_other_and_keep_the_query(client):
    many(60)
    page = shown(client, "contract=programmatic&page=2").context["page"]
    assert page.previous_url == "?contract=programmatic&page=1"
    assert page.next_url == "?contract=programmatic&page=3"
    assert shown(client, "page=3").context["page"].next_url == ""
    assert shown(client).context["page"].previous_url == ""


def test_paging_reaches_ten_thousand_rows_and_no_further(db):
    for size in (25, 50, 100):
        query = asked(f"page=999999999&per_page={size}")
        page = page_of(query, 123_456)
        assert page.final == paging.DEEPEST
        assert page.capped
        assert page.next_url == ""
    assert not page_of(asked(""), 10_000).capped


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("", []),
        (
            "contract=programmatic&contract=-environmental",
            [
                ("Contract: Programmatic", "?contract=-environmental"),
                ("Contract: not Environmental", "?contract=programmatic"),
            ],
        ),
        (
            "q=a+b&year_min=2023&sort=title",
            [
                ("“a b”", "?year_min=2023&sort=title"),
                ("Year: 2023 to last", "?q=a+b&sort=title"),
            ],
        ),
        ("year_max=2024&page=2", [("Year: first to 2024", "?")]),
    ],
)
def test_a_chip_is_a_choice_and_leads_to_the_list_without_it(
    client, small_world, text, chips
):
    found = shown(client, text).context["chips"]
    assert [(chip.label, chip.url) for chip in found] == chips


@pytest.mark.parametrize(
    ("text", "label", "url", "count"),
    [
        pytest.param(
            "contract=environmental&data-object=step-labelled-trace",
            "Contract: Environmental",
            "?data-object=step-labelled-trace",
            2,
            id="the one of two that brings more back",
        ),
        pytest.param(
            "contract=programmatic&q=zebra",
            "“zebra”",
            "?contract=programmatic",
            2,
            id="the search",
        ),
        pytest.param(
            "year_min=2026&contract=programmatic",
            "Year: 2026 to last",
            "?contract=programmatic",
            2,
            id="the years, both ends at once",
        ),
        pytest.param(
            "contract=programmatic&contract=judgment-required&q=webarena",
            "“webarena”",
            "?contract=programmatic&contract=judgment-required",
            3,
            id="the search, not the two contracts",
        ),
        pytest.param(
            "contract=programmatic&contract=judgment-required"
            "&data-object=environment-episode&q=web",
            "Contract: Programmatic or Judgment required",
            "?data-object=environment-episode&q=web",
            1,
            id="all of a facet, since one of its values brings nothing",
        ),
    ],
)
def test_no_results_name_the_choice_to_drop(
    client, small_world, text, label, url, count
):
    response = shown(client, text)
    assert response.context["counts"].total == 0
    chip, n = response.context["removal"]
    assert (chip.label, chip.url, n) == (label, url, count)
    assert f'<a href="{url.replace("&", "&amp;")}">' in response.content.decode()
    assert shown(client, url[1:]).context["counts"].total == count


def test_no_results_say_so_when_no_single_choice_is_to_blame(client, small_world):
    assert shown(client, "q=zebra&year_min=2026").context["removal"] is None


def test_an_empty_catalog_has_a_list_a_map_and_a_front_page(client, db):
    make_term("contract/programmatic")
    assert shown(client).context["counts"].total == 0
    for path in ("/", "/about/", "/terms/", "/framework/"):
        assert client.get(path, secure=True).status_code == 200


@pytest.mark.parametrize(
    ("text", "key", "neighbours"),
    [
        ("sort=title", "lightman", ("healthb", "shepherd", 2, 4)),
        ("sort=oldest", "lightman", (None, "shepherd", 1, 4)),
        ("sort=oldest", "healthb", ("webarena", None, 4, 4)),
        ("contract=programmatic", "shepherd", ("lightman", None, 2, 2)),
        ("q=verifiers", "lightman", (None, "shepherd", 1, 2)),
        ("q=verifiers&sort=title", "shepherd", ("lightman", None, 2, 2)),
        ("q=rollouts", "shepherd", (None, None, 1, 1)),
        ("q=rollouts", "lightman", None),
        ("", "lightman", None),
        ("page=2", "lightman", None),
        ("contract=nonsense", "lightman", None),
    ],
)
def test_a_source_stands_between_its_neighbours_in_a_result(
    client, small_world, text, key, neighbours
):
    response = client.get(f"/sources/{key}/?{text}", secure=True)
    assert response.status_code == 200
    shown_ones = response.context["neighbours"]
    names = ("before", "after", "place", "total")
    assert (shown_ones and tuple(shown_ones[name] for name in names)) == neighbours


def test_going_from_neighbour_to_neighbour_is_going_through_the_list(client, db):
    many(7, summary="Tutor.")
    for text in ("q=tutor", "sort=title", "sort=added", "sort=oldest&q=tutor"):
        keys = keys_on(shown(client, text))
        walked, key = [], keys[0]
        while key:
            walked.append(key)
            page = client.get(f"/sources/{key}/?{text}", secure=True)
            key = page.context["neighbours"]["after"]
        assert walked == keys
        assert len(keys) == 7


def test_an_alias_leads_to_its_source_for_good(client, small_world):
    SourceAlias.objects.create(source=small_world["lightman"], key="prm800k_2023")
    response = client.get("/sources/prm800k_2023/", secure=True)
    assert (response.status_code, response.url) == (301, "/sources/lightman/")


def test_a_retired_source_leaves_a_page_with_the_reason(
    client, admin_user, small_world
):
    source = small_world["lightman"]
    SourceAlias.objects.create(source=source, key="prm800k_2023")
    publishing.retire_source(source, because="Withdrawn by its authors.", by=admin_user)
    response = client.get("/sources/lightman/", secure=True)
    assert response.status_code == 410
    assert "Withdrawn by its authors." in response.content.decode()
    assert "lightman" not in keys_on(shown(client))
    alias = client.get("/sources/prm800k_2023/", secure=True, follow=True)
    assert alias.redirect_chain == [("/sources/lightman/", 301)]
    assert alias.status_code == 410
    assert client.get("/sources/lightman.bib", secure=True).status_code == 404


def test_htmx_gets_the_list_alone_and_caches_can_tell(client, small_world):
    whole = shown(client, "contract=programmatic")
    part = shown(client, "contract=programmatic", hx_request="true")
    boosted = shown(client, "sort=title", hx_request="true", hx_boosted="true")
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "<html" in boosted.content.decode()
    assert keys_on(whole) == keys_on(part) == ["lightman", "shepherd"]
    for response in (whole, part, boosted):
        assert {"HX-Request", "HX-Boosted"} <= set(response["Vary"].split(", "))


def test_htmx_is_told_the_short_address(client, small_world):
    part = shown(client, "contract=programmatic&q=&sort=newest", hx_request="true")
    assert part["HX-Push-Url"] == "/sources/?contract=programmatic"


def test_a_form_with_empty_fields_leads_to_the_short_address(client, small_world):
    response = shown(client, "q=&contract=programmatic&year_min=&year_max=")
    assert (response.status_code, response.url) == (
        302,
        "/sources/?contract=programmatic",
    )
    assert shown(client, "q=").url == "/sources/"


def test_years_stand_in_a_histogram_without_gaps(client, small_world):
    bars = shown(client, "year_min=2024").context["years"]
    assert [(bar.year, bar.count, bar.within) for bar in bars] == [
        (2023, 3, False),
        (2024, 0, True),
        (2025, 1, True),
    ]


def test_a_row_leads_to_its_source_in_this_result(client, small_world):
    [row] = shown(client, "q=rollouts").context["rows"]
    assert row.url == "/sources/shepherd/?q=rollouts"
    assert row.byline == "Wang · 2023"


@pytest.mark.parametrize(
    ("authors", "note", "byline"),
    [
        (("Doe, Jane",), "", "Doe · 2024"),
        (("Doe, Jane", "{OpenAI}"), "", "Doe and OpenAI · 2024"),
        (("A, A", "B, B", "C, C", "D, D"), "", "A, B, C and 1 more · 2024"),
        (("A, A", "B, B"), "300 more sign", "A, B and many more · 2024"),
        ((), "Nobody signs it.", "2024"),
    ],
)
def test_a_byline_says_who_and_when(client, authors, note, byline):
    make_source(key="one", authors=authors, authors_note=note)
    [row] = shown(client).context["rows"]
    assert row.byline == byline


def test_related_sources_share_most_places_then_authors_and_say_so(client, db):
    make_source(key="near", under=PLACES[:2], authors=("Doe, Jane",), first_year=2020)
    make_source(key="alike", under=PLACES[:2], authors=("Roe, R.",), first_year=2025)
    make_source(key="far", under=PLACES[1:2], authors=("Doe, Jane",))
    make_source(key="hidden", under=PLACES[:2], status=Source.Status.DRAFT)
    make_source(key="apart", under=["contract/environmental"])
    make_source(key="here", under=PLACES[:2], authors=("Doe, Jane", "Poe, E."))
    page = client.get("/sources/here/", secure=True)
    assert [(near.source.key, near.because) for near in page.context["related"]] == [
        ("near", "shares programmatic, step labelled trace; 1 author in common"),
        ("alike", "shares programmatic, step labelled trace"),
        ("far", "shares step labelled trace; 1 author in common"),
    ]


def test_a_facet_without_a_place_says_why(client, db):
    source = make_source(key="one", under=PLACES[:1])
    make_term("data-object/answer")
    facet = source.classifications.get(implied=False).term.facet
    other = make_term("data-object/answer").facet
    Absence.objects.create(source=source, facet=other, reason="It holds no data.")
    named = {
        facet.key: (len(places), reason)
        for facet, places, reason in client.get("/sources/one/", secure=True).context[
            "facets"
        ]
    }
    assert named == {facet.key: (1, ""), "data-object": (0, "It holds no data.")}


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


def test_every_address_in_a_page_of_the_list_answers(client, small_world):
    page = shown(client, "contract=programmatic").content.decode()
    for url in set(re.findall(r'href="(/?[^"#:]*)"', page)):
        if not url.startswith("/static"):
            address = url.replace("&amp;", "&")
            address = reverse("sources") + address if url[:1] in "?" else address
            status = client.get(address, secure=True).status_code
            assert status == 200, url
