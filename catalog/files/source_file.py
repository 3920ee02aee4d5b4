"""A source as a file: what may stand in it, and what it must hold together.

The keys in their order, and which of them are running text, are below; README.md
describes the file for curators.
"""

import re

from catalog import identifiers, names
from catalog.models import Absence, Classification, Identifier, Link, Person, Source
from catalog.models.source import citation_key
from taxonomy.toml import Problem, line_of, misfits, read, unwrapped, wrapped

KEYS = ("key", "title", "short_name", "type", "institution", "summary", "authors",
        "authors_note", "aliases", "links", "retired", "first_public", "published",
        "identifiers", "places", "absent")  # fmt: skip
NEEDED = ("key", "title", "short_name", "type", "summary", "authors", "first_public",
          "places")  # fmt: skip
PUBLISHED = ("venue", "container", "year", "volume", "number", "pages")
URL = ("https://", "http://")
ALIAS = re.compile(r"[-a-zA-Z0-9_]{1,80}")  # another's key, as our addresses take it


def read_source(path, known):
    """Return (data, problems) of the file at `path`; `known` is the Vocabulary."""
    data, text, problems = read(path)
    if problems:
        return None, problems

    def problem(reason, *marks):
        problems.append(Problem(path, line_of(text, *marks), reason))

    for key in data.keys() - set(KEYS):
        problem(f"{key!r} is not a key of a source file.", f"{key} =", f"[{key}")
    for key in NEEDED:
        if key not in data:
            problem(f"The key {key!r} is missing.")
    if problems:
        return None, problems
    try:
        _check_itself(data, path, problem)
        _check_columns(data, problem)
        _check_names(data, problem)
        _check_addresses(data, problem)
        _check_places(data, known, problem)
    except (TypeError, AttributeError, KeyError) as error:
        problem(f"A value has the wrong shape: {error}.")
    data["summary"] = unwrapped(str(data["summary"]))
    return data, problems


def _check_itself(data, path, problem):
    if data["key"] != path.stem:
        problem(f"The key is not the file's name, {path.stem!r}.", "key =")
    if not citation_key.regex.match(data["key"]):
        problem(citation_key.message, "key =")
    if data["type"] not in Source.Kind.values:
        kinds = ", ".join(Source.Kind.values)
        problem(f"{data['type']!r} is no type; the types are {kinds}.", "\ntype =")
    first, published = data["first_public"], data.get("published", {})
    if not 1900 <= first["year"] <= 2100 or first.get("month", 1) not in range(1, 13):
        problem("No such year or month.", "[first_public]")
    for key in published.keys() - set(PUBLISHED):
        problem(f"{key!r} is not known of a publication.", "[published]", f"{key} =")


def _check_columns(data, problem):
    """What is longer than its column, or no text where there must be one."""
    held = columns(data)
    for name in ("key", "kind", "status"):  # looked at elsewhere, in better words
        del held[name]
    for name, reason in misfits(Source, {k: v for k, v in held.items() if v != ""}):
        problem(reason, f"\n{name.removeprefix('published_')} =")
    for alias in data.get("aliases", ()):
        if not ALIAS.fullmatch(alias):
            problem(f"{alias!r} has no address.", "aliases =", f'"{alias}"')


def columns(data):
    """Return the source's own columns, as `data` has them."""
    published = data.get("published", {})
    retired = data.get("retired", "")
    return {
        "key": data["key"],
        "title": data["title"],
        "short_name": data["short_name"],
        "kind": data["type"],
        "institution": data.get("institution", ""),
        "summary": data["summary"],
        "authors_note": data.get("authors_note", ""),
        "first_year": data["first_public"]["year"],
        "first_month": data["first_public"].get("month"),
        "venue": published.get("venue", ""),
        "container": published.get("container", ""),
        "published_year": published.get("year"),
        "volume": published.get("volume", ""),
        "number": published.get("number", ""),
        "pages": published.get("pages", ""),
        # What is kept in fixtures/ has been through review.
        "status": Source.Status.RETIRED if retired else Source.Status.PUBLISHED,
        "retired_because": retired,
    }


def _check_names(data, problem):
    seen = set()
    for author in data["authors"]:
        try:
            name = names.read(author)
        except ValueError as error:
            problem(str(error), "authors =", f'"{author}"')
            continue
        if name in seen:
            problem(
                f"{author!r} stands twice; mark a namesake with #2.",
                "authors =", f'"{author}"',
            )  # fmt: skip
        seen.add(name)
        for _, reason in misfits(
            Person, {k: v for k, v in name._asdict().items() if v}
        ):
            problem(reason, "authors =", f'"{author}"')


