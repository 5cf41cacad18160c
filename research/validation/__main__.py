"""Hold every measure against every labeled set in a folder; print the figures as JSON.

    python -m research.validation --data DIR [--out FILE] [--include-train]

DIR is searched with its folders by the beginnings of file names (`polnear-*`, `clear*`, ...: sets.py).
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.nlp import parsing
from research.validation.formats import LABELS, SetError, open_text
from research.validation.sets import SETS, GoldSet

CROSS_VALIDATED = Path(__file__).parent / "cross_validated.json"  # written by research/training/cross_validate.py
READ = (".jsonl", ".conllu", ".conll", ".iob2", ".txt")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m research.validation", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="a folder of labeled sets")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: standard output)")
    parser.add_argument("--include-train", action="store_true", help="also files with -train in their names")
    parser.add_argument("--only", metavar="PREFIX", help="only files whose names begin so")
    options = parser.parse_args(arguments)
    try:
        found = find(options.data, options.include_train, options.only or "")
        report = {
            "date": datetime.date.today().isoformat(),
            "pipeline": _pipeline(),
            "sets": [entry(gold, path) for gold, path in found],
        }
        _write(json.dumps(report, indent=1, ensure_ascii=False) + "\n", options.out)
    except SetError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def find(data: Path, include_train: bool, only: str = "") -> list[tuple[GoldSet, Path]]:
    """Sets and their files, in the order of `SETS`. Raises SetError when there are none."""
    if not data.is_dir():
        raise SetError(f"{data}: no such folder; give the one that holds the labeled sets")
    files = sorted(p for p in data.rglob("*") if p.name.removesuffix(".gz").endswith(READ) and "corenlp" not in p.name)
    files += sorted(LABELS.glob("*.txt"))
    out = [
        (gold, path)
        for gold in SETS
        for path in files
        if path.name.startswith(gold.prefix) and path.name.startswith(only)
        if include_train or "-train" not in path.name
    ]
    if not out:
        begins = ", ".join(f"{gold.prefix}*" for gold in SETS)
        raise SetError(f"{data}: no labeled set in it; files begin with {begins}")
    return out


def entry(gold: GoldSet, path: Path) -> dict:
    """One set's part of the report. Raises SetError when the file is not in its set's format."""
    name = path.name.split(".")[0]
    head = {
        "set": name,
        "title": gold.title,
        "people": gold.people,
        "item": gold.item,
        "in_sample": any(f"-{part}" in name for part in gold.trained_on),
    }
    if head["in_sample"] and CROSS_VALIDATED.exists():
        found = json.loads(CROSS_VALIDATED.read_text(encoding="utf-8"))
        head["cross_validated"] = found["sets"].get(name)
    try:
        if gold.run is None:
            with open_text(path) as lines:
                return {**head, "items": sum(1 for _ in lines), "ours": {}, "baselines": {}, "note": "no measure yet"}
        return head | gold.run(path)
    except (KeyError, ValueError, IndexError, TypeError, EOFError, gzip.BadGzipFile) as error:
        raise SetError(f"{path}: not in the format of {gold.title} ({type(error).__name__}: {error})") from error


def _pipeline() -> str:
    meta = parsing.load().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, out)
    except OSError as error:
        raise SetError(f"{out}: cannot write there ({error.strerror}); choose another file") from None


if __name__ == "__main__":
    sys.exit(main())
