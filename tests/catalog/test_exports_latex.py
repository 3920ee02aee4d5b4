"""Unicode into LaTeX: nothing breaks out, nothing is dropped."""

import subprocess
import time

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
        ("Да", "Da"),
        ("∅", "0"),
        ("two\n lines\x07\u202e \u200b", "two lines"),
        ("Nguyễn, x\u0302", r"Nguy{\~{\^{e}}}n, {\^{x}}"),
        ("--flag 'a'' ?`", "-{}-flag 'a'{}' ?{}`"),
        ('a 5" disk', "a 5'' disk"),
        ("\ue000", "[U+E000]"),
        ("\u200b", "U+200B"),
        (" \n", ""),
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
        ("Best-of-N in C++ and A*", "{Best-of-N} in {C}++ and {A}*"),
        ("A Plan: Chain-of-Thought", "A Plan: Chain-of-Thought"),
        ("ÄÖ X\u030cY\u030c", r"{{\"A}{\"O}} {{\v{X}}{\v{Y}}}"),
        ("a{AB}c", r"{a{\textbraceleft}AB{\textbraceright}c}"),
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


@pytest.mark.parametrize(
    "piece", ['"', "{", "\\", "e\u0301", "\u0301", "A-", '"a', "明"]
)
def test_long_hostile_text_takes_linear_time(piece):
    began = time.perf_counter()
    latex.title(piece * 100_000)
    assert time.perf_counter() - began < 2


@pytest.mark.latex
def test_latex_has_every_command_that_we_write(tmp_path):
    signs = [chr(n) for n in (*range(0x20, 0x3000), *range(0x1D400, 0x1D800))]
    stacked = [a + b for a in "aioTy" for b in latex.ACCENTS]
    lines = {latex.text(sign): sign for sign in (*signs, *stacked)}
    (tmp_path / "all.tex").write_text(
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}"
        "\\begin{document}\n" + "\n\n".join(lines) + "\n\\end{document}"
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-1500:]
