"""The whole vocabulary between fixtures/taxonomy/ and the database."""

from pathlib import Path

from django.db import transaction

from taxonomy import facet_files, table_files, toml
from taxonomy.models import Edition, Facet
from taxonomy.tables import SECTIONS, TABLES

FILES = tuple(dict.fromkeys([*(table.file for table in TABLES), *SECTIONS]))


def read(directory):
    """Return (facets, tables, problems): data by path for both kinds of file."""
    directory = Path(directory)
    facets, tables, texts, problems = {}, {}, {}, []
    for path in sorted((directory / "facets").glob("*.toml")):
        facets[path], text, found = toml.read(path)
        problems += found or facet_files.problems_of(path, facets[path], text)
    for name in FILES:
        path = directory / name
        if path.exists():
            tables[path], texts[path], found = toml.read(path)
        else:
            found = [toml.Problem(path, 1, "The file is missing.")]
        problems += found
    if not problems:
        named = table_files.named_in(facets.values(), tables.values())
        for path, data in tables.items():
            problems += table_files.problems_of(path, data, texts[path], named)
    return facets, tables, problems


@transaction.atomic
def write(facets, tables):
    """Write what `read` returned without problems; return the number of files changed."""
    changed = 0
    held = {facet.key: facet for facet in Facet.objects.all()}
    for data in sorted(facets.values(), key=lambda data: data["position"]):
        facet = held.get(data["key"])
        if not facet or toml.written(facet_files.as_data(facet)) != toml.written(data):
            facet_files.write(data)
            changed += 1
    for path, data in tables.items():
        if toml.written(table_files.as_data(path.name)) != toml.written(data):
            table_files.write(path.name, data)
            changed += 1
    if changed:
        Edition.renew("taxonomy")
    return changed


def dump(directory):
    """Write the vocabulary as files below `directory`; return the paths written."""
    directory = Path(directory)
    (directory / "facets").mkdir(parents=True, exist_ok=True)
    texts = {
        directory / "facets" / f"{facet.key}.toml": facet_files.as_data(facet)
        for facet in Facet.objects.all()
    }
    texts |= {directory / name: table_files.as_data(name) for name in FILES}
    for path, data in texts.items():
        path.write_text(toml.written(data), encoding="utf-8")
    return list(texts)
