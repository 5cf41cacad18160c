"""Attributions of a corpus, drawn for checking by hand -> a sheet; the filled sheet -> precision on this corpus."""

import csv
import hashlib
import io
import json
import math
import os
import random
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from analysis.article import ArticleError
from analysis.views.base.html import replace as write_whole
from analysis.views.base.spreadsheet import read_csv, safe

# `right` and `remark` are for the person to fill in; the others say what is judged.
HEADER = "corpus article attribution id right remark who source cue content manner type passage".split()
AROUND = 200  # characters of the text before and after what is judged
YES = {"y", "yes", "1", "true"}
NO = {"n", "no", "0", "false"}
Z = 1.959964  # 95% of a normal distribution lie so many standard deviations around its middle


def draw(corpus: Path, n: int, seed: int, sheet: Path) -> str:
    """Write `n` attributions of the corpus, each as likely as any other, in its order; a line on what came of it."""
    total = read_manifest(corpus)["rows"]["attributions"]
    if not total:
        raise ArticleError(f"{corpus}: no attributions in it; there is nothing to check")
    chosen = sorted(random.Random(seed).sample(range(total), min(n, total)))
    cells = [[safe(str(cell)) for cell in row.values()] for row in _rows(corpus, chosen)]
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *cells])
    try:
        if os.path.lexists(sheet):  # somebody may have filled it in
            raise ArticleError(f"{sheet}: is there already; give another name as --out, or delete it")
        write_whole(sheet, out.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise ArticleError(f"{sheet}: cannot write there ({error.strerror}); give another name as --out") from None
    return f"{sheet}: {len(chosen)} of {total:,} attributions; write y or n under `right`, then give it as --filled"


def precision(corpus: Path, sheet: Path) -> str:
    """What the filled sheet says of the corpus. Raises ArticleError when it is another's, or not filled in."""
    rows = _filled(sheet)
    if any(row["corpus"] != _name(corpus) for row in rows):
        raise ArticleError(f"{sheet}: drawn from another corpus than {corpus}; give the one that it was drawn from")
    if len({(row["article"], row["attribution"]) for row in rows}) < len(rows):
        raise ArticleError(f"{sheet}: has an attribution twice; delete one of the two lines")
    answers = [row["right"].strip().lower() for row in rows]
    if odd := next((a for a in answers if a and a not in YES | NO), None):
        raise ArticleError(f"{sheet}: {odd[:20]!r} is under `right` somewhere; write y, n or nothing there")
    right, judged = sum(a in YES for a in answers), sum(map(bool, answers))
    if not judged:
        raise ArticleError(f"{sheet}: nothing under `right` yet; write y or n there")
    low, high = wilson(right, judged)
    left = len(rows) - judged
    warning = f"; {left} not judged, which counts only if they are like the others" if left else ""
    found = f"{right} of {judged} judged attributions are right"
    return f"precision {right / judged:.2f} (95% interval {low:.2f} to {high:.2f}, Wilson): {found}{warning}"


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share, after Wilson (1927), without correction for continuity; 0 <= right <= n, n > 0.

    >>> [round(x, 4) for x in wilson(81, 263)]  # Newcombe (1998), Statistics in Medicine 17, table I, method 3
    [0.2553, 0.3662]
    """
    share = right / n
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    # At 0 and n one end is exact; computed, it may miss by the last digit.
    return (0.0 if right == 0 else middle - half, 1.0 if right == n else middle + half)


def read_manifest(corpus: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((corpus / "manifest.json").read_bytes())
    except (OSError, ValueError):
        raise ArticleError(f"{corpus}: no corpus; give a folder that `python -m analysis corpus` made") from None
    if "rows" not in manifest:
        raise ArticleError(f"{corpus}: not finished; start `python -m analysis corpus` again, it goes on where it was")
    return manifest


def _name(corpus: Path) -> str:
    """Tells one corpus from another; no spreadsheet takes it for a number."""
    read_manifest(corpus)
    return "corpus-" + hashlib.sha256((corpus / "manifest.json").read_bytes()).hexdigest()[:12]


def _rows(corpus: Path, chosen: Sequence[int]) -> Iterator[dict[str, Any]]:
    found = list(_taken(corpus / "attributions.parquet", chosen))
    wanted = {a["article"] for a in found}
    named = _of(corpus / "sources.parquet", wanted, "source", "name")
    sources = {(s["article"], s["source"]): s["name"] for s in named}
    articles = {a["article"]: a for a in _of(corpus / "articles.parquet", wanted, "id", "text")}
    name = _name(corpus)
    for a in found:
        text, spans = articles[a["article"]]["text"], {part: a[part] for part in ("source", "cue", "content")}
        words = {part: " … ".join(text[s["start"] : s["end"]] for s in its) for part, its in spans.items()}
        start = min(s["start"] for its in spans.values() for s in its)
        end = max(s["end"] for its in spans.values() for s in its)
        known = {c: a[c] for c in ("article", "attribution", "manner", "type")} | words
        known |= {"corpus": name, "id": articles[a["article"]]["id"] or ""}
        known["who"] = "; ".join(sources[a["article"], i] for i in a["source_ids"])
        known["passage"] = text[max(0, start - AROUND) : end + AROUND]
        yield {column: known.get(column, "") for column in HEADER}


def _taken(path: Path, chosen: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The rows with these numbers, which ascend; one row group at a time (`Dataset.take` holds the whole table)."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        first = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if here := [n - first for n in chosen if first <= n < first + rows]:
                yield from file.read_row_group(group).take(here).to_pylist()
            first += rows


def _of(path: Path, articles: set[int], *columns: str) -> list[dict[str, Any]]:
    """These columns of the rows that belong to some articles."""
    import pyarrow.dataset as ds

    mine = ds.field("article").isin(sorted(articles))
    return ds.dataset(path).to_table(columns=["article", *columns], filter=mine).to_pylist()


def _filled(sheet: Path) -> list[dict[str, str]]:
    """The rows that are not empty, however a spreadsheet saved them. Raises ArticleError where there are none."""
    try:
        header, *lines = read_csv(sheet, sheet.read_bytes()) or [[]]
    except OSError as error:
        raise ArticleError(f"{sheet}: cannot be read ({error.strerror}); check the name") from None
    lacking = [c for c in ("corpus", "article", "attribution", "right") if c not in header or not lines]
    if lacking:
        raise ArticleError(f"{sheet}: no rows with {', '.join(lacking)}; fill in the sheet that `sample` wrote, as CSV")
    rows = (dict(zip_longest(header, line[: len(header)], fillvalue="")) for line in lines)
    return [row for row in rows if any(row.get(c, "").strip() for c in HEADER[:5])]
