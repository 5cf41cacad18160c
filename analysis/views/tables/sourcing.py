"""Voices and sources."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.article import Analysis, Article, Attribution, Source, Sourcing, Span
from analysis.views.base.names import (
    MANNERS,
    NOT_NEEDED,
    NOT_STATED,
    NOT_STATED_HERE,
    all_names,
    frame,
    joined,
    looks,
    shares,
    sharing,
    unnamed,
    voice_names,
)

if TYPE_CHECKING:
    import pandas as pd

SHORT_MANNERS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "retold"}


def ribbon(analysis: Analysis) -> pd.DataFrame:
    """For the chart: runs of body words in one voice, cut at paragraphs. Words count from 0; `end` is exclusive."""
    names, own_looks = voice_names(analysis.sourcing), looks(analysis.sourcing)
    rows = [(start, end, paragraph, names[v], own_looks[v]) for start, end, paragraph, v in stretches(analysis)]
    return frame(rows, "start", "end", "paragraph", "voice", "look")


def stretches(analysis: Analysis) -> list[tuple[int, int, int, int | None]]:
    """(first word, end, paragraph from 1, source id or None) of each run of body words in one voice."""
    covering = sorted((span, v.source_id) for v in analysis.sourcing.voices for span in v.spans)
    spoken = [(paragraph, voice) for paragraph, voice, _ in _word_voices(analysis.article, covering)]
    rows, at = [], 0
    for (paragraph, voice), run in groupby(spoken):
        end = at + len(list(run))
        rows.append((at, end, paragraph + 1, voice))
        at = end
    return rows


def voices(sourcing: Sourcing) -> pd.DataFrame:
    """Words and share of the body's words (0 to 1) of each voice, most words first; then those that share words."""
    names = all_names(sourcing)
    ranked = sorted((v for v in sourcing.voices if v.words), key=lambda v: -v.words)
    rows: list[tuple] = [(names[v.source_id], v.words, v.share) for v in ranked]
    rows += [(f"{names[i]} ({shares(first)})", NOT_NEEDED, NOT_NEEDED) for i, first in sharing(sourcing).items()]
    return frame(rows, "Voice", "Words", "Share of body words")


def ledger(analysis: Analysis) -> pd.DataFrame:
    """One row for each source, in the order of the article."""
    article, sourcing = analysis.article, analysis.sourcing
    sharers = sharing(sourcing)
    rows = [
        (
            source.name,
            source.kind,
            _named(source),
            _manners(source, sourcing),
            NOT_NEEDED if source.id in sharers else source.words,
            _way(source, sourcing) + (f"; {shares(sharers[source.id])}" if source.id in sharers else ""),
            _stated(article, source.position_to_know, source),
            _stated(article, source.reason_for_anonymity, source),
        )
        for source in sourcing.sources
    ]
    return frame(
        rows,
        "Source, as the text has it",
        "Kind",
        "Named",
        "Statements",
        "Words",
        "How the article got it",
        "Position to know",
        "Reason for not being named",
    )


def chain(analysis: Analysis) -> pd.DataFrame:
    """The way of each source's words to this article, `said` being the first of them. For readers and the chart."""
    sourcing = analysis.sourcing
    own_looks, sharers = looks(sourcing), sharing(sourcing)
    rows = [
        (
            s.name,
            s.kind,
            _named(s),
            None if s.second_hand_via is None else sourcing.source(s.second_hand_via).name,
            s.words,
            shares(sharers[s.id]) if s.id in sharers else None,
            own_looks[s.id],
            _first_said(analysis.article, sourcing, s),
        )
        for s in sorted(sourcing.sources, key=lambda s: (-s.words, s.id))
    ]
    return frame(rows, "Source", "Kind", "Named", "Through", "Words", "shares", "look", "said")


def statements(analysis: Analysis) -> pd.DataFrame:
    """One row for each attribution, in the order of the article; spans as the text has them."""
    article, sourcing = analysis.article, analysis.sourcing
    ordered = sorted(sourcing.attributions, key=lambda a: (_first(a), a.id))
    numbers = {a.id: n for n, a in enumerate(ordered, 1)}
    rows = [
        (
            numbers[a.id],
            _speakers(a, article, sourcing),
            joined(article, a.cue) or "none written",
            joined(article, a.content),
            _manner(a, numbers),
            NOT_NEEDED if a.parent is None else f"number {numbers[a.parent]}",
        )
        for a in ordered
    ]
    return frame(rows, "Number", "Source", "Cue", "What is said", "Manner", "Inside")


def _word_voices(
    article: Article, covering: Sequence[tuple[Span, int | None]]
) -> Iterable[tuple[int, int | None, Span]]:
    """(paragraph, voice, word) in order; a word that no voice covers is the article's own."""
    at = 0
    for paragraph, span in enumerate(article.paragraphs):
        for word in article.words(span):
            while at < len(covering) and covering[at][0][1] <= word[0]:
                at += 1
            inside = at < len(covering) and covering[at][0][0] <= word[0]
            yield paragraph, covering[at][1] if inside else None, word


def _manners(source: Source, sourcing: Sourcing) -> str:
    """How many statements, by manner: "2 quoted, 1 retold"."""
    said = Counter(sourcing.attributions[n].manner for n in source.attributions)
    return ", ".join(f"{said[m]} {words}" for m, words in SHORT_MANNERS.items() if said[m]) or NOT_NEEDED


def _first_said(article: Article, sourcing: Sourcing, source: Source) -> str:
    """What the body gives as this source's words first: the event or claim that it speaks of. "" where it has none."""
    body = article.paragraphs[0][0] if article.paragraphs else 0
    said = [a.content for n in source.attributions if (a := sourcing.attributions[n]).content]
    in_body = [content for content in said if content[0][0] >= body]
    return joined(article, min(in_body, default=()))


def _way(source: Source, sourcing: Sourcing) -> str:
    if source.second_hand_via is not None:
        return f"through {sourcing.source(source.second_hand_via).name}"
    return "from this outlet's report" if source.kind == "outlet" else "no other outlet is credited"


def _named(source: Source) -> str:
    return "yes" if source.named else "no" if unnamed(source) else NOT_NEEDED


def _stated(article: Article, spans: Sequence[Span], source: Source) -> str:
    """What the article says of a source that it does not name; who a named one is, a reader can look up."""
    if spans:
        return f"“{joined(article, spans)}”"
    if not unnamed(source):
        return NOT_NEEDED
    return NOT_STATED if source.second_hand_via is None else NOT_STATED_HERE


def _first(attribution: Attribution) -> int:
    return min((s[0] for s in (*attribution.source, *attribution.cue, *attribution.content)), default=math.inf)


def _speakers(attribution: Attribution, article: Article, sourcing: Sourcing) -> str:
    names = " and ".join(sourcing.source(i).name for i in attribution.source_ids) or "nobody"
    written = joined(article, attribution.source)
    if not written:
        return f"none written here; taken to be {names}" if attribution.source_ids else "none written"
    return written if names in written or len(attribution.source_ids) > 1 else f"{written} ({names})"


def _manner(attribution: Attribution, numbers: Mapping[int, int]) -> str:
    """What is retold inside another statement need not be in the article's words."""
    retold_by = None if attribution.manner != "indirect" else numbers.get(attribution.parent)
    return MANNERS[attribution.manner] + (f" by number {retold_by}" if retold_by else "")
