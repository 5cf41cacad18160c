"""The tone of sentences, and of the headline against the body: as readers would judge it, and by lists of words.

The network that learned from readers comes first; VADER's list is what an online tool says. Both are shown alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import frames
from analysis.article import WORD, Analysis, Choice, Measurement, Page
from analysis.context import validity
from analysis.measures.tone import gap, learned, leave_out, lexicons
from analysis.measures.tone.lexicons import VADER, Lexicon
from analysis.nlp.pipeline.masking import LONGEST
from analysis.views.base import drawing
from analysis.views.base.common import NO_TONE, NOT_NEEDED, answers, formatted, sentence, trust
from analysis.views.base.drawing import Drawn, write_beside, write_over_row
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import NEVER_HELD, NOT_MEASURABLE, count, listed, number, quote, share
from analysis.views.base.palette import BLUE, INK, ORANGE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_TURNING = 3  # choices that turn the sign: named for each kind
STRONGEST, MOST_MOVING = 5, 4  # sentences whose words are weighed one by one, and words of each
SMALL = 0.1  # a twentieth of the scale: a smaller gap is not called one
FEW_SENTENCES = 60  # up to which each has a line down to zero


@answers("tone")
def valence_by_sentence(page: Page) -> Section:
    """The tone as readers would judge it, sentence by sentence."""
    tone, body = page.analysis.tone, page.measurement("body_valence")
    if tone is None:
        return Section(Text(NO_TONE))
    if math.isnan(body.value):
        return Section(Text(f"The tone of the body cannot be measured: {body.note}."))
    sentences = frames.sentences(page)[["sentence", "text", "valence"]].rename(columns={"valence": "tone"})
    drawn = draw_sentences(sentences, tone.headline, "learned from readers", _point(sentences, tone.headline))
    moving = moving_words(page.analysis)
    table = pd.DataFrame(
        {
            "Sentence": sentences["sentence"],
            "Begins": [quote(text, 45) for text in sentences["text"]],
            "Tone (−1 to 1)": [number(one, sign=True) for one in sentences["tone"]],
            "Words that move it": [moving.get(n, NOT_NEEDED) for n in sentences["sentence"]],
        }
    )
    note = (
        "A program that learned from readers' judgments read each sentence by itself, with people's names hidden. "
        f"Next to a word of the {'strongest sentence' if len(moving) == 1 else f'{len(moving)} strongest sentences'}: "
        f"how far it moves the number, if by {number(learned.MOVES)} or more. {_trusted('body_valence')}"
    )
    return Section(
        Chart(
            *drawn,
            "valence_by_sentence",
            "The tone of each sentence, by a program that learned from readers' judgments",
        ),
        Table(table, "The tone of the body's sentences", note),
    )


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
    caption = "Headline minus body, with one thing left out: each dot is one way to count"
    return Section(
        Chart(*draw_gaps(table, _stable(table)), "valence_gap", caption),
        Text(" ".join(filter(None, (_both(page), _turned(table), _trusted("headline_valence"))))),
        Table(formatted(words, columns[1], sign=True), "What moves the headline", note),
        Table(gaps_by_kind(table), "The gap, by what is left out"),
    )


@answers("tone")
def tone_by_sentence(page: Page) -> Section:
    """Pleasant- and unpleasant-sounding words, sentence by sentence."""
    body, headline = page.measurement("body_tone"), page.measurement("headline_tone")
    if math.isnan(body.value):
        return Section(Text(f"The tone of the body cannot be measured: {body.note}."))
    sentences = frames.sentences(page)
    table = {
        "Sentence": sentences["sentence"],
        "Begins": [quote(text, 45) for text in sentences["text"]],
        "Tone (VADER, −1 to 1)": [number(tone, sign=True) for tone in sentences["tone"]],
        "Words that count": _words_that_count(page.analysis),
    }
    note = (
        "VADER adds up ratings of words. It measures pleasant- or unpleasant-sounding words, not approval. Surnames "
        "do not count. Next to each word: how much higher the sentence's number is with it than without it."
    )
    of_headline = f" Of the headline: {headline.note}." if headline.note else ""
    caption = "What an online tool says: pleasant- or unpleasant-sounding words, sentence by sentence"
    return Section(
        Chart(*draw_sentences(sentences, headline.value, "VADER"), "tone_by_sentence", caption),
        Table(pd.DataFrame(table), "The body's sentences and the words that count", note + of_headline),
    )


@answers("tone")
def tone_gap(page: Page) -> Section:
    """Headline minus body under each choice that could as well have been made."""
    measured, whole = page.measurement("tone_gap"), page.measurement("tone_gap_whole_text")
    choices = gap.alternative_gaps(page.analysis)
    if math.isnan(measured.value) or not choices:
        return Section(Text(f"Headline and body cannot be compared: {measured.note}."))
    table = gaps(choices, measured.value, whole.value)
    caption = "What an online tool says of headline and body: it depends on the choice"
    return Section(
        Chart(*draw_gaps(table), "tone_gap", caption),
        Text(_gap_sentence(measured, whole, choices)),
        Table(gaps_by_kind(table), "The gap, by choice", sentence(measured.note)),
    )


@answers("tone")
def tone_by_list(page: Page) -> Section:
    """Headline, body and gap by each list of words, with how many of the words each list rates."""
    columns = ["List", "Headline", "Body", "Gap", "Headline words it rates", "Body words it rates", "People agree"]
    rows = [_by_list(page.analysis, lexicon) for lexicon in lexicons.LEXICONS.values()]
    note = (
        "Each list rates different words, on its own scale from −1 to 1: compare the signs, not the sizes. A list that "
        "rates few words of a text knows little of it. r: how well it agrees with people on headlines (1: always, 0: "
        "not at all)."
    )
    shown = formatted(pd.DataFrame(rows, columns=columns), "Headline", "Body", "Gap", sign=True)
    return Section(Table(shown, "One article, by each list of words", note))


def _words_that_count(analysis: Analysis) -> list[str]:
    """For each sentence the words that move its tone, and by how much: "good +0.44, not −0.51"."""
    text, told = gap.mask_surnames(analysis), []
    for span in analysis.parse.sentences:
        moving = lexicons.contributions(text, span, VADER)
        told.append(", ".join(f"{text[slice(*word)]} {number(by, sign=True)}" for word, by in moving) or "none")
    return told


def moving_words(analysis: Analysis) -> dict[int, str]:
    """The words that move the strongest sentences, by the sentence's number from 1: "gracious +0.31, lost −0.10"."""
    tone, prose = analysis.tone, analysis.article.prose
    reading, told = learned.Reading(analysis, tone.people), {}
    read = [n for n, score in enumerate(tone.sentences) if not math.isnan(score)]
    for n in sorted(read, key=lambda n: -abs(tone.sentences[n]))[:STRONGEST]:
        span, moves = analysis.parse.sentences[n], []
        for word in (m.span() for m in islice(WORD.finditer(prose, *span), LONGEST)):  # words after these are not read
            rest = leave_out.kept(span, (word,))
            if not reading.hides(word) and any(c.isalnum() for part in rest for c in prose[slice(*part)]):
                moves.append((tone.sentences[n] - reading.score(rest), prose[slice(*word)]))
        most = sorted((m for m in moves if abs(m[0]) >= learned.MOVES), key=lambda m: -abs(m[0]))[:MOST_MOVING]
        told[n + 1] = ", ".join(f"{word} {number(by, sign=True)}" for by, word in most) or "no single word"
    return told


