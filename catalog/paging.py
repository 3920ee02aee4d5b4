"""Which rows of a list a page shows, and what is before and after it."""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers

from catalog.asked import DEEPEST


@dataclass(frozen=True)
class Page:
    """A page of a result: `number` of `last`, rows `first` to `final` of `total`."""

    number: int
    last: int
    first: int
    final: int
    total: int
    previous_url: str
    next_url: str

    @property
    def capped(self):
        """Whether paging stops before the result does."""
        return self.total > DEEPEST

    def rows(self, ordered):
        """Return the rows of the queryset `ordered` that this page shows."""
        return ordered[self.first - 1 : self.final] if self.total else ordered.none()


def page_of(query, total):
    """Return the Page that `query` asks for, the last one if it asks for more."""
    size = query.per_page
    last = max(-(-min(total, DEEPEST) // size), 1)
    number = min(query.page, last)
    start = (number - 1) * size
    link = query.parameters
    return Page(
        number=number,
        last=last,
        first=start + 1,
        final=min(start + size, total),
        total=total,
        previous_url=f"?{link(page=[str(number - 1)])}" if number > 1 else "",
        next_url=f"?{link(page=[str(number + 1)])}" if number < last else "",
    )


def tidy(request, query):
    """Return a redirect to the short address if a form sent empty fields, else None.

    htmx is told the short address instead; see `told`.
    """
    blank = any(not value for key in request.GET for value in request.GET.getlist(key))
    if request.htmx or not blank:
        return None
    asked = query.parameters()
    return redirect(f"{request.path}?{asked}" if asked else request.path)


def told(request, query, response):
    """Return `response` with what caches and htmx must know of a list's answer."""
    if request.htmx:
        asked = query.parameters()
        response.headers["HX-Push-Url"] = request.path + (f"?{asked}" if asked else "")
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response
