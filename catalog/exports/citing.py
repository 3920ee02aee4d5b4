"""What every format says of a source in the same way: identifiers, place, address."""


def identifiers(source):
    """Return the identifiers of `source` by scheme, such as {"arxiv": "2305.20050"}."""
    return {row.scheme: row.value for row in source.identifiers.all()}


def place(source):
    """Return where the source appeared, in full if that is known: the proceedings."""
    return source.container or source.venue


def doi(source):
    """Return the DOI; of a preprint without one, that which arXiv gives every paper.

    https://info.arxiv.org/help/doi.html
    """
    known = identifiers(source)
    if "doi" in known:
        return known["doi"]
    from_arxiv = source.kind == "preprint" and "arxiv" in known
    return f"10.48550/arXiv.{known['arxiv']}" if from_arxiv else ""


def address(source):
    """Return the address a reader should follow, "" if the source has none."""
    links = list(source.links.all())
    reading = [link.url for link in links if link.kind in {"paper", "post"}]
    return next(iter(reading + [link.url for link in links]), "")


def month(source):
    """Return the month a citation names: that of a work cited as first made public."""
    return None if source.published_year else source.first_month
