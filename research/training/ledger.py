"""Hand labels of who says what, with the texts that they are of (`ledger-*.jsonl` of the data folder)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from research.validation.formats import json_lines


def texts(data: Path) -> dict[str, str]:
    """The articles that may be labeled: Wikinews as they are, the reference articles with their title on top."""
    found = {row["id"]: row["text"] for row in json_lines(data / "wikinews.jsonl")}
    for row in json_lines(data / "reference-articles.jsonl.gz"):
        found[row["ID"]] = row["title"].strip() + "\n\n" + row["body"].strip()
    return found


def labeled(data: Path, part: str = "train") -> Iterator[tuple[str, dict]]:
    """Each article's text and labels: {"id", "credits", "sources"}, spans as offsets into the text."""
    known = texts(data)
    for row in json_lines(data / f"ledger-{part}.jsonl"):
        yield known[row["id"]], row
