"""Filled sheets, or a form's export -> codings; what cannot be read is reported by row."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from analysis.article import ArticleError
from analysis.classroom.questions import ANSWER, BY_NAME, OF_SENTENCES, Item, Question
from analysis.classroom.writing import NAME_ROW
from analysis.reading.encoding import decode

ENDINGS = (".csv", ".tsv", ".xlsx")
LARGEST_FILE = 5_000_000  # bytes
LARGEST_UNPACKED = 50_000_000  # bytes of all that an XLSX holds: zipfile hands out no more than is declared
MOST_ROWS = 5_000
ITEM = re.compile(r"\b([SQ])\s?0*(\d+)\b", re.IGNORECASE)
NAME_HEADING = re.compile(r"\b(?:name|code|coder|student|username|e-?mail(?: address)?)\b", re.IGNORECASE)
NO_ANSWERS = re.compile(r"\b(?:timestamp|time|date|start|completion|score|id|email|e-mail)\b", re.IGNORECASE)
SAME_TEXT = 0.5  # share of the rows that must hold the article's sentences


@dataclass(frozen=True, slots=True)
class Coding:
    """What one person put down: (item, question) -> code. What is left empty or cannot be read is not in it."""

    coder: str
    answers: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Messy:
    """A cell, row or column that could not be read: where (rows count from 1, as spreadsheets do), and why."""

    file: str
    row: int | None
    column: str
    problem: str

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.problem}"


class Cells(NamedTuple):
    """One file as rows of text: the headings, and (row number, cells) of those below."""

    file: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]


def read(paths: Sequence[Path], items: Sequence[Item], names: bool = False) -> tuple[list[Coding], list[Messy]]:
    """The codings of all files, and what in them could not be read. `names`: as written; else A, B, C ...

    Raises ArticleError when there is no sheet, or a file is none.
    """
    files = [file for path in paths for file in _files(path)]
    if not files:
        raise ArticleError(f"{paths[0] if paths else 'no sheet'}: no filled sheets there; give CSV or XLSX files")
    codings: list[Coding] = []
    messy: list[Messy] = []
    of_one: dict[str, int] = {}  # a file with one person's answers -> which coding
    for file in files:
        cells = _cells(file)
        if _is_sheet(cells):
            of_one[cells.file] = len(codings)
            codings += _sheet(cells, items, messy)
        else:
            codings += _form(cells, items, messy)
    if not any(c.answers for c in codings):
        raise ArticleError(f"{files[0]}: no answers in it; fill in the sheet that `python -m analysis sheet` makes")
    called = [c.coder for c in _told_apart(codings)] if names else _letters(codings)
    if not names:
        messy = [replace(m, file=f"sheet {called[of_one[m.file]]}") if m.file in of_one else m for m in messy]
    renamed = [replace(c, coder=name) for c, name in zip(codings, called, strict=True)]
    messy += [Messy(c.coder, None, "", "no answers; left out") for c in renamed if not c.answers]
    return sorted((c for c in renamed if c.answers), key=lambda c: (0 if names else len(c.coder), c.coder)), messy


def letters(n: int) -> str:
    """The n-th name, from 0: A, B ... Z, AA, AB.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _letters(codings: Sequence[Coding]) -> list[str]:
    """A letter for each, dealt out in an order that tells nothing of names and files, and the same at each run."""
    keys = [hashlib.sha256(f"{c.coder}{sorted(c.answers.items())}".encode()).digest() for c in codings]
    order = sorted(range(len(codings)), key=lambda i: (not codings[i].answers, keys[i], i))
    place = {i: n for n, i in enumerate(order)}
    return [letters(place[i]) for i in range(len(codings))]


def _told_apart(codings: list[Coding]) -> list[Coding]:
    """Two of one name become "Ada" and "Ada (2)"."""
    seen: dict[str, int] = {}
    apart = []
    for coding in codings:
        seen[coding.coder] = seen.get(coding.coder, 0) + 1
        n = seen[coding.coder]
        apart.append(coding if n == 1 else replace(coding, coder=f"{coding.coder} ({n})"))
    return apart


# --- files -----------------------------------------------------------------------------------------------------------


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(
            p for p in path.iterdir() if p.suffix.lower() in ENDINGS and not p.name.startswith((".", "~"))
        )
    else:
        yield path


def _cells(path: Path) -> Cells:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}); check the name") from None
    if len(raw) > LARGEST_FILE:
        raise ArticleError(f"{path}: {len(raw):,} bytes is more than a class's sheet has; give the sheet alone")
    lines = list(_xlsx_lines(path, raw) if path.suffix.lower() == ".xlsx" else _csv_lines(path, raw))
    rows = [(n, [c.strip() for c in line]) for n, line in enumerate(lines[: MOST_ROWS + 1], 1)]
    rows = [(n, line) for n, line in rows if any(line)]
    if len(lines) > MOST_ROWS:
        raise ArticleError(f"{path}: more than {MOST_ROWS:,} rows; give the sheet alone")
    if not rows:
        raise ArticleError(f"{path}: nothing in it; give a filled sheet")
    return Cells(path.name, rows[0][1], rows[1:])


def _csv_lines(path: Path, raw: bytes) -> Iterable[list[str]]:
    """However the spreadsheet saved them: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252."""
    try:
        text = decode(raw)
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}; a sheet is CSV or XLSX") from None
    header = text.partition("\n")[0]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count)))
    except csv.Error as error:
        raise ArticleError(f"{path}: not CSV that can be read ({error}); save it as CSV again") from None


