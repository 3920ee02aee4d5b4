"""The curators' forms. What is derived is written by catalog.indexing on each save."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied

from catalog import forms, publishing
from catalog.indexing import refresh_claims, refresh_sources
from catalog.models import (
    Absence,
    Authorship,
    Claim,
    ClaimKnob,
    Classification,
    Evidence,
    Figure,
    Identifier,
    Link,
    Person,
    Source,
    SourceAlias,
)
from taxonomy.admin import VocabularyAdmin
from taxonomy.models import PlacementRule


class AuthorshipInline(admin.TabularInline):
    """Authors in their order."""

    model = Authorship
    autocomplete_fields = ["person"]
    extra = 1


class IdentifierInline(admin.TabularInline):
    """arXiv ids, DOIs and the like."""

    model = Identifier
    form = forms.IdentifierForm
    extra = 1


class LinkInline(admin.TabularInline):
    """Where parts of the work can be had, with their licences."""

    model = Link
    form = forms.LinkForm
    extra = 1


class ClassificationInline(admin.TabularInline):
    """Places in the taxonomy; the first role is the main one."""

    model = Classification
    form = forms.ClassificationForm
    extra = 3

    def get_queryset(self, request):
        """Leave out what indexing implies."""
        return super().get_queryset(request).filter(implied=False)


class AbsenceInline(admin.TabularInline):
    """Why a source truly has no place in a facet."""

    model = Absence
    extra = 0


class AliasInline(admin.TabularInline):
    """Keys under which other bibliographies have the work."""

    model = SourceAlias
    extra = 0


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """Sources: captured as drafts, made public by the action "publish"."""

    list_display = ["key", "title", "kind", "first_year", "status", "carried"]
    list_filter = ["status", "kind", "first_year"]
    search_fields = ["key", "title", "short_name", "authorships__person__family"]
    readonly_fields = ["status", "added_at", "changed_at"]
    inlines = [
        AuthorshipInline, IdentifierInline, LinkInline, ClassificationInline,
        AbsenceInline, AliasInline,
    ]  # fmt: skip
    actions = ["publish"]
    save_on_top = True

    def get_readonly_fields(self, request, obj=None):
        """A key, once stored, never changes."""
        return [*self.readonly_fields, *(["key"] if obj else [])]

    def save_related(self, request, form, formsets, change):
        """Save what hangs on the source, then write what is derived of it."""
        super().save_related(request, form, formsets, change)
        refresh_sources([form.instance.pk])

    def has_delete_permission(self, request, obj=None):
        """A published source is retired, never deleted."""
        drafts_only = obj is None or obj.status == Source.Status.DRAFT
        return drafts_only and super().has_delete_permission(request, obj)

    @admin.action(description="Publish the chosen sources", permissions=["change"])
    def publish(self, request, queryset):
        """Publish each of the chosen sources that is complete enough."""
        _publish_each(self, request, queryset, publishing.publish_source)


def _publish_each(model_admin, request, queryset, publish):
    for record in queryset:
        try:
            publish(record, by=request.user)
        except (publishing.CannotPublish, PermissionDenied) as error:
            model_admin.message_user(request, str(error), messages.ERROR)
        else:
            model_admin.message_user(request, f"{record.key} is public.")


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """People and collectives."""

    list_display = ["family", "given", "is_collective", "namesake"]
    search_fields = ["family", "given"]

    def save_model(self, request, obj, form, change):
        """Save the name, and write it anew wherever it is cited."""
        super().save_model(request, obj, form, change)
        refresh_sources(obj.authorships.values_list("source", flat=True))


class KnobInline(admin.TabularInline):
    """Scaling knobs the claim speaks of."""

    model = ClaimKnob
    extra = 0


class EvidenceInline(admin.StackedInline):
    """Evidence for, against and qualifying; its warrant is computed."""

    model = Evidence
    form = forms.EvidenceForm
    formset = forms.EvidenceFormSet
    autocomplete_fields = ["source"]
    readonly_fields = ["warrant", "role"]
    extra = 1


@admin.register(Claim)
class ClaimAdmin(admin.ModelAdmin):
    """Claims with their evidence; the standing is computed and cannot be typed in."""

    list_display = ["key", "statement", "kind", "standing", "status"]
    list_filter = ["status", "standing", "kind", "lessons", "dispute"]
    search_fields = ["key", "statement"]
    readonly_fields = ["standing", "status"]
    filter_horizontal = ["lessons", "qualities", "terms"]
    inlines = [KnobInline, EvidenceInline]
    actions = ["publish"]

    def get_readonly_fields(self, request, obj=None):
        """A key, once stored, never changes."""
        return [*self.readonly_fields, *(["key"] if obj else [])]

    def save_related(self, request, form, formsets, change):
        """Save the evidence, then compute warrants and standing."""
        super().save_related(request, form, formsets, change)
        refresh_claims([form.instance.pk])

    @admin.action(description="Publish the chosen claims", permissions=["change"])
    def publish(self, request, queryset):
        """Publish each of the chosen claims that has evidence."""
        _publish_each(self, request, queryset, publishing.publish_claim)


class FigureInline(admin.TabularInline):
    """Numbers as the source prints them."""

    model = Figure
    extra = 1


@admin.register(Evidence)
class EvidenceAdmin(admin.ModelAdmin):
    """One piece with its figures."""

    form = forms.EvidenceForm
    list_display = ["claim", "source", "stance", "design", "warrant", "locator"]
    list_filter = ["stance", "design", "warrant"]
    search_fields = ["claim__statement", "source__key", "finding"]
    autocomplete_fields = ["claim", "source"]
    readonly_fields = ["warrant", "role"]
    inlines = [FigureInline]

    def save_model(self, request, obj, form, change):
        """Save the piece, then compute its warrant and the claim's standing."""
        super().save_model(request, obj, form, change)
        refresh_claims([obj.claim_id])


@admin.register(PlacementRule)
class PlacementRuleAdmin(VocabularyAdmin):
    """Rules; role and kind stand, what may change is the answer and its reason."""

    form = forms.PlacementRuleForm
    list_display = ["role", "kind", "verdict", "locator"]
    list_filter = ["verdict", "role", "kind"]

    def has_add_permission(self, request):
        """Every pair has its one rule already."""
        return False

    def save_model(self, request, obj, form, change):
        """Save the rule and judge the claims of its kind anew."""
        super().save_model(request, obj, form, change)
        refresh_claims(Claim.objects.filter(kind=obj.kind).values_list("pk", flat=True))
