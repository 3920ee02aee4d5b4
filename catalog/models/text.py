"""What the search engines index: words already folded and stemmed by us."""

from django.db import models

from catalog.models.claim import Claim
from catalog.models.source import Source


class SourceText(models.Model):
    """The words of a source by weight; see catalog.search for how they are made.

    Migrations add the database's own index: FTS5 kept by triggers on SQLite, a
    generated tsvector on PostgreSQL. Neither can drift from these columns.
    """

    source = models.OneToOneField(
        Source, models.CASCADE, primary_key=True, related_name="text"
    )
    title = models.TextField()
    names = models.TextField()
    body = models.TextField()

    def __str__(self):
        return f"words of {self.source_id}"


class ClaimText(models.Model):
    """The words of a claim: its statement, its sources' names, its findings."""

    claim = models.OneToOneField(
        Claim, models.CASCADE, primary_key=True, related_name="text"
    )
    title = models.TextField()
    names = models.TextField()
    body = models.TextField()

    def __str__(self):
        return f"words of {self.claim_id}"
