"""Synthetic sources: real terms, invented words, written in bulk."""

import random

from catalog.indexing import refresh_sources
from catalog.models import Authorship, Classification, Link, Person, Source
from taxonomy.vocabulary import vocabulary

WORDS = ["reward", "trace", "verifier", "judge", "rubric", "step", "label", "proof", "test", "agent", "web", "code", "maths", "scaling", "policy", "rollout", "data", "filter", "teacher", "sample", "curriculum"]  # fmt: skip
RARE = "quokka"  # stands in 2 % of the titles
BATCH = 2000


def make(size, seed=7):
    """Write `size` published sources with 10 to 14 places, 3 authors and a link each."""
    chance = random.Random(seed)
    facets = [
        [node.term for node in branch.nodes] for branch in vocabulary().facets.values()
    ]
    people = Person.objects.bulk_create(
        [Person(family=f"Family{n}", given=f"Given{n % 97}") for n in range(2000)]
    )
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        sources = Source.objects.bulk_create(_source(n, chance) for n in numbers)
        Authorship.objects.bulk_create(
            Authorship(source=source, person=person, position=position)
            for source in sources
            for position, person in enumerate(chance.sample(people, 3), start=1)
        )
        Link.objects.bulk_create(
            Link(source=s, position=1, kind="paper", url=f"https://e.example/{s.key}")
            for s in sources
        )
        Classification.objects.bulk_create(
            Classification(source=source, term=term, position=position)
            for source in sources
            for terms in facets
            for position, term in enumerate(
                chance.sample(terms, min(len(terms), chance.choice((1, 1, 2)))), start=1
            )
        )
        refresh_sources(source.pk for source in sources)


def _source(n, chance):
    words = chance.choices(WORDS, k=7) + ([RARE] if n % 50 == 0 else [])
    return Source(
        key=f"synthetic{n}",
        title=" ".join(words).capitalize(),
        kind="preprint",
        summary=" ".join(chance.choices(WORDS, k=60)),
        first_year=chance.randint(2015, 2026),
        status="published",
    )
