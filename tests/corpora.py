"""Little corpora of our own writing: the people, places and outlets are invented."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = ("Marta Vell", "Tom Quill", "Ada Norr", "Sam Oake", "Ida Brand")
PLACES = ("Lowfield", "Marren", "Esk Harbour")
# Their places in `articles`: everything that a large collection has in some rows.
NO_TEXT, EMPTY, WEB_PAGE, NUMBER, ODD_DATE, HALF_CHARACTER = 3, 5, 33, 40, 41, 50
BAD = (NO_TEXT, EMPTY, WEB_PAGE, NUMBER)


def article(n: int) -> dict:
    name, place = NAMES[n % 5], PLACES[n % 3]
    text = (
        f"In {place} on Monday workers with a crane closed {n + 2} old bridges.\n\n"
        f"“We could not wait,” said {name}, the mayor. An aide said the ferry is safe.\n\n"
        f"It was vote {n + 1} of the year, the Marren Gazette reported."
    )
    return {
        "id": f"a{n}",
        "headline": f"{place} closes {n + 2} bridges",
        "text": text,
        "published": "2025-03-31",
        "outlet": "The Marren Gazette",
    }


def articles(n: int) -> list[dict]:
    made = [article(i) for i in range(n)]
    odd = {
        NO_TEXT: {"text": None},
        EMPTY: {"text": " \n"},
        WEB_PAGE: {"text": "<!DOCTYPE html><p>No.</p>"},
        NUMBER: {"text": 7},
        ODD_DATE: {"published": "some day in spring"},
        HALF_CHARACTER: {"headline": "Marren \ud800 closes bridges"},
    }
    for i, values in odd.items():
        if i < n:
            made[i].update(values)
    return made


def json_lines(path: Path, rows: list[dict]) -> Path:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def start(*arguments: object) -> subprocess.Popen:
    """`python -m analysis ...` in a process of its own, which is still running."""
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=_may_be_interrupted,
    )


def _may_be_interrupted() -> None:
    """Shells start what runs in the background deaf to Ctrl-C, and its children with it: not those of these tests."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def finished(process: subprocess.Popen) -> tuple[int, str, str]:
    """Its exit code, standard output and standard error, when it has ended."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def some_parts(process: subprocess.Popen, out: Path, most: int) -> list[Path]:
    """Waits until the run has written some of its parts, and not yet most of them."""
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and process.poll() is None:
        if parts := list(out.glob("parts/*.arrow")):
            assert len(parts) < most
            return parts
        time.sleep(0.02)
    raise AssertionError("no part was written")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(folder: Path, table: str) -> list[dict]:
    import pyarrow.parquet as pq

    return pq.read_table(folder / f"{table}.parquet").to_pylist()
