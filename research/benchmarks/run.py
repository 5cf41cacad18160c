"""What the workbook costs, beside other programs in the same run: prints a table and writes RESULTS.md.

    .venv/bin/python -m research.benchmarks.run DATA            # an idle machine; two hours or less
    .venv/bin/python -m research.benchmarks.run DATA --quick    # fewer articles and rounds, to see that all of it works

DATA holds reference-articles.jsonl.gz (analysis/data/README.md says what these are). Programs take turns over the
same texts, and medians are compared. The peers (textstat, TextDescriptives, textacy) live in an environment of their
own, research/benchmarks/.venv, which the first run makes from PyPI. `--only start` (speed, book, corpus) runs one part
and writes no file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import psutil
from tqdm import tqdm

from analysis.nlp.parsing import SHIPPED
from research.benchmarks import costs
from research.benchmarks.probes import CHUNK

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SEED = ROOT / "seeds" / "trump-takaichi-call.txt"
PEERS = HERE / ".venv" / "bin" / "python"
# TextDescriptives asks for a numpy that today's spaCy does not run with: it gets what it needs by hand.
WITH_DEPENDENCIES = (
    "textacy==0.13.0",
    "textstat==0.7.13",
    "spacy",
    "numpy",
    "onnxruntime",
    "pandas",
    "ftfy",
    "pydantic",
)
WITHOUT = ("textdescriptives==2.8.4",)
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ENVIRONMENT = {**os.environ, **ONE_THREAD, "TQDM_DISABLE": "1"}
ANALYSIS = (sys.executable, "-m", "analysis")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is run: `articles` for the speed, `small` and `large` corpora, `rounds` of whole commands."""

    articles: int
    small: int
    large: int
    rounds: int


FULL, QUICK = Sizes(500, 500, 4000, 5), Sizes(40, 64, 192, 1)


# --- texts -----------------------------------------------------------------------------------------------------------


