"""Measures the reference articles and writes the table that every number is placed in.

    python -m research.validation.reference DATA [--workers 2] [--work DIR]
    python -m research.validation.reference DATA --check 200 [--workers 2]

Cleans DATA/reference-articles.jsonl.gz (`cleaned`), runs the corpus command over it in the folder DIR, and writes
analysis/data/reference.parquet: what was measured, outlet, lean, date and link of each article, no text. Interrupted
and started again, it goes on where it was.

`stale` says whose code changed since: a test fails then. `--check` measures so many of the articles again; where every
value is still the table's, it notes the code as it is now (and writes nothing else), else it says what differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from inspect import isfunction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis import catalogue
from analysis.article import WORD, ArticleError
from analysis.context import reference
from analysis.corpus import codebook, measuring, run
from analysis.corpus.inputs import Columns
from analysis.nlp.parsing import SHIPPED
from research.validation.fingerprint import Name, fingerprint, hashed, reached
from research.validation.formats import json_lines

if TYPE_CHECKING:
    from pyarrow import Table

FILE = "reference-articles.jsonl.gz"
COLUMNS = Columns(id="ID", text="body", headline="title", published="date", outlet="source")
# What a text goes through before it is measured: read and parsed, then analyzed.
READ = (
    ("analysis.reading.plain_text", "from_text"),
    ("analysis.nlp.parsing", "parse"),
    ("analysis.nlp.pipeline.reader", "make_reader"),
    ("analysis.nlp.pipeline.sentence_rules", "make_sentence_rules"),
    ("analysis.nlp.text_type", "limits"),
    ("analysis.nlp.text_type", "withheld"),
)
ANALYZED = (("analysis.analyze", "analyze"),)
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
    """Of what every measure goes through, and of what each needs besides: names of modules and files do not count.

    Nor do the pipeline's README and where a measure is declared, but for its scopes.
    """
    pipeline = {hashed(p) for p in SHIPPED.rglob("*") if p.is_file() and p.suffix != ".md"}
    read = reached(READ)
    analyzed = read | reached(ANALYZED)
    found = {
        "reading and pipeline": fingerprint(read | pipeline),
        "statements, headline and wording": fingerprint(analyzed - read),
    }
    own = {m: reached(_functions(m.function)) - analyzed for m in placed()}
    return found | {m.name: fingerprint({*parts, *m.whole}) for m, parts in own.items()}


def _functions(function: Callable[..., object]) -> Iterator[Name]:
    """A measure's function, and the functions that it was made from."""
    if isinstance(function, partial):
        function = function.func
    yield function.__module__, function.__qualname__.partition(".")[0]
    for cell in function.__closure__ or ():
        if isfunction(cell.cell_contents):
            yield from _functions(cell.cell_contents)


def stale() -> list[str]:
    """What changed since the table was made, and measures of the table that are no more. `unplaced` are not meant."""
    then, now, new = reference.table().about["fingerprints"], fingerprints(), unplaced()
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name) and name not in new)


def unplaced() -> list[str]:
    """Measures that are newer than the table: they have no place yet."""
    return [m.name for m in placed() if not set(codebook.whole(m).values()) <= reference.table().values.keys()]


# --- building --------------------------------------------------------------------------------------------------------


def build(data: Path, work: Path, workers: int) -> str:
    """Measure the articles and write the table; a line that says what came of it."""
    found = cleaned(json_lines(data / FILE))
    try:
        table = _measured(found.rows, work, workers)
    except ArticleError as error:
        if "was begun with" not in str(error):
            raise
        shutil.rmtree(work / "corpus")  # of other code: of no use any more
        table = _measured(found.rows, work, workers)
    good = [error is None for error in table["error"].to_pylist()]
    rows = [row for row, measured in zip(found.rows, good, strict=True) if measured]
    return _write(found, rows, table.filter(good))


def _measured(rows: Sequence[dict[str, Any]], work: Path, workers: int) -> Table:
    """The corpus table of these articles."""
    import pyarrow.parquet as pq

    work.mkdir(parents=True, exist_ok=True)
    given = work / "cleaned.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run.run(given, work / "corpus", COLUMNS, workers=workers)
    return pq.read_table(work / "corpus" / "articles.parquet")


