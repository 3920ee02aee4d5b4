"""Claims with their evidence as files: long CSV, JSON with a published schema, and the
BibTeX of the sources behind them.

The schema is JSON Schema draft 2020-12 and is served at /schemas/claims.json.
"""

import csv
import json
from io import StringIO

from catalog.exports import bibtex
from catalog.exports.format import Format
from catalog.models import Source
from catalog.standings import judge

COLUMNS = ("claim", "statement", "kind", "standing", "lessons", "contracts", "source",
           "stance", "design", "warrant", "role", "locator", "finding",
           "figures")  # fmt: skip
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
BATCH = 200
SCHEMA_ID = "warrant/claims/v1"


def guarded(text):
    """Return `text` so that no spreadsheet reads it as a formula: "'" goes in front."""
    bare = text.lstrip(" \"'")
    return f"'{text}" if bare.startswith(DANGEROUS) else text


def _batches(claims):
    """Yield (claim, Judged) of the queryset `claims` in its order, in batches."""
    pks = list(claims.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        batch = claims.model.objects.for_page().in_bulk(pks[start : start + BATCH])
        held = [batch[pk] for pk in pks[start : start + BATCH]]
        judged = judge(held)
        for claim in held:
            yield claim, judged[claim.pk]


def write_csv(claims, header):
    """Yield a header line and one line a piece of evidence (RFC 4180).

    Multi-valued cells are joined with "; ". A claim without evidence has one line.
    """
    yield _line(COLUMNS)
    for claim, judged in _batches(claims):
        figures = {piece.pk: piece.figures.all() for piece in claim.evidence.all()}
        about = (
            claim.key,
            claim.statement,
            claim.kind.key,
            judged.standing.value,
            "; ".join(str(lesson.number) for lesson in claim.lessons.all()),
            "; ".join(t.key for t in claim.terms.all() if t.facet.key == "contract"),
        )
        for piece, answer in judged.pieces:
            yield _line(
                (
                    *about,
                    piece.source.key,
                    piece.stance,
                    piece.design,
                    answer.verdict,
                    answer.role,
                    piece.locator,
                    piece.finding,
                    "; ".join(map(_figure, figures.get(piece.pk, ()))),
                )
            )
        if not judged.pieces:
            yield _line((*about, *[""] * 8))


def _line(values):
    held = StringIO()
    csv.writer(held, lineterminator="\r\n").writerow(guarded(str(v)) for v in values)
    return held.getvalue()


def _figure(figure):
    said = f"{figure.name}: {figure.value} {figure.unit}".strip()
    beside = ", ".join(filter(None, (figure.baseline, figure.conditions)))
    return f"{said} ({beside})" if beside else said


def write_json(claims, header):
    """Yield one JSON object whose `items` are the claims; see the schema."""
    head = {
        "schema": SCHEMA_ID,
        "generated": header.date.isoformat(),
        "release": header.release,
        "query": header.query,
        "count": header.count,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    between = "\n"
    for claim, judged in _batches(claims):
        yield between + json.dumps(_item(claim, judged), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _item(claim, judged):
    figures = {piece.pk: piece.figures.all() for piece in claim.evidence.all()}
    terms = {}
    for term in claim.terms.all():
        terms.setdefault(term.facet.key, []).append(term.key)
    return {
        "key": claim.key,
        "statement": claim.statement,
        "kind": claim.kind.key,
        "scope": claim.scope,
        "dispute": claim.dispute.key if claim.dispute else None,
        "lessons": [lesson.number for lesson in claim.lessons.all()],
        "qualities": [quality.key for quality in claim.qualities.all()],
        "knobs": [{"knob": k.knob.key, "effect": k.effect} for k in claim.knobs.all()],
        "terms": terms,
        "standing": judged.standing.value,
        "steps": list(judged.standing.steps),
        "evidence": [
            {
                "source": piece.source.key,
                "stance": piece.stance,
                "design": piece.design,
                "warrant": {
                    "verdict": answer.verdict,
                    "role": answer.role or None,
                    "because": answer.because,
                },
                "locator": piece.locator,
                "finding": piece.finding,
                "read_on": piece.read_on.isoformat() if piece.read_on else None,
                "figures": [
                    {
                        name: getattr(figure, name)
                        for name in ("name", "value", "unit", "baseline", "conditions")
                    }
                    for figure in figures.get(piece.pk, ())
                ],
            }
            for piece, answer in judged.pieces
        ],
    }


def write_bib(claims, header):
    """Yield the BibTeX of the published sources behind the claims, each once."""
    sources = Source.objects.published().filter(evidence__claim__in=claims.values("pk"))
    return bibtex.write(sources.distinct().order_by("key"), header)


CLAIM_FORMATS = {
    each.key: each
    for each in (
        Format("csv", "CSV", "text/csv; charset=utf-8", write_csv, "csv"),
        Format("json", "JSON", "application/json", write_json, "json"),
        Format("bib", "BibTeX of the sources", "application/x-bibtex; charset=utf-8",
               write_bib, "bib"),
    )
}  # fmt: skip