def texts(data: Path, most: int, out: Path) -> int:
    """Write as many reference articles, drawn evenly from the whole list, as JSON-lines; their words."""
    with gzip.open(data / "reference-articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chosen = [rows[i * len(rows) // most] for i in range(most)]
    kept = [{"headline": row["title"], "text": row["body"]} for row in chosen]
    out.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
    return sum(len(f"{row['headline']} {row['text']}".split()) for row in kept)


# --- whole commands --------------------------------------------------------------------------------------------------


def seconds(*command: object) -> float:
    began = time.perf_counter()
    subprocess.run([*map(str, command)], cwd=ROOT, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def by_turns(rounds: int, programs: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median of each program's figures; another one is first in every round."""
    found: dict[str, list[float]] = {name: [] for name in programs}
    names = list(programs)
    for number in tqdm(range(rounds), unit="round", desc=" and ".join(names)):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            found[name].append(programs[name]())
    return {name: statistics.median(own) for name, own in found.items()}


def start(sizes: Sizes, data: Path, folder: Path) -> costs.Found:
    load = f"import spacy; spacy.load({str(SHIPPED)!r})"
    return by_turns(
        max(3, 2 * sizes.rounds),
        {
            "measure": lambda: seconds(*ANALYSIS, "measure", SEED),
            "load": lambda: seconds(sys.executable, "-c", load),
        },
    )


def book(sizes: Sizes, data: Path, folder: Path) -> costs.Found:
    """All notebooks as pages; and as many kernels, as many at a time, in which only the pipeline is loaded."""
    floor = f"""
from pathlib import Path
import nbformat
from analysis.report import run_notebooks
paths = run_notebooks.notebooks()
cell = nbformat.v4.new_code_cell("import spacy; spacy.load({str(SHIPPED)!r})")
run_notebooks.run_all(paths, [nbformat.v4.new_notebook(cells=[cell]) for _ in paths], quiet=True)
"""
    return by_turns(
        max(1, sizes.rounds // 2),
        {
            "report": lambda: seconds(*ANALYSIS, "report", "--out", folder / "pages"),
            "floor": lambda: seconds(sys.executable, "-c", floor),
        },
    )


# --- words a second --------------------------------------------------------------------------------------------------


@contextmanager
def probe(program: str, python: Path | str, path: Path) -> Iterator[Callable[[int], dict]]:
    """A program of `probes.py` that waits for numbers of articles."""
    command = [str(python), str(HERE / "probes.py"), program, str(SHIPPED), str(path)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=ENVIRONMENT, text=True, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def asked(number: int) -> dict:
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
        return answered()

    def answered() -> dict:
        line = process.stdout.readline()
        if not line:
            raise SystemExit(f"{program} ended; see above")
        return json.loads(line)

    try:
        answered()
        yield asked
    finally:
        process.stdin.close()
        process.wait()


def speed(sizes: Sizes, data: Path, folder: Path) -> costs.Found:
    words = texts(data, sizes.articles, path := folder / "speed.jsonl")
    peers()
    spent: dict[str, list[float]] = {name: [] for name in ("bare", "full", "staged", "peers")}
    failed: dict[str, int] = {}
    stages: dict[str, float] = {}
    with ExitStack() as stack:
        asked = {n: stack.enter_context(probe(n, PEERS if n == "peers" else sys.executable, path)) for n in spent}
        names = list(asked)
        for number in tqdm(range(-(-sizes.articles // CHUNK)), unit="turn", desc="words a second"):
            for name in names[number % 4 :] + names[: number % 4]:
                found = asked[name](number)
                spent[name].append(found["seconds"])
                for said in found["said"] if name == "peers" else ():
                    for what in said:
                        failed[what] = failed.get(what, 0) + 1
                for own in found["said"] if name == "staged" else ():
                    for stage, took in own.items():
                        stages[stage] = stages.get(stage, 0.0) + took
    ratios = {
        f"{other} ratio": statistics.median(f / o for f, o in zip(spent["full"], spent[other], strict=True))
        for other in ("bare", "peers")
    }
    rates = {f"{name} words/s": words / sum(own) for name, own in spent.items()}
    whole = sum(stages.values())
    return {
        **rates,
        **ratios,
        "failed": failed,
        "articles": sizes.articles,
        "stages": {name: took / whole for name, took in sorted(stages.items(), key=lambda s: -s[1])},
    }


def peers() -> None:
    """Their environment, once."""
    if not PEERS.exists():
        subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=True)
    done = subprocess.run([PEERS, "-c", "import textacy, textdescriptives, textstat, analysis"], capture_output=True)
    if done.returncode:
        pip = (PEERS, "-m", "pip", "install", "--quiet")
        for own in ((*WITH_DEPENDENCIES, "-c", ROOT / "constraints.txt"), ("--no-deps", *WITHOUT, "-e", ROOT)):
            subprocess.run([*map(str, (*pip, *own))], check=True)


# --- corpus ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ran:
    """A run of `corpus`: seconds, the most megabytes of all its processes together, bytes of its tables, and of its
    folder at its most."""

    seconds: float
    megabytes: float
    tables: int
    most: int


def corpus_run(source: Path, out: Path, *options: object) -> Ran:
    command = [*map(str, (*ANALYSIS, "corpus", source, "--out", out, *options))]
    began, most, megabytes = time.perf_counter(), 0, 0.0
    process = psutil.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        megabytes = max(megabytes, sum(map(_resident, [process, *_children(process)])) / 1e6)
        most = max(most, _size(out))
        time.sleep(0.25)
    took = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Ran(took, megabytes, _size(out), most)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except OSError:  # gone meanwhile
            continue
    return total


CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    workers = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(host="127.0.0.1", protocol="tcp://", **workers) as made:
        print(made.scheduler_address, flush=True)
        sys.stdin.read()
"""


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A Dask cluster of two workers on this machine: its scheduler's address."""
    script = folder / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, script], env=ENVIRONMENT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait()


def corpus(sizes: Sizes, data: Path, folder: Path) -> costs.Found:
    texts(data, sizes.small, small := folder / "small.jsonl")
    texts(data, sizes.large, large := folder / "large.jsonl")
    ways = ("one worker", "two workers", "Dask")
    runs: dict[str, list[Ran]] = {way: [] for way in ways}
    tables: set[bytes] = set()

    def ran(way: str, number: int) -> None:
        out = folder / f"{way}-{number}"
        if way == "Dask":
            with cluster(folder) as address:  # new each time: its workers have to load the pipeline as well
                runs[way].append(corpus_run(small, out, "--scheduler", address))
        else:
            runs[way].append(corpus_run(small, out, "--workers", 1 + ways.index(way)))
        tables.add((out / "articles.parquet").read_bytes())

    for number in tqdm(range(max(1, sizes.rounds // 2 + 1)), unit="round", desc="corpus"):
        for way in ways[number % 3 :] + ways[: number % 3]:
            ran(way, number)
    many = corpus_run(large, folder / "many", "--workers", 2)
    took = {way: statistics.median(r.seconds for r in own) for way, own in runs.items()}
    few = max(r.megabytes for r in runs["two workers"])
    return {
        **took,
        "MB few": few,
        "MB many": many.megabytes,
        "few": sizes.small,
        "many": sizes.large,
        "MB one": max(r.megabytes for r in runs["one worker"]),
        "same bytes": len(tables) == 1,
        "KB an article": many.tables / sizes.large / 1e3,
        "KB at most": many.most / sizes.large / 1e3,
        "core-seconds": 2 * many.seconds / sizes.large,
    }


# --- all of it -------------------------------------------------------------------------------------------------------

PARTS = {"start": start, "speed": speed, "book": book, "corpus": corpus}


def machine() -> str:
    info = Path("/proc/cpuinfo")
    models = (
        [row.split(":", 1)[1].strip() for row in info.read_text().splitlines() if row.startswith("model name")]
        if info.exists()
        else []
    )
    cores, memory = psutil.cpu_count(), psutil.virtual_memory().total / 2**30
    return f"{models[0] if models else platform.processor() or 'unknown processor'}, {cores} cores, {memory:.0f} GiB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--quick", action="store_true", help="fewer articles and rounds; prints, writes nothing")
    parser.add_argument("--only", choices=PARTS, help="one part; prints, writes nothing")
    parser.add_argument(
        "--articles", type=int, metavar="N", help=f"articles ({FULL.articles:,} else); the page says so"
    )
    parser.add_argument("--large", type=int, metavar="N", help=f"articles of the large corpus ({FULL.large:,} else)")
    options = parser.parse_args()
    sizes, busy = QUICK if options.quick else FULL, os.getloadavg()[0]
    few = {"articles": options.articles, "small": options.articles} if options.articles else {}
    sizes = replace(sizes, large=options.large or sizes.large, **few)
    found: dict[str, costs.Found] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in (options.only,) if options.only else PARTS:
            found[name] = PARTS[name](sizes, options.data, Path(folder))
    libraries = ("spacy", "onnxruntime", "numpy", "pandas", "distributed")
    versions = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in libraries)]
    page = costs.written(found, machine(), versions, [*WITH_DEPENDENCIES[:2], *WITHOUT], busy)
    print(page)
    if not options.quick and not options.only:
        (HERE / "RESULTS.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
