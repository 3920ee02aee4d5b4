"""The .bib file in use: hostile text stays in its field; biber, bibtex and LaTeX take it."""

import re
import subprocess

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from catalog.exports import bibtex
from catalog.models import Source
from tests.catalog.test_exports_bibtex import read, unsaved, written
from tests.catalog.test_exports_latex import NASTY, balanced, hostile

COMMANDS = re.compile(r"\\(input|include|write|openin|catcode|def)", re.IGNORECASE)
CITED = {"author", "title", "howpublished", "volume", "number", "pages", "year", "eprint",
         "archiveprefix", "doi", "isbn", "url"}  # fmt: skip


# Two parsers read each example, so there are few of them; deadline would be flaky.
@settings(deadline=None, max_examples=150,
          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
@given(st.lists(hostile | st.sampled_from(NASTY), min_size=12, max_size=12),
       st.booleans())  # fmt: skip
def test_hostile_text_anywhere_stays_in_its_field(texts, collective):
    texts = [text if text.strip() else "x" for text in texts]
    family, given_name, suffix, title, where, body, *rest = texts
    volume, number, pages, arxiv, doi, url = rest
    text = bibtex.entry(unsaved(
        title=title, venue=where, institution=body, volume=volume, number=number,
        pages=pages, authors_note="Partial.", links=[("paper", url)],
        identifiers=[("arxiv", arxiv), ("doi", doi), ("isbn", doi)],
        authors=[
            {"family": family, "given": given_name, "suffix": suffix},
            {"family": family, "is_collective": collective},
        ],
    ))  # fmt: skip
    ((kind, found),) = read(text).values()
    assert kind == "misc"
    assert set(found) == CITED
    assert found["author"].endswith(" and others")
    assert len(parse_string(text, "bibtex").entries["k"].persons["author"]) == 3
    for value in found.values():
        assert balanced(value)
        assert value.isascii()
        assert not COMMANDS.search(value)


@pytest.mark.latex
@pytest.mark.django_db
def test_biber_bibtex_and_latex_take_the_whole_catalog(tmp_path):
    call_command("load_catalog", verbosity=0)
    sources = Source.objects.published().order_by("key")
    text = written(sources)
    assert list(read(text)) == [source.key for source in sources]
    assert "Warning" not in compiled(text, tmp_path)
    printed = (tmp_path / "all.bbl").read_text()
    assert printed.count(r"\bibitem") == sources.count()


@pytest.mark.latex
def test_biber_bibtex_and_latex_take_hostile_sources_of_every_kind(tmp_path):
    texts = [
        bibtex.entry(unsaved(
            key=f"k{number}x{kind.replace('-', '')}", kind=kind, title=f"On {nasty}",
            venue=nasty, institution=nasty, authors=[
                {"family": nasty, "given": nasty}, {"family": nasty, "suffix": "Jr."},
            ], identifiers=[("arxiv", "2305.20050")],
            links=[("paper", f"https://a.example/?q={nasty}")],
        ))
        for number, nasty in enumerate([*NASTY, "Жукова & Gödel 100%", "Ąę ßø ≤ ∅"])
        for kind in Source.Kind.values
    ]  # fmt: skip
    compiled("\n".join(texts), tmp_path)
    printed = (tmp_path / "all.bbl").read_text()
    assert printed.count(r"\bibitem") == len(texts)


def compiled(text, folder):
    """Return what bibtex says of `text`; fail if biber, bibtex or LaTeX complains."""
    (folder / "all.bib").write_text(text)
    (folder / "all.tex").write_text(
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}"
        r"\usepackage{textcomp}\begin{document}\nocite{*}"
        r"\bibliographystyle{plain}\bibliography{all}\end{document}"
    )
    biber = run(folder, "biber", "--tool", "--validate-datamodel", "all.bib")
    assert "WARN" not in biber
    assert "ERROR" not in biber
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all")
    run(folder, *latex)
    said = run(folder, "bibtex", "all")
    run(folder, *latex)
    return said


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
