"""Tables of a corpus as CSV and XLSX, for spreadsheets: one batch of rows at a time, whatever their number."""

import csv
import itertools
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.views.base.spreadsheet import safe, save_book

# Attributions are spans, and a cell cannot hold an article's text: both are in the Parquet tables only.
TABLES = ("articles", "quotes", "sentences")
LEFT_OUT = ("text",)  # of articles
BATCH = 1000  # rows
LONGEST, MOST_ROWS = 32_767, 1_048_576  # characters of a cell, and rows of a sheet, in Excel


def check(endings: Collection[str]) -> None:
    """Raises ModuleNotFoundError where a library is missing: before hours of measuring, not after them."""
    if "xlsx" in endings:
        import openpyxl  # noqa: F401


def write(table: Path, path: Path, ending: str) -> None:
    """Write a Parquet table as CSV or XLSX, each cell safe for spreadsheets."""
    rows = _rows(table)
    (_write_csv if ending == "csv" else _write_xlsx)(path, next(rows), rows)


def _write_csv(path: Path, header: list[Any], rows: Iterator[list[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_xlsx(path: Path, header: list[Any], rows: Iterator[list[Any]]) -> None:
    """What is too much for one sheet goes on on the next."""
    from openpyxl import Workbook

    book, name = Workbook(write_only=True), path.name.partition(".")[0]
    for number in itertools.count(1):
        part = list(itertools.islice(rows, 1))
        if number > 1 and not part:
            break
        sheet = book.create_sheet(name if number == 1 else f"{name} {number}")
        sheet.freeze_panes = "A2"
        for row in itertools.chain([header], part, itertools.islice(rows, MOST_ROWS - 2)):
            sheet.append(row)
    save_book(book, path)


def _rows(table: Path) -> Iterator[list[Any]]:
    """The names of the columns, then the rows."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(table, pre_buffer=False, buffer_size=1 << 20) as file:
        left_out = LEFT_OUT if table.stem == "articles" else ()
        columns = [name for name in file.schema_arrow.names if name not in left_out]
        yield [safe(name) for name in columns]
        for batch in file.iter_batches(BATCH, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                if row.get("toward") and row.get("people"):  # numbers in one cell would be taken for a formula
                    row["toward"] = [
                        f"{who} {tone:+.2f}" for who, tone in zip(row["people"], row["toward"], strict=True)
                    ]
                yield [_cell(row[name]) for name in columns]


def _cell(value: Any) -> Any:
    """A list in one cell, split by semicolons; a text on one line, no formula, and as long as a cell can be."""
    if isinstance(value, list):
        parts = (": ".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in value)
        value = "; ".join(parts) or None
    if isinstance(value, datetime) and value.tzinfo:
        value = value.isoformat()
    if isinstance(value, str):
        value = safe(value)
        return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    return value
