"""Statements, sources or identities of a corpus, drawn for checking by hand -> a sheet; filled in -> the precision."""

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
from analysis.corpus.sampled import KINDS, Kind, groups, taken
from analysis.views.base.html import replace as write_whole
from analysis.views.base.spreadsheet import read_csv, safe

RIGHT = "right"  # the question of every kind
ENOUGH = 5  # judged rows that get a precision of their own
YES = {"y", "yes", "1", "true"}
NO = {"n", "no", "0", "false"}
Z = 1.959964  # 95% of a normal distribution lie so many standard deviations around its middle


def draw(corpus: Path, of: str, n: int, seed: int, sheet: Path | None = None) -> str:
    """Write `n` of the corpus's statements, sources or identities, each as likely as any other, in its order; a line
    on what came of it. `sheet`: where to, else into the corpus."""
    if of not in KINDS:
        raise ArticleError(f"--of {of}: no such kind; there are {', '.join(KINDS)}")
    kind, sheet = KINDS[of], sheet or corpus / f"sample_{of}.csv"
    name = _name(corpus, kind)
    if os.path.lexists(sheet):  # somebody may have filled it in
        raise ArticleError(f"{sheet}: is there already; give another name as --out, or delete it")
    total, rows = _drawn(corpus, kind, n, seed)
    out = io.StringIO()
    cells = [[_cell(({"corpus": name, "of": of} | row).get(column)) for column in kind.header] for row in rows]
    csv.writer(out).writerows([kind.header, *cells])
    try:
        write_whole(sheet, out.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise ArticleError(f"{sheet}: cannot write there ({error.strerror}); give another name as --out") from None
    asked = " ".join(f"`{column}`: {question}" for column, question in kind.questions.items())
    return f"{sheet}: {len(rows)} of {total:,} {kind.what}; write y or n, then give it as --filled. {asked}"


def _drawn(corpus: Path, kind: Kind, n: int, seed: int) -> tuple[int, list[dict[str, Any]]]:
    """How many there are, and those that were drawn with all that is shown of them."""
    import pyarrow as pa

    table, rng = corpus / f"{kind.table}.parquet", random.Random(seed)
    try:
        wanted = kind.column, kind.values(table)
        total = sum(len(rows) for _, rows in groups(table, *wanted))
        if not total:
            raise ArticleError(f"{corpus}: no {kind.what}; there is nothing to check")
        chosen = sorted(rng.sample(range(total), min(n, total)))
        return total, list(kind.rows(corpus, list(taken(table, *wanted, chosen)), rng))
    except (OSError, pa.ArrowInvalid) as error:
        reason = " ".join(str(error).split())[:200]
        raise ArticleError(f"{corpus}: a table is missing or damaged ({reason}); make them anew") from None


def precision(corpus: Path, sheet: Path) -> str:
    """What the filled sheet says of the corpus, a line for each question that has answers. Raises ArticleError when it
    is another corpus's, or not filled in."""
    kind, rows = _filled(sheet)
    name = _name(corpus, kind)
    if any(row["corpus"] != name for row in rows.values()):
        raise ArticleError(f"{sheet}: drawn from another corpus than {corpus}, or before it was made anew; draw again")
    if len({tuple(row[c] for c in kind.key) for row in rows.values()}) < len(rows):
        raise ArticleError(f"{sheet}: has a row twice; delete one of the two lines")
    lines = []
    for column in kind.questions:
        given = {number: row.get(column, "").strip() for number, row in rows.items()}
        if odd := next(((n, a) for n, a in given.items() if a and a.lower() not in YES | NO), None):
            number, answer = odd
            where = f"{answer[:20]!r} is under `{column}` in row {number}"
            raise ArticleError(f"{sheet}: {where}; write y, n or nothing there")
        answers = [(given[number].lower(), row.get(kind.by, "")) for number, row in rows.items()]
        lines += _share(column, [a for a, _ in answers], 1)
        for value in sorted({value for _, value in answers if value}):
            lines += _share(f"{column} ({kind.by}: {value})", [a for a, v in answers if v == value], ENOUGH)
    if not lines:
        raise ArticleError(f"{sheet}: nothing under `{'`, `'.join(kind.questions)}` yet; write y or n there")
    return "\n".join(lines)


def _share(what: str, answers: Sequence[str], enough: int) -> Iterator[str]:
    """A line on these answers, if enough of them are given."""
    right, judged = sum(a in YES for a in answers), sum(map(bool, answers))
    if judged >= enough:
        low, high = wilson(right, judged)
        left = len(answers) - judged
        warning = f"; {left} not judged, which counts only if they are like the others" if left else ""
        interval = f"95% interval {low:.2f} to {high:.2f}, Wilson"
        yield f"{what}: precision {right / judged:.2f} ({interval}): {right} of {judged} judged are right{warning}"


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


def read_manifest(corpus: Path) -> bytes:
    """The manifest of a corpus that is finished. Raises ArticleError where it is not."""
    try:
        raw = (corpus / "manifest.json").read_bytes()
        finished = "rows" in json.loads(raw)
    except (OSError, ValueError):
        raise ArticleError(f"{corpus}: no corpus; give a folder that `python -m analysis corpus` made") from None
    if not finished:
        raise ArticleError(f"{corpus}: not finished; start the same `corpus` command again, it goes on where it was")
    return raw


def _name(corpus: Path, kind: Kind) -> str:
    """Tells one corpus from another; no spreadsheet takes it for a number. Raises ArticleError where there is nothing
    to draw from."""
    total = hashlib.sha256(read_manifest(corpus))
    if kind.command != "corpus":  # the manifest does not know that table
        try:
            with (corpus / f"{kind.table}.parquet").open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            lacking = f"no {kind.table}.parquet in it; run `python -m analysis {kind.command} {corpus}` first"
            raise ArticleError(f"{corpus}: {lacking}") from None
    return "corpus-" + total.hexdigest()[:12]


def _cell(value: Any) -> str:
    return "" if value is None else safe({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value))


def _filled(sheet: Path) -> tuple[Kind, dict[int, dict[str, str]]]:
    """Its kind, and the rows that are not empty, by their numbers in a spreadsheet, however that saved them. Raises
    ArticleError where there are none."""
    try:
        header, *lines = read_csv(sheet, sheet.read_bytes()) or [[]]
    except OSError as error:
        raise ArticleError(f"{sheet}: cannot be read ({error.strerror}); check the name") from None
    rows = [dict(zip_longest(header, line[: len(header)], fillvalue="")) for line in lines]
    of = next((row["of"] for row in rows if row.get("of")), "")
    kind = KINDS.get(of)
    needed = ["corpus", "of", *((*kind.key, RIGHT) if kind else ())]
    lacking = ", ".join(f"`{c}`" for c in needed if c not in header)
    if not rows or lacking or not kind:
        what = "rows" if not rows else f"column {lacking}" if lacking else "known kind under `of`"
        raise ArticleError(f"{sheet}: no {what}; fill in the sheet that `sample` wrote, as CSV")
    asked = (*needed, *kind.questions)
    return kind, {n: row for n, row in enumerate(rows, 2) if any(row.get(c, "").strip() for c in asked)}
