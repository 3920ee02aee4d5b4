"""Claims in the database: standing, constraints, pages, what a change moves."""

import json

import jsonschema
import pytest
from django.db import IntegrityError, transaction
from django.test.utils import CaptureQueriesContext

from catalog import publishing, standings
from catalog.models import Claim, Source
from taxonomy.models import Lesson
from tests.claims_world import (
    make_claim,
    make_evidence,
    make_model_report,
    make_rule,
    make_scaling_study,
)
from tests.world import make_source

pytestmark = pytest.mark.django_db


def page_of(client, claim):
    response = client.get(claim.get_absolute_url(), secure=True)
    assert response.status_code == 200
    return response.content.decode()


def test_standing_is_computed_from_warranted_evidence():
    assert make_claim(evidence=[{}, {}]).standing == "established"
    assert make_claim(evidence=[{}]).standing == "supported"
    assert make_claim(evidence=[{}, {"stance": "contradicts"}]).standing == "contested"
    assert (
        make_claim(evidence=[{"source": make_model_report()}]).standing == "unsupported"
    )


def test_unwarranted_evidence_is_kept_and_shown_with_the_rules_reason(client):
    report = make_model_report(short_name="BigReport")
    claim = make_claim(evidence=[{}, {"source": report, "design": "system-report"}])
    page = page_of(client, claim)
    assert claim.standing == "supported"
    assert "BigReport" in page
    assert "not warranted" in page
    assert "Rule of model-report for scaling." in page


def test_a_retired_sources_evidence_stays_visible_and_no_longer_counts(
    client, admin_user
):
    source = make_scaling_study(short_name="Withdrawn")
    claim = make_claim(evidence=[{"source": source}])
    assert claim.standing == "supported"
    publishing.retire_source(source, because="Withdrawn by its authors.", by=admin_user)
    claim.refresh_from_db()
    assert claim.standing == "unsupported"
    assert "Withdrawn" in page_of(client, claim)
    assert client.get(source.get_absolute_url(), secure=True).status_code == 410


def test_a_drafts_evidence_is_neither_shown_nor_counted(client):
    draft = make_scaling_study(short_name="Secretdraft", status=Source.Status.DRAFT)
    claim = make_claim(evidence=[{"source": draft, "finding": "Secretfinding."}])
    assert claim.standing == "unsupported"
    for address in (
        claim.get_absolute_url(),
        "/claims/",
        "/claims.json",
        "/claims.csv",
    ):
        response = client.get(address, secure=True)
        body = getattr(response, "streaming_content", None)
        text = b"".join(body) if body else response.content
        assert b"Secret" not in text, address


def test_a_draft_claim_is_404_and_in_no_list(client):
    claim = make_claim(status="draft", statement="Hiddenclaim.", evidence=[{}])
    assert client.get(claim.get_absolute_url(), secure=True).status_code == 404
    source = claim.evidence.get().source
    for address in ("/claims/", "/gaps/", source.get_absolute_url(), "/scaling/"):
        response = client.get(address, secure=True)
        assert b"Hiddenclaim" not in response.content, address


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"locator": ""}, id="no locator"),
        pytest.param({"finding": ""}, id="no finding"),
        pytest.param({"stance": "perhaps"}, id="no such stance"),
    ],
)
def test_the_database_refuses_impossible_evidence(given):
    claim = make_claim()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_evidence(claim, **given)


def test_the_database_refuses_a_source_that_contradicts_itself_at_one_place():
    claim, source = make_claim(), make_scaling_study()
    make_evidence(claim, source=source, locator="Sec. 2", stance="supports")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_evidence(claim, source=source, locator="Sec. 2", stance="contradicts")


def test_changing_a_rule_lists_the_claims_whose_standing_would_change():
    claim = make_claim(evidence=[{}, {}])
    make_claim(evidence=[{"source": make_model_report()}])
    rule = make_rule("scaling-study", "scaling", "may-establish", ["measurement"])
    rule.verdict = "context-only"
    moved = standings.moved_by(standings.as_rule(rule))
    assert [(m.claim.key, m.before, m.after) for m in moved] == [
        (claim.key, "established", "context-only")
    ]
    claim.refresh_from_db()
    assert claim.standing == "established"


def test_a_new_role_of_a_source_judges_its_claims_anew():
    source = make_model_report()
    claim = make_claim(evidence=[{"source": source}])
    make_rule("scaling-study", "scaling", "may-establish", ["measurement"])
    from catalog.indexing import refresh_sources
    from catalog.models import Classification
    from tests.world import make_term

    Classification.objects.create(
        source=source, term=make_term("role/scaling-study"), position=2
    )
    refresh_sources([source.pk])
    claim.refresh_from_db()
    source.refresh_from_db()
    assert (claim.standing, source.carried) == ("supported", 1)


