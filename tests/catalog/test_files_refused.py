"""A bad file is named with its line, and then nothing changes."""

import re

import pytest
from django.core.management import CommandError

from catalog.models import (
    Classification,
    Person,
    Source,
)
from taxonomy.models import Term
from tests.files import ONE, OTHER, SOURCE, load, spoil, state

pytestmark = pytest.mark.django_db


LONG = "a" * 500


BAD = [
    ("bad TOML", SOURCE, r"^title = ", "title = = ", 0, "Not TOML"),
    ("not UTF-8", SOURCE, r"^title = \"", 'title = "\udcff', 0, "not UTF-8"),
    ("unknown key", SOURCE, r"^type = ", 'colour = "blue"\ntype = ', 0, "'colour' is not a key"),
    ("unknown type", SOURCE, r"^type = .*", 'type = "poem"', 0, "'poem' is no type"),
    ("missing key", SOURCE, r"^title = .*\n", "", None, "'title' is missing"),
    ("wrong key", SOURCE, r"^key = .*", 'key = "another"', 0, "not the file's name"),
    ("others signs", SOURCE, r"^authors = \[", 'authors = [\n    "others",', 1, "'others' is not a name"),
    ("et al signs", SOURCE, r"^authors = \[", 'authors = [\n    "et al.",', 1, "is not a name"),
    ("odd name", SOURCE, r"^authors = \[", 'authors = [\n    "a, b, c, d",', 1, "is not written as"),
    ("name twice", SOURCE, r"^authors = \[", 'authors = [\n    "Doe, J",\n    "Doe, J",', 1, "stands twice"),
    ("bad arXiv id", SOURCE, r"^arxiv = .*", 'arxiv = "2305.2"', 0, "is not an arXiv id"),
    ("arXiv version", SOURCE, r"^arxiv = .*", 'arxiv = "2305.20050v2"', 0, "normal form"),
    ("bad DOI", SOURCE, r"^arxiv = .*", 'doi = "11.5/x"', 0, "is not a DOI"),
    ("DOI as address", SOURCE, r"^arxiv = .*", 'doi = "https://doi.org/10.1000/x"', 0, "normal form"),
    ("odd identifier", SOURCE, r"^arxiv = .*", 'pmid = "1"', 0, "not a kind of identifier"),
    ("unknown facet", SOURCE, r"^\[places.contract\]", "[places.colour]", 0, "no facet 'colour'"),
    ("unknown term", SOURCE, r"^\[places.contract\]\n", '[places.contract]\nblue = ""\n', 1, "'blue' is not a term"),
    ("not stated as a place", SOURCE, r"^\[places.contract\]\n", '[places.contract]\nnot-stated = ""\n', 1, "is not a term"),
    ("missing role", SOURCE, r"^\[places.role\]\n(.*\n)*?\n", "", None, "at least one role"),
    ("bad address", SOURCE, r'url = "https://arxiv[^"]*"', 'url = "javascript:alert(1)"', 0, "not a web address"),
    ("address with a space", SOURCE, r'url = "https://arxiv[^"]*"', 'url = "https://a.b/c d"', 0, "not a web address"),
    ("unknown kind of link", SOURCE, r'kind = "paper"', 'kind = "video"', 0, "not a kind of link"),
    ("bad year", SOURCE, r"^year = .*", "year = 1066", None, "No such year"),
    ("bad month", SOURCE, r"^month = .*", "month = 13", None, "No such year or month"),
    ("year as text", SOURCE, r"^year = .*", 'year = "2023"', None, "wrong shape"),
    ("long title", SOURCE, r"^title = .*", f'title = "{LONG}"', 0, "at most 400 characters"),
    ("long locator", SOURCE, r"^\[places.role\]\n([a-z-]+) = .*", f'[places.role]\nbenchmark = "{LONG}"', 1, "at most 120 characters"),
    ("long name", SOURCE, r"^authors = \[", f'authors = [\n    "{LONG}, J",', 1, "at most 200 characters"),
    ("null character", SOURCE, r"^title = .*", 'title = "a\\u0000b"', 0, "null character"),
    ("title as number", SOURCE, r"^title = .*", "title = 5", 0, "5 is not text"),
    ("alias without an address", SOURCE, r"^links = ", 'aliases = ["a b"]\nlinks = ', 0, "has no address"),
    ("facet without terms", "taxonomy/facets/domain.toml", r"^\[\[terms\]\]", "[[words]]", None, "is not a key of a facet"),
    ("term without definition", "taxonomy/facets/domain.toml", r"^definition = .*\nscope", "scope", None, "no definition"),
    ("term key with capitals", "taxonomy/facets/domain.toml", r'^key = "code"', 'key = "Code"', 0, "Lower-case letters"),
    ("unknown parent", "taxonomy/facets/construction.toml", r"^parent = .*", 'parent = "nobody"', None, "does not stand above"),
    ("term twice", "taxonomy/facets/domain.toml", r'^key = "code"', 'key = "law"', None, "stands twice"),
    ("role without its say", "taxonomy/facets/role.toml", r"^background = .*\n", "", None, "says its background"),
    ("rule for nobody", "taxonomy/placement.toml", r"^role = .*", 'role = "nobody"', None, "no role 'nobody'"),
    ("rule for no kind", "taxonomy/placement.toml", r"^kind = .*", 'kind = "none"', None, "no kind 'none'"),
    ("rule without verdict", "taxonomy/placement.toml", r"^verdict = .*\n", "", None, "missing or unknown: verdict"),
    ("unknown verdict", "taxonomy/placement.toml", r"^verdict = .*", 'verdict = "maybe"', None, "is not a valid choice"),
    ("lesson without field", "taxonomy/lessons.toml", r"^fields = \[", 'fields = [\n    "nothing",', None, "no 'nothing' for fields"),
    ("unknown table", "taxonomy/disputes.toml", r"^\[\[disputes\]\]", "[[quarrels]]", 0, "not a table of this file"),
    ("layer without a cell", "taxonomy/construction-ledger.toml", r'^lineage = .*\n', "", None, "cells holds"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "below", "reason"), [b[1:] for b in BAD], ids=[b[0] for b in BAD]
)  # fmt: skip
def test_a_bad_file_is_named_with_its_line_and_nothing_changes(
    small, file, old, new, below, reason
):
    # Into an empty database: whatever were written of the good files would show.
    before = state()
    line = spoil(small / file, old, new)
    with pytest.raises(CommandError) as refused:
        load(small)
    said = str(refused.value)
    assert said.startswith("Nothing was changed.\n")
    assert reason in said
    named = re.search(rf"{re.escape(str(small / file))}:(\d+): ", said)
    assert named, said
    if below is not None:
        assert int(named[1]) == line + below, said
    assert state() == before


