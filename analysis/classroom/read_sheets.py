"""Sheets that people filled in, or a form's export -> codings; what cannot be read is reported by row."""

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from analysis.article import ArticleError
from analysis.classroom.blank_sheet import NAME_ROW
from analysis.classroom.questions import ANSWER, BY_NAME, Item, Question
from analysis.views.base.spreadsheet import read_csv

ENDINGS = (".csv", ".tsv", ".xlsx")
LARGEST_FILE = 5_000_000  # bytes
LARGEST_UNPACKED = 50_000_000  # bytes of all that an XLSX holds: zipfile hands out no more than is declared
MOST_ROWS = 5_000
ITEM = re.compile(r"\b([SQ])\s?0*(\d+)\b", re.IGNORECASE)
NAME_HEADING = re.compile(r"\b(?:name|code|coder|student|username|e-?mail(?: address)?)\b", re.IGNORECASE)
NO_ANSWERS = re.compile(r"\b(?:timestamp|time|date|start|completion|score|id|email|e-mail)\b", re.IGNORECASE)
EMPTY = ("", "-", "–", "?", "n/a")
SAME_TEXT = 0.5  # share of the rows that must hold the article's sentences


@dataclass(frozen=True, slots=True)
class Coding:
    """What one person put down: (item, question) -> code. What is left empty or cannot be read is not in it."""

    coder: str
    answers: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell, row or column that could not be read: where (rows count from 1, as spreadsheets do), and why."""

    file: str
    row: int | None
    column: str
    problem: str

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.problem}"


class Sheet(NamedTuple):
    """One file as rows of text: the headings, and (row number, cells) of those below."""

    file: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]


def read(paths: Sequence[Path], items: Sequence[Item], names: bool = False) -> tuple[list[Coding], list[Unread]]:
    """The codings of all files and folders, and what in them could not be read. `names`: as written; else A, B, C ...
    Raises ArticleError when there is no sheet, a file is none, or nothing is filled in."""
    files: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else []
        files += [p for p in inside if p.suffix.lower() in ENDINGS and not p.name.startswith((".", "~"))]
        files += [] if path.is_dir() else [path]
    if not files:
        raise ArticleError(f"{paths[0] if paths else 'no sheet'}: no filled sheets there; give CSV or XLSX files")
    codings: list[Coding] = []
    unread: list[Unread] = []
    of_one: dict[str, int] = {}  # a file with one person's answers -> which coding
    for sheet in map(_opened, files):
        if "item" in map(str.casefold, sheet.headings):
            of_one[sheet.file] = len(codings)
            codings.append(_one_coder(sheet, items, unread))
        else:
            codings += _form(sheet, items, unread)
    if not any(c.answers for c in codings):
        raise ArticleError(f"{files[0]}: no answers in it; fill in the sheet that `python -m analysis sheet` makes")
    shown = [*_told_apart(c.coder for c in codings)] if names else _letters(codings)
    if not names:
        unread = [replace(u, file=f"sheet {shown[of_one[u.file]]}") if u.file in of_one else u for u in unread]
    renamed = [replace(c, coder=name) for c, name in zip(codings, shown, strict=True)]
    unread += [Unread(c.coder, None, "", "no answers; left out") for c in renamed if not c.answers]
    return sorted((c for c in renamed if c.answers), key=lambda c: (0 if names else len(c.coder), c.coder)), unread


def letters(n: int) -> str:
    """The n-th name, from 0: A, B ... Z, AA, AB.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(n, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _letters(codings: Sequence[Coding]) -> list[str]:
    """A letter for each, dealt out in an order that tells nothing of names and files, and the same at each run."""
    keys = [hashlib.sha256(f"{c.coder}{sorted(c.answers.items())}".encode()).digest() for c in codings]
    order = sorted(range(len(codings)), key=lambda i: (not codings[i].answers, keys[i], i))
    return [letters(order.index(i)) for i in range(len(codings))]


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """Two of one name become "Ada" and "Ada (2)"."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _opened(path: Path) -> Sheet:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}); check the name") from None
    if len(raw) > LARGEST_FILE:
        raise ArticleError(f"{path}: {len(raw):,} bytes is more than a class's sheet has; give the sheet alone")
    lines = _xlsx_lines(path, raw) if path.suffix.lower() == ".xlsx" else read_csv(path, raw)
    if len(lines) > MOST_ROWS:
        raise ArticleError(f"{path}: more than {MOST_ROWS:,} rows; give the sheet alone")
    rows = [(n, [c.strip() for c in line]) for n, line in enumerate(lines, 1)]
    rows = [(n, line) for n, line in rows if any(line)]
    if not rows:
        raise ArticleError(f"{path}: nothing in it; give a filled sheet")
    return Sheet(path.name, rows[0][1], rows[1:])


def _xlsx_lines(path: Path, raw: bytes) -> list[list[str]]:
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


def _one_coder(sheet: Sheet, items: Sequence[Item], unread: list[Unread]) -> Coding:
    at = _columns(sheet, unread)
    lacking = [name for name in BY_NAME if name not in at]
    if len(lacking) == len(BY_NAME):
        raise ArticleError(f"{sheet.file}: no column called {', '.join(BY_NAME)}; keep the sheet's first row")
    unread += [Unread(sheet.file, 1, name, "no such column; its answers are missing") for name in lacking]
    by_name = {item.name: item for item in items}
    coder, answers, same, seen = Path(sheet.file).stem, {}, [], set()
    for n, line in sheet.rows:
        cells = {column: line[i] if i < len(line) else "" for column, i in at.items()}
        name = cells["item"]
        if name.casefold() == NAME_ROW:
            coder = cells.get("answer") or coder
            continue
        found = ITEM.fullmatch(name)
        item = by_name.get(f"{found[1].upper()}{found[2]}") if found else None
        if item is None:
            unread.append(Unread(sheet.file, n, "item", f"{name[:20]!r} is no row of this article's sheet"))
        elif item.name in seen:
            unread.append(Unread(sheet.file, n, "item", f"{item.name} is there twice; the first one counts"))
        else:
            seen.add(item.name)
            same.append(_bare(cells.get("text", "")) in ("", _bare(item.text)))
            given = {(item, question): (cells.get(question.name, ""), question.name) for question in item.questions}
            answers |= _codes(given, Unread(sheet.file, n, "", ""), unread)
    if not same or sum(same) < SAME_TEXT * len(same):
        raise ArticleError(f"{sheet.file}: its sentences are not this article's; give the article that was coded")
    return Coding(coder, answers)


def _columns(sheet: Sheet, unread: list[Unread]) -> dict[str, int]:
    """The columns that are ours -> their places."""
    at: dict[str, int] = {}
    for n, heading in enumerate(sheet.headings):
        name = heading.casefold().strip()
        if name in at:
            unread.append(Unread(sheet.file, 1, heading, "is there twice; the first one counts"))
        elif name in ("item", "text", *BY_NAME):
            at[name] = n
    return at


def _bare(text: str) -> str:
    """Letters and digits only: spreadsheets change quotation marks and blanks."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _codes(
    given: Mapping[tuple[Item, Question], tuple[str, str]], where: Unread, unread: list[Unread]
) -> dict[tuple[str, str], str]:
    """The codes of one row's cells; `given`: the cell and the column's name for each."""
    codes = {}
    for (item, question), (cell, column) in given.items():
        if code := question.code(cell):
            codes[item.name, question.name] = code
        elif cell not in EMPTY:
            choice = ", ".join(a.code for a in question.answers)
            unread.append(replace(where, column=column, problem=f"{cell[:30]!r} is none of {choice}; taken as empty"))
    return codes


