"""How hard is it to read: by formula, by sentence, by paragraph and by voice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis import catalogue, frames
from analysis.article import Page
from analysis.context import validity
from analysis.measures import readability
from analysis.views.base import drawing
from analysis.views.base.common import answers, formatted, sentence
from analysis.views.base.drawing import Drawn, write_above, write_beside, write_over_row
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, number, quote
from analysis.views.base.palette import BLUE, BLUES, GRAY, GRID, INK, ORANGE, PAPER, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HARD_IS_NOT_BAD = (
    "A grade is a year of US school: grade 12 is the last before college. It was made for schoolbooks, and knows "
    "nothing about the subject. Hard is not bad, and easy is not good."
)
WHOLE = "grade of the whole excerpt"
MARKS = "language.difficult_sentences"  # the article page's marks, as `validity` calls them
FAILS = (
    "Teachers rated school texts, not news. Formulas and marks count words and syllables, so a sentence full of long "
    "names counts as hard, and a short sentence about a hard idea counts as easy."
)
FORMULAS = [formula.__name__ for formula in readability.FORMULAS]
MOST_VOICES = 8  # in the chart: those with most words


@answers("readability")
def readability_by_ruler(page: Page) -> Section:
    """The same text by each formula, from our counts and by an online calculator."""
    table = formulas(page)
    graded = table[table["unit"] == catalogue.GRADE].dropna(subset=["ours", "textstat"])
    if graded.empty:
        return Section(Text("The body has too few words and sentences for a readability formula."))
    headings = {"formula": "Formula", "ours": "Our count", "textstat": "Online calculator (textstat)", "unit": "Unit"}
    shown = formatted(table, "ours", "textstat", decimals=1).drop(columns="note").rename(columns=headings)
    caption = "How hard is it to read? By each formula, counted in two ways"
    note = f"{sentence(next(iter(table['note'].dropna()), ''))} {HARD_IS_NOT_BAD}".strip()
    return Section(
        Chart(*draw_formulas(graded), "readability_by_ruler", caption),
        Table(shown, "One text, seven formulas, two counts", note),
    )


def against_teachers() -> Section:
    """How well formulas, and the article page's marks, agree with teachers; and where they fail."""
    clear = next(s for s in validity.report()["sets"] if s["set"] == "clear")
    of_two = [clear["baselines"][WHOLE][MARKS]["harder_of_two"], clear["ours"][MARKS]["harder_of_two"]]
    grade, marks = (
        f"{100 * f['value']:.0f} times out of 100 ({100 * f['low']:.0f} to {100 * f['high']:.0f})" for f in of_two
    )
    said = (
        f"Teachers compared {clear['items']:,} excerpts of school texts. Of any two with different Flesch-Kincaid "
        f"grades, the one with the higher grade is the one that teachers found harder {grade}. Of any two with "
        "different shares of words in difficult sentences, the one with the larger share is the harder one "
        f"{marks}. Flipping a coin is right 50 times. {FAILS}"
    )
    rows = [(catalogue.by_name(f).label, number(clear["ours"][f]["pearson"]["value"])) for f in FORMULAS]
    frame = pd.DataFrame(rows, columns=["Formula", "Agreement with teachers (1: always, 0: not at all)"])
    return Section(Text(said), Table(frame, "Seven formulas against teachers", "The numbers are correlations (r)."))


@answers("readability")
def sentence_difficulty(page: Page) -> Section:
    """Each sentence's length and long words, in order."""
    sentences, words = frames.sentences(page), frames.words(page)
    if sentences.empty or not sentences["words"].max():
        return Section(Text("The body has no sentences to show."))
    long = words[words["syllables"] >= readability.POLYSYLLABLE].groupby("sentence")["word"].agg(" … ".join)
    table = {
        "Sentence": sentences["sentence"],
        "Begins": [quote(text, 45) for text in sentences["text"]],
        "Words": sentences["words"],
        "Long words": sentences["long_words"],
        "Which": sentences["sentence"].map(long).fillna("none"),
    }
    note = (
        "Most formulas count only two things: how long sentences are, and how many words have three syllables or "
        f"more. {HARD_IS_NOT_BAD}"
    )
    return Section(
        Chart(*draw_sentences(sentences), "sentence_difficulty", "Which sentences make the text long to read?"),
        Table(pd.DataFrame(table), "The body's sentences and their long words", note),
    )


