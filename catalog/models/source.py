"""A work of the survey: what it is, where it appeared, how far it is in review."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from catalog.querysets import SourceQuerySet

citation_key = RegexValidator(
    r"\A[a-z0-9]+\Z", "A citation key holds lower-case ASCII letters and digits only."
)


class Source(models.Model):
    """One work, whatever its manifestations; its key is stored and never recomputed."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"  # its curator may still edit it
        SUBMITTED = "submitted", "Awaiting review"
        PUBLISHED = "published", "Published"  # what readers see
        RETIRED = "retired", "Retired"  # a tombstone with the reason

    class Kind(models.TextChoices):
        CONFERENCE_PAPER = "conference-paper", "Conference paper"
        JOURNAL_ARTICLE = "journal-article", "Journal article"
        PREPRINT = "preprint", "Preprint"
        REPORT = "report", "Report"
        WEB_POST = "web-post", "Web post"
        DATASET = "dataset", "Data set"
        SOFTWARE = "software", "Software"
        BOOK = "book", "Book"
        THESIS = "thesis", "Thesis"

    key = models.CharField(max_length=80, unique=True, validators=[citation_key])
    title = models.CharField(max_length=400)
    short_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    institution = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    authors_note = models.CharField(
        max_length=200, blank=True, help_text="Why the list of authors is not complete."
    )
    # When the public could first read it; where it was published comes below and may
    # be later. A citation as published uses the venue's year.
    first_year = models.PositiveSmallIntegerField()
    first_month = models.PositiveSmallIntegerField(null=True, blank=True)
    venue = models.CharField(max_length=120, blank=True)
    container = models.CharField(max_length=300, blank=True)
    published_year = models.PositiveSmallIntegerField(null=True, blank=True)
    volume = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=40, blank=True)

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    retired_because = models.TextField(blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    # Written by catalog.indexing only, from everything above and what hangs on it.
    bibtex = models.TextField(blank=True, editable=False)
    listing = models.JSONField(default=dict, blank=True, editable=False)
    carried = models.PositiveIntegerField(default=0, editable=False)  # claims

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(Lower("key"), name="catalog_source_key_any_case"),
            models.CheckConstraint(
                name="catalog_source_first_year_plausible",
                condition=Q(first_year__gte=1900, first_year__lte=2100),
            ),
            models.CheckConstraint(
                name="catalog_source_month_is_a_month",
                condition=Q(first_month__isnull=True)
                | Q(first_month__gte=1, first_month__lte=12),
            ),
            models.CheckConstraint(
                name="catalog_source_status_known",
                condition=Q(status__in=["draft", "submitted", "published", "retired"]),
            ),
            models.CheckConstraint(
                name="catalog_source_retired_with_a_reason",
                condition=~Q(status="retired") | ~Q(retired_because=""),
                violation_error_message="Say why the source is retired.",
            ),
        ]
        indexes = [
            models.Index("status", "first_year", "key", name="catalog_source_by_year"),
            # Who is public, read from the index alone: the rows are wide.
            models.Index("status", "first_year", "id", name="catalog_source_public"),
            models.Index("status", "title", "key", name="catalog_source_by_title"),
            models.Index("status", "added_at", "key", name="catalog_source_by_added"),
        ]

    def __str__(self):
        return self.short_name or self.title

    def get_absolute_url(self):
        """Return the address of the source's page."""
        return reverse("source", args=[self.key])

    @property
    def cited_year(self):
        """The year a citation names: the venue's where it has one."""
        return self.published_year or self.first_year


class SourceAlias(models.Model):
    """A key under which another bibliography has the work; it leads to the source."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")
    key = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["key"]
        verbose_name_plural = "source aliases"

    def __str__(self):
        return self.key
