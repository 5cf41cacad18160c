"""Headline against body: pleasant- and unpleasant-sounding words by VADER, and what makes the gap between them flip.

VADER (Hutto and Gilbert 2014) adds up the ratings of words, turned by nearby negations and boosters, and squeezes
the sum into -1..1. It knows words, not meanings: "stunning" counts as praise. `tone_gap` is the headline minus the
mean of the body's sentences; `tone_gap_whole_text` takes the body as one text, where the sum saturates near -1 or
1. Each gap comes with the range over what could as well have been left out, and says whether its sign holds.
"""

from __future__ import annotations

import math
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from types import SimpleNamespace
from typing import TYPE_CHECKING

from ..article import Analysis, Article, Span, Value

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

# VADER knows typewriter punctuation only. One character for one, so that offsets hold.
PLAIN = str.maketrans("’‘“”—–", "''\"\"  ")
REACH = 3  # words before a rated word in which VADER looks for a booster or a negation
MOST_LEFT_OUT = 20  # paragraphs of a long article, each in turn
MOST_TURNING = 3  # sentences and paragraphs in a chart, beside the one that moves the gap most
NO_GAP = 0.005  # below this a gap prints as 0.00
NO_HEADLINE = "no headline in the text"
NO_HEADLINE_WORD = "no word of the headline is in the lexicon"
QUOTATIONS = "the quotations"
NO_BODY_WORD = "no word of the body is in the lexicon"


@dataclass(frozen=True, slots=True)
class Choice:
    """The gap as it would be after another choice: `without` says which, in words that follow "without"."""

    without: str
    gap: float


def headline_tone(analysis: Analysis, scope: str) -> Value:
    """VADER's compound of the headline, -1 (unpleasant) to 1 (pleasant), news headlines mostly -0.74 to 0.6.

    Evidence: the words that VADER rates, with the boosters and negations before them.
    """
    article = analysis.article
    span = article.span("headline")
    if span is None:
        return Value(math.nan, note=NO_HEADLINE)
    evidence = rated_words(article.text, span)
    if not evidence:
        return Value(math.nan, note=NO_HEADLINE_WORD)
    return Value(compound(article.text[slice(*span)]), evidence)


def body_tone(analysis: Analysis, scope: str) -> Value:
    """Mean over the body's sentences of VADER's compound, -1 to 1, news mostly -0.26 to 0.23.

    Sentences without a rated word count as 0. Evidence: the words that VADER rates.
    """
    article, sentences = analysis.article, analysis.parse.sentences
    evidence = tuple(w for s in sentences for w in rated_words(article.text, s))
    if not evidence:
        return Value(math.nan, note=NO_BODY_WORD)
    return Value(fmean(compound(article.text[slice(*s)]) for s in sentences), evidence)


def tone_gap(analysis: Analysis, scope: str) -> Value:
    """Headline tone minus mean tone of the body's sentences, -2 to 2, news mostly -0.71 to 0.56.

    The range: one rated word of the headline left out, one sentence, one paragraph, or all quotations.
    """
    headline, body = headline_tone(analysis, "headline"), body_tone(analysis, "body")
    missing = headline.note or body.note
    if missing:
        return Value(math.nan, note=missing)
    choices = [*_without_headline_word(analysis, headline, body.value)]
    choices += _without_sentences(analysis, headline.value)
    return _gap(headline.value - body.value, headline.evidence + body.evidence, choices)


def tone_gap_whole_text(analysis: Analysis, scope: str) -> Value:
    """Headline tone minus VADER's compound of the whole body as one text: what an online tool says. -2 to 2.

    The sum over a whole body is mostly near -1 or 1, whatever it says. The range: one paragraph left out, of the
    `MOST_LEFT_OUT` that sound strongest.
    """
    headline, body = headline_tone(analysis, "headline"), body_tone(analysis, "body")
    missing = headline.note or body.note
    if missing:
        return Value(math.nan, note=missing)
    whole = headline.value - compound("\n".join(_paragraphs(analysis.article)))
    return _gap(whole, headline.evidence + body.evidence, [*_without_paragraphs(analysis, headline.value)])


