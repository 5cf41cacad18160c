"""Sourcing as numbers: each function is one measure of the catalogue, over the body. Thoughts and deeds do not count.

`low` and `high` of counts, and of shares that go by statements: without the statements of which the pipeline is less
sure than `SURE`. Shares also vary by the words of which a reader must decide whose they are.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from analysis.article import PLACES, Analysis, Article, Attribution, Manner, Place, Source, Span, Value
from analysis.measures.sourcing.names import same_name
from analysis.measures.sourcing.voices import spoken_words, undecided_words
from analysis.nlp.spans import DisjointSpans, covered

SURE = 0.8  # of an attribution's `score`; on PolNeAR dev those above are right nine times in ten


def statements(analysis: Analysis, scope: str, manner: Manner | None = None) -> Value:
    """How many statements, of one manner or of any, the body gives to somebody (nested ones included)."""
    found = statements_in_body(analysis, manner)
    sure = sum(a.score >= SURE for a in found)
    evidence = tuple(span for a in found for span in (a.cue or a.content))
    return Value(len(found), evidence, sure, len(found), _without_unsure(len(found) - sure))


def sources(analysis: Analysis, scope: str, only: Literal["named", "unnamed"] | None = None) -> Value:
    """How many different sources make a statement in the body. A plural without a number ("officials") counts once.

    `named`: those that a reader could find out from the article. `unnamed`: people and groups that are described and
    not named, which is no fault in itself: see why they are not named.
    """
    sure = {i for a in statements_in_body(analysis) if a.score >= SURE for i in a.source_ids}
    mine = [s for s in sources_in_body(analysis) if only is None or getattr(s, only)]
    certain = sum(s.id in sure for s in mine)
    body = DisjointSpans(analysis.article.paragraphs)
    evidence = tuple(m for s in mine for m in [m for m in s.mentions if body.holding(m[0])][:1])
    return Value(len(mine), evidence, certain, len(mine), _without_unsure(len(mine) - certain))


def quoted_share(analysis: Analysis, scope: str) -> Value:
    """Share of the body's words that are inside quotation marks, whoever speaks."""
    return _share(analysis, analysis.parse.quotations)


def narrator_share(analysis: Analysis, scope: str) -> Value:
    """Share of the body's words in the article's own voice: in the content of no statement."""
    article, parse, sourcing = analysis.article, analysis.parse, analysis.sourcing
    found = spoken_words(article, parse.quotations, sourcing.attributions)
    sure = [a if a.score >= SURE else replace(a, source_ids=()) for a in sourcing.attributions]
    either = undecided_words(article, parse, sourcing.attributions, found).keys()
    own = {w.span for p in found for w in p if w.voice is None}
    kept = {w.span for p in spoken_words(article, parse.quotations, sure) for w in p if w.voice is None}
    unsure = sum(a.score < SURE for a in sourcing.statements)
    whole = _share(analysis, sourcing.voice(None).spans)
    return _ranged(analysis, whole, own | kept | either, (own & kept) - either, unsure, len(either))


def second_hand_share(analysis: Analysis, scope: str) -> Value:
    """Share of the body's words that another outlet reported, or that somebody gave to another outlet."""
    article, parse, attributions = analysis.article, analysis.parse, analysis.sourcing.attributions
    found = [a for a in analysis.sourcing.statements if _second_hand(a, analysis)]
    sure = [a for a in found if a.score >= SURE]
    words = spoken_words(article, parse.quotations, attributions)
    doubtful = undecided_words(article, parse, attributions, words)
    either = {w for w, a in doubtful.items() if _second_hand(a, analysis)}
    every, kept = (_words_in(article, [s for a in some for s in a.content]) for some in (found, sure))
    whole = _share(analysis, [s for a in found for s in a.content])
    return _ranged(analysis, whole, every | either, kept - either, len(found) - len(sure), len(either))


def _second_hand(attribution: Attribution, analysis: Analysis) -> bool:
    """By another outlet, through one, or inside such an attribution."""
    sourcing, own = analysis.sourcing, analysis.article.outlet or ""
    while True:
        for source in (sourcing.source(i) for i in attribution.source_ids if attribution.type == "statement"):
            if source.second_hand_via is not None or (source.kind == "outlet" and not same_name(source.name, own)):
                return True
        if attribution.parent is None:
            return False
        attribution = sourcing.attributions[attribution.parent]


def places(article: Article, attributions: Iterable[Attribution]) -> list[Place]:
    """Where the content of each begins: in the body, in the headline, or in a post that the article shows."""
    body, headline = DisjointSpans(article.paragraphs), DisjointSpans([s] if (s := article.span("headline")) else [])
    starts = [a.content[0][0] for a in attributions]
    return ["body" if body.holding(s) else "headline" if headline.holding(s) else "post" for s in starts]


def said_by(analysis: Analysis) -> dict[int, tuple[Place, list[Attribution]]]:
    """For each source that speaks: its statements in the body; those in the headline or in posts where it has no
    others."""
    said, found = analysis.sourcing.statements, dict[int, tuple[Place, list[Attribution]]]()
    placed = list(zip(places(analysis.article, said), said, strict=True))
    for place, a in ((place, a) for place in PLACES for own, a in placed if own == place):
        for i in a.source_ids:
            if found.setdefault(i, (place, []))[0] == place:
                found[i][1].append(a)
    return found


def statements_in_body(analysis: Analysis, manner: Manner | None = None) -> list[Attribution]:
    """What the measures count, and tables show."""
    said = [a for a in analysis.sourcing.statements if manner in (None, a.manner)]
    return [a for a, place in zip(said, places(analysis.article, said), strict=True) if place == "body"]


def sources_in_body(analysis: Analysis) -> list[Source]:
    """The sources that make a statement in the body: what the measures count, and tables show."""
    speaking = {i for a in statements_in_body(analysis) for i in a.source_ids}
    return [s for s in analysis.sourcing.sources if s.id in speaking]


def _without_unsure(unsure: int) -> str:
    return f"the lower figure leaves out {unsure} that the program is less sure of" if unsure else ""


def _ranged(analysis: Analysis, whole: Value, most: set[Span], least: set[Span], unsure: int, n_either: int) -> Value:
    """The share, its range from the fewest words that a reader may count to the most."""
    if math.isnan(whole.value):
        return whole
    words = len(analysis.article.body_words())
    numbers = ((unsure, "statement", "that the program is unsure of"), (n_either, "word", "whose speaker is not clear"))
    both = " and ".join(f"{n} {what if n == 1 else what + 's'} {which}" for n, what, which in numbers if n)
    note = f"the range allows for {both}" if both else ""
    return replace(whole, low=len(least) / words, high=len(most) / words, note=note)


def _words_in(article: Article, spans: Iterable[Span]) -> set[Span]:
    """The body's words that these spans hold."""
    inside = covered(len(article.text), spans)
    return {(a, b) for a, b in article.body_words() if inside[a] and inside[b - 1]}


def _share(analysis: Analysis, spans: Iterable[Span]) -> Value:
    """The share of the body's words inside the spans, and those of the spans that are in the body."""
    words, body = analysis.article.body_words(), DisjointSpans(analysis.article.paragraphs)
    if not words:
        return Value(math.nan, note="the body has no words")
    spans = tuple(s for s in spans if body.overlapping(s))
    return Value(len(_words_in(analysis.article, spans)) / len(words), spans)
