"""The tables of the vocabulary as files, in and out of the database."""

from django.utils.text import slugify

from taxonomy import toml
from taxonomy.models import ConstructionLayer, FrameworkItem, SourceRole, Term
from taxonomy.tables import SECTIONS, TABLES

# Said in the ledger's file, for people who read it there.
COLUMN_LABELS = {
    "prompt": "Prompt or source",
    "trace": "Trace or teacher",
    "environment": "Environment or substrate",
    "verifier": "Verifier or reward",
    "lineage": "Lineage",
}


def tables_of(file):
    """Return the Tables that stand in the file named `file`, in order."""
    return [table for table in TABLES if table.file == file]


def problems_of(path, data, text, named):
    """Return the problems of the data of a file of tables.

    `named` is what entries may point to; see `named_in`.
    """
    found = []
    sections = SECTIONS.get(path.name, ())
    for table in tables_of(path.name):
        seen = set()
        for number, entry in enumerate(data.get(table.name, ()), start=1):
            line = _line_of_entry(text, table.name, number)
            found += [
                toml.Problem(path, line, reason)
                for reason in _problems_of_entry(table, entry, named, seen)
            ]
    for section in sections:
        for number, entry in enumerate(data.get(section, ()), start=1):
            if not entry.get("locator") or not _label(entry):
                line = _line_of_entry(text, section, number)
                reason = "An entry has a locator, and a label, a question or a kind."
                found.append(toml.Problem(path, line, reason))
    known = {table.name for table in tables_of(path.name)} | {*sections, "columns"}
    for name in data.keys() - known:
        line = toml.line_of(text, f"[[{name}]]", f"{name} =")
        found.append(toml.Problem(path, line, f"{name!r} is not a table of this file."))
    return found


def _problems_of_entry(table, entry, named, seen):
    odd = set(table.columns) ^ entry.keys()
    if odd:
        yield f"Keys missing or unknown: {', '.join(sorted(odd))}."
        return
    unique = tuple(str(entry[name]) for name in table.unique)
    if unique in seen:
        yield f"{' and '.join(unique)} stands twice."
    seen.add(unique)
    for name, (model, by) in table.points.items():
        if entry[name] not in named[model, by]:
            yield f"There is no {name} {entry[name]!r}."
    for name, (model, by) in table.many.items():
        for value in entry[name]:
            if value not in named[model, by]:
                yield f"There is no {value!r} for {name}."
    own = set(table.columns) - {*table.points, *table.many, "key", "number"}
    for _, reason in toml.misfits(table.model, {name: entry[name] for name in own}):
        yield reason
    if "cells" in own and list(entry["cells"]) != list(ConstructionLayer.COLUMNS):
        yield f"cells holds {', '.join(ConstructionLayer.COLUMNS)}, in this order."


def named_in(facets, tables):
    """Return {(model, field): values} of all that entries may point to.

    Read from the files themselves: what is new in one may be named in another.
    """
    terms = {
        data["key"]: {term.get("key") for term in data.get("terms", ())}
        for data in facets
        if "key" in data
    }
    named = {
        (SourceRole, "term__key"): terms.get("role", set()),
        (Term, "key"): terms.get("construction", set()),  # the ledger's layers
    }
    for table in TABLES:
        if "key" in table.columns:
            entries = [e for data in tables for e in data.get(table.name, ())]
            named[table.model, "key"] = {entry.get("key") for entry in entries}
    return named


def _label(entry):
    return entry.get("label") or entry.get("question") or entry.get("kind")


def _line_of_entry(text, name, number):
    return toml.line_of(text, *[f"[[{name}]]"] + [f"\n[[{name}]]"] * (number - 1))


def write(file, data):
    """Write the tables of `file`; rows that are gone from it go."""
    for table in tables_of(file):
        _write_table(table, data.get(table.name, ()))
    for section in SECTIONS.get(file, ()):
        _write_section(section, data.get(section, ()))


def _write_table(table, entries):
    has_position = any(f.name == "position" for f in table.model._meta.fields)
    finds = {
        name: {getattr_path(row, by): row for row in _candidates(model, by)}
        for name, (model, by) in {**table.points, **table.many}.items()
    }
    kept = []
    for position, entry in enumerate(entries, start=1):
        row = {
            name: finds[name][value] if name in table.points else value
            for name, value in entry.items()
            if name not in table.many
        }
        if has_position:
            row["position"] = position
        unique = {name: row.pop(name) for name in table.unique}
        saved, _ = table.model.objects.update_or_create(**unique, defaults=row)
        for name in table.many:
            getattr(saved, name).set(finds[name][value] for value in entry[name])
        kept.append(saved.pk)
    table.model.objects.exclude(pk__in=kept).delete()


def _candidates(model, by):
    rows = (
        model.objects.select_related(by.split("__")[0]) if "__" in by else model.objects
    )
    if model._meta.model_name == "term":
        rows = rows.filter(facet__key="construction")  # the ledger's layers
    return rows.all()


def getattr_path(row, path):
    """Return what `path`, such as "term__key", reaches from `row`."""
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _write_section(section, entries):
    kept = []
    for position, entry in enumerate(entries, start=1):
        label = _label(entry)
        columns = {
            "position": position,
            "label": label,
            "definition": entry.get("definition") or entry.get("component", ""),
            "locator": entry["locator"],
            "entry": list(map(list, entry.items())),
        }
        item, _ = FrameworkItem.objects.update_or_create(
            section=section,
            key=entry.get("key") or slugify(label)[:60],
            defaults=columns,
        )
        kept.append(item.pk)
    FrameworkItem.objects.filter(section=section).exclude(pk__in=kept).delete()


def as_data(file):
    """Return the data of the file named `file`."""
    data = {}
    if file == "construction-ledger.toml":
        data["columns"] = [
            {"key": key, "label": COLUMN_LABELS[key]}
            for key in ConstructionLayer.COLUMNS
        ]
    for table in tables_of(file):
        rows = table.model.objects.prefetch_related(*table.points, *table.many)
        data[table.name] = [_entry(table, row) for row in rows]
    for section in SECTIONS.get(file, ()):
        items = FrameworkItem.objects.filter(section=section)
        data[section] = [dict(item.entry) for item in items]
    return data


def _entry(table, row):
    entry = {}
    for name in table.columns:
        value = getattr(row, name)
        if name in table.points:
            value = getattr_path(value, table.points[name][1])
        elif name in table.many:
            value = [each.key for each in value.all()]
        elif name == "cells":
            value = {column: value[column] for column in ConstructionLayer.COLUMNS}
        entry[name] = value
    return entry
