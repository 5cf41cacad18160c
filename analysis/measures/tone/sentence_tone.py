"""The tone of single sentences and headlines for `analysis.valence`, `analysis.toward` and `analysis.loaded`.

The network and spaCy are loaded when they are first needed: a list of words needs neither.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from analysis.article import SIDES, WORD, Side, Span
from analysis.measures.syllables import is_word
from analysis.measures.tone import lexicons

if TYPE_CHECKING:
    from analysis.measures.tone.sentence import SentenceRead


@dataclass(frozen=True, slots=True)
class TowardPerson:
    """The tone toward a person. `score`: the chance of positive minus the chance of negative, -1 to 1; `label`: the
    likeliest of negative, neutral and positive. NaN and None in a long text, behind what the network reads."""

    score: float
    label: Side | None


@overload
def valence(text: str, lexicon: str | None = None, people: Sequence[Span] | None = None) -> float: ...
@overload
def valence(
    text: Sequence[str], lexicon: str | None = None, people: Sequence[Sequence[Span]] | None = None
) -> np.ndarray: ...
def valence(text, lexicon=None, people=None):
    """How pleasant readers would find a sentence or headline, -1 (unpleasant) to 1 (pleasant); NaN without words.

    By the network that was trained on sentences that people judged, with people's names hidden. `lexicon`: by a list of
    words instead ("vader", "textblob", "news"), 0 where it rates no word. Of a longer text take the mean over its
    sentences. A list of texts gives an array. `people`: the spans of people's names in each text, where you know them;
    otherwise the pipeline looks for them, which takes more time than the tone itself.

    >>> valence("The plan is good.", lexicon="vader")  # "good" is rated 1.9: 1.9 / sqrt(1.9 * 1.9 + 15)
    0.4404
    """
    if lexicon is not None:
        rating = lexicons.by_name(lexicon)
        return _each(text, None, lambda one, _: rating.score(one) if _has_words(one, rating) else math.nan)
    return _each(text, people, lambda *given: found.tone if (found := _read(*given)) else math.nan)


def _has_words(text: str, rating: lexicons.Lexicon) -> bool:
    """Words of the dictionary, or signs that the list rates; "zzz" is no word, though VADER rates it."""
    words = [m[0].lower().replace("’", "'") for m in WORD.finditer(text)]
    return any(map(is_word, words)) or bool(not words and rating.rated(text, (0, len(text))))


@overload
def toward(text: str, start: int, end: int) -> TowardPerson: ...
@overload
def toward(text: Sequence[str], start: Sequence[int], end: Sequence[int]) -> list[TowardPerson]: ...
def toward(text, start, end):
    """How a sentence presents the person at `text[start:end]`: a name, "she", "the mayor".

    Made for a sentence or a headline. Lists of texts, starts and ends give a list. Raises ValueError where there are
    no words at the place.
    """
    if isinstance(text, str):
        return _toward(text, start, end)
    return [_toward(*one) for one in zip(text, start, end, strict=True)]


@overload
def loaded(text: str, people: Sequence[Span] | None = None) -> float: ...
@overload
def loaded(text: Sequence[str], people: Sequence[Sequence[Span]] | None = None) -> np.ndarray: ...
def loaded(text, people=None):
    """The chance that readers would find a sentence loaded by its wording, 0 to 1.

    NaN without words, and where the model for it was left out. Learned from sentences of which experts found half
    loaded; in most news fewer are, so use it to put sentences in order. A list of texts gives an array. `people`: as
    for `valence`.
    """
    return _each(
        text, people, lambda *given: found.loaded.chance if (found := _read(*given, loaded=True)) else math.nan
    )


def _toward(text: str, start: int, end: int) -> TowardPerson:
    if not (0 <= start < end <= len(text) and WORD.search(text, start, end)):
        raise ValueError(
            f"no words at {start} to {end} of a text of {len(text)} characters; give a person's place in it"
        )
    found = _read(text, None, [(start, end)])
    chances = found and found.sides[0]
    if chances is None:  # nothing to read, or too far back in a long text
        return TowardPerson(math.nan, None)
    return TowardPerson(chances[2] - chances[0], SIDES[chances.index(max(chances))])


def _each(text: str | Sequence[str], people: Any, value: Callable[[str, Any], float]) -> Any:
    """Raises ValueError when there are not as many lists of people as texts."""
    if isinstance(text, str):
        return value(text, people)
    given = [None] * len(text) if people is None else people
    return np.array([value(one, own) for one, own in zip(text, given, strict=True)], dtype=float)


def _read(
    text: str, people: Sequence[Span] | None, mentions: Sequence[Span] = (), loaded: bool = False
) -> SentenceRead | None:
    """None for a text without words."""
    from analysis.measures.tone.sentence import has_words, read

    names = sorted(names_in(text) if people is None else map(tuple, people))
    if any(not 0 <= a < b <= len(text) for a, b in names) or any(a[1] > b[0] for a, b in pairwise(names)):
        raise ValueError(f"people={names}: spans that overlap or are not in a text of {len(text)} characters")
    return read(text, names, mentions, loaded) if has_words(text, names) else None


def names_in(text: str) -> Iterator[Span]:
    """The spans of people's names, as the pipeline finds them."""
    from analysis.measures.tone.learned import names_of
    from analysis.nlp import parsing

    nlp = parsing.load(None)
    yield from names_of(nlp.get_pipe(parsing.READER).names(nlp.make_doc(text)), text)
