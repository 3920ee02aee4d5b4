"""The placement rules' form stands in the catalog: a change shows what it moves there."""

from django.contrib import admin

from catalog.forms import PlacementRuleForm
from catalog.indexing import refresh_claims
from catalog.models import Claim
from taxonomy.admin import VocabularyAdmin
from taxonomy.models import PlacementRule


@admin.register(PlacementRule)
class PlacementRuleAdmin(VocabularyAdmin):
    """Rules; role and kind stand, what may change is the answer and its reason."""

    form = PlacementRuleForm
    list_display = ["role", "kind", "verdict", "locator"]
    list_filter = ["verdict", "role", "kind"]

    def has_add_permission(self, request):
        """Every pair has its one rule already."""
        return False

    def save_model(self, request, obj, form, change):
        """Save the rule and judge the claims of its kind anew."""
        super().save_model(request, obj, form, change)
        refresh_claims(Claim.objects.filter(kind=obj.kind).values_list("pk", flat=True))
