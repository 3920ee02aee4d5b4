"""Which role a source plays, and which claims a role may carry (Table A4)."""

from django.db import models

from taxonomy.models.vocabulary import Term, kebab


class SourceRole(models.Model):
    """A term of the facet "role", with what the placement guide says of it."""

    term = models.OneToOneField(Term, models.CASCADE, related_name="role")
    background = models.BooleanField()
    contributes = models.TextField(blank=True)
    typical = models.TextField(blank=True)
    may_carry = models.TextField(blank=True)
    may_not_carry_alone = models.TextField(blank=True)

    class Meta:
        ordering = ["term__position"]

    def __str__(self):
        return self.term.label


class ClaimKind(models.Model):
    """What a claim is about, as far as it decides who may carry it."""

    key = models.SlugField(max_length=40, unique=True, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    definition = models.TextField()
    example = models.TextField(blank=True)
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.label


class PlacementRule(models.Model):
    """What a role may do for a kind of claim, under which designs, and why."""

    class Verdict(models.TextChoices):
        MAY_ESTABLISH = "may-establish", "may establish"
        CONTEXT_ONLY = "context-only", "context only"
        MAY_NOT = "may-not", "may not carry"

    role = models.ForeignKey(SourceRole, models.CASCADE, related_name="rules")
    kind = models.ForeignKey(ClaimKind, models.CASCADE, related_name="rules")
    verdict = models.CharField(max_length=16, choices=Verdict)
    needs = models.JSONField(default=list, blank=True)  # designs; empty means any
    rationale = models.TextField()
    locator = models.CharField(max_length=80)

    class Meta:
        ordering = ["role__term__position", "kind__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "kind"], name="taxonomy_one_rule_a_pair"
            ),
            models.CheckConstraint(
                name="taxonomy_rule_verdict_known",
                condition=models.Q(
                    verdict__in=["may-establish", "context-only", "may-not"]
                ),
            ),
        ]

    def __str__(self):
        return f"{self.role} × {self.kind}: {self.get_verdict_display()}"
