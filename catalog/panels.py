"""What stands beside the list: the facets, the years, and the choices made."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Value

from taxonomy.vocabulary import Branch


@dataclass(frozen=True)
class Choice:
    """A term in a facet's panel; `bar` is its share of the largest, 0 to 100."""

    key: str
    label: str
    depth: int
    count: int
    bar: int
    chosen: bool
    excluded: bool
    exclude_url: str


@dataclass(frozen=True)
class Panel:
    """A facet with its choices; `distinct` is how many terms have sources."""

    facet: Branch
    choices: list[Choice]
    distinct: int
    active: bool


@dataclass(frozen=True)
class Chip:
    """A choice made, and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Year:
    """A bar of the histogram; `height` is 0 to 100, `x` counts bars from the left."""

    year: int
    count: int
    height: int
    x: int
    within: bool


def panels(query, counts):
    """Return a Panel for each facet. Terms without sources stay unless chosen away."""
    rest = query.parameters()
    return [
        _panel(branch, query.terms.get(key, ((), ())), counts.terms, rest)
        for key, branch in query.vocabulary.facets.items()
    ]


def _panel(branch, choice, counts, rest):
    chosen, excluded = ({node.term.pk for node in nodes} for nodes in choice)
    nodes = branch.nodes
    if branch.absence and (
        counts.get(branch.absence.term.pk)
        or branch.absence.term.pk in chosen | excluded
    ):
        nodes = [*nodes, branch.absence]
    most = max([counts.get(node.term.pk, 0) for node in nodes], default=0) or 1
    choices = [
        Choice(
            key=node.term.key,
            label=node.term.label,
            depth=node.depth,
            count=(n := counts.get(node.term.pk, 0)),
            bar=100 * n // most,
            chosen=node.term.pk in chosen,
            excluded=node.term.pk in excluded,
            exclude_url=f"?{rest}{'&' if rest else ''}{branch.facet.key}=-{node.term.key}",
        )
        for node in nodes
    ]
    distinct = sum(1 for each in choices if each.count)
    return Panel(branch, choices, distinct, bool(chosen or excluded))


def chips(query):
    """Return a Chip for each choice made, in the order of the query string."""
    found = []
    for name in query.active:
        if name not in query.terms:
            found.append(_chip(query, name))
            continue
        label = query.vocabulary.facets[name].facet.label
        chosen, excluded = query.terms[name]
        values = [(node, node.term.key, "") for node in chosen]
        values += [(node, f"-{node.term.key}", "not ") for node in excluded]
        for node, raw, no in values:
            rest = [other for _, other, _ in values if other != raw]
            text = f"{label}: {no}{node.term.label}"
            found.append(Chip(text, f"?{query.parameters(**{name: rest})}"))
    return found


def _chip(query, name):
    """Return the Chip of all that was chosen in the facet `name`, "q" or "years"."""
    parameters = ["year_min", "year_max"] if name == "years" else [name]
    url = f"?{query.parameters(**{each: [] for each in parameters})}"
    if name == "q":
        return Chip(f"“{query.text}”", url)
    if name == "years":
        low, high = query.years
        return Chip(f"Year: {low or 'first'} to {high or 'last'}", url)
    chosen, excluded = query.terms[name]
    values = [" or ".join(node.term.label for node in chosen)] if chosen else []
    values += [f"not {node.term.label}" for node in excluded]
    return Chip(
        f"{query.vocabulary.facets[name].facet.label}: {', '.join(values)}", url
    )


def histogram(query, counts):
    """Return the bars of the first years, one a year without gaps."""
    if not counts.years:
        return []
    low, high = query.years
    first, last = min(counts.years), max(counts.years)
    most = max(counts.years.values())
    return [
        Year(
            year=year,
            count=(n := counts.years.get(year, 0)),
            height=max(100 * n // most, 3 if n else 0),
            x=10 * (year - first),
            within=(low or first) <= year <= (high or last),
        )
        for year in range(first, last + 1)
    ]


def best_removal(query):
    """Return the Chip whose removal brings the most back, and how many; or None.

    A facet is one choice, however many of its terms are chosen: without one of them the
    others would still narrow. Asked only of a search without results; one query.
    """
    counted = [
        query.found(ignoring=name)
        .values(what=Value(name, output_field=CharField()))
        .annotate(n=Count("pk"))
        .values_list("what", "n")
        for name in query.active
    ]
    freed = dict(counted[0].union(*counted[1:], all=True)) if counted else {}
    best = max(query.active, key=lambda name: freed.get(name, 0), default=None)
    return (_chip(query, best), freed[best]) if freed.get(best) else None
