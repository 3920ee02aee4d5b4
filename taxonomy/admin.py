"""The vocabulary's forms. A key never changes; a term in use is never deleted."""

from django.contrib import admin

from taxonomy import models
from taxonomy.models import Edition


class VocabularyAdmin(admin.ModelAdmin):
    """Saves and gives the vocabulary a new edition, so that every process reads it."""

    def get_readonly_fields(self, request, obj=None):
        """A key, once stored, never changes."""
        names = {field.name for field in self.model._meta.fields}
        return [*self.readonly_fields, *(["key"] if obj and "key" in names else [])]

    def save_related(self, request, form, formsets, change):
        """Save everything, then renew the edition."""
        super().save_related(request, form, formsets, change)
        Edition.renew("taxonomy")

    def has_delete_permission(self, request, obj=None):
        """Nothing of the vocabulary is deleted here: merging comes with curation."""
        return False


@admin.register(models.Term)
class TermAdmin(VocabularyAdmin):
    """Terms of every facet."""

    list_display = ["label", "facet", "key", "parent", "locator"]
    list_filter = ["facet"]
    search_fields = ["key", "label", "definition"]


for model in (
    models.ClaimKind,
    models.ConstructionLayer,
    models.Dispute,
    models.Facet,
    models.FrameworkItem,
    models.Lesson,
    models.Quality,
    models.ReportingField,
    models.ReportingGroup,
    models.ScalingKnob,
    models.SourceRole,
):
    admin.site.register(model, VocabularyAdmin)
