"""One sentence or headline as the networks read it: its tone, the tone toward the persons in it, whether it is loaded.

The tone is the network's, moved a little by VADER's sum over the words: together they agree with people better than
either does (`research/training/README.md`).

Whether it is loaded: a linear model scores each word piece by the tone network's vectors of it (log-odds that people
mark its word). The log-odds of the sentence are `intercept + slope * log(sum of the pieces' odds)`, so leaving a word's
pieces out of the sum tells what it adds. Words for groups of people are not counted. It was learned from BABE
(`research/training/loaded_head.py`), in which experts called half of the sentences biased by their wording. In most
news fewer are: chances put sentences in order, and no figure for an article is made of them. Without its file there are
no chances, and everything else works.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from analysis import DATA
from analysis.article import WORD, Loaded, Span
from analysis.measures.syllables import is_word
from analysis.measures.tone.lexicons import VADER
from analysis.nlp.pipeline import tone_network
from analysis.nlp.pipeline.masking import Masked, mask
from analysis.nlp.spans import SpanIndex, overlap

WEIGHTS = DATA / "loaded.npz"
_POSSESSIVE = re.compile(r"[’']s\Z")
NOTHING = Loaded(math.nan, ())
LIST_WEIGHT = 0.15  # of VADER's compound: chosen on a fifth of the articles (README)


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """`tone`: -1 to 1. `sides`: for each mention the chances of negative, neutral, positive; None: cut off."""

    tone: float
    sides: tuple[tuple[float, float, float] | None, ...]
    loaded: Loaded


def read(text: str, names: Sequence[Span], mentions: Sequence[Span] = (), loaded: bool = False) -> SentenceRead:
    """`names`: spans of people's names in the text; `mentions`: spans whose tone is asked for. Sorted and disjoint."""
    network = tone_network.load()
    masked = mask(text, names, mentions, network.wordpiece)
    found = network.read(masked)
    tone = math.tanh(found.raw + LIST_WEIGHT * VADER.score(without(text, names)))
    return SentenceRead(tone, found.sides, find_loaded(text, names, masked, found.vectors) if loaded else NOTHING)


def without(text: str, names: Iterable[Span]) -> str:
    """The text without these spans: a list of words must not rate a name."""
    pieces, at = [], 0
    for start, end in names:
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]])


def has_words(text: str, names: Iterable[Span] = ()) -> bool:
    """Whether any word outside the names is in the dictionary or the network's vocabulary: "zzz" is none."""
    hidden, vocabulary = SpanIndex(names), tone_network.load().wordpiece
    words = (m for m in WORD.finditer(text) if not hidden.touch(m.span()))
    return any(is_word(m[0].lower().replace("’", "'")) or vocabulary.has(m[0]) for m in words)


@dataclass(frozen=True, slots=True)
class Head:
    """`weights`: one for each number of a piece's vector (1152). `groups`: words for groups of people, not counted."""

    weights: np.ndarray
    bias: float
    intercept: float
    slope: float
    groups: frozenset[str] = frozenset()

    def odds(self, vectors: np.ndarray) -> np.ndarray:
        """Of each piece (pieces x 1152), 0 and up."""
        return np.exp(vectors.astype(np.float64) @ self.weights + self.bias)

    def chance(self, odds: float) -> float:
        """Of a sentence whose pieces' odds have this sum, 0 to 1."""
        return 0.0 if odds <= 0 else float(1 / (1 + np.exp(-self.intercept - self.slope * np.log(odds))))


@lru_cache(maxsize=4)
def load(path: Path = WEIGHTS) -> Head | None:
    """The head; None without its file."""
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as found:
        numbers = (float(found[n]) for n in ("bias", "intercept", "slope"))
        return Head(found["weights"].astype(np.float64), *numbers, frozenset(found["groups"].tolist()))


def find_loaded(text: str, names: Sequence[Span], sentence: Masked, vectors: np.ndarray) -> Loaded:
    """`sentence`: the text as the tone network reads it, with these people's names hidden; `vectors`: what it makes of
    the pieces. Names are not among the words."""
    head = load()
    if head is None:
        return NOTHING
    odds = head.odds(vectors) * [not is_group(text, span, head.groups) for span in sentence.spans]
    total = odds.sum()
    whole, by_span = head.chance(total), dict[Span, float]()
    for span, own in zip(sentence.spans, odds, strict=True):
        if not any(overlap(span, name) for name in names):
            by_span[span] = by_span.get(span, 0.0) + own
    words = ((_word(text, span), whole - head.chance(total - own)) for span, own in by_span.items())
    return Loaded(whole, tuple((word, by) for word, by in words if word))


def is_group(text: str, span: Span, groups: Collection[str]) -> bool:
    """Whether what is between two blanks is a word for a group of people: whoever they are must sound the same."""
    word = _word(text, span)
    return word is not None and _POSSESSIVE.sub("", text[slice(*word)].lower()) in groups


def _word(text: str, span: Span) -> Span | None:
    """From the first word between two blanks to the last, without the signs around them; None without any."""
    found = [m.span() for m in WORD.finditer(text, *span)]
    return (found[0][0], found[-1][1]) if found else None