@answers("readability")
def readability_by_paragraph(page: Page) -> Section:
    """Each paragraph's grade by our count and by an online calculator, and where the two count sentences otherwise."""
    parts = grades(page)
    parts = parts[parts["scope"].str.startswith("paragraph:")]
    if parts.empty:
        return Section(Text("No paragraph has words and sentences to count."))
    numbers = [int(scope.partition(":")[2]) for scope in parts["scope"]]
    spans = [page.article.paragraphs[n] for n in numbers]
    ours = [len(sentences) for sentences in parts["evidence"]]
    theirs = [readability.textstat_sentences(page.analysis, span) for span in spans]
    table = {
        "Paragraph": [n + 1 for n in numbers],
        "Begins": [quote(page.article.text[slice(*span)], 45) for span in spans],
        "Sentences, ours": ours,
        "Sentences, calculator": theirs,
        "Grade, ours": [number(grade, 1) for grade in parts["value"]],
        "Grade, calculator": [number(grade, 1) for grade in parts["textstat"]],
        "Over all formulas": parts["range"].array,
    }
    counts = zip(numbers, ours, theirs, parts["note"], strict=True)
    differing = [f"Paragraph {n + 1}: {why}." for n, a, b, why in counts if a != b]
    note = " ".join(["Grades by Flesch and Kincaid.", *differing, HARD_IS_NOT_BAD])
    return Section(Table(pd.DataFrame(table), "Paragraph by paragraph, counted in two ways", note))


@answers("sourcing")
@answers("readability")
def readability_by_voice(page: Page) -> Section:
    """How hard each voice reads, by five formulas and two ways of counting."""
    voices = voice_grades(page)
    if voices.empty:
        return Section(Text("No sentence is mostly in one voice."))
    longest = voices.sort_values("words", ascending=False, kind="stable").head(MOST_VOICES)
    headings = {"voice": "Voice", "sentences": "Sentences", "words": "Words", "grade": "Flesch-Kincaid grade"}
    headings["range"] = "Over five formulas, two counts"
    note = (
        "A sentence counts for a voice when more than half of its words are in it. A voice with few sentences has no "
        f"firm grade: one sentence more would move it. {HARD_IS_NOT_BAD}"
    )
    return Section(
        Chart(*draw_voices(longest), "readability_by_voice", "How hard is each voice to read?"),
        Table(formatted(voices, "grade", decimals=1)[[*headings]].rename(columns=headings), "The voices' grades", note),
    )


def formulas(page: Page) -> pd.DataFrame:
    """One row for each formula: its value for the body from our counts and by textstat, its unit, our count's note."""
    measured = frames.measurements(page)
    body = measured[measured["scope"] == "body"].set_index("name")
    ours = body.loc[FORMULAS].reset_index()
    ours["textstat"] = body["value"].loc[[f"textstat_{name}" for name in FORMULAS]].array
    return ours.rename(columns={"label": "formula", "value": "ours"})[["formula", "ours", "textstat", "unit", "note"]]


def grades(page: Page) -> pd.DataFrame:
    """One row for each part of the body (`scope`) that all formulas for grades can measure.

    The row of `frames.measurements` of its Flesch-Kincaid grade, with textstat's answer as `textstat`, and with `low`,
    `high` and `range` (in words) over all formulas and both counts.
    """
    measured = frames.measurements(page)
    graded = measured[measured["name"].isin(FORMULAS) & (measured["unit"] == catalogue.GRADE)]
    by_scope = graded.groupby("scope")
    found = graded[graded["name"] == "flesch_kincaid_grade"].set_index("scope")
    textstat = measured[measured["name"] == "textstat_flesch_kincaid_grade"].set_index("scope")["value"]
    found = found.assign(low=by_scope["low"].min(), high=by_scope["high"].max(), textstat=textstat)
    found = found[by_scope["value"].agg(lambda values: values.notna().all()).loc[found.index]]
    ranges = [f"{number(low, 1)} to {number(high, 1)}" for low, high in zip(found["low"], found["high"], strict=True)]
    return found.assign(range=ranges).reset_index()


def voice_grades(page: Page) -> pd.DataFrame:
    """One row for each voice that has sentences of its own, the article's own first: sentences, words and grades."""
    found, names = grades(page), frames.source_names(page)
    scopes = {"narrator" if source is None else f"voice:{source}": name for source, name in names.items()}
    found = found[found["scope"].isin(scopes)].rename(columns={"value": "grade"})
    words = [sum(1 for span in evidence for _ in page.article.words(span)) for evidence in found["evidence"]]
    found = found.assign(voice=found["scope"].map(scopes), sentences=found["evidence"].map(len), words=words)
    return found[["voice", "sentences", "words", "grade", "low", "high", "range"]].reset_index(drop=True)


@drawing.styled
def draw_formulas(formulas: pd.DataFrame) -> Drawn:
    """Each grade formula's answer from our counts and from textstat, on one scale."""
    rows = list(zip(formulas["formula"], formulas["ours"], formulas["textstat"], strict=True))
    axes = drawing.plain_axes(0.72 * len(rows) + 1.3, left=0.3, right=0.45, bottom=0.8, top=0.5)
    lowest, highest = formulas[["ours", "textstat"]].min().min(), formulas[["ours", "textstat"]].max().max()
    for y, (label, ours, theirs) in enumerate(rows):
        axes.axhline(-y, color=GRID, linewidth=1, zorder=0)
        axes.plot((ours, theirs), (-y, -y), color=SOFT, linewidth=2)
        axes.plot(ours, -y, "o", color=BLUE, markersize=11, markeredgecolor=INK)
        axes.plot(theirs, -y, "D", markerfacecolor=PAPER, markeredgecolor=ORANGE, markersize=9, markeredgewidth=2)
        write_beside(axes, ours, -y, number(ours, 1), ours < theirs, color=BLUE, weight="bold")
        write_beside(axes, theirs, -y, number(theirs, 1), theirs <= ours, color=ORANGE, weight="bold")
        write_over_row(axes, -y, label, 10)
    axes.set(ylim=(-len(rows) + 0.55, 0.8), xlabel="US school grade")
    _grade_axis(axes, lowest, highest, max(1.0, 0.15 * (highest - lowest)))
    write_above(axes, "● our count", BLUE)
    write_above(axes, "◇ online calculator", ORANGE, right=True)
    told = "; ".join(f"{label} {number(ours, 1)} and {number(theirs, 1)}" for label, ours, theirs in rows)
    return axes.figure, (
        f"Dot plot: {count(len(rows), 'formula')} on one scale of US school grades, our count and online calculator "
        f"(textstat). {told}. From grade {number(lowest, 1)} to grade {number(highest, 1)} for the same text."
    )


