"""A draft, and what awaits review, show nowhere to the public: not even as a count."""

import json

import pytest

from catalog.indexing import refresh_sources
from catalog.models import Source, SourceAlias
from tests.addresses import addresses, public_world
from tests.claims_world import make_evidence
from tests.world import make_source

pytestmark = pytest.mark.django_db
HIDDEN = ("draft", "submitted")
TOKEN = "canary"  # in every field of the hidden source, and nowhere else
STEP = "feedback-signal/process-verifier/human-step-label"


def make_canary(status):
    """Make a source under the very terms of "lightman", with the token everywhere."""
    source = make_source(
        key="canarykey", title="Canarytitle verifiers step by step", status=status,
        short_name="Canaryshort", summary="Canarysummary labels of each step.",
        institution="Canaryhouse", venue="Canaryvenue", container="Canarycontainer",
        authors=("Canaryauthor, Ann", "Lightman, Hunter"), authors_note="Canarynote",
        first_year=1987, arxiv="2402.99999", doi="10.1000/canary",
        links=[("code", "https://canary.example/")],
        under=("contract/programmatic", "contract/environmental", "role/data-release",
               "data-object/step-labelled-trace", STEP),
    )  # fmt: skip
    SourceAlias.objects.create(source=source, key="canaryalias")
    return source


def asking_urls():
    """Return the public addresses, plain and with what would bring the canary up."""
    plain = addresses()
    asks = (
        "q=verifiers", "q=canarytitle", "q=canaryauthor", "q=2402.99999",
        "q=10.1000/canary", "q=https://canary.example/", "q=canarykey", "sort=oldest",
        "contract=programmatic", "contract=-judgment-required", "year_max=1990",
        "feedback-signal=process-verifier&sort=title", "sort=added&per_page=100",
        "contract=environmental&data-object=step-labelled-trace",
    )  # fmt: skip
    lists = ("sources", "sources-file", "claims", "source", "map", "map-csv",
             "evidence-map")  # fmt: skip
    urls = list(plain.values())
    urls += [f"{plain[name]}?{ask}" for name in lists for ask in asks]
    urls += [f"/sources.{each}" for each in ("bib", "json", "csl", "csv", "ris")]
    urls += [f"/terms/{facet}/{key}/" for facet, key in (
        ("contract", "environmental"), ("data-object", "step-labelled-trace"),
        ("feedback-signal", "process-verifier"), ("role", "data-release"),
        ("role", "not-stated"))]  # fmt: skip
    urls += ["/map/?rows=contract&columns=data-object&colour=role",
             "/map.csv?rows=role&columns=feedback-signal"]  # fmt: skip
    return urls


def answer(client, url):
    response = client.get(url, secure=True)
    pieces = response.streaming_content if response.streaming else [response.content]
    body = b"".join(pieces).decode()
    # What a page of ours repeats of the question, and an export of the question.
    asked = url.split("?")[1:]
    for text in asked:
        body = body.replace(text, "").replace(text.replace("&", "&amp;"), "")
    return response.status_code, body


def whole(client):
    return {url: answer(client, url) for url in asking_urls()}


def without_release(answers):
    """Return the answers without the number of the edition, which moves with a write."""
    from taxonomy.models import Edition

    token = Edition.current("catalog")
    return {
        url: (status, body.replace(token, ""))
        for url, (status, body) in answers.items()
    }


@pytest.mark.parametrize("status", HIDDEN)
def test_every_answer_is_the_same_with_and_without_it(client, status):
    public_world()
    before = without_release(whole(client))
    make_canary(status)
    after = without_release(whole(client))
    for url in before:
        assert after[url] == before[url], url


def test_the_canary_sings_when_it_is_published(client):
    """The test above can fail: published, the same source changes nearly everything."""
    public_world()
    before = without_release(whole(client))
    make_canary("published")
    after = without_release(whole(client))
    same = {url for url in before if after[url] == before[url]}
    same -= {"/terms/role/not-stated/"}  # it has a role
    assert not {url for url in same if url.startswith(("/sources/?", "/map", "/terms"))}
    assert TOKEN in json.dumps(after).lower()


@pytest.mark.parametrize("status", HIDDEN)
@pytest.mark.parametrize(
    ("hidden", "missing"),
    [
        ("/sources/canarykey/", "/sources/missingkey/"),
        ("/sources/canaryalias/", "/sources/missingalias/"),
        ("/sources/canarykey.bib", "/sources/missingkey.bib"),
        ("/sources/canarykey/?q=canarytitle", "/sources/missingkey/?q=canarytitle"),
    ],
)
def test_it_is_missing_in_the_very_words_of_what_is_missing(
    client, small_world, status, hidden, missing
):
    make_canary(status)
    answers = [client.get(url, secure=True) for url in (hidden, missing)]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert dict(answers[0].headers) == dict(answers[1].headers)


def test_a_page_that_is_hidden_takes_as_many_queries_as_one_that_is_missing(
    client, small_world, django_assert_num_queries
):
    make_canary("draft")
    for key in ("canarykey", "missingkey"):
        with django_assert_num_queries(2):
            client.get(f"/sources/{key}/", secure=True)


def test_what_was_published_and_is_withdrawn_disappears_at_once(client):
    public_world()
    before = without_release(whole(client))
    source = make_canary("published")
    source.status = Source.Status.SUBMITTED
    source.save()
    refresh_sources([source.pk])
    after = without_release(whole(client))
    for url in before:
        assert after[url] == before[url], url


def test_hidden_claims_show_on_no_page_of_their_source(client):
    from tests.claims_world import make_claim

    sources = public_world()
    before = without_release(whole(client))
    claim = make_claim(key="canary-claim", statement="Canarystatement.", status="draft")
    make_evidence(claim, source=sources["lightman"], finding="Canaryfinding.")
    after = without_release(whole(client))
    for url in before:
        assert after[url] == before[url], url
    assert client.get("/claims/canary-claim/", secure=True).status_code == 404
