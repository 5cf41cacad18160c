"""The summary of an article: a few figures, the lines to check, and the questions that the text leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..article import Analysis, Article, Attribution, Page, Span
from .common import ZONE_NAMES, frame, joined, unnamed

if TYPE_CHECKING:
    import pandas as pd

UNSURE = 0.5  # chance that trained annotators would mark it too
MOST_LINES, MOST_OF_A_KIND = 12, 3
SCARE = 4  # words in quotation marks; fewer are a name or a borrowed word


def glance(rows: Iterable[tuple[str, str]]) -> pd.DataFrame:
    return frame(list(rows), "What", "In this article")


def lines_to_check(analysis: Analysis) -> pd.DataFrame:
    """Where the program is likeliest to be wrong, or a reader has to judge, in the order of the text."""
    found = sorted(_few_of_each(_doubts(analysis)))[:MOST_LINES]
    rows = [(_paragraph(analysis.article, span), joined(analysis.article, (span,)), why) for span, why in found]
    return frame(rows, "Paragraph", "Words", "What to check")


def _few_of_each(doubts: Iterable[tuple[Span, str, str]]) -> list[tuple[Span, str]]:
    """No more than some of one kind, and one doubt about one place."""
    kinds: Counter[str] = Counter()
    kept: dict[Span, str] = {}
    for span, kind, why in doubts:
        if kinds[kind] < MOST_OF_A_KIND and span not in kept:
            kinds[kind] += 1
            kept[span] = why
    return list(kept.items())


def _doubts(analysis: Analysis) -> Iterator[tuple[Span, str, str]]:
    """(where, kind of doubt, in words), the gravest of each kind first."""
    article, sourcing = analysis.article, analysis.sourcing
    body = [a for a in sourcing.attributions if a.content and _in_body(article, a.content[0])]
    for a in sorted(body, key=lambda a: a.score):
        if not a.source:
            names = _and([sourcing.source(i).name for i in a.source_ids])
            taken = f"; taken to be {names}" if names else ""
            yield _whole(a), "speaker", f"No speaker is written beside these words{taken}. Who says them?"
        elif a.score < UNSURE:
            yield _whole(a), "unsure", "The program is unsure that somebody is given these words."
    said = [s for a in sourcing.attributions for s in (*a.content, *a.source, *a.cue)]
    for span in analysis.parse.quotations:
        many = sum(1 for _ in article.words(span)) > SCARE
        if many and not any(a < span[1] and span[0] < b for a, b in said):
            yield span, "quotation", "In quotation marks, and no speaker was found."
    for word in analysis.headline_words:
        if word.match == "none":
            yield (
                word.span,
                "headline",
                "A headline word without a match in the body: what does it stand for?",
            )


def _whole(attribution: Attribution) -> Span:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(s for s, _ in spans), max(e for _, e in spans)


def _in_body(article: Article, span: Span) -> bool:
    return any(a <= span[0] < b for a, b in article.paragraphs)


def _paragraph(article: Article, span: Span) -> str:
    return next((f"{n}" for n, (a, b) in enumerate(article.paragraphs, 1) if a <= span[0] < b), "headline")


def open_questions(page: Page, silent: Iterable[str]) -> pd.DataFrame:
    """What only a person or the web can answer. `silent`: who is named often and has no words here."""
    return frame(list(_questions(page, list(silent))), "Question", "Why it is asked")


def _questions(page: Page, silent: list[str]) -> Iterator[tuple[str, str]]:
    article, sources = page.article, page.analysis.sourcing.sources
    lacking = [ZONE_NAMES[kind].partition(" (")[0].lower() for kind in ("byline", "outlet", "published", "url")
               if article.field(kind) is None]  # fmt: skip
    if lacking:
        yield "Who published this, who wrote it, and when?", f"Not in the text: {', '.join(lacking)}."
    outlets = {s.second_hand_via for s in sources if s.second_hand_via is not None}
    if outlets:
        names = [s.name for s in sources if s.id in outlets]
        yield f"What does the report by {_and(names)} say in full?", "Some of what stands here came through it."
    hidden = [s.name for s in sources if unnamed(s) and not s.position_to_know]
    if hidden:
        yield f"How could these know: {_and(hidden[:4])}?", "They are not named, and the text does not say."
    if silent:
        yield f"What do these say themselves: {_and(silent[:4])}?", "They are named more than once and get no words."
    if article.caption is not None:
        yield "Is the picture of this event?", "A caption shows its own date and place at most."
    yield "How do other outlets tell the same event?", "No article shows what it left out."


def _and(names: list[str]) -> str:
    names = [" ".join(n.split()) for n in dict.fromkeys(names)]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