def _form(sheet: Sheet, items: Sequence[Item], unread: list[Unread]) -> Iterator[Coding]:
    asked: dict[int, tuple[Item, Question]] = {}
    for n, heading in enumerate(sheet.headings):
        if found := _asked(heading, items):
            asked[n] = found
        elif heading and not NAME_HEADING.search(heading) and not NO_ANSWERS.search(heading):
            unread.append(Unread(sheet.file, 1, heading[:40], "is none of the questions; left out"))
    if not asked:
        kinds = "neither a sheet (a column `item`) nor a form's export (columns such as `S1 speaker`)"
        raise ArticleError(f"{sheet.file}: {kinds}")
    name_at = next((n for n, h in enumerate(sheet.headings) if n not in asked and NAME_HEADING.search(h)), None)
    for n, line in sheet.rows:
        line = [*line, *[""] * len(sheet.headings)]
        given = {which: (line[at], sheet.headings[at][:40]) for at, which in asked.items()}
        answers = _codes(given, Unread(sheet.file, n, "", ""), unread)
        yield Coding((line[name_at] if name_at is not None else "") or f"row {n}", answers)


def _asked(heading: str, items: Sequence[Item]) -> tuple[Item, Question] | None:
    """The item and question of a heading: "S3 speaker", "Whose words are most of the sentence? [S3]"."""
    found, words = ITEM.search(heading), set(re.findall(r"\w+", heading.casefold()))
    item = next((i for i in items if found and i.name == f"{found[1].upper()}{found[2]}"), None)
    for question in item.questions if item else ():
        if question is ANSWER or question.name in words or _bare(question.asks) in _bare(heading):
            return item, question
    return None
