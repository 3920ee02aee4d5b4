"""Counts beside each option of the claims' facets; a facet ignores its own choice."""

from collections import Counter

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast

from catalog.facets import Counts


def count(query):
    """Return the Counts of a valid ClaimQuery, in one database query."""
    facets = query.vocabulary.facets
    branches = [_total(query.found())]
    branches += [
        _tally(query.found(ignoring=key), key, facet.path)
        for key, facet in facets.items()
    ]
    terms, total = Counter(), 0
    for what, of, n in branches[0].union(*branches[1:], all=True):
        if not what:
            total = n
        elif of is not None:
            named = {str(value): pk for value, pk in facets[what].values.items()}
            if of in named:
                terms[named[of]] += n
    return Counts(terms, {}, total)


def _total(claims):
    return _counted(claims, Value(""), Value("", output_field=CharField()))


def _tally(claims, key, path):
    return _counted(claims, Value(key), Cast(path, CharField()))


def _counted(claims, what, of):
    return (
        claims.order_by()
        .values(what=what, of=of)
        .annotate(n=Count("pk", distinct=True))
        .values_list("what", "of", "n")
    )
