"""How hard is it to read: by formula and by paragraph."""

from types import SimpleNamespace

import pandas as pd

from analysis import catalogue, frames
from analysis.article import Page
from analysis.context import validity
from analysis.measures import readability
from analysis.views.base.common import answers, formatted, sentence
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import ABOUT_DALE_CHALL, DALE_CHALL, number, quote
from analysis.views.base.pieces import shown

A_GRADE = "A grade is a year of U.S. school: grade 12 is the last before college."
WHOLE = "grade of the whole excerpt"
MARKS = "language.difficult_sentences"  # the article page's marks, as `validity` calls them
FAILS = (
    "Teachers rated texts for grades 3 to 12, not news. Formulas and marks count words and syllables, so a sentence "
    "full of long names counts as hard, and a short sentence about a hard idea counts as easy."
)
FORMULAS = [formula.__name__ for formula in readability.FORMULAS]
SCHOOLS = (("high school", 9, 13), ("college", 13, 17))  # their grades, up to before the last


@answers("readability")
def readability_by_ruler(page: Page) -> Section:
    """The same text by each formula, from our counts and by textstat, a calculator."""
    table = formulas(page)
    graded = table[table["unit"] == catalogue.GRADE].dropna(subset=["ours", "textstat"])
    if graded.empty:
        return Section(Text("The body has too few words and sentences for a readability formula."))
    headings = {"formula": "Formula", "ours": "Our program", "textstat": "The calculator (textstat)", "unit": "Unit"}
    rows = formatted(table, "ours", "textstat", decimals=1).drop(columns="note").rename(columns=headings)
    rows["Unit"] = rows["Unit"].replace({catalogue.GRADE: "U.S. school grade", DALE_CHALL: f"score{ABOUT_DALE_CHALL}"})
    note = f"{sentence(next(iter(table['note'].dropna()), ''))} {A_GRADE}".strip()
    return _ruler(graded) + Section(Table(rows, "The same five formulas, and two that don't give a grade", note))


def against_teachers() -> Section:
    """How well formulas, and the article page's marks, agree with teachers; and where they fail."""
    clear = next(s for s in validity.report()["sets"] if s["set"] == "clear")
    of_two = [clear["baselines"][WHOLE][MARKS]["harder_of_two"], clear["ours"][MARKS]["harder_of_two"]]
    grade, marks = (
        f"{100 * f['value']:.0f} times in 100 (likely between {100 * f['low']:.0f} and {100 * f['high']:.0f})"
        for f in of_two
    )
    said = (
        f"Teachers compared {clear['items']:,} excerpts. Where two have different Flesch-Kincaid grades, the one with "
        f"the higher grade is the one that teachers found harder {grade}. Where they have different shares of words in "
        f"difficult sentences, the one with the larger share is the harder one {marks}. Flipping a coin is right 50 "
        f"times. {FAILS}"
    )
    rows = [(catalogue.by_name(f).label, number(clear["ours"][f]["pearson"]["value"])) for f in FORMULAS]
    frame = pd.DataFrame(rows, columns=["Formula", "Match with teachers’ ratings (1: perfect, 0: none)"])
    return Section(Text(said), Table(frame, "Seven formulas against teachers", "The numbers are correlations (r)."))


@answers("readability")
def readability_by_paragraph(page: Page) -> Section:
    """Each paragraph's grade by our count and by textstat."""
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
        "Our count of sentences": ours,
        "Calculator’s count": theirs,
        "Our grade": [number(grade, 1) for grade in parts["value"]],
        "Calculator’s grade": [number(grade, 1) for grade in parts["textstat"]],
        "Range of all formulas": parts["range"].array,
    }
    return Section(Table(pd.DataFrame(table), "Paragraph by paragraph, counted in two ways", "Flesch-Kincaid grades."))


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


def _ruler(graded: pd.DataFrame) -> Section:
    """Each grade formula's answer from our counts and by textstat, on one scale with the school years behind."""
    both = graded[["ours", "textstat"]]
    lowest, highest = both.min().min(), both.max().max()
    room = max(2.5, 0.4 * (highest - lowest))  # for the numbers beside the outermost marks
    low, high = lowest - room, highest + room

    def place(grade: float) -> float:
        return round(100 * (min(max(grade, low), high) - low) / (high - low), 2)

    bands = [(name, place(start), place(end)) for name, start, end in SCHOOLS if start < high and end > low]
    rows = [
        SimpleNamespace(
            name=r.formula,
            x=place(r.ours),
            other=place(r.textstat),
            ours=number(r.ours, 1),
            theirs=number(r.textstat, 1),
        )
        for r in graded.itertuples()
    ]
    title = f"One text, grades {number(lowest, 1)} to {number(highest, 1)}: it depends on the formula and the count"
    words = "; ".join(f"{r.name} {r.ours}, by the calculator {r.theirs}" for r in rows)
    return shown("views/rulers.html.j2", f"{title}. {words}.", title=title, rows=rows, bands=bands)
