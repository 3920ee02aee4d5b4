"""Small readings of a record's values, for templates."""

import calendar
from urllib.parse import urlsplit

from django import template

from taxonomy.models.vocabulary import inside

register = template.Library()


register.filter(inside)


@register.filter
def month_name(number):
    """Return the English name of the month `number`, from 1."""
    return calendar.month_name[number]


@register.filter
def host(url):
    """Return an address as people name it: the host and the first part of the path."""
    parts = urlsplit(url)
    path = "/".join(parts.path.rstrip("/").split("/")[:3])
    return parts.netloc.removeprefix("www.") + path


@register.filter
def role_label(key):
    """Return a role's key as words: "data-release" is said "data release"."""
    return key.replace("-", " ")