def test_a_file_of_the_taxonomy_that_is_missing_is_named(small):
    (small / "taxonomy" / "lessons.toml").unlink()
    with pytest.raises(CommandError, match=r"lessons\.toml:1: The file is missing"):
        load(small)
    assert Term.objects.count() == 0


def test_what_is_no_catalog_is_refused(tmp_path):
    with pytest.raises(CommandError, match="holds no taxonomy"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (f'aliases = ["{OTHER}"]\nlinks = ', f"'{OTHER}' is"),
        ('aliases = ["same", "same"]\nlinks = ', "'same' is"),
    ],
)
def test_no_two_files_hold_one_key(small, new, reason):
    spoil(small / SOURCE, "^links = ", new)
    with pytest.raises(CommandError, match=reason):
        load(small)
    assert not Source.objects.exists()


def test_no_two_files_hold_one_identifier(small):
    other = (small / "sources" / f"{OTHER}.toml").read_text(encoding="utf-8")
    value = re.search(r'^arxiv = "(.*)"', other, re.M)[1]
    line = spoil(small / SOURCE, r"^arxiv = .*", f'arxiv = "{value}"')
    with pytest.raises(CommandError) as refused:
        load(small)
    assert f"{ONE}.toml:{line}: arxiv '{value}' is {OTHER}'s already." in str(
        refused.value
    )
    assert not Person.objects.exists()


def test_a_file_may_not_take_the_identifier_of_a_source_only_the_database_has(small):
    from tests.world import make_source

    load(small)
    make_source(key="curated", arxiv="2401.00001")
    before = state()
    spoil(small / SOURCE, r"^arxiv = .*", 'arxiv = "2401.00001"')
    with pytest.raises(CommandError, match="clash with a record in the database"):
        load(small)
    assert state() == before


def test_a_term_in_use_may_not_go_from_its_file(small):
    load(small)
    before = state()
    used = Classification.objects.filter(
        source__key=ONE, implied=False, term__facet__key="domain"
    ).first()
    block = rf'^\[\[terms\]\]\nkey = "{used.term.key}"\n(?:(?!\[\[).*\n?)*'
    for path in (small / "sources").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(rf"^{used.term.key} = .*\n", "", text, flags=re.M), encoding="utf-8"
        )
    spoil(small / "taxonomy" / "facets" / "domain.toml", block, "")
    with pytest.raises(CommandError, match="term in use is gone"):
        load(small)
    assert state() == before
