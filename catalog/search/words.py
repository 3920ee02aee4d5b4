"""Text as the words both engines index: folded, stemmed, written in ASCII.

A stored word is "x" and then ASCII letters and digits. The letter in front and the
hexadecimal spelling of everything beyond ASCII leave the databases' own tokenisers
nothing to interpret: "1e5", "τ" and "李" would otherwise be cut differently by each.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST = 60  # characters of one stored word
GAP = "x"  # a word of no letters: stands between two fields, so that no phrase runs across them
WORD = re.compile(r"[^\W_]+")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae",
                         "œ": "oe", "ı": "i", "ħ": "h"})  # fmt: skip

_stemmer = snowballstemmer.stemmer("english")


def folded(text):
    """Return `text` in small letters without diacritics; ß is ss, ø is o."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare.translate(LETTERS)


@lru_cache(maxsize=50_000)
def word(raw):
    """Return the stored form of one word as it stands in a text."""
    plain = folded(raw)
    stem = _stemmer.stemWord(plain) if plain.isascii() else plain
    ascii_only = (
        stem
        if stem.isascii()
        else "u" + stem.encode("utf-16-be", "surrogatepass").hex()
    )
    return "x" + ascii_only[:LONGEST]


def words(text):
    """Return the stored words of `text`, in order."""
    return [word(match) for match in WORD.findall(text)]


def indexed(*fields):
    """Return the words of `fields` as one string for the database to index."""
    return f" {GAP} ".join(" ".join(words(field)) for field in fields if field)
