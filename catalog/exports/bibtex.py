"""Classic BibTeX: only the entry types that every style knows.

Types, fields and escapes follow https://ctan.org/pkg/btxdoc and what Zotero, biber and
pybtex make of them (see README, "Take home"). The text of an entry is stored with its
source by catalog.indexing; writing a file is reading that column.
"""

from urllib.parse import quote

from django.db import transaction

from catalog.exports import latex
from catalog.exports.format import Format

TYPES = {
    "conference-paper": "inproceedings",
    "journal-article": "article",
    "report": "techreport",
    "book": "book",
    "thesis": "phdthesis",
}
MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
HOW = {
    "preprint": "arXiv preprint",
    "web-post": "Web post",
    "dataset": "Data set",
    "software": "Software",
}
BATCH = 2000


def entry(source):
    """Return the BibTeX of `source`, fetched with for_export(); ends with a newline.

    Fields stand in a fixed order; what is not known has no field. A published paper
    that is also on arXiv keeps its venue and gets the eprint fields.
    """
    kind = _type(source)
    fields = [(name, value) for name, value in _fields(source, kind) if value]
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@{kind}{{{source.key},\n{lines}}}\n"


def _type(source):
    """Return the entry type, @misc where the type's own needs are not met."""
    kind = TYPES.get(source.kind, "misc")
    lacks_body = kind in {"techreport", "phdthesis"} and not source.institution
    return "misc" if lacks_body else kind


def _fields(source, kind):
    ids = {row.scheme: row.value for row in source.identifiers.all()}
    where = source.container or source.venue
    preprint = source.kind == "preprint"
    month = source.first_month if not source.published_year else None
    yield "author", _braced(authors(source))
    yield "title", _braced(latex.title(source.title))
    yield "booktitle", _braced(latex.text(where)) if kind == "inproceedings" else ""
    yield "journal", _braced(latex.text(where)) if kind == "article" else ""
    body = "school" if kind == "phdthesis" else "institution"
    named = kind in {"phdthesis", "techreport"}
    yield body, _braced(latex.text(source.institution)) if named else ""
    yield "howpublished", _braced(_how(source, ids)) if kind == "misc" else ""
    yield "volume", _braced(latex.text(source.volume))
    yield "number", _braced(latex.text(source.number))
    yield "pages", _braced(latex.text(source.pages).replace("-", "--"))
    yield "year", _braced(str(source.cited_year))
    yield "month", MONTHS[month - 1] if month else ""
    yield "eprint", _braced(ids.get("arxiv", ""))
    yield "archivePrefix", _braced("arXiv" if "arxiv" in ids else "")
    doi = ids.get("doi") or (
        f"10.48550/arXiv.{ids['arxiv']}" if preprint and "arxiv" in ids else ""
    )
    yield "doi", _braced(_verbatim(doi))
    yield "isbn", _braced(ids.get("isbn", ""))
    yield "url", _braced(_verbatim(_address(source)))


def _braced(value):
    return f"{{{value}}}" if value else ""


def _how(source, ids):
    if source.kind == "preprint" and "arxiv" not in ids:
        return "Preprint"
    return HOW.get(source.kind, "") or latex.text(source.institution or source.venue)


def _address(source):
    """Return the address a reader should follow, "" if the source has none."""
    links = list(source.links.all())
    for kinds in (("paper", "post"), ("project", "data", "code", "model")):
        for link in links:
            if link.kind in kinds:
                return link.url
    return ""


def _verbatim(value):
    """Return a DOI or address as is, but for what would break the field or LaTeX."""
    return quote(value, safe="/:?=&#%~+,;@!()'*[]._-$")


def authors(source):
    """Return the authors joined by "and", "others" where the list is known partial."""
    names = [_name(row.person) for row in source.authorships.all()]
    if names and source.authors_note:
        names.append("others")
    return " and ".join(names)


def _name(person):
    """Return one name as `Family, Jr, Given`; one that BibTeX would split is braced."""
    family, given = latex.text(person.family), latex.text(person.given)
    if person.is_collective or not given:
        return f"{{{family}}}"
    if " and " in f" {family.lower()} " or "," in family:
        family = f"{{{family}}}"
    if " and " in f" {given.lower()} " or "," in given:
        given = f"{{{given}}}"
    return ", ".join(filter(None, (family, latex.text(person.suffix), given)))


def write(sources, header):
    """Yield a leading comment and then the stored entry of each of `sources`.

    `sources` is a queryset; its order is kept. On PostgreSQL a server-side cursor
    needs the transaction, or the first byte would wait for the whole result.
    """
    yield comment(header)
    with transaction.atomic(durable=False):
        columns = sources.values_list("bibtex", flat=True)
        for text in columns.iterator(chunk_size=BATCH):
            yield "\n" + text


def comment(header):
    """Return what the file says of itself; BibTeX skips what stands outside entries."""
    query = " ".join(header.query.replace("@", "%40").split())
    return (
        f"% Warrant, {header.count} source{'s' * (header.count != 1)}:"
        f" {query}\n"
        f"% {header.date.isoformat()}, state {header.release or 'unknown'} of the"
        " catalog, data CC BY 4.0.\n"
        "% Letters that LaTeX has no command for are romanised; nothing is left out.\n"
    )


FORMAT = Format("bib", "BibTeX", "application/x-bibtex; charset=utf-8", write, "bib")
