"""BERT's uncased WordPiece, from a vocabulary file (Wu et al. 2016; Devlin et al. 2019).

Our own forty lines: the `tokenizers` package would bring a download client for a model hub into a program
that promises to touch no network. A test holds it against known pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

UNKNOWN, CLS, SEP = 100, 101, 102
FULL_STOP = (1012,)  # a word that is nothing else
SENTENCE_ENDS = frozenset((FULL_STOP, (1029,), (999,)))  # and a question or exclamation mark
LONGEST_WORD = 100  # longer ones are unknown, as in BERT


class WordPiece:
    """Words -> ids of their pieces."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.pieces = lru_cache(maxsize=8_192)(self._pieces)

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """With the vocabulary of a file, one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Ids of one word's pieces; one unknown id for a word that cannot be built from the vocabulary."""
        parts = _split(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        return tuple(i for part in parts for i in self._part(part)) or (UNKNOWN,)

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
