"""How far a source or claim has come: the only writer of `status`.

draft → submitted → published → retired. Review by a second person comes with the
curation issue; until then whoever holds the permission publishes.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.indexing import refresh_claims, refresh_sources
from catalog.models import Source


class CannotPublish(Exception):
    """The record is not in a state, or not complete enough, to be published."""


@transaction.atomic
def publish_source(source, *, by):
    """Make `source` public; return it.

    Raises PermissionDenied if `by` may not publish, CannotPublish if it is retired or
    lacks a role, an author or a reason for having none.
    """
    _permit(by, "catalog.change_source")
    source = Source.objects.select_for_update().get(pk=source.pk)
    if source.status == Source.Status.RETIRED:
        raise CannotPublish(f"{source.key} is retired.")
    roles = source.classifications.filter(term__facet__key="role", implied=False)
    if not roles.exists():
        raise CannotPublish(f"{source.key} has no role: place it under one.")
    if not source.authorships.exists() and not source.authors_note:
        raise CannotPublish(f"{source.key} names no author and gives no reason.")
    source.status = Source.Status.PUBLISHED
    source.save(update_fields=["status", "changed_at"])
    refresh_sources([source.pk])
    return source


@transaction.atomic
def retire_source(source, *, because, by):
    """Replace the page of `source` by a tombstone with the reason; return it.

    Its evidence stays visible and no longer counts. Raises ValueError without a reason.
    """
    _permit(by, "catalog.change_source")
    if not because.strip():
        raise ValueError("Say why the source is retired.")
    source = Source.objects.select_for_update().get(pk=source.pk)
    source.status = Source.Status.RETIRED
    source.retired_because = because
    source.save(update_fields=["status", "retired_because", "changed_at"])
    refresh_sources([source.pk])
    return source


@transaction.atomic
def publish_claim(claim, *, by):
    """Make `claim` public; raises CannotPublish if it has no evidence."""
    _permit(by, "catalog.change_claim")
    if not claim.evidence.exists():
        raise CannotPublish(f"{claim.key} has no evidence.")
    claim.status = Source.Status.PUBLISHED
    claim.save(update_fields=["status", "changed_at"])
    refresh_claims([claim.pk])
    return claim


def _permit(user, permission):
    if not user.has_perm(permission):
        raise PermissionDenied(f"Needs {permission}.")
