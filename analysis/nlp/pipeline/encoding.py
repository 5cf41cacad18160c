"""What the encoder reads, in training too: the words of a document as pieces with shape and quotation state."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from analysis.nlp.quotations import find_quotations
from analysis.nlp.spans import spans_overlapping

UNKNOWN, CLS, SEP = 100, 101, 102
FULL_STOP = (1012,)  # a word that is nothing else
SENTENCE_ENDS = frozenset((FULL_STOP, (1029,), (999,)))  # and a question or exclamation mark
LONGEST_WORD = 100  # longer ones are unknown, as in BERT
MAX_PIECES = 6  # of one word: longer ones are links and hashes
WINDOW = 190  # pieces, with one for each end of a paragraph: longer ones did no better on PolNeAR dev
SHAPES, LOWER, SIGN = 6, 0, 5
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)  # quotation states
ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'"})


class WordPiece:
    """BERT's uncased WordPiece, words -> ids of their pieces (Wu et al. 2016; Devlin et al. 2019). Our own: the
    `tokenizers` package would bring a client for a model hub into a program that promises to touch no network."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.pieces = lru_cache(maxsize=8_192)(self._pieces)
        self.read = lru_cache(maxsize=8_192)(self._read)

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """With the vocabulary of a file, one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Ids of one word's pieces; one unknown id for a word that cannot be built from the vocabulary."""
        parts = _split(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        return tuple(i for part in parts for i in self._part(part)) or (UNKNOWN,)

    def _read(self, word: str) -> tuple[int, tuple[int, ...]]:
        """What the network reads of a token's word: its shape and its first pieces."""
        return shape(word), self._pieces(shown(word))[:MAX_PIECES]

    def has(self, word: str) -> bool:
        """Whether a word of two letters or more is in the vocabulary as a whole."""
        return len(word) > 1 and word.isalpha() and word.lower() in self._ids

    def _part(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [UNKNOWN]
        ids, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._ids.get(("##" if start else "") + part[start:end])
                if piece is not None:
                    break
            else:
                return [UNKNOWN]
            ids.append(piece)
            start = end
        return ids


def _split(word: Iterable[str]) -> list[str]:
    """Cut at punctuation and Chinese characters, each a part of its own; drop control characters."""
    parts = [""]
    for c in word:
        category = unicodedata.category(c)
        if category.startswith("P") or 0x4E00 <= ord(c) <= 0x9FFF or 0x3400 <= ord(c) <= 0x4DBF:
            parts += [c, ""]
        elif category[0] not in "CZ":
            parts[-1] += c
    return [p for p in parts if p]


class Word(NamedTuple):
    """A token that is no white space: its index in the document, its span, and what the network reads of it."""

    token: int
    start: int
    end: int
    quote: int
    shape: int
    pieces: tuple[int, ...]

    def unquoted(self) -> Word:
        """The same word outside quotation marks."""
        return self._replace(quote=OUTSIDE)


Window = list[list[Word]]  # paragraphs, or parts of a long one


def paragraphs(doc: Doc, wordpiece: WordPiece) -> Window:
    """Words by paragraph: a line end that a new sentence follows. Quotation marks pair within a paragraph."""
    text = doc.text  # spaCy joins it anew at every use
    words, spaces = [], []
    for token in doc:
        word, start = token.text, token.idx
        if token.is_space:
            spaces.append(token)
        else:
            words.append(Word(token.i, start, start + len(word), OUTSIDE, *wordpiece.read(word)))
    breaks = [t.idx for t in spaces if "\n" in t.text and t.i + 1 < len(doc) and t.nbor().is_sent_start]
    starts = [bisect_left(words, at, key=lambda w: w.start) for at in breaks]
    edges = [*zip([0, *starts], [0, *breaks], strict=True), (len(words), len(text))]
    parts = [(slice(i, j), (a, b)) for (i, a), (j, b) in pairwise(edges) if i < j]
    marks = find_quotations(text, [span for _, span in parts])
    return [_with_quotes(words[part], spans_overlapping(marks, span)) for part, span in parts]


def _with_quotes(words: list[Word], quoted: Iterable[tuple[int, int]]) -> list[Word]:
    for opening, closing in quoted:
        for i in range(bisect_left(words, opening, key=lambda w: w.start), len(words)):
            word = words[i]
            if word.start >= closing:
                break
            short = word.end - word.start <= 2
            quote = OPENING if short and word.start == opening else CLOSING if short and word.end == closing else INSIDE
            words[i] = word._replace(quote=quote)
    return words


def shown(word: str) -> str:
    """Any double quotation mark as a straight one, any apostrophe as a straight one: sites differ in no more."""
    word = word.translate(ALIKE)
    return '"' if word in {"''", "``"} else word


def shape(word: str) -> int:
    """0 lower case, 1 capitalized, 2 capitals, 3 holds a digit, 4 mixed case, 5 neither letter nor digit."""
    if any(c.isdigit() for c in word):
        return 3
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word[:1].isupper():
        return 1 if word[1:].islower() else 4
    return 4 if word[:1].isalpha() else 5


def windows(found: Window, limit: int = WINDOW) -> Iterator[Window]:
    """Runs of whole paragraphs up to `limit` pieces; a longer paragraph is cut."""
    current: Window = []
    size = 0
    for part in (part for paragraph in found for part in _cut(paragraph, limit)):
        count = sum(len(w.pieces) for w in part) + 1
        if current and size + count > limit:
            yield current
            current, size = [], 0
        current.append(part)
        size += count
    if current:
        yield current


def _cut(paragraph: list[Word], limit: int) -> Iterator[list[Word]]:
    """Where a sentence ends, if one does in the later two thirds; outside quotation marks, if one ends there. The
    network sees nothing before the cut: in mid-sentence it would begin sentences and statements anew."""
    start, size, ends = 0, 0, {}
    for i, word in enumerate(paragraph):
        if 3 * size > limit and ends_before(paragraph, i):
            ends[INSIDE if word.quote == INSIDE else OUTSIDE] = i
        if size + len(word.pieces) > limit:
            cut = ends.get(OUTSIDE, ends.get(INSIDE, i))
            yield paragraph[start:cut]
            start, size = cut, _size(paragraph[cut:i])
            ends = {state: at for state, at in ends.items() if 3 * _size(paragraph[cut:at]) > limit}
        size += len(word.pieces)
    yield paragraph[start:]


def _size(words: Sequence[Word]) -> int:
    return sum(len(w.pieces) for w in words)


def ends_before(words: Sequence[Word], i: int) -> bool:
    """Does a sentence end before word `i`, by the mark before it and the word's own case? In "Why?" Quill asked, it
    does not: behind a closing quotation mark only a period counts."""
    quoted = i > 1 and words[i - 1].quote == CLOSING
    begins = words[i].quote == OPENING or words[i].shape not in (LOWER, SIGN)
    ends = words[i - 2].pieces == FULL_STOP if quoted else words[i - 1].pieces in SENTENCE_ENDS
    return i > 0 and begins and ends


@dataclass(frozen=True, slots=True)
class Inputs:
    """One window as the network reads it; `first` and `opens` have an entry for each word."""

    pieces: list[int]
    shapes: list[int]
    quotes: list[int]
    first: list[int]  # position of the word's first piece
    opens: list[bool]  # the word is the first of its paragraph


def inputs(window: Sequence[Sequence[Word]]) -> Inputs:
    """`[CLS] first paragraph [SEP] second paragraph [SEP]`."""
    out = Inputs([CLS], [5], [OUTSIDE], [], [])
    for paragraph in window:
        at = len(out.pieces)
        for word in paragraph:
            out.first.append(at)
            at += len(word.pieces)
            out.pieces.extend(word.pieces)
            if len(word.pieces) == 1:
                out.shapes.append(word.shape)
                out.quotes.append(word.quote)
            else:
                out.shapes.extend([word.shape] * len(word.pieces))
                out.quotes.extend([word.quote] * len(word.pieces))
        out.opens.extend([True, *[False] * (len(paragraph) - 1)])
        out.pieces.append(SEP)
        out.shapes.append(5)
        out.quotes.append(OUTSIDE)
    return out