def test_queries_of_the_claim_page_and_list_do_not_grow(
    client, django_assert_max_num_queries
):
    small = make_claim(evidence=[{}])
    counted = {}
    for name, address in (("page", small.get_absolute_url()), ("list", "/claims/")):
        client.get(address, secure=True)
        with CaptureQueriesContext(_connection()) as queries:
            client.get(address, secure=True)
        counted[name] = len(queries)
    big = make_claim(evidence=[{} for _ in range(12)])
    for _ in range(12):
        make_claim(evidence=[{}])
    for name, address in (("page", big.get_absolute_url()), ("list", "/claims/")):
        with CaptureQueriesContext(_connection()) as queries:
            client.get(address, secure=True)
        assert len(queries) == counted[name], name


def _connection():
    from django.db import connection

    return connection


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("standing=contested", {"both"}, id="standing"),
        pytest.param("stance=contradicts", {"both"}, id="evidence present"),
        pytest.param("standing=-contested", {"one"}, id="excluded"),
        pytest.param("kind=scaling&q=transformers", {"one"}, id="kind and text"),
        pytest.param("q=zebra", {"both"}, id="words of a finding"),
        pytest.param("", {"one", "both"}, id="everything"),
    ],
)
def test_claims_are_narrowed_like_sources(client, query, found):
    make_claim(key="one", statement="Transformers scale.", evidence=[{}])
    make_claim(
        key="both", evidence=[{"finding": "A zebra."}, {"stance": "contradicts"}]
    )
    response = client.get(f"/claims/?{query}", secure=True)
    assert response.status_code == 200
    assert {row[0].key for row in response.context["rows"]} == found
    assert response.context["counts"].total == len(found)


@pytest.mark.parametrize("query", ["kind=nope", "standing=1", "sort=key", "per_page=7"])
def test_an_unknown_value_is_an_error_beside_its_facet(client, query):
    response = client.get(f"/claims/?{query}", secure=True)
    assert response.status_code == 400
    assert query.split("=")[0] in response.content.decode()


def test_exports_hold_the_list_and_only_warrant_what_the_page_does(client):
    source = make_scaling_study(key="cited2024", title="Cited")
    claim = make_claim(key="exported", evidence=[{"source": source, "finding": "=1+1"}])
    make_claim(key="other", standing="supported", evidence=[{}, {}])
    rows = body(client, "/claims.csv?standing=supported").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("exported,")
    assert "'=1+1" in rows[1]
    assert "@misc{cited2024," in body(client, f"/claims/{claim.key}.bib")
    assert body(client, f"/claims/{claim.key}.bib").count("@misc") == 1


def body(client, address):
    response = client.get(address, secure=True)
    assert response.status_code == 200, address
    return b"".join(response).decode()


def test_the_json_of_claims_is_valid_against_its_published_schema(client):

    make_claim(evidence=[{}, {"stance": "contradicts"}])
    schema = json.loads(body(client, "/schemas/claims.json"))
    found = json.loads(body(client, "/claims.json"))
    jsonschema.validate(found, schema)
    assert found["count"] == len(found["items"]) == 1
    assert found["items"][0]["standing"] == Claim.objects.get().standing


def test_gaps_name_claims_of_one_group_and_of_reports_alone(client):
    alone = make_claim(key="alone", evidence=[{}])
    reports = make_claim(
        key="reports",
        evidence=[{"design": "system-report", "source": make_model_report()}],
    )
    make_claim(key="broad", evidence=[{}, {}])
    response = client.get("/gaps/", secure=True)
    held = {gap.title: {c.key for c in gap.claims} for gap in response.context["gaps"]}
    assert held["One group's work alone"] == {alone.key}
    assert held["System reports alone"] == {reports.key}


def test_a_cell_with_sources_but_no_verifier_study_is_a_gap(client):
    places = ["data-object/trace", "feedback-signal/tests"]
    for _ in range(3):
        make_source(under=places)
    response = client.get("/gaps/", secure=True)
    (cell,) = response.context["gaps"][-1].cells
    assert (cell[0].term.key, cell[1].term.key, cell[2]) == ("trace", "tests", 3)
    make_source(under=[*places, "role/verifier-judge"])
    response = client.get("/gaps/", secure=True)
    assert response.context["gaps"][-1].cells == []


def test_a_search_without_results_names_what_to_drop(client):
    make_claim(statement="Transformers scale.", evidence=[{}])
    response = client.get("/claims/?q=transformers&standing=refuted", secure=True)
    assert "Standing: Refuted" in response.content.decode()
    assert client.get("/claims/?q=zzz", secure=True).status_code == 200


def test_lessons_count_the_published_claims_in_one_query(client):
    for number in (1, 2):
        Lesson.objects.create(number=number, key=f"l{number}", title=f"T{number}")
    for status in ("published", "published", "draft"):
        make_claim(status=status).lessons.add(Lesson.objects.get(number=1))
    with CaptureQueriesContext(_connection()) as queries:
        response = client.get("/lessons/", secure=True)
    held = {lesson.number: n for lesson, n in response.context["lessons"]}
    assert (held, len(queries)) == ({1: 2, 2: 0}, 1)
