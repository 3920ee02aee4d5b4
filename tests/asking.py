"""Questions that tests put to the list, in one line each."""

from django.http import QueryDict

from catalog.filters import SourceQuery


def asked(text):
    """Return the SourceQuery of the query string `text`."""
    return SourceQuery(QueryDict(text))


def found(text):
    """Return the keys of the sources that `text` asks for, in the order asked for."""
    query = asked(text)
    assert query.errors == {}
    return [source.key for source in query.ordered()]


def shown(client, text="", **headers):
    """Return the answer of the list to the query string `text`."""
    return client.get("/sources/", QUERY_STRING=text, secure=True, headers=headers)


def keys_on(response):
    """Return the keys of the sources in the rows of a list's answer."""
    return [row.key for row in response.context["rows"]]
