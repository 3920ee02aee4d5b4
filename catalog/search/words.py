"""Text as the words both engines index: folded, stemmed, written in ASCII.

A stored word is "x" and then ASCII letters and digits. The letter in front and the
hexadecimal spelling of everything beyond ASCII leave the databases' own tokenisers
nothing to interpret: "1e5", "τ" and "李" would otherwise be cut differently by each.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST = 60  # characters of one stored word
GAP = "x"  # a word of no letters: stands between two fields, so that no phrase runs across them
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
WORD = re.compile(rf"[^\W_][^\W_{MARKS}]*(?:[{MARKS}]+[^\W_]*)*")  # "o" + "¨" is one
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae",
                         "œ": "oe", "ı": "i", "ħ": "h"})  # fmt: skip

_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()  # the stemmer keeps the word it is at work on in itself


def folded(text):
    """Return `text` in small letters without diacritics; ß is ss, ø is o."""
    # Once more after taking apart: "ℋ" is only then a capital H.
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare.translate(LETTERS)


@lru_cache(maxsize=50_000)
def word(raw):
    """Return the stored form of one word as it stands in a text."""
    # Signs go: "⑴" is a word to Python, and "(1)" when taken apart.
    plain = "".join(c for c in folded(raw) if c.isalnum()) or raw
    if not plain.isascii():
        return "xu" + plain.encode("utf-16-be", "surrogatepass").hex()[: LONGEST - 1]
    with _stemming:
        return "x" + _stemmer.stemWord(plain)[:LONGEST]


def words(text):
    """Return the stored words of `text`, in order."""
    return [word(match) for match in WORD.findall(text)]


def indexed(*fields):
    """Return the words of `fields` as one string for the database to index."""
    return f" {GAP} ".join(" ".join(words(field)) for field in fields if field)
