"""A query string, read once for everything that uses it: what every list shares.

One parameter a facet, named by its key and repeated for several values; a value with
"-" in front excludes. `q`, `sort`, `per_page`, `page` are the same in every list.
Unknown parameters are ignored, unknown values are an error beside their parameter.
"""

import re

from django import forms
from django.http import QueryDict
from django_filters.filters import Filter

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
        for raw in dict.fromkeys(filter(None, value or ())):
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


class WholeNumberField(forms.IntegerField):
    """A number in the digits 0 to 9: int() would also read "2_0", "+20" and "٢٠"."""

    def to_python(self, value):
        """Return the number, None for blank; raise ValidationError on anything else."""
        text = str(value or "").strip()
        if text and not re.fullmatch("[0-9]+", text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)


class PageForm(forms.Form):
    """How a list is shown: sorted by one of `sorts`, and how much of it."""

    sort = forms.ChoiceField(required=False)
    per_page = forms.TypedChoiceField(
        choices=PER_PAGE, coerce=int, required=False, empty_value=25
    )
    page = WholeNumberField(min_value=1, required=False)

    def __init__(self, data, sorts):
        super().__init__(data)
        self.fields["sort"].choices = sorts


class ListQuery:
    """What a reader asks of a list: the one reading of a query string.

    `errors` maps a parameter to messages; as long as there are any, ask for nothing.
    A list of something says its SORTS, the ORDER of each, and which sort stands when
    nothing is asked, and how to make its filterset.
    """

    SORTS = ()
    ORDER = {}
    DEFAULT_SORT = ""

    def __init__(self, data, *, base=None):
        self.vocabulary = self.read_vocabulary()
        self.base = self.everything() if base is None else base
        self.filterset = self.make_filterset(data)
        self.paging = PageForm(data, self.SORTS)
        self.errors = {**self.filterset.errors, **self.paging.errors}
        if not self.errors:
            self._read(self.filterset.form.cleaned_data, self.paging.cleaned_data)

    def _read(self, cleaned, page):
        self.text = cleaned["q"]
        self.years = cleaned.get("year_min"), cleaned.get("year_max")
        self.terms = {
            key: cleaned[key]
            for key in self.vocabulary.facets
            if cleaned[key] and any(cleaned[key])
        }
        self.sort = page["sort"] or self.default_sort
        if self.sort == "relevance" and not self.text:
            self.sort = self.default_sort
        self.per_page, self.page = page["per_page"], page["page"] or 1

    @property
    def default_sort(self):
        """The sort that stands when none is asked for."""
        return "relevance" if self.text else self.DEFAULT_SORT

    @property
    def active(self):
        """The parameters that narrow: facets chosen, "q", "years"."""
        years = ["years"] if self.years != (None, None) else []
        return [*self.terms, *(["q"] if self.text else []), *years]

    def found(self, *, ignoring=None):
        """Return the rows asked for, leaving out the choice named `ignoring`.

        `ignoring` is a facet's key, "q" or "years". In no order.
        """
        found = self.base.order_by()
        skip = {"years": ("year_min", "year_max")}.get(ignoring, (ignoring,))
        for name, value in self.filterset.form.cleaned_data.items():
            if name not in skip and value not in (None, ""):
                found = self.filterset.filters[name].filter(found, value)
        return found

    def ordered(self):
        """Return the rows asked for, in the order asked for."""
        return self.found().order_by(*self.ORDER[self.sort])

    def without(self, *names):
        """Return this query without the choices in the parameters `names`."""
        rest = self.parameters(**{name: [] for name in names})
        return type(self)(QueryDict(rest), base=self.base)

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
        values["year_min"] = [str(low)] if low is not None else []
        values["year_max"] = [str(high)] if high is not None else []
        values["sort"] = [self.sort] if self.sort != self.default_sort else []
        values["per_page"] = [str(self.per_page)] if self.per_page != 25 else []
        values.update(changes)
        query = QueryDict(mutable=True)
        for key, each in values.items():
            query.setlist(key, each)
        return query.urlencode()
