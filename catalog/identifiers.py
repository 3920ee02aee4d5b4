"""Identifiers in their one written form.

arXiv: https://info.arxiv.org/help/arxiv_identifier.html
DOI: https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html (prefix "10.", a slash)
"""

import re

ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|:)\s*)?"
    r"\b(?P<id>\d{4}\.\d{4,5}|[a-z][a-z-]{1,18}(?:\.[A-Z]{2})?/\d{7})"
    r"(?!\d)(?:v\d{1,2})?",
    re.IGNORECASE,
)
OPENREVIEW = re.compile(r"openreview\.net/\w+\?id=(?P<id>[\w-]{6,20})", re.ASCII)
DOI = re.compile(r"\b(?P<id>10\.\d{4,9}/[^\s\"<>]{1,150})")


def arxiv(text):
    """Return the arXiv id in `text` without its version; raise ValueError if none.

    Accepts an id, "arXiv:" and an id, or the address of an abstract or PDF.
    """
    found = ARXIV.fullmatch(
        re.sub(r"^https?://(www\.)?|\.pdf$", "", text.strip().rstrip("/"))
    )
    if not found:
        raise ValueError(f"{text[:80]!r} is not an arXiv id such as 2305.20050.")
    return found["id"].lower()


def doi(text):
    """Return the bare DOI in `text` in lower case; raise ValueError if none."""
    bare = re.sub(
        r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", text.strip(), flags=re.IGNORECASE
    )
    if not DOI.fullmatch(bare):
        raise ValueError(f"{text[:80]!r} is not a DOI such as 10.1038/nature14539.")
    return bare.lower()


def isbn(text):
    """Return the ISBN in `text` as 10 or 13 characters; raise ValueError if wrong.

    The last character is a check digit (ISO 2108).
    """
    bare = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", bare):
        digits = [10 if c == "X" else int(c) for c in bare]
        right = sum(w * d for w, d in zip(range(10, 0, -1), digits, strict=True)) % 11
    elif re.fullmatch(r"97[89]\d{10}", bare):
        right = sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(bare)) % 10
    else:
        right = 1
    if right:
        raise ValueError(f"{text[:40]!r} is not an ISBN, or its check digit is wrong.")
    return bare


def openreview(text):
    """Return the OpenReview forum id in `text`; raise ValueError if none."""
    bare = re.sub(r"^https?://openreview\.net/forum\?id=", "", text.strip())
    if not re.fullmatch(r"[A-Za-z0-9_-]{6,20}", bare):
        raise ValueError(f"{text[:80]!r} is not an OpenReview id.")
    return bare


NORMALISE = {"arxiv": arxiv, "doi": doi, "isbn": isbn, "openreview": openreview}


def mentioned(text):
    """Return the (scheme, value) pairs of identifiers found in `text`.

    arXiv ids and DOIs wherever they stand, OpenReview ids in their addresses.
    """
    text = text[:400]
    found = [("openreview", match["id"]) for match in OPENREVIEW.finditer(text)]
    for match in DOI.finditer(text):
        value = match["id"].lower().rstrip(".,;:!?'”’]}")
        found.append(("doi", value if "(" in value else value.rstrip(").,")))
    # arXiv registers a DOI for each of its papers: that names the paper too.
    rest = DOI.sub(" ", re.sub(r"\b10\.48550/arxiv\.", " ", text, flags=re.IGNORECASE))
    found += [("arxiv", match["id"].lower()) for match in ARXIV.finditer(rest)]
    return found
