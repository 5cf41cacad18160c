"""The tone toward each person named in the headline or the body: headline against body, and where they are named.

It says how a sentence sounds about somebody, as readers would judge it: not whether that is deserved, and nothing about
an outlet. The tone is always that of the whole sentence, also of a quotation in it that does not name the person.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import fmean
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import frames
from analysis.article import SIDES, Page
from analysis.views.base import drawing
from analysis.views.base.common import NO_TONE, NOT_NEEDED, answers, trust
from analysis.views.base.drawing import Drawn, fit, inches, write_over_row
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, number, quote
from analysis.views.base.palette import BLUE, GRAY, INK, LINE, ORANGE, PAPER, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOWARD = "language.toward"  # what `validity` calls it
LEAST = 3  # sentences of the body, below which a mean says too little
TOO_LITTLE = "too little to say"
HARDER, KINDER, ALIKE = "harder", "kinder", "alike"
CLEAR = 0.25  # an eighth of the scale: a smaller difference between headline and body is not called one
LONGEST = 100  # characters of a sentence in the table
MOST_PEOPLE = 8  # rows of the chart; the tables have everybody
PLACES = {"own": "Named by the article", "retold": "Named in what is retold", "quoted": "Named in quotations"}
WHOSE = {"own": "in the article's words", "retold": "in what is retold", "quoted": "in a quotation"}
MOST_TURNING = 3  # sentences that decide a difference: more are counted, not named
MARKS = dict(zip(SIDES, (("D", ORANGE), ("s", GRAY), ("o", BLUE)), strict=True))  # shape and color
WORD_AND_NUMBER = (
    "The word is the likeliest of three; the number weighs positive against negative. Near 0 with “negative” means "
    "that “positive” was nearly as likely."
)
NEAR, LEVELS = 0.07, 4  # dots nearer than this are drawn below each other, at most so many


@answers("tone")
def toward_people(page: Page) -> Section:
    """The tone toward each person: headline against body, by where the person is named, and sentence by sentence."""
    if page.analysis.tone is None:
        return Section(Text(NO_TONE))
    mentions = frames.toward(page)
    if mentions.empty:
        return Section(Text("The program found no person named in the headline or the body."))
    sentences = by_sentence(mentions)
    everybody = by_person(sentences)
    people = everybody[everybody["headline"].notna() | (everybody["n_body"] > 1)]
    others = len(everybody) - len(people)
    rest = _in_one_sentence(others, " more" if len(people) else "") if others else ""
    if people.empty:
        return Section(Text(rest))
    said = [*compared(sentences, people), rest, "A person may well deserve how a sentence shows them."]
    note = (
        f"Each number is the mean over the sentences about a person. In parentheses: how many. Below {LEAST} there is "
        "no mean. A program read each sentence by itself, with names hidden, and says how it sounds about the person: "
        "the victim of a bad deed often counts as negative, too. Where the article names somebody next to a "
        "quotation, the quotation's tone counts too. The program also decides whom “he” and “she” mean, and may be "
        f"wrong. How far to trust it: {trust(TOWARD)}."
    )
    caption = "Tone toward each person: a filled mark for each sentence of the body, an empty one for the headline"
    return Section(
        Chart(*draw_people(sentences, people), "toward_people", caption),
        Text(" ".join(filter(None, said))),
        Table(_people_in_words(people), "Tone toward each person, −1 (negative) to 1 (positive)", note),
        Table(_sentences_in_words(sentences, people), "The sentences that speak of a person", WORD_AND_NUMBER),
    )


def _in_one_sentence(people: int, more: str) -> str:
    """How many are spoken of in one sentence only; `more`: " more" where others were told before."""
    who = f"One{more} person is in one sentence" if people == 1 else f"{people}{more} people are in one sentence each"
    return f"{who}: {TOO_LITTLE}."


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
    said = f"To the program, the headline is {on} {row.person} {values.format('than')}"
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


def _people_in_words(people: pd.DataFrame) -> pd.DataFrame:
    shown = {"Who": people["person"], "Headline": [_score(v) for v in people["headline"]]}
    for place, title in {"body": "Body", **PLACES}.items():
        cells = zip(people[place], people[f"n_{place}"], strict=True)
        few = TOO_LITTLE if place == "body" else "too few"
        shown[title] = [f"{_score(v) if n >= LEAST else few} ({n})" if n else NOT_NEEDED for v, n in cells]
    return pd.DataFrame(shown)


def _score(value: float) -> str:
    return NOT_NEEDED if math.isnan(value) else number(value, sign=True)


def _sentences_in_words(sentences: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """For readers, person by person: where each sentence is, in whose words it names the person, and the tone."""
    rows, order = [], {n: place for place, n in enumerate(people["number"])}
    shown = sentences[sentences["number"].isin(order)]
    for row in shown.sort_values("number", key=lambda numbers: numbers.map(order), kind="stable").itertuples():
        spoken = " and ".join(WHOSE[place] for place in row.places if place in WHOSE)
        others = [v for v in row.voices if v != frames.OWN_VOICE]
        where = "headline" if pd.isna(row.sentence) else f"sentence {row.sentence}, {spoken}"
        told = f"{where}: {listed(others)}" if others else where
        rows.append((row.person, told, f"{_score(row.score)}, {row.label}", quote(row.text, LONGEST)))
    return pd.DataFrame(rows, columns=["Who", "Where the person is named", "Tone", "The sentence"])


@drawing.styled
def draw_people(sentences: pd.DataFrame, people: pd.DataFrame) -> Drawn:
    """One row for each person, a mark for each sentence: shape and color are its label, the headline's is empty."""
    shown, title = people.head(MOST_PEOPLE), _point(sentences, people)
    axes = drawing.plain_axes(0.95 * len(shown) + 1.0 + drawing.TITLE, 0.3, 0.3, bottom=1.0, top=drawing.TITLE)
    drawing.title_above(axes, title)
    axes.axvline(0, color=SOFT, linewidth=1)
    told = []
    for y, row in enumerate(shown.itertuples()):
        body = body_of(sentences, row)
        _person_row(axes, -y, row, body)
        labels = listed([f"{(body['label'] == side).sum()} {side}" for side in SIDES])
        head = "" if math.isnan(row.headline) else f"headline {number(row.headline, sign=True)}; "
        told.append(f"{row.person}: {head}{count(row.n_body, 'sentence')} of the body, {labels}{_mean(row)}")
    axes.set(xlim=(-1.08, 1.08), ylim=(-len(shown) + 0.55, 0.65))
    drawing.axis_below(axes, (-1, -0.5, 0, 0.5, 1), ("−1", "−0.5", "0", "+0.5", "+1"))
    axes.set_xlabel("◆ negative   ■ neutral   ● positive   ◇ □ ○ the headline\n| the mean of the body's sentences")
    more = len(people) - len(shown)
    return axes.figure, (
        f"{title}. Dot plot: tone toward {count(len(shown), 'person', 'people')}, from −1 (negative) to 1 (positive), "
        f"one mark for each sentence. {'. '.join(told)}.{f' And {more} more, in the table.' if more else ''}"
    )


