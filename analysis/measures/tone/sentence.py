"""One sentence or headline as the networks read it: its tone, the tone toward the persons in it, whether it is loaded.

The tone is the network's, moved a little by VADER's sum over the words: together they agree with people better than
either does (`research/training/README.md`).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.article import WORD, Loaded, Span
from analysis.measures.syllables import is_word
from analysis.measures.tone.lexicons import VADER
from analysis.measures.tone.loaded import NOTHING, find_loaded
from analysis.nlp.pipeline import tone_network
from analysis.nlp.pipeline.masking import mask
from analysis.nlp.spans import SpanIndex

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
