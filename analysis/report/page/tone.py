"""How pleasant the headline sounds beside the body, what that depends on, and the tone of each sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import frames
from analysis.article import OWN_VOICE, Choice, Page, Span
from analysis.measures.tone import gap, leave_out
from analysis.nlp.text_type import withheld
from analysis.report.page import toward
from analysis.report.page.opening import in_words
from analysis.report.page.parts import TONE, Fact, Lit, Part, Sentence, how_sure, lit, measured
from analysis.report.page.sources import LOOKS, Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count, number, quote
from analysis.views.tone import SMALL, gaps, gaps_by_kind, turning_choices

CLEAR = 0.25  # an eighth of the scale from where a sentence counts as pleasant or unpleasant; the legend says it
FEW = 15  # sentences up to which the table of them is open; a strip shows more
MOVES = 0.05  # the least that a word must move the headline to be pointed out
ROOM = 1.25  # the scale reaches so much further than its outermost dot: labels need room
OPENING = 32  # characters of a sentence in the table
LEARNED = "A program that learned from readers’ judgments read {} by itself, with people’s names hidden."
LISTED = "Tone by a word list, VADER, which knows words, not meanings."
DOTS = " The dots show the headline and the mean of the body’s sentences."


@dataclass(frozen=True, slots=True)
class Gap:
    """The tone of headline and body, -1 to 1. `without`: the headline's tone without each of its words that counts;
    `choices`: `views.tone.gaps`, the gap with one thing left out, the measured one first."""

    headline: float
    body: float
    without: Mapping[Span, float]
    choices: pd.DataFrame

    @property
    def size(self) -> float:
        return self.headline - self.body

    @property
    def strongest(self) -> Span | None:
        """The word that moves the headline most; None where none does."""
        span = max(self.without, key=lambda w: abs(self.headline - self.without[w]), default=None)
        return span if span and abs(self.headline - self.without[span]) >= MOVES else None


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """By the program that learned from readers, with the word list as a second opinion; else by the list alone."""
    if "tone" in withheld(page.limits):
        return None
    learned, by_list = _by_program(page), _by_list(page)
    found = frames.sentences(page)
    tones = found["tone" if page.analysis.tone is None else "valence"]
    if tones.isna().all():
        return None
    main = learned if page.analysis.tone else by_list
    sentences, said = _sentences(page, text, found, tones, voices), _how_many(page, text, tones)
    facts = [
        *(_gap_facts(page, text, learned) if learned else ()),
        *(_list_facts(page, text, by_list) if by_list else ()),
    ]
    shown = {
        "scale": main and _scale(page, main),
        "choices": main and gaps_by_kind(main.choices),
        "facts": facts,
        "sentences": sentences,
        "few": len(sentences) <= FEW,
        "longest": max(sentences, key=lambda s: s.width).shown,
        "said": said,
        "toward": toward.table(page, text),
    }
    title_ = title(page, main) if main else "".join(p if isinstance(p, str) else p.words for p in said).rstrip(".")
    read = LEARNED.format("the headline and each sentence" if page.article.headline else "each sentence")
    subtitle = (LISTED if page.analysis.tone is None else read) + (DOTS if main else "")
    return Part("tone", title_, subtitle, shown)


def title(page: Page, found: Gap) -> str:
    """The point: how the headline sounds beside the body, and what turns that."""
    if abs(found.size) < SMALL:
        return "Headline and body sound about the same"
    turning = turning_choices(found.choices)
    words = turning[turning["kind"] == leave_out.WORD]
    if len(words):
        word = words["name"].iloc[0].removeprefix("without '").removesuffix("'")
        return f"Take out “{word},” and the tone gap changes sign"
    said = f"The headline sounds {'more' if found.size > 0 else 'less'} pleasant than the body"
    if turning.empty:
        return f"{said}, whatever is left out"
    if len(turning) == 1:
        return f"{said}, but not {_without(*turning[['kind', 'name']].iloc[0])}"
    return f"{said}, but not by {in_words(len(turning))} of {in_words(len(found.choices) - 1)} other counts"


def _without(kind: str, name: str) -> str:
    """The one choice that turns the sign: "without sentence 2", "without the words of Ada Norr"."""
    if kind == leave_out.OWN:
        return "in the article’s own words alone"
    return re.sub(r" \(.*", "", name) if kind in (leave_out.SENTENCE, leave_out.PARAGRAPH) else name


def _by_program(page: Page) -> Gap | None:
    tone, found = page.analysis.tone, measured(page, "valence_gap")
    if tone is None or found is None:
        return None
    choices = gaps((Choice(leave_out.MEASURED, leave_out.MEASURED, found.value), *tone.choices), found.value)
    return Gap(tone.headline, tone.headline - found.value, {w: tone.headline - by for w, by in tone.words}, choices)


def _by_list(page: Page) -> Gap | None:
    headline, found = measured(page, "headline_tone"), measured(page, "tone_gap")
    if headline is None or found is None:
        return None
    choices = gap.alternative_gaps(page.analysis)
    body = headline.value - found.value
    words = [c.gap + body for c in choices if c.kind == leave_out.WORD]
    return Gap(headline.value, body, dict(zip(headline.evidence, words, strict=True)), gaps(choices, found.value))


@dataclass(frozen=True, slots=True)
class Scale:
    """The chart: places are in percent of its width. `half`: the tone at its right end. `words`: each word of the
    headline, and the headline's tone without it; `ghost`: the headline without the word that moves it most, and what
    is written beside it; `say`: the sentence below."""

    headline: float
    body: float
    half: float
    labels: Mapping[str, str]
    ticks: Sequence[tuple[float, str]]
    words: Sequence[tuple[str, float]]
    ghost: tuple[float, str] | None
    say: str
    alt: str

    def at(self, tone: float) -> float:
        """Where a tone is, in percent of the width."""
        return round(50 + 50 * tone / self.half, 2)


def _scale(page: Page, found: Gap) -> Scale:
    article, span = page.article, page.article.span("headline") or (0, 0)
    half = round(ROOM * max(0.2, *(abs(t) for t in (found.headline, found.body, *found.without.values()))), 3)
    step = next(s for s in (0.1, 0.2, 0.5) if 4 * s >= half or s == 0.5)
    ticks = [n * step for n in range(-9, 10) if abs(n * step) <= 0.9 * half]
    words = [(article.text[slice(*w)], round(found.without.get(w, found.headline), 4)) for w in article.words(span)]
    values = {"headline": found.headline, "body": found.body, "gap": found.size}
    labels = {name: f"{name} {number(value, sign=True)}" for name, value in values.items()}
    say = f"With all its words, the headline scores {number(found.headline, sign=True)}: a gap of "
    say, ghost = f"{say}{number(found.size, sign=True)} to the body.", None
    if (strongest := found.strongest) and len(words) > 1:
        tone = found.without[strongest]
        word = frames.printed(article, [strongest])
        ghost = (tone, f"without “{word}” {number(tone, sign=True)}")
        say = f"Without “{word},” the headline scores {number(tone, sign=True)}. The gap is "
        say += number(tone - found.body, sign=True) + _sign(found.size, tone - found.body)
    alt = f"Scale of tone. {'. '.join(labels.values()).capitalize()}.{f' {ghost[1].capitalize()}.' if ghost else ''}"
    shown = [(round(t, 1), number(t, 1, sign=True) if t else "0") for t in ticks]
    headline, body = round(found.headline, 4), round(found.body, 4)
    return Scale(headline, body, half, labels, shown, words if len(words) > 1 else (), ghost, say, alt)


def _sign(before: float, after: float) -> str:
    """Whether the sign of a gap changes, as the script says it; nothing of a gap that prints as 0.00."""
    if abs(before) < leave_out.NO_GAP or abs(after) < leave_out.NO_GAP:
        return "."
    return ": its sign stays." if (before > 0) == (after > 0) else ": its sign flips."


def _gap_facts(page: Page, text: MarkedText, found: Gap) -> Iterator[Fact]:
    headline, body, size = (measured(page, n) for n in ("headline_valence", "body_valence", "valence_gap"))
    if headline is None or body is None or size is None:
        return
    n = len(body.evidence)
    says = f"Words that move the headline’s tone by {number(MOVES)} or more: {len(headline.evidence)}"
    verdict = f"The headline is {'less' if found.size < 0 else 'more'} pleasant, by {number(abs(found.size))}."
    if abs(found.size) < SMALL:
        verdict = f"The gap, {number(found.size, sign=True)}, is too small to matter."
    many = "the body’s one sentence" if n == 1 else f"the body’s {in_words(n)} sentences average"
    yield Fact(
        (
            "To the program, the headline scores ",
            lit(text, headline, number(found.headline, sign=True), says, TONE),
            f" and {many} ",
            lit(text, body, number(found.body, sign=True), f"Sentences of the body: {n}", TONE),
            f", on a scale from −1 to +1. {verdict}",
        ),
        [*([("Headline", trusted)] if (trusted := _accuracy(page)) else []), *how_sure(page, size), *_rounded(found)],
        "tone of headline and body",
    )
    if len(found.choices) > 1 and abs(found.size) >= SMALL:
        yield Fact(_turned(page, text, found))


def _rounded(found: Gap) -> list[tuple[str, str]]:
    """Why the gap is not the difference of the two numbers shown, where it is not."""
    differs = abs(round(found.headline, 2) - round(found.body, 2) - round(found.size, 2)) > 0.005
    return [("Rounding", "The gap is rounded once, so it differs by 0.01 from the two rounded numbers.")] * differs


def _accuracy(page: Page) -> str:
    found = measured(page, "headline_valence")
    return dict(how_sure(page, found))["Accuracy"] if found else ""


def _turned(page: Page, text: MarkedText, found: Gap) -> Sentence:
    """How many gaps turn the sign. Where all are by words of the headline, the number lights these up."""
    turning, tone, key = turning_choices(found.choices), page.analysis.tone, ""
    n, others = len(turning), len(found.choices) - 1
    if tone and n and (turning["kind"] == leave_out.WORD).all():
        choices = (c for c in tone.choices if c.kind == leave_out.WORD)
        words = [w for (w, _), c in zip(tone.words, choices, strict=True) if leave_out.changes_sign(c, found.size)]
        key = text.key("turns", words)
    number_ = Lit(in_words(n) if n else "none", key, f"Words without which the sign flips: {n}", TONE)
    low, high = (number(v, sign=True) for v in (found.choices["gap"].min(), found.choices["gap"].max()))
    gaps_ = f" of {count(others, 'gap')} {'changes' if n < 2 else 'change'} sign. They go from {low} to {high}."
    return ("With one thing left out at a time (a word, a sentence, a voice), ", number_, gaps_)


def _list_facts(page: Page, text: MarkedText, found: Gap) -> Iterator[Fact]:
    """The word list as a second opinion, in one sentence."""
    headline, body, size = (measured(page, n) for n in ("headline_tone", "body_tone", "tone_gap"))
    if headline is None or body is None or size is None:
        return
    turning = turning_choices(found.choices)
    stable = "its sign is stable" if turning.empty else "its sign is not stable"
    rated = "Words that VADER rates"
    yield Fact(
        (
            "A word list, VADER, gives the headline ",
            lit(text, headline, number(found.headline, sign=True), f"{rated}: {len(headline.evidence)}", TONE),
            " and the body’s sentences an average of ",
            lit(text, body, number(found.body, sign=True), f"{rated}: {len(body.evidence)}", TONE),
            f": a gap of {number(found.size, sign=True)}, and {stable}. A list knows words, not meanings.",
        ),
        [*how_sure(page, size), *_rounded(found)],
        "tone by a word list",
    )


@dataclass(frozen=True, slots=True)
class ToneOf:
    """A sentence of the body. `look`: its voice's, 0 the article's own, None several voices; `x` and `width`: the bar
    from the middle, in percent: the longest takes half."""

    n: int
    words: Lit
    voice: str
    look: int | None
    shown: str
    x: float
    width: float


def _sentences(
    page: Page, text: MarkedText, found: pd.DataFrame, tones: pd.Series, voices: Voices | None
) -> list[ToneOf]:
    """The sentences that have words, with their marks in the text: a sign at the end of each that is clearly one."""
    made, spans, reach = [], page.analysis.parse.sentences, max(CLEAR, tones.abs().max())
    for row, tone in zip(found.itertuples(), tones, strict=True):
        span = spans[row.sentence - 1]
        key = text.key(f"e{row.sentence}", [span])
        if math.isnan(tone):
            continue
        if abs(tone) >= CLEAR:
            text.mark(TONE, "pos" if tone > 0 else "neg", [span])
            text.mark(TONE, "plus" if tone > 0 else "minus", [(span[1] - 1, span[1])])
        look, voice = _voice(row, voices)
        shown = number(tone, sign=True)
        words = Lit(quote(row.text, OPENING), key, f"Sentence {row.sentence}: tone {shown}", TONE)
        width = round(50 * abs(tone) / reach, 2)
        x = round(50 - width, 2) if tone < 0 else 50.0
        made.append(ToneOf(row.sentence, words, voice, look, shown, x, width))
    return made


def _voice(row: object, voices: Voices | None) -> tuple[int | None, str]:
    if voices is None or row.voice == OWN_VOICE:
        return 0, "" if voices is None else "the article"
    return (None, row.voice) if pd.isna(row.source) else (voices.looks.get(row.source, LOOKS), row.voice)


def _how_many(page: Page, text: MarkedText, tones: pd.Series) -> Sentence:
    """How many sentences are clearly pleasant or unpleasant."""
    spans = page.analysis.parse.sentences
    counts = []
    for name, side, where in (("pleasant", 1, "epos"), ("unpleasant", -1, "eneg")):
        found = [span for span, tone in zip(spans, tones, strict=True) if tone * side >= CLEAR]
        says = f"{name.capitalize()} sentences: {len(found)}"
        counts.append((Lit(in_words(len(found)), text.key(where, found), says, TONE), len(found)))
    (pleasant, n), (unpleasant, m) = counts
    every, program = int(tones.notna().sum()), " to the program" if page.analysis.tone else " by the word list"
    if every == 1:
        how = "pleasant" if n else "unpleasant" if m else "neither clearly pleasant nor unpleasant"
        return (f"The body’s one sentence sounds {how}{program}.",)
    all_of = f" of the body’s {in_words(every)} sentences "
    if not n + m:
        return (f"None{all_of}sounds clearly pleasant or unpleasant{program}.",)
    first, k, how = (pleasant, n, "pleasant") if n else (unpleasant, m, "unpleasant")
    other = (", ", unpleasant, " unpleasant.") if n and m else (f", none {'unpleasant' if n else 'pleasant'}.",)
    started = Lit(first.words.capitalize(), first.keys, first.says, TONE)
    return (started, f"{all_of}{'sounds' if k == 1 else 'sound'} {how}{program}", *other)
