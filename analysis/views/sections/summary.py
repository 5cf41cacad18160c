"""One page on the whole article: what it is, what stands out, what to check, and what the text cannot answer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis import catalogue
from analysis.article import Page
from analysis.views import tables
from analysis.views.base.common import value_in_words
from analysis.views.base.html import Block, Section, Table, Text
from analysis.views.base.numbers_in_words import count, number, share
from analysis.views.sections.checking import lines_to_check
from analysis.views.sections.reference import SHOWN, in_words, placed_measurements

FEW = 8
# Told where they are unusual only: tone, wording, and what goes along with what is shown.
ALSO = (
    "headline_tone",
    "body_tone",
    "attributions",
    "named_sources",
    "clickbait_cues",
    "judgement_words",
    "hedges",
    "boosters",
    "judging_reports",
    "passives",
    "causal_claims",
)
NO_PLACES = "None of the numbers has a place among the reference articles, so what is unusual cannot be said."


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one number stands among reference articles, in words. `unusual`: outside their middle 90%; `shown`: one of
    those that a chart of places has."""

    label: str
    said: str
    unusual: bool
    shown: bool = True


def standings(page: Page) -> Sequence[Standing]:
    """The place of each number that has one: none where sources do not apply, or nothing is like the article."""
    placed = placed_measurements(page, *SHOWN, *ALSO)
    return [
        Standing(
            catalogue.by_name(m.name).label, f"{value_in_words(m)}: {in_words(m, p)}", bool(p.unusual), m.name in SHOWN
        )
        for m, p in placed
    ]


def summary(page: Page) -> Section:
    """What stands out, what is ordinary, the lines to check, and the questions for a person or the web."""
    notes = [Text(limit.text) for limit in page.limits] + [Text(note) for note in page.article.notes]
    glance = Table(tables.glance(_glance(page)), "At a glance")
    return Section(*notes, glance, *_standing_out(standings(page)), *_to_check(page), _open(page))


def _glance(page: Page) -> Iterator[tuple[str, str]]:
    article = page.article
    words, sentences = len(article.body_words()), len(page.analysis.parse.sentences)
    long = f"{count(words, 'word')}, {count(sentences, 'sentence')}, {count(len(article.paragraphs), 'paragraph')}"
    yield "Length of the body", long
    rows = (
        ("Sources", "sources", lambda v: number(v, 0)),
        ("of these not named", "unnamed_sources", lambda v: number(v, 0)),
        ("In the article's own voice", "narrator_share", lambda v: f"{share(v)} of the words"),
        ("Inside quotation marks", "quoted_share", lambda v: f"{share(v)} of the words"),
        ("Reached through another outlet", "second_hand_share", lambda v: f"{share(v)} of the words"),
        ("Headline words with no match in the body", "headline_unmatched", lambda v: number(v, 0)),
        ("Years of US schooling, by Flesch and Kincaid", "flesch_kincaid_grade", lambda v: number(v, 1)),
    )
    for label, name, shown in rows:
        value = page.measurement(name).value
        if not math.isnan(value):
            yield label, shown(value)


def _standing_out(found: Sequence[Standing]) -> Iterator[Block]:
    if not found:
        yield Text(NO_PLACES)
        return
    unusual = [s for s in found if s.unusual]
    ordinary = [s for s in found if not s.unusual and s.shown]
    for which, caption in ((unusual, "What stands out"), (ordinary, "What is ordinary")):
        if which:
            yield Table(tables.glance((s.label, s.said) for s in which[:FEW]), caption)
    if not unusual:
        yield Text("Nothing stands out: every number lies within the middle 90% of the reference articles.")


def _to_check(page: Page) -> Iterator[Block]:
    if any("sourcing" in limit.without for limit in page.limits):
        return
    yield from lines_to_check(page).blocks


def _open(page: Page) -> Table:
    silent = [u.name for u in tables.silent(page.analysis) if len(u.mentions) > 1]
    frame = tables.open_questions(page, silent)
    return Table(frame, "Questions that only a person or the web can answer")
