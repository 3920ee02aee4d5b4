"""Counts beside each term; a facet ignores its own choice.

One query answers for all facets, the years and the total. Bitmaps may stand behind
`count` one day; this stays the oracle they are tested against.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Value

from catalog.models import Classification

EACH = Count("*")  # not of a column: a column would have to be fetched


@dataclass(frozen=True)
class Counts:
    """Sources under each term (by primary key), in each first year, and in all."""

    terms: dict[int, int]
    years: dict[int, int]
    total: int


def count(query):
    """Return the Counts of a valid SourceQuery, in one database query."""
    branches = [_years(query)]
    narrowed = [key for key in query.active if key in query.terms]
    pks = {
        key: [node.term.pk for node in query.vocabulary.facets[key].by_key.values()]
        for key in narrowed
    }
    for key in narrowed:
        places = Classification.objects.filter(
            term__in=pks[key], source__in=query.sources(ignoring=key).values("pk")
        )
        branches.append(_tally(places))
    if query.active:
        rest = Classification.objects.filter(source__in=query.sources().values("pk"))
        known = [pk for key in narrowed for pk in pks[key]]
        branches.append(_tally(rest.exclude(term__in=known)))
    else:
        branches += _everything(query)
    terms, years = Counter(), Counter()
    for what, of, n in branches[0].union(*branches[1:], all=True):
        (years if what == "year" else terms)[of] += n
    return Counts(terms, years, _total(query, years))


def _everything(query):
    """Return what to add up when nothing narrows: all places, less those not public.

    The first is read in order from the index alone and the second is short, where
    looking up every public source would take the longest of all pages.
    """
    others = query.base.model.objects.exclude(pk__in=query.base.order_by().values("pk"))
    hidden = Classification.objects.filter(source__in=others.order_by().values("pk"))
    return [_tally(Classification.objects.all()), _tally(hidden, n=-EACH)]


def _total(query, years):
    """Return how many sources are asked for: those of the years in range."""
    low, high = query.years
    return sum(
        n
        for year, n in years.items()
        if (low is None or year >= low) and (high is None or year <= high)
    )


def _tally(places, n=EACH):
    return (
        places.order_by()
        .values(what=Value("term"), of=F("term_id"))
        .annotate(n=n)
        .values_list("what", "of", "n")
    )


def _years(query):
    return (
        query.sources(ignoring="years")
        .order_by()
        .values(what=Value("year"), of=F("first_year"))
        .annotate(n=EACH)
        .values_list("what", "of", "n")
    )
