"""The headline: whose voice has its words in the body, how hard its verbs press, and what it does to be opened."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis import frames
from analysis.article import Page, Pressing, Rung, Span
from analysis.measures import word_forms
from analysis.measures.headline.clickbait import find_cues
from analysis.nlp.spans import DisjointSpans, overlap, spans_overlapping
from analysis.views.base import drawing
from analysis.views.base.common import NOT_NEEDED, answers, voice_names, voice_styles
from analysis.views.base.drawing import EDGE, LINE, WIDTH, Drawn, swatch, voice_style, write
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, quote
from analysis.views.base.palette import GRID, INK, SOFT, VoiceStyle
from analysis.views.base.palette import LINE as BETWEEN_ROWS

NO_MATCH = "no matching word in the body"
NO_SWATCH = VoiceStyle("", "", "")  # of words that stand for several voices
NO_CUES = (
    "The headline has none of the cues that we look for: no number at its beginning, no question, no “you”, no word "
    "that points ahead, and so on."
)
NO_QUOTATION = "no quotation that shares a word with the headline"
QUOTED = 200  # characters of a quotation that are shown
MOST = 24  # words on a chart; the table has more
WORDS_AT = 1.7  # inches from the left


@answers("headline")
def headline_words(page: Page) -> Section:
    """Each word of the headline: who carries it in the body?"""
    words = frames.headline(page)
    if words.empty:
        return Section(Text("The headline has no noun, name, verb, adjective or adverb to look for in the body."))
    unmatched = [quote(word) for word in words["word"][words["matches"] == 0]]
    all_words, matched = count(len(words), "word"), len(words) - len(unmatched)
    said = f"Of {all_words} in the headline, {matched} have a matching word in the body."
    if unmatched:
        question = "Editors paraphrase: which words of the body could they be about?"
        said += f" {len(unmatched)} have none: {listed(unmatched)}. {question}"
    caption = "Each word of the headline, and whose voice has it in the body"
    return Section(
        Chart(*draw_words(carriers(page, words)), "headline_words", caption),
        Text(said),
        Table(matches_in_words(words), "The headline's words in the body"),
    )


def matches_in_words(words: pd.DataFrame) -> pd.DataFrame:
    """For readers: each word of `frames.headline`, its matches in the body, whose voices they are in, near words."""
    near = words["near"] + " (" + words["near_why"] + ")"
    none = words["matches"].map(lambda matches: NOT_NEEDED if matches else "none found by the program")
    columns = {
        "Word in the headline": words["word"],
        "Matching words in the body": [_counted(matched) or NO_MATCH for matched in words["matched"]],
        "Whose voice": [_counted(voices) or NOT_NEEDED for voices in words["voices"]],
        "Near words, for you to judge": near.fillna(none),
    }
    return pd.DataFrame(columns)


class Carrier(NamedTuple):
    """A voice that has a headline word: what charts call it, the number of its style, and how often it has the word."""

    voice: str
    voice_style: int
    times: int


def carriers(page: Page, words: pd.DataFrame) -> list[tuple[str, list[Carrier]]]:
    """Each word of `frames.headline`, and the voices that have a match for it in the body, the most frequent first."""
    sourcing = page.analysis.sourcing
    styles, called = voice_styles(sourcing), voice_names(sourcing)
    voices = {
        name: (called[source], styles[source]) for source, name in frames.source_names(page).items() if source in styles
    }
    counts = (Counter(voices[name] for name in names) for names in words["voices"])
    return [
        (word, [Carrier(*voice, times) for voice, times in own.most_common()])
        for word, own in zip(words["word"], counts, strict=True)
    ]


@drawing.styled
def draw_words(words: Sequence[tuple[str, Sequence[Carrier]]], most: int = 4) -> Drawn:
    """Each word of the headline, and beside it the voices that have a matching word in the body."""
    rows = [(word, _lines(voices, most)) for word, voices in words]
    column = min(2.6, 0.35 + max(drawing.inches(word, bold=True) for word, _ in rows))
    axes = drawing.canvas(2 * EDGE + sum(LINE * 1.3 * len(lines) + 0.12 for _, lines in rows))
    y = axes.get_ylim()[1] - EDGE
    for number, (word, lines) in enumerate(rows, 1):
        write(axes, EDGE, y - 0.19, word, column - 0.2, weight="bold")
        for line, (label, look) in enumerate(lines):
            at = y - 0.19 - line * LINE * 1.3
            if look is not NO_SWATCH:
                swatch(axes, column + 0.1, at - 0.09, 0.34, 0.18, look)
            write(axes, column + 0.55, at, label, WIDTH - column - 0.65, style="normal" if look else "italic")
        y -= LINE * 1.3 * len(lines) + 0.12
        if number < len(rows):
            axes.axhline(y + 0.02, color=BETWEEN_ROWS, linewidth=0.8)
    missing = [word for word, voices in words if not voices]
    told = [f"{w}: {', '.join(label for label, _ in _lines(voices, most))}." for w, voices in words if voices]
    which = f" ({', '.join(missing)})" if missing else ""
    alt = (
        f"Diagram: the {count(len(rows), 'word')} of the headline, top to bottom, each with the voices that have a "
        f"matching word in the body. With {NO_MATCH}: {len(missing)} of {len(rows)}{which}."
    )
    return axes.figure, " ".join([alt, *told])


def _lines(voices: Sequence[Carrier], most: int) -> list[tuple[str, VoiceStyle | None]]:
    """What is written beside a word, each line with the style of its swatch; None: an empty swatch."""
    if not voices:
        return [(NO_MATCH, None)]
    shown = [(f"{v} ({times} times)" if times > 1 else v, voice_style(number)) for v, number, times in voices[:most]]
    hidden = len(voices) - most
    return [*shown, (f"and {count(hidden, 'more voice')}", NO_SWATCH)] if hidden > 0 else shown


def _counted(words: Iterable[str]) -> str:
    """Words with how often they come: "told, said (2 times)"."""
    return ", ".join(f"{word} ({n} times)" if n > 1 else word for word, n in Counter(words).items())


@answers("headline")
def pressing_words(page: Page) -> Section:
    """Words of the headline that press, each beside how the body tells the same deed, and the person's own words."""
    found, names = page.analysis.pressing, frames.source_names(page)
    if not found:
        return Section(Text("The headline has no word that presses: none like “slams”, “vows” or “demands”."))
    rows = [_pressing_row(page, p, names) for p in found]
    table = pd.DataFrame(rows, columns=["Word of the headline", "How the body tells it", "In their own words"])
    note = (
        "The body's words may be about another deed: you judge. A headline must be short, and its editor chooses the "
        "word: a harder one than the body's is a choice, not a fault."
    )
    told = (Text(_pressing_told(page, p, names)) for p in found)
    return Section(*told, Table(table, "Words that press, beside the body's", note))


