"""Search: one contract, two engines, the same answers.

We fold and stem words ourselves and let the databases only index them, so that SQLite
and PostgreSQL cannot disagree on what a word is. An engine answers one question: which
rows hold all of these phrases in these columns? Everything else is decided here.

`text` follows web-search habits: words are and-ed, "quoted phrases", or, -not. Any
string is safe. Best matches first: all words in the title, then in title and names,
then anywhere; among equals the newest.
"""

from django.db import connections
from django.db.models import Case, IntegerField, Q, Value, When

from catalog import identifiers
from catalog.models import Identifier
from catalog.search import postgresql, sqlite
from catalog.search.asking import read

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
TIERS = (("title",), ("title", "names"))


def matching(rows, text):
    """Return `rows` (of a model with words in a `text` row) that match `text`.

    The result carries `tier`: 0 title, 1 title and names, 2 anywhere. Blank text
    changes nothing; text without a single word, such as "?!", matches nothing. An
    arXiv id or DOI in `text` finds the source it names.
    """
    if not text.strip():
        return rows.annotate(tier=Value(0))
    named = _named(rows, text)
    if named is not None:
        return named.annotate(tier=Value(0))
    groups = read(text)
    if not groups:
        return rows.none().annotate(tier=Value(0))
    ask = _asker(rows)
    tiers = [
        When(_any(ask, groups, columns), then=Value(rank))
        for rank, columns in enumerate(TIERS)
    ]
    return rows.filter(_any(ask, groups, ())).annotate(
        tier=Case(*tiers, default=Value(len(TIERS)), output_field=IntegerField())
    )


def _named(rows, text):
    """Return the rows whose identifier stands in `text`, None if it holds none."""
    pairs = identifiers.mentioned(text)
    if not pairs or not hasattr(rows.model, "identifiers"):
        return None
    wanted = Q()
    for scheme, value in pairs:
        wanted |= Q(scheme=scheme, value=value)
    found = Identifier.objects.filter(wanted).values("source")
    return rows.filter(pk__in=found) if found.exists() else None


def _asker(rows):
    """Return the engine's question, bound to the table of the words of `rows`."""
    engine = ENGINES[connections[rows.db].vendor]
    table = rows.model._meta.get_field("text").related_model._meta.db_table
    return lambda phrases, columns: Q(pk__in=engine.holding(table, phrases, columns))


def _any(ask, groups, columns):
    """Return the condition that at least one group holds in `columns`."""
    condition = Q()
    for group in groups:
        held = ask(group.wanted, columns) if group.wanted else Q(pk__isnull=False)
        for phrase in group.unwanted:
            held &= ~ask([phrase], ())
        condition |= held
    return condition
