"""The warrant of a piece and the standing of a claim: pure, so any input will do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import placement
from catalog.placement import Piece, Rule, Side

DESIGNS = ["controlled-ablation", "replication", "measurement", "system-report",
           "argument", "synthesis"]  # fmt: skip
KINDS = ["pipeline", "scaling", "causal-attribution"]
VERDICTS = list(placement.BEST_FIRST)
STANCES = ["supports", "contradicts", "qualifies"]
TURNED = {"supports": "contradicts", "contradicts": "supports"}

pieces = st.lists(
    st.builds(
        Piece,
        stance=st.sampled_from(STANCES),
        design=st.sampled_from(DESIGNS),
        verdict=st.sampled_from(VERDICTS),
        signed=st.frozensets(st.integers(1, 6), max_size=3),
        counts=st.booleans(),
    ),
    max_size=8,
)
kinds = st.sampled_from(KINDS)


def piece(stance="supports", design="measurement", signed=(1,), **given):
    defaults = {"verdict": placement.MAY_ESTABLISH}
    return Piece(stance, design, signed=frozenset(signed), **defaults | given)


def rule(role, verdict, needs=(), kind="scaling"):
    return Rule(role, kind, verdict, frozenset(needs), f"Because of {role}.")


@given(kinds, pieces, st.randoms())
def test_standing_never_depends_on_order(kind, held, random):
    shuffled = held[:]
    random.shuffle(shuffled)
    assert placement.standing(kind, held) == placement.standing(kind, shuffled)


@given(kinds, pieces, pieces)
def test_adding_unwarranted_evidence_never_changes_the_standing(kind, held, more):
    unwarranted = [
        Piece(p.stance, p.design, placement.MAY_NOT, p.signed, p.counts) for p in more
    ]
    before, after = (
        placement.standing(kind, each) for each in (held, held + unwarranted)
    )
    assert (before.value, before.in_favour, before.against) == (
        after.value,
        after.in_favour,
        after.against,
    )


@given(kinds, pieces, pieces)
def test_evidence_of_retired_sources_never_changes_the_standing(kind, held, more):
    retired = [
        Piece(p.stance, p.design, p.verdict, p.signed, counts=False) for p in more
    ]
    assert (
        placement.standing(kind, held).value
        == placement.standing(kind, held + retired).value
    )


@given(kinds, pieces)
def test_turning_every_stance_round_mirrors_the_standing(kind, held):
    turned = [
        Piece(TURNED.get(p.stance, p.stance), p.design, p.verdict, p.signed, p.counts)
        for p in held
    ]
    before, after = placement.standing(kind, held), placement.standing(kind, turned)
    assert (before.in_favour, before.against) == (after.against, after.in_favour)
    if before.in_favour or before.against:
        assert after.value == placement.MIRROR[before.value]
    else:
        assert after.value == before.value


@pytest.mark.parametrize(
    ("kind", "held", "value"),
    [
        pytest.param("scaling", [], "unsupported", id="nothing at all"),
        pytest.param("scaling", [piece()], "supported", id="one group measured"),
        pytest.param(
            "scaling",
            [piece(), piece(signed=(2,))],
            "established",
            id="two groups that share nobody, one measured",
        ),
        pytest.param(
            "scaling",
            [piece(), piece(signed=(1, 2))],
            "supported",
            id="two papers with one author in common are one group",
        ),
        pytest.param(
            "scaling",
            [piece(signed=(1,)), piece(signed=(2,)), piece(signed=(1, 2))],
            "supported",
            id="a third paper joins two groups into one",
        ),
        pytest.param(
            "scaling",
            [piece(design="system-report"), piece(design="system-report", signed=(2,))],
            "supported",
            id="nobody tested it",
        ),
        pytest.param(
            "pipeline",
            [piece(design="system-report"), piece(design="system-report", signed=(2,))],
            "established",
            id="of what was built, the makers' reports are enough",
        ),
        pytest.param(
            "scaling",
            [piece(), piece("contradicts", signed=(2,))],
            "contested",
            id="both sides",
        ),
        pytest.param(
            "scaling", [piece("contradicts")], "unsupported", id="weak against"
        ),
        pytest.param(
            "scaling",
            [piece("contradicts"), piece("contradicts", signed=(2,))],
            "refuted",
            id="strong against",
        ),
        pytest.param(
            "scaling", [piece("qualifies")], "context-only", id="only qualifying"
        ),
        pytest.param(
            "scaling",
            [piece(verdict=placement.CONTEXT_ONLY)],
            "context-only",
            id="only context",
        ),
        pytest.param(
            "scaling",
            [piece(verdict=placement.MAY_NOT)],
            "unsupported",
            id="only unwarranted",
        ),
    ],
)
def test_the_ladder(kind, held, value):
    assert placement.standing(kind, held).value == value


@pytest.mark.parametrize(
    ("rules", "roles", "design", "verdict", "role"),
    [
        pytest.param(
            [rule("a", "may-not"), rule("b", "may-establish")],
            ["a", "b"], "argument", "may-establish", "b", id="the best role decides",
        ),
        pytest.param(
            [rule("a", "context-only"), rule("b", "context-only")],
            ["b", "a"], "argument", "context-only", "b", id="among equals the main role",
        ),
        pytest.param(
            [rule("a", "may-establish", ["replication"])],
            ["a"], "measurement", "context-only", "a", id="the design is not enough",
        ),
        pytest.param(
            [rule("a", "may-establish", ["replication"])],
            ["a"], "replication", "may-establish", "a", id="the design is enough",
        ),
        pytest.param(
            [rule("a", "may-not"), rule("b", "may-establish", ["replication"])],
            ["a", "b"], "system-report", "may-not", "a",
            id="a rule that asks for another design does not apply",
        ),
        pytest.param(
            [rule("a", "may-not"), rule("b", "may-establish", ["replication"])],
            ["a", "b"], "replication", "may-establish", "b",
            id="the design makes the second role apply",
        ),
        pytest.param([], [], "measurement", "may-not", "", id="no role, no warrant"),
    ],
)  # fmt: skip
def test_the_warrant_of_a_piece(rules, roles, design, verdict, role):
    by_pair = {(each.role, each.kind): each for each in rules}
    answer = placement.warrant("scaling", roles, design, by_pair)
    assert (answer.verdict, answer.role) == (verdict, role)


def test_steps_say_what_was_counted_and_what_was_not():
    held = [
        piece(),
        piece("contradicts", signed=(2,)),
        piece(verdict=placement.CONTEXT_ONLY),
        piece(verdict=placement.MAY_NOT),
        piece(counts=False),
    ]
    steps = placement.standing("scaling", held).steps
    assert steps == (
        (
            "For: 1 warranted piece (measurement) from 1 independent group of authors:"
            " weak, one group alone."
        ),
        (
            "Against: 1 warranted piece (measurement) from 1 independent group of authors:"
            " weak, one group alone."
        ),
        "1 piece gives context only: shown, not counted.",
        "1 piece may not carry this kind of claim: shown, not counted.",
        "1 piece comes from a retired source: shown, not counted.",
        "So it is contested: warranted evidence on both sides.",
    )


def test_groups_of_unsigned_pieces_are_apart():
    assert placement.groups([piece(signed=()), piece(signed=(1,))]) == 2
    assert placement.side([], "scaling") is Side.NOTHING
