"""Little corpora of our own writing: the people, places and outlets are invented."""

from __future__ import annotations

import gzip
import json
import os
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


# The command `corpus` that stops for an hour when it has written so many parts: time to interrupt it in the middle.
PAUSING = """
import sys, time
from analysis import cli
from analysis.corpus import run

def write(path, data, write=run._write):
    write(path, data)
    if len(list(path.parent.glob("*.arrow"))) == int(sys.argv[1]):
        time.sleep(3600)

run._write = write
sys.exit(cli.main(["corpus", *sys.argv[2:]]))
"""


def start(*arguments: object) -> subprocess.Popen:
    """`python -m analysis corpus ...` in a process of its own, which is still running."""
    return _started("-m", "analysis", "corpus", *arguments)


def start_and_pause(parts: int, *arguments: object) -> subprocess.Popen:
    """The same, stopped for an hour when it has written so many parts."""
    process = _started("-c", PAUSING, parts, *arguments)
    out = Path(arguments[arguments.index("--out") + 1])
    while len(list(out.glob("parts/*.arrow"))) < parts:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    return process


def _started(*arguments: object) -> subprocess.Popen:
    # Shells start what runs in the background deaf to Ctrl-C, and its children with it: not those of these tests.
    hears = {} if os.name == "nt" else {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **hears,
    )


def finished(process: subprocess.Popen) -> tuple[int, str, str]:
    """Its exit code, standard output and standard error, when it has ended."""
    out, err = process.communicate()
    return process.returncode, out, err


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(folder: Path, table: str) -> list[dict]:
    import pyarrow.parquet as pq

    return pq.read_table(folder / f"{table}.parquet").to_pylist()
