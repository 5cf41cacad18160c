"""Readability."""

from __future__ import annotations

import math

from analysis import catalogue
from analysis.article import Page
from analysis.measures import readability as rulers
from analysis.views import tables
from analysis.views.base.common import answers, formatted, sentence
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import quote

HARD_IS_NOT_BAD = (
    "A grade is a year of US school: grade 12 is the last before college. It was made for schoolbooks, and knows "
    "nothing of the subject. Hard is not bad, and easy is not good."
)
MOST_VOICES = 8  # in the chart: those with most words


@answers("readability")
def readability_by_ruler(page: Page) -> Section:
    """The same text by each formula, from our counts and by an online calculator."""
    labels = {f.__name__: catalogue.by_name(f.__name__).label for f in rulers.FORMULAS}
    frame = tables.readability(page.measured, labels)
    graded = frame[(frame["Unit"] == catalogue.GRADE) & frame.iloc[:, 1].notna() & frame.iloc[:, 2].notna()]
    if graded.empty:
        return Section(Text("The body has too few words and sentences for a readability formula."))
    from analysis.views import charts

    figure, alt = charts.readability_by_ruler(graded)
    shown = formatted(formatted(frame, frame.columns[1], 1), frame.columns[2], 1)
    reason = next((m.note for m in page.measured if m.name in labels and m.scope == "body" and m.note), "")
    return Section(
        Chart(figure, alt, "readability_by_ruler", "How hard is it to read? By each formula, counted in two ways"),
        Table(shown, "One text, seven formulas, two counts", f"{sentence(reason)} {HARD_IS_NOT_BAD}".strip()),
    )


@answers("readability")
def sentence_difficulty(page: Page) -> Section:
    """Each sentence's length and long words, in order."""
    text, spans = page.article.text, page.analysis.parse.sentences
    frame = tables.sentences(page.article, spans, [rulers.hard_words(text, s) for s in spans])
    if frame.empty or not frame["Words"].max():
        return Section(Text("The body has no sentences to show."))
    from analysis.views import charts

    figure, alt = charts.sentence_difficulty(frame)
    shown = frame.assign(Begins=[quote(b, 45) for b in frame["Begins"]])
    note = "Most formulas count two things only: how long sentences are, and how many words have three syllables or "
    note += f"more. {HARD_IS_NOT_BAD}"
    return Section(
        Chart(figure, alt, "sentence_difficulty", "Which sentences make the text long to read?"),
        Table(shown, "The body's sentences and their long words", note),
    )


@answers("readability")
def readability_by_paragraph(page: Page) -> Section:
    """Each paragraph's grade by our count and by an online calculator, and where the two count sentences otherwise."""
    rows, notes = [], []
    for n, span in enumerate(page.article.paragraphs):
        graded = [page.measurement(name, f"paragraph:{n}") for name in _graded()]
        ours, theirs = (
            page.measurement(f"{prefix}flesch_kincaid_grade", f"paragraph:{n}") for prefix in ("", "textstat_")
        )
        if any(math.isnan(m.value) for m in graded):
            continue
        counted = len(ours.evidence), rulers.textstat_sentences(page.analysis, span)
        low, high = min(m.low for m in graded), max(m.high for m in graded)
        opening = quote(page.article.text[slice(*span)], 45)
        rows.append((n + 1, opening, *counted, ours.value, theirs.value, f"{low:.1f} to {high:.1f}"))
        notes += [f"Paragraph {n + 1}: {ours.note}."] if counted[0] != counted[1] else []
    if not rows:
        return Section(Text("No paragraph has words and sentences to count."))
    frame = tables.readability_of_paragraphs(rows)
    for column in ("Grade, ours", "Grade, calculator"):
        frame = formatted(frame, column, 1)
    note = f"Grades by Flesch and Kincaid. {' '.join(notes)} {HARD_IS_NOT_BAD}".replace("  ", " ")
    return Section(Table(frame, "Paragraph by paragraph, counted in two ways", note))


@answers("sourcing")
@answers("readability")
def readability_by_voice(page: Page) -> Section:
    """How hard each voice reads, by five formulas and two ways of counting."""
    frame = tables.readability_of_voices(_voices(page))
    if frame.empty:
        return Section(Text("No sentence is mostly in one voice."))
    from analysis.views import charts

    most = frame.sort_values("Words", ascending=False, kind="stable").head(MOST_VOICES)
    figure, alt = charts.readability_by_voice(most)
    shown = frame.rename(columns={"Flesch-Kincaid": "Flesch-Kincaid grade"})
    shown = formatted(shown, "Flesch-Kincaid grade", 1)
    shown["Over five formulas, two counts"] = [
        f"{low:.1f} to {high:.1f}" for low, high in zip(frame["lowest"], frame["highest"], strict=True)
    ]
    note = (
        "A sentence counts for a voice when more than half of its words are in it. A voice with few sentences has no "
    )
    note += f"firm grade: one sentence more would move it. {HARD_IS_NOT_BAD}"
    return Section(
        Chart(figure, alt, "readability_by_voice", "How hard does each voice read?"),
        Table(shown.drop(columns=["lowest", "highest"]), "The voices' grades", note),
    )


def _graded() -> list[str]:
    return [f.__name__ for f in rulers.FORMULAS if catalogue.by_name(f.__name__).unit == catalogue.GRADE]


def _voices(page: Page) -> list[tuple[str, int, int, float, float, float]]:
    """The article's own voice first; voices without a sentence of their own are left out."""
    graded = _graded()
    names = {"narrator": tables.OWN_VOICE, **{f"voice:{s.id}": s.name for s in page.analysis.sourcing.sources}}
    rows = []
    for scope in dict.fromkeys(m.scope for m in page.measured if m.name == graded[0] and m.scope in names):
        found = [page.measurement(name, scope) for name in graded]
        if any(math.isnan(m.value) for m in found):
            continue
        words = sum(1 for s in found[0].evidence for _ in page.article.words(s))
        middle = page.measurement("flesch_kincaid_grade", scope).value
        low, high = min(m.low for m in found), max(m.high for m in found)
        rows.append((names[scope], len(found[0].evidence), words, middle, low, high))
    return rows
