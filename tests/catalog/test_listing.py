"""The list and the page of a source: pages, sorts, chips, neighbours, partials, queries."""

import re

import pytest
from django.urls import reverse

from catalog import paging
from catalog.paging import page_of
from tests.asking import asked, keys_on, shown
from tests.world import make_source, make_term, many

pytestmark = pytest.mark.django_db


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


def test_every_address_in_a_page_of_the_list_answers(client, small_world):
    page = shown(client, "contract=programmatic").content.decode()
    for url in set(re.findall(r'href="(/?[^"#:]*)"', page)):
        if not url.startswith("/static"):
            address = url.replace("&amp;", "&")
            address = reverse("sources") + address if url[:1] in "?" else address
            status = client.get(address, secure=True).status_code
            assert status == 200, url
