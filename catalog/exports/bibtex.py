"""Classic BibTeX: only the entry types that every style knows.

Types, fields and escapes follow https://ctan.org/pkg/btxdoc and what Zotero, biber and
pybtex make of them (see README, "Take home"). The text of an entry is stored with its
source by catalog.indexing; writing a file is reading that column.
"""

import re
from contextlib import nullcontext
from itertools import islice
from urllib.parse import quote

from django.db import connections, transaction

from catalog.exports import citing, latex
from catalog.exports.format import Format
from catalog.models.source import citation_key

TYPES = {
    "conference-paper": "inproceedings",
    "journal-article": "article",
    "report": "techreport",
    "book": "book",
    "thesis": "phdthesis",
}
# What a type cannot do without, beside author, title and year.
PLACE = {"inproceedings": "booktitle", "article": "journal"}
BODY = {"techreport": "institution", "phdthesis": "school", "book": "publisher"}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
          "dec"]  # fmt: skip
HOW = {
    "preprint": "Preprint",
    "web-post": "Web post",
    "dataset": "Data set",
    "software": "Software",
}
DASH = re.compile(r"[-‐‑‒–—−]+")
BATCH = 500


def entry(source):
    """Return the BibTeX of `source`, fetched with for_export(); ends with a newline.

    Fields stand in a fixed order; what is not known has no field. A published paper
    that is also on arXiv keeps its venue and gets the eprint fields. Letters that had
    to be romanised are named in a comment above the entry. Raises ValidationError if
    the key is not one.
    """
    citation_key(source.key)
    kind = _type(source)
    known = [field for field in _fields(source, kind) if field[1]]
    lines = "".join(f"  {name} = {value},\n" for name, value, _ in known)
    remark = _remark(latex.romanised(" ".join(said for _, _, said in known)))
    return f"{remark}@{kind}{{{source.key},\n{lines}}}\n"


def _remark(letters):
    """Return the comment that names `letters`, those nobody can see by number."""
    shown = (c if c.isprintable() else f"U+{ord(c[0]):04X}" for c in letters)
    return f"% Romanised, for LaTeX lacks them: {' '.join(shown)}\n" if letters else ""


def _type(source):
    """Return the entry type, @misc where the type's own needs are not met."""
    kind = TYPES.get(source.kind, "misc")
    lacks_place = kind in PLACE and not citing.place(source)
    lacks_body = kind in {"techreport", "phdthesis"} and not source.institution
    return "misc" if lacks_place or lacks_body else kind


def _fields(source, kind):
    """Yield each field as (name, value as BibTeX, the words behind the value)."""
    known, month = citing.identifiers(source), citing.month(source)
    place, body = citing.place(source), source.institution
    arxiv = known.get("arxiv", "")
    yield "author", _braced(authors(source)), _said(source)
    yield "title", _braced(latex.title(source.title)), source.title
    yield _words(PLACE.get(kind), place)
    yield _words(BODY.get(kind), body)
    yield _words("howpublished" if kind == "misc" else None, _how(source, arxiv))
    yield _words("volume", source.volume)
    yield _words("number", source.number)
    yield "pages", _braced(_pages(source.pages)), source.pages
    yield "year", _braced(str(source.cited_year)), ""
    yield "month", MONTHS[month - 1] if month else "", ""
    yield "eprint", _braced(_verbatim(arxiv)), ""
    yield "archivePrefix", "{arXiv}" if arxiv else "", ""
    yield "doi", _braced(_verbatim(citing.doi(source), keep="<>")), ""
    yield "isbn", _braced(_verbatim(known.get("isbn", ""))), ""
    yield "url", _braced(_verbatim(citing.address(source))), ""


def _words(name, words):
    """Return a field of plain words; none if `name` says the type has no such field."""
    return name, _braced(latex.text(words)) if name else "", words


def _braced(value):
    return f"{{{value}}}" if value else ""


def _how(source, arxiv):
    """Return how an entry without a type of its own was published, in words."""
    how = (
        "arXiv preprint"
        if arxiv and source.kind == "preprint"
        else HOW.get(source.kind)
    )
    said = dict.fromkeys([how, citing.place(source), source.institution])
    return ", ".join(filter(None, said))


def _pages(pages):
    return "--".join(latex.text(part) for part in DASH.split(pages))


def _verbatim(value, keep=""):
    """Return a DOI or address as is, but for what would break the field or LaTeX."""
    return quote(value, safe="/:?=&#%~+,;@!()'*[]._-$" + keep)


def authors(source):
    """Return the authors joined by "and", "others" where the list is known partial."""
    names = [_name(row.person) for row in source.authorships.all()]
    if names and source.authors_note:
        names.append("others")
    return " and ".join(names)


def _said(source):
    return " ".join(row.person.full_name for row in source.authorships.all())


def _name(person):
    """Return one name as `Family, Jr, Given`; one that BibTeX would split is braced."""
    parts = filter(str.strip, (person.family, person.suffix, person.given))
    parts = [latex.text(part) for part in parts]
    if person.is_collective or not person.given.strip() or len(parts) == 1:
        return f"{{{', '.join(parts)}}}"
    return ", ".join(map(_unsplit, parts))


def _unsplit(part):
    splits = " and " in f" {part.lower()} " or "," in part
    return f"{{{part}}}" if splits else part


def write(sources, header):
    """Yield a leading comment and then the stored entry of each of `sources`.

    `sources` is a queryset; its order is kept. An entry not yet stored is rendered.
    """
    yield comment(header)
    with _reading(sources.db):
        rows = sources.values_list("pk", "bibtex").iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):  # one piece of a response each
            yield "".join(
                "\n" + (stored or entry(sources.model.objects.for_export().get(pk=pk)))
                for pk, stored in batch
            )


def _reading(alias):
    """Return the transaction in which rows can be read as they come.

    PostgreSQL needs one for a server-side cursor, or the first byte would wait for the
    whole result. On SQLite ours are IMMEDIATE: a slow reader would keep every writer out.
    """
    on_postgresql = connections[alias].vendor == "postgresql"
    return transaction.atomic(using=alias) if on_postgresql else nullcontext()


def comment(header):
    """Return what the file says of itself; BibTeX skips what stands outside entries."""
    left_out = "; ".join(header.left_out) or "nothing"
    state = header.release or "unknown"
    lines = (
        f"Warrant, {header.count} source{'s' * (header.count != 1)}: {header.query}",
        f"{header.date.isoformat()}, state {state} of the catalog, data CC BY 4.0.",
        f"Left out: {left_out}. Romanised: what a comment above an entry names.",
        "Some letters, as in Wałęsa, need \\usepackage[T1]{fontenc}.",
    )
    return "".join(f"% {_harmless(line)}\n" for line in lines)


def _harmless(line):
    """Return `line` so that no reader of BibTeX takes it for an entry or two lines."""
    seen = "".join(c if c.isprintable() else " " for c in line.replace("@", "%40"))
    return " ".join(seen.split())


FORMAT = Format("bib", "BibTeX", "application/x-bibtex; charset=utf-8", write, "bib")
