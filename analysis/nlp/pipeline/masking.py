"""What the tone network reads of a sentence, in training too: the pieces of its words, every person's name hidden.

A marker comes before each mention of a person whose tone is asked for. The name itself is one and the same word for
everybody, and so are "he" and "she" as such mentions. What else a mention says ("the disgraced mayor") stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.article import Span
from analysis.nlp.pipeline.encoding import ALIKE, CLS, SEP, WordPiece
from analysis.nlp.spans import overlap

MARKER = 2  # "[unused1]" of BERT's vocabulary
ANYBODY = "person"
LONGEST = 96  # pieces of a sentence; what is behind them is not read
MOST = 2_000  # characters: more than so many pieces of usual text
_CHUNK = re.compile(r"\S+")
_PRONOUN = re.compile(r"(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_ENDING = re.compile(r"[’']s?\Z")  # possessive


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence as the network reads it. `spans`: for each piece the characters that it comes from, empty for what is
    not in the text. `marks`: the place of each mention's marker, -1 where it was cut off."""

    pieces: tuple[int, ...]
    spans: tuple[Span, ...]
    marks: tuple[int, ...]


def mask(text: str, names: Sequence[Span], mentions: Sequence[Span], wordpiece: WordPiece) -> Masked:
    """`names`: spans of people's names in `text`. `mentions`: spans whose tone is asked for; every name has a marker
    as well. Spans are offsets into `text`, sorted; a name inside of a mention belongs to it."""
    text = text[:MOST]
    names, shown = ([s for s in spans if s[1] <= len(text)] for spans in (names, mentions))
    alone = [n for n in names if not any(overlap(n, m) for m in shown)]
    # A mention inside of a name ("Quill" of "Ada Quill") begins where the name does.
    own = {m: min([m[0], *(n[0] for n in names if overlap(n, m))]) for m in shown}
    begins = {*own.values(), *(start for start, _ in alone)}
    hidden = [(start, start + len(_ENDING.sub("", text[start:end]))) for start, end in names]
    hidden += [m for m in shown if _PRONOUN.fullmatch(text, *m)]
    edges = sorted({0, len(text), *begins, *(at for span in hidden for at in span)})
    pieces, places = [(CLS, (0, 0))], {}
    for start, end in pairwise(edges):
        if start in begins:
            places[start] = len(pieces)
            pieces.append((MARKER, (start, start)))
        if any(a <= start < b for a, b in hidden):
            words = [(ANYBODY, (start, end))] if any(a == start for a, _ in hidden) else []
        else:
            words = [(m[0], m.span()) for m in _CHUNK.finditer(text, start, end)]
        pieces += [(piece, span) for word, span in words for piece in wordpiece.pieces(word.translate(ALIKE))]
    pieces = [*pieces[: LONGEST - 1], (SEP, (len(text), len(text)))]
    marks = (places.get(own.get(mention, -1), -1) for mention in mentions)
    return Masked(*zip(*pieces, strict=True), tuple(at if at < len(pieces) - 1 else -1 for at in marks))
