"""Search: one contract, two engines, the same answers.

We fold and stem words ourselves and let the databases only index them, so that SQLite
and PostgreSQL cannot disagree on what a word is. An engine answers one question: which
rows hold all of these phrases in these columns? Everything else is decided here.

`text` follows web-search habits: words are and-ed, "quoted phrases", or, -not. Any
string is safe. Best matches first: all words in the title, then in title and names,
then anywhere; among equals the newest.
"""

from django.db import connections
from django.db.models import Case, Exists, IntegerField, Q, Value, When

from catalog import identifiers
from catalog.models import Identifier, Link
from catalog.search import postgresql, sqlite
from catalog.search.asking import read

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
TIERS = (("title",), ("title", "names"))


def matching(rows, text):
    """Return `rows` (of a model with words in a `text` row) that match `text`.

    The result carries `tier`: 0 title, 1 title and names, 2 anywhere. Blank text
    changes nothing; text without a single word, such as "?!", matches nothing. An
    identifier in `text`, or a link's address, finds the source it names and only that.
    """
    groups = read(text)
    if not groups:
        return (rows.none() if text.strip() else rows).annotate(tier=Value(0))
    ask = _asker(rows)
    tiers = [
        When(_any(ask, groups, columns), then=Value(rank))
        for rank, columns in enumerate(TIERS)
    ]
    condition, named = _any(ask, groups, ()), _named(rows.model, text)
    if named is not None:
        # Asked inside the one query, for no search takes more queries than another.
        tiers.insert(0, When(pk__in=named, then=Value(0)))
        condition = Q(pk__in=named) | (Q(~Exists(named)) & condition)
    return rows.filter(condition).annotate(
        tier=Case(*tiers, default=Value(len(TIERS)), output_field=IntegerField())
    )


def _named(model, text):
    """Return the public rows that `text` names, as a subquery; None if it can't."""
    pairs, address = identifiers.mentioned(text), text.strip()
    is_address = address.startswith(("https://", "http://"))
    if not (pairs or is_address) or not hasattr(model, "identifiers"):
        return None
    wanted = Q()
    for scheme, value in pairs:
        wanted |= Q(scheme=scheme, value=value)
    found = Q()
    if pairs:
        found |= Q(pk__in=Identifier.objects.filter(wanted).values("source"))
    if is_address:
        bare = address.rstrip("/")
        links = Link.objects.filter(url__in=[bare, f"{bare}/"])
        found |= Q(pk__in=links.values("source"))
    return model.objects.published().filter(found).values("pk")


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
