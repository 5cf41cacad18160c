"""Tone."""

from __future__ import annotations

import math
from itertools import groupby

from analysis.article import WORD, Analysis, Measurement, Page, Span
from analysis.context import validity
from analysis.measures.tone import gap as tone
from analysis.measures.tone import lexicons
from analysis.measures.tone.lexicons import VADER, Lexicon
from analysis.views import tables
from analysis.views.base.common import answers, formatted, sentence
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import NEVER_HELD, NOT_MEASURABLE, listed, number, quote, share

MOST_TURNING = 3  # named for each kind of choice


@answers("tone")
def tone_by_sentence(page: Page) -> Section:
    """Pleasant- and unpleasant-sounding words, sentence by sentence."""
    text, sentences = tone.nameless(page.analysis), page.analysis.parse.sentences
    if math.isnan(page.measurement("body_tone").value):
        return Section(Text(f"The tone of the body cannot be measured: {page.measurement('body_tone').note}."))
    from analysis.views import charts

    values = [VADER.score(text[slice(*s)]) for s in sentences]
    frame = tables.tone(page.article, sentences, values, [_moved(text, s, VADER) for s in sentences])
    headline = page.measurement("headline_tone")
    figure, alt = charts.tone_by_sentence(frame, headline.value)
    shown = frame.assign(Begins=[quote(b, 45) for b in frame["Begins"]])
    shown = formatted(shown, frame.columns[2], sign=True)
    note = "VADER adds up ratings of words. It measures pleasant- or unpleasant-sounding words, no approval. Surnames "
    note += "count for nothing. Beside "
    note += "each word: how much higher the sentence's number is with it than without it."
    note += f" Of the headline: {headline.note}." if headline.note else ""
    return Section(
        Chart(figure, alt, "tone_by_sentence", "Pleasant- or unpleasant-sounding words, sentence by sentence"),
        Table(shown, "The body's sentences and the words that count", note),
    )


def _moved(text: str, span: Span, lexicon: Lexicon) -> list[str]:
    return [f"{text[slice(*w)]} {number(by, sign=True)}" for w, by in lexicons.contributions(text, span, lexicon)]


@answers("tone")
def tone_gap(page: Page) -> Section:
    """Headline minus body under each choice that could as well have been made."""
    gap = page.measurement("tone_gap")
    choices = tone.choices(page.analysis)
    if math.isnan(gap.value) or not choices:
        return Section(Text(f"Headline and body cannot be compared: {gap.note}."))
    from analysis.views import charts

    figure, alt = charts.tone_gap(tables.gap((c.kind, c.name, c.gap) for c in choices))
    base = {tone.WHOLE_PARAGRAPH: page.measurement("tone_gap_whole_text").value}  # the others: the gap as measured
    shown = tables.gap_by_kind(
        [_of_kind([*own], base.get(kind, gap.value)) for kind, own in groupby(choices, key=lambda c: c.kind)]
    )
    for column in ("Lowest gap", "Highest gap"):
        shown = formatted(shown, column, sign=True)
    return Section(
        Chart(figure, alt, "tone_gap", "Does the headline sound more pleasant than the body? It depends on the choice"),
        Text(_gap_sentence(gap, page.measurement("tone_gap_whole_text"), choices)),
        Table(shown, "The gap, by choice", sentence(gap.note)),
    )


def _of_kind(choices: list[tone.Choice], measured: float) -> tuple[str, int, float, float, str]:
    gaps = [c.gap for c in choices]
    turning = sorted((c for c in choices if tone.turns(c, measured)), key=lambda c: -abs(c.gap - measured))
    names = [f"{c.name} {number(c.gap, sign=True)}" for c in turning[:MOST_TURNING]]
    names += [f"{len(turning) - MOST_TURNING} more"] if len(turning) > MOST_TURNING else []
    return choices[0].kind, len(choices), min(gaps), max(gaps), "; ".join(names) or "none"


def _gap_sentence(gap: Measurement, whole: Measurement, choices: tuple[tone.Choice, ...]) -> str:
    """Each ruler for itself: their ranges do not belong together."""
    said = f"Against the mean of the body's sentences, the gap is {number(gap.value, sign=True)}"
    said += _between(gap, "one word, sentence, paragraph or voice, or the quotations,")
    others = [f"{c.name} it is {number(c.gap, sign=True)}" for c in choices if c.kind == tone.LIST]
    said += f". {sentence(listed(others)).removesuffix('.')}" if others else ""
    said += f". With the body as one text, it is {number(whole.value, sign=True)}"
    said += _between(whole, "one paragraph")
    stable = not any(tone.turns(c, gap.value) for c in choices)
    end = "The sign is the same under each of these choices." if stable else "The sign is not stable."
    return f"{said}. {end}"


def _between(gap: Measurement, parts: str) -> str:
    if math.isnan(gap.low):
        return ""
    low, high = (number(v, sign=True) for v in (gap.low, gap.high))
    return f"; with {parts} left out, it lies between {low} and {high}"


@answers("tone")
def tone_by_list(page: Page) -> Section:
    """Headline, body and gap by each list of words, with how many of the words each list rates."""
    frame = tables.lexicons([_by_list(page.analysis, lexicon) for lexicon in lexicons.LEXICONS.values()])
    for column in ("Headline", "Body", "Gap"):
        frame = formatted(frame, column, sign=True)
    note = "Each list rates other words, by another scale from −1 to 1: compare the signs, not the sizes. A list that "
    note += (
        "rates few words of a text knows little of it. r: how far it goes along with people on headlines (1 always, 0 "
    )
    note += "not at all)."
    return Section(Table(frame, "One article, by each list of words", note))


def _by_list(analysis: Analysis, lexicon: Lexicon) -> tuple[str, float, float, float, str, str, str]:
    text, span = tone.nameless(analysis), analysis.article.span("headline") or (0, 0)
    headline = tone.headline_tone(analysis, "headline", lexicon).value
    body = tone.body_tone(analysis, "body", lexicon).value
    known = lexicons.coverage(text, (span,), lexicon), lexicons.coverage(text, analysis.article.paragraphs, lexicon)
    total = sum(1 for _ in WORD.finditer(text, *span))
    of_headline = f"{round(known[0] * total)} of {total}" if total else NOT_MEASURABLE
    name = "headline_tone" if lexicon is VADER else f"headline_tone_{lexicon.name}"
    agrees = next((f"r = {number(a.value)}" for a in validity.of(name) if a.figure == "pearson"), NEVER_HELD)
    return lexicon.title, headline, body, headline - body, of_headline, share(known[1]), agrees
