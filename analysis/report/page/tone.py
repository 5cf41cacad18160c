"""How pleasant the headline sounds beside the body, what that depends on, and the tone of sentences and to people."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import OWN_VOICE, Choice, Measurement, Page, Span
from analysis.measures.tone import gap, leave_out
from analysis.nlp.text_type import withheld
from analysis.report.page.parts import TONE, Fact, Lit, Part, Sentence, how_sure, lit, measured, printed_gap
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.common import sentence, trust
from analysis.views.base.numbers_in_words import count, first_lower, in_words, number, quote, spelled
from analysis.views.tone import SMALL, gaps, gaps_by_kind, turning_choices
from analysis.views.toward import LEAST, MOST_PEOPLE, PLACES, TOWARD, body_of, by_person, by_sentence, compared

CLEAR = 0.25  # an eighth of the scale from where a sentence counts as pleasant or unpleasant; the legend says it
FEW = 15  # sentences up to which the table of them is open; a strip shows more
MOVES = 0.05  # the least that a word must move the headline to be pointed out
ROOM = 1.25  # the scale reaches so much further than its outermost dot: labels need room
OPENING = 32  # characters of a sentence in the table
LEARNED = "A model that learned from readers’ judgments read {} by itself, with people’s names hidden."
LISTED = "Tone by a word list, VADER, which knows words, not meanings."
COLUMNS = {"body": "Body"} | PLACES | {"quoted": "In quotations"}
VOICES_OUT = leave_out.VOICE, leave_out.OWN  # choices that need who speaks
ABOUT_PEOPLE = (
    "In parentheses: how many sentences. From −1 (negative) to +1 (positive), how a sentence sounds about a person to "
    "the model, which reads each by itself, with names hidden. It often gets victims wrong: a bad deed counts against "
    "the victim, too. A person may deserve how a sentence shows them."
)
DOTS = " The dots show the headline and the mean of the body’s sentences."


@dataclass(frozen=True, slots=True)
class Gap:
    """The tone of headline and body, -1 to 1, as printed: with two decimals, so that the numbers of the page add up.
    `without`: the headline's tone without each of its words that counts; `choices`: `views.tone.gaps`, the gap with one
    thing left out, the measured one first; `measured`: the measure, with range and note of these choices."""

    headline: float
    body: float
    without: Mapping[Span, float]
    choices: pd.DataFrame
    measured: Measurement

    @property
    def size(self) -> float:
        return printed_gap(self.headline, self.body)

    @property
    def strongest(self) -> Span | None:
        """The word that moves the headline most; None where none does."""
        span = max(self.without, key=lambda w: abs(self.headline - self.without[w]), default=None)
        return span if span and abs(self.headline - self.without[span]) >= MOVES else None


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """By the program that learned from readers, with the word list as a second opinion; else by the list alone."""
    is_learned, found = page.analysis.tone is not None, frames.sentences(page)
    tones = found["valence" if is_learned else "tone"]
    if "tone" in withheld(page.limits) or tones.isna().all():
        return None
    learned, by_list = _by_program(page), _by_list(page)
    main = learned if is_learned else by_list
    sentences, said = _sentences(page, text, found, tones, voices), _how_many(page, text, tones)
    facts = list(_gap_facts(page, text, learned)) if learned else []
    facts += _list_facts(page, text, by_list) if by_list else ()
    shown = {
        "scale": main and _scale(page, main),
        "choices": main and gaps_by_kind(main.choices),
        "facts": facts,
        "sentences": sentences,
        "few": len(sentences) <= FEW,
        "longest": max(sentences, key=lambda s: s.width).shown,
        "said": said,
        "toward": people(page, text),
    }
    point = title(main) if main else "".join(p if isinstance(p, str) else p.words for p in said).rstrip(".")
    read = LEARNED.format("the headline and each sentence" if page.article.headline else "each sentence")
    subtitle = (read if is_learned else LISTED) + (DOTS if main else "")
    return Part("tone", point, subtitle + _toneless(int((tones.isna() & (found["words"] > 0)).sum())), shown)


def _toneless(n: int) -> str:
    """Why some sentences with words have no tone; "" where each has one."""
    more = spelled(n, "more sentence has", "more sentences have")
    return f" {more} no tone: names aside, the model knows no word of {'it' if n == 1 else 'them'}." if n else ""


def title(found: Gap) -> str:
    """The point: how the headline sounds beside the body, and what turns that."""
    if abs(found.size) < SMALL:
        return "Headline and body sound about the same"
    turning = turning_choices(found.choices)
    words = turning[turning["kind"] == leave_out.WORD]
    if len(words):
        word = words["name"].iloc[0].removeprefix("without “").removesuffix("”")
        return f"Take out “{word},” and the tone gap changes sign"
    said = f"The headline sounds {'more' if found.size > 0 else 'less'} pleasant than the body"
    if turning.empty:
        return f"{said}, whatever is left out"
    if len(turning) > 1:
        return f"{said}, but not by {in_words(len(turning))} of {in_words(len(found.choices) - 1)} other counts"
    kind, name = turning[["kind", "name"]].iloc[0]
    if kind == leave_out.OWN:
        return f"{said}, but not in the article’s own words alone"
    # "without sentence 2 (It rained ...)", "without the words of Ada Norr (the mayor)"
    short = re.sub(r" \(.*", "", name) if kind in (leave_out.SENTENCE, leave_out.PARAGRAPH) else name
    return f"{said}, but not {short}"


def _by_program(page: Page) -> Gap | None:
    tone, found = page.analysis.tone, measured(page, "valence_gap")
    if tone is None or found is None:
        return None
    without = {w: tone.headline - by for w, by in tone.words}
    return _as_printed(page, found, tone.headline, without, tone.choices)


def _by_list(page: Page) -> Gap | None:
    headline, found = measured(page, "headline_tone"), measured(page, "tone_gap")
    if headline is None or found is None:
        return None
    choices = gap.alternative_gaps(page.analysis)
    words = [c.gap + headline.value - found.value for c in choices if c.kind == leave_out.WORD]
    return _as_printed(page, found, headline.value, dict(zip(headline.evidence, words, strict=True)), choices[1:])


def _as_printed(
    page: Page, found: Measurement, headline: float, without: Mapping[Span, float], choices: Sequence[Choice]
) -> Gap:
    """With the numbers as they are printed; without voices where nobody looked for who speaks."""
    body, hidden = headline - found.value, VOICES_OUT if "sourcing" in withheld(page.limits) else ()
    size, shown = printed_gap(headline, body), [c for c in choices if c.kind not in hidden]
    shown = [replace(c, gap=printed_gap(c.gap + body, body)) if c.kind == leave_out.WORD else c for c in shown]
    table = gaps((Choice(leave_out.MEASURED, leave_out.MEASURED, size), *shown), size)
    if shown:
        by_them = found.note == leave_out.stability(found.value, list(choices))  # not by another list of words
        note = leave_out.stability(size, shown) if by_them else found.note
        found = replace(found, low=float(table["gap"].min()), high=float(table["gap"].max()), note=note)
    return Gap(round(headline, 2), round(body, 2), {w: round(t, 2) for w, t in without.items()}, table, found)


def _scale(page: Page, found: Gap) -> SimpleNamespace:
    """The chart. `half`: the tone at its right end; `at`: where a tone is, in percent of its width. `words`: each word
    of the headline, and the headline's tone without it; `ghost`: the headline without the word that moves it most, and
    what is written beside it; `say`: the sentence below."""
    article, span = page.article, page.article.span("headline") or (0, 0)
    half = round(ROOM * max(0.2, *(abs(t) for t in (found.headline, found.body, *found.without.values()))), 3)
    step = next(s for s in (0.1, 0.2, 0.5) if 4 * s >= half or s == 0.5)
    ticks = [n * step for n in range(-9, 10) if abs(n * step) <= 0.9 * half]
    words = [(article.text[slice(*w)], found.without.get(w, found.headline)) for w in article.words(span)]
    values = {"headline": found.headline, "body": found.body, "gap": found.size}
    labels = {name: f"{name} {number(value, sign=True)}" for name, value in values.items()}
    headline, size = (number(value, sign=True) for value in (found.headline, found.size))
    say, ghost = f"With all its words, the headline scores {headline}: a gap of {size} to the body.", None
    if (strongest := found.strongest) and len(words) > 1:
        word, tone = frames.printed(article, [strongest]), found.without[strongest]
        ghost = (tone, f"without “{word}” {number(tone, sign=True)}")
        say = f"Without “{word},” the headline scores {number(tone, sign=True)}. The gap is "
        say += number(moved := printed_gap(tone, found.body), sign=True) + _sign(found.size, moved)
    return SimpleNamespace(
        headline=found.headline,
        body=found.body,
        half=half,
        at=lambda tone: round(50 + 50 * tone / half, 2),
        labels=labels,
        ticks=[(round(t, 1), number(t, 1, sign=True) if t else "0") for t in ticks],
        words=words if len(words) > 1 else (),
        ghost=ghost,
        say=say,
        alt=f"Scale of tone. {'. '.join(labels.values()).capitalize()}.{f' {ghost[1].capitalize()}.' if ghost else ''}",
    )


def _sign(before: float, after: float) -> str:
    """Whether the sign of a gap changes, as the script says it; nothing of a gap that prints as 0.00."""
    if abs(before) < leave_out.NO_GAP or abs(after) < leave_out.NO_GAP:
        return "."
    return ": its sign stays the same." if (before > 0) == (after > 0) else ": it changes sign."


def _gap_facts(page: Page, text: MarkedText, found: Gap) -> Iterator[Fact]:
    headline, body = (measured(page, n) for n in ("headline_valence", "body_valence"))
    if headline is None or body is None:
        return
    n = len(body.evidence)
    says = f"Words that move the headline’s tone by {number(MOVES)} or more: {len(headline.evidence)}"
    verdict = f"The headline is {'less' if found.size < 0 else 'more'} pleasant, by {number(abs(found.size))}."
    if abs(found.size) < SMALL:
        verdict = f"The gap, {number(found.size, sign=True)}, is too small to matter."
    many = "the body’s one sentence" if n == 1 else f"the body’s {in_words(n)} sentences average"
    told: Sentence = (
        "To the model, the headline scores ",
        lit(text, headline, number(found.headline, sign=True), says, TONE),
        f" and {many} ",
        lit(text, body, number(found.body, sign=True), f"Sentences of the body: {n}", TONE),
        f", on a scale from −1 to +1. {verdict}",
    )
    sure = [("Accuracy on headlines", dict(how_sure(page, headline))["Accuracy"]), *how_sure(page, found.measured)]
    yield Fact(told, sure, "tone of headline and body")
    if len(found.choices) > 1 and abs(found.size) >= SMALL:
        yield Fact(_turned(page, text, found))


def _turned(page: Page, text: MarkedText, found: Gap) -> Sentence:
    """How many gaps turn the sign. Where all are by words of the headline, the number lights these up."""
    turning, key = turning_choices(found.choices), ""
    n, others = len(turning), len(found.choices) - 1
    if n and (turning["kind"] == leave_out.WORD).all():
        turns = found.choices["turns"][found.choices["kind"] == leave_out.WORD]
        key = text.key("turns", [w for w, flips in zip(found.without, turns, strict=True) if flips])
    many = Lit(in_words(n) if n else "none", key, f"Words without which the sign changes: {n}", TONE)
    low, high = (number(v, sign=True) for v in (found.choices["gap"].min(), found.choices["gap"].max()))
    gaps_ = f" of {count(others, 'gap')} {'changes' if n < 2 else 'change'} sign. They run from {low} to {high}."
    things = "a word or a sentence" if "sourcing" in withheld(page.limits) else "a word, a sentence, or a voice"
    return (f"With one thing left out at a time ({things}), ", many, gaps_)


def _list_facts(page: Page, text: MarkedText, found: Gap) -> Iterator[Fact]:
    """The word list as a second opinion, in one sentence."""
    headline, body = (measured(page, n) for n in ("headline_tone", "body_tone"))
    if headline is None or body is None:
        return
    stable = "stays the same" if turning_choices(found.choices).empty else "can change"
    rated = "Words that VADER rates"
    told: Sentence = (
        "A word list, VADER, gives the headline ",
        lit(text, headline, number(found.headline, sign=True), f"{rated}: {len(headline.evidence)}", TONE),
        " and the body’s sentences an average of ",
        lit(text, body, number(found.body, sign=True), f"{rated}: {len(body.evidence)}", TONE),
        f": a gap of {number(found.size, sign=True)}, and its sign {stable} with one thing left out.",
    )
    yield Fact(told, how_sure(page, found.measured), "tone by a word list")


def _sentences(
    page: Page, text: MarkedText, found: pd.DataFrame, tones: pd.Series, voices: Voices | None
) -> list[SimpleNamespace]:
    """The sentences that have words, with their marks in the text: a sign at the end of each that is clearly one.

    `look`: its voice's, 0 the article's own, None several voices; `x` and `width`: the bar from the middle, in percent:
    the longest takes half.
    """
    made, reach = [], max(CLEAR, tones.abs().max())
    for row, span, tone in zip(found.itertuples(), page.analysis.parse.sentences, tones, strict=True):
        key = text.key(f"e{row.sentence}", [span])
        if math.isnan(tone):
            continue
        if abs(tone) >= CLEAR:
            text.mark(TONE, "pos" if tone > 0 else "neg", [span])
            text.mark(TONE, "plus" if tone > 0 else "minus", [(span[1] - 1, span[1])])
        look, voice = 0, "" if voices is None else "the article"
        if voices is not None and row.voice != OWN_VOICE:
            look, voice = None if pd.isna(row.source) else voices.look(row.source), row.voice
        shown, width = number(tone, sign=True), round(50 * abs(tone) / reach, 2)
        words = Lit(quote(row.text, OPENING), key, f"Sentence {row.sentence}: tone {shown}", TONE)
        x = round(50 - width, 2) if tone < 0 else 50.0
        made.append(SimpleNamespace(n=row.sentence, words=words, voice=voice, look=look, shown=shown, x=x, width=width))
    return made


def _how_many(page: Page, text: MarkedText, tones: pd.Series) -> Sentence:
    """How many sentences are clearly pleasant or unpleasant."""
    every, counted, none = int(tones.notna().sum()), [], []
    by = "to the model" if page.analysis.tone else "by the word list"
    for how, side, where in (("pleasant", 1, "epos"), ("unpleasant", -1, "eneg")):
        spans = zip(page.analysis.parse.sentences, tones, strict=True)
        found = [span for span, tone in spans if tone * side >= CLEAR]
        key, says = text.key(where, found), f"{how.capitalize()} sentences: {len(found)}"
        (counted if found else none).append((how, len(found), key, says))
    if every == 1:
        how = counted[0][0] if counted else "neither clearly pleasant nor unpleasant"
        return (f"The body’s one sentence sounds {how} {by}.",)
    all_of = f" of the body’s {in_words(every)} sentences "
    if not counted:
        return (f"None{all_of}sounds clearly pleasant or unpleasant {by}.",)
    (how, n, key, says), *others = counted
    first = Lit(in_words(n).capitalize(), key, says, TONE)
    begin = (first, f"{all_of}{'sounds' if n == 1 else 'sound'} {how} {by}")
    if none:
        return (*begin, f", none {none[0][0]}.")
    (_, n, key, says) = others[0]
    return (*begin, ", and ", Lit(in_words(n), key, says, TONE), " unpleasant.")


def people(page: Page, text: MarkedText) -> SimpleNamespace | None:
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
    if "sourcing" in withheld(page.limits):
        places = {place: name for place, name in places.items() if place in ("body", "quoted")}
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
    return SimpleNamespace(columns=columns, rows=rows, fact=fact, note=ABOUT_PEOPLE, more=len(people) - len(shown))


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
