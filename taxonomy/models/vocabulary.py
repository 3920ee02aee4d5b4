"""Facets and their terms: what a source is placed under."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

kebab = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "Lower-case letters, digits and single hyphens."
)


def inside(label):
    """Return a label as it stands inside a sentence: "RL rollouts" stays, "Unit tests"
    begins small.
    """
    word = label.split(" ", 1)[0]
    keeps = any(c.isupper() or c.isdigit() for c in word[1:])
    return label if keeps else label[:1].lower() + label[1:]


class Facet(models.Model):
    """One question asked of every source, such as "who checks the answer?"."""

    key = models.SlugField(max_length=40, unique=True, validators=[kebab])
    position = models.PositiveSmallIntegerField(unique=True)
    label = models.CharField(max_length=80)
    plural = models.CharField(max_length=80)
    question = models.TextField()
    definition = models.TextField()
    locator = models.CharField(max_length=80)
    facts = models.JSONField(
        default=list, blank=True
    )  # pairs: PostgreSQL keeps no order

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.label


class Term(models.Model):
    """An answer to a facet's question. Its key never changes once published."""

    facet = models.ForeignKey(Facet, models.PROTECT, related_name="terms")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    key = models.SlugField(max_length=60, validators=[kebab])
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=100)
    short_label = models.CharField(max_length=60, blank=True)
    definition = models.TextField()
    scope_note = models.TextField(blank=True)
    synonyms = models.JSONField(default=list, blank=True)
    locator = models.CharField(max_length=80)
    facts = models.JSONField(default=list, blank=True)  # pairs of label and text
    # The "not stated" of its facet: held by exactly the sources placed nowhere in it,
    # so that not-knowing is filtered and counted like any other answer.
    is_absence = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["facet", "position", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "key"], name="taxonomy_term_key_in_facet"
            ),
            models.UniqueConstraint(
                fields=["facet"],
                condition=Q(is_absence=True),
                name="taxonomy_term_one_absence_a_facet",
            ),
            models.CheckConstraint(
                name="taxonomy_term_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        """Return the address of the term's page."""
        return reverse("term", args=[self.facet.key, self.key])
