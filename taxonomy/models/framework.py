"""Lessons, quality claims, ledgers and the smaller tables of the survey."""

from django.db import models

from taxonomy.models.reporting import ReportingField
from taxonomy.models.vocabulary import Term, kebab


class Lesson(models.Model):
    """One of the seven traps of Table 1, and what to report to stay out of it."""

    number = models.PositiveSmallIntegerField(unique=True)
    key = models.SlugField(max_length=60, unique=True, validators=[kebab])
    title = models.CharField(max_length=120)
    trap = models.TextField()
    why_it_fails = models.TextField()
    what_to_do = models.TextField()
    fields = models.ManyToManyField(ReportingField, related_name="lessons")
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"Lesson {self.number}: {self.title}"


class Quality(models.Model):
    """One of the four quality claims of Fig. 4, each relative to something."""

    key = models.SlugField(max_length=40, unique=True, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    relative_to = models.CharField(max_length=80)
    definition = models.TextField()
    not_enough = models.TextField()
    fields = models.ManyToManyField(ReportingField, related_name="qualities")
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "qualities"

    def __str__(self):
        return self.label


class ConstructionLayer(models.Model):
    """A row of the attribution ledger, Table 2. `cells` maps a column to its state."""

    class Cell(models.TextChoices):
        PRIMARY = "primary", "primary trainable field"
        AUDIT = "audit", "audit field, usually missing"
        NONE = "none", "does not apply"
        UNVERIFIED = "unverified", "unverified: public readings disagree"

    COLUMNS = ("prompt", "trace", "environment", "verifier", "lineage")

    term = models.OneToOneField(Term, models.CASCADE, related_name="layer")
    number = models.PositiveSmallIntegerField(unique=True)
    examples = models.TextField()
    visible = models.TextField()
    hidden = models.TextField()
    handle = models.TextField()
    cells = models.JSONField()
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.term.label}"


class ScalingKnob(models.Model):
    """A row of the scaling ledger, Table 3: what a knob moves, and what to release."""

    class Effect(models.TextChoices):
        DIRECT = "direct", "direct"
        CONDITIONAL = "conditional", "conditional"
        NONE = "none", "none"

    key = models.SlugField(max_length=40, unique=True, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    definition = models.TextField()
    ceiling = models.CharField(max_length=12, choices=Effect)
    efficiency = models.CharField(max_length=12, choices=Effect)
    surface = models.CharField(max_length=12, choices=Effect)
    release = models.TextField()
    fields = models.ManyToManyField(ReportingField, related_name="knobs", blank=True)
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.label


class Dispute(models.Model):
    """A question the field has not settled; claims belong to it on both sides."""

    key = models.SlugField(max_length=60, unique=True, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    question = models.TextField()
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.title


class FrameworkItem(models.Model):
    """An entry of a smaller table: a question, a part of a sample, a pool, a mover.

    `entry` is the row of the file as (name, value) pairs; what every table has is
    drawn from it into columns.
    """

    section = models.SlugField(max_length=40)
    key = models.SlugField(max_length=60, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    locator = models.CharField(max_length=80)
    entry = models.JSONField()

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "key"], name="taxonomy_item_key_in_section"
            )
        ]

    def __str__(self):
        return self.label

    @property
    def values(self):
        """The entry as a dict, for templates: `item.values.formula`."""
        return dict(self.entry)
