"""Formatted references: every source has one, and no title becomes markup."""

import pytest

from catalog.exports import citations, csl
from catalog.models import Source
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
