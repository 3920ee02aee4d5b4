"""The warrant of one piece of evidence, and the standing of a claim.

Pure functions over plain values; the database is elsewhere. The ladder, in words:

1. A piece is warranted if a role of its source may establish claims of this kind with
   evidence of this design (Table A4 and our rules). Of the rules that apply to the
   design, the best decides: a model report that is also a scaling study may carry a
   scaling claim by what it measured under control, not by what it says of itself.
2. Pieces that give context only, or may not carry the claim, are shown and not counted;
   neither are pieces of a source that has been retired.
3. A side (for, against) is strong when at least two groups of authors that share nobody
   have warranted pieces on it and one of them tested what it says: by a controlled
   ablation, a replication or a measurement. What was built (pipeline, data object,
   environment) its makers' own report shows as well as a test. A side
   with warranted pieces that is not strong is weak.
4. Strong for, nothing against: established. Weak for: supported. Strong against,
   nothing for: refuted. Weak against: unsupported. Both sides: contested. Neither side:
   context only if anything gives context, unsupported if nothing does.

Qualifying evidence narrows what a claim means and moves no side.
"""

from dataclasses import dataclass
from enum import IntEnum

MAY_ESTABLISH, CONTEXT_ONLY, MAY_NOT = "may-establish", "context-only", "may-not"
BEST_FIRST = (MAY_ESTABLISH, CONTEXT_ONLY, MAY_NOT)
TESTS = {"controlled-ablation", "replication", "measurement"}
BUILT = {"pipeline", "data-object", "environment"}
WITNESSES = TESTS | {"system-report"}
FOR, AGAINST, QUALIFIES = "supports", "contradicts", "qualifies"


class Side(IntEnum):
    """How much warranted evidence stands on one side."""

    NOTHING = 0
    WEAK = 1
    STRONG = 2


STANDINGS = {
    (Side.STRONG, Side.NOTHING): "established",
    (Side.WEAK, Side.NOTHING): "supported",
    (Side.NOTHING, Side.STRONG): "refuted",
    (Side.NOTHING, Side.WEAK): "unsupported",
}
# What a standing becomes when every stance is turned round.
MIRROR = {
    "established": "refuted",
    "refuted": "established",
    "supported": "unsupported",
    "unsupported": "supported",
    "contested": "contested",
    "context-only": "context-only",
}


@dataclass(frozen=True)
class Rule:
    """What a role may do for a kind of claim; `needs` empty means any design."""

    role: str
    kind: str
    verdict: str
    needs: frozenset[str]
    rationale: str


@dataclass(frozen=True)
class Warrant:
    """The answer for one piece: the verdict, the role that gave it, and why."""

    verdict: str
    role: str
    because: str


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as far as standing depends on it.

    `signed` holds whoever signs its source (keys of people and collectives);
    `counts` is False when the source has been retired.
    """

    stance: str
    design: str
    verdict: str
    signed: frozenset
    counts: bool = True


@dataclass(frozen=True)
class Standing:
    """Where a claim stands, and the steps that led there, as sentences."""

    value: str
    in_favour: Side
    against: Side
    steps: tuple[str, ...]


def warrant(kind, roles, design, rules):
    """Return the Warrant of a piece of `design` for a claim of `kind`.

    `roles` are those of the source, the main one first; `rules` maps (role, kind) to a
    Rule. A rule that asks for another design does not apply. Of those that apply the
    best verdict wins, among equals the earlier role; if none applies, the piece gives
    context, and the answer says which design would have done.
    """
    held = [rules[role, kind] for role in roles if (role, kind) in rules]
    if not held:
        return Warrant(MAY_NOT, "", "The source has no role, so no rule speaks for it.")
    applying = [rule for rule in held if not rule.needs or design in rule.needs]
    if applying:
        best = min(applying, key=lambda rule: BEST_FIRST.index(rule.verdict))
        return Warrant(best.verdict, best.role, best.rationale)
    wanted = " or ".join(sorted(each.replace("-", " ") for each in held[0].needs))
    because = f"This role could establish it by {wanted}, not by this design."
    return Warrant(CONTEXT_ONLY, held[0].role, because)


def groups(pieces):
    """Return how many groups of authors, sharing nobody, signed `pieces`."""
    apart = []
    for signed in {piece.signed for piece in pieces}:
        joined = set(signed) or {object()}
        for other in [each for each in apart if each & joined]:
            apart.remove(other)
            joined |= other
        apart.append(joined)
    return len(apart)


def side(pieces, kind):
    """Return how strong the side is that the warranted `pieces` are on."""
    if not pieces:
        return Side.NOTHING
    enough = WITNESSES if kind in BUILT else TESTS
    tested = any(piece.design in enough for piece in pieces)
    return Side.STRONG if tested and groups(pieces) >= 2 else Side.WEAK


def standing(kind, pieces):
    """Return the Standing of a claim of `kind` from its Pieces, in any order."""
    counted = [piece for piece in pieces if piece.counts]
    warranted = [piece for piece in counted if piece.verdict == MAY_ESTABLISH]
    context = [piece for piece in counted if piece.verdict == CONTEXT_ONLY]
    sides = {
        stance: [piece for piece in warranted if piece.stance == stance]
        for stance in (FOR, AGAINST, QUALIFIES)
    }
    in_favour, against = side(sides[FOR], kind), side(sides[AGAINST], kind)
    if in_favour and against:
        value = "contested"
    elif in_favour or against:
        value = STANDINGS[in_favour, against]
    else:
        value = "context-only" if context or sides[QUALIFIES] else "unsupported"
    steps = [
        _side_step("For", sides[FOR], in_favour, kind),
        _side_step("Against", sides[AGAINST], against, kind),
        *_other_steps(sides[QUALIFIES], context, pieces),
        _conclusion(value, in_favour, against),
    ]
    return Standing(value, in_favour, against, tuple(steps))


def _side_step(name, pieces, strength, kind):
    if strength == Side.NOTHING:
        return f"{name}: no warranted evidence."
    designs = sorted({piece.design.replace("-", " ") for piece in pieces})
    n, apart = len(pieces), groups(pieces)
    text = (
        f"{name}: {n} warranted piece{'s' * (n > 1)} ({', '.join(designs)})"
        f" from {apart} independent group{'s' * (apart > 1)} of authors"
    )
    if strength == Side.STRONG:
        return f"{text}: strong."
    lack = "one group alone" if apart < 2 else "nobody tested it"
    return f"{text}: weak, {lack}."


def _other_steps(qualifying, context, pieces):
    unwarranted = sum(piece.counts and piece.verdict == MAY_NOT for piece in pieces)
    retired = sum(not piece.counts for piece in pieces)
    for n, one, more in (
        (
            len(qualifying),
            "narrows the claim, moves no side",
            "narrow the claim, move no side",
        ),
        (len(context), "gives context only", "give context only"),
        (
            unwarranted,
            "may not carry this kind of claim",
            "may not carry this kind of claim",
        ),
        (retired, "comes from a retired source", "come from retired sources"),
    ):
        if n:
            yield f"{n} piece{'s' * (n > 1)} {more if n > 1 else one}: shown, not counted."


def _conclusion(value, in_favour, against):
    why = {
        "established": "strong evidence for it and none against",
        "supported": "evidence for it, not yet strong, and none against",
        "contested": "warranted evidence on both sides",
        "refuted": "strong evidence against it and none for",
        "context-only": "nothing warranted on either side, only context",
        "unsupported": "evidence against it, not yet strong, and none for"
        if against
        else "nothing that may carry it",
    }[value]
    return f"So it is {value.replace('-', ' ')}: {why}."
