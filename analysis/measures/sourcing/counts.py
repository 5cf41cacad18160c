"""Sourcing as numbers: each function is one measure of the catalogue, over the body.

`low` and `high` of counts, and of shares that go by attributions: without the attributions of which the
pipeline is less sure than `SURE`.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from analysis.article import Analysis, Attribution, Manner, Source, Span, Value
from analysis.measures.sourcing.names import same_name
from analysis.measures.sourcing.voices import assign_voices
from analysis.nlp.spans import DisjointSpans

SURE = 0.8  # of an attribution's `score`; on PolNeAR dev those above are right nine times in ten


def attributions(analysis: Analysis, scope: str) -> Value:
    """How many times the body says who says something (nested ones included)."""
    return _count(_in_body(analysis))


def direct(analysis: Analysis, scope: str) -> Value:
    """Attributions whose whole content is in quotation marks."""
    return _count(_in_body(analysis, "direct"))


def indirect(analysis: Analysis, scope: str) -> Value:
    """Attributions in the article's own wording, without a quotation of more than one word."""
    return _count(_in_body(analysis, "indirect"))


def mixed(analysis: Analysis, scope: str) -> Value:
    """Attributions whose content is partly quoted."""
    return _count(_in_body(analysis, "mixed"))


def sources(analysis: Analysis, scope: str) -> Value:
    """How many different sources the body cites. A plural without a number ("officials") counts once."""
    return _sources(analysis, lambda s: True)


def named_sources(analysis: Analysis, scope: str) -> Value:
    """Sources that a reader could find out from the article: people, offices, organizations, outlets."""
    return _sources(analysis, lambda s: s.named)


def unnamed_sources(analysis: Analysis, scope: str) -> Value:
    """Sources that are described and not named, of every kind: with the named ones they are all sources.

    Unnamed is no fault in itself: see why they are not named.
    """
    return _sources(analysis, lambda s: not s.named)


def quoted_share(analysis: Analysis, scope: str) -> Value:
    """Share of the body's words that are inside quotation marks, whoever speaks."""
    return _share(analysis, analysis.parse.quotations)


def narrator_share(analysis: Analysis, scope: str) -> Value:
    """Share of the body's words in the article's own voice: in no attribution's content."""
    own = next(v for v in analysis.sourcing.voices if v.source_id is None)
    all_of_them = analysis.sourcing.attributions
    sure = [a if a.score >= SURE else replace(a, source_ids=()) for a in all_of_them]  # its words fall to who is around
    kept = next(v for v in assign_voices(analysis.article, sure) if v.source_id is None)
    unsure = sum(a.score < SURE for a in all_of_them)
    return _ranged(_share(analysis, own.spans), _share(analysis, kept.spans), unsure)


def second_hand_share(analysis: Analysis, scope: str) -> Value:
    """Share of the body's words that another outlet reported, or that somebody gave to another outlet."""
    found = [a for a in analysis.sourcing.attributions if _second_hand(a, analysis)]
    sure = [a for a in found if a.score >= SURE]
    whole, kept = (_share(analysis, [s for a in some for s in a.content]) for some in (found, sure))
    return _ranged(whole, kept, len(found) - len(sure))


def _second_hand(attribution: Attribution, analysis: Analysis) -> bool:
    """By another outlet, through one, or inside such an attribution."""
    sourcing, own = analysis.sourcing, analysis.article.outlet or ""
    while True:
        for source in (sourcing.source(i) for i in attribution.source_ids):
            if source.second_hand_via is not None or (source.kind == "outlet" and not same_name(source.name, own)):
                return True
        if attribution.parent is None:
            return False
        attribution = sourcing.attributions[attribution.parent]


def _in_body(analysis: Analysis, manner: Manner | None = None) -> list[Attribution]:
    body = DisjointSpans(analysis.article.paragraphs)
    return [a for a in analysis.sourcing.attributions if manner in (None, a.manner) and body.holding(a.content[0][0])]


def _count(found: list[Attribution]) -> Value:
    sure = sum(a.score >= SURE for a in found)
    evidence = tuple(span for a in found for span in (a.cue or a.content))
    return Value(len(found), evidence, sure, len(found), _without_unsure(len(found) - sure))


def _sources(analysis: Analysis, wanted: Callable[[Source], bool]) -> Value:
    found = _in_body(analysis)
    sure = {i for a in found if a.score >= SURE for i in a.source_ids}
    every = {i for a in found for i in a.source_ids}
    mine = [s for s in analysis.sourcing.sources if s.id in every and wanted(s)]
    certain = sum(s.id in sure for s in mine)
    body = DisjointSpans(analysis.article.paragraphs)
    evidence = tuple(m for s in mine for m in [m for m in s.mentions if body.holding(m[0])][:1])
    return Value(len(mine), evidence, certain, len(mine), _without_unsure(len(mine) - certain))


def _without_unsure(unsure: int) -> str:
    return f"the lower figure leaves out {unsure} of which the pipeline is less sure" if unsure else ""


def _ranged(whole: Value, kept: Value, unsure: int) -> Value:
    """The share with all attributions, its range down or up to the one with the sure ones only."""
    if math.isnan(whole.value):
        return whole
    ends = sorted((whole.value, kept.value))
    note = f"the other end of the range leaves out {unsure} of which the pipeline is less sure" if unsure else ""
    return replace(whole, low=ends[0], high=ends[1], note=note)


def _share(analysis: Analysis, spans: Iterable[Span]) -> Value:
    """The share of the body's words inside the spans, and those of the spans that are in the body."""
    words, body = analysis.article.body_words(), DisjointSpans(analysis.article.paragraphs)
    if not words:
        return Value(math.nan, note="the body has no words")
    spans = tuple(s for s in spans if body.overlapping(s))
    covered = bytearray(len(analysis.article.text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    inside = sum(covered[a] and covered[b - 1] for a, b in words)
    return Value(inside / len(words), spans)
