"""Figures of `run.py` -> the page RESULTS.md: compared with the goals, and what a million articles would cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Found = dict[str, Any]
MILLION = 1_000_000
# Goals are the most (or, of the speed-up, the least) that a ratio or a time may be.
START, BARE, BOOK, FLAT, TWO, DASK = 1.5, 1.3, 60, 1.10, 1.8, 1.15


def written(found: dict[str, Found], machine: str, versions: list[str], peers: list[str], busy: float) -> str:
    lines = [
        "# What it costs",
        "",
        "Written by `.venv/bin/python -m research.benchmarks.run DATA` (the file says how). Programs took turns over "
        "the same texts. A ratio is of medians, or the median of the ratios of each turn.",
        "",
        f"Machine: {machine}; {busy:.1f} other processes were waiting when the run began. {', '.join(versions)}; "
        f"peers: {', '.join(peers)}.",
        "",
        "| what | measured | compared with | ratio | goal | met |",
        "|---|---|---|---|---|---|",
    ]
    parts = {"start": _start, "speed": _speed, "book": _book, "corpus": _corpus}
    rows = [row for name, own in found.items() for row in parts[name](own)]
    lines += [f"| {' | '.join(row[:6])} |" for row in rows]
    missed = [f"- {row[0]}: {row[6]}" for row in rows if row[5] == "no"]
    lines += ["", "## Goals missed, and why", "", *missed] if missed else []
    if "speed" in found:
        lines += _stages(found["speed"])
    if "corpus" in found:
        lines += _million(found["corpus"])
    return "\n".join(lines) + "\n"


def _row(what: str, measured: str, beside: str, ratio: float, goal: str, met: bool, why: str) -> tuple[str, ...]:
    return what, measured, beside, f"{ratio:.2f}", goal, "yes" if met else "no", why


def _start(found: Found) -> Iterator[tuple[str, ...]]:
    ratio, load = found["measure"] / found["load"], f"loading the pipeline: {found['load']:.2f} s"
    yield _row(
        "`measure` of the seed, cold",
        f"{found['measure']:.2f} s",
        load,
        ratio,
        f"at most {START}",
        ratio <= START,
        "besides the pipeline, it loads the network, textstat with its dictionary, VADER and the reference table",
    )


def _speed(found: Found) -> Iterator[tuple[str, ...]]:
    full, bare, peers = (f"{found[f'{name} words/s']:,.0f} words/s" for name in ("full", "bare", "peers"))
    ratio = found["bare ratio"]
    yield _row(
        f"full measure, {found['articles']} articles",
        full,
        f"bare pipeline: {bare}",
        ratio,
        f"at most {BARE} times its time",
        ratio <= BARE,
        "the stages below show what is added to the pipeline",
    )
    ratio = found["peers ratio"]
    yield _row(
        "full measure, the same articles",
        full,
        f"textstat, TextDescriptives, textacy: {peers}",
        ratio,
        "faster: below 1",
        ratio < 1,
        "the peers look for no speaker and no headline word; some of them do not run (below)",
    )


def _book(found: Found) -> Iterator[tuple[str, ...]]:
    yield _row(
        "the whole workbook (`report`)",
        f"{found['report']:.0f} s",
        f"its kernels, each loading the pipeline: {found['floor']:.0f} s",
        found["report"] / found["floor"],
        f"at most {BOOK} s",
        found["report"] <= BOOK,
        "each notebook's kernel imports pandas and matplotlib and draws its charts; two run at a time",
    )


def _corpus(found: Found) -> Iterator[tuple[str, ...]]:
    flat, two = found["MB many"] / found["MB few"], found["one worker"] / found["two workers"]
    dask = found["Dask"] / found["two workers"]
    yield _row(
        f"corpus, memory of {found['many']:,} articles, two workers",
        f"{found['MB many']:,.0f} MB",
        f"{found['few']:,} articles: {found['MB few']:,.0f} MB",
        flat,
        f"at most {FLAT:.2f}",
        flat <= FLAT,
        "what grows are bounded caches of words, which the few articles do not fill",
    )
    yield _row(
        f"corpus, {found['few']:,} articles, two workers",
        f"{found['two workers']:.0f} s",
        f"one worker: {found['one worker']:.0f} s",
        two,
        f"at least {TWO} times as fast",
        two >= TWO,
        "each worker loads the pipeline, one process reads and joins, and both share the memory's speed",
    )
    yield _row(
        "corpus on a Dask cluster of two workers",
        f"{found['Dask']:.0f} s",
        f"two workers of its own: {found['two workers']:.0f} s",
        dask,
        f"at most {DASK}",
        dask <= DASK,
        "texts and parts go over the network, and the scheduler and the client need a core of their own",
    )


def _stages(found: Found) -> list[str]:
    lines = ["", "## Where the time of the full measure goes", "", "| stage | share |", "|---|---|"]
    lines += [f"| {name} | {100 * share:.1f}% |" for name, share in found["stages"].items()]
    lines += ["", "Parts of the peers that did not run, and on how many of the articles:", ""]
    alike: dict[str, int] = {}
    for what, count in found["failed"].items():
        alike[_short(what)] = alike.get(_short(what), 0) + count
    return lines + ([f"- {what}: {count} of {found['articles']}" for what, count in alike.items()] or ["- nothing"])


def _short(what: str) -> str:
    return " ".join(what.split())[:200]


def _million(found: Found) -> list[str]:
    hours = found["core-seconds"] * MILLION / 3600
    return [
        "",
        "## A million articles",
        "",
        f"- {found['core-seconds']:.2f} core-seconds per article: {hours:,.0f} core-hours",
        f"- {found['KB an article']:.1f} KB of tables per article: {found['KB an article'] * MILLION / 1e6:,.1f} GB, "
        f"and {found['KB at most'] * MILLION / 1e6:,.1f} GB while the parts are joined",
        f"- {found['MB one']:,.0f} MB of memory for one worker and the rest of the command",
        f"- one worker, two, and Dask wrote {'the same bytes' if found['same bytes'] else 'DIFFERENT BYTES'}",
    ]