def _check_addresses(data, problem):
    for scheme, value in data.get("identifiers", {}).items():
        marks = "[identifiers]", f"{scheme} ="
        if scheme not in Identifier.Scheme.values:
            problem(f"{scheme!r} is not a kind of identifier.", *marks)
            continue
        try:
            if identifiers.NORMALISE[scheme](value) != value:
                problem(f"{value!r} is not in its normal form.", *marks)
        except ValueError as error:
            problem(str(error), *marks)
    for link in data.get("links", ()):
        marks = "links = [", f'"{link["url"]}"'
        if link["kind"] not in Link.Kind.values:
            problem(f"{link['kind']!r} is not a kind of link.", *marks)
        if not link["url"].startswith(URL) or any(c.isspace() for c in link["url"]):
            problem(f"{link['url']!r} is not a web address.", *marks)
        for key in link.keys() - {"kind", "url", "licence"}:
            problem(f"{key!r} is not a key of a link.", *marks)
        held = {"url": link["url"], "licence": link.get("licence", "")}
        for _, reason in misfits(Link, held):
            problem(reason, *marks)


def _check_places(data, known, problem):
    if not data["places"].get("role"):
        problem("A source has at least one role.", "[places")
    for facet, places in data["places"].items():
        branch = known.facets.get(facet)
        if branch is None:
            problem(f"There is no facet {facet!r}.", f"[places.{facet}]")
            continue
        for term, locator in places.items():
            marks = f"[places.{facet}]", f"{term} ="
            for _, reason in misfits(Classification, {"locator": locator}):
                problem(reason, *marks)
            if term not in branch.by_key or branch.by_key[term].term.is_absence:
                problem(f"{term!r} is not a term of the facet {facet!r}.", *marks)
    for facet, why in data.get("absent", {}).items():
        for _, reason in misfits(Absence, {"reason": why}):
            problem(reason, "[absent]", f"{facet} =")
        if facet not in known.facets:
            problem(f"There is no facet {facet!r}.", "[absent]", f"{facet} =")
        elif data["places"].get(facet):
            problem(f"{facet!r} is both absent and placed.", "[absent]", f"{facet} =")


def as_data(source):
    """Return `source` (fetched with for_page) as the data of its file, in order."""
    places = {"role": {}}  # what a source is comes before where it belongs
    for place in sorted(
        source.places, key=lambda p: (p.term.facet.position, p.position)
    ):
        places.setdefault(place.term.facet.key, {})[place.term.key] = place.locator
    published = {
        "venue": source.venue,
        "container": source.container,
        "year": source.published_year,
        "volume": source.volume,
        "number": source.number,
        "pages": source.pages,
    }
    first = {"year": source.first_year, "month": source.first_month}
    data = {
        "key": source.key,
        "title": source.title,
        "short_name": source.short_name,
        "type": source.kind,
        "institution": source.institution or None,
        "summary": wrapped(source.summary),
        "authors": [names.written(row.person) for row in source.authorships.all()],
        "authors_note": source.authors_note or None,
        "aliases": sorted(alias.key for alias in source.aliases.all()) or None,
        "links": [_link(link) for link in source.links.all()] or None,
        "retired": source.retired_because or None,
        "first_public": {key: value for key, value in first.items() if value},
        "published": {key: value for key, value in published.items() if value} or None,
        "identifiers": {i.scheme: i.value for i in source.identifiers.all()} or None,
        "places": places,
        "absent": {a.facet.key: a.reason for a in source.absences.all()} or None,
    }
    return {key: value for key, value in data.items() if value is not None}


def _link(link):
    data = {"kind": link.kind, "url": link.url, "licence": link.licence}
    return {key: value for key, value in data.items() if value}


def clashes(directory, datas):
    """Return the problems between files: keys, aliases, identifiers held twice."""
    held, found = {}, []
    for data in filter(None, datas):
        marks = [("key", data["key"])]
        marks += [("key", alias) for alias in data.get("aliases", ())]
        marks += list(data.get("identifiers", {}).items())
        for mark in marks:
            other = held.setdefault(mark, data["key"])
            if other != data["key"] or marks.count(mark) > 1:
                path = directory / f"{data['key']}.toml"
                line = line_of(path.read_text(encoding="utf-8"), f'"{mark[1]}"')
                reason = f"{mark[0]} {mark[1]!r} is {other}'s already."
                found.append(Problem(path, line, reason))
    return found
