"""Claims from their data into the database: all of them, or none."""

from django.db import transaction

from catalog.files import claim_file
from catalog.indexing import refresh_claims
from catalog.models import Claim, ClaimKnob, Evidence, Figure, Source
from taxonomy import toml


def differing(datas):
    """Return those of `datas` whose claim is missing or reads differently."""
    held = {
        claim.key: toml.written(claim_file.as_data(claim))
        for claim in Claim.objects.for_page()
    }
    return [data for data in datas if held.get(data["key"]) != toml.written(data)]


@transaction.atomic
def write_claims(datas, known):
    """Write `datas`, read by claim_file.read_claim without a problem."""
    rows = [Claim(**_columns(data, known)) for data in datas]
    columns = [name for name in _columns(datas[0], known) if name != "key"]
    Claim.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=columns
    )
    keys = [data["key"] for data in datas]
    claims = {claim.key: claim for claim in Claim.objects.filter(key__in=keys)}
    Evidence.objects.filter(claim__in=claims.values()).delete()
    ClaimKnob.objects.filter(claim__in=claims.values()).delete()
    _write_links(datas, claims, known)
    pieces, figures = [], []
    for data in datas:
        for position, entry in enumerate(data["evidence"], start=1):
            piece = _piece(entry, claims[data["key"]], position, known)
            pieces.append(piece)
            figures += [
                Figure(evidence=piece, position=number, **figure)
                for number, figure in enumerate(entry.get("figures", ()), start=1)
            ]
    Evidence.objects.bulk_create(pieces, batch_size=2000)
    Figure.objects.bulk_create(figures, batch_size=2000)
    refresh_claims(claim.pk for claim in claims.values())


def _columns(data, known):
    return {
        "key": data["key"],
        "statement": data["statement"],
        "kind": known.kinds[data["kind"]],
        "scope": data.get("scope", ""),
        "note": data.get("note", ""),
        "dispute": known.disputes.get(data.get("dispute")),
        "status": Source.Status.PUBLISHED,
    }


def _piece(entry, claim, position, known):
    return Evidence(
        claim=claim,
        source_id=known.sources[entry["source"]],
        position=position,
        **{name: entry[name] for name in ("stance", "design", "locator", "finding")},
        read_by=entry.get("read_by", ""),
        read_on=entry.get("read_on"),
    )


def _write_links(datas, claims, known):
    """Write what claims point to: lessons, qualities, terms and knobs."""
    lessons, qualities, terms, knobs = [], [], [], []
    for data in datas:
        pk = claims[data["key"]].pk
        lessons += [
            Claim.lessons.through(claim_id=pk, lesson=known.lessons[number])
            for number in data.get("lessons", ())
        ]
        qualities += [
            Claim.qualities.through(claim_id=pk, quality=known.qualities[key])
            for key in data.get("qualities", ())
        ]
        terms += [
            Claim.terms.through(
                claim_id=pk, term=known.vocabulary.facets[facet].by_key[key].term
            )
            for facet, keys in data.get("terms", {}).items()
            for key in keys
        ]
        knobs += [
            ClaimKnob(claim_id=pk, knob=known.knobs[row["knob"]], effect=row["effect"])
            for row in data.get("knobs", ())
        ]
    for linked, rows in (
        ("lessons", lessons),
        ("qualities", qualities),
        ("terms", terms),
    ):
        through = getattr(Claim, linked).through
        through.objects.filter(claim__in=claims.values()).delete()
        through.objects.bulk_create(rows, batch_size=2000)
    ClaimKnob.objects.bulk_create(knobs)
