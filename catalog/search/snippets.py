"""A passage with the matched words marked, cut around the first of them."""

from dataclasses import dataclass

from catalog.search.words import WORD, word

AROUND = 260  # characters of a cut passage


@dataclass(frozen=True)
class Piece:
    """A run of text; `hit` says whether it is a matched word."""

    text: str
    hit: bool


def marked(text, stems):
    """Return `text` as pieces, the words whose stored form is in `stems` being hits."""
    pieces, end = [], 0
    for match in WORD.finditer(text) if stems else ():
        if word(match[0]) in stems:
            if match.start() > end:
                pieces.append(Piece(text[end : match.start()], hit=False))
            pieces.append(Piece(match[0], hit=True))
            end = match.end()
    if end < len(text):
        pieces.append(Piece(text[end:], hit=False))
    return pieces


def snippet(text, stems):
    """Return the pieces of a passage of about 260 characters around the first hit."""
    first = next(
        (m.start() for m in WORD.finditer(text) if stems and word(m[0]) in stems), 0
    )
    start = 0
    if first > AROUND // 2:
        start = text.find(" ", first - AROUND // 2) + 1
    end = len(text)
    if end - start > AROUND:
        end = text.rfind(" ", start, start + AROUND)
        end = end if end > start else start + AROUND
    cut = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    return marked(cut, stems)
