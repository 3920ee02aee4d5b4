"""Counts beside the terms, against a count by hand over a world of forty sources."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import facets
from catalog.indexing import refresh_sources
from catalog.models import Source
from tests.asking import asked
from tests.world import make_source, make_term

pytestmark = pytest.mark.django_db

# Each facet's terms with what stands above them.
TREES = {
    "contract": {"programmatic": (), "environmental": (), "judgment": ()},
    "signal": {"process": (), "step-label": ("process",), "rollout": ("process",),
               "rubric": (), "fine": ("process", "step-label")},
    "domain": {"code": (), "law": (), "medicine": ()},
}  # fmt: skip
YEARS = range(2019, 2026)
TEXTS = ("verifier", "tutor", "-verifier", "zebra")


def path(facet, term):
    return "/".join([facet, *TREES[facet][term], term])


class Record:
    """A source as the count by hand sees it."""

    def __init__(self, chance, number):
        self.title = chance.choice(["A verifier", "A tutor", "Both verifier and tutor"])
        self.year = chance.choice(YEARS)
        self.under = [
            path(facet, term)
            for facet, terms in TREES.items()
            for term in chance.sample(list(terms), chance.choice([0, 1, 1, 2]))
        ]
        self.source = make_source(
            key=f"s{number}", title=self.title, first_year=self.year,
            under=self.under, authors=(), refresh=False,
            status=chance.choice(["published"] * 4 + ["draft"]),
        )  # fmt: skip

    def terms(self, facet):
        """Every term of `facet` the source is under, "not-stated" if none."""
        paths = [p.split("/")[1:] for p in self.under if p.startswith(f"{facet}/")]
        return {term for terms in paths for term in terms} or {"not-stated"}

    def holds(self, text):
        word, no = text.removeprefix("-"), text.startswith("-")
        return not text or (word in self.title) != no


def forty_sources():
    chance = random.Random(20261124)
    for facet, terms in TREES.items():
        for term in terms:
            make_term(path(facet, term))
    records = [Record(chance, number) for number in range(40)]
    refresh_sources(record.source.pk for record in records)
    return [r for r in records if r.source.status == Source.Status.PUBLISHED]


@pytest.fixture
def records(db):
    """Return the published ones of forty sources."""
    return forty_sources()


def some_query(seed):
    """Return (chosen by facet, years, text) of one of many queries."""
    chance, values = random.Random(seed), {}
    for facet, terms in TREES.items():
        names = [*terms, "not-stated"]
        picked = chance.sample(names, chance.choice([0, 0, 1, 1, 2]))
        values[facet] = [chance.choice(["", "", "", "-"]) + name for name in picked]
    low, high = sorted(chance.sample(YEARS, 2))
    years = chance.choice([(None, None)] * 2 + [(low, high), (low, None), (None, high)])
    return values, years, chance.choice(["", "", *TEXTS])


def query_string(values, years, text):
    pairs = [(facet, value) for facet, each in values.items() for value in each]
    pairs += zip(("year_min", "year_max"), years, strict=True)
    pairs += [("q", text)]
    return "&".join(f"{name}={value}" for name, value in pairs if value)


def by_hand(records, values, years, text, *, ignoring=None):
    """Return the records that the query asks for, without the choice `ignoring`."""

    def fits(record):
        for facet, each in values.items():
            if facet == ignoring:
                continue
            held = record.terms(facet)
            chosen = {value for value in each if value[0] != "-"}
            excluded = {value[1:] for value in each if value[0] == "-"}
            if (chosen and not chosen & held) or excluded & held:
                return False
        low, high = years
        in_range = (low or 0) <= record.year <= (high or 9999)
        return record.holds(text) and (in_range or ignoring == "years")

    return [record for record in records if fits(record)]


def tally(names):
    counted = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return counted


@pytest.mark.parametrize("block", range(4))
def test_counts_are_those_of_a_count_by_hand(records, block):
    for seed in range(60 * block, 60 * block + 60):
        choice = some_query(seed)
        query = asked(query_string(*choice))
        counts = facets.count(query)
        wanted = {
            (facet, term): n
            for facet in TREES
            for term, n in tally(
                term
                for record in by_hand(records, *choice, ignoring=facet)
                for term in record.terms(facet)
            ).items()
        }
        counted = {
            (
                query.vocabulary.nodes[pk].facet.facet.key,
                query.vocabulary.nodes[pk].key,
            ): n
            for pk, n in counts.terms.items()
            if n
        }
        assert counted == wanted, query_string(*choice)
        every_year = by_hand(records, *choice, ignoring="years")
        assert counts.years == tally(record.year for record in every_year)
        listed = by_hand(records, *choice)
        assert counts.total == len(listed)
        assert {source.key for source in query.ordered()} == {
            record.source.key for record in listed
        }


def test_counts_take_one_query_whatever_is_asked(records):
    everything = "contract=judgment&signal=process&signal=-rubric&domain=not-stated"
    everything += "&year_min=2020&q=verifier"
    for text in ("", "contract=programmatic", everything):
        query = asked(text)
        with CaptureQueriesContext(connection) as queries:
            facets.count(query)
        assert len(queries) == 1, text


def test_a_facet_ignores_its_own_choice(small_world):
    counts = facets.count(asked("contract=programmatic"))
    named = {f"{n.facet.facet.key}/{n.key}": counts.terms.get(pk, 0)
             for pk, n in asked("").vocabulary.nodes.items()}  # fmt: skip
    assert named["contract/programmatic"] == 2
    assert named["contract/environmental"] == 1  # as if nothing were chosen
    assert named["contract/judgment-required"] == 2
    assert named["data-object/environment-episode"] == 0  # what would be left
    assert named["data-object/step-labelled-trace"] == 2
    assert counts.total == 2


def test_not_stated_counts_what_has_no_place_in_the_facet(small_world):
    counts, known = facets.count(asked("")), asked("").vocabulary
    absences = {
        key: counts.terms.get(branch.absence.term.pk, 0)
        for key, branch in known.facets.items()
    }
    assert absences == {
        "contract": 0,
        "data-object": 0,
        "feedback-signal": 0,
        "construction": 4,
        "role": 1,
    }
