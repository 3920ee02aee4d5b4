"""The questions we ask of sources and claims."""

from django.db.models import Prefetch, Q, QuerySet


class SourceQuerySet(QuerySet):
    """Sources, narrowed and ordered."""

    def published(self):
        """Sources that readers see."""
        return self.filter(status="published")

    def placed_under_any(self, terms):
        """Sources placed under at least one of `terms` or below it."""
        return self.filter(self._placed(terms))

    def placed_under_none(self, terms):
        """Sources placed under none of `terms` nor below them."""
        return self.exclude(self._placed(terms))

    def _placed(self, terms):
        # A set of sources for each choice, never a join: a source is found once.
        placed = self._related("classifications").filter(
            term__in=[term.pk for term in terms]
        )
        return Q(pk__in=placed.order_by().values("source"))

    def for_export(self):
        """Sources with everything a citation needs, in a fixed number of queries."""
        # People are joined, not prefetched: Django 5.2 writes a forward prefetch as a
        # chain of ORs, and SQLite refuses one of more than 1,000.
        signed = self._related("authorships").select_related("person")
        return self.prefetch_related(
            Prefetch("authorships", queryset=signed), "identifiers", "links"
        )

    def for_page(self):
        """Sources with everything their own page shows."""
        direct = self._related("classifications").filter(implied=False)
        return self.for_export().prefetch_related(
            Prefetch(
                "classifications",
                queryset=direct.select_related("term__facet", "term__role"),
                to_attr="places",
            ),
            Prefetch(
                "absences", queryset=self._related("absences").select_related("facet")
            ),
            "aliases",
        )

    def _related(self, name):
        return self.model._meta.get_field(name).related_model._default_manager.all()


class ClaimQuerySet(QuerySet):
    """Claims, narrowed and ordered."""

    def published(self):
        """Claims that readers see."""
        return self.filter(status="published")

    def placed_under_any(self, options):
        """Claims for which at least one of `options` (claim_filters.Option) holds."""
        held = Q()
        for option in options:
            held |= option.condition
        return self.filter(pk__in=self.model.objects.filter(held).values("pk"))

    def placed_under_none(self, options):
        """Claims for which none of `options` holds."""
        held = self.model.objects.all().placed_under_any(options)
        return self.exclude(pk__in=held.values("pk"))

    def for_page(self):
        """Claims with everything their own page shows, in a fixed number of queries."""

        def related(name):
            return self.model._meta.get_field(name).related_model._default_manager.all()

        pieces = related("evidence").select_related("source", "role__term")
        return self.select_related("kind", "dispute").prefetch_related(
            "lessons",
            "qualities",
            Prefetch("terms", queryset=related("terms").select_related("facet")),
            Prefetch("knobs", queryset=related("knobs").select_related("knob")),
            Prefetch("evidence", queryset=pieces.prefetch_related("figures")),
        )
