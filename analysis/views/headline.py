"""Each word of the headline, and whose voice has it in the body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.views.base import drawing
from analysis.views.base.common import NO_HEADLINE, NOT_NEEDED, answers, voice_names, voice_styles
from analysis.views.base.drawing import EDGE, LINE, WIDTH, Drawn, swatch, voice_style, write
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, quote
from analysis.views.base.palette import LINE as BETWEEN_ROWS
from analysis.views.base.palette import VoiceStyle

NO_MATCH = "no matching word in the body"


@answers("headline")
def headline_words(page: Page) -> Section:
    """Each word of the headline: who carries it in the body?"""
    if page.article.headline is None:
        return Section(Text(NO_HEADLINE))
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
    return pd.DataFrame(
        {
            "Word in the headline": words["word"],
            "Matching words in the body": [_counted(matched) or NO_MATCH for matched in words["matched"]],
            "Whose voice": [_counted(voices) or NOT_NEEDED for voices in words["voices"]],
            "Near words, for you to judge": near.fillna(none),
        }
    )


class Carrier(NamedTuple):
    """A voice that has a headline word: what charts call it, the number of its style, and how often it has the word."""

    voice: str
    voice_style: int
    times: int


def carriers(page: Page, words: pd.DataFrame) -> list[tuple[str, list[Carrier]]]:
    """Each word of `frames.headline`, and the voices that have a match for it in the body, the most frequent first."""
    sourcing = page.analysis.sourcing
    styles, called = voice_styles(sourcing), voice_names(sourcing)
    voices = {name: (called[source], styles[source]) for source, name in frames.source_names(page).items()}
    counts = (Counter(voices[name] for name in names) for names in words["voices"])
    return [
        (word, [Carrier(*voice, times) for voice, times in own.most_common()])
        for word, own in zip(words["word"], counts, strict=True)
    ]


NO_SWATCH = VoiceStyle("", "", "")  # of words that stand for several voices


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
    shown: list[tuple[str, VoiceStyle | None]] = []
    for voice, number, times in voices[:most]:
        shown.append((f"{voice} ({times} times)" if times > 1 else voice, voice_style(number)))
    hidden = len(voices) - most
    return [*shown, (f"and {count(hidden, 'more voice')}", NO_SWATCH)] if hidden > 0 else shown


def _counted(words: Iterable[str]) -> str:
    """Words with how often they come: "told, said (2 times)"."""
    return ", ".join(f"{word} ({n} times)" if n > 1 else word for word, n in Counter(words).items())
