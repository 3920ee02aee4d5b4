"""A piece of evidence: what one source shows for or against one claim, and where."""

from django.db import models
from django.db.models import Q

from catalog.models.claim import Claim
from catalog.models.source import Source
from taxonomy.models import PlacementRule, SourceRole


class Evidence(models.Model):
    """One finding of one source at one place, and how it bears on one claim."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "for"
        CONTRADICTS = "contradicts", "against"
        QUALIFIES = "qualifies", "qualifies"

    class Design(models.TextChoices):
        CONTROLLED_ABLATION = "controlled-ablation", "controlled ablation"
        REPLICATION = "replication", "independent replication"
        MEASUREMENT = "measurement", "measurement"
        SYSTEM_REPORT = "system-report", "system report"
        ARGUMENT = "argument", "argument"
        SYNTHESIS = "synthesis", "synthesis"

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence")
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField(default=0)
    stance = models.CharField(max_length=12, choices=Stance)
    design = models.CharField(max_length=20, choices=Design)
    locator = models.CharField(max_length=120)  # section, table, figure or page
    finding = models.TextField()
    read_by = models.CharField(max_length=80, blank=True)
    read_on = models.DateField(null=True, blank=True)

    # Written by catalog.indexing only: the rule's answer for this piece.
    warrant = models.CharField(
        max_length=16,
        choices=PlacementRule.Verdict,
        default=PlacementRule.Verdict.MAY_NOT,
        editable=False,
    )
    role = models.ForeignKey(
        SourceRole, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["claim", "position"]
        verbose_name_plural = "evidence"
        constraints = [
            # One place in a source says one thing of a claim: this keeps a source
            # from supporting and contradicting a claim in one breath.
            models.UniqueConstraint(
                fields=["claim", "source", "locator"],
                name="catalog_evidence_once_a_place",
                violation_error_message="This source already speaks to this claim at"
                " this place: change that piece, or give a finer locator.",
            ),
            models.CheckConstraint(
                name="catalog_evidence_has_a_locator",
                condition=~Q(locator=""),
                violation_error_message="Say where in the source it stands.",
            ),
            models.CheckConstraint(
                name="catalog_evidence_has_a_finding",
                condition=~Q(finding=""),
            ),
            models.CheckConstraint(
                name="catalog_evidence_stance_known",
                condition=Q(stance__in=["supports", "contradicts", "qualifies"]),
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.get_stance_display()} {self.claim_id}"


class Figure(models.Model):
    """A number that a finding rests on, as the source prints it."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    value = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.CharField(max_length=160, blank=True)
    conditions = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["evidence", "position"]

    def __str__(self):
        return f"{self.name}: {self.value} {self.unit}".strip()
