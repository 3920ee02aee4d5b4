"""`manage.py check_catalog`: lint the content and show how complete it is."""

from django.core.management import BaseCommand, CommandError

from catalog import checking
from catalog.models import Claim, Classification, Evidence, Link, Source
from taxonomy.vocabulary import vocabulary


class Command(BaseCommand):
    """Run every rule of catalog.checking; exit 1 if one does not hold."""

    help = (
        "Lint the published content and print a table of how complete it is."
        " Exits non-zero on any error."
    )

    def handle(self, *, verbosity, **options):
        errors = 0
        for rule in checking.RULES:
            findings = list(rule())
            errors += len(findings)
            mark = "ok" if not findings else f"{len(findings)} wrong"
            self.stdout.write(f"{mark:>10}  {rule.__doc__.splitlines()[0]}")
            for finding in findings:
                self.stdout.write(self.style.ERROR(f"{'':>12}{finding}"))
        if verbosity:
            self.show_completeness()
        if errors:
            raise CommandError(f"{errors} errors.")

    def show_completeness(self):
        """Print, for each facet and field, how many sources have it."""
        total = Source.objects.published().count() or 1
        self.stdout.write(
            f"\n{'of ' + str(total) + ' sources':<34}{'have it':>9}{'%':>6}"
        )
        for label, n in self.completeness():
            self.stdout.write(f"{label:<34}{n:>9}{100 * n // total:>5}%")
        places = Classification.objects.filter(
            implied=False, source__status="published"
        )
        located = places.exclude(locator="").count()
        self.stdout.write(f"\n{located} of {places.count()} places have a locator.")
        for what, n in checking.counts().items():
            self.stdout.write(f"{n} {what}, at least {checking.LEAST[what]} asked.")
        for label, field, model in (
            ("standing", "standing", Claim),
            ("warrant", "warrant", Evidence),
            ("stance", "stance", Evidence),
        ):
            values = sorted(set(model.objects.values_list(field, flat=True)))
            said = (f"{v} {model.objects.filter(**{field: v}).count()}" for v in values)
            self.stdout.write(f"{label}: {', '.join(said)}")

    def completeness(self):
        """Yield (what, number of published sources that have it)."""
        published = Source.objects.published()
        for key, branch in vocabulary().facets.items():
            stated = [node.term for node in branch.nodes]
            placed = published.placed_under_any(stated)
            reasons = published.filter(absences__facet__key=key)
            yield f"{branch.facet.label}", placed.count()
            if reasons.exists():
                yield "  none, with a reason", reasons.count()
        yield "Authors", published.exclude(authorships=None).count()
        yield "  all of them", published.filter(authors_note="").count()
        yield "arXiv id", published.filter(identifiers__scheme="arxiv").count()
        yield "DOI", published.filter(identifiers__scheme="doi").count()
        yield "Venue", published.exclude(venue="").count()
        licensed = Link.objects.exclude(licence="").values("source")
        yield "A licence", published.filter(pk__in=licensed).count()
        yield "Evidence for a claim", published.exclude(evidence=None).count()
