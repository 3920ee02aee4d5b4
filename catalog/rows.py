"""A source as a row of a list: what is shown, with what was searched for marked."""

from dataclasses import dataclass, field

from catalog.search.snippets import Piece, marked, snippet
from taxonomy.models.vocabulary import inside

SHOWN = ("data-object", "feedback-signal", "construction")
COLUMNS = ("key", "title", "short_name", "summary", "kind", "first_year", "venue",
           "published_year", "listing")  # fmt: skip


@dataclass
class Row:
    """One source of a list. `places` holds (facet's short name, terms) pairs."""

    key: str
    url: str
    title: list[Piece]
    byline: str
    says: list[Piece]
    contracts: list
    roles: list
    places: list[tuple[str, str]]
    links: list[dict] = field(default_factory=list)


def rows(sources, vocabulary, *, stems=frozenset(), within=""):
    """Return a Row for each of `sources`, fetched with at least COLUMNS.

    `stems` are the stored words to mark; `within` is the query string that leads
    from a source back to the list it was found in.
    """
    return [_row(source, vocabulary, stems, within) for source in sources]


def _row(source, vocabulary, stems, within):
    by_facet = {}
    for pk in source.listing.get("places", ()):
        if pk in vocabulary.nodes:
            node = vocabulary.nodes[pk]
            by_facet.setdefault(node.facet.facet.key, []).append(node)
    return Row(
        key=source.key,
        url=f"/sources/{source.key}/" + (f"?{within}" if within else ""),
        title=marked(source.title, stems),
        byline=byline(source),
        says=snippet(source.summary, stems),
        contracts=[node.term for node in by_facet.get("contract", ())],
        roles=[node.term for node in by_facet.get("role", ())],
        places=[
            (
                vocabulary.facets[key].facet.label,
                ", ".join(inside(node.term.label) for node in by_facet[key][:4])
                + (
                    f" and {len(by_facet[key]) - 4} more"
                    if len(by_facet[key]) > 4
                    else ""
                ),
            )
            for key in SHOWN
            if key in by_facet
        ],
        links=source.listing.get("links", []),
    )


def byline(source):
    """Return who, when and where in one line, as a bibliography would say it."""
    names, more = source.listing.get("names", []), source.listing.get("more", 0)
    if names and source.listing.get("partial"):
        who = ", ".join(names) + " and many more"
    elif more:
        who = f"{', '.join(names)} and {more} more"
    else:
        who = (
            ", ".join(names[:-1])
            + (" and " if names[:-1] else "")
            + "".join(names[-1:])
        )
    venue = source.venue if source.venue != str(source.first_year) else ""
    name = source.short_name if source.short_name != source.title else ""
    return " · ".join(filter(None, (who, str(source.first_year), venue, name)))
