"""The query string of the list, read as sets of sources."""

import pytest

from tests.asking import asked, found
from tests.world import make_source

pytestmark = pytest.mark.django_db
EVERY = {"lightman", "shepherd", "webarena", "healthb"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("", EVERY, id="nothing asked, nothing narrowed"),
        pytest.param(
            "contract=programmatic", {"lightman", "shepherd"}, id="one term of a facet"
        ),
        pytest.param(
            "contract=programmatic&contract=environmental",
            {"lightman", "shepherd", "webarena"},
            id="OR inside a facet",
        ),
        pytest.param(
            "contract=judgment-required&data-object=step-labelled-trace",
            {"lightman"},
            id="AND across facets",
        ),
        pytest.param(
            "feedback-signal=process-verifier",
            {"lightman", "shepherd"},
            id="a parent takes its children",
        ),
        pytest.param(
            "feedback-signal=human-step-label", {"lightman"}, id="a child stands alone"
        ),
        pytest.param(
            "contract=-judgment-required",
            {"shepherd", "webarena"},
            id="a value with a minus is excluded",
        ),
        pytest.param(
            "feedback-signal=-process-verifier",
            {"webarena", "healthb"},
            id="excluding a parent excludes its children",
        ),
        pytest.param(
            "contract=programmatic&contract=-judgment-required",
            {"shepherd"},
            id="one chosen, another of the facet excluded",
        ),
        pytest.param(
            "contract=programmatic&contract=-programmatic",
            set(),
            id="chosen and excluded at once is nothing",
        ),
        pytest.param("role=not-stated", {"healthb"}, id="not stated is a value"),
        pytest.param(
            "role=-not-stated",
            {"lightman", "shepherd", "webarena"},
            id="not stated can be excluded",
        ),
        pytest.param("year_min=2024", {"healthb"}, id="from a year"),
        pytest.param(
            "year_max=2023", {"lightman", "shepherd", "webarena"}, id="to a year"
        ),
        pytest.param("year_min=2025&year_max=2025", {"healthb"}, id="in one year"),
        pytest.param("year_min=2025&year_max=2023", set(), id="years the wrong way"),
        pytest.param("q=verifiers", {"shepherd", "lightman"}, id="words"),
        pytest.param(
            "q=verifiers&contract=judgment-required",
            {"lightman"},
            id="words and a term",
        ),
        pytest.param("q=%20%20", EVERY, id="blank text narrows nothing"),
        pytest.param("colour=blue&x=1", EVERY, id="unknown parameters are ignored"),
        pytest.param("contract=&year_min=&sort=", EVERY, id="empty values are ignored"),
        pytest.param("status=draft", EVERY, id="status is no parameter"),
        pytest.param("key__startswith=light", EVERY, id="nor is a lookup"),
    ],
)
def test_a_query_asks_for(small_world, text, keys):
    # "verifiers" is a form of "verify", which the other's title has.
    assert set(found(text)) == keys


@pytest.mark.parametrize(
    ("text", "parameter", "message"),
    [
        ("contract=blue", "contract", "blue is not a term of contract."),
        ("contract=-blue", "contract", "-blue is not a term of contract."),
        ("contract=Programmatic", "contract", "Programmatic is not a term"),
        ("data-object=programmatic", "data-object", "is not a term of data object."),
        ("contract=contract/programmatic", "contract", "is not a term"),
        ("year_min=abc", "year_min", "Enter a whole number."),
        ("year_min=2_023", "year_min", "Enter a whole number."),
        ("year_min=2023.5", "year_min", "Enter a whole number."),
        ("year_min=2e3", "year_min", "Enter a whole number."),
        ("year_min=%D9%A2%D9%A0%D9%A2%D9%A3", "year_min", "Enter a whole number."),
        ("year_min=1899", "year_min", "greater than or equal to 1900"),
        ("year_max=9223372036854775808", "year_max", "less than or equal to 2100"),
        ("sort=best", "sort", "best is not one of the available choices."),
        ("sort=-first_year", "sort", "not one of the available choices"),
        ("per_page=7", "per_page", "7 is not one of the available choices."),
        ("page=0", "page", "greater than or equal to 1"),
        ("page=-1", "page", "Enter a whole number."),
        ("page=2_0", "page", "Enter a whole number."),
        ("page=%D9%A3", "page", "Enter a whole number."),
        ("q=a%00b", "q", "Null characters are not allowed."),
        pytest.param("q=" + "a" * 401, "q", "at most 400 characters", id="q too long"),
    ],
)
def test_what_we_do_not_know_is_an_error_beside_its_parameter(
    client, small_world, text, parameter, message
):
    assert list(asked(text).errors) == [parameter]
    response = client.get(f"/sources/?{text}", secure=True)
    assert response.status_code == 400
    assert f"<code>{parameter}</code>" in response.content.decode()
    assert message in response.content.decode()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(
            "x=1&page=3&per_page=25&sort=newest", "", id="defaults are left out"
        ),
        pytest.param(
            "q=a&sort=relevance", "q=a", id="relevance is the default of a search"
        ),
        pytest.param(
            "q=a&sort=newest", "q=a&sort=newest", id="newest of a search is not"
        ),
        pytest.param("sort=relevance", "", id="relevance without a search is nothing"),
        pytest.param(
            "data-object=step-labelled-trace&contract=-environmental&contract=programmatic"
            "&contract=programmatic",
            "contract=programmatic&contract=-environmental"
            "&data-object=step-labelled-trace",
            id="facets in their order, chosen before excluded, each once",
        ),
        pytest.param(
            "page=2&per_page=50&sort=title&year_max=2024&year_min=2023&q=%20a+b%20",
            "q=a+b&year_min=2023&year_max=2024&sort=title&per_page=50",
            id="q trimmed, then years, sort, size; never the page",
        ),
        pytest.param("year_min=02023", "year_min=2023", id="a year without its zeros"),
        pytest.param(
            "q=%26%3D%23", "q=%26%3D%23", id="signs of the syntax stay quoted"
        ),
    ],
)
def test_a_query_prints_itself_in_one_canonical_form(small_world, text, canonical):
    query = asked(text)
    assert query.errors == {}
    assert query.parameters() == canonical
    assert asked(canonical).parameters() == canonical
    assert list(asked(canonical).ordered()) == list(query.ordered())


def test_a_change_replaces_the_values_of_its_parameter(small_world):
    query = asked("contract=programmatic&q=a&page=3")
    assert query.parameters(contract=[]) == "q=a"
    assert query.parameters(contract=["environmental"]) == "contract=environmental&q=a"
    assert query.parameters(page=["2"]) == "contract=programmatic&q=a&page=2"


def test_a_source_with_several_places_is_found_once(db):
    make_source(key="both", under=["contract/one", "contract/two"])
    assert found("contract=one&contract=two") == ["both"]


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("newest", ["c", "b", "a", "d"]),
        ("oldest", ["a", "d", "b", "c"]),
        ("title", ["a", "d", "b", "c"]),
        ("added", ["d", "c", "b", "a"]),
    ],
)
def test_sorts_break_ties_by_key_and_titles_read_as_an_index_does(db, sort, keys):
    make_source(key="a", title="Alpha", first_year=2021)
    make_source(key="b", title="gamma", first_year=2023)
    make_source(key="c", title="Zeta", first_year=2024)
    make_source(key="d", title="beta", first_year=2021)
    assert found(f"sort={sort}") == keys
