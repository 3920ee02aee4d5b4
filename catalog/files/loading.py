"""Sources from their data into the database: all of them, or none."""

from django.db import transaction

from catalog import names
from catalog.files import source_file
from catalog.indexing import refresh_sources
from catalog.models import (
    Absence,
    Authorship,
    Classification,
    Identifier,
    Link,
    Person,
    Source,
    SourceAlias,
)
from taxonomy import toml
from taxonomy.vocabulary import vocabulary

OWNED = (Absence, Authorship, Classification, Identifier, Link, SourceAlias)


def differing(datas):
    """Return those of `datas` whose source is missing or reads differently."""
    held = {
        source.key: toml.written(source_file.as_data(source))
        for source in Source.objects.for_page()
    }
    return [
        data
        for data in datas
        if held.get(data["key"])
        != toml.written(data | {"summary": toml.wrapped(data["summary"])})
    ]


@transaction.atomic
def write_sources(datas):
    """Write `datas`, read by source_file.read_source without a problem.

    What hangs on a source is written anew; the source's own row keeps its identity and
    the date it was added. Raises IntegrityError if two records share an identifier.
    """
    rows = [Source(**source_file.columns(data)) for data in datas]
    changing = [*source_file.columns(datas[0]), "changed_at"] if datas else ["key"]
    Source.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[name for name in changing if name != "key"],
    )
    keys = [data["key"] for data in datas]
    sources = {source.key: source for source in Source.objects.filter(key__in=keys)}
    for model in OWNED:
        model.objects.filter(source__in=sources.values()).delete()
    people = _people(datas)
    known, owned = vocabulary(), {model: [] for model in OWNED}
    for data in datas:
        for row in _hanging(data, sources[data["key"]], people, known):
            owned[type(row)].append(row)
    for model, rows in owned.items():
        model.objects.bulk_create(rows, batch_size=2000)
    refresh_sources(source.pk for source in sources.values())


def _people(datas):
    """Return the people who sign `datas` by name, making those not yet known."""
    wanted = {names.read(text) for data in datas for text in data["authors"]}
    Person.objects.bulk_create(
        [Person(**name._asdict()) for name in sorted(wanted)],
        ignore_conflicts=True,
        batch_size=2000,
    )
    return {
        names.Name(p.family, p.given, p.suffix, p.is_collective, p.namesake): p
        for p in Person.objects.all()
    }


def _hanging(data, source, people, known):
    """Yield the rows that hang on `source`, unsaved."""
    for position, text in enumerate(data["authors"], start=1):
        person = people[names.read(text)]
        yield Authorship(source=source, person=person, position=position)
    for key in data.get("aliases", ()):
        yield SourceAlias(source=source, key=key)
    for scheme, value in data.get("identifiers", {}).items():
        yield Identifier(source=source, scheme=scheme, value=value)
    for position, link in enumerate(data.get("links", ()), start=1):
        yield Link(source=source, position=position, **link)
    for facet, places in data["places"].items():
        for position, (key, locator) in enumerate(places.items(), start=1):
            yield Classification(
                source=source,
                term=known.facets[facet].by_key[key].term,
                position=position,
                locator=locator,
            )
    for facet, reason in data.get("absent", {}).items():
        facet = known.facets[facet].facet
        yield Absence(source=source, facet=facet, reason=reason)
