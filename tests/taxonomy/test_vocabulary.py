"""The real taxonomy of fixtures/: complete, sound, and read anew when it changes."""

import re
import shutil

import pytest
from django.conf import settings
from django.db import transaction

from catalog.models import Evidence
from taxonomy import loading, toml
from taxonomy.models import (
    ClaimKind,
    ConstructionLayer,
    Edition,
    Facet,
    Lesson,
    PlacementRule,
    Quality,
    ReportingField,
    ScalingKnob,
    SourceRole,
    Term,
)
from taxonomy.vocabulary import vocabulary
from tests.world import make_term

FIXTURES = settings.ROOT / "fixtures" / "taxonomy"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load(directory=FIXTURES):
    facets, tables, problems = loading.read(directory)
    assert problems == []
    return loading.write(facets, tables)


@pytest.fixture
def taxonomy(db):
    """Load the real taxonomy."""
    load()


def test_every_pair_of_role_and_kind_has_exactly_one_rule_with_a_reason(taxonomy):
    roles, kinds = SourceRole.objects.count(), ClaimKind.objects.count()
    rules = list(PlacementRule.objects.values_list("role", "kind"))
    assert len(rules) == len(set(rules)) == roles * kinds
    assert roles >= 6
    assert kinds >= 5
    assert not PlacementRule.objects.filter(rationale="").exists()
    assert not PlacementRule.objects.filter(locator="").exists()


def test_every_role_is_a_term_and_every_term_of_role_a_role(taxonomy):
    named = set(SourceRole.objects.values_list("term__key", flat=True))
    terms = Term.objects.filter(facet__key="role", is_absence=False)
    assert named == set(terms.values_list("key", flat=True))


def test_the_tree_is_sound(taxonomy):
    known = vocabulary()
    for key, branch in known.facets.items():
        assert branch.absence.key == "not-stated", key
        assert not branch.absence.children
        assert len(branch.nodes) == branch.facet.terms.count() - 1, key
        seen = set()
        for node in branch.nodes:
            parent = node.term.parent
            assert parent is None or parent.facet_id == branch.facet.pk
            assert parent is None or parent.pk in seen, "parents stand first"
            assert node.depth == len(known.ancestors(node.term.pk))
            assert [c.term.parent_id for c in node.children] == [node.term.pk] * len(
                node.children
            )
            seen.add(node.term.pk)


def test_the_facets_of_the_survey_are_there(taxonomy):
    assert list(vocabulary().facets) == [
        "contract", "data-object", "feedback-signal", "construction", "granularity",
        "training-use", "domain", "behaviour-bound", "role",
    ]  # fmt: skip
    assert [node.key for node in vocabulary().facets["contract"].nodes] == [
        "programmatic", "environmental", "judgment-required",
    ]  # fmt: skip
    families = [n for n in vocabulary().facets["feedback-signal"].nodes if not n.depth]
    layers = [n for n in vocabulary().facets["construction"].nodes if not n.depth]
    assert (len(families), len(layers)) == (5, 6)
    assert all(node.children for node in families)


def test_every_term_says_what_it_is_and_where_that_stands(taxonomy):
    for term in Term.objects.filter(is_absence=False):
        assert KEBAB.fullmatch(term.key)
        assert term.label
        assert len(term.definition.split()) >= 4, term.key
        assert term.locator
    assert all(KEBAB.fullmatch(facet.key) for facet in Facet.objects.all())


def test_no_label_is_used_twice_in_a_facet(taxonomy):
    for facet in Facet.objects.all():
        labels = [
            label.lower() for label in facet.terms.values_list("label", flat=True)
        ]
        assert len(labels) == len(set(labels)), facet


def test_the_tables_of_the_survey_are_whole(taxonomy):
    assert list(Lesson.objects.values_list("number", flat=True)) == [*range(1, 8)]
    assert Quality.objects.count() == 4
    assert ConstructionLayer.objects.count() == 6
    assert ScalingKnob.objects.count() >= 6
    groups = ReportingField.objects.values_list("group__key", flat=True)
    assert len(set(groups)) == 5
    trajectory = [group for group in groups if "trajectory" in group]
    assert len(trajectory) == 10


def test_disputed_cells_stay_unverified_and_no_state_is_made_up(taxonomy):
    layers = {layer.term.key: layer.cells for layer in ConstructionLayer.objects.all()}
    states = {state for cells in layers.values() for state in cells.values()}
    assert states == set(ConstructionLayer.Cell.values)
    for cells in layers.values():
        assert set(cells) == set(ConstructionLayer.COLUMNS)
    assert layers["trace-writing"]["lineage"] == "unverified"


def test_every_role_that_may_carry_a_claim_says_by_which_design(taxonomy):
    designs = {design for rule in PlacementRule.objects.all() for design in rule.needs}
    assert designs <= set(Evidence.Design.values)


def test_loading_twice_changes_nothing_and_dumping_gives_the_same_bytes(
    taxonomy, tmp_path
):
    token = Edition.current("taxonomy")
    assert load() == 0
    assert Edition.current("taxonomy") == token
    written = loading.dump(tmp_path)
    files = {path.relative_to(FIXTURES) for path in FIXTURES.rglob("*.toml")}
    assert {path.relative_to(tmp_path) for path in written} == files
    for path in written:
        original = FIXTURES / path.relative_to(tmp_path)
        assert path.read_bytes() == original.read_bytes(), original


def test_a_term_may_change_its_words_and_keeps_its_row(taxonomy, tmp_path):
    before = Term.objects.get(facet__key="contract", key="programmatic")
    shutil.copytree(FIXTURES, tmp_path / "taxonomy")
    path = tmp_path / "taxonomy" / "facets" / "contract.toml"
    text = path.read_text(encoding="utf-8")
    label = f'label = "{before.label}"'
    assert label in text
    path.write_text(text.replace(label, 'label = "By program"'), encoding="utf-8")
    assert load(tmp_path / "taxonomy") == 1
    after = Term.objects.get(facet__key="contract", key="programmatic")
    assert (after.pk, after.label) == (before.pk, "By program")


@pytest.mark.django_db
def test_the_vocabulary_is_kept_until_its_edition_changes(django_assert_num_queries):
    make_term("contract/programmatic")
    first = vocabulary()
    with django_assert_num_queries(1):
        assert vocabulary() is first
    Term.objects.filter(key="programmatic").update(label="By program")
    assert vocabulary() is first  # whoever writes renews the edition
    Edition.renew("taxonomy")
    with django_assert_num_queries(3):
        second = vocabulary()
    assert second.facets["contract"].by_key["programmatic"].label == "By program"


@pytest.mark.django_db
def test_the_vocabulary_of_a_transaction_rolled_back_is_forgotten():
    make_term("contract/programmatic")
    held = set(vocabulary().facets["contract"].by_key)
    with transaction.atomic():
        make_term("contract/environmental")
        assert set(vocabulary().facets["contract"].by_key) == {*held, "environmental"}
        transaction.set_rollback(True)
    assert set(vocabulary().facets["contract"].by_key) == held


def test_a_line_is_found_behind_its_marks():
    text = "a = 1\n[x]\na = 2\n[y]\na = 3\n"
    assert toml.line_of(text, "[y]", "a =") == 5
    assert toml.line_of(text, "[x]", "a =") == 3
    assert toml.line_of(text, "[z]", "a =") == 1
    assert toml.line_of(text, "\n[y]", "\na =") == 5
    assert toml.line_of(text, "a =", "\na =", "\na =") == 5
    assert toml.line_of(text) == 1
