"""One page on the whole article: what it is, what stands out, what to check, and what the text cannot answer."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from analysis.article import Page
from analysis.views.base.common import ZONE_NAMES, unnamed
from analysis.views.base.html import Block, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, number, share
from analysis.views.lines_to_check import lines_to_check, unheard
from analysis.views.reference import SHOWN, placed

FEW = 8  # rows of what stands out, and of what is ordinary
# Told where they are unusual only: tone, wording, and what goes along with what is shown.
ALSO = (
    "headline_tone body_tone attributions named_sources clickbait_cues judgement_words hedges boosters judging_reports "
    "passives causal_claims"
).split()
GLANCE = (
    ("Sources", "sources", lambda v: number(v, 0)),
    ("of these not named", "unnamed_sources", lambda v: number(v, 0)),
    ("In the article's own voice", "narrator_share", lambda v: f"{share(v)} of the words"),
    ("Inside quotation marks", "quoted_share", lambda v: f"{share(v)} of the words"),
    ("Reached through another outlet", "second_hand_share", lambda v: f"{share(v)} of the words"),
    ("Headline words with no match in the body", "headline_unmatched", lambda v: number(v, 0)),
    ("Years of US schooling, by Flesch and Kincaid", "flesch_kincaid_grade", lambda v: number(v, 1)),
)


def summary(page: Page) -> Section:
    """What stands out, what is ordinary, the lines to check, and the questions for a person or the web."""
    notes = [Text(limit.text) for limit in page.limits] + [Text(note) for note in page.article.notes]
    without_sources = any("sourcing" in limit.without for limit in page.limits)
    to_check = () if without_sources else lines_to_check(page).blocks
    questions = pd.DataFrame(_questions(page), columns=["Question", "Why it is asked"])
    asked = Table(questions, "Questions that only a person or the web can answer")
    glance = Table(in_this_article(_glance(page)), "At a glance")
    return Section(*notes, glance, *_places(page), *to_check, asked)


def in_this_article(rows: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["What", "In this article"])


def _glance(page: Page) -> Iterator[tuple[str, str]]:
    article = page.article
    words, sentences = len(article.body_words()), len(page.analysis.parse.sentences)
    long = f"{count(words, 'word')}, {count(sentences, 'sentence')}, {count(len(article.paragraphs), 'paragraph')}"
    yield "Length of the body", long
    for label, name, shown in GLANCE:
        value = page.measurement(name).value
        if not math.isnan(value):
            yield label, shown(value)


def _places(page: Page) -> Iterator[Block]:
    """What stands out, outside the middle 90% of the reference articles, and what of the numbers shown does not."""
    found = placed(page, *SHOWN, *ALSO)
    if found.empty:
        yield Text("None of the numbers has a place among the reference articles, so none can be called unusual.")
        return
    unusual = found["unusual"].notna()
    ordinary = ~unusual & found["name"].isin(SHOWN)
    for which, caption in ((unusual, "What stands out"), (ordinary, "What is ordinary")):
        rows = [(row.label, f"{row.shown}: {row.place}") for row in found[which].head(FEW).itertuples()]
        if rows:
            yield Table(in_this_article(rows), caption)
    if not unusual.any():
        yield Text("Nothing stands out: every number is within the middle 90% of the reference articles.")


def _questions(page: Page) -> Iterator[tuple[str, str]]:
    article, sources = page.article, page.analysis.sourcing.sources
    lacking = [
        ZONE_NAMES[kind].partition(" (")[0].lower()
        for kind in ("byline", "outlet", "published", "url")
        if article.field(kind) is None
    ]
    if lacking:
        yield "Who published this, who wrote it, and when?", f"Not in the text: {', '.join(lacking)}."
    if outlets := {s.second_hand_via for s in sources if s.second_hand_via is not None}:
        reports = _and(s.name for s in sources if s.id in outlets)
        yield f"What does the report by {reports} say in full?", "Some of what is here came through it."
    if hidden := [s.name for s in sources if unnamed(s) and not s.position_to_know][:4]:
        yield f"How could these know: {_and(hidden)}?", "They are not named, and the text does not say."
    if silent := [u.name for u in unheard(page.analysis) if len(u.mentions) > 1][:4]:
        yield f"What do these say themselves: {_and(silent)}?", "They are mentioned more than once and get no words."
    if article.caption is not None:
        yield "Is the picture of this event?", "A caption shows its own date and place at most."
    yield "How do other outlets tell the same event?", "No article shows what it left out."


def _and(names: Iterator[str] | list[str]) -> str:
    return listed([" ".join(n.split()) for n in dict.fromkeys(names)])
