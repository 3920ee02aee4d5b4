"""A claim with its evidence as a file: what may stand in it, and what must hold."""

from dataclasses import dataclass
from datetime import date

from catalog.models import Claim, ClaimKnob, Evidence, Figure
from taxonomy.models import ClaimKind, Dispute, Lesson, Quality, ScalingKnob
from taxonomy.models.vocabulary import kebab
from taxonomy.toml import Problem, line_of, misfits, read, unwrapped

KEYS = ("key", "statement", "kind", "scope", "note", "dispute", "lessons", "qualities",
        "knobs", "terms", "evidence")  # fmt: skip
NEEDED = ("key", "statement", "kind", "evidence")
PIECE = ("source", "stance", "design", "locator", "finding", "read_by", "read_on",
         "figures")  # fmt: skip
PIECE_NEEDED = ("source", "stance", "design", "locator", "finding")
FIGURE = ("name", "value", "unit", "baseline", "conditions")


@dataclass
class Known:
    """What a claim's file may name: rows by the key that names them."""

    vocabulary: object
    sources: dict
    kinds: dict
    lessons: dict
    qualities: dict
    knobs: dict
    disputes: dict

    @classmethod
    def now(cls, vocabulary, sources):
        """Return what is known; `sources` maps keys to primary keys."""
        return cls(
            vocabulary,
            sources,
            {row.key: row for row in ClaimKind.objects.all()},
            {row.number: row for row in Lesson.objects.all()},
            {row.key: row for row in Quality.objects.all()},
            {row.key: row for row in ScalingKnob.objects.all()},
            {row.key: row for row in Dispute.objects.all()},
        )


def read_claim(path, known):
    """Return (data, problems) of the file at `path`."""
    data, text, problems = read(path)
    if problems:
        return None, problems

    def problem(reason, *marks):
        problems.append(Problem(path, line_of(text, *marks), reason))

    for key in data.keys() - set(KEYS):
        problem(f"{key!r} is not a key of a claim file.", f"{key} =", f"[{key}")
    for key in NEEDED:
        if not data.get(key):
            problem(f"The key {key!r} is missing or empty.", f"{key} =")
    if problems:
        return None, problems
    try:
        _check_itself(data, path, known, problem)
        _check_terms(data, known, problem)
        _check_evidence(data, text, known, problems, path)
    except (TypeError, AttributeError, KeyError) as error:
        problem(f"A value has the wrong shape: {error}.")
    return (data if problems else in_order(data, known)), problems


def in_order(data, known):
    """Return `data` with what it lists in the order in which it is written back."""
    knobs = {knob.key: knob.position for knob in known.knobs.values()}
    facets = {key: at for at, key in enumerate(known.vocabulary.facets)}

    def place(facet):
        return lambda key: known.vocabulary.facets[facet].by_key[key].term.position

    lists = {
        "lessons": sorted(data.get("lessons", ())),
        "qualities": sorted(
            data.get("qualities", ()), key=lambda key: known.qualities[key].position
        ),
        "knobs": sorted(
            data.get("knobs", ()), key=lambda row: (knobs[row["knob"]], row["effect"])
        ),
        "terms": {
            facet: sorted(terms, key=place(facet))
            for facet, terms in sorted(
                data.get("terms", {}).items(), key=lambda item: facets[item[0]]
            )
        },
    }
    return data | {name: value for name, value in lists.items() if value}


def _check_itself(data, path, known, problem):
    if data["key"] != path.stem or not kebab.regex.match(data["key"]):
        problem(
            f"The key is not the file's name, {path.stem!r}, in kebab-case.", "key ="
        )
    texts = {
        name: data[name] for name in ("statement", "scope", "note") if name in data
    }
    for name, reason in misfits(Claim, texts):
        problem(reason, f"{name} =")
    named = (
        ("kind", [data["kind"]], known.kinds),
        ("dispute", filter(None, [data.get("dispute")]), known.disputes),
        ("lessons", data.get("lessons", ()), known.lessons),
        ("qualities", data.get("qualities", ()), known.qualities),
        ("knobs", [knob["knob"] for knob in data.get("knobs", ())], known.knobs),
    )
    for name, values, rows in named:
        for value in values:
            if value not in rows:
                problem(f"{value!r} is not known of {name}.", f"{name} =")
    for name in ("lessons", "qualities"):
        if len(set(data.get(name, ()))) < len(data.get(name, ())):
            problem(f"One of the {name} stands twice.", f"{name} =")
    for knob in data.get("knobs", ()):
        if knob["effect"] not in ClaimKnob.Effect.values:
            problem(f"{knob['effect']!r} is not an effect of a knob.", "knobs =")


