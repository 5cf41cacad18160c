"""A class's codings of an article: what splits it, how far it agrees, and the machine beside it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import fields
from types import SimpleNamespace

import pandas as pd

from analysis.article import Page
from analysis.classroom import Classroom, questions
from analysis.classroom.agreement import Agreement, Split, against, agreements, kappas, splits
from analysis.reading.explain import printable
from analysis.views.base.common import NOT_NEEDED
from analysis.views.base.html import Block, Section, Table, Text
from analysis.views.base.numbers_in_words import NOT_MEASURABLE, count, number, quote, share
from analysis.views.base.pieces import shown

SHOWN = 10  # rows of splits
GRID = 20  # sentences in the grid
SENTENCE_ROWS = 4  # of the empty sheet
ASKED = [q.name for q in questions.OF_SENTENCES]


def coding_sheet(page: Page) -> Section:
    """The questions and answers of the sheet, and its first rows as they are handed out."""
    items = questions.items(page.analysis)
    codes = [
        (q.name, q.asks, "; ".join(f"{a.code}: {a.means}" if a.means else a.code for a in q.answers))
        for q in questions.OF_SENTENCES
    ]
    first = [
        (i.name, quote(i.text, 90), *("" if q in i.questions else NOT_NEEDED for q in questions.OF_SENTENCES))
        for i in items[:SENTENCE_ROWS]
    ]
    about = sum(i.questions == (questions.ANSWER,) for i in items)
    rest = (
        f"The full sheet has {count(len(items) - about, 'sentence')} and {count(about, 'question')} about the whole "
        "article. Those are answered with yes, partly, or no."
    )
    return Section(
        Table(pd.DataFrame(codes, columns=["Column", "What it asks", "Answers"]), "What the columns ask"),
        Table(pd.DataFrame(first, columns=["item", "text", *ASKED]), "The first rows of the empty sheet", rest),
    )


def class_splits(classroom: Classroom) -> Section:
    """The sentences and questions on which the class is of several minds, most split first."""
    found = splits(classroom.codings, classroom.items)
    coders = ", ".join(c.coder for c in classroom.codings)
    blocks: list[Block] = [Text(f"{count(len(classroom.codings), 'sheet')} filled in: {coders}.")]
    split = [s for s in found if s.agreed < 1]
    if not split:
        return Section(*blocks, Text("Nobody disagrees on any row."))
    grid, tables = split_grid(found, GRID), list[Block]()
    for whole, caption in (
        (False, "The sentences that split this class most"),
        (True, "Questions about the whole article"),
    ):
        if rows := [s for s in split if (s.question == questions.ANSWER.name) is whole]:
            tables.append(_split_table(rows, caption))
    return Section(*blocks) + (Section() if grid.empty else _grid(grid)) + Section(*tables)


def class_agreement(classroom: Classroom) -> Section:
    """For each question, how often two of the class give the same answer."""
    found = _answered(classroom)
    columns = {
        "Question": found["question"].replace(questions.ANSWER.name, "whole article"),
        "Rows": found["rows"],
        "Answers": found["answers"],
        "Pairs that agree": found["agreed"].map(share),
        "Most common answer": found["commonest"],
        "Share": found["share"].map(share),
    }
    note = (
        "A pair: two students’ answers to the same question about the same sentence. High agreement does not prove "
        "that the answer is right."
    )
    return Section(Table(pd.DataFrame(columns), "How much this class agrees", note))


def class_chance(classroom: Classroom) -> Section:
    """Agreement with chance taken away, for those who want it, and a warning where the two tell different stories."""
    found = _answered(classroom)
    middle = {k.question: k.middle for k in kappas(classroom.codings, classroom.items)}
    columns = {
        "Question": found["question"].replace(questions.ANSWER.name, "whole article"),
        "Pairs that agree": found["agreed"].map(share),
        "By luck alone": found["by_chance"].map(share),
        "Krippendorff's alpha": found["alpha"].map(number),
        "95% interval of alpha": [
            NOT_MEASURABLE if math.isnan(a.low) else f"{number(a.low)} to {number(a.high)}" for a in found.itertuples()
        ],
        "Cohen's kappa": found["question"].map(middle).map(number),
    }
    note = (
        "1: everyone agrees. 0: no more agreement than by luck (researchers say chance). Below 0: less. Kappa compares "
        "two people at a time; this is the middle value of all pairs. The interval shows how far alpha could move with "
        "other sentences. With few sentences, that is far."
    )
    warnings = [_warning(a) for a in agreements(classroom.codings, classroom.items) if a.answers and a.paradox]
    return Section(Table(pd.DataFrame(columns), "Agreement with luck taken away", note), *warnings)


def class_machine(classroom: Classroom) -> Section:
    """The machine as one more coder, where it has an answer."""
    found = against(classroom.machine, classroom.codings, classroom.items)
    differs = [
        "; ".join(f"{row}: the machine says {own}, most of the class says {top}" for row, own, top in a.differs)
        for a in found
    ]
    rows = [(a.question, share(a.agreed), a.rows, d or "nowhere") for a, d in zip(found, differs, strict=True)]
    columns = [
        "Question",
        "Share of the class’s answers that match",
        "Rows compared",
        "Where most of the class disagrees",
    ]
    note = "It leaves “kind” blank: it can’t tell facts from judgments."
    return Section(Table(pd.DataFrame(rows, columns=columns), "The machine as one more coder", note))


def class_messy(classroom: Classroom) -> Section:
    """What could not be read, by sheet and row."""
    if not classroom.unread:
        return Section(Text("Every cell could be read."))
    rows = [(m.file, m.row or NOT_NEEDED, m.column or NOT_NEEDED, m.problem) for m in classroom.unread]
    frame = pd.DataFrame(rows, columns=["Sheet", "Row", "Column", "What could not be read"])
    note = "Such a cell counts as empty; the rest of the sheet counts."
    return Section(Table(frame, "Cells that could not be read", note))


def agreement_lines(classroom: Classroom) -> Iterator[str]:
    """What `agreement` prints: what splits the class first, then agreement, then the figures with chance."""
    yield f"{len(classroom.codings)} filled in: {', '.join(printable(c.coder) for c in classroom.codings)}"
    yield from ("", "The sentences and questions that split you most")
    for split in [s for s in splits(classroom.codings, classroom.items) if s.agreed < 1][:SHOWN]:
        counts = ", ".join(f"{n} {code}" for code, n in split.counts)
        yield printable(f"  {split.item.name} {split.question}: {counts}. {split.item.text[:70]}")
    found = [a for a in agreements(classroom.codings, classroom.items) if a.answers]
    yield from ("", "Take two of you and one row: how often was the answer the same?")
    yield from (f"  {a.question}: {share(a.agreed)} ({a.answers} answers to {a.rows} rows)" for a in found)
    yield from ("", "The machine as one more coder (what it cannot answer it leaves empty)")
    for a in against(classroom.machine, classroom.codings, classroom.items):
        kappa = _with_interval(a.kappa, a.low, a.high)
        said = f"{share(a.agreed)} of your answers are its answer too; Cohen's kappa with what most of you answered"
        yield f"  {a.question}: {said} {kappa}, on {a.rows} rows"
        yield from (f"    {row}: it says {own}, most of you {top}" for row, own, top in a.differs)
    yield from ("", "With chance taken into account (1: always agree, 0: as often as by chance)")
    pairs = {k.question: k for k in kappas(classroom.codings, classroom.items)}
    for a in found:
        k = pairs[a.question]
        of_two = f"; Cohen's kappa of two of you {number(k.middle)} ({number(k.lowest)} to {number(k.highest)}, "
        of_two = "" if math.isnan(k.middle) else f"{of_two}{k.pairs} pairs)"
        yield f"  {a.question}: Krippendorff's alpha {_with_interval(a.alpha, a.low, a.high)}{of_two}"
    for a in (a for a in found if a.paradox):
        yield (
            f"  Careful with {a.question}: two of you agree in {share(a.agreed)}, and yet alpha is low. "
            f"{share(a.share)} of all answers are {a.commonest}, so {share(a.by_chance)} would agree by chance alone."
        )
    if classroom.unread:
        yield from ("", "Not read")
        yield from (f"  {printable(str(m))}" for m in classroom.unread)


def _with_interval(value: float, low: float, high: float) -> str:
    if math.isnan(value):
        return f"{NOT_MEASURABLE} (all the same, or too few)"
    return number(value) + ("" if math.isnan(low) else f" (95% interval {number(low)} to {number(high)})")


def _split_table(rows: Sequence[Split], caption: str) -> Table:
    first = []
    for s in rows[:SHOWN]:
        answers = ", ".join(f"{n} {code}" for code, n in s.counts)
        first.append((s.item.name, s.question, answers, share(s.agreed), quote(s.item.text, 110)))
    frame = pd.DataFrame(first, columns=["Row", "Question", "Answers", "Pairs that agree", "What it says"])
    return Table(frame, caption, f"The {len(frame)} biggest splits of {len(rows)}." if len(frame) < len(rows) else "")


def _answered(classroom: Classroom) -> pd.DataFrame:
    """The agreement on each question that somebody answered; columns as in `Agreement`."""
    found = pd.DataFrame(agreements(classroom.codings, classroom.items), columns=[f.name for f in fields(Agreement)])
    return found[found["answers"] > 0]


def _warning(a: Agreement) -> Text:
    return Text(
        f"Careful with “{a.question}”: {share(a.agreed)} of all pairs agree, and yet alpha is {number(a.alpha)}. The "
        f"reason: {share(a.share)} of all answers are “{a.commonest},” so {share(a.by_chance)} would agree by luck "
        "alone, and a few different answers pull alpha down a lot. Researchers call this the prevalence paradox. "
        "Report both numbers, and look at the sentences."
    )


SHADES = (1.0, 0.75, 0.5, 0.0)  # from this agreement down
FIRST = 46  # characters of a sentence


def split_grid(found: Sequence[Split], most: int) -> pd.DataFrame:
    """The sentences (at most so many, those that split most) by the questions, in the article's order. Columns: item,
    text, question, counts (how many gave each answer, "2 : 1") and agreed (0 to 1)."""
    rows = [(s.item.name, s.item.text, s.question, " : ".join(str(n) for _, n in s.counts), s.agreed) for s in found]
    grid = pd.DataFrame(rows, columns=["item", "text", "question", "counts", "agreed"])
    grid = grid[grid["question"].isin(ASKED)]
    grid = grid[grid["item"].isin(grid["item"].unique()[:most])]
    places = {"item": lambda name: int(name[1:]), "question": ASKED.index}
    return grid.sort_values(["item", "question"], key=lambda column: column.map(places[column.name]))


def _grid(grid: pd.DataFrame) -> Section:
    """A row for each sentence, a column for each question; in the cells how many pairs agree."""
    asked, worst = [q for q in ASKED if q in set(grid["question"])], grid.loc[grid["agreed"].idxmin()]
    rows = []
    for item, own in grid.groupby("item", sort=False):
        cells = {r.question: _cell(r.agreed, r.counts) for r in own.itertuples()}
        rows.append((item, quote(own["text"].iloc[0], FIRST), [cells.get(q) for q in asked]))
    title = f"The class splits most on {worst['item']}, {worst['question']}: {worst['counts'].replace(' : ', ' to ')}"
    return shown("views/splits.html.j2", title, title=title, asked=asked, rows=rows)


def _cell(agreed: float, counts: str) -> SimpleNamespace:
    shade = next(n for n, least in enumerate(SHADES) if agreed >= least)
    return SimpleNamespace(agreed=share(agreed), counts=counts, shade=shade)
