"""How text is cut into stored words, and marked in what is shown."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search import asking, words
from catalog.search.snippets import snippet

pytestmark = pytest.mark.django_db


nasty = st.text(
    st.one_of(
        st.characters(blacklist_categories=["Cs"]),
        st.sampled_from(list("\"'-*:()&|!<>^~\\%_;@{}[]+#⑴½ﷺ™ℋ\u0308\u200d\x00 ")),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Verifiers", ["xverifi"]),
        ("Gödel", ["xgodel"]),
        ("Straße", ["xstrass"]),
        ("Ångström", ["xangstrom"]),
        ("1e5", ["x1e5"]),
        ("⑴", ["x1"]),
        ("ℋ", ["xh"]),
        ("½", ["x12"]),
        ("李", ["xu674e"]),
        ("a_b", ["xa", "xb"]),
        ("?!", []),
    ],
)
def test_a_word_is_stored_folded_stemmed_and_in_ascii(text, stored):
    assert words.words(text) == stored


@given(text=nasty)
def test_a_stored_word_holds_letters_and_digits_of_ascii_only(text):
    for word in words.words(text):
        assert word.isascii()
        assert word.isalnum()
        assert word.lower() == word
        assert 2 <= len(word) <= 1 + words.LONGEST


@given(text=nasty)
def test_a_text_finds_itself(text):
    """What is typed is cut into words as what is stored was."""
    stored = words.words(text)
    for group in asking.read(text.replace("-", " ").replace('"', " ")):
        for phrase in group.wanted:
            assert set(phrase) <= set(stored)


def test_threads_do_not_stem_into_each_other():
    raw = [f"{stem}{ending}" for stem in ("verif", "judg", "reason", "relat", "normal")
           for ending in ("ications", "ments", "ings", "ionally", "izations")]  # fmt: skip
    right = {each: words.word.__wrapped__(each) for each in raw}
    wrong = []

    def stem():
        for _ in range(40):
            wrong.extend(
                each for each in raw if words.word.__wrapped__(each) != right[each]
            )

    threads = [threading.Thread(target=stem) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def hits(pieces):
    return [piece.text for piece in pieces if piece.hit]


def test_a_snippet_marks_the_words_as_they_stand():
    text = "Verifiers, judged by Gödel, verified."
    pieces = snippet(text, asking.stems('godel "verify it" -by'))
    assert hits(pieces) == ["Verifiers", "Gödel", "verified"]
    assert "".join(piece.text for piece in pieces) == text


def test_a_snippet_is_cut_around_the_first_hit():
    text = "word " * 100 + "needle " + "word " * 100
    pieces = snippet(text, asking.stems("needle"))
    whole = "".join(piece.text for piece in pieces)
    assert hits(pieces) == ["needle"]
    assert whole.startswith("… word ")
    assert whole.endswith(" …")
    assert len(whole) < 280


@given(text=nasty, about=nasty)
def test_a_snippet_loses_and_invents_nothing(text, about):
    whole = "".join(piece.text for piece in snippet(text, asking.stems(about)))
    assert whole == text
