"""Forms of the admin: what a curator types, put in order and explained."""

from django import forms
from django.core.exceptions import ValidationError

from catalog import identifiers, placement, standings
from catalog.models import Classification, Evidence, Identifier, Link
from taxonomy.models import Facet, PlacementRule, Term


class IdentifierForm(forms.ModelForm):
    """An identifier in any usual form, kept in its normal one."""

    class Meta:
        model = Identifier
        fields = ["scheme", "value"]

    def clean(self):
        """Return the data with the identifier normalised; say what is wrong with it."""
        data = super().clean()
        scheme, value = data.get("scheme"), data.get("value")
        if scheme and value:
            try:
                data["value"] = identifiers.NORMALISE[scheme](value)
            except ValueError as error:
                self.add_error("value", str(error))
        return data


class LinkForm(forms.ModelForm):
    """A web address; anything but http and https is refused."""

    url = forms.URLField(max_length=400, assume_scheme="https")

    class Meta:
        model = Link
        fields = ["position", "kind", "url", "licence"]

    def clean_url(self):
        """Return the address if it is one of the web."""
        url = self.cleaned_data["url"]
        if not url.startswith(("https://", "http://")):
            raise ValidationError("Only http and https addresses.")
        return url


class GroupedTerms(forms.ModelChoiceField):
    """Every term, grouped by facet and indented by depth."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Term.objects.filter(is_absence=False), **kwargs)

    def choices_by_facet(self):
        """Return (facet, [(pk, label)]) pairs in the order of the taxonomy."""
        terms = self.queryset.select_related("parent", "facet")
        by_facet = {facet.pk: (facet.label, []) for facet in Facet.objects.all()}
        for term in terms.order_by("facet__position", "position"):
            dash = "– " if term.parent_id else ""
            by_facet[term.facet_id][1].append((term.pk, f"{dash}{term.label}"))
        return [("", "---------"), *by_facet.values()]


class ClassificationForm(forms.ModelForm):
    """A place, and the passage of the source that shows it."""

    term = GroupedTerms()

    class Meta:
        model = Classification
        fields = ["term", "locator", "position"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = self.fields["term"].choices_by_facet()


class EvidenceForm(forms.ModelForm):
    """A piece of evidence; a forbidden pair is refused with its rule, or kept on demand."""

    keep_unwarranted = forms.BooleanField(
        required=False, help_text="Keep it although it may not carry the claim."
    )

    class Meta:
        model = Evidence
        fields = [
            "claim",
            "source",
            "stance",
            "design",
            "locator",
            "finding",
            "read_by",
            "read_on",
            "position",
        ]

    def clean(self):
        """Return the data; where the claim is a field, refuse what its kind forbids."""
        data = super().clean()
        if data.get("claim"):
            self.refuse_forbidden(data["claim"].kind)
        return data

    def refuse_forbidden(self, kind):
        """Add an error, saying the rule, if the source may not carry claims of `kind`."""
        data = self.cleaned_data
        source, design = data.get("source"), data.get("design")
        if not source or not design or data.get("keep_unwarranted"):
            return
        roles = source.classifications.filter(term__facet__key="role", implied=False)
        keys = list(roles.order_by("position").values_list("term__key", flat=True))
        answer = placement.warrant(kind.key, keys, design, standings.rules())
        if answer.verdict == placement.MAY_NOT:
            self.add_error(
                None,
                f"{source} may not carry a claim of the kind “{kind.label.lower()}”:"
                f" {answer.because} Use a source whose role may, or tick “keep"
                " unwarranted”: it is then shown, never counted.",
            )


class EvidenceFormSet(forms.BaseInlineFormSet):
    """The evidence typed in under a claim, judged by the claim's kind as typed in."""

    def clean(self):
        """Refuse each piece whose source may not carry the claim."""
        super().clean()
        if self.instance.kind_id:
            for form in self.forms:
                if form.has_changed() and hasattr(form, "cleaned_data"):
                    form.refuse_forbidden(self.instance.kind)


class PlacementRuleForm(forms.ModelForm):
    """A rule; a change that would move claims lists them first and asks again."""

    moves_are_meant = forms.BooleanField(
        required=False, help_text="Save although the standings listed above change."
    )

    class Meta:
        model = PlacementRule
        fields = ["verdict", "needs", "rationale", "locator"]

    def clean(self):
        """Return the data, or refuse it with the claims whose standing it would move."""
        data = super().clean()
        if self.errors or data.get("moves_are_meant"):
            return data
        changed = placement.Rule(
            self.instance.role.term.key,
            self.instance.kind.key,
            data["verdict"],
            frozenset(data["needs"] or ()),
            data["rationale"],
        )
        moved = standings.moved_by(changed)
        if moved:
            raise ValidationError(
                ["These claims would change their standing. Tick the box to go on."]
                + [f"{m.claim.key}: {m.before} → {m.after}" for m in moved]
            )
        return data