def _pressing_row(page: Page, p: Pressing, names: Mapping[int | None, str]) -> tuple[str, str, str]:
    of_ladder = word_forms.load("verb_ladders")[p.ladder]["label"]
    place = f"{of_ladder}: {p.step}" if p.step else of_ladder
    told, own = _quotes(page, p.told), _quotes(page, p.quoted, QUOTED) or NO_QUOTATION
    whose = NOT_NEEDED if p.source_id is None else f"{names[p.source_id]}: {own}"
    return f"{_quotes(page, [p.span])} ({place})", told or NO_MATCH, whose


def _pressing_told(page: Page, p: Pressing, names: Mapping[int | None, str]) -> str:
    """Headline: “slams”. The body: “Norr said it was a mistake”. Do these words of Ada Norr tell of it: “...”?"""
    said = f"Headline: {_quotes(page, [p.span])}. "
    if p.told:
        said += f"The body: {_quotes(page, p.told[:2])}."
    else:
        said += "The program found no matching word in the body: which words of the body tell of it?"
    if p.source_id is None or not (p.told or p.quoted):  # one question is enough
        return said
    if not p.quoted:
        return f"{said} No quotation of {names[p.source_id]} shares a word with the headline: does one tell of it?"
    shared = listed([quote(word) for word in _shared_words(page, p, p.quoted[0])])
    own = _quotes(page, p.quoted[:1], QUOTED)
    return f"{said} Do these words of {names[p.source_id]} tell of it: {own}? They share {shared} with the headline."


