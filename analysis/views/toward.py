"""The tone toward each person named in the headline or the body: headline against body, and where they are named.

It says how a sentence sounds about somebody, as readers would judge it: not whether that is deserved, and nothing about
an outlet. The tone is always that of the whole sentence, also of a quotation in it that does not name the person.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import fmean
from typing import Any

import pandas as pd

from analysis.views.base.numbers_in_words import listed, number

TOWARD = "language.toward"  # what `validity` calls it
LEAST = 3  # sentences of the body, below which a mean says too little
TOO_LITTLE = "too little to say"
HARDER, KINDER, ALIKE = "harder", "kinder", "alike"
CLEAR = 0.25  # an eighth of the scale: a smaller difference between headline and body is not called one
MOST_PEOPLE = 8  # rows of the table
PLACES = {"own": "Named by the article", "retold": "Named in what is retold", "quoted": "Named in quotations"}
MOST_TURNING = 3  # sentences that decide a difference: more are counted, not named


def by_sentence(mentions: pd.DataFrame) -> pd.DataFrame:
    """One row for each person and sentence (<NA>: the headline) of `frames.toward`; `number` counts the people.

    `score` is the mean over the mentions there, `label` is the most frequent one; in a tie, that of the mention with
    the strongest score; `places` and `voices` are all of them.
    """
    numbers: dict[tuple[Any, ...], int] = {}
    found: dict[tuple[int, Any], list[Any]] = {}
    for m in mentions.itertuples():  # plain Python: pandas takes seconds for hundreds of small groups
        person = (m.person, None if pd.isna(m.source) else m.source)
        number = numbers.setdefault(person, len(numbers))
        found.setdefault((number, None if pd.isna(m.sentence) else m.sentence), []).append(m)
    rows = []
    for where, own in found.items():
        strongest_first = sorted(own, key=lambda m: -abs(m.score))
        label = Counter(m.label for m in strongest_first).most_common(1)[0][0]
        voices = tuple(dict.fromkeys(m.voice for m in own if not pd.isna(m.voice)))
        told = _average(m.score for m in own), label, tuple(dict.fromkeys(m.place for m in own)), voices, own[0].text
        in_places = (_average(m.score for m in own if m.place == place) for place in PLACES)
        rows.append((*where, own[0].person, *told, *in_places))
    columns = ["number", "sentence", "person", "score", "label", "places", "voices", "text", *PLACES]
    return pd.DataFrame(rows, columns=columns).astype({"sentence": "Int64"})


def _average(scores: Iterable[float]) -> float:
    found = [score for score in scores if not math.isnan(score)]
    return fmean(found) if found else math.nan


def by_person(sentences: pd.DataFrame) -> pd.DataFrame:
    """One row for each person: who is in the headline first, then by the number of sentences.

    `headline`: the tone there, NaN where it does not name them. `body`, `own`, `retold` and `quoted`: the mean over the
    sentences that have a mention of them there, each sentence as a whole; `n_body` and so on: how many these are.
    """
    rows = []
    by_number = sentences.sort_values("number", kind="stable").itertuples()
    for n, of_one in groupby(by_number, key=lambda s: s.number):
        own = list(of_one)
        body, above = [s for s in own if not pd.isna(s.sentence)], [s for s in own if pd.isna(s.sentence)]
        row = {"number": n, "person": own[0].person, "headline": _average(s.score for s in above)}
        row["headline_label"] = above[0].label if above else None
        for place, column in {"body": "score", **{p: p for p in PLACES}}.items():
            scores = [score for s in body if not math.isnan(score := getattr(s, column))]
            row |= {place: _average(scores), f"n_{place}": len(scores)}
        rows.append(row)
    table = pd.DataFrame(rows).assign(below=lambda t: t["headline"].isna())
    return table.sort_values(["below", "n_body"], ascending=[True, False], kind="stable", ignore_index=True)


def compared(sentences: pd.DataFrame, people: pd.DataFrame) -> Iterator[str]:
    """Headline against body for each person whom both name, in sentences."""
    named, few = people[people["headline"].notna()], []
    for row in named.itertuples():
        if row.n_body < LEAST:
            few.append(row.person)
        else:
            yield _one_compared(row, body_of(sentences, row))
    if few:
        yield f"There is {TOO_LITTLE} about {listed(few)}: fewer than {LEAST} sentences of the body speak of them."
    if named.empty:
        yield "The headline names none of them."


def body_of(sentences: pd.DataFrame, row: Any) -> pd.DataFrame:
    """The rows of a person's sentences in the body."""
    return sentences[(sentences["number"] == row.number) & sentences["sentence"].notna()]


def _one_compared(row: Any, body: pd.DataFrame) -> str:
    """A person's headline against the mean of the body's sentences, and which of these decide it."""
    how, turning = difference(row, body)
    headline, mean = (number(value, sign=True) for value in (row.headline, row.body))
    values = f"({headline}) {{}} the body ({mean}, {row.n_body} sentences)"
    if how == ALIKE:
        return f"Toward {row.person}, the headline {values.format('reads much like')}."
    on = f"{how} on" if how == HARDER else f"{how} to"
    said = f"To the model, the headline is {on} {row.person} {values.format('than')}"
    return f"{said}{turning or ', whichever sentence is left out'}."


def difference(row: Any, body: pd.DataFrame) -> tuple[str, str]:
    """Whether the headline is harder, kinder or much alike, and the sentences without which that would not hold."""
    gap = row.headline - row.body
    if abs(gap) < CLEAR:
        return ALIKE, ""
    without = (row.body * row.n_body - body["score"]) / (row.n_body - 1)
    turning = [str(n) for n in body["sentence"][(row.headline - without) * math.copysign(1, gap) < CLEAR]]
    *first, last = turning or [""]
    which = f"sentence {', '.join(first)} or {last}" if first else f"sentence {last}"
    if len(turning) > MOST_TURNING:
        which = f"one of {len(turning)} sentences"
    return HARDER if gap < 0 else KINDER, f", but not if {which} is left out" if turning else ""