def _xlsx_lines(path: Path, raw: bytes) -> Iterable[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            limit = LARGEST_UNPACKED // 1_000_000
            raise ArticleError(f"{path}: unpacks to more than {limit} MB; give a sheet with the answers only")
        sheet = load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=500)
        return [["" if c is None else str(c) for c in row] for row in rows]
    except ArticleError:
        raise
    except Exception:  # openpyxl lets through whatever zipfile and the XML parser raise
        raise ArticleError(f"{path}: not a spreadsheet that can be read; save it as XLSX or CSV again") from None


# --- sheets: a row for each item -----------------------------------------------------------------------------------


def _is_sheet(cells: Cells) -> bool:
    return any(h.casefold() == "item" for h in cells.headings)


def _sheet(cells: Cells, items: Sequence[Item], messy: list[Messy]) -> list[Coding]:
    at = _columns(cells, messy)
    lacking = [q.name for q in (*OF_SENTENCES, ANSWER) if q.name not in at]
    if len(lacking) == len(BY_NAME):
        raise ArticleError(f"{cells.file}: no column called {', '.join(BY_NAME)}; keep the sheet's first row")
    messy += [Messy(cells.file, 1, name, "no such column; its answers are missing") for name in lacking]
    by_name = {item.name: item for item in items}
    coder, answers, same, seen = Path(cells.file).stem, {}, [], set()
    for n, line in cells.rows:
        name = _cell(line, at.get("item"))
        if name.casefold() == NAME_ROW:
            coder = _cell(line, at.get("answer")) or coder
            continue
        found = ITEM.fullmatch(name)
        item = by_name.get(f"{found[1].upper()}{found[2]}") if found else None
        if item is None:
            messy.append(Messy(cells.file, n, "item", f"{name[:20]!r} is no row of this article's sheet"))
            continue
        if item.name in seen:
            messy.append(Messy(cells.file, n, "item", f"{item.name} stands there twice; the first one counts"))
            continue
        seen.add(item.name)
        same.append(_bare(_cell(line, at.get("text"))) in ("", _bare(item.text)))
        for question in item.questions:
            cell = _cell(line, at.get(question.name))
            _take(cell, question, item, answers, messy, cells.file, n, question.name)
    if not same or sum(same) < SAME_TEXT * len(same):
        raise ArticleError(f"{cells.file}: its sentences are not this article's; give the article that was coded")
    return [Coding(coder, answers)]


def _columns(cells: Cells, messy: list[Messy]) -> dict[str, int]:
    at: dict[str, int] = {}
    for n, heading in enumerate(cells.headings):
        name = heading.casefold().strip()
        if name in at:
            messy.append(Messy(cells.file, 1, heading, "stands there twice; the first one counts"))
        elif name in ("item", "text", *BY_NAME):
            at[name] = n
    return at


def _bare(text: str) -> str:
    """Letters and digits only: spreadsheets change quotation marks and blanks."""
    return "".join(c for c in text.casefold() if c.isalnum())


# --- forms: a row for each person ------------------------------------------------------------------------------------


def _form(cells: Cells, items: Sequence[Item], messy: list[Messy]) -> list[Coding]:
    asked: dict[int, tuple[Item, Question]] = {}
    for n, heading in enumerate(cells.headings):
        if found := _asked(heading, items):
            asked[n] = found
        elif heading and not NAME_HEADING.search(heading) and not NO_ANSWERS.search(heading):
            messy.append(Messy(cells.file, 1, heading[:40], "is none of the questions; left out"))
    if not asked:
        raise ArticleError(
            f"{cells.file}: neither a sheet (a column `item`) nor a form's export (columns such as `S1 speaker`)"
        )
    name_at = next((n for n, h in enumerate(cells.headings) if n not in asked and NAME_HEADING.search(h)), None)
    codings = []
    for n, line in cells.rows:
        answers: dict[tuple[str, str], str] = {}
        for at, (item, question) in asked.items():
            _take(_cell(line, at), question, item, answers, messy, cells.file, n, cells.headings[at][:40])
        codings.append(Coding(_cell(line, name_at) or f"row {n}", answers))
    return codings


def _asked(heading: str, items: Sequence[Item]) -> tuple[Item, Question] | None:
    """The item and question of a heading: "S3 speaker", "Whose words are most of the sentence? [S3]"."""
    found = ITEM.search(heading)
    item = next((i for i in items if found and i.name == f"{found[1].upper()}{found[2]}"), None)
    if item is None:
        return None
    words = set(re.findall(r"\w+", heading.casefold()))
    whole = _bare(heading)
    for question in item.questions:
        if question is ANSWER or question.name in words or _bare(question.asks) in whole:
            return item, question
    return None


def _take(
    cell: str, question: Question, item: Item, answers: dict, messy: list[Messy], file: str, row: int, column: str
) -> None:
    """One cell into `answers`, or into `messy` when it is no answer."""
    if not cell or cell in ("-", "–", "?", "n/a"):
        return
    code = question.code(cell)
    if code is None:
        choice = ", ".join(a.code for a in question.answers)
        messy.append(Messy(file, row, column, f"{cell[:30]!r} is none of {choice}; taken as empty"))
    else:
        answers[item.name, question.name] = code


def _cell(line: Sequence[str], at: int | None) -> str:
    return line[at] if at is not None and at < len(line) else ""
