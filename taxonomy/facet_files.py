"""A facet with its terms as a file, in and out of the database."""

from taxonomy import toml
from taxonomy.models import Facet, SourceRole, Term

FACET = ("key", "position", "label", "plural", "question", "definition", "locator")
TERM = ("key", "parent", "label", "short_label", "definition", "scope_note", "synonyms",
        "locator")  # fmt: skip
ROLE = ("background", "contributes", "typical", "may_carry", "may_not_carry_alone")
NOT_STATED = "not-stated"


def problems_of(path, data, text):
    """Return the problems of a facet's data read from `path`."""
    found = []

    def problem(reason, *marks):
        found.append(toml.Problem(path, toml.line_of(text, *marks), reason))

    for name in (*FACET, "terms"):
        if name not in data:
            problem(f"The key {name!r} is missing.")
    for name in data.keys() - {*FACET, "terms", "facts"}:
        problem(f"{name!r} is not a key of a facet.", f"{name} =")
    if found:
        return found
    if data["key"] != path.stem:
        problem(f"The key is not the file's name, {path.stem!r}.", "key =")
    # Not the key: that it is nobody else's yet is not asked of a file.
    for name, reason in toml.misfits(Facet, {n: data[n] for n in FACET[2:]}):
        problem(reason, f"{name} =")
    seen = set()
    for entry in data["terms"]:
        key = entry.get("key", "")
        here = f'key = "{key}"'
        if key in seen or key == NOT_STATED:
            problem(f"The term {key!r} stands twice or is reserved.", here)
        if entry.get("parent") and entry["parent"] not in seen:
            problem(f"The parent {entry['parent']!r} does not stand above.", here)
        for name in ("key", "label", "definition", "locator"):
            if not entry.get(name):
                problem(f"A term has no {name}.", here)
        for name in entry.keys() - {*TERM, *ROLE, "facts"}:
            problem(f"{name!r} is not a key of a term.", here, f"{name} =")
        for name, reason in _misfits(entry, data["key"] == "role"):
            problem(reason, here, f"{name} =")
        seen.add(key)
    return found


def _misfits(entry, is_role):
    """Yield (key, reason) for what the columns of a term or a role cannot hold."""
    for name in ROLE:
        if is_role and name not in entry:
            yield name, f"A role says its {name}."
        elif not is_role and name in entry:
            yield name, f"Only a role has {name}."
    texts = {name: entry[name] for name in TERM if name in entry and name != "parent"}
    yield from toml.misfits(Term, texts)
    yield from toml.misfits(SourceRole, {n: entry[n] for n in ROLE if n in entry})


def write(data):
    """Write the facet and its terms; terms gone from the file go if nothing uses them.

    Raises ProtectedError for a term that is gone but still in use.
    """
    columns = {name: data[name] for name in FACET[1:]}
    columns["facts"] = list(map(list, data.get("facts", {}).items()))
    facet, _ = Facet.objects.update_or_create(key=data["key"], defaults=columns)
    by_key = {}
    for position, entry in enumerate(data["terms"], start=1):
        by_key[entry["key"]] = _write_term(facet, entry, position, by_key)
    Term.objects.update_or_create(
        facet=facet, is_absence=True, defaults=_absence(facet, len(by_key) + 1)
    )
    facet.terms.filter(is_absence=False).exclude(key__in=by_key).delete()


def _write_term(facet, entry, position, by_key):
    columns = {name: entry.get(name, "") for name in TERM[2:]}
    columns["synonyms"] = entry.get("synonyms", [])
    columns["facts"] = list(map(list, entry.get("facts", {}).items()))
    columns["parent"] = by_key.get(entry.get("parent", ""))
    columns["position"] = position
    term, _ = Term.objects.update_or_create(
        facet=facet, key=entry["key"], defaults=columns
    )
    if "background" in entry:
        SourceRole.objects.update_or_create(
            term=term, defaults={name: entry[name] for name in ROLE}
        )
    return term


def _absence(facet, position):
    return {
        "key": NOT_STATED,
        "label": "Not stated",
        "position": position,
        "definition": "The catalog has no place for the source in this facet: either"
        " the source does not say, or nobody has looked yet.",
        "locator": "catalog",
    }


def as_data(facet):
    """Return the facet as the data of its file."""
    data = {name: getattr(facet, name) for name in FACET}
    if facet.facts:
        data["facts"] = dict(facet.facts)
    terms = facet.terms.filter(is_absence=False).select_related("parent", "role")
    data["terms"] = [_term_data(term) for term in terms.order_by("position")]
    return data


def _term_data(term):
    data = {name: getattr(term, name) for name in TERM}
    data["parent"] = term.parent.key if term.parent else ""
    if hasattr(term, "role"):
        data |= {name: getattr(term.role, name) for name in ROLE}
    if term.facts:
        data["facts"] = dict(term.facts)
    return {k: v for k, v in data.items() if v != "" or k in ROLE}
