"""The curators' forms: what they capture, what they refuse and why."""

import pytest
from django.urls import reverse

from catalog.models import Claim, Evidence, Source
from tests.claims_world import (
    make_claim,
    make_kind,
    make_model_report,
    make_rule,
    make_scaling_study,
)
from tests.world import make_person, make_source, make_term

pytestmark = pytest.mark.django_db


def formset(prefix, rows=(), initial=0):
    """Return the POST data of one inline formset."""
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def source_form(**given):
    """Return the POST data of a new source with everything a curator types."""
    term = make_term("role/data-release")
    person = make_person("Lovelace, Ada")
    data = {
        "key": "lovelace1843notes", "title": "Notes", "kind": "report",
        "first_year": 1943, "institution": "Taylor",
        **formset("authorships", [{"person": person.pk, "position": 1}]),
        **formset("identifiers", [
            {"scheme": "doi", "value": "https://doi.org/10.1000/ABC"}]),
        **formset("links", [
            {"position": 1, "kind": "paper", "url": "https://a.example/"}]),
        **formset("classifications", [
            {"term": term.pk, "locator": "title", "position": 1}]),
        **formset("absences"), **formset("aliases"),
    }  # fmt: skip
    return data | given


def errors_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_captured_source_is_a_draft_and_complete_when_published(admin_client, client):
    url = reverse("admin:catalog_source_add")
    response = admin_client.post(url, source_form(), secure=True)
    assert response.status_code == 302
    source = Source.objects.get()
    assert source.status == "draft"
    assert source.identifiers.get().value == "10.1000/abc"
    assert client.get(source.get_absolute_url(), secure=True).status_code == 404
    chosen = {"action": "publish", "_selected_action": [source.pk]}
    admin_client.post(reverse("admin:catalog_source_changelist"), chosen, secure=True)
    page = client.get(source.get_absolute_url(), secure=True).content.decode()
    assert "Lovelace" in page
    assert "@techreport{lovelace1843notes," in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("key", "Not A Key", "lower-case ASCII"),
        ("identifiers-0-value", "10.x", "is not a DOI"),
        ("links-0-url", "javascript:alert(1)", "valid URL"),
        ("links-0-url", "ftp://a.example/x", "Only http and https"),
        ("first_year", "abc", "whole number"),
    ],
)
def test_bad_input_is_refused_beside_its_field(admin_client, field, value, says):
    url = reverse("admin:catalog_source_add")
    response = admin_client.post(url, source_form(**{field: value}), secure=True)
    assert says in errors_of(response)
    assert not Source.objects.exists()


def test_status_and_standing_cannot_be_typed_in(admin_client):
    url = reverse("admin:catalog_source_add")
    admin_client.post(url, source_form(status="published", carried=99), secure=True)
    assert (Source.objects.get().status, Source.objects.get().carried) == ("draft", 0)


def claim_form(source, **given):
    """Return the POST data of a new claim with one piece of evidence."""
    piece = {"source": source.pk, "stance": "supports", "design": "measurement",
             "locator": "Sec. 1", "finding": "It grew.", "position": 1}  # fmt: skip
    return {
        "key": "it-grows", "statement": "It grows.", "kind": make_kind("scaling").pk,
        **formset("knobs"), **formset("evidence", [piece | given]),
    }  # fmt: skip


def test_a_forbidden_pair_is_refused_with_the_rule_and_what_to_do(admin_client):
    report = make_model_report(short_name="BigReport")
    url = reverse("admin:catalog_claim_add")
    page = errors_of(admin_client.post(url, claim_form(report), secure=True))
    assert "BigReport may not carry a claim of the kind" in page
    assert "Rule of model-report for scaling." in page
    assert "keep unwarranted" in page
    assert not Claim.objects.exists()


def test_a_forbidden_pair_is_kept_on_demand_and_not_counted(admin_client):
    report = make_model_report()
    url = reverse("admin:catalog_claim_add")
    data = claim_form(report, keep_unwarranted="on")
    assert admin_client.post(url, data, secure=True).status_code == 302
    assert Evidence.objects.get().warrant == "may-not"
    assert Claim.objects.get().standing == "unsupported"


def test_evidence_without_a_locator_is_refused(admin_client):
    url = reverse("admin:catalog_claim_add")
    data = claim_form(make_scaling_study(), locator="")
    assert "This field is required" in errors_of(
        admin_client.post(url, data, secure=True)
    )


def test_a_rule_that_moves_claims_lists_them_and_asks_again(admin_client):
    claim = make_claim(key="moves", evidence=[{}, {}])
    rule = make_rule("scaling-study", "scaling", "may-establish", ["measurement"])
    url = reverse("admin:taxonomy_placementrule_change", args=[rule.pk])
    data = {"verdict": "context-only", "needs": "[]", "rationale": "x", "locator": "y"}
    page = errors_of(admin_client.post(url, data, secure=True))
    assert "moves: established → context-only" in page
    claim.refresh_from_db()
    assert claim.standing == "established"
    data["moves_are_meant"] = "on"
    assert admin_client.post(url, data, secure=True).status_code == 302
    claim.refresh_from_db()
    assert claim.standing == "context-only"


def test_every_admin_list_and_form_opens(admin_client):
    make_claim(evidence=[{}])
    make_source()
    from django.contrib import admin

    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        response = admin_client.get(reverse(f"{name}_changelist"), secure=True)
        assert response.status_code == 200, name
        row = model._default_manager.first()
        if row is not None:
            url = reverse(f"{name}_change", args=[row.pk])
            assert admin_client.get(url, secure=True).status_code == 200, url
        assert model_admin is not None
