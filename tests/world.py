"""The one small example catalog that tests draw from, and its makers.

A maker takes only what a test is about and fills in the rest. `small_world()` makes:

    key        year  contract                      object   signal                title
    lightman   2023  programmatic, judgment        trace    human-step-label      Let's Verify …
    shepherd   2023  programmatic                  trace    rollout-value         Math-Shepherd …
    webarena   2023  environmental                 episode  environment-state     WebArena …
    healthb    2025  judgment                      rubric   rubric-score          HealthBench …
    draft      2024  programmatic                  trace    human-step-label      (never public)

`signal` terms stand under their families, as in the real taxonomy.
"""

from itertools import count

from catalog.indexing import refresh_sources
from catalog.models import (
    Authorship,
    Classification,
    Identifier,
    Link,
    Person,
    Source,
)
from taxonomy.models import Edition, Facet, SourceRole, Term

numbers = count(1)
PLACES = ("contract/programmatic", "data-object/step-labelled-trace",
          "feedback-signal/process-verifier/human-step-label", "role/data-release")  # fmt: skip
FACETS = ("contract", "data-object", "feedback-signal", "construction", "role")


def make_facet(key):
    """Return the facet `key`, with its "not stated"."""
    facet, made = Facet.objects.get_or_create(
        key=key,
        defaults={
            "position": Facet.objects.count() + 1,
            "label": key.replace("-", " ").capitalize(),
            "plural": key,
            "question": "?",
            "definition": "A facet.",
            "locator": "Fig. 1",
        },
    )
    if made:
        make_term(f"{key}/not-stated", is_absence=True)
    return facet


def make_term(path, **given):
    """Return the term at `path`: "contract/programmatic" or "signal/family/child"."""
    facet_key, *keys = path.split("/")
    facet, parent = make_facet(facet_key), None
    for key in keys:
        term, made = Term.objects.get_or_create(
            facet=facet,
            key=key,
            defaults={
                "label": key.replace("-", " ").capitalize(),
                "definition": "A term.",
                "locator": "Fig. 1",
                "position": Term.objects.count(),
                "parent": parent,
                **given,
            },
        )
        if made and facet_key == "role":
            SourceRole.objects.create(term=term, background=False)
        parent = term
    Edition.renew("taxonomy")
    return term


def make_source(*, under=(), authors=("Doe, Jane",), refresh=True, **given):
    """Make a published source; `under` takes paths as make_term does.

    `arxiv` and `doi` become identifiers, `links` (kind, url) pairs.
    """
    number = next(numbers)
    arxiv, doi = given.pop("arxiv", ""), given.pop("doi", "")
    links = given.pop("links", ())
    defaults = {
        "key": f"source{number}",
        "title": f"Title {number}",
        "kind": Source.Kind.PREPRINT,
        "first_year": 2024,
        "status": Source.Status.PUBLISHED,
    }
    source = Source.objects.create(**defaults | given)
    for position, text in enumerate(authors, start=1):
        person = make_person(text)
        Authorship.objects.create(source=source, person=person, position=position)
    for position, path in enumerate(under, start=1):
        term = make_term(path)
        Classification.objects.create(source=source, term=term, position=position)
    for scheme, value in (("arxiv", arxiv), ("doi", doi)):
        if value:
            Identifier.objects.create(source=source, scheme=scheme, value=value)
    for position, (kind, url) in enumerate(links, start=1):
        Link.objects.create(source=source, position=position, kind=kind, url=url)
    if refresh:
        refresh_sources([source.pk])
        source.refresh_from_db()
    return source


def many(count, **given):
    """Make `count` sources of one kind, s000 being the first by every sort."""
    made = [
        make_source(
            key=f"s{number:03}",
            title=f"Title {number:03}",
            under=PLACES,
            first_year=2025,
            refresh=False,
            **given,
        )
        for number in range(count)
    ]
    refresh_sources(source.pk for source in made)
    return [source.key for source in made]


def make_person(text):
    """Return the person written `text`, as names.read takes it."""
    from catalog import names

    return Person.objects.get_or_create(**names.read(text)._asdict())[0]


def small_world():
    """Make the world drawn above; return its sources by key."""
    for key in FACETS:
        make_facet(key)
    step = "feedback-signal/process-verifier/human-step-label"
    made = [
        make_source(
            key="lightman",
            title="Let's Verify Step by Step",
            authors=("Lightman, Hunter", "Kosaraju, Vineet"),
            summary="People label each step; unit tests play no part.",
            first_year=2023,
            arxiv="2305.20050",
            under=("contract/programmatic", "contract/judgment-required",
                   "data-object/step-labelled-trace", step, "role/data-release"),
        ),
        make_source(
            key="shepherd",
            title="Math-Shepherd: verifiers without human annotations",
            authors=("Wang, Peiyi",),
            summary="Steps are scored by rollouts.",
            first_year=2023,
            under=("contract/programmatic", "data-object/step-labelled-trace",
                   "feedback-signal/process-verifier/rollout-value",
                   "role/process-supervision"),
        ),
        make_source(
            key="webarena",
            title="WebArena: a realistic web environment",
            authors=("Zhou, Shuyan",),
            first_year=2023,
            under=("contract/environmental", "data-object/environment-episode",
                   "feedback-signal/formal-verifier/environment-state",
                   "role/agent-environment"),
        ),
        make_source(
            key="healthb",
            title="HealthBench: Gödel's physicians write rubrics",
            authors=("{OpenAI}",),
            first_year=2025,
            doi="10.1000/healthbench",
            under=("contract/judgment-required", "data-object/rubric-or-judge-record",
                   "feedback-signal/rubric-verifier/rubric-score"),
        ),
        make_source(
            key="draft",
            title="Canarydraft verifiers",
            authors=("Canaryauthor, Ann",),
            summary="Canarysummary of a draft.",
            first_year=2024,
            status=Source.Status.DRAFT,
            arxiv="2401.99999",
            under=("contract/programmatic", "data-object/step-labelled-trace", step,
                   "role/model-report"),
        ),
    ]  # fmt: skip
    return {source.key: source for source in made}
