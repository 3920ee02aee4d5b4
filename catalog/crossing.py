"""Any facet against any other: sources counted in every cell."""

from dataclasses import dataclass, field

from django.db.models import Count, FilteredRelation, Q

from catalog.filters import SourceQuery
from catalog.models import Classification


@dataclass
class Cell:
    """Sources under both terms; `weight` is 0 to 9 against the fullest cell."""

    count: int = 0
    weight: int = 0
    url: str = ""
    shares: list[tuple] = field(default_factory=list)  # (term, count), most first


@dataclass
class Crossing:
    """A table of cells: `rows` and `columns` are nodes, `cells[i][j]` a Cell."""

    rows: list
    columns: list
    cells: list[list[Cell]]
    empty: int

    def lines(self):
        """Return (row, cells) pairs for a template."""
        return list(zip(self.rows, self.cells, strict=True))


def crossed(data, *, columns="feedback-signal"):
    """Return (query, rows, columns, colour) that `data` asks a map of, as Branches.

    `columns` names the facet of the columns where none is asked for. Look at
    query.errors first: an unknown facet is an error beside its parameter.
    """
    query = SourceQuery(data)
    named = query.vocabulary.facets
    asked = {
        "rows": data.get("rows", "data-object"),
        "columns": data.get("columns", columns),
        "colour": data.get("colour", ""),
    }
    for name, key in asked.items():
        if key not in named and (key or name != "colour"):
            query.errors[name] = [f"{key[:60]} is not a facet."]
    if asked["rows"] == asked["columns"]:
        query.errors["columns"] = ["Choose another facet than that of the rows."]
    return query, *(named.get(key) for key in asked.values())


def crossing(query, row_facet, column_facet, colour_facet=None):
    """Return the Crossing of two facets over the sources of `query`. One query; two
    with a colour.

    With a `colour_facet` each cell also says how its sources divide over that facet's
    top terms. Facets are Branches, two different ones; a term counts its children's
    sources too. What `query` itself chooses of the two facets is left out, so that
    every count is that of the list its cell leads to.
    """
    query = query.without(row_facet.facet.key, column_facet.facet.key)
    counted = _count(query, row_facet, column_facet)
    if colour_facet:
        _share_out(counted, query, row_facet, column_facet, colour_facet)
    most = max((cell.count for cell in counted.values()), default=0) or 1
    rows, columns = row_facet.nodes, column_facet.nodes
    cells = []
    for row in rows:
        line = [counted.get((row.term.pk, c.term.pk), Cell()) for c in columns]
        for column, cell in zip(columns, line, strict=True):
            if cell.count:
                cell.weight = max(1, round(9 * cell.count / most))
                cell.url = "/sources/?" + query.parameters(
                    **{row_facet.facet.key: [row.term.key],
                       column_facet.facet.key: [column.term.key]}
                )  # fmt: skip
        cells.append(line)
    empty = sum(1 for line in cells for cell in line if not cell.count)
    return Crossing(rows, columns, cells, empty)


def _pairs(query, row_facet, column_facet):
    """Return places under a row term joined with the same source's column places."""
    return (
        Classification.objects.order_by()
        .filter(
            source__in=query.sources().values("pk"),
            term__in=[node.term.pk for node in row_facet.nodes],
        )
        .annotate(crossed=_also(column_facet.nodes))
        .filter(crossed__isnull=False)
    )


def _also(nodes):
    return FilteredRelation(
        "source__classifications",
        condition=Q(source__classifications__term__in=[n.term.pk for n in nodes]),
    )


def _count(query, row_facet, column_facet):
    counted = (
        _pairs(query, row_facet, column_facet)
        .values("term", "crossed__term")
        .annotate(n=Count("pk"))
    )
    return {
        (row, column): Cell(count=n)
        for row, column, n in counted.values_list("term", "crossed__term", "n")
    }


def _share_out(cells, query, row_facet, column_facet, colour_facet):
    """Fill `shares` of the cells with the top terms of `colour_facet`, most first."""
    tops = {node.term.pk: node for node in colour_facet.nodes if not node.depth}
    counted = (
        _pairs(query, row_facet, column_facet)
        .annotate(hue=_also(list(tops.values())))
        .filter(hue__isnull=False)
        .values("term", "crossed__term", "hue__term")
        .annotate(n=Count("pk"))
        .values_list("term", "crossed__term", "hue__term", "n")
    )
    for row, column, hue, n in counted:
        cells[row, column].shares.append((tops[hue], n))
    for cell in cells.values():
        cell.shares.sort(key=lambda share: (-share[1], share[0].term.position))
