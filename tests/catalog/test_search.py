"""Search: what finds what, in which order, and the same on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Source
from catalog.search import matching
from tests.asking import found
from tests.world import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(db):
    """Six sources whose words are told apart below."""
    make_source(key="verify", title="Let's Verify Step by Step", first_year=2023,
                authors=("Lightman, Hunter", "Łukasz, Kaiser"), arxiv="2305.20050",
                summary="People label steps of solutions to the MATH problems.",
                links=[("code", "https://github.com/openai/prm800k")])  # fmt: skip
    make_source(key="godel", title="Gödel machines that rewrite themselves",
                authors=("Sørensen, Åse", "Weiß, Jörg"), first_year=2021,
                summary="Unit tests decide. Proofs, said Müller, are naïve.")  # fmt: skip
    make_source(key="tests", title="Unit tests as reward", first_year=2024,
                authors=("李, 明", "{Qwen Team}"), doi="10.1000/unit(24)tests",
                summary="A verifier runs every test of 1e5 programs.")  # fmt: skip
    make_source(key="judge", title="Judging the judges", first_year=2022,
                authors=("Verify, Ann",), short_name="JudgeBench",
                summary="Step labels by judges, in C++ and F#, with τ-bench.")  # fmt: skip
    make_source(key="tau", title="τ-bench: agents, tools, users", first_year=2024,
                authors=("Yao, Shunyu",), arxiv="2406.12045",
                summary="The end state of a database is compared.")  # fmt: skip
    make_source(key="unit", title="A unit of work", first_year=2020,
                authors=("Test, Ann",), summary="")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("reward", ["tests"], id="a word"),
        pytest.param("REWARD", ["tests"], id="capital letters do not matter"),
        pytest.param("rewards", ["tests"], id="a plural finds the singular"),
        pytest.param("judged", ["judge"], id="other forms of a word"),
        pytest.param(
            "verified", ["verify", "judge", "tests"], id="also far ones, and names"
        ),
        pytest.param("unit tests", ["tests", "unit", "godel"], id="words are and-ed"),
        pytest.param('"unit tests"', ["tests", "godel"], id="a phrase"),
        pytest.param("unit-tests", ["tests", "godel"], id="a hyphen makes a phrase"),
        pytest.param("step-by-step", ["verify"], id="common words count in a phrase"),
        pytest.param('"step step"', [], id="every word of a phrase in its place"),
        pytest.param('"themselves sørensen"', [], id="no phrase from title to names"),
        pytest.param('"weiß unit"', [], id="no phrase from names to text"),
        pytest.param('"lightman kaiser"', [], id="no phrase from name to name"),
        pytest.param('"unit test', ["tests", "godel"], id="an open quotation mark"),
        pytest.param("reward or judges", ["tests", "judge"], id="or"),
        pytest.param("reward OR judges", ["tests", "judge"], id="OR"),
        pytest.param("or reward or", ["tests"], id="or with nothing beside it"),
        pytest.param('"or"', [], id="or in quotation marks is a word"),
        pytest.param("unit -reward", ["unit", "godel"], id="without a word"),
        pytest.param('unit -"unit tests"', ["unit"], id="without a phrase"),
        pytest.param("-unit", ["tau", "verify", "judge"], id="only without"),
        pytest.param("reward or godel -unit", ["tests"], id="minus belongs to its side"),
        pytest.param("godel", ["godel"], id="a letter without its dots"),
        pytest.param("GÖDEL", ["godel"], id="a letter with them"),
        pytest.param("go\u0308del", ["godel"], id="a letter and its dots apart"),
        pytest.param("goedel", [], id="but not spelled out"),
        pytest.param("sorensen", ["godel"], id="o finds ø"),
        pytest.param("Sørensen", ["godel"], id="ø finds ø"),
        pytest.param("lukasz", ["verify"], id="l finds ł"),
        pytest.param("weiss", ["godel"], id="ss finds ß"),
        pytest.param("WEIß", ["godel"], id="ß finds ß"),
        pytest.param("naive muller", ["godel"], id="diacritics of the summary"),
        pytest.param("李", ["tests"], id="a name in Chinese"),
        pytest.param("τ", ["tau", "judge"], id="a Greek letter"),
        pytest.param("τ-bench", ["tau", "judge"], id="a phrase with it"),
        pytest.param("1e5", ["tests"], id="what looks like a number"),
        pytest.param("c++", ["judge"], id="signs behind a letter are passed over"),
        pytest.param("openai", [], id="an address is not text"),
        pytest.param("judgebench", ["judge"], id="a short name"),
        pytest.param("ann", ["judge", "unit"], id="an author by given name"),
        pytest.param("hunter lightman", ["verify"], id="an author, names turned round"),
        pytest.param("shunyu τ-bench", ["tau"], id="an author and a title"),
        pytest.param("qwen team", ["tests"], id="a collective"),
        pytest.param("the unit of work", ["unit"], id="common words are passed over"),
        pytest.param("the, unit; of: work!", ["unit"], id="also with signs behind"),
        pytest.param('the "unit of work"', ["unit"], id="also beside a phrase"),
        pytest.param("the", ["judge", "tau", "verify"], id="unless there is nothing else"),
        pytest.param("the or of", ["judge", "unit", "tau", "tests", "verify"], id="or but or"),
        pytest.param("?!", [], id="no word at all finds nothing"),
        pytest.param("⑴", [], id="a sign that is a word to Python"),
        pytest.param("ℋunter", ["verify"], id="a letter that hides another"),
        pytest.param("x", [], id="what stands between two fields is no word"),
    ],
)  # fmt: skip
def test_a_search_finds_best_first(shelf, text, keys):
    from urllib.parse import quote

    assert found(f"q={quote(text)}") == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2305.20050", ["verify"]),
        ("arXiv:2305.20050v2", ["verify"]),
        ("https://arxiv.org/abs/2305.20050", ["verify"]),
        ("https://arxiv.org/pdf/2305.20050v1.pdf", ["verify"]),
        ("https://huggingface.co/papers/2305.20050", ["verify"]),
        ("https://doi.org/10.48550/arXiv.2305.20050", ["verify"]),
        ("see arXiv:2305.20050, Sec. 3", ["verify"]),
        ("2305.20050 2406.12045", ["tau", "verify"]),
        ("2305.200501", []),
        ("9999.99999", []),
        ("doi:10.1000/UNIT(24)tests", ["tests"]),
        ("https://doi.org/10.1000/unit(24)tests.", ["tests"]),
        ("https://github.com/openai/prm800k", ["verify"]),
        ("https://github.com/openai/prm800k/", ["verify"]),
        ("https://github.com/openai/", []),
    ],
)
def test_an_identifier_or_address_finds_the_source_it_names(shelf, text, keys):
    from urllib.parse import quote

    assert found(f"q={quote(text)}") == keys


def test_an_identifier_finds_its_source_and_not_who_writes_of_it(shelf):
    make_source(key="cites", title="On arXiv 2305.20050")
    assert found("q=2305.20050") == ["verify"]
    assert found("q=2305.20050&year_min=2024") == []


def test_an_identifier_is_no_way_round_the_other_choices(shelf):
    assert found("q=2305.20050&year_min=2024") == []


def test_a_drafts_identifier_finds_what_it_would_without_the_draft(shelf):
    make_source(key="cites", title="About 2401.99999", summary="")
    assert found("q=2401.99999") == ["cites"]
    make_source(key="secret", status="draft", arxiv="2401.99999")
    assert found("q=2401.99999") == ["cites"]


def test_titles_come_before_names_before_the_rest_and_newest_first(db):
    make_source(key="body", title="A", summary="Kant wrote.", first_year=2026)
    make_source(key="name", title="B", authors=("Kant, Immanuel",), first_year=2025)
    make_source(key="both", title="Pure reason", authors=("Kant, I.",), first_year=2024)
    make_source(key="old", title="Kant on reason", first_year=1999)
    make_source(key="new", title="Reason after Kant", first_year=2001)
    assert found("q=kant") == ["new", "old", "name", "both", "body"]
    assert found("q=kant+reason") == ["new", "old", "both"]


def test_terms_find_their_sources_by_label_and_synonym(small_world):
    assert found("q=rubric+score") == ["healthb"]


nasty = st.text(
    st.one_of(
        st.characters(blacklist_categories=["Cs"]),
        st.sampled_from(list("\"'-*:()&|!<>^~\\%_;@{}[]+#⑴½ﷺ™ℋ\u0308\u200d\x00 ")),
    ),
    max_size=60,
)


@given(text=nasty)
@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_safe(small_world, text):
    list(matching(Source.objects.published(), text).order_by("tier"))


def test_the_list_marks_what_was_searched_for(client, small_world):
    page = client.get("/sources/?q=verifier", secure=True).content.decode()
    assert "Math-Shepherd: <mark>verifiers</mark> without human annotations" in page
