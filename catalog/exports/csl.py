"""A source as an item of CSL-JSON, which citeproc reads.

https://github.com/citation-style-language/schema (csl-data.json, 1.0.2)
"""

from itertools import takewhile

from catalog.exports import citing

TYPES = {
    "conference-paper": "paper-conference",
    "journal-article": "article-journal",
    "preprint": "article",
    "report": "report",
    "web-post": "post-weblog",
    "dataset": "dataset",
    "software": "software",
    "book": "book",
    "thesis": "thesis",
}
IN_CONTAINER = {"conference-paper", "journal-article", "web-post"}


def item(source):
    """Return the CSL-JSON of `source`, fetched with for_export(), as a dict."""
    month = citing.month(source)
    found = {
        "id": source.key,
        "type": TYPES[source.kind],
        "title": source.title,
        "author": authors(source),
        "issued": {"date-parts": [[source.cited_year, *([month] if month else [])]]},
        "container-title": _container(source),
        "volume": source.volume,
        "issue": source.number,
        "page": source.pages,
        "publisher": source.institution,
        "DOI": citing.doi(source),
        "URL": citing.address(source),
    }
    arxiv = citing.identifiers(source).get("arxiv")
    if source.kind == "preprint" and arxiv:
        found |= {
            "publisher": "arXiv",
            "number": f"arXiv:{arxiv}",
            "genre": "Preprint",
        }
    return {key: value for key, value in found.items() if value}


def _container(source):
    held = source.kind in IN_CONTAINER
    return citing.place(source) if held else source.container


def authors(source):
    """Return the names in order; "others" ends a list that is known to be partial."""
    names = [name(row.person) for row in source.authorships.all()]
    return [*names, {"literal": "others"}] if names and source.authors_note else names


def name(person):
    """Return a person or collective as CSL wants names.

    Words in lower case before the family name stay with it: "de" of "de Rosa".
    """
    if person.is_collective or not person.given:
        return {"literal": ", ".join(filter(None, (person.family, person.suffix)))}
    words = person.family.split()
    head = list(takewhile(lambda word: word[0].islower(), words[:-1]))
    found = {"family": " ".join(words[len(head) :]), "given": person.given}
    if head:
        found["non-dropping-particle"] = " ".join(head)
    if person.suffix:
        found["suffix"] = person.suffix
    return found
