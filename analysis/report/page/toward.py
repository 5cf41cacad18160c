"""The tone toward each person, by where they are named: a small table, each number with its sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Page, Span
from analysis.report.page.parts import TONE, Fact, Lit, Sentence
from analysis.report.page.text import MarkedText
from analysis.views.base.common import sentence, trust
from analysis.views.base.numbers_in_words import count, in_words, number
from analysis.views.toward import LEAST, MOST_PEOPLE, TOWARD, by_person, by_sentence, compared

COLUMNS = {
    "body": "Body",
    "own": "Named by the article",
    "retold": "Named in what is retold",
    "quoted": "In quotations",
}
NOTE = (
    "In parentheses: how many sentences. From −1 (negative) to +1 (positive), how a sentence sounds about a person to "
    "the program, which reads each by itself, with names hidden. The victim of a bad deed often counts as negative. "
    "A person may deserve how a sentence shows them."
)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns, one row for each person, and headline against body in sentences. `more`: people left out."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | Sentence]]
    fact: Fact
    note: str
    more: int


def table(page: Page, text: MarkedText) -> Table | None:
    """People in the headline or in more than one sentence; None where there are none."""
    mentions = frames.toward(page)
    if mentions.empty:
        return None
    sentences = by_sentence(mentions)
    people = by_person(sentences)
    people = people[people["headline"].notna() | (people["n_body"] > 1)]
    if people.empty:
        return None
    shown = people.head(MOST_PEOPLE)
    places = {place: name for place, name in COLUMNS.items() if shown[f"n_{place}"].any()}
    in_headline = shown["headline"].notna().any()
    columns = ["Toward", *(["Headline"] if in_headline else []), *places.values()]
    rows = []
    for row in shown.itertuples():
        own = sentences[sentences["number"] == row.number]
        head = [_in_headline(page, text, mentions, row)] if in_headline else []
        rows.append([row.person, *head, *_cells(page, text, own, row, places)])
    if in_headline:
        told = " ".join(compared(sentences, people))
    else:
        who = "person is" if len(people) == 1 else "people are each"
        told = f"{in_words(len(people)).capitalize()} {who} in more than one sentence"
        told += "; the headline does not name them." if page.article.headline else "."
    fact = Fact((told,), [("Accuracy", sentence(trust(TOWARD)))], "tone toward people")
    return Table(columns, rows, fact, NOTE, len(people) - len(shown))


def _in_headline(page: Page, text: MarkedText, mentions: pd.DataFrame, row: Any) -> str | Sentence:
    if math.isnan(row.headline):
        return ""
    found = mentions[mentions["sentence"].isna() & (mentions["person"] == row.person)]
    spans = list(zip(found["start"], found["end"], strict=True))
    key = text.key(f"t{row.number}headline", spans)
    return (Lit(number(row.headline, sign=True), key, f"{row.person} in the headline", TONE),)


def _cells(
    page: Page, text: MarkedText, own: pd.DataFrame, row: Any, places: Mapping[str, str]
) -> Iterator[str | Sentence]:
    """The mean where there are enough sentences, and how many there are, which light up."""
    body = own[own["sentence"].notna()]
    for place in places:
        n = getattr(row, f"n_{place}")
        found = body if place == "body" else body[body[place].notna()]
        spans: list[Span] = [page.analysis.parse.sentences[s - 1] for s in found["sentence"]]
        says = f"{row.person}, {places[place][0].lower()}{places[place][1:]}: {count(n, 'sentence')}"
        many = Lit(str(n), text.key(f"t{row.number}{place}", spans), says, TONE)
        mean = number(getattr(row, place), sign=True)
        yield (f"{mean if n >= LEAST else 'too few'} (", many, ")") if n else ""