@drawing.styled
def draw_sentences(sentences: pd.DataFrame) -> Drawn:
    """Each sentence in order as a column: how many words it has, and how many of them are long."""
    words, long = sentences["words"], sentences["long_words"]
    axes = drawing.plain_axes(3.4, left=0.75, right=0.2, bottom=0.75, top=0.55)
    axes.bar(sentences["sentence"], words, 0.78, facecolor=GRAY, edgecolor=SOFT)
    axes.bar(sentences["sentence"], long, 0.78, facecolor=BLUES[1], edgecolor=BLUE, hatch="///")
    if len(sentences) <= 20:
        for x, height in zip(sentences["sentence"], words, strict=True):
            axes.annotate(f"{height}", (x, height), (0, 3), textcoords="offset points", ha="center")
    axes.set(xlim=(0.3, len(words) + 0.7), ylim=(0, 1.15 * max(words)), xlabel="sentence of the body", ylabel="words")
    axes.set_xticks(drawing.whole_ticks(len(words)))
    write_above(axes, "□ all words", INK)
    write_above(axes, "▨ words of three syllables or more", BLUE, right=True)
    longest, shortest, hardest = (sentences.loc[row] for row in (words.idxmax(), words.idxmin(), long.idxmax()))
    return axes.figure, (
        f"Column chart. Across: the {count(len(words), 'sentence')} of the body in order. Up: words, from 0 to "
        f"{longest['words']}. Longest: sentence {longest['sentence']} with {count(longest['words'], 'word')}; "
        f"shortest: sentence {shortest['sentence']} with {count(shortest['words'], 'word')}. Most words of three "
        f"syllables or more: {hardest['long_words']} in sentence {hardest['sentence']}."
    )


@drawing.styled
def draw_voices(voices: pd.DataFrame) -> Drawn:
    """For each voice a bar from the lowest to the highest grade, and a dot at its Flesch-Kincaid grade."""
    axes = drawing.plain_axes(0.78 * len(voices) + 1.0, left=0.3, right=0.45, bottom=0.75, top=0.2)
    told = []
    for y, row in enumerate(voices.itertuples(index=False)):
        axes.axhline(-y, color=GRID, linewidth=1, zorder=0)
        axes.plot((row.low, row.high), (-y, -y), color=SOFT, linewidth=7, solid_capstyle="butt", alpha=0.55)
        axes.plot(row.grade, -y, "o", color=BLUE, markersize=11, markeredgecolor=INK)
        low, grade, high = (number(value, 1) for value in (row.low, row.grade, row.high))
        write_beside(axes, row.low, -y, low, True, 6)
        write_beside(axes, row.high, -y, high, False, 6)
        label = f"{row.voice}: {count(row.sentences, 'sentence')}"
        write_over_row(axes, -y, drawing.fit(label, drawing.WIDTH - 0.8), bbox=drawing.BEHIND)
        told.append(f"{label}, grade {low} to {high}, Flesch-Kincaid {grade}")
    axes.set(ylim=(-len(voices) + 0.5, 0.75), xlabel="US school grade; ● Flesch-Kincaid")
    lowest, highest = min(voices["low"]), max(voices["high"])
    _grade_axis(axes, lowest, highest, max(1.5, 0.2 * (highest - lowest)))
    return axes.figure, (
        f"Range chart: {count(len(voices), 'voice')}, each with the lowest and the highest US school grade over five "
        f"formulas and two ways of counting. {'; '.join(told)}."
    )


def _grade_axis(axes: Axes, lowest: float, highest: float, room: float) -> None:
    """A horizontal axis of grades, with room for the numbers beside the outermost marks. Ticks are at whole grades, ten
    at most, and none at the very ends, where its label would be cut."""
    low, high = math.floor(lowest - room), math.ceil(highest + room)
    step = next(step for step in (1, 2, 5, 10, 50, 10**9) if (high - low) / step <= 10)
    ticks = [t for t in range(-(-low // step) * step, high + 1, step) if low < t < high]
    axes.set_xlim(low, high)
    drawing.axis_below(axes, ticks, [number(t, 0) for t in ticks])