def _trusted(measure: str) -> str:
    return f"How far to trust it: {trust(measure)}."


def _point(sentences: pd.DataFrame, headline: float) -> str:
    """What the chart of sentences shows, in one line."""
    tones = sentences["tone"].dropna().round(2)
    n = len(tones)
    if math.isnan(headline):
        return f"The body's sentences are at {number(tones.mean(), sign=True)} on average"
    below, above = (tones < round(headline, 2)).sum(), (tones > round(headline, 2)).sum()
    how, many = ("more", below) if below >= above else ("less", above)
    which = (
        "the body's only sentence" if n == 1 else f"{'each' if many in (0, n) else many} of the body's {n} sentences"
    )
    if many == 0:
        return f"The headline is as pleasant as {which}"
    if 3 * many < 2 * n:
        return f"The headline is about in the middle of the body's {n} sentences"
    return f"To the program, the headline is {how} pleasant than {which}"


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


def gaps(choices: Sequence[Choice], measured: float, whole_text: float = math.nan) -> pd.DataFrame:
    """One row for each choice: its `kind`, `name` and `gap` (-2 to 2), by how much it `moves` the gap as measured, and
    whether it `turns` the sign. What is left out of the body as one text is compared with the gap of that text.
    """
    table = pd.DataFrame([(c.kind, c.name, c.gap) for c in choices], columns=["kind", "name", "gap"])
    compared = [whole_text if c.kind == leave_out.WHOLE_PARAGRAPH else measured for c in choices]
    turns = [leave_out.changes_sign(choice, value) for choice, value in zip(choices, compared, strict=True)]
    return table.assign(moves=(table["gap"] - compared).abs(), turns=turns)


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


