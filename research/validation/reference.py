"""Measures the reference articles and writes the table that every number is placed in.

    python -m validation.reference DATA [--workers 2] [--work DIR]

Cleans DATA/reference-articles.jsonl.gz (`cleaned`), runs the corpus command over it in the folder DIR, and writes
analysis/data/reference.parquet: what was measured, outlet, lean, date and link of each article, no text. Interrupted
and started again, it goes on where it was. `stale` says what moved since: a test fails then.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from analysis import catalogue
from analysis.article import WORD, ArticleError
from analysis.context import reference
from analysis.corpus import codebook, measuring, run
from analysis.corpus.inputs import Columns
from analysis.nlp.parsing import SHIPPED

from .formats import json_lines

PACKAGE = Path(__file__).parents[2] / "analysis"
# What a plain text goes through before it is measured. Pages and links are read by other modules.
BEFORE = (
    "article.py",
    "quotations.py",
    "reading.py",
    "lines.py",
    "photos.py",
    "furniture.py",
    "language.py",
    "components/*.py",
    "limits.py",
    "lexicons.py",
    "wordforms.py",
    "data/tone_ratings.tsv",
    "data/headline_cues.toml",
    "data/verb_ladders.toml",
    "data/word_endings.toml",
    "data/wording.toml",
)
REPEATED = 5  # articles in which a line stands word for word: it is no article's own
SHINGLE, KEPT, ALIKE = 8, 8, 0.5  # words; one in so many is compared; the share that makes a double
# The articles of the reference have no captions: where one is found there, it is mostly a mistake.
UNPLACED = frozenset({"photo_days_before", "photo_places_elsewhere"})
YEARS = range(2010, 2022)  # a date outside them is a slip
FIRST_LAST = (1, 99)  # percentiles of length between which an article is of the reference's kind


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The articles that are left, and what was done to all: counts for the data statement."""

    rows: tuple[dict[str, Any], ...]
    lines_dropped: int
    doubles: int


def cleaned(rows: Iterable[dict[str, Any]]) -> Cleaned:
    """Without lines that several articles share, and articles that come twice. Bylines are the reading's to find."""
    rows = list(rows)
    counts = Counter(line for row in rows for line in set(_lines(row["body"])))
    out, seen, doubles, lines = [], set(), 0, 0
    for row in rows:
        body = _lines(row["body"])
        kept = [line for line in body if counts[line] < REPEATED]
        lines += len(body) - len(kept)
        shingles = _shingles(" ".join(kept))
        if len(shingles & seen) > ALIKE * max(1, len(shingles)):
            doubles += 1
            continue
        seen |= shingles
        out.append({**row, "body": "\n\n".join(kept)})
    return Cleaned(tuple(out), lines, doubles)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _shingles(text: str) -> set[int]:
    """Some of a text's runs of words, chosen by what they are: the same runs are chosen in a text that shares them."""
    words = WORD.findall(text.lower())
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    hashed = (int.from_bytes(hashlib.blake2b(r.encode(), digest_size=8).digest()) for r in runs)
    return {h for h in hashed if h % KEPT == 0}


# --- what a table was made with --------------------------------------------------------------------------------------


def placed() -> list[catalogue.Measure]:
    """The measures that articles are placed by."""
    return [m for m in catalogue.MEASURES if m.name not in UNPLACED]


def fingerprints() -> dict[str, str]:
    """Of what every measure goes through, and of each measure's own module.

    Comments, docstrings and layout do not count, nor the pipeline's README.
    """
    pipeline = [p for p in sorted(SHIPPED.rglob("*")) if p.is_file() and p.suffix != ".md"]
    before = [p for pattern in BEFORE for p in sorted(PACKAGE.glob(pattern))]
    found = {"reading and pipeline": _fingerprint([*before, *pipeline])}
    for m in placed():
        found[m.name] = _fingerprint(_modules(m))
    return found


def stale() -> list[str]:
    """What moved since the table was made: its names in `fingerprints`, measures that it lacks or has too many of."""
    then, now = reference.table().about["fingerprints"], fingerprints()
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def _modules(measure: catalogue.Measure) -> list[Path]:
    """The module of a measure, or all of its folder."""
    path = PACKAGE.parent / (measure.function.__module__.replace(".", "/") + ".py")
    return [path] if path.parent.name == "measures" else sorted(path.parent.glob("*.py"))


