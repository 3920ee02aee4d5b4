"""The .bib file: two parsers read what we meant, no more and no less."""

from datetime import date

import bibtexparser
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from pybtex.database import parse_string

from catalog.exports import FORMATS, Header, bibtex
from catalog.models import Authorship, Identifier, Link, Person, Source
from tests.world import make_source


def exported(source):
    return bibtex.entry(Source.objects.for_export().get(pk=source.pk))


def read(text):
    """Return {key: (type, fields)} as both parsers agree on it."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    ours = {
        e.key: (e.entry_type, {f.key.lower(): f.value for f in e.fields})
        for e in library.entries
    }
    other = parse_string(text, "bibtex")
    assert list(other.entries) == list(ours)
    for key, entry in other.entries.items():
        names = {name.lower() for name in entry.fields} | set(entry.persons)
        assert names == set(ours[key][1]), key
        for name in entry.fields.keys() - {"month"}:  # a macro, which pybtex spells out
            value = entry.fields[name]
            assert value == " ".join(ours[key][1][name.lower()].split()), key
    return ours


def unsaved(*, authors=(), identifiers=(), links=(), **given):
    """Return a source no database has checked; `authors` are fields of Person."""
    source = Source(**{"pk": 1, "key": "k", "title": "T", "kind": "preprint",
                       "first_year": 2024} | given)  # fmt: skip
    source._prefetched_objects_cache = {
        "authorships": [Authorship(person=Person(**each)) for each in authors],
        "identifiers": [Identifier(scheme=a, value=b) for a, b in identifiers],
        "links": [Link(kind=a, url=b) for a, b in links],
    }
    return source


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given_", "kind", "fields"),
    [
        pytest.param(
            {"kind": "preprint", "arxiv": "2305.20050", "first_month": 5},
            "misc",
            {"howpublished": "arXiv preprint", "eprint": "2305.20050", "month": "may",
             "archiveprefix": "arXiv", "doi": "10.48550/arXiv.2305.20050"},
            id="preprint",
        ),
        pytest.param(
            {"kind": "conference-paper", "container": "Proc. of ICLR",
             "published_year": 2025, "arxiv": "2305.20050", "pages": "12-34"},
            "inproceedings",
            {"booktitle": "Proc. of ICLR", "year": "2025", "eprint": "2305.20050",
             "archiveprefix": "arXiv", "pages": "12--34"},
            id="published, with its eprint and the venue's year",
        ),
        pytest.param(
            {"kind": "journal-article", "container": "Nature", "volume": "1",
             "published_year": 2025},
            "article", {"journal": "Nature", "volume": "1", "year": "2025"},
            id="article",
        ),
        pytest.param(
            {"kind": "report", "institution": "Lab & Co"},
            "techreport", {"institution": r"Lab \& Co"}, id="report",
        ),
        pytest.param({"kind": "report"}, "misc", {}, id="report of nobody"),
        pytest.param(
            {"kind": "web-post", "links": [("post", "https://a.example/x{y} z")]},
            "misc",
            {"howpublished": "Web post", "url": "https://a.example/x%7By%7D%20z"},
            id="web post, its address encoded",
        ),
        pytest.param(
            {"kind": "web-post", "venue": "OpenAI blog"}, "misc",
            {"howpublished": "Web post, OpenAI blog"}, id="web post and its place",
        ),
        pytest.param(
            {"kind": "conference-paper", "institution": "Lab"}, "misc",
            {"howpublished": "Lab"}, id="conference paper of no conference",
        ),
        pytest.param(
            {"kind": "thesis", "institution": "MIT"}, "phdthesis",
            {"school": "MIT"}, id="thesis",
        ),
        pytest.param({"kind": "thesis"}, "misc", {}, id="thesis of no school"),
        pytest.param(
            {"kind": "book", "institution": "MIT Press"}, "book",
            {"publisher": "MIT Press"}, id="book",
        ),
        pytest.param(
            {"kind": "dataset", "institution": "Allen AI", "doi": "10.1/(a)<b>c_d"},
            "misc",
            {"howpublished": "Data set, Allen AI", "doi": "10.1/(a)<b>c_d"},
            id="data set, its DOI raw",
        ),
    ],
)  # fmt: skip
def test_each_kind_has_its_type_and_exactly_its_fields(given_, kind, fields):
    source = make_source(key="k", title="A title", **given_)
    ((found_kind, found),) = read(exported(source)).values()
    base = {"author": "Doe, Jane", "title": "A title", "year": "2024"}
    assert found_kind == kind
    assert found == base | fields


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("authors", "tex"),
    [
        (["de Rosa, Gustavo"], "de Rosa, Gustavo"),
        (["{DeepSeek-AI}"], "{DeepSeek-AI}"),
        (["King, Jr., Martin"], "King, Jr., Martin"),
        (["Plato"], "{Plato}"),
        (["Rock and Roll, A."], "{Rock and Roll}, A."),
        (["Li, 明", "Doe, Jane"], "Li, Ming and Doe, Jane"),
        (["Poe, and Sons, Edgar"], "Poe, {and Sons}, Edgar"),
    ],
)
def test_names_are_written_as_bibtex_wants_them(authors, tex):
    ((_, found),) = read(exported(make_source(authors=authors))).values()
    assert found["author"] == tex


@pytest.mark.django_db
def test_a_partial_list_of_authors_ends_in_others():
    source = make_source(authors_note="The first of many.")
    assert "author = {Doe, Jane and others}" in exported(source)


@pytest.mark.django_db
def test_no_author_means_no_author_field():
    assert "author" not in exported(make_source(authors=()))


@pytest.mark.parametrize(
    ("person", "tex"),
    [
        ({"family": "Doe", "suffix": "Jr."}, "{Doe, Jr.}"),
        ({"family": "", "given": "Jane"}, "{Jane}"),
        ({"family": "others"}, "{others}"),
        ({"family": "A, B AND C", "given": "D"}, "{A, B AND C}, D"),
        ({"family": "\u200b", "given": "D"}, "U+200B, D"),
    ],
)
def test_odd_names_stay_one_name(person, tex):
    assert bibtex.authors(unsaved(authors=[person])) == tex


@pytest.mark.parametrize("pages", ["12-34", "12--34", "12–34", "12−34"])
def test_a_range_of_pages_has_two_hyphens_however_it_was_typed(pages):
    assert "  pages = {12--34},\n" in bibtex.entry(unsaved(pages=pages))


def test_what_is_romanised_is_named_above_the_entry():
    text = bibtex.entry(unsaved(title="明 \ue000", authors=[{"family": "李"}]))
    assert text.startswith(
        "% Romanised, for LaTeX lacks them: 李 明 U+E000\n@misc{k,\n"
    )
    assert list(read(text)) == ["k"]


@pytest.mark.parametrize("key", ["", "a,b", "a}", "A1", "a\n"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(ValidationError):
        bibtex.entry(unsaved(key=key))


@pytest.mark.django_db
def test_a_file_holds_the_list_in_its_order_under_a_leading_comment(client):
    for key, year in (("b", 2023), ("a", 2025), ("c", 2024)):
        make_source(key=key, first_year=year, under=["contract/programmatic"])
    make_source(key="d", under=["contract/environmental"])
    response = client.get("/sources.bib?contract=programmatic", secure=True)
    text = b"".join(response.streaming_content).decode()
    assert list(read(text)) == ["a", "c", "b"]
    assert text.startswith("% Warrant, 3 sources: contract=programmatic\n")


@pytest.mark.django_db
def test_the_command_writes_what_the_page_streams(client, capsys):
    make_source(under=["contract/programmatic"])
    call_command("export_sources", "bib", "contract=programmatic")
    response = client.get("/sources.bib?contract=programmatic", secure=True)
    assert capsys.readouterr().out == b"".join(response.streaming_content).decode()


@pytest.mark.django_db
def test_a_hostile_query_cannot_leave_the_comment(client):
    make_source(title="found", key="k")
    response = client.get("/sources.bib", {"q": "found\n@misc{evil,}"}, secure=True)
    assert "evil" not in read(b"".join(response.streaming_content).decode())


@pytest.mark.django_db
def test_an_entry_that_is_not_stored_yet_is_rendered():
    source = make_source(key="k", title="Fresh", refresh=False)
    assert source.bibtex == ""
    assert list(read(written(Source.objects.all()))) == ["k"]


@pytest.mark.django_db
def test_nothing_a_header_says_leaves_its_comment():
    text = written(
        Source.objects.all(),
        query="@comment{x",
        release="\u2028@misc{a,}\x00",
        left_out=("one draft\n@misc{b,}", "two"),
    )
    assert "@" not in text
    for line in text.split("\n")[:-1]:
        assert line.startswith("% ")
        assert line.isprintable()
    assert "% Left out: one draft %40misc{b,}; two. " in text


@pytest.mark.django_db(transaction=True)
def test_a_slow_reader_keeps_no_writer_out():
    make_source()
    pieces = bibtex.write(Source.objects.all(), header())
    next(pieces)
    next(pieces)
    # On PostgreSQL the transaction only reads; on SQLite it would lock the database.
    assert connection.in_atomic_block == (connection.vendor == "postgresql")
    pieces.close()
    assert not connection.in_atomic_block


def header(**given):
    return Header(**{"query": "all", "date": date(2026, 1, 1), "release": "x",
                     "count": 1} | given)  # fmt: skip


def written(sources, **given):
    said = header(count=sources.count(), **given)
    return "".join(FORMATS["bib"].write(sources, said))
