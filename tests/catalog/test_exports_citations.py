"""Formatted references: every source has one, and no title becomes markup."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from hypothesis import given as for_any
from hypothesis import settings

from catalog.exports import citations, csl
from catalog.models import Source
from tests.catalog.test_exports_bibtex import unsaved
from tests.catalog.test_exports_latex import hostile
from tests.world import make_source


def fetched(**given):
    return Source.objects.for_export().get(pk=make_source(**given).pk)


@pytest.mark.django_db
def test_apa_and_ieee_name_authors_year_title_and_venue():
    source = fetched(
        title="Let's verify step by step",
        authors=["Lightman, Hunter", "de Rosa, Gustavo"],
        kind="conference-paper",
        container="The Twelfth International Conference on Learning Representations",
        published_year=2024,
    )
    texts = {each.key: each.text for each in citations.all_styles(source)}
    assert texts["apa"].startswith("Lightman, H., & de Rosa, G. (2024).")
    for style in ("apa", "ieee"):
        assert "Twelfth International Conference" in texts[style]
        assert "2024" in texts[style]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Source.Kind.values)
def test_every_kind_can_be_cited_with_least_data(kind):
    source = fetched(kind=kind, authors=(), title="Bare")
    for citation in citations.all_styles(source):
        assert "Bare" in citation.text


@pytest.mark.django_db
def test_markup_in_a_title_is_shown_as_text_on_the_page(client):
    source = make_source(title="<script>alert(1)</script> & <b>x</b>",
                         authors=["<img src=x onerror=y>, A"])  # fmt: skip
    page = client.get(source.get_absolute_url(), secure=True).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.django_db
def test_names_in_csl_keep_particles_suffixes_and_collectives():
    source = fetched(authors=["de Rosa, Gustavo", "King, Jr., Martin", "{OpenAI}"])
    assert csl.item(source)["author"] == [
        {"family": "Rosa", "given": "Gustavo", "non-dropping-particle": "de"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"literal": "OpenAI"},
    ]


@pytest.mark.parametrize(
    ("family", "particle", "rest"),
    [
        ("van der Berg", "van der", "Berg"),
        ("de Rosa Silva", "de", "Rosa Silva"),
        ("García y Vega", None, "García y Vega"),
        ("hooks", None, "hooks"),
    ],
)
def test_only_lower_case_words_in_front_are_a_particle(family, particle, rest):
    source = unsaved(authors=[{"family": family, "given": "A."}])
    (name,) = csl.item(source)["author"]
    assert (name.get("non-dropping-particle"), name["family"]) == (particle, rest)


def test_a_partial_list_of_authors_is_not_cited_as_the_whole():
    source = unsaved(authors_note="The first of many.",
                     authors=[{"family": "Guo", "given": "Daya"}])  # fmt: skip
    assert csl.item(source)["author"][-1] == {"literal": "others"}
    assert citations.formatted(source, "apa").startswith("Guo, D., & others. (2024).")


@pytest.mark.parametrize(
    ("title", "kind", "text"),
    [
        ("Bare", "report", "Bare. (2024)."),
        ("Bare (2024). Bare", "report", "Bare (2024). Bare. (2024)."),
        ("Bare", "preprint", ("Bare (arXiv:2305.20050). (2024). arXiv. https://doi.org/"
                             "10.48550/arXiv.2305.20050")),
    ],
)  # fmt: skip
def test_apa_names_a_work_without_authors_once(title, kind, text):
    source = unsaved(title=title, kind=kind, identifiers=[("arxiv", "2305.20050")])
    assert citations.formatted(source, "apa").rstrip() == text


def test_a_citation_links_to_what_can_be_read_before_code():
    links = [("code", "https://c.example/"), ("post", "https://p.example/")]
    assert csl.item(unsaved(links=links))["URL"] == "https://p.example/"


@pytest.mark.parametrize("style", citations.STYLES)
@settings(deadline=None, max_examples=30)  # 20 ms each
@for_any(text=hostile)
def test_any_text_can_be_cited(style, text):
    source = unsaved(title=text, venue=text, institution=text, pages=text, volume=text,
                     number=text, authors=[{"family": text, "given": text}])  # fmt: skip
    assert citations.formatted(source, style).strip()


def test_a_style_renders_for_one_thread_at_a_time():
    with ThreadPoolExecutor(1) as thread:
        with citations._alone:
            waiting = thread.submit(citations.formatted, unsaved(), "apa")
            assert wait([waiting], timeout=0.2).not_done
        assert waiting.result(timeout=10).startswith("T. (2024).")
