"""What stands beside the list: the facets, the years, and the choices made."""

from dataclasses import dataclass

from django.http import QueryDict

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
    for key, (chosen, excluded) in query.terms.items():
        label = query.vocabulary.facets[key].facet.label
        values = [(node, node.term.key, "") for node in chosen]
        values += [(node, f"-{node.term.key}", "not ") for node in excluded]
        for node, raw, no in values:
            rest = [other for _, other, _ in values if other != raw]
            text = f"{label}: {no}{node.term.label}"
            found.append(Chip(text, f"?{query.parameters(**{key: rest})}"))
    if query.text:
        url = f"?{query.parameters(q=[])}"
        found.append(Chip(f"“{query.text}”", url))
    low, high = query.years
    if low is not None or high is not None:
        text = f"Year: {low or 'first'} to {high or 'last'}"
        url = f"?{query.parameters(year_min=[], year_max=[])}"
        found.append(Chip(text, url))
    return found


def histogram(query, counts):
    """Return the bars of the first years, one a year without gaps."""
    if not counts.years:
        return []
    low, high = (None if year is None else int(year) for year in query.years)
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

    Asked only of a search without results; one query a choice.
    """
    best = None
    for chip in chips(query):
        freed = type(query)(QueryDict(chip.url.removeprefix("?")), base=query.base)
        n = freed.sources().count()
        if n and (best is None or n > best[1]):
            best = chip, n
    return best