def _point(sentences: pd.DataFrame, people: pd.DataFrame) -> str:
    """What the chart shows, in one line: headline against body for the first person of whom that can be said."""
    enough = people[people["n_body"] >= LEAST]
    if enough.empty:
        return f"No more than {LEAST - 1} sentences speak of anybody: {TOO_LITTLE}"
    row = enough.iloc[0]
    if not math.isnan(row.headline):
        how, turning = difference(row, body_of(sentences, row))
        than = "much like" if how == ALIKE else f"{how} than"
        return f"Toward {row.person}, the program finds the headline {than} the body{turning}"
    labels = body_of(sentences, row)["label"]
    shown = [f"{(labels == side).sum()} {side}" for side in SIDES if (labels == side).any()]
    return f"{count(row.n_body, 'sentence')} on {row.person}: {listed(shown)}"


def _mean(row: Any) -> str:
    return f", mean {number(row.body, sign=True)}" if row.n_body >= LEAST else ""


def _person_row(axes: Axes, y: float, row: Any, body: pd.DataFrame) -> None:
    """Name and numbers, the body's sentences on a line and below it, the headline above it."""
    head = "" if math.isnan(row.headline) else f"headline {number(row.headline, sign=True)}, "
    many = count(row.n_body, "sentence")
    enough = row.n_body >= LEAST
    facts = f": {head}{f'body {number(row.body, sign=True)} ({many})' if enough else f'{many}, {TOO_LITTLE}'}"
    room = drawing.WIDTH - 0.8 - inches(facts)
    write_over_row(axes, y, fit(row.person, room) + facts, points=20, va="bottom", bbox=drawing.BEHIND)
    axes.plot((-1, 1), (y, y), color=LINE, linewidth=1, zorder=0)
    if enough:
        axes.plot((row.body, row.body), (y - 0.14, y + 0.14), color=INK, linewidth=3)
    levels = [-math.inf] * LEVELS  # the last mark of each
    for score, label in sorted(zip(body["score"], body["label"], strict=True)):
        level = next((n for n, last in enumerate(levels) if score - last >= NEAR), LEVELS - 1)
        levels[level] = score
        marker, color = MARKS[label]
        axes.plot(score, y - 0.1 * level, marker, markersize=9, color=color, markeredgecolor=INK)
    if head:
        marker, _ = MARKS[row.headline_label]
        axes.plot(row.headline, y + 0.17, marker, markersize=11, color=PAPER, markeredgecolor=INK, markeredgewidth=2.5)
