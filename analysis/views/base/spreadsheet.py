"""Article text in spreadsheet cells, where no spreadsheet program may take it for a formula; and what comes back."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from analysis.article import ArticleError
from analysis.reading.encoding import decode
from analysis.views.base.html import replace, visible

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook

STILL = datetime(2000, 1, 1)

# What a spreadsheet may take for a formula at a cell's beginning (OWASP), also after white space.
_FORMULA = "=+@＝＋－＠-"
# In some countries spreadsheets split cells at semicolons, also inside of ours.
_AFTER_SEMICOLON = re.compile(rf";(?=[\s\"']*[{_FORMULA}])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def safe(cell: str) -> str:
    """On one line, no formula, and nothing in it that cannot be seen.

    >>> safe("=1+1"), safe("two\\nlines"), safe("a;=b"), safe("\\u202egnp.exe")
    ("'=1+1", 'two lines', "a; '=b", '[U+202E]gnp.exe')
    """
    cell = _CONTROL.sub("", " ".join(cell.split())).strip()  # "\0 =" is a formula behind a blank
    cell = _AFTER_SEMICOLON.sub("; '", visible(cell))
    return f"'{cell}" if cell.startswith(tuple(_FORMULA)) else cell


def read_csv(path: Path, raw: bytes) -> list[list[str]]:
    """The rows of a file, however the spreadsheet saved it: commas, semicolons or tabs; UTF-8, UTF-16, Windows-1252.
    Raises ArticleError when it is no text, or no CSV."""
    try:
        text = decode(raw)
        header = text.partition("\n")[0]
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count)))
    except (ArticleError, csv.Error) as error:
        raise ArticleError(f"{path}: {error}; the sheet must be CSV") from None


def save_book(book: Workbook, path: Path | IO[bytes]) -> None:
    """Write a workbook of openpyxl with one fixed time, so that the same cells give the same bytes."""
    book.properties.creator, book.properties.created = "", STILL
    with tempfile.TemporaryFile() as raw:
        book.save(raw)
        with zipfile.ZipFile(raw) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as still:
            for part in made.infolist():
                about = zipfile.ZipInfo(part.filename, STILL.timetuple()[:6])
                about.compress_type, about.file_size = zipfile.ZIP_DEFLATED, part.file_size
                if part.filename == "docProps/core.xml":  # saving sets the time of change anew
                    time = rb"\g<1>2000-01-01T00:00:00Z"
                    still.writestr(about, re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", time, made.read(part)))
                else:
                    with made.open(part) as old, still.open(about, "w") as new:
                        shutil.copyfileobj(old, new)


def save(table: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """Write a table as .csv or .xlsx (which needs the extra `classroom`), safe for spreadsheets; the path. Spreadsheets
    run a cell that begins with "=" and the like: such words of an article get an apostrophe before them."""
    import pandas as pd

    path, buffer = Path(path), io.BytesIO()
    table = table if isinstance(table.index, pd.RangeIndex) else table.reset_index()
    table = table.map(lambda cell: safe(str(cell)) if isinstance(cell, str | tuple | list) else cell)
    table.columns = pd.Index([safe(str(name)) for name in table.columns])
    if path.suffix == ".csv":
        table.to_csv(buffer, index=False, encoding="utf-8-sig", lineterminator="\n")
    elif path.suffix == ".xlsx":
        table.to_excel(buffer, index=False)
    else:
        raise ValueError(f"{path}: a table is saved as .csv or .xlsx; end the name so")
    replace(path, buffer.getvalue())
    return path
