"""The query string of the list of sources: its filters, and what they narrow.

Beside what every list shares (catalog.asked): one parameter a facet of the taxonomy,
`year_min` and `year_max`.
"""

from django.db.models import Func
from django_filters import CharFilter, FilterSet, NumberFilter

from catalog import search
from catalog.asked import ListQuery, TermsFilter, WholeNumberField
from catalog.models import Source
from taxonomy.vocabulary import vocabulary


class Alphabetical(Func):
    """A text by its letters, capital or small, in one order for every database.

    SQLite's lower() and PostgreSQL's under the collation "C" both know ASCII only; a
    server's own locale would sort the same list differently on each machine.
    """

    template = "lower(%(expressions)s)"

    def as_postgresql(self, compiler, connection, **extra):
        """Return the SQL for PostgreSQL."""
        template = 'lower(%(expressions)s COLLATE "C")'
        return self.as_sql(compiler, connection, template=template, **extra)


class YearFilter(NumberFilter):
    """A bound of the years."""

    field_class = WholeNumberField


class SourceFilter(FilterSet):
    """`q`, the years, and one filter a facet, which are added as the taxonomy has them."""

    q = CharFilter(
        method="match", label="Search", max_length=400, strip=True, required=False
    )
    year_min = YearFilter(
        field_name="first_year", lookup_expr="gte", label="From year",
        min_value=1900, max_value=2100,
    )  # fmt: skip
    year_max = YearFilter(
        field_name="first_year", lookup_expr="lte", label="To year",
        min_value=1900, max_value=2100,
    )  # fmt: skip

    class Meta:
        model = Source
        fields = []

    def __init__(self, data, queryset, branches):
        super().__init__(data, queryset=queryset)
        for branch in branches:
            each = self.filters[branch.facet.key] = TermsFilter(branch)
            each.parent, each.model = self, Source

    def match(self, sources, _name, text):
        """Return the sources that match `text`."""
        return search.matching(sources, text)


class SourceQuery(ListQuery):
    """What a reader asks of the sources."""

    SORTS = (
        ("relevance", "relevance"),
        ("newest", "newest"),
        ("oldest", "oldest"),
        ("title", "title"),
        ("added", "recently added"),
    )
    ORDER = {
        "relevance": ("tier", "-first_year", "key"),
        "newest": ("-first_year", "key"),
        "oldest": ("first_year", "key"),
        "title": (Alphabetical("title"), "key"),
        "added": ("-added_at", "key"),
    }
    DEFAULT_SORT = "newest"

    def read_vocabulary(self):
        """Return the vocabulary of the taxonomy."""
        return vocabulary()

    def everything(self):
        """Return the sources that readers see."""
        return Source.objects.published()

    def make_filterset(self, data):
        """Return the filterset that reads `data`."""
        return SourceFilter(data, self.base, self.vocabulary.facets.values())

    def sources(self, *, ignoring=None):
        """Return the sources asked for; see ListQuery.found."""
        return self.found(ignoring=ignoring)