def variants(analysis: Analysis) -> tuple[tuple[str, float], ...]:
    """The gap by each choice that could as well have been made, in words: for a chart. Empty when not measurable.

    As measured; without each rated word of the headline; without the sentence or paragraph that moves it most;
    without the quotations; without up to `MOST_TURNING` more that turn the sign; with the body as one text, and that
    without the paragraph that moves it most.
    """
    gap = tone_gap(analysis, "headline")
    if math.isnan(gap.value):
        return ()
    headline, body = headline_tone(analysis, "headline"), body_tone(analysis, "body")
    words = [*_without_headline_word(analysis, headline, body.value)]
    parts = [*_without_sentences(analysis, headline.value)]
    quotations = [c for c in parts if c.without == QUOTATIONS]
    rest = [c for c in parts if c.without != QUOTATIONS]
    furthest = _furthest(rest, gap.value)
    turning = [c for c in rest if c not in furthest and _sign(c.gap) != _sign(gap.value)]
    turning.sort(key=lambda c: -abs(c.gap - gap.value))
    chosen = [*words, *furthest, *quotations, *turning[:MOST_TURNING]]
    whole = tone_gap_whole_text(analysis, "headline").value
    paragraphs = _furthest([*_without_paragraphs(analysis, headline.value)], whole)
    return (
        ("as measured", gap.value),
        *((f"without {c.without}", c.gap) for c in chosen),
        ("body as one text", whole),
        *((f"body as one text, without {c.without}", c.gap) for c in paragraphs),
    )


@lru_cache(maxsize=1024)  # the sentences of an article and the article without each paragraph are asked for again
def compound(text: str) -> float:
    """VADER's compound score of a text, -1 to 1; 0 when it rates no word of it.

    >>> compound("The plan is good.")  # "good" is rated 1.9: 1.9 / sqrt(1.9 * 1.9 + 15)
    0.4404
    """
    return _vader().polarity_scores(text.translate(PLAIN))["compound"]


@lru_cache(maxsize=1024)  # as with `compound`
def rated_words(text: str, span: Span) -> tuple[Span, ...]:
    """The words inside a span that VADER rates, with the boosters and negations that can act on them."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, negated

    lexicon = _vader().lexicon
    tokens = list(_vader_tokens(text, span))
    words = [text[slice(*t)].translate(PLAIN).lower() for t in tokens]
    rated = [i for i, word in enumerate(words) if word in lexicon and word not in BOOSTER_DICT]
    acting = {j for i in rated for j in range(max(0, i - REACH), i) if words[j] in BOOSTER_DICT or negated([words[j]])}
    return tuple(tokens[i] for i in sorted({*rated, *acting}))


def paragraph_name(article: Article, index: int) -> str:
    """A paragraph as a reader finds it: its number and its first words."""
    return f"paragraph {index + 1} ({_opening(article.text, article.paragraphs[index])})"


def _opening(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split()[:4]).strip("\"'“”‘’.,;:") + " ..."


def _vader_tokens(text: str, span: Span) -> Iterator[Span]:
    """VADER's words: between blanks, without punctuation at the ends unless two characters or fewer would be left."""
    plain = text[slice(*span)].translate(PLAIN)
    end = 0
    for token in plain.split():
        start = plain.index(token, end)
        end = start + len(token)
        stripped = token.strip(string.punctuation)
        if len(stripped) > 2:
            inner = start + token.index(stripped)
            yield span[0] + inner, span[0] + inner + len(stripped)
        else:
            yield span[0] + start, span[0] + end


def _without_headline_word(analysis: Analysis, headline: Value, body: float) -> Iterator[Choice]:
    text = analysis.article.text
    start, end = analysis.article.span("headline") or (0, 0)
    for a, b in headline.evidence:
        yield Choice(f"'{text[a:b]}'", compound(text[start:a] + text[b:end]) - body)


def _without_sentences(analysis: Analysis, headline: float) -> Iterator[Choice]:
    """One sentence, one paragraph or all quotations left out of the body's mean."""
    article, sentences = analysis.article, analysis.parse.sentences
    scores = {s: compound(article.text[slice(*s)]) for s in sentences}
    for number, left_out in enumerate(sentences, 1):
        rest = [scores[s] for s in sentences if s != left_out]
        if rest:
            yield Choice(f"sentence {number} ({_opening(article.text, left_out)})", headline - fmean(rest))
    for index, (start, end) in enumerate(article.paragraphs):
        inside = [s for s in sentences if start <= s[0] < end]
        rest = [scores[s] for s in sentences if s not in inside]
        if len(inside) > 1 and rest:  # a paragraph of one sentence has had its turn
            yield Choice(paragraph_name(article, index), headline - fmean(rest))
    quoted = analysis.parse.quotations
    rest = [compound(words) for s in sentences if _has_word(words := _outside(article.text, s, quoted))]
    if quoted and rest:
        yield Choice(QUOTATIONS, headline - fmean(rest))


def _without_paragraphs(analysis: Analysis, headline: float) -> Iterator[Choice]:
    """One paragraph left out of the body as one text: each of a short article, the strongest of a long one.

    Every one of them would cost the square of the length, and only the strongest can move the sum most.
    """
    paragraphs = _paragraphs(analysis.article)
    strongest = sorted(range(len(paragraphs)), key=lambda i: -abs(compound(paragraphs[i])))[:MOST_LEFT_OUT]
    for i in sorted(strongest) if len(paragraphs) > 1 else ():
        rest = "\n".join(paragraphs[:i] + paragraphs[i + 1 :])
        yield Choice(paragraph_name(analysis.article, i), headline - compound(rest))


