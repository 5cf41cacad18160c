"""What the tone network reads of a sentence: the pieces of its words, with every person's name hidden.

Each mention of a person begins with a marker; the words of the name behind it are one and the same word for everybody,
and so are "he", "she" and their forms. What else a mention says ("the disgraced mayor") stays. Training and run time
share this.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.article import Span
from analysis.nlp.pipeline.encoding import ALIKE, CLS, SEP, WordPiece

MARKER = 2  # "[unused1]" of BERT's vocabulary
ANYBODY = "person"
LONGEST = 96  # pieces of a sentence; what is behind them is not read
_CHUNK = re.compile(r"\S+")
_PRONOUN = re.compile(r"(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_ENDING = re.compile(r"[’']s?\Z")


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence as the network reads it. `marks`: the place of each mention's marker, -1 where it was cut off."""

    pieces: tuple[int, ...]
    marks: tuple[int, ...]


def mask(text: str, names: Sequence[Span], mentions: Sequence[Span], wordpiece: WordPiece) -> Masked:
    """`names`: spans of people's names in `text`. `mentions`: spans whose tone is asked for; every name has a marker
    as well. Spans are offsets into `text`, sorted; a name inside of a mention belongs to it."""
    alone = [n for n in names if not any(m[0] < n[1] and n[0] < m[1] for m in mentions)]
    begins = {start for start, _ in (*mentions, *alone)}
    hidden = [_without_ending(text, n) for n in names]
    hidden += [m for m in mentions if _PRONOUN.fullmatch(text, *m)]
    edges = sorted({0, len(text), *begins, *(at for span in hidden for at in span)})
    pieces, places = [CLS], {}
    for start, end in pairwise(edges):
        if start in begins:
            places[start] = len(pieces)
            pieces.append(MARKER)
        if any(a <= start < b for a, b in hidden):
            words = [ANYBODY] if any(a == start for a, _ in hidden) else []
        else:
            words = [m[0] for m in _CHUNK.finditer(text, start, end)]
        for word in words:
            pieces += wordpiece.pieces(word.translate(ALIKE))
    cut = pieces[: LONGEST - 1]
    marks = tuple(place if place < len(cut) else -1 for place in (places[start] for start, _ in mentions))
    return Masked((*cut, SEP), marks)


def _without_ending(text: str, name: Span) -> Span:
    """The name without a possessive ending."""
    return name[0], name[0] + len(_ENDING.sub("", text[slice(*name)]))
