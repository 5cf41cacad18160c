"""The gap between headline and body as it would be by another choice: one thing left out, and whether the sign holds.

A scorer gives the tone of what is kept of a sentence; what is left out is a word of the headline, a sentence, a
paragraph, a voice, all voices but the article's own, or the quotations.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from analysis.article import WORD as WRITTEN
from analysis.article import Analysis, Article, Choice, Span, Value
from analysis.nlp.spans import DisjointSpans

NO_GAP = 0.005  # below this a gap prints as 0.00

MEASURED = "as measured"
WORD, SENTENCE, PARAGRAPH = "without one word of the headline", "without one sentence", "without one paragraph"
VOICE, OWN, QUOTATIONS = "without one voice", "the article's own voice only", "without the quotations"
LIST = "by another list of words"

AT_LEAST = {SENTENCE: 1, PARAGRAPH: 2}  # sentences with words: a paragraph of one was left out as a sentence

Scorer = Callable[[tuple[Span, ...]], float]  # what is kept of a sentence -> its tone


def without_headline_word(analysis: Analysis, words: Iterable[Span], body: float, score: Scorer) -> Iterator[Choice]:
    """Each of these words of the headline left out."""
    headline = analysis.article.span("headline") or (0, 0)
    for word in words:
        name = f"without “{analysis.article.text[slice(*word)]}”"
        yield Choice(WORD, name, score(kept(headline, (word,))) - body)


def without_parts(
    analysis: Analysis, headline: float, scores: Sequence[float], score: Scorer, fewest: int = 1
) -> Iterator[Choice]:
    """One sentence, one paragraph, one voice, the voices but the article's own, or all quotations left out.

    `scores`: the tone of each sentence of the body, NaN for one that counts for nothing. A sentence of which fewer
    than `fewest` words are left counts as left out.
    """
    sentences, prose = DisjointSpans(analysis.parse.sentences), analysis.article.prose
    whole = {n: score for n, score in enumerate(scores) if not math.isnan(score)}
    for kind, name, holes in _left_out(analysis):
        cut: dict[int, list[Span]] = {}  # by sentence
        for hole in holes:
            for n in sentences.overlapping(hole):
                cut.setdefault(n, []).append(hole)
        cut = {n: own for n, own in cut.items() if n in whole}
        if len(cut) < AT_LEAST.get(kind, 0):
            continue
        left, count = sum(whole.values()), len(whole)
        for n, own in cut.items():
            parts = kept(sentences.spans[n], own)
            enough = sum(1 for span in parts for _ in WRITTEN.finditer(prose, *span)) >= fewest
            left += (score(parts) if enough else 0.0) - whole[n]
            count -= not enough
        if count:
            yield Choice(kind, name, headline - left / count)


def _left_out(analysis: Analysis) -> Iterator[tuple[str, str, Sequence[Span]]]:
    """(kind, name, what is left out)."""
    article, sentences, quotations = analysis.article, analysis.parse.sentences, analysis.parse.quotations
    for n, sentence in enumerate(sentences, 1):
        yield SENTENCE, f"without sentence {n} ({_opening(article.text, sentence)})", [sentence]
    for n, paragraph in enumerate(article.paragraphs):
        yield PARAGRAPH, f"without {paragraph_name(article, n)}", [paragraph]
    speaking = [v for v in analysis.sourcing.voices if v.source_id is not None and v.spans]
    for voice in speaking:
        yield VOICE, f"without the words of {analysis.sourcing.source(voice.source_id).name}", voice.spans
    if speaking:
        yield OWN, f"with {OWN}", sorted(s for v in speaking for s in v.spans)
    if quotations:
        yield QUOTATIONS, QUOTATIONS, quotations


def paragraph_name(article: Article, index: int) -> str:
    """A paragraph by its number, from 1, and its first words."""
    return f"paragraph {index + 1} ({_opening(article.text, article.paragraphs[index])})"


def _opening(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split(maxsplit=4)[:4]).strip("\"'“”‘’.,;:") + " ..."


def kept(span: Span, holes: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of a span that are in none of the holes, all of which overlap it; the holes are sorted."""
    start, end = span
    parts = []
    for a, b in holes:
        parts.append((start, max(a, start)))
        start = min(b, end)
    return tuple((a, b) for a, b in (*parts, (start, end)) if a < b)


def gap(value: float, evidence: tuple[Span, ...], varied: list[Choice], others: list[Choice] = ()) -> Value:
    """A gap with its range and, in words, whether its sign holds."""
    if not varied:
        return Value(value, evidence, note="nothing can be left out to see whether the sign would change")
    gaps = [value, *(c.gap for c in varied)]
    return Value(value, evidence, min(gaps), max(gaps), stability(value, varied, others))


def stability(value: float, varied: list[Choice], others: list[Choice] = ()) -> str:
    """Which choices change the sign, the one that moves the gap most first; then which other lists do.

    >>> stability(0.1, [Choice(WORD, "without “stunning”", -0.3), Choice(SENTENCE, "without sentence 2", 0.15)])
    'without “stunning” the gap is −0.30: the sign can change'
    >>> stability(0.1, [Choice(WORD, "without “stunning”", 0.3)])
    'the sign stays the same: the gap stays between +0.10 and +0.30'
    >>> stability(0.1, [Choice(WORD, "without “stunning”", 0.3)], [Choice(LIST, "by TextBlob's list", -0.2)])
    "by TextBlob's list the gap is −0.20: the sign can change"
    """
    gaps = [value, *(c.gap for c in varied)]
    flips = sorted((c for c in varied if changes_sign(c, value)), key=lambda c: -abs(c.gap - value))
    flips += [c for c in others if changes_sign(c, value)]
    if not flips:
        return f"the sign stays the same: the gap stays between {_signed(min(gaps))} and {_signed(max(gaps))}"
    most, *rest = flips
    note = f"{most.name} the gap is {_signed(most.gap)}: the sign can change"
    if rest:
        also = ", ".join(f"{c.name} {_signed(c.gap)}" for c in rest[:2])
        more = f", and {len(rest) - 2} more" if len(rest) > 2 else ""
        note += f" (also {also}{more})"
    return note


def changes_sign(choice: Choice, measured: float) -> bool:
    """Whether the gap by a choice has another sign than the measured one; below `NO_GAP` it has none."""
    return _sign(choice.gap) != _sign(measured)


def _sign(gap: float) -> int:
    return 0 if abs(gap) < NO_GAP else int(math.copysign(1, gap))


def _signed(gap: float) -> str:
    return f"{gap:+.2f}".replace("-", "\N{MINUS SIGN}") if _sign(gap) else "0.00"
