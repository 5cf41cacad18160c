"""Tone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .. import tables
from ..article import Measurement, Page
from ..measures import tone
from ..narrate import Chart, Section, Table, Text
from ..phrasing import number, quote
from .common import answers, formatted, sentence

if TYPE_CHECKING:
    pass


@answers("tone")
def tone_by_sentence(page: Page) -> Section:
    """Pleasant- and unpleasant-sounding words, sentence by sentence."""
    text, sentences = page.article.text, page.analysis.parse.sentences
    if math.isnan(page.measurement("body_tone").value):
        return Section(Text(f"The tone of the body cannot be measured: {page.measurement('body_tone').note}."))
    from .. import charts

    values = [tone.compound(text[slice(*s)]) for s in sentences]
    frame = tables.tone(page.article, sentences, values, [tone.rated_words(text, s) for s in sentences])
    headline = page.measurement("headline_tone")
    figure, alt = charts.tone_by_sentence(frame, headline.value)
    shown = frame.assign(Begins=[quote(b, 45) for b in frame["Begins"]])
    shown = formatted(shown, frame.columns[2], sign=True)
    note = "VADER adds up ratings of words. It measures pleasant- or unpleasant-sounding words, no approval."
    note += f" Of the headline: {headline.note}." if headline.note else ""
    return Section(
        Chart(figure, alt, "tone_by_sentence", "Pleasant- or unpleasant-sounding words, sentence by sentence"),
        Table(shown, "The body's sentences and the words that count", note),
    )


@answers("tone")
def tone_gap(page: Page) -> Section:
    """Headline minus body under each choice that could as well have been made."""
    gap = page.measurement("tone_gap")
    variants = tone.variants(page.analysis)
    if math.isnan(gap.value) or not variants:
        return Section(Text(f"Headline and body cannot be compared: {gap.note}."))
    from .. import charts

    frame = tables.gap(variants)
    figure, alt = charts.tone_gap(frame)
    return Section(
        Chart(figure, alt, "tone_gap", "Does the headline sound more pleasant than the body? It depends on the choice"),
        Text(_gap_sentence(gap, page.measurement("tone_gap_whole_text"))),
        Table(formatted(frame, frame.columns[1], sign=True), "The gap, by choice", sentence(gap.note)),
    )


def _gap_sentence(gap: Measurement, whole: Measurement) -> str:
    """Each ruler for itself: their ranges do not belong together."""
    said = f"Against the mean of the body's sentences, the gap is {number(gap.value, sign=True)}"
    said += _between(gap, "one word, sentence or paragraph, or the quotations,")
    said += f". With the body as one text, it is {number(whole.value, sign=True)}"
    said += _between(whole, "one paragraph")
    values = [v for m in (gap, whole) for v in (m.value, m.low, m.high) if not math.isnan(v)]
    stable = min(values) >= tone.NO_GAP or max(values) <= -tone.NO_GAP
    end = "The sign is the same under each of these choices." if stable else "The sign is not stable."
    return f"{said}. {end}"


def _between(gap: Measurement, parts: str) -> str:
    if math.isnan(gap.low):
        return ""
    low, high = (number(v, sign=True) for v in (gap.low, gap.high))
    return f"; with {parts} left out, it lies between {low} and {high}"