def _by_list(analysis: Analysis, lexicon: Lexicon) -> tuple[object, ...]:
    """A row of `tone_by_list`."""
    text, headline = gap.mask_surnames(analysis), analysis.article.span("headline") or (0, 0)
    tone = gap.headline_tone(analysis, "headline", lexicon).value
    body = gap.body_tone(analysis, "body", lexicon).value
    words = sum(1 for _ in WORD.finditer(text, *headline))
    rated = lexicons.coverage(text, (headline,), lexicon) * words
    measure = "headline_tone" if lexicon is VADER else f"headline_tone_{lexicon.name}"
    agreement = (f"r = {number(a.value)}" for a in validity.of(measure) if a.figure == "pearson")
    of_headline = f"{round(rated)} of {words}" if words else NOT_MEASURABLE
    of_body = share(lexicons.coverage(text, analysis.article.paragraphs, lexicon))
    return lexicon.title, tone, body, tone - body, of_headline, of_body, next(agreement, NEVER_HELD)


def _gap_sentence(measured: Measurement, whole: Measurement, choices: Sequence[Choice]) -> str:
    """Both gaps in words, each with its own range: the two ranges cannot be compared."""
    others = [f"{c.name} the gap is {number(c.gap, sign=True)}" for c in choices if c.kind == leave_out.LIST]
    stable = not any(leave_out.changes_sign(c, measured.value) for c in choices)
    said = [
        f"Against the mean of the body's sentences, the gap is {number(measured.value, sign=True)}"
        + _between(measured, "one word, sentence, paragraph or voice, or the quotations,"),
        sentence(listed(others)).removesuffix("."),
        f"With the body as one text, it is {number(whole.value, sign=True)}{_between(whole, 'one paragraph')}",
        "The sign is the same under each of these choices" if stable else "The sign is not stable",
    ]
    return f"{'. '.join(filter(None, said))}."


def _between(measured: Measurement, parts: str) -> str:
    if math.isnan(measured.low):
        return ""
    low, high = number(measured.low, sign=True), number(measured.high, sign=True)
    return f"; with {parts} left out, it lies between {low} and {high}"


@drawing.styled
def draw_sentences(sentences: pd.DataFrame, headline: float, by: str, title: str = "") -> Drawn:
    """The tone of each sentence in order, with lines for their mean and for the headline (NaN: no line).

    `by`: what rates the sentences, for readers.
    """
    tone, numbers = sentences["tone"], sentences["sentence"]
    lines = [("mean", tone.mean(), "-", BLUE)]
    lines += [] if math.isnan(headline) else [("headline", headline, "--", ORANGE)]
    above = drawing.TITLE if title else 0
    axes = drawing.plain_axes(3.7 + above, left=0.85, right=1.55, bottom=0.75, top=0.2 + above)
    drawing.title_above(axes, title)
    few = len(tone) <= FEW_SENTENCES
    if few:
        axes.vlines(numbers, 0, tone, color=SOFT, linewidth=2)
    axes.plot(numbers, tone, "o", color=INK, markersize=8 if few else 4)
    axes.axhline(0, color=INK, linewidth=1)
    heights = drawing.apart([value for _, value, _, _ in lines], 0.22)
    for (name, value, dash, color), height in zip(lines, heights, strict=True):
        axes.axhline(value, color=color, linestyle=dash, linewidth=2)
        beside = ("axes fraction", "data")
        label = f"{name} {number(value, sign=True)}"
        axes.annotate(label, (1, value), (1.03, height), beside, beside, va="center", color=color)
    axes.set(xlim=(0.3, len(tone) + 0.7), ylim=(-1.05, 1.05), xlabel="sentence of the body", ylabel=f"tone ({by})")
    axes.set_yticks((-1, 0, 1), ("−1", "0", "+1"))
    axes.set_xticks(drawing.whole_ticks(len(tone)))
    low, high, mean = (number(value, sign=True) for value in (tone.min(), tone.max(), tone.mean()))
    return axes.figure, (
        f"{_heading(title)}Lollipop chart. Across: the {count(len(tone), 'sentence')} of the body in order. Up: tone "
        f"({by}), from −1 to 1. Lowest {low} (sentence {numbers[tone.idxmin()]}), highest {high} (sentence "
        f"{numbers[tone.idxmax()]}), mean {mean}. Headline: {number(headline, sign=True)}."
    )


def _heading(title: str) -> str:
    return f"{title}. " if title else ""


@drawing.styled
def draw_gaps(gaps: pd.DataFrame, title: str = "") -> Drawn:
    """The gap under every choice, around zero: one row for each kind. The first row is the gap as measured."""
    gaps = gaps.assign(side=np.sign(gaps["gap"].round(2)))  # what prints as 0.00 is on neither side of zero
    kinds = list(gaps.groupby("kind", sort=False))
    above = drawing.TITLE if title else 0
    axes = drawing.plain_axes(0.62 * len(kinds) + 0.95 + above, left=0.3, right=0.3, bottom=0.75, top=0.1 + above)
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
        f"{_heading(title)}Dot plot: headline tone minus body tone, from −2 to 2, one row for each kind of choice, one "
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
