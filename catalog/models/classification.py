"""A source's places in the taxonomy: the one source-term table."""

from django.db import models

from catalog.models.source import Source
from taxonomy.models import Facet, Term


class Classification(models.Model):
    """A source under a term, with the place in the source that shows it.

    Rows with `implied` are written by catalog.indexing: the ancestors of every placed
    term, and the "not stated" of every facet in which the source has no place. So one
    join answers every filter, and one group-by every count.
    """

    # Without indexes of their own: both composite ones below cover them, and are
    # enough for a count to be read from the index alone.
    source = models.ForeignKey(
        Source, models.CASCADE, related_name="classifications", db_index=False
    )
    term = models.ForeignKey(
        Term, models.PROTECT, related_name="classifications", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)  # the main role is first
    locator = models.CharField(max_length=120, blank=True)  # "" means not checked
    implied = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["source", "term__facet", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "source"], name="catalog_classification_once"
            ),
            models.CheckConstraint(
                name="catalog_implied_has_no_locator",
                condition=models.Q(implied=False) | models.Q(locator=""),
            ),
        ]
        indexes = [
            models.Index(fields=["source", "term"], name="catalog_source_terms"),
        ]

    def __str__(self):
        return f"{self.source_id} under {self.term_id}"


class Absence(models.Model):
    """Why a source truly has no place in a facet, in one sentence."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="absences")
    facet = models.ForeignKey(Facet, models.PROTECT, related_name="absences")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["facet"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "facet"], name="catalog_absence_once"
            )
        ]

    def __str__(self):
        return self.reason
