"""People and collectives, and the order in which they sign a source."""

from django.db import models
from django.db.models import Q

from catalog.models.source import Source


class Person(models.Model):
    """A person or a collective; namesakes are told apart by their number."""

    family = models.CharField(max_length=200)  # the whole name of a collective
    given = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=20, blank=True)
    is_collective = models.BooleanField(default=False)
    namesake = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["family", "given"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["family", "given", "suffix", "is_collective", "namesake"],
                name="catalog_person_once",
            ),
            models.CheckConstraint(
                name="catalog_collective_has_one_name",
                condition=Q(is_collective=False) | Q(given="", suffix=""),
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        """The name as it is said: "Gustavo de Rosa", "OpenAI"."""
        name = f"{self.given} {self.family}".strip()
        return f"{name}, {self.suffix}" if self.suffix else name


class Authorship(models.Model):
    """A person's place among the authors of a source, counted from 1."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="authorships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "position"], name="catalog_authorship_position"
            ),
            models.UniqueConstraint(
                fields=["source", "person"], name="catalog_authorship_once"
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.person}"