def _check_terms(data, known, problem):
    for facet, terms in data.get("terms", {}).items():
        branch = known.vocabulary.facets.get(facet)
        if branch is None:
            problem(f"There is no facet {facet!r}.", "[terms]", f"{facet} =")
            continue
        for term in terms:
            if term not in branch.by_key:
                problem(f"{term!r} is not a term of {facet}.", "[terms]", f"{facet} =")


def _check_evidence(data, text, known, problems, path):
    seen = {}
    start = 0
    for piece in data["evidence"]:
        start = text.find("[[evidence]]", start) + 1
        line = text.count("\n", 0, start) + 1
        found = list(_piece_problems(piece, known))
        place = piece.get("source"), piece.get("locator")
        if place in seen:
            found.append(_said_twice(place, seen[place], piece))
        seen[place] = piece
        problems += [Problem(path, line, reason) for reason in found]


def _said_twice(place, before, piece):
    reason = f"{place[0]} speaks to this claim at {place[1]!r} already"
    if {before.get("stance"), piece.get("stance")} == {"supports", "contradicts"}:
        reason += ", and says the opposite there: decide which, or give finer locators"
    return reason + "."


def _piece_problems(piece, known):
    for key in piece.keys() - set(PIECE):
        yield f"{key!r} is not a key of a piece of evidence."
    for key in PIECE_NEEDED:
        if not str(piece.get(key, "")).strip():
            yield f"The evidence has no {key}."
    texts = {n: piece[n] for n in ("locator", "finding", "read_by") if n in piece}
    for _, reason in misfits(Evidence, texts):
        yield reason
    if piece.get("source") not in known.sources:
        yield f"There is no source {piece.get('source')!r}."
    if piece.get("stance") not in Evidence.Stance.values:
        yield f"{piece.get('stance')!r} is not a stance."
    if piece.get("design") not in Evidence.Design.values:
        yield f"{piece.get('design')!r} is not a design."
    if "read_on" in piece and not isinstance(piece["read_on"], date):
        yield "read_on is not a date such as 2026-11-24."
    for figure in piece.get("figures", ()):
        if set(figure) - set(FIGURE) or not figure.get("name") or "value" not in figure:
            yield "A figure has a name and a value, and perhaps unit, baseline, conditions."
            continue
        for _, reason in misfits(Figure, figure):
            yield reason


def as_data(claim):
    """Return `claim` (fetched with for_page) as the data of its file, in order."""
    terms = {}
    for term in sorted(claim.terms.all(), key=lambda t: (t.facet.position, t.position)):
        terms.setdefault(term.facet.key, []).append(term.key)
    data = {
        "key": claim.key,
        "statement": claim.statement,
        "kind": claim.kind.key,
        "scope": claim.scope,
        "note": unwrapped(claim.note),
        "dispute": claim.dispute.key if claim.dispute else "",
        "lessons": [lesson.number for lesson in claim.lessons.all()],
        "qualities": [quality.key for quality in claim.qualities.all()],
        "knobs": [
            {"knob": row.knob.key, "effect": row.effect} for row in claim.knobs.all()
        ],
        "terms": terms,
        "evidence": [_piece_data(piece) for piece in claim.evidence.all()],
    }
    return {key: value for key, value in data.items() if value}


def _piece_data(piece):
    data = {
        "source": piece.source.key,
        "stance": piece.stance,
        "design": piece.design,
        "locator": piece.locator,
        "finding": piece.finding,
        "read_by": piece.read_by,
        "read_on": piece.read_on,
        "figures": [
            {name: value for name in FIGURE if (value := getattr(figure, name))}
            for figure in piece.figures.all()
        ],
    }
    return {key: value for key, value in data.items() if value}
