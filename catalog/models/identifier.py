"""How the world names a source, and where its parts can be had."""

from django.db import models

from catalog.models.source import Source


class Identifier(models.Model):
    """A normalised identifier; no two sources may share one."""

    class Scheme(models.TextChoices):
        ARXIV = "arxiv", "arXiv"
        DOI = "doi", "DOI"
        ISBN = "isbn", "ISBN"
        OPENREVIEW = "openreview", "OpenReview"

    source = models.ForeignKey(Source, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=12, choices=Scheme)
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ["scheme"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"], name="catalog_identifier_once"
            ),
            models.UniqueConstraint(
                fields=["source", "scheme"], name="catalog_identifier_one_a_scheme"
            ),
        ]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self):
        """The address at which the identifier resolves, "" if it has none."""
        prefix = {
            "arxiv": "https://arxiv.org/abs/",
            "doi": "https://doi.org/",
            "openreview": "https://openreview.net/forum?id=",
        }.get(self.scheme)
        return f"{prefix}{self.value}" if prefix else ""


class Link(models.Model):
    """An address at which a part of the work can be had, with that part's licence."""

    class Kind(models.TextChoices):
        PAPER = "paper", "paper"
        CODE = "code", "code"
        DATA = "data", "data"
        PROJECT = "project", "project page"
        MODEL = "model", "model"
        POST = "post", "post"

    source = models.ForeignKey(Source, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    url = models.URLField(max_length=400)
    licence = models.CharField(max_length=80, blank=True)  # SPDX where there is one

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "position"], name="catalog_link_position"
            ),
            models.CheckConstraint(
                name="catalog_link_is_web",
                condition=models.Q(url__startswith="https://")
                | models.Q(url__startswith="http://"),
                violation_error_message="A link starts with https:// or http://.",
            ),
        ]

    def __str__(self):
        return self.url
