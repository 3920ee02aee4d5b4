"""Every public address, found in the URL configuration and filled in from a world."""

from django.urls import URLPattern, get_resolver, reverse

from taxonomy.models import Lesson
from tests.claims_world import make_claim, make_rule
from tests.world import small_world

# What fills a placeholder; a list of them for `extension`, which must be real.
VALUES = {"key": "lightman", "facet": "contract", "number": "1"}
CLAIM = "a-claim"


def public_world():
    """Make the small world and one claim; return its sources by key."""
    sources = small_world()
    make_rule("data-release", "scaling", "may-establish")
    make_claim(key=CLAIM, evidence=[{"source": sources["lightman"]}])
    Lesson.objects.get_or_create(number=1, defaults={"key": "one", "title": "One"})
    return sources


def patterns():
    """Return the URL patterns outside the admin, which has its own tests."""
    return [
        each for each in get_resolver().url_patterns if isinstance(each, URLPattern)
    ]


def addresses():
    """Return an address for each public pattern, as a dict by its name."""
    return {each.name: filled(each) for each in patterns() if each.name}


def filled(pattern):
    """Return the address of `pattern` with something behind it."""
    values = VALUES | {"extension": "json" if "claim" in pattern.name else "bib"}
    if pattern.name.startswith("claim"):
        values["key"] = CLAIM
    if pattern.name == "term":
        values["key"] = "programmatic"
    names = pattern.pattern.converters
    return reverse(pattern.name, kwargs={name: values[name] for name in names})
