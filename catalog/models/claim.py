"""A statement that a reader can disagree with; its standing is computed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.models.source import Source
from catalog.querysets import ClaimQuerySet
from taxonomy.models import ClaimKind, Dispute, Lesson, Quality, ScalingKnob, Term
from taxonomy.models.vocabulary import kebab


class Claim(models.Model):
    """What is asserted, of which kind, and how far it is meant to reach."""

    class Standing(models.TextChoices):
        ESTABLISHED = "established", "established"
        SUPPORTED = "supported", "supported"
        CONTESTED = "contested", "contested"
        CONTEXT_ONLY = "context-only", "context only"
        UNSUPPORTED = "unsupported", "unsupported"
        REFUTED = "refuted", "refuted"

    key = models.SlugField(max_length=80, unique=True, validators=[kebab])
    statement = models.CharField(max_length=300)
    kind = models.ForeignKey(ClaimKind, models.PROTECT, related_name="claims")
    scope = models.CharField(max_length=300, blank=True)  # sizes, bases, in words
    note = models.TextField(blank=True)
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    lessons = models.ManyToManyField(Lesson, blank=True, related_name="claims")
    qualities = models.ManyToManyField(Quality, blank=True, related_name="claims")
    terms = models.ManyToManyField(Term, blank=True, related_name="claims")

    status = models.CharField(
        max_length=12, choices=Source.Status, default=Source.Status.DRAFT
    )
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    # Written by catalog.indexing only, from the warranted evidence.
    standing = models.CharField(
        max_length=14,
        choices=Standing,
        default=Standing.UNSUPPORTED,
        editable=False,
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        indexes = [
            models.Index(fields=["standing", "key"], name="catalog_claim_stands")
        ]

    def __str__(self):
        return self.statement

    def get_absolute_url(self):
        """Return the address of the claim's page."""
        return reverse("claim", args=[self.key])


class ClaimKnob(models.Model):
    """A scaling knob that a claim speaks of, and what it says the knob moves."""

    class Effect(models.TextChoices):
        CEILING = "ceiling", "ceiling"
        EFFICIENCY = "efficiency", "efficiency"
        SURFACE = "surface", "measuring surface"

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="knobs")
    knob = models.ForeignKey(ScalingKnob, models.PROTECT, related_name="claims")
    effect = models.CharField(max_length=12, choices=Effect)

    class Meta:
        ordering = ["knob", "effect"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "knob", "effect"], name="catalog_claim_knob_once"
            ),
            models.CheckConstraint(
                name="catalog_claim_knob_effect_known",
                condition=Q(effect__in=["ceiling", "efficiency", "surface"]),
            ),
        ]

    def __str__(self):
        return f"{self.knob} moves the {self.get_effect_display()}"
