"""Plain Unicode text as LaTeX for the value of a BibTeX field, in ASCII.

BibTeX counts every brace, escaped or not, so a literal brace becomes a command and
what comes out is always balanced. Nothing in the text can end its field, start a
command or break a line. What LaTeX has no command for is romanised, never dropped.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from pylatexenc.latexencode import UnicodeToLatexEncoder

_encoder = UnicodeToLatexEncoder(
    replacement_latex_protection="braces-all",
    unknown_char_policy="keep",
    unknown_char_warning=False,
)
OURS = {
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "|": r"{\textbar}",
    '"': "''",  # one without its partner; pairs are turned below
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "–": "--",
    "—": "---",
    "…": r"{\dots}",
    "\u2011": "-",
}
# Of the 1,540 characters that pylatexenc has commands for, 712 need a package beyond
# LaTeX and T1 (all of Cyrillic, "∅", "ə"): a bibliography with one would not compile.
# tests/catalog/test_exports_latex.py compiles every command that passes here.
IN_TEXT = """
    ` ' ^ ~ " = . r c v u k H i AE ae OE oe O o L l ss DH dh DJ dj TH th NG ng IJ ij
    textexclamdown textquestiondown guillemotleft guillemotright guilsinglleft
    guilsinglright quotesinglbase quotedblbase textcent textsterling textyen texteuro
    textsection textparagraph textcopyright textregistered texttrademark textdegree
    textordfeminine textordmasculine textonesuperior texttwosuperior textthreesuperior
    textonequarter textonehalf textthreequarters textmu textperiodcentered textbullet
    textdagger textdaggerdbl textperthousand textnumero texttimes textdiv textlnot
    textleftarrow textuparrow textrightarrow textdownarrow
"""
IN_MATH = """
    ensuremath alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota
    kappa lambda mu nu xi pi varpi rho varrho sigma varsigma tau upsilon varphi phi chi
    psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega acute ddot
    pm mp leftrightarrow mapsto Leftarrow Rightarrow Leftrightarrow longrightarrow
    forall exists partial nabla in notin ni prod sum infty propto wedge vee cap cup int
    sim simeq cong approx neq equiv leq geq ll gg subset supset subseteq supseteq oplus
    otimes odot vdash perp top cdot star circ ell hbar langle rangle lceil rceil lfloor
    rfloor not
"""
TEXT, MATH = (frozenset(names.split()) for names in (IN_TEXT, IN_MATH))
COMMAND = re.compile(r"\\([A-Za-z]+|.)")
ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=",
    "\u0306": "u", "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H",
    "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
PAIR = re.compile(r'"([^"]*)"')
LETTER = re.compile(r"(?s).[\u0300-\u036f]*")  # with the marks that stand on it
WORD = re.compile(r"\S+")
PART = re.compile(r"[^\W_]+")
# What fonts draw as one sign: dashes, quotes, and the Spanish ¡ ¿.
JOINED = frozenset(["--", "``", "''", ",,", "?`", "!`"])


@lru_cache(maxsize=4096)
def _known(letter):
    """Return the LaTeX of `letter`, marks included; None if it has to be romanised."""
    if letter in OURS:
        return OURS[letter]
    if letter.isascii():
        return letter
    found = _encoder.unicode_to_latex(letter) if len(letter) == 1 else letter
    if found.isascii() and _is_plain(found):
        return found
    base, *marks = unicodedata.normalize("NFD", letter)
    if (
        base.isascii()
        and base.isalpha()
        and len(marks) <= 3
        and ACCENTS.keys() >= {*marks}
    ):
        for mark in marks:
            base = f"\\{ACCENTS[mark]}{{{base}}}"
        return f"{{{base}}}"
    return None


def _is_plain(tex):
    """Whether LaTeX has every command of `tex`, and has it in that mode."""
    commands = COMMAND.findall(tex)
    return (MATH if r"\ensuremath" in tex else TEXT).issuperset(commands)


@lru_cache(maxsize=4096)
def _romanised(letter):
    """Return `letter` in ASCII: romanised, or else by its number, as in [U+E000]."""
    plain = "".join(c for c in anyascii(letter) if c.isprintable())
    if not plain.strip() and not unicodedata.category(letter[0]).startswith("M"):
        plain = "".join(f"[U+{ord(c):04X}]" for c in letter)
    return "".join(OURS.get(c, c) for c in plain)


def _line(value):
    """Return `value` on one line: NFC, paired quotes turned, nothing unseen in it."""
    seen = (
        c for c in value if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf"}
    )
    one = unicodedata.normalize("NFC", " ".join("".join(seen).split()))
    return PAIR.sub(r"“\1”", one)


def _escaped(line):
    """Return `line` as LaTeX, letter by letter; "{}" parts what would join."""
    pieces = [""]
    for letter in LETTER.findall(line):
        known = _known(letter)
        piece = _romanised(letter) if known is None else known
        if pieces[-1][-1:] + piece[:1] in JOINED:
            pieces.append("{}")
        pieces += filter(None, [piece])
    return "".join(pieces)


def text(value):
    """Return `value` as LaTeX on one line, every special character escaped.

    Only blank text comes out blank: of what cannot be seen, the numbers are written.
    """
    return _escaped(_line(value)) or _numbers(value)


def _numbers(value):
    return " ".join(f"U+{ord(c):04X}" for c in value) if value.strip() else ""


def romanised(value):
    """Return the letters of `value` that LaTeX lacks, in the order they first stand."""
    letters = dict.fromkeys(LETTER.findall(_line(value)))
    return [letter for letter in letters if _known(letter) is None]


def title(value):
    """Return a title as LaTeX, braces around words that a style must not lower.

    A word is protected when it holds a capital after its first letter or beside a
    digit: "DeepSeek-R1", "LLMs", "GSM8K", "AI", "Best-of-N", "C++". A plain first
    capital is left to the style, as https://ctan.org/pkg/btxdoc asks.
    """
    line = _line(value)
    return WORD.sub(lambda match: _protected(match[0]), line) or _numbers(value)


def _protected(word):
    """Return one word of a title as LaTeX, its core in braces if it needs them."""
    if not _keeps_case(word):
        return _escaped(word)
    first, last = _core(word)
    before, core, after = word[:first], word[first:last], word[last:]
    return f"{_escaped(before)}{{{_escaped(core)}}}{_escaped(after)}"


def _core(word):
    """Return where the letters and digits of `word`, with their marks, begin and end."""
    held = [i for i, c in enumerate(word) if c.isalnum() or unicodedata.combining(c)]
    return held[0], held[-1] + 1


def _keeps_case(word):
    """Whether a style that lowers `word` would spoil it."""
    parts = PART.findall(word)
    alone = len(parts) > 1 or word.endswith(("+", "#", "*"))
    return any(
        _is_cased(part) or (alone and len(part) == 1 and part.isupper())
        for part in parts
    )


def _is_cased(part):
    inner = any(c.isupper() for c in part[1:])
    beside_digit = any(c.isupper() for c in part) and any(c.isdigit() for c in part)
    return inner or beside_digit
