"""Sources that stand near a source, each with the reason."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from catalog.models import Authorship, Classification, Source
from taxonomy.models.vocabulary import inside

FACETS = ("contract", "data-object", "feedback-signal", "construction")
MOST = 6


@dataclass(frozen=True)
class Related:
    """A source near another, and why we say so."""

    source: Source
    because: str


def related(source, vocabulary):
    """Return up to six published sources that share most places with `source`.

    `source` is fetched with for_page(). Shared authors break ties and are said.
    """
    terms = {p.term_id for p in source.places if p.term.facet.key in FACETS}
    if not terms:
        return []
    found = list(
        Source.objects.published()
        .exclude(pk=source.pk)
        .filter(classifications__term__in=terms, classifications__implied=False)
        .annotate(shared=Count("classifications"), people=_people_shared_with(source))
        .order_by("-shared", "-people", "-first_year", "key")
        .only("key", "title", "short_name", "first_year")[:MOST]
    )
    shared = _shared_terms(found, terms)
    return [
        Related(near, _because(shared.get(near.pk, ()), near.people, vocabulary))
        for near in found
    ]


def _people_shared_with(source):
    """Return the number of people who sign both `source` and the row asked for."""
    people = [row.person_id for row in source.authorships.all()]
    signed = Authorship.objects.filter(source=OuterRef("pk"), person__in=people)
    counted = signed.order_by().values("source").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _shared_terms(sources, terms):
    held = {}
    rows = Classification.objects.filter(
        source__in=sources, term__in=terms, implied=False
    ).order_by("term__facet__position", "term__position")
    for source, term in rows.values_list("source", "term"):
        held.setdefault(source, []).append(term)
    return held


def _because(terms, people, vocabulary):
    labels = [inside(vocabulary.nodes[pk].term.label) for pk in terms]
    text = "shares " + ", ".join(labels)
    if people:
        text += f"; {people} author{'s' if people > 1 else ''} in common"
    return text
