"""A source as an item of CSL-JSON, which citeproc reads.

https://github.com/citation-style-language/schema (csl-data.json, 1.0.2)
"""

PARTICLES = ("de ", "van ", "von ", "der ", "da ", "di ", "del ", "la ", "le ", "den ",
             "ten ", "el ", "al ", "bin ")  # fmt: skip
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


def item(source):
    """Return the CSL-JSON of `source`, fetched with for_export(), as a dict."""
    ids = {row.scheme: row.value for row in source.identifiers.all()}
    date = [source.cited_year]
    if not source.published_year and source.first_month:
        date.append(source.first_month)
    found = {
        "id": source.key,
        "type": TYPES[source.kind],
        "title": source.title,
        "author": [name(row.person) for row in source.authorships.all()],
        "issued": {"date-parts": [date]},
        "container-title": source.container or _container(source),
        "volume": source.volume,
        "issue": source.number,
        "page": source.pages,
        "publisher": source.institution,
        "DOI": ids.get("doi", ""),
        "URL": next((link.url for link in source.links.all()), ""),
    }
    if source.kind == "preprint" and "arxiv" in ids:
        found |= {
            "publisher": "arXiv",
            "number": f"arXiv:{ids['arxiv']}",
            "genre": "Preprint",
            "DOI": ids.get("doi") or f"10.48550/arXiv.{ids['arxiv']}",
        }
    return {key: value for key, value in found.items() if value}


def _container(source):
    return source.venue if source.kind in {"conference-paper", "web-post"} else ""


def name(person):
    """Return a person or collective as CSL wants names."""
    if person.is_collective or not person.given:
        return {"literal": person.family}
    found = {"family": person.family, "given": person.given}
    lower = person.family.lower()
    particle = next((p for p in PARTICLES if person.family.startswith(p)), "")
    if particle and lower:
        head, _, family = person.family.rpartition(" ")
        found |= {"family": family, "non-dropping-particle": head}
    if person.suffix:
        found["suffix"] = person.suffix
    return found
