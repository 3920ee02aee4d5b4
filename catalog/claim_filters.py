"""The query string of the list of claims: the machinery of the sources, other facets.

An Option stands where a Term stands for sources: it has a key and a label, and carries
the condition under which a claim is under it.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.db.models import Case, Q, When
from django_filters import CharFilter, FilterSet

from catalog import search
from catalog.asked import ListQuery, TermsFilter
from catalog.models import Claim, ClaimKnob, Evidence
from taxonomy.models import ClaimKind, Dispute, Lesson, Quality, ScalingKnob
from taxonomy.vocabulary import vocabulary

STANDINGS = ("established", "supported", "contested", "refuted", "unsupported",
             "context-only")  # fmt: skip


# The most telling first, as STANDINGS has them.
BY_STANDING = Case(
    *(When(standing=each, then=rank) for rank, each in enumerate(STANDINGS)),
    default=len(STANDINGS),
)


@dataclass
class Option:
    """A value of a claim's facet; `pk` tells it from those of other facets."""

    pk: tuple[str, str]
    label: str
    condition: Q
    definition: str = ""
    is_absence: bool = False
    short_label: str = ""

    @property
    def key(self):
        """The value as the query string writes it."""
        return self.pk[1]


@dataclass
class ClaimFacet:
    """A facet of claims: what a Branch of the vocabulary is for sources.

    `path` is the field whose values are counted, `values` maps them to option keys.
    """

    key: str
    label: str
    path: str
    options: list[Option]
    values: dict = field(default_factory=dict)
    absence = None

    @property
    def facet(self):
        """Itself, since a Branch says `branch.facet.key`."""
        return self

    @property
    def nodes(self):
        """The options as nodes without depth."""
        return [SimpleNamespace(term=o, depth=0, short=o.label) for o in self.options]

    @property
    def by_key(self):
        """The nodes by key."""
        return {node.term.key: node for node in self.nodes}


def _facet(key, label, path, pairs):
    """Return a ClaimFacet; `pairs` are (value of path, option key, label, meaning)."""
    options = [
        Option((key, name), text, Q(**{path: value}), meaning)
        for value, name, text, meaning in pairs
    ]
    return ClaimFacet(key, label, path, options, {p[0]: (key, p[1]) for p in pairs})


def claim_facets():
    """Return the facets of claims by key, in order."""
    contract = vocabulary().facets.get("contract")
    standing, effects = dict(Claim.Standing.choices), ClaimKnob.Effect.choices
    facets = [
        _facet("standing", "Standing", "standing",
               [(v, v, standing[v].capitalize(), "") for v in STANDINGS]),
        _facet("kind", "Kind of claim", "kind",
               [(k.pk, k.key, k.label, k.definition) for k in ClaimKind.objects.all()]),
        _facet("lesson", "Lesson", "lessons",
               [(x.pk, str(x.number), f"{x.number}. {x.title}", x.trap)
                for x in Lesson.objects.all()]),
        _facet("quality", "Quality claim", "qualities",
               [(q.pk, q.key, q.label, q.definition) for q in Quality.objects.all()]),
        _facet("contract", "Contract", "terms",
               [(n.term.pk, n.term.key, n.term.label, n.term.definition)
                for n in (contract.nodes if contract else ())]),
        _facet("dispute", "Dispute", "dispute",
               [(d.pk, d.key, d.title, d.question) for d in Dispute.objects.all()]),
        _facet("knob", "Scaling knob", "knobs__knob",
               [(k.pk, k.key, k.label, k.definition) for k in ScalingKnob.objects.all()]),
        _facet("effect", "Effect asserted", "knobs__effect",
               [(value, value, label.capitalize(), "") for value, label in effects]),
        _facet("stance", "Evidence present", "evidence__stance",
               [(value, value, label.capitalize(), "")
                for value, label in Evidence.Stance.choices]),
    ]  # fmt: skip
    return {facet.key: facet for facet in facets}


class ClaimFilter(FilterSet):
    """`q` and one filter a facet of claims."""

    q = CharFilter(
        method="match", label="Search", max_length=400, strip=True, required=False
    )

    class Meta:
        model = Claim
        fields = []

    def __init__(self, data, queryset, branches):
        super().__init__(data, queryset=queryset)
        for branch in branches:
            each = self.filters[branch.key] = TermsFilter(branch)
            each.parent, each.model = self, Claim

    def match(self, claims, _name, text):
        """Return the claims that match `text`."""
        return search.matching(claims, text)


class ClaimQuery(ListQuery):
    """What a reader asks of the claims."""

    SORTS = (
        ("relevance", "relevance"),
        ("standing", "standing"),
        ("title", "statement"),
        ("added", "recently added"),
    )
    ORDER = {
        "relevance": ("tier", "key"),
        "standing": (BY_STANDING, "key"),
        "title": ("statement", "key"),
        "added": ("-added_at", "key"),
    }
    DEFAULT_SORT = "title"

    def read_vocabulary(self):
        """Return what stands for the vocabulary: the facets of claims."""
        return SimpleNamespace(facets=claim_facets(), nodes={})

    def everything(self):
        """Return the claims that readers see."""
        return Claim.objects.published()

    def make_filterset(self, data):
        """Return the filterset that reads `data`."""
        return ClaimFilter(data, self.base, self.vocabulary.facets.values())
