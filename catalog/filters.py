"""The query string of the list of sources: its filters, and what they narrow.

Beside what every list shares (catalog.asked): one parameter a facet of the taxonomy,
`year_min` and `year_max`.
"""

from django_filters import CharFilter, FilterSet, NumberFilter

from catalog import search
from catalog.asked import ListQuery, TermsFilter
from catalog.models import Source
from taxonomy.vocabulary import vocabulary


class SourceFilter(FilterSet):
    """`q`, the years, and one filter a facet, which are added as the taxonomy has them."""

    q = CharFilter(
        method="match", label="Search", max_length=400, strip=True, required=False
    )
    year_min = NumberFilter(
        field_name="first_year", lookup_expr="gte", label="From year",
        min_value=1900, max_value=2100,
    )  # fmt: skip
    year_max = NumberFilter(
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
        "title": ("title", "key"),
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
