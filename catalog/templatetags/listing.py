"""Addresses of the list with one thing changed, for templates."""

from django import template

register = template.Library()


@register.filter
def with_sort(query, key):
    """Return the query string of `query`, sorted by `key`."""
    return query.parameters(sort=[] if key == query.default_sort else [key])


@register.filter
def with_size(query, size):
    """Return the query string of `query`, with `size` rows a page."""
    return query.parameters(per_page=[] if size == "25" else [size])


@register.filter
def from_top(height):
    """Return where a bar of `height` begins in a picture 100 high."""
    return 100 - height
