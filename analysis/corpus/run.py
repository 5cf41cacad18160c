"""Parts, numbered and written atomically, then joined: goes on where it was interrupted, to the same bytes.

DIR holds while it works `manifest.json` (what the articles are made from, and by what) and `parts/`; when it is done
the tables, `CODEBOOK.md` and the manifest, and no parts.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent import futures
from concurrent.futures import BrokenExecutor, CancelledError, Future
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

from analysis import __version__, own
from analysis.article import ArticleError
from analysis.corpus import codebook, inputs, keeping, measuring, sheets
from analysis.corpus.inputs import Columns, Input
from analysis.corpus.measuring import Job
from analysis.corpus.remarks import Remarks, counted
from analysis.corpus.workers import Workers, started
from analysis.reading.explain import printable

PART = 32  # articles: some seconds of work, which is what an interruption costs each worker
GROUP = 32  # parts in a row group: some thousand articles; more would take memory, fewer make readers slow
TICK = 1  # seconds between looks at the progress
AGAIN = "start the same command again: it goes on where it was"
# Keys of the manifest whose change makes another corpus, as messages call them; the others are options.
CHANGED = {
    **dict.fromkeys(("articles", "input"), "another input"),
    **dict.fromkeys(("version", "code", "part"), "another package"),
    **{"columns": "other columns", "libraries": "other libraries", "pipeline": "another pipeline"},
}


def run(
    source: Path,
    out: Path,
    columns: Columns,
    pipeline: str | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    without: Collection[str] = (),
    measures: tuple[own.File, ...] = (),
    keep: Collection[str] = (),
    as_sheets: Collection[str] = (),
) -> str:
    """Measure a corpus; a line that says what came of it. `measures`: the user's own; `keep`: columns of the input for
    the table of articles; `as_sheets`: "csv" and "xlsx". Raises ArticleError for whatever a person can mend."""
    sheets.check(as_sheets)
    with inputs.spooled(source) as path, ExitStack() as stack:
        given, maker = inputs.open_input(path, columns, keep), dict(measuring.maker(pipeline))
        remarks = Remarks(columns.published)
        maker |= {"without": " ".join(sorted(set(without)))} if without else {}
        maker |= {"own": own.digest(measures)} if measures else {}
        stack.enter_context(own.using(measures))
        _say(source, given.notes)
        options = {} if given.folder else asdict(columns)
        manifest = {"articles": given.articles, "input": given.digest, "columns": options, "part": PART, **maker}
        if given.kept:
            manifest["keep"] = {k.name: [k.column, k.type] for k in given.kept}
        state = _state(out, manifest)
        if not (done := "rows" in state):
            with started(workers, scheduler) as at_work:  # a cluster that is not there leaves no folder
                stack.enter_context(_held(out, manifest))
                _measure(remarks.on(given), pipeline, maker, measures, out, at_work)
            # Worker processes are gone: their memory is free for it.
            state = _finish(out, manifest, keeping.columns(given.kept))
    shutil.rmtree(out / "parts", ignore_errors=True)
    _write_sheets(out, as_sheets)
    _say(source, remarks.lines())
    return f"{out}: {'done already: ' * done}{_summary(state['rows'])}"


def _say(source: Path, notes: Iterable[str]) -> None:
    for note in notes:
        print(printable(f"{source}: {note}"), file=sys.stderr)


def _summary(rows: Mapping[str, int]) -> str:
    n = {what: counted(rows[f"{what}s"], what) for what in ("article", "source", "attribution", "sentence")}
    errors = f" ({rows['errors']:,} with an error: see the column `error` of articles.parquet)" * (rows["errors"] > 0)
    statements = f"among them {counted(rows['quotes'], 'statement')}"
    return f"{n['article']}{errors}, {n['source']}, {n['attribution']}, {statements}, {n['sentence']}"


def kept(out: Path) -> str:
    """How much of it an interrupted run left, for its message; empty where nothing tells."""
    try:
        manifest = json.loads((out / "manifest.json").read_text("utf-8"))
        articles = int(manifest["articles"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    done = articles if "rows" in manifest else sum(_there(out, articles).values())
    return f"{done:,} of {counted(articles, 'article')} {'is' if done == 1 else 'are'} kept; "


def _state(out: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest that is there already; empty where there is none. Raises ArticleError where it is another's."""
    try:
        found = json.loads((out / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        if out.is_dir() and any(p.suffix != ".tmp" for p in out.iterdir()):
            raise ArticleError(f"{out}: not empty, and no corpus of ours; give a new folder as --out") from None
        return {}
    except (OSError, ValueError):
        raise ArticleError(f"{out}: cannot be read as a corpus; give a new folder as --out") from None
    names = (*manifest, *(option for option in ("keep", "own", "without") if option not in manifest))
    if changed := [name for name in names if found.get(name) != manifest.get(name)]:
        what = ", ".join(dict.fromkeys(CHANGED.get(name, f"another --{name}") for name in changed))
        mend = "give the same, or a new folder as --out, or delete this one"
        raise ArticleError(f"{out}: was begun with {what}; {mend}")
    return found


@contextmanager
def _held(out: Path, manifest: dict[str, Any]) -> Iterator[None]:
    """The folder, for this run only, with its manifest. Errors of the disk become one line."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _lock(out):
            if not (out / "manifest.json").exists():
                _write(out / "manifest.json", _as_json(manifest))  # first, so that what follows is known as ours
            (out / "parts").mkdir(exist_ok=True)
            yield
    except OSError as error:
        raise ArticleError(f"{out}: cannot write there ({error.strerror or error}); mend that and {AGAIN}") from None


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """One run at a time, as long as this process lives. Where the system has no such locks: without one."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise ArticleError(f"{out}: another run is at work there; wait for it, or give another --out") from None
    finally:
        os.close(handle)


def _write(path: Path, data: bytes) -> None:
    """All of it or nothing, even when the power goes."""
    with open(f"{path}.tmp", "wb") as file:
        file.write(data)
    settle(path)


def settle(path: Path) -> None:
    """The whole `.tmp` file takes its name."""
    with open(f"{path}.tmp", "rb+") as file:
        os.fsync(file.fileno())
    os.replace(f"{path}.tmp", path)
    with suppress(OSError):  # not every system can
        handle = os.open(path.parent, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _as_json(manifest: dict[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()


def _part(out: Path, number: int) -> Path:
    return out / "parts" / f"{number:08}.arrow"


def _there(out: Path, articles: int) -> dict[int, int]:
    """The parts that are there, and how many articles each has."""
    return {n: min(PART, articles - n * PART) for n in range(_parts(articles)) if _part(out, n).exists()}


def _measure(
    given: Input,
    pipeline: str | None,
    maker: dict[str, str],
    measures: tuple[own.File, ...],
    out: Path,
    at_work: Workers,
) -> None:
    """Write every part that is not there yet, in whatever order they are done."""
    from tqdm import tqdm

    submit, limit, measured = at_work
    pending: dict[Future, Job] = {}
    there = _there(out, given.articles)
    if done := sum(there.values()):
        print(f"{out}: goes on after {done:,} of {counted(given.articles, 'article')}", file=sys.stderr)
    records = given.records()
    every = 0.1 if sys.stderr and sys.stderr.isatty() else 10  # seconds: a log needs few lines
    with tqdm(total=given.articles, initial=done, unit="article", file=sys.stderr, mininterval=every) as bar:
        progress = Progress(bar, measured, given.articles - done)
        measuring.told[:] = [progress.tick]
        for number in range(_parts(given.articles)):
            part = tuple(islice(records, PART))
            while number not in there and len(pending) >= limit():
                _collect(pending, out, progress)
            if number not in there:
                job = Job(number, number * PART, part, pipeline, given.folder, maker, measures, given.kept)
                pending[submit(measuring.measure, job)] = job
        while pending:
            _collect(pending, out, progress)


def _parts(articles: int) -> int:
    return -(-articles // PART)


@dataclass(slots=True)
class Progress:
    """A bar that counts articles: those that are measured in unfinished parts too, where that is known."""

    bar: Any
    measured: Callable[[], int | None]
    left: int  # articles to measure
    collected: int = 0
    here: int = 0  # measured by this process
    shown: int = 0  # not asked of the bar: one that is turned off (TQDM_DISABLE) does not count

    def tick(self) -> None:
        self.here += 1
        self.show()

    def show(self, collected: int = 0) -> None:
        self.collected += collected
        count = max(self.collected, self.here, self.measured() or 0)
        shown = min(count, self.left)
        self.bar.update(shown - self.shown)
        self.shown = shown


def _collect(pending: dict[Future, Job], out: Path, progress: Progress) -> None:
    progress.show()
    for future in futures.wait(pending, TICK, futures.FIRST_COMPLETED).done:
        job = pending.pop(future)
        try:
            data = future.result()
        except ArticleError:
            raise
        except (CancelledError, BrokenExecutor):
            raise ArticleError(f"{out}: a worker or the scheduler is gone (out of memory?); {AGAIN}") from None
        except Exception as error:
            last = job.first + len(job.records) - 1
            which = f"articles {job.first} to {last}" if last > job.first else f"article {last}"
            what = f"{which}: {type(error).__name__}: {error}"
            raise ArticleError(f"{out}: {what}; mend that and {AGAIN}") from error
        _write(_part(out, job.number), data)
        progress.show(len(job.records))


def _write_sheets(out: Path, endings: Collection[str]) -> None:
    """The tables as sheets, where they are not there yet."""
    try:
        for ending, table in product(sorted(set(endings)), sheets.TABLES):
            if not (out / f"{table}.{ending}").exists():
                sheets.write(out / f"{table}.parquet", out / f"{table}.{ending}.tmp", ending)
                settle(out / f"{table}.{ending}")
    except OSError as error:
        raise ArticleError(f"{out}: cannot write there ({error.strerror or error}); mend that and {AGAIN}") from None


def _finish(out: Path, manifest: dict[str, Any], kept: Sequence[codebook.Column]) -> dict[str, Any]:
    """Parts -> tables and codebook; the manifest, last, says that all is there."""
    rows = _join(out, _parts(manifest["articles"]), kept)
    for table in codebook.TABLES:
        settle(out / f"{table}.parquet")
    _write(out / "CODEBOOK.md", codebook.written(__version__, manifest["pipeline"].rpartition(" ")[0], kept).encode())
    _write(out / "manifest.json", _as_json({**manifest, "rows": rows}))
    return {"rows": rows}


def _join(out: Path, parts: int, kept: Sequence[codebook.Column]) -> dict[str, int]:
    """Write the tables under `.tmp` names; how many rows each has, and how many articles an error."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = dict.fromkeys((*codebook.TABLES, "errors"), 0)
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(pq.ParquetWriter(out / f"{name}.parquet.tmp", schema, compression="zstd"))
            for name, schema in codebook.schemas(kept).items()
        }
        for start in range(0, parts, GROUP):
            group = [_tables(_part(out, n)) for n in range(start, min(start + GROUP, parts))]
            for name, writer in writers.items():
                table = pa.concat_tables([tables[name] for tables in group])
                rows[name] += table.num_rows
                writer.write_table(table)
            rows["errors"] += sum(len(t["articles"]) - t["articles"]["error"].null_count for t in group)
    return rows


def _tables(path: Path) -> dict[str, Any]:
    import pyarrow as pa

    try:
        with path.open("rb") as file:
            return {name: pa.ipc.open_stream(file).read_all() for name in codebook.TABLES}
    except pa.ArrowException:
        raise ArticleError(f"{path}: damaged; delete it and {AGAIN}") from None
