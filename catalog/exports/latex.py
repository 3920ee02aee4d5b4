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
    '"': r"{\textquotedbl}",  # one without its partner; pairs are turned below
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "–": "--",
    "—": "---",
    "…": r"{\dots}",
    "\u00a0": " ",
    "\u2011": "-",
}
PAIR = re.compile(r'"([^"]*)"')
# Letters and digits with the marks that hold a word together.
WORD = re.compile(r"[^\s]+")
PART = re.compile(r"[A-Za-z0-9]+")


@lru_cache(maxsize=4096)
def character(c):
    """Return one character as LaTeX."""
    if c in OURS:
        return OURS[c]
    if c.isascii():
        return c if c.isprintable() else " "
    known = _encoder.unicode_to_latex(c)
    if known.isascii():
        return known
    plain = anyascii(c)
    return "".join(OURS.get(each, each) for each in plain if each.isprintable())


def text(value):
    """Return `value` as LaTeX on one line, every special character escaped."""
    value = " ".join(unicodedata.normalize("NFC", value).split())
    value = PAIR.sub(r"“\1”", value).replace('"', "”")
    return "".join(map(character, value))


def romanised(value):
    """Return the characters of `value` that LaTeX lacks, in the order they stand."""
    held = unicodedata.normalize("NFC", value)
    return [c for c in dict.fromkeys(held) if _is_romanised(c)]


@lru_cache(maxsize=4096)
def _is_romanised(c):
    if c.isascii() or c in OURS or c.isspace():
        return False
    return not _encoder.unicode_to_latex(c).isascii()


def title(value):
    """Return a title as LaTeX, braces around words that a style must not lower.

    A word is protected when it holds a capital after its first letter or beside a
    digit: "DeepSeek-R1", "LLMs", "GSM8K", "AI". A plain first capital is left to the
    style, as https://ctan.org/pkg/btxdoc asks.
    """
    value = " ".join(unicodedata.normalize("NFC", value).split())
    value = PAIR.sub(r"“\1”", value).replace('"', "”")
    return WORD.sub(lambda match: _protected(match[0]), value)


def _protected(word):
    """Return one word of a title as LaTeX, its core in braces if it needs them."""
    if not any(map(_keeps_case, PART.findall(word))):
        return "".join(map(character, word))
    first, last = _core(word)
    before, core, after = word[:first], word[first:last], word[last:]
    shielded = "{" + "".join(map(character, core)) + "}"
    return "".join(map(character, before)) + shielded + "".join(map(character, after))


def _core(word):
    """Return where the letters and digits of `word` begin and end."""
    held = [i for i, c in enumerate(word) if c.isalnum()]
    return held[0], held[-1] + 1


def _keeps_case(part):
    """Whether a style that lowers `part` would spoil it."""
    inner = any(c.isupper() for c in part[1:])
    beside_digit = any(c.isupper() for c in part) and any(c.isdigit() for c in part)
    return inner or beside_digit