def _shared_words(page: Page, p: Pressing, place: Span) -> list[str]:
    """The headline's words, those for who does it left out, that have a match in the sentence of this place."""
    sentence = DisjointSpans(page.analysis.parse.sentences).holding(place[0]) or place
    words = [w for w in page.analysis.headline_words if not any(overlap(w.span, s) for s in p.who)]
    return [frames.printed(page.article, [w.span]) for w in words if spans_overlapping(w.evidence, sentence)]


def _quotes(page: Page, spans: Sequence[Span], most: int = 120) -> str:
    return "; ".join(quote(frames.printed(page.article, [span]), most) for span in spans)


@answers("headline")
def verb_ladder(page: Page, ladder: str = "force") -> Section:
    """Headline and body on a ladder: `force`, `attack`, `commitment`, or `stance`, what the writer believes."""
    declared = word_forms.load("verb_ladders")[ladder]
    steps = [step["name"] for step in declared["steps"]]
    found = comparable(page.analysis.ladder, ladder)
    if not found:
        return Section(Text(f"{declared['question']} No word of the headline or the body is on this ladder."))
    drawn = sorted(found, key=lambda r: (not r.in_headline, -len(r.shares), r.span))[:MOST]
    headings = {"step": "Step", "words": "Words", "where": "Where", "voice": "Whose voice"}
    headings["shared"] = "Headline words in the same sentence"
    table = rungs(page, found)
    table = table.assign(step=[steps[n] for n in table["step"]], words=[quote(words, 80) for words in table["words"]])
    note = (
        "The order of the steps is ours, and people disagree. Words in one sentence may be about another action than "
        "the headline: you judge."
    )
    return Section(
        Chart(*draw_ladder(rungs(page, drawn), steps, *declared["ends"]), f"verb_ladder_{ladder}", declared["title"]),
        Text(_compared(found, steps)),
        Table(table[[*headings]].rename(columns=headings), f"{declared['title']}: the words on the ladder", note),
    )


@answers("headline")
def headline_cues(page: Page) -> Section:
    """What the headline does to get clicks: each cue as what it is."""
    headline = page.article.headline
    found = [(headline[slice(*cue.span)], cue.label, cue.why) for cue in find_cues(headline)]
    if not found:
        return Section(Text(NO_CUES))
    table = pd.DataFrame(found, columns=["Words", "What it is", "What it does"])
    note = "A cue is not a fault. Many good headlines ask, count or speak to the reader. You judge what it does here."
    return Section(Table(table, "What the headline does to get clicks", note))


def comparable(found: Sequence[Rung], ladder: str) -> list[Rung]:
    """The headline's words on a ladder, and the body's that share a sentence with a match of a headline word. Where the
    headline has nothing on the ladder, all of the body's."""
    found = [r for r in found if r.ladder == ladder]
    of_headline = any(r.in_headline for r in found)
    return [r for r in found if r.in_headline or r.shares or not of_headline]


def rungs(page: Page, found: Sequence[Rung]) -> pd.DataFrame:
    """One row for each word on a ladder, the highest step first. `voice_style`: the number of its voice's style."""
    article, names, styles = page.article, frames.source_names(page), voice_styles(page.analysis.sourcing)
    paragraphs = DisjointSpans(article.paragraphs)
    rows = [
        {
            "step": r.step,
            "words": ("not: " if r.negated else "") + frames.printed(article, [r.whole]),
            "where": "headline" if r.in_headline else f"paragraph {(paragraphs.at(r.span[0]) or 0) + 1}",
            "voice": "the headline" if r.in_headline else names[r.voice],
            "shared": ", ".join(frames.printed(article, [s]) for s in r.shares) or NOT_NEEDED,
            "in_headline": r.in_headline,
            "voice_style": styles[r.voice],
        }
        for r in sorted(found, key=lambda r: (-r.step, not r.in_headline, r.span))
    ]
    return pd.DataFrame(rows)