def _fingerprint(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        content = _code(path.read_text("utf-8")) if path.suffix == ".py" else path.read_bytes()
        total.update(path.relative_to(PACKAGE).as_posix().encode() + hashlib.sha256(content).digest())
    return total.hexdigest()[:16]


def _code(source: str) -> bytes:
    """A module's code without comments, docstrings and layout."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if _has_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree).encode()


def _has_docstring(node: ast.AST) -> bool:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, documented) and ast.get_docstring(node) is not None


# --- building --------------------------------------------------------------------------------------------------------


def build(data: Path, work: Path, workers: int) -> str:
    """Measure the articles and write the table; a line that says what came of it."""
    work.mkdir(parents=True, exist_ok=True)
    found = cleaned(json_lines(data / "reference-articles.jsonl.gz"))
    given = work / "cleaned.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in found.rows), encoding="utf-8")
    columns = Columns(id="ID", text="body", headline="title", published="date", outlet="source")
    try:
        run.run(given, work / "corpus", columns, workers=workers)
    except ArticleError as error:
        if "begun with another" not in str(error):
            raise
        shutil.rmtree(work / "corpus")  # of other code: of no use any more
        run.run(given, work / "corpus", columns, workers=workers)
    return _write(found, work / "corpus" / "articles.parquet")


def _write(found: Cleaned, articles: Path) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(articles)
    measured = [row["error"] is None for row in table.select(["error"]).to_pylist()]
    rows = [row for row, good in zip(found.rows, measured, strict=True) if good]
    table = table.filter(pa.array(measured))
    values = {}
    for measure in placed():
        for name in codebook.whole(measure).values():
            values[name] = table[name].to_numpy(zero_copy_only=False).astype(np.float32)
    words = table["words"].to_numpy()
    kept = {
        "outlet": table["outlet"].combine_chunks(),
        "lean": pa.array([row["bias_text"] for row in rows]),
        "published": pa.array([_plausible(day) for day in table["published"].to_pylist()], pa.date32()),
        "url": pa.array([row["url"] for row in rows]),
        "words": pa.array(words.astype(np.int32)),
    }
    kept |= {name: pa.array(v, mask=np.isnan(v)) for name, v in values.items()}
    about = _about(found, words, values, kept)
    out = pa.table(kept).replace_schema_metadata({"about": json.dumps(about, sort_keys=True)})
    pq.write_table(out, f"{reference.FILE}.tmp", compression="zstd", compression_level=19)
    Path(f"{reference.FILE}.tmp").replace(reference.FILE)
    size = reference.FILE.stat().st_size / 1e6
    return f"{reference.FILE.name}: {len(rows):,} articles, {len(values)} measures, {size:.2f} MB"


def _about(found: Cleaned, words: np.ndarray, values: dict[str, np.ndarray], kept: dict[str, Any]) -> dict[str, Any]:
    """How it was made, and what `reference` has to know of the whole."""
    days = [day for day in kept["published"].to_pylist() if day]
    low, high = np.percentile(words, FIRST_LAST)
    maker = measuring.maker(None)
    return {
        "pipeline": maker["pipeline"].rpartition(" ")[0],
        "version": maker["version"],
        "libraries": maker["libraries"],
        "fingerprints": fingerprints(),
        "articles": len(words),
        "lines_dropped": found.lines_dropped,
        "doubles": found.doubles,
        "words": [int(low), int(high)],
        "published": [str(min(days)), str(max(days))],
        "dated": len(days),
        "narrator": [m.name for m in placed() if m.whole == ("narrator",)],
        "with_length": {name: round(_with_length(v, words), 2) for name, v in values.items()},
    }


def _with_length(values: np.ndarray, words: np.ndarray) -> float:
    """How a measure goes along with the article's length: Spearman's rank correlation, 0 where nothing varies."""
    there = ~np.isnan(values)
    if there.sum() < 3 or len(set(values[there])) < 2:
        return 0.0
    ranks = [_ranks(v[there]) for v in (values, words)]
    return float(np.corrcoef(*ranks)[0, 1])


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 0; equal values share the mean of theirs."""
    ordered = np.sort(values)
    return (np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")) / 2


def _plausible(day: date | None) -> date | None:
    return day if day and day.year in YEARS else None


def usual() -> Iterator[tuple[str, float, float]]:
    """Measure -> where the middle nine tenths of the reference lie: "news mostly" in the README and in docstrings."""
    for name, values in reference.table().values.items():
        there = values[~np.isnan(values)]
        if len(there) >= reference.FEWEST:
            yield name, *(float(v) for v in np.percentile(there, [5, 95]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    parser.add_argument("--work", type=Path, default=Path("reference-run"), metavar="DIR")
    options = parser.parse_args()
    print(build(options.data, options.work, options.workers))
    for name, low, high in usual():
        print(f"{name:40} {low:8.2f} {high:8.2f}")


if __name__ == "__main__":
    main()
