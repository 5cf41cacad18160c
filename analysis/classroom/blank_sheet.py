"""The empty sheet as a CSV file, a spreadsheet, the headings of a form, and a page to print."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

from analysis import PACKAGE
from analysis.article import ArticleError
from analysis.classroom.questions import ANSWER, BY_NAME, OF_SENTENCES, Item
from analysis.views.base.html import replace as write_whole
from analysis.views.base.html import templates, visible
from analysis.views.base.spreadsheet import safe, save_book

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATES = PACKAGE / "report" / "templates"
COLUMNS = ("item", "text", *BY_NAME)
NAME_ROW = "name"
ASK_NAME = "Your name, or the code that your teacher gave you (write it under 'answer')"
WIDTHS = {"item": 7, "text": 70}


def as_csv(items: Sequence[Item]) -> bytes:
    """With a byte order mark: spreadsheets take it for UTF-8 then."""
    return _csv([COLUMNS, *_rows(items)])


def as_form(items: Sequence[Item]) -> bytes:
    """One line of headings: the questions of a form, whose export then has columns that are found by name."""
    asked = [(item, question) for item in items for question in item.questions]
    headings = [f"{i.name} {q.name}" if q is not ANSWER else f"{i.name} {i.text}" for i, q in asked]
    return _csv([["Your name or code", *headings]])


def as_xlsx(items: Sequence[Item]) -> bytes:
    """A spreadsheet whose cells offer the answers to choose from, with what they mean on a second sheet."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "your answers"
    for row in (COLUMNS, *_rows(items)):
        sheet.append([safe(cell) for cell in row])
    _lay_out(sheet, [WIDTHS.get(column, 14) for column in COLUMNS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    _offer_answers(sheet, items)
    meanings = book.create_sheet("what the answers mean")
    meanings.append(("column", "question", "answer", "means"))
    for question, answer in ((q, a) for q in BY_NAME.values() for a in q.answers):
        meanings.append((question.name, question.asks, answer.code, answer.means))
    _lay_out(meanings, (10, 50, 12, 50))
    made = io.BytesIO()
    save_book(book, made)
    return made.getvalue()


def as_page(items: Sequence[Item], headline: str | None) -> bytes:
    """A page (HTML) to print: a box to tick for each answer. Whatever the article says is escaped."""
    shown = [replace(item, text=visible(item.text)) for item in items]
    sentences = [item for item in shown if item.questions != (ANSWER,)]
    whole = [item for item in shown if item.questions == (ANSWER,)]
    title = visible(" ".join((headline or "an article").split()))
    page = templates(TEMPLATES).get_template("sheet.html.j2")
    return page.render(title=title, sentences=sentences, whole=whole, questions=OF_SENTENCES, answer=ANSWER).encode()


def write(folder: Path, items: Sequence[Item], headline: str | None) -> list[Path]:
    """The empty sheet in its forms: all of them whole, or none; never over a sheet that somebody filled in."""
    page = partial(as_page, headline=headline)
    files = {"sheet.csv": as_csv, "sheet.xlsx": as_xlsx, "form.csv": as_form, "sheet.html": page}
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if there := next((folder / name for name in files if (folder / name).exists()), None):
            raise ArticleError(f"{there}: is there already; give another folder as --out, or delete it")
        for name, made in files.items():
            write_whole(folder / name, made(items))
            written.append(folder / name)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        mend = "give another folder as --out, or free some space"
        raise ArticleError(f"{folder}: cannot write the sheets there ({error.strerror}); {mend}") from None
    return written


def _rows(items: Sequence[Item]) -> list[list[str]]:
    empty = [""] * (len(COLUMNS) - 2)
    return [[NAME_ROW, ASK_NAME, *empty], *([i.name, i.text, *empty] for i in items)]


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _lay_out(sheet: Worksheet, widths: Iterable[int]) -> None:
    """Long texts go on below in their cells, and none is taken for a formula."""
    from openpyxl.styles import Alignment

    for letter, width in zip(ascii_uppercase, widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for cell in (cell for cells in sheet.iter_rows() for cell in cells):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.data_type = "s" if cell.value else cell.data_type


def _offer_answers(sheet: Worksheet, items: Sequence[Item]) -> None:
    """A list to choose from in each cell that is to be filled in; the others are gray."""
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = {}
    for name, question in BY_NAME.items():
        codes = ",".join(a.code for a in question.answers)
        lists[name] = DataValidation("list", formula1=f'"{codes}"', allow_blank=True)
        sheet.add_data_validation(lists[name])
    gray = PatternFill("solid", fgColor="DDDDDD")
    asked = [(ANSWER.name,), *(tuple(q.name for q in i.questions) for i in items)]
    for row, names in enumerate(asked, 2):
        for n, column in enumerate(COLUMNS[2:], 3):
            if column not in names:
                sheet.cell(row, n).fill = gray
            elif row > 2:
                lists[column].add(sheet.cell(row, n))
