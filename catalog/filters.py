"""The query string of the list of sources, read once for everything that uses it.

One parameter a facet, named by its key and repeated for several values; a value with
"-" in front excludes. `q`, `year_min`, `year_max`, `sort`, `per_page`, `page`. Unknown
parameters are ignored, unknown terms are an error beside their facet.
"""

from django import forms
from django.http import QueryDict
from django_filters import CharFilter, ChoiceFilter, FilterSet, NumberFilter
from django_filters.filters import Filter

from catalog import search
from catalog.models import Source
from taxonomy.vocabulary import vocabulary

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
PER_PAGE = ((25, "25"), (50, "50"), (100, "100"))
DEEPEST = 10_000  # rows that paging reaches; an export reaches all


class TermsField(forms.Field):
    """The chosen and excluded terms of one facet, as two lists of nodes."""

    widget = forms.SelectMultiple

    def __init__(self, branch, **kwargs):
        self.branch = branch
        super().__init__(required=False, label=branch.facet.label, **kwargs)

    def clean(self, value):
        """Return (chosen, excluded); raise ValidationError on a term we don't know."""
        chosen, excluded, known = [], [], self.branch.by_key
        for raw in dict.fromkeys(value or ()):
            node = known.get(raw.removeprefix("-"))
            if node is None:
                raise forms.ValidationError(
                    "%(raw)s is not a term of %(facet)s.",
                    params={"raw": raw[:60], "facet": self.branch.facet.label.lower()},
                )
            (excluded if raw.startswith("-") else chosen).append(node)
        return chosen, excluded


class TermsFilter(Filter):
    """Sources under any of the chosen terms and none of the excluded."""

    def __init__(self, branch):
        super().__init__(field_name=branch.facet.key)
        self.branch = branch

    @property
    def field(self):
        """The form field that reads the parameter."""
        return TermsField(self.branch)

    def filter(self, qs, value):
        """Return `qs` narrowed; OR inside the facet, AND with everything before."""
        chosen, excluded = value or ((), ())
        if chosen:
            qs = qs.placed_under_any([node.term for node in chosen])
        if excluded:
            qs = qs.placed_under_none([node.term for node in excluded])
        return qs


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


class PageForm(forms.Form):
    """How the list is shown: sorted, and how much of it."""

    sort = forms.ChoiceField(choices=SORTS, required=False)
    per_page = forms.TypedChoiceField(
        choices=PER_PAGE, coerce=int, required=False, empty_value=25
    )
    page = forms.IntegerField(min_value=1, max_value=DEEPEST // 25, required=False)


class SourceQuery:
    """What a reader asks for: the one reading of a query string.

    `errors` maps a parameter to messages; as long as there are any, ask for nothing.
    """

    def __init__(self, data, *, base=None):
        self.vocabulary = vocabulary()
        self.data = data
        self.base = Source.objects.published() if base is None else base
        self.filterset = SourceFilter(
            data, self.base, self.vocabulary.facets.values()
        )
        self.paging = PageForm(data)
        self.errors = {**self.filterset.errors, **self.paging.errors}
        if not self.errors:
            self._read()

    def _read(self):
        cleaned, page = self.filterset.form.cleaned_data, self.paging.cleaned_data
        self.text = cleaned["q"]
        self.years = cleaned["year_min"], cleaned["year_max"]
        self.terms = {
            key: cleaned[key]
            for key in self.vocabulary.facets
            if cleaned[key] and any(cleaned[key])
        }
        self.sort = page["sort"] or ("relevance" if self.text else "newest")
        self.per_page, self.page = page["per_page"], page["page"] or 1
        if self.sort == "relevance" and not self.text:
            self.sort = "newest"

    @property
    def active(self):
        """The parameters that narrow: facets chosen, "q", "years"."""
        years = ["years"] if any(self.years) else []
        return [*self.terms, *(["q"] if self.text else []), *years]

    def sources(self, *, ignoring=None):
        """Return the sources asked for, leaving out the choice named `ignoring`.

        `ignoring` is a facet's key, "q" or "years". In no order.
        """
        found = self.base.order_by()
        skip = {"years": ("year_min", "year_max")}.get(ignoring, (ignoring,))
        for name, value in self.filterset.form.cleaned_data.items():
            if name not in skip and value not in (None, ""):
                found = self.filterset.filters[name].filter(found, value)
        return found

    def ordered(self):
        """Return the sources asked for, in the order asked for."""
        return self.sources().order_by(*ORDER[self.sort])

    def parameters(self, **changes):
        """Return the query as a canonical query string; `changes` replace values.

        A change maps a parameter to a list of values, [] to leave it out. Changing
        anything but the page goes back to the first page.
        """
        values = {
            key: [n.term.key for n in chosen] + [f"-{n.term.key}" for n in excluded]
            for key, (chosen, excluded) in self.terms.items()
        }
        low, high = self.years
        values["q"] = [self.text] if self.text else []
        values["year_min"] = [f"{low:.0f}"] if low is not None else []
        values["year_max"] = [f"{high:.0f}"] if high is not None else []
        default = "relevance" if self.text else "newest"
        values["sort"] = [self.sort] if self.sort != default else []
        values["per_page"] = [str(self.per_page)] if self.per_page != 25 else []
        values.update(changes)
        query = QueryDict(mutable=True)
        for key, each in values.items():
            query.setlist(key, each)
        return query.urlencode()
