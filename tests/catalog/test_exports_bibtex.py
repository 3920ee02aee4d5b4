"""The .bib file: two parsers, biber, bibtex and LaTeX read what we meant."""

import subprocess

import bibtexparser
import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from pybtex.database import parse_string

from catalog.exports import FORMATS, Header, bibtex
from catalog.models import Source
from tests.catalog.test_exports_latex import hostile
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
    return ours


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None,
          max_examples=60)  # fmt: skip
@given(title=hostile, family=hostile, given_name=hostile)
def test_hostile_names_and_titles_stay_in_their_fields(db, title, family, given_name):
    source = Source(
        pk=1, key="k", title=title[:200] or "T", kind="preprint", first_year=2024
    )
    source._prefetched_objects_cache = {
        "authorships": [_signs(family[:80] or "F", given_name[:80])],
        "identifiers": [],
        "links": [],
    }
    found = read(bibtex.entry(source))
    assert set(found) == {"k"}
    assert set(found["k"][1]) - {"title"} == {"author", "howpublished", "year"}


def _signs(family, given_name):
    from catalog.models import Authorship, Person

    return Authorship(person=Person(family=family, given=given_name), position=1)


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


@pytest.mark.latex
@pytest.mark.django_db
def test_biber_bibtex_and_latex_take_the_whole_catalog(tmp_path):
    call_command("load_catalog", verbosity=0)
    sources = Source.objects.published().order_by("key")
    header = Header(
        "all", __import__("datetime").date(2026, 1, 1), "x", sources.count()
    )
    text = "".join(FORMATS["bib"].write(sources, header))
    assert list(read(text)) == [source.key for source in sources]
    (tmp_path / "all.bib").write_text(text)
    (tmp_path / "all.tex").write_text(
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}"
        r"\usepackage{textcomp}\begin{document}\nocite{*}"
        r"\bibliographystyle{plain}\bibliography{all}\end{document}"
    )
    biber = run(tmp_path, "biber", "--tool", "--validate-datamodel", "all.bib")
    assert "WARN" not in biber
    assert "ERROR" not in biber
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all")
    assert "Warning" not in run(tmp_path, "bibtex", "all")
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all")
    printed = (tmp_path / "all.bbl").read_text()
    assert printed.count(r"\bibitem") == sources.count()


def run(folder, *command):
    """Return what `command` prints; fail if it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-500:]
    return done.stdout
