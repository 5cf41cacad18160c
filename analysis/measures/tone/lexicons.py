"""Ratings of words, and what each list makes of a text: VADER's, TextBlob's, and our own of news words.

All add up words and understand none: -1 is unpleasant-sounding, 1 pleasant-sounding; no approval is measured. Imports
of our own: the foundation only, so that a lexicon needs no pipeline.
"""

import math
import re
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace

from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SentimentIntensityAnalyzer, normalize

from analysis import DATA
from analysis.article import WORD, Span, no_such
from analysis.stand_ins import textblob_sentiment

# VADER and TextBlob know typewriter punctuation only. One character for one, so that offsets hold.
SIGNS = tuple(zip("’‘“”—–", "''\"\"  ", strict=True))
NEWS_RATINGS = DATA / "tone_ratings.tsv"
TURNED = -0.5  # what a negation makes of a word's rating in our own list
NEUTRAL = 0.15  # scores by it that are nearer to 0 say nothing: training/tone.py
NEGATIONS = frozenset(NEGATE)
REACH = 3  # words before a rated word in which a booster or a negation acts


def plain(text: str) -> str:
    """The text in these: one sign after the other is found quicker than each letter is looked up."""
    if not text.isascii():
        for sign, other in SIGNS:
            text = text.replace(sign, other)
    return text


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`score`: a text -> -1 to 1. `rated`: the words inside a span that count, with those that act on them.

    `knows`: whether a single word, in lower case, is rated. `neutral`: scores nearer to 0 say nothing. `unit` and
    `source` are for readers.
    """

    name: str
    title: str
    unit: str
    source: str
    score: Callable[[str], float]
    rated: Callable[[str, Span], tuple[Span, ...]]
    knows: Callable[[str], bool]
    neutral: float = 0.05  # VADER's own bound


def by_name(name: str) -> Lexicon:
    """Raises ValueError for a name that is not in `LEXICONS`."""
    if name not in LEXICONS:
        raise ValueError(no_such("lexicon", name, LEXICONS))
    return LEXICONS[name]


def coverage(text: str, spans: tuple[Span, ...], lexicon: Lexicon) -> float:
    """The share of the spans' words that the lexicon rates, 0 to 1; NaN without words."""
    words = [plain(text[slice(*m.span())]).lower() for s in spans for m in WORD.finditer(text, *s)]
    return sum(map(lexicon.knows, words)) / len(words) if words else math.nan


class _QuickVader(SentimentIntensityAnalyzer):
    """VADER's compound in time that grows with the rated words, each reckoned once among the same neighbors: by itself
    VADER walks through all of the text again for each of them."""

    def compound(self, text: str) -> float:
        """`polarity_scores(text)["compound"]`, by VADER's own methods but for the loops over all words."""
        if not self.emojis.keys().isdisjoint(text):
            return self.polarity_scores(text)["compound"]
        words, rated, capitals = list[str](), list[int](), 0
        for line in text.split("\n"):
            own, places, capital = _vader_line(line)
            rated += [len(words) + i for i in places]
            words += own
            capitals += capital
        differ, ratings = 0 < capitals < len(words), dict[int, float]()
        for i in rated:
            first = max(0, i - REACH)
            ratings[i] = _valence(tuple(words[first : i + 3]), i - first, differ)
        # It looks for each word from the beginning, and changes no 0: it is shown the others only.
        shown = [i for i, rating in ratings.items() if rating or words[i].lower() == "but"]
        total = float(sum(self._but_check([words[i] for i in shown], [ratings[i] for i in shown])))
        emphasis = self._punctuation_emphasis(text)
        return round(normalize(total + emphasis if total > 0 else total - emphasis if total < 0 else total), 4)


@lru_cache(maxsize=256)  # of an article without one paragraph all others are lines of the article without another
def _vader_line(text: str) -> tuple[list[str], list[int], int]:
    """VADER's words of a line, the places of "but" and of those that it rates, and how many are in capitals."""
    words = [token if len(word := token.strip(string.punctuation)) <= 2 else word for token in text.split()]
    lexicon = _vader().lexicon
    rated = [i for i, w in enumerate(map(str.lower, words)) if w == "but" or (w in lexicon and w not in BOOSTER_DICT)]
    return words, rated, sum(map(str.isupper, words))


@lru_cache(maxsize=4096)
def _valence(words: tuple[str, ...], i: int, capitals_differ: bool) -> float:
    """VADER's rating of the word `i`: it looks no farther than three words back and two ahead."""
    if words[i].lower() == "kind" and words[i + 1 : i + 2] and words[i + 1].lower() == "of":
        return 0
    near = SimpleNamespace(words_and_emoticons=words, is_cap_diff=capitals_differ)
    return _vader().sentiment_valence(0, near, words[i], i, [])[0]


_vader = lru_cache(maxsize=1)(_QuickVader)