def _paragraphs(article: Article) -> list[str]:
    return [article.text[slice(*p)] for p in article.paragraphs]


def _furthest(choices: list[Choice], value: float) -> list[Choice]:
    """The choice that moves the gap most, if there is one."""
    return [max(choices, key=lambda c: abs(c.gap - value))] if choices else []


def _outside(text: str, span: Span, holes: tuple[Span, ...]) -> str:
    """The text of a span without the parts that lie in a hole."""
    start, end = span
    kept = []
    for a, b in holes:
        if a < end and b > start:
            kept.append(text[start : max(a, start)])
            start = min(b, end)
    return " ".join([*kept, text[start:end]])


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _gap(value: float, evidence: tuple[Span, ...], choices: list[Choice]) -> Value:
    """A gap with its range and, in words, whether its sign holds."""
    if not choices:
        return Value(value, evidence, note="nothing can be left out to see whether the sign is stable")
    gaps = [value, *(c.gap for c in choices)]
    return Value(value, evidence, min(gaps), max(gaps), _stability(value, choices))


def _stability(value: float, choices: list[Choice]) -> str:
    """Which choice turns the sign, the one that moves the gap most first.

    >>> _stability(0.1, [Choice("'stunning'", -0.3), Choice("sentence 2", 0.15)])
    "without 'stunning' the gap is -0.30: the sign is not stable"
    >>> _stability(0.1, [Choice("'stunning'", 0.3)])
    'the sign is stable: the gap stays between +0.10 and +0.30'
    """
    flips = [c for c in choices if _sign(c.gap) != _sign(value)]
    if not flips:
        gaps = [value, *(c.gap for c in choices)]
        return f"the sign is stable: the gap stays between {_signed(min(gaps))} and {_signed(max(gaps))}"
    most, *others = sorted(flips, key=lambda c: -abs(c.gap - value))
    note = f"without {most.without} the gap is {_signed(most.gap)}: the sign is not stable"
    if others:
        also = ", ".join(f"without {c.without} {_signed(c.gap)}" for c in others[:2])
        more = f", and {len(others) - 2} more" if len(others) > 2 else ""
        note += f" (also {also}{more})"
    return note


def _sign(gap: float) -> int:
    return 0 if abs(gap) < NO_GAP else int(math.copysign(1, gap))


def _signed(gap: float) -> str:
    return f"{gap:+.2f}" if _sign(gap) else "0.00"


@lru_cache(maxsize=1)
def _vader() -> SentimentIntensityAnalyzer:
    """VADER's analyzer, which looks at each rated word once, and at its neighbours only.

    VADER lowers the whole text again for every rated word, and looks three words back and two ahead: handing it
    those alone gives the same scores. An article is asked for again without each of its paragraphs, where all but the
    words at the cut have the neighbours that they had. A test holds the scores against VADER's own.
    """
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentimentIntensityAnalyzer, SentiText

    class Nearby(SentimentIntensityAnalyzer):
        def polarity_scores(self, text):
            if not self.emojis.keys().isdisjoint(text):
                return super().polarity_scores(text)
            text = text.strip()
            found = SentiText(text)
            words, caps = found.words_and_emoticons, found.is_cap_diff
            lower = [w.lower() for w in words]
            sentiments = [0] * len(words)
            for i, word in enumerate(lower):
                kind_of = word == "kind" and lower[i + 1 : i + 2] == ["of"]
                if word in self.lexicon and word not in BOOSTER_DICT and not kind_of:
                    first = max(0, i - REACH)
                    sentiments[i] = near(tuple(words[first : i + 3]), i - first, caps)
            return self.score_valence(_turned_by_but(lower, sentiments), text)

    @lru_cache(maxsize=32_768)
    def near(words: tuple[str, ...], at: int, caps: bool) -> float:
        nearby = SimpleNamespace(words_and_emoticons=list(words), is_cap_diff=caps)
        return analyzer.sentiment_valence(0, nearby, words[at], at, [])[0]

    analyzer = Nearby()
    return analyzer


def _turned_by_but(lower: list[str], sentiments: list[float]) -> list[float]:
    """VADER's rule for "but": what stands before it counts half, what stands behind half as much again.

    As VADER does it, the first of several equal ratings takes each turn; zeros, that is most words, are passed over.
    """
    if "but" in lower:
        but = lower.index("but")
        for i in range(len(sentiments)):
            if sentiments[i]:
                first = sentiments.index(sentiments[i])
                if first != but:
                    sentiments[first] *= 0.5 if first < but else 1.5
    return sentiments
