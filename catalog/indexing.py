"""What a record carries along and nobody types in: the only writer of it.

For a source: the implied places, the words for search, the stored BibTeX, and what a
row of the list shows. For a claim: the warrant of its evidence, its standing, and its
words. Every path that writes a record (loader, admin, import) ends here.
"""

from collections import defaultdict

from django.db import transaction
from django.db.models import Count

from catalog.exports import bibtex
from catalog.models import (
    Claim,
    ClaimText,
    Classification,
    Evidence,
    Source,
    SourceText,
)
from catalog.search.words import indexed
from catalog.standings import judge
from taxonomy.models import Edition, SourceRole
from taxonomy.vocabulary import vocabulary

BATCH = 500


@transaction.atomic
def refresh_sources(pks):
    """Write anew everything derived of the sources `pks`; any number of them."""
    pks, known = list(pks), vocabulary()
    for start in range(0, len(pks), BATCH):
        batch = (
            Source.objects.filter(pk__in=pks[start : start + BATCH])
            .for_page()
            .order_by("pk")
        )
        sources = list(batch)
        _write_implied(sources, known)
        _write_words(sources, known)
        for source in sources:
            source.bibtex = bibtex.entry(source)
            source.listing = _listing(source)
        Source.objects.bulk_update(sources, ["bibtex", "listing"])
    refresh_claims(
        Claim.objects.filter(evidence__source__in=pks).values_list("pk", flat=True)
    )
    Edition.renew("catalog")


def _write_implied(sources, known):
    """Write the ancestors of every place, and "not stated" for every empty facet."""
    Classification.objects.filter(source__in=sources, implied=True).delete()
    rows = []
    for source in sources:
        direct = {place.term_id for place in source.places}
        implied = {up for pk in direct for up in known.ancestors(pk)} - direct
        stated = {known.nodes[pk].term.facet_id for pk in direct}
        implied |= {
            branch.absence.term.pk
            for branch in known.facets.values()
            if branch.absence and branch.facet.pk not in stated
        }
        rows += [
            Classification(source=source, term_id=pk, implied=True)
            for pk in sorted(implied)
        ]
    Classification.objects.bulk_create(rows)


def _write_words(sources, known):
    """Write the words of the sources: title, names, and everything else."""
    texts = []
    for source in sources:
        people = [row.person.full_name for row in source.authorships.all()]
        places = [known.nodes[place.term_id].term for place in source.places]
        labels = [t for term in places for t in (term.label, *term.synonyms)]
        texts.append(
            SourceText(
                source=source,
                title=indexed(source.title, source.short_name),
                names=indexed(*people),
                body=indexed(
                    source.summary,
                    source.venue,
                    source.institution,
                    source.key,
                    *labels,
                ),
            )
        )
    SourceText.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=["title", "names", "body"],
    )


def _listing(source):
    """Return what a row of the list shows of `source`, beside its own columns."""
    people = [row.person for row in source.authorships.all()]
    names = [person.family for person in people[:3]]
    more = len(people) - len(names)
    return {
        "names": names,
        "more": max(more, 0),
        "partial": bool(source.authors_note),
        "links": [
            {"kind": link.kind, "url": link.url, "licence": link.licence}
            for link in source.links.all()
        ],
        "places": [place.term_id for place in source.places],
    }


@transaction.atomic
def refresh_claims(pks):
    """Write anew the warrants, standing and words of the claims `pks`."""
    pks = sorted(set(pks))
    roles = dict(SourceRole.objects.values_list("term__key", "pk"))
    touched = set()
    for start in range(0, len(pks), BATCH):
        claims = list(
            Claim.objects.for_page().filter(pk__in=pks[start : start + BATCH])
        )
        judged, pieces, texts = judge(claims), [], []
        standings, warrants = defaultdict(list), defaultdict(list)
        for claim in claims:
            standings[judged[claim.pk].standing.value].append(claim.pk)
            for piece, answer in judged[claim.pk].pieces:
                warrants[answer.verdict, roles.get(answer.role)].append(piece.pk)
                pieces.append(piece)
            texts.append(_claim_words(claim, judged[claim.pk].pieces))
        # One update a value: far fewer than rows, and quicker than bulk_update's CASE.
        for value, held in standings.items():
            Claim.objects.filter(pk__in=held).update(standing=value)
        for (verdict, role), held in warrants.items():
            Evidence.objects.filter(pk__in=held).update(warrant=verdict, role=role)
        ClaimText.objects.bulk_create(
            texts,
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=["title", "names", "body"],
        )
        touched |= {piece.source_id for piece in pieces}
    _write_carried(touched)
    Edition.renew("catalog")


def _claim_words(claim, pieces):
    sources = [piece.source for piece, _ in pieces]
    return ClaimText(
        claim=claim,
        title=indexed(claim.statement),
        names=indexed(*(source.short_name or source.title for source in sources)),
        body=indexed(claim.kind.label, claim.scope, *(p.finding for p, _ in pieces)),
    )


def _write_carried(pks):
    """Write how many published claims each of the sources `pks` may carry."""
    carried = Evidence.objects.filter(
        source__in=pks, warrant="may-establish", claim__status="published"
    )
    counts = dict(
        carried.order_by()
        .values("source")
        .annotate(n=Count("claim", distinct=True))
        .values_list("source", "n")
    )
    by_count = defaultdict(list)
    for pk in pks:
        by_count[counts.get(pk, 0)].append(pk)
    for n, held in by_count.items():
        Source.objects.filter(pk__in=held).update(carried=n)