@lru_cache(maxsize=1024)  # the sentences of an article and the article without each paragraph are asked for again
def _vader_score(text: str) -> float:
    return _vader().compound(plain(text))


@lru_cache(maxsize=1024)  # as with the score
def _vader_rated(text: str, span: Span) -> tuple[Span, ...]:
    lexicon, tokens, words = _vader().lexicon, [], []
    for token, word in _between_blanks(text, span):
        tokens.append(token)
        words.append(word)
    rated = [i for i, word in enumerate(words) if word in lexicon and word not in BOOSTER_DICT]
    near = {j for i in rated for j in range(max(0, i - REACH), i)}
    acting = {j for j in near if words[j] in BOOSTER_DICT or words[j] in NEGATIONS or "n't" in words[j]}
    return tuple(tokens[i] for i in sorted({*rated, *acting}))


def _between_blanks(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """VADER's words, in lower case too: between blanks, without punctuation at the ends unless two characters or fewer
    would be left."""
    written, begin = plain(text[slice(*span)]), span[0]
    end = 0
    for token in written.split():
        start = written.index(token, end)
        end = start + len(token)
        stripped = token.strip(string.punctuation)
        if len(stripped) > 2:
            inner = begin + start + token.index(stripped)
            yield (inner, inner + len(stripped)), stripped.lower()
        else:
            yield (begin + start, begin + end), token.lower()


_textblob = lru_cache(maxsize=1)(textblob_sentiment)


@lru_cache(maxsize=2048)
def _assessed(text: str) -> tuple[float, tuple[tuple[tuple[str, ...], float], ...]]:
    """Polarity, and the words that count with the polarity of each group; judged neutral ones too."""
    found = _textblob()(plain(text))
    return found[0], tuple((tuple(words), p) for words, p, *_ in found.assessments)


@lru_cache(maxsize=1024)
def _textblob_rated(text: str, span: Span) -> tuple[Span, ...]:
    """The words that are rated other than 0, with those that act on them."""
    written, at, out = plain(text[slice(*span)]), 0, []  # not in lower case: "İ" would become two characters
    for words, polarity in _assessed(text[slice(*span)])[1]:
        for word in (w for w in words if w[0].isalpha()):
            found = _as_word(word).search(written, at)
            if found is None:
                continue
            at = found.end()
            out += [(span[0] + found.start(), span[0] + found.end())] if polarity else []
    return tuple(out)


@lru_cache(maxsize=4096)
def _as_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)


def _news_score(text: str) -> float:
    """The ratings of the words, turned by a negation within `REACH` words, over the root of the number of words."""
    words = _news_words(text)
    return math.tanh(sum(r for _, r in _news_rated_words(words)) / math.sqrt(len(words))) if words else 0.0


@lru_cache(maxsize=1024)
def _news_words(text: str) -> tuple[str, ...]:
    return tuple(plain(" ".join(WORD.findall(text))).lower().split())


def _news_rated_words(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    ratings, turning = _news(), _turning(words)
    for i, word in enumerate(words):
        if (rating := ratings.get(word)) is not None:
            turned = turning and not turning.isdisjoint(range(i - REACH, i))
            yield i, rating * TURNED if turned else rating


def _turning(words: Sequence[str]) -> set[int]:
    return {i for i, word in enumerate(words) if word in NEGATIONS or word.endswith("n't")}


def _news_rated(text: str, span: Span) -> tuple[Span, ...]:
    spans = [m.span() for m in WORD.finditer(text, *span)]
    words = _news_words(text[slice(*span)])
    rated = {i for i, _ in _news_rated_words(words)}
    acting = _turning(words) & {j for i in rated for j in range(i - REACH, i)}
    return tuple(spans[i] for i in sorted(rated | acting))


@lru_cache(maxsize=1)
def _news() -> dict[str, float]:
    rows = (line.split("\t") for line in NEWS_RATINGS.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return {word: float(rating) for word, rating in rows}


_TEXTBLOB_SOURCE = (
    "De Smedt and Daelemans, subjectivity lexicon for English adjectives, in TextBlob (github.com/sloria/TextBlob)"
)
LEXICONS = {
    "vader": Lexicon(
        *("vader", "VADER", "VADER compound", "Hutto and Gilbert (2014), VADER, ICWSM"),
        *(_vader_score, _vader_rated, lambda word: word in _vader().lexicon),
    ),
    "textblob": Lexicon(
        *("textblob", "TextBlob's list", "TextBlob polarity", _TEXTBLOB_SOURCE),
        *(lambda text: _assessed(text)[0], _textblob_rated, lambda word: any(p for _, p in _assessed(word)[1])),
    ),
    "news": Lexicon(
        *("news", "our list of news words", "score of our news words", "our own: training/tone.py"),
        *(_news_score, _news_rated, lambda word: word in _news(), NEUTRAL),
    ),
}
VADER = LEXICONS["vader"]
OWN = "news"
