"""The tone of single sentences and headlines for `analysis.valence`, `analysis.toward` and `analysis.loaded`.

The network and spaCy are loaded when they are first needed: a list of words needs neither.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from analysis.article import SIDES, WORD, Side, Span
from analysis.measures.syllables import is_word
from analysis.measures.tone import lexicons

if TYPE_CHECKING:
    from analysis.nlp.pipeline.tone_network import SentenceTone


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
        return _each(text, lambda one: rating.score(one) if _has_words(one) else math.nan)
    given = iter(([people] if isinstance(text, str) else people) or ())
    return _each(text, lambda one: _valence(one, next(given, None)))


def _valence(text: str, people: Sequence[Span] | None) -> float:
    from analysis.measures.tone.learned import has_words

    names = sorted(names_in(text) if people is None else people)
    return _read(text, names).tone if has_words(text, names) else math.nan


def _has_words(text: str) -> bool:
    return any(is_word(m[0].lower().replace("’", "'")) for m in WORD.finditer(text))


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
    given = iter(([people] if isinstance(text, str) else people) or ())
    return _each(text, lambda one: _loaded(one, next(given, None)))


def _loaded(text: str, people: Sequence[Span] | None) -> float:
    from analysis.measures.tone.learned import has_words
    from analysis.measures.tone.loaded import find_loaded
    from analysis.nlp.pipeline import tone_network
    from analysis.nlp.pipeline.masking import mask

    names, network = sorted(names_in(text) if people is None else people), tone_network.load()
    if not has_words(text, names):
        return math.nan
    sentence = mask(text, names, [], network.wordpiece)
    return find_loaded(text, names, sentence, network.read(sentence).vectors).chance


def _toward(text: str, start: int, end: int) -> TowardPerson:
    if not (0 <= start < end <= len(text) and WORD.search(text, start, end)):
        raise ValueError(
            f"no words at {start} to {end} of a text of {len(text)} characters; give a person's place in it"
        )
    chances = _read(text, sorted(names_in(text)), [(start, end)]).sides[0]
    if chances is None:  # too far back in a long text
        return TowardPerson(math.nan, None)
    return TowardPerson(chances[2] - chances[0], SIDES[chances.index(max(chances))])


def _each(text: str | Sequence[str], value: Callable[[str], float]) -> Any:
    return value(text) if isinstance(text, str) else np.array([value(one) for one in text], dtype=float)


def _read(text: str, names: Sequence[Span], mentions: Sequence[Span] = ()) -> SentenceTone:
    from analysis.nlp.pipeline import tone_network
    from analysis.nlp.pipeline.masking import mask

    network = tone_network.load()
    return network.read(mask(text, names, mentions, network.wordpiece))


def names_in(text: str) -> Iterator[Span]:
    """The spans of people's names, as the pipeline finds them."""
    from analysis.measures.tone.gap import PEOPLE
    from analysis.nlp import parsing

    nlp = parsing.load(None)
    doc = nlp.get_pipe(parsing.READER).names(nlp.make_doc(text))
    yield from ((e.start_char, e.end_char) for e in doc.ents if e.label_ in PEOPLE)
