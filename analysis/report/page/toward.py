"""The tone toward each person, by where they are named: a small table, each number with its sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Page, Span
from analysis.report.page.parts import TONE, Fact, Lit, Sentence
from analysis.report.page.text import MarkedText
from analysis.views.base.common import sentence, trust
from analysis.views.base.numbers_in_words import count, first_lower, number, spelled
from analysis.views.toward import LEAST, MOST_PEOPLE, PLACES, TOWARD, body_of, by_person, by_sentence, compared

COLUMNS = {"body": "Body"} | PLACES | {"quoted": "In quotations"}
NOTE = (
    "In parentheses: how many sentences. From −1 (negative) to +1 (positive), how a sentence sounds about a person to "
    "the program, which reads each by itself, with names hidden. The victim of a bad deed often counts as negative. "
    "A person may deserve how a sentence shows them."
)


def table(page: Page, text: MarkedText) -> SimpleNamespace | None:
    """People in the headline or in more than one sentence, one row for each, and headline against body in sentences;
    `more`: people left out. None where there are none."""
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
    columns, rows = ["Toward", *(["Headline"] if in_headline else []), *places.values()], []
    for row in shown.itertuples():
        head = [_in_headline(text, mentions, row)] if in_headline else []
        rows.append([row.person, *head, *_cells(page, text, body_of(sentences, row), row, places)])
    told = f"{spelled(len(people), 'person is', 'people are each')} in more than one sentence"
    told += "; the headline does not name them." if page.article.headline else "."
    if in_headline:
        told = " ".join(compared(sentences, people))
    fact = Fact((told,), [("Accuracy", sentence(trust(TOWARD)))], "tone toward people")
    return SimpleNamespace(columns=columns, rows=rows, fact=fact, note=NOTE, more=len(people) - len(shown))


def _in_headline(text: MarkedText, mentions: pd.DataFrame, row: Any) -> str | Sentence:
    if math.isnan(row.headline):
        return ""
    found = mentions[mentions["sentence"].isna() & (mentions["person"] == row.person)]
    key = text.key(f"t{row.number}headline", list(zip(found["start"], found["end"], strict=True)))
    return (Lit(number(row.headline, sign=True), key, f"{row.person} in the headline", TONE),)


def _cells(
    page: Page, text: MarkedText, body: pd.DataFrame, row: Any, places: Mapping[str, str]
) -> Iterator[str | Sentence]:
    """The mean where there are enough sentences, and how many there are, which light up."""
    for place, name in places.items():
        n, mean = getattr(row, f"n_{place}"), number(getattr(row, place), sign=True)
        found = body if place == "body" else body[body[place].notna()]
        spans: list[Span] = [page.analysis.parse.sentences[s - 1] for s in found["sentence"]]
        says = f"{row.person}, {first_lower(name)}: {count(n, 'sentence')}"
        many = Lit(str(n), text.key(f"t{row.number}{place}", spans), says, TONE)
        yield (f"{mean if n >= LEAST else 'too few'} (", many, ")") if n else ""
