"""What a release should report, in groups (reporting framework, Table A3)."""

from django.db import models

from taxonomy.models.vocabulary import kebab


class ReportingGroup(models.Model):
    """A group of fields, such as the verifier contract."""

    key = models.SlugField(max_length=40, unique=True, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    definition = models.TextField()
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.label


class ReportingField(models.Model):
    """One thing to release, and what it lets a reader tell."""

    group = models.ForeignKey(ReportingGroup, models.PROTECT, related_name="fields")
    key = models.SlugField(max_length=60, unique=True, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    release = models.TextField()
    why = models.TextField()
    contracts = models.JSONField(default=list, blank=True)  # keys; empty means all
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.label
