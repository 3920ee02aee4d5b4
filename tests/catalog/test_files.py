"""The catalog as files: loading is all or nothing, again is nothing, dumping the same."""

import re

import pytest
from django.core.management import call_command

from catalog.models import (
    Classification,
    Identifier,
    Source,
)
from taxonomy.models import Edition, Term
from tests.files import FIXTURES, ONE, OTHER, SOURCE, load, spoil, state

pytestmark = pytest.mark.django_db


def counted(said):
    """Return the numbers of a loading's report: read and written, three times."""
    return [int(number) for number in re.findall(r"\d+", said)]


def test_the_real_files_load_and_load_again_without_change_and_dump_as_they_are(
    tmp_path,
):
    sources, written, claims, judged, tables, changed = counted(load(FIXTURES))
    assert (sources, claims, tables) == (written, judged, changed)
    assert sources >= 240
    before, editions = state(), list(Edition.objects.values_list())
    again = counted(load(FIXTURES))
    assert again == [sources, 0, claims, 0, tables, 0]
    assert state() == before
    assert list(Edition.objects.values_list()) == editions
    call_command("dump_catalog", str(tmp_path), verbosity=0)
    names = {path.relative_to(FIXTURES) for path in FIXTURES.rglob("*.toml")}
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("*.toml")} == names
    differing = [
        str(name)
        for name in sorted(names)
        if (tmp_path / name).read_bytes() != (FIXTURES / name).read_bytes()
    ]
    assert differing == []


def test_a_source_changed_in_its_file_keeps_its_row_and_when_it_was_added(small):
    load(small)
    before = Source.objects.get(key=ONE)
    path = small / "sources" / f"{ONE}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before.title, "Another title"), encoding="utf-8")
    assert counted(load(small))[:2] == [2, 1]
    after = Source.objects.get(key=ONE)
    assert (after.pk, after.title) == (before.pk, "Another title")
    assert after.added_at == before.added_at
    assert after.changed_at > before.changed_at
    assert "Another title" in after.bibtex
    assert "anoth" in after.text.title


def test_two_sources_may_exchange_their_identifiers(small):
    load(small)
    paths = [small / "sources" / f"{key}.toml" for key in (ONE, OTHER)]
    ids = {
        path: re.search(r'^arxiv = "(.*)"', path.read_text(encoding="utf-8"), re.M)[1]
        for path in paths
    }
    for path, other in zip(paths, reversed(paths), strict=True):
        text = path.read_text(encoding="utf-8")
        text = text.replace(f'arxiv = "{ids[path]}"', f'arxiv = "{ids[other]}"')
        path.write_text(text, encoding="utf-8")
    load(small)
    held = Identifier.objects.get(source__key=ONE, scheme="arxiv")
    assert held.value == ids[paths[1]]


def test_a_term_nobody_uses_goes_with_its_entry(small):
    load(small)
    path = small / "taxonomy" / "facets" / "domain.toml"
    keys = set(re.findall(r'^key = "(.*)"', path.read_text(encoding="utf-8"), re.M))
    free = sorted(
        keys - {"domain"}
        - set(Classification.objects.values_list("term__key", flat=True))
    )[0]  # fmt: skip
    spoil(path, rf'^\[\[terms\]\]\nkey = "{free}"\n(?:(?!\[\[).*\n?)*', "")
    load(small)
    assert not Term.objects.filter(facet__key="domain", key=free).exists()


def test_a_draft_is_in_no_dump(small, tmp_path):
    from tests.world import make_source

    load(small)
    make_source(key="secret", status="draft")
    make_source(key="gone", status="retired", retired_because="Withdrawn.")
    call_command("dump_catalog", str(tmp_path / "out"), verbosity=0)
    names = {path.stem for path in (tmp_path / "out" / "sources").glob("*.toml")}
    assert names == {ONE, OTHER, "gone"}


def test_a_retired_source_comes_back_retired(small):
    spoil(
        small / SOURCE, "^links = ", 'retired = "Withdrawn by its authors."\nlinks = '
    )
    load(small)
    source = Source.objects.get(key=ONE)
    assert (source.status, source.retired_because) == (
        "retired",
        "Withdrawn by its authors.",
    )
