"""What a reader typed, read as alternatives of wanted and unwanted phrases."""

import re
from dataclasses import dataclass, field

from catalog.search.words import WORD, words

MOST_PHRASES = 24  # in one search; what comes after is not read
TOKEN = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "that",
        "the",
        "to",
        "was",
        "were",
        "with",
    ]
)


@dataclass
class Group:
    """Phrases that must all be there, and phrases that must not."""

    wanted: list[tuple[str, ...]] = field(default_factory=list)
    unwanted: list[tuple[str, ...]] = field(default_factory=list)

    def __bool__(self):
        return bool(self.wanted or self.unwanted)


def read(text):
    """Return the groups of `text`, of which one must hold; never raises.

    "or" between two phrases starts a new group. A word of several parts, such as
    step-by-step, is a phrase. Common words count only inside quotation marks, unless
    there is nothing else.
    """
    tokens = TOKEN.findall(text)[:MOST_PHRASES]
    telling = [token for token in tokens if _is_or(*token) or not _is_common(token[2])]
    if any(
        words(quoted or bare) for _, quoted, bare in telling if bare.lower() != "or"
    ):
        tokens = telling
    groups = [Group()]
    for minus, quoted, bare in tokens:
        if _is_or(minus, quoted, bare):
            groups.append(Group())
        elif phrase := tuple(words(quoted or bare)):
            (groups[-1].unwanted if minus else groups[-1].wanted).append(phrase)
    return [group for group in groups if group]


def _is_or(minus, _quoted, bare):
    return bare.lower() == "or" and not minus


def _is_common(bare):
    found = WORD.findall(bare)
    return len(found) == 1 and found[0].lower() in COMMON


def stems(text):
    """Return the set of stored words that `text` asks for, to mark them in a page."""
    return {word for group in read(text) for phrase in group.wanted for word in phrase}