def _compared(found: Sequence[Rung], steps: Sequence[str]) -> str:
    """Where the headline is on a ladder, and where those words of the body that may tell of the same deed."""
    head = sorted({r.step for r in found if r.in_headline})
    body = sorted({r.step for r in found if not r.in_headline and not r.negated})
    if not head:
        return f"The headline has no word on this ladder. The body has {count(len(found), 'word')} on it."
    said = f"The headline is on {listed([f'“{steps[n]}”' for n in head])}. "
    if not body and any(r.negated for r in found if not r.in_headline):
        return f"{said}The body says that what it has on this ladder was not done."
    if not body:
        return f"{said}The body has no word on this ladder in a sentence that shares a word with the headline."
    span = f"“{steps[body[0]]}” to “{steps[body[-1]]}”" if len(body) > 1 else f"“{steps[body[0]]}”"
    place = "above all of" if head[-1] > body[-1] else "below all of" if head[0] < body[0] else "among"
    return f"{said}The body's words that may be about the same action are on {span}: the headline is {place} these."


@drawing.styled
def draw_ladder(rungs: pd.DataFrame, steps: Sequence[str], top: str, bottom: str) -> Drawn:
    """Every step of a ladder from the highest down, and the words on it, the headline's with a diamond."""
    on_step = {n: list(rungs[rungs["step"] == n].itertuples(index=False)) for n in reversed(range(len(steps)))}
    room = {n: (WORDS_AT if rows else WIDTH) - 2 * EDGE for n, rows in on_step.items()}
    names = {n: drawing.wrap(steps[n], room[n], bold=True, most=3) for n in on_step}
    lines = {n: max(len(names[n]), len(rows)) for n, rows in on_step.items()}
    line = LINE * 1.25
    axes = drawing.canvas(2 * EDGE + 2 * LINE * 1.3 + sum(lines.values()) * line + 0.14 * len(steps))
    y = axes.get_ylim()[1] - EDGE - 0.12
    write(axes, EDGE, y, f"↑ {top}", WIDTH - 2 * EDGE, color=SOFT)
    y -= LINE * 1.3
    told = []
    for n, rows in on_step.items():
        weight, color = ("bold", INK) if rows else ("normal", SOFT)
        for i, name in enumerate(names[n]):
            axes.text(EDGE, y - i * LINE, name, va="center", weight=weight, color=color)
        for i, row in enumerate(rows):
            _write_rung(axes, y - i * line, row)
        y -= line * lines[n]
        axes.axhline(y + 0.08, color=GRID, linewidth=0.8)
        y -= 0.14
        if rows:
            told.append(f"{steps[n]}: {', '.join(_told(row) for row in rows)}")
    write(axes, EDGE, y, f"↓ {bottom}", WIDTH - 2 * EDGE, color=SOFT)
    return axes.figure, (
        f"Diagram: a ladder of {len(steps)} steps, from the highest, {steps[-1]}, to the lowest, {steps[0]}. "
        f"{'; '.join(told)}."
    )


def _write_rung(axes: Any, y: float, row: Any) -> None:
    """One word of the ladder: a diamond for the headline's, else the style and the name of its voice."""
    if row.in_headline:
        write(axes, WORDS_AT, y, f"◆ {row.words} (headline)", WIDTH - WORDS_AT - EDGE, weight="bold")
        return
    swatch(axes, WORDS_AT, y - 0.09, 0.26, 0.18, voice_style(row.voice_style))
    write(axes, WORDS_AT + 0.36, y, f"{row.words} · {row.voice}", WIDTH - WORDS_AT - 0.36 - EDGE)


def _told(row: Any) -> str:
    return f"{row.words} (headline)" if row.in_headline else f"{row.words} ({row.voice}, {row.where})"
