"""A class's codings of an article: what splits it, how far it agrees, and the machine beside it."""

from __future__ import annotations

import math

from analysis.article import Page
from analysis.classroom import Classroom, questions
from analysis.classroom.agreement import Agreement, Split, against, agreements, kappas, splits
from analysis.views import tables
from analysis.views.base.html import Block, Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, count, number, quote, share

SHOWN = 10  # rows of splits
GRID = 20  # sentences in the chart
SENTENCE_ROWS = 4  # of the empty sheet


def coding_sheet(page: Page) -> Section:
    """The questions and answers of the sheet, and its first rows as they are handed out."""
    items = questions.items(page.analysis)
    asked = list(questions.OF_SENTENCES)
    frame = tables.empty_sheet(items[:SENTENCE_ROWS], [q.name for q in asked])
    frame["text"] = [quote(t, 90) for t in frame["text"]]
    about = [i for i in items if i.questions == (questions.ANSWER,)]
    rest = f"The sheet goes on: {count(len(items) - len(about), 'sentence')}, then {count(len(about), 'question')} on "
    rest += "the whole article, to answer with yes, partly or no."
    return Section(
        Table(tables.codes(asked), "What the columns ask"),
        Table(frame, "The first rows of the empty sheet", rest),
    )


def class_splits(classroom: Classroom) -> Section:
    """The sentences and questions on which the class is of several minds, most split first."""
    found = splits(classroom.codings, classroom.items)
    who = f"{count(len(classroom.codings), 'sheet')} filled in: {', '.join(c.coder for c in classroom.codings)}."
    split = [s for s in found if s.agreed < 1]
    if not split:
        return Section(Text(who), Text("Nobody differs from anybody on any row."))
    from analysis.views import charts

    blocks: list[Block] = [Text(who)]
    names = [q.name for q in questions.OF_SENTENCES]
    if not (grid := tables.split_grid(found, names, GRID)).empty:
        figure, alt = charts.class_splits(grid)
        blocks.append(
            Chart(
                figure, alt, "class_splits", "Each sentence, and how many gave each answer; empty: fewer than two did"
            )
        )
    for whole, caption in ((False, "The sentences that split this class most"), (True, "On the whole article")):
        if rows := [s for s in split if (s.question == questions.ANSWER.name) is whole]:
            blocks.append(_split_table(rows, caption))
    return Section(*blocks)


def _split_table(rows: list[Split], caption: str) -> Table:
    frame = tables.split_rows(rows[:SHOWN])
    frame["Pairs that agree"] = [share(v) for v in frame["Pairs that agree"]]
    frame["What it says"] = [quote(t, 110) for t in frame["What it says"]]
    note = f"The first {min(SHOWN, len(rows))} of {len(rows)}. Of all pairs of two who answered, how many say the same?"
    return Table(frame, caption, note)


def class_agreement(classroom: Classroom) -> Section:
    """For each question, how often two of the class give the same answer."""
    frame = tables.class_agreement(_answered(classroom))
    for column in ("Pairs that agree", "Its share"):
        frame[column] = [share(v) for v in frame[column]]
    note = "A pair is two people's answers to one row. Much agreement is no proof that the answer is right."
    return Section(Table(frame, "How far this class agrees", note))


def class_chance(classroom: Classroom) -> Section:
    """Agreement with chance taken away, for those who want it, and a warning where the two tell different stories."""
    found = _answered(classroom)
    frame = tables.class_chance(found, kappas(classroom.codings, classroom.items))
    for column in ("Pairs that agree", "By chance alone"):
        frame[column] = [share(v) for v in frame[column]]
    ranges = [_range(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)]
    for column in ("Krippendorff's alpha", "Cohen's kappa"):
        frame[column] = [number(v) for v in frame[column]]
    frame["95% interval of alpha"] = ranges
    frame = frame[[*list(frame.columns[:4]), "95% interval of alpha", "Cohen's kappa"]]
    note = "1: all agree; 0: no more than by chance; below 0: less. Kappa is that of the middle pair of all pairs. The "
    note += "interval comes from drawing the rows again and again; with so few rows it is wide."
    return Section(Table(frame, "Agreement with chance taken away", note), *map(_warning, filter(_paradox, found)))


def class_machine(classroom: Classroom) -> Section:
    """The machine as one more coder, where it has an answer."""
    found = against(classroom.machine, classroom.codings, classroom.items)
    frame = tables.class_machine(found)
    column = "Answers that are its answer too"
    frame[column] = [share(v) for v in frame[column]]
    note = "It answers where it has a measure, and leaves the rest empty: it cannot tell facts from judgements."
    return Section(Table(frame, "The machine as one more coder", note))


def class_messy(classroom: Classroom) -> Section:
    """What could not be read, by sheet and row."""
    if not classroom.messy:
        return Section(Text("Every cell could be read."))
    frame = tables.class_messy(classroom.messy)
    frame["Row"] = ["–" if r is None or r != r else f"{int(r)}" for r in frame["Row"]]
    note = "Such a cell counts as empty; the rest of the sheet counts."
    return Section(Table(frame, "Cells that could not be read", note))


def _answered(classroom: Classroom) -> list[Agreement]:
    return [a for a in agreements(classroom.codings, classroom.items) if a.answers]


def _range(low: float, high: float) -> str:
    return NOT_MEASURABLE if math.isnan(low) or math.isnan(high) else f"{number(low)} to {number(high)}"


def _paradox(a: Agreement) -> bool:
    return a.paradox


def _warning(a: Agreement) -> Text:
    said = (
        f"Careful with “{a.question}”: {share(a.agreed)} of all pairs agree, and yet alpha is {number(a.alpha)}. The "
    )
    said += f"reason: {share(a.share)} of all answers are “{a.commonest}”. Where nearly everybody says the same, "
    said += f"{share(a.by_chance)} would agree by chance alone, so a few who differ weigh heavily. This is called the "
    return Text(said + "prevalence paradox. Say both numbers, and look at the rows.")
