"""The map: two facets crossed, counted by hand, every cell leading to its sources."""

import csv

import pytest

from catalog.crossing import crossing
from tests.asking import asked, found
from tests.world import make_source

pytestmark = pytest.mark.django_db


def crossed(query, rows="data-object", columns="contract", colour=None):
    """Return {(row, column): cell} for the facets named."""
    known = query.vocabulary.facets
    table = crossing(query, known[rows], known[columns], known.get(colour))
    return {
        (row.key, column.key): cell
        for row, cells in table.lines()
        for column, cell in zip(table.columns, cells, strict=True)
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "q=verifiers",
        "year_min=2025",
        "contract=programmatic",
        "contract=-programmatic&data-object=step-labelled-trace",
        "feedback-signal=process-verifier&contract=environmental",
        "role=not-stated",
        "q=zebra",
    ],
)
def test_a_cell_counts_the_list_it_leads_to(small_world, text):
    for rows, columns in (("data-object", "contract"), ("feedback-signal", "role")):
        query = asked(text)
        rest = query.without(rows, columns).parameters()
        for (row, column), cell in crossed(query, rows, columns).items():
            listed = found(f"{rest}&{rows}={row}&{columns}={column}".lstrip("&"))
            assert cell.count == len(listed), (row, column)
            if cell.count:
                assert set(found(cell.url.removeprefix("/sources/?"))) == set(listed)


def test_empty_cells_are_there_and_counted(small_world):
    known = asked("").vocabulary.facets
    rows, columns = known["data-object"], known["contract"]
    counts = {pair: cell.count for pair, cell in crossed(asked("")).items()}
    assert set(counts) == {(r.key, c.key) for r in rows.nodes for c in columns.nodes}
    assert {pair for pair, n in counts.items() if n} == {
        ("step-labelled-trace", "programmatic"),
        ("step-labelled-trace", "judgment-required"),
        ("environment-episode", "environmental"),
        ("rubric-or-judge-record", "judgment-required"),
    }
    assert crossing(asked(""), rows, columns).empty == 5


def test_a_coloured_cell_says_how_its_sources_divide(small_world):
    make_source(
        key="more", under=["contract/programmatic", "data-object/step-labelled-trace",
                           "role/data-release"],
    )  # fmt: skip
    cells = crossed(asked(""), colour="role")
    cell = cells["step-labelled-trace", "programmatic"]
    assert [(node.key, n) for node, n in cell.shares] == [
        ("data-release", 2),
        ("process-supervision", 1),
    ]


def test_the_fullest_cell_weighs_nine_and_none_that_holds_one_weighs_nothing(
    small_world,
):
    weights = {pair: cell.weight for pair, cell in crossed(asked("")).items()}
    assert weights["step-labelled-trace", "programmatic"] == 9
    assert weights["environment-episode", "environmental"] == 4
    assert weights["environment-episode", "programmatic"] == 0


def test_the_csv_holds_the_table(client, small_world):
    response = client.get("/map.csv?rows=contract&columns=data-object", secure=True)
    lines = list(csv.reader(response.content.decode().splitlines()))
    assert lines == [
        ["contract", "step-labelled-trace", "environment-episode",
         "rubric-or-judge-record"],
        ["programmatic", "2", "0", "0"],
        ["judgment-required", "1", "0", "1"],
        ["environmental", "0", "1", "0"],
    ]  # fmt: skip
    assert "warrant-contract-by-data-object.csv" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ("rows=colour", "rows"),
        ("rows=", "rows"),
        ("columns=colour", "columns"),
        ("colour=blue", "colour"),
        ("rows=contract&columns=contract", "columns"),
        ("year_min=abc", "year_min"),
    ],
)
def test_a_map_of_what_we_do_not_know_is_an_error_beside_its_parameter(
    client, small_world, text, parameter
):
    page = client.get(f"/map/?{text}", secure=True)
    assert page.status_code == 400
    assert f"<code>{parameter}</code>" in page.content.decode()
    table = client.get(f"/map.csv?{text}", secure=True)
    assert table.status_code == 400
    assert table.content.decode().startswith(f"{parameter}: ")


@pytest.mark.parametrize("query", ["rows=nope", "columns=nope", "rows=contract"])
def test_the_evidence_map_refuses_what_it_cannot_cross(client, query):
    make_source(under=["contract/programmatic", "data-object/rollout-set"])
    query += "&columns=contract" if query == "rows=contract" else ""
    response = client.get(f"/map/evidence/?{query}", secure=True)
    assert response.status_code == 400


def test_the_evidence_map_counts_sources_and_their_claims(client):
    make_source(under=["contract/programmatic", "data-object/rollout-set"])
    response = client.get("/map/evidence/", secure=True)
    ((row, ((cell, claims, standing),)),) = response.context["lines"]
    assert (row.key, cell.count, claims, standing) == ("rollout-set", 1, 0, "")
