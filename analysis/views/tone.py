"""The tone of the headline against the body, as readers would judge both, and what the gap between them depends on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.article import Choice, Page
from analysis.measures.tone import leave_out
from analysis.views.base import drawing
from analysis.views.base.common import NO_TONE, answers, formatted, trust
from analysis.views.base.drawing import Drawn, write_beside, write_over_row
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import listed, number
from analysis.views.base.palette import BLUE, INK, ORANGE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_TURNING = 3  # choices that turn the sign: named for each kind
SMALL = 0.1  # a twentieth of the scale: a smaller gap is not called one


@answers("tone")
def valence_gap(page: Page) -> Section:
    """Headline minus body as readers would judge both, and with one thing left out: what the number depends on."""
    tone, measured = page.analysis.tone, page.measurement("valence_gap")
    if tone is None:
        return Section(Text(NO_TONE))
    if math.isnan(measured.value):
        return Section(Text(f"Headline and body cannot be compared: {measured.note}."))
    table = gaps((Choice(leave_out.MEASURED, leave_out.MEASURED, measured.value), *tone.choices), measured.value)
    text, columns = page.article.text, ["Word in the headline", "How much it moves the tone"]
    words = pd.DataFrame([(text[slice(*word)], by) for word, by in tone.words], columns=columns)
    note = (
        f"How much higher the headline's tone ({number(tone.headline, sign=True)}) is with the word than without it. "
        "People's names are hidden from the program: they move nothing."
    )
    trusted = f"How far to trust it: {trust('headline_valence')}."
    caption = "Headline minus body, with one thing left out: each dot is one way to count"
    return Section(
        Chart(*draw_gaps(table, _stable(table)), "valence_gap", caption),
        Text(" ".join(filter(None, (_both(page), _turned(table), trusted)))),
        Table(formatted(words, columns[1], sign=True), "What moves the headline", note),
        Table(gaps_by_kind(table), "The gap, by what is left out"),
    )


def _both(page: Page) -> str:
    """Headline, body and which is more pleasant, in words."""
    headline, body, gap_ = (page.measurement(n).value for n in ("headline_valence", "body_valence", "valence_gap"))
    n = sum(not math.isnan(score) for score in page.analysis.tone.sentences)
    many, on_average = ("only sentence", "") if n == 1 else (f"{n} sentences", " on average")
    said = (
        f"The headline is at {number(headline, sign=True)}, the body's {many} at {number(body, sign=True)}{on_average}"
    )
    if abs(gap_) < SMALL:
        return f"{said}: a gap of {number(gap_, sign=True)} is too small to have a side."
    return f"{said}: the headline is {'more' if gap_ > 0 else 'less'} pleasant, by {number(abs(gap_))}."


def _stable(gaps: pd.DataFrame) -> str:
    """What the chart of gaps shows, in one line: a headline more or less pleasant, or what turns that."""
    turning, measured = turning_choices(gaps), gaps["gap"].iloc[0]
    if abs(measured) < SMALL:
        return "Headline and body are about as pleasant as each other"
    said = f"To the program, the headline is {'more' if measured > 0 else 'less'} pleasant than the body"
    if turning.empty:
        return f"{said}, and the sign stays whatever is left out"
    one = len(turning) == 1
    return f"{said}, but not {turning['name'].iloc[0] if one else f'by {len(turning)} of {len(gaps) - 1} other ways'}"


def _turned(gaps: pd.DataFrame) -> str:
    """Whether the sign of the gap is stable, and what turns it, the largest move first; "" for a small gap."""
    turning = turning_choices(gaps)
    if abs(gaps["gap"].iloc[0]) < SMALL:
        return ""
    if turning.empty:
        low, high = (number(v, sign=True) for v in (gaps["gap"].min(), gaps["gap"].max()))
        return f"The sign is stable: whatever is left out, the gap stays between {low} and {high}."
    first = turning.head(MOST_TURNING)
    told = [
        f"{name} the gap is {number(value, sign=True)}" for name, value in zip(first["name"], first["gap"], strict=True)
    ]
    more = [f"{len(turning) - MOST_TURNING} more turn it"] if len(turning) > MOST_TURNING else []
    return f"The sign is not stable: {listed([*told, *more])}."


def turning_choices(gaps: pd.DataFrame) -> pd.DataFrame:
    """The rows of `gaps` that turn the sign, the largest move first."""
    return gaps[gaps["turns"]].sort_values("moves", ascending=False, kind="stable")


def gaps(choices: Sequence[Choice], measured: float) -> pd.DataFrame:
    """One row for each choice: its `kind`, `name` and `gap` (-2 to 2), by how much it `moves` the gap as measured, and
    whether it `turns` the sign."""
    table = pd.DataFrame([(c.kind, c.name, c.gap) for c in choices], columns=["kind", "name", "gap"])
    turns = [leave_out.changes_sign(choice, measured) for choice in choices]
    return table.assign(moves=(table["gap"] - measured).abs(), turns=turns)


def gaps_by_kind(gaps: pd.DataFrame) -> pd.DataFrame:
    """For readers: how many choices there are of each kind, the range of their gaps, and which turn the sign."""
    rows = []
    for kind, own in gaps.groupby("kind", sort=False):
        turning = turning_choices(own)
        first = turning.head(MOST_TURNING)
        named = [f"{name} {number(value, sign=True)}" for name, value in zip(first["name"], first["gap"], strict=True)]
        named += [f"{len(turning) - MOST_TURNING} more"] if len(turning) > MOST_TURNING else []
        rows.append((kind, len(own), own["gap"].min(), own["gap"].max(), "; ".join(named) or "none"))
    table = pd.DataFrame(rows, columns=["Choice", "How many", "Lowest gap", "Highest gap", "Turned by"])
    return formatted(table, "Lowest gap", "Highest gap", sign=True)


@drawing.styled
def draw_gaps(gaps: pd.DataFrame, title: str) -> Drawn:
    """The gap under every choice, around zero: one row for each kind. The first row is the gap as measured."""
    gaps = gaps.assign(side=np.sign(gaps["gap"].round(2)))  # what prints as 0.00 is on neither side of zero
    kinds = list(gaps.groupby("kind", sort=False))
    top = 0.1 + drawing.TITLE
    axes = drawing.plain_axes(0.62 * len(kinds) + 0.85 + top, left=0.3, right=0.3, bottom=0.75, top=top)
    drawing.title_above(axes, title)
    reach = max(1.0, math.ceil(10 * gaps["gap"].abs().max()) / 10) * 1.3
    axes.axvline(0, color=INK, linewidth=1.5)
    told = []
    for y, (kind, own) in enumerate(kinds):
        values = list(own["gap"])
        _gap_row(axes, -y, values)
        label = kind if len(values) == 1 else f"{kind}: {len(values)} ways"
        look = {"va": "bottom", "weight": "normal" if y else "bold", "bbox": drawing.BEHIND}
        write_over_row(axes, -y, drawing.fit(label, drawing.WIDTH - 0.7), **look)
        low, high = number(min(values), sign=True), number(max(values), sign=True)
        across = (own["side"] != gaps["side"].iloc[0]).sum()
        otherwise = f", {across} not on the side of the first" if across else ""
        told.append(f"{label} {low if low == high else f'{low} to {high}'}{otherwise}")
    axes.set(xlim=(-reach, reach), ylim=(-len(kinds) + 0.55, 0.75))
    ticks = [t / 2 for t in range(-4, 5) if abs(t / 2) <= reach]
    drawing.axis_below(axes, ticks, [number(t, 1, sign=True) for t in ticks])
    axes.set_xlabel("← headline less pleasant      more pleasant →")
    low, high = number(gaps["gap"].min(), sign=True), number(gaps["gap"].max(), sign=True)
    stable = set(gaps["side"]) in ({1}, {-1})
    sign = "All are on one side of zero." if stable else "The sign is not stable."
    return axes.figure, (
        f"{title}. Dot plot: headline tone minus body tone, from −2 to 2, one row for each kind of choice, one "
        f"dot for each choice. {'; '.join(told)}. From {low} to {high}. {sign}"
    )


def _gap_row(axes: Axes, y: float, values: list[float]) -> None:
    """The dots of one kind, diamonds below zero, with numbers at both ends."""
    low, high = min(values), max(values)
    axes.plot((low, high) if len(values) > 1 else (0, low), (y, y), color=SOFT, linewidth=2)
    for value in values:
        marker, color = ("D", ORANGE) if value < 0 else ("o", BLUE)
        size = 11 if len(values) == 1 else 8
        axes.plot(value, y, marker=marker, markersize=size, color=color, markeredgecolor=INK)
    same = number(low, sign=True) == number(high, sign=True)
    for value, left in [(low, low < 0)] if same else [(low, True), (high, False)]:
        write_beside(axes, value, y, number(value, sign=True), left, 11, weight="bold")