def _values(table: Table) -> dict[str, np.ndarray]:
    """The values that are placed, by column."""
    names = [name for measure in placed() for name in codebook.whole(measure).values()]
    return {name: table[name].to_numpy(zero_copy_only=False).astype(np.float32) for name in names}


def _write(found: Cleaned, rows: Sequence[dict[str, Any]], table: Table) -> str:
    import pyarrow as pa

    values, words = _values(table), table["words"].to_numpy()
    kept = {
        "outlet": table["outlet"].combine_chunks(),
        "lean": pa.array([row["bias_text"] for row in rows]),
        "published": pa.array([_plausible(day) for day in table["published"].to_pylist()], pa.date32()),
        "url": pa.array([row["url"] for row in rows]),
        "words": pa.array(words.astype(np.int32)),
    }
    kept |= {name: pa.array(v, mask=np.isnan(v)) for name, v in values.items()}
    _save(pa.table(kept), _about(found, words, values, kept))
    size = reference.FILE.stat().st_size / 1e6
    return f"{reference.FILE.name}: {len(rows):,} articles, {len(values)} measures, {size:.2f} MB"


def _save(table: Table, about: dict[str, Any]) -> None:
    import pyarrow.parquet as pq

    table = table.replace_schema_metadata({"about": json.dumps(about, sort_keys=True)})
    pq.write_table(table, f"{reference.FILE}.tmp", compression="zstd", compression_level=19)
    Path(f"{reference.FILE}.tmp").replace(reference.FILE)


def check(rows: Iterable[dict[str, Any]], count: int, workers: int) -> str:
    """Measure `count` of the articles again; where no value differs, note the code as it is now in the table.

    `rows` are the file's, before they are cleaned. Raises ArticleError that says what differs, in which articles.
    """
    import pyarrow.parquet as pq

    table = pq.read_table(reference.FILE)
    articles = _articles(table["url"].to_pylist(), cleaned(rows).rows)
    chosen = sorted({n * (len(articles) - 1) // max(1, count - 1) for n in range(min(count, len(articles)))})
    with TemporaryDirectory() as folder:
        again = _measured([articles[n] for n in chosen], Path(folder), workers)
    then, now = table.take(chosen), _values(again)
    placed_now = [name for name in now if name in table.column_names]
    differing = []
    for name in placed_now:
        old = then[name].to_numpy(zero_copy_only=False)
        others = np.flatnonzero(~((old == now[name]) | (np.isnan(old) & np.isnan(now[name]))))
        differing += [f"{name}: {old[n]:g}, now {now[name][n]:g} in {then['url'][n]}" for n in others]
    if differing:
        raise ArticleError("\n".join([f"{len(differing)} values differ; the table is left as it is", *differing]))
    about = json.loads(table.schema.metadata[b"about"])
    known = {name: value for name, value in fingerprints().items() if name not in unplaced()}
    _save(table, about | {"fingerprints": known})
    return f"{len(chosen)} articles, {len(placed_now)} measures: all as in the table, which now names this code"


def _articles(urls: Sequence[str], rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The articles of the table, in its order: those that could be measured."""
    rows = iter(rows)
    found = [next((row for row in rows if row["url"] == url), None) for url in urls]
    if None in found:
        raise ArticleError("the table was made of other articles; make it again")
    return found


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
    """How a measure goes with the article's length: Spearman's rank correlation, 0 where nothing varies."""
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
    parser.add_argument("--check", type=int, metavar="N", help="measure so many articles again and compare")
    options = parser.parse_args()
    if options.check:
        try:
            print(check(json_lines(options.data / FILE), options.check, options.workers))
        except ArticleError as error:
            parser.exit(1, f"{error}\n")
        return
    print(build(options.data, options.work, options.workers))
    for name, low, high in usual():
        print(f"{name:40} {low:8.2f} {high:8.2f}")


if __name__ == "__main__":
    main()
