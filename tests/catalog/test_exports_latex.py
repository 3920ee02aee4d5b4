"""Unicode into LaTeX: nothing breaks out, nothing is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.exports import latex

NASTY = ["x},\n note={inj", "a{b", "a\\", "@comment{x", "50%", "\\input{/etc/passwd}",
         "\\write18{ls}", "明", "🙂", "\u202eabc", '"', '"a" "', "$x$", "~^#_&"]  # fmt: skip
hostile = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"])),
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("Gödel & Łukasz", r'G{\"o}del \& {\L}ukasz'),
        ("50% of $x_1$ #3", r"50\% of \$x\_1\$ \#3"),
        ("a{b}c\\d~e^f", (r"a{\textbraceleft}b{\textbraceright}c{\textbackslash}d"
                         r"{\textasciitilde}e{\textasciicircum}f")),
        ('he said "so" — 1–2', r"he said ``so'' --- 1--2"),
        ("τ-bench", r"{\ensuremath{\tau}}-bench"),
        ("明", "Ming"),
        ("two\n lines\x07", "two lines "),
    ],
)  # fmt: skip
def test_text_is_escaped(plain, tex):
    assert latex.text(plain) == tex


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("Scaling LLMs with GSM8K", "Scaling {LLMs} with {GSM8K}"),
        ("DeepSeek-R1: Incentivizing", "{DeepSeek-R1}: Incentivizing"),
        ("A (BERT) model", "A ({BERT}) model"),
        ("Let's Verify Step by Step", "Let's Verify Step by Step"),
        ("τ-Bench and AI", r"{\ensuremath{\tau}}-Bench and {AI}"),
    ],
)
def test_titles_protect_words_that_a_style_would_lower(plain, tex):
    assert latex.title(plain) == tex


def balanced(text):
    depth = 0
    for c in text:
        depth += (c == "{") - (c == "}")
        if depth < 0:
            return False
    return depth == 0


@given(hostile)
def test_any_text_comes_out_balanced_in_ascii_on_one_line(plain):
    for tex in (latex.text(plain), latex.title(plain)):
        assert balanced(tex)
        assert tex.isascii()
        assert "\n" not in tex
        for command in ("input", "include", "write", "openin", "catcode", "def"):
            assert f"\\{command}" not in tex


def test_romanised_letters_are_named():
    assert latex.romanised("Li 李明 é") == ["李", "明"]
