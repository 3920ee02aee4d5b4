"""The page of a source: neighbours, aliases, tombstones, what is related."""

import pytest

from catalog import publishing
from catalog.models import Absence, Source, SourceAlias
from tests.asking import keys_on, shown
from tests.world import PLACES, make_source, make_term, many

pytestmark = pytest.mark.django_db


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
