"""python -m analysis measure | figures | report | corpus | sample"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import __version__
from .article import ArticleError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, or 2 when an input could not be used (one line on stderr says why)."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ArticleError as error:
        _complain(error)
        return 2
    except ModuleNotFoundError as error:
        _complain(f"{error.name} is not installed here; use .venv/bin/python, which `python3 tasks.py report` makes")
        return 2
    except OSError as error:
        # Standard output is gone or full: nothing more can be said there, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            _complain(f"standard output: cannot write to it ({error.strerror}); free some space or write elsewhere")
        return 1 if isinstance(error, BrokenPipeError) else 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description="Take a news article apart.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    measure = commands.add_parser(
        "measure", help="print what is measured in articles, one JSON object a line",
        description="Print what is measured in each article, one JSON object a line (README: the JSON contract).",
    )  # fmt: skip
    measure.add_argument("articles", nargs="+", metavar="ARTICLE", help="a plain text file")
    measure.add_argument("--pipeline", metavar="NAME", help="another spaCy pipeline for everything but attribution")
    measure.set_defaults(run=_measure)

    figures = commands.add_parser("figures", help="write an article's charts as PNG and SVG")
    figures.add_argument("article", metavar="ARTICLE", help="a plain text file")
    figures.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to")
    figures.set_defaults(run=_figures)

    report = commands.add_parser(
        "report", help="run the notebooks and write them as HTML pages",
        description="Run the notebooks on the seed article and write each as one self-contained HTML page.",
    )  # fmt: skip
    report.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where to (default: reports)")
    report.add_argument(
        "--refresh", action="store_true", help="first run the notebooks and save them as run, for those who change them"
    )
    report.set_defaults(run=_report)
    _add_corpus(commands)
    return parser


def _add_corpus(commands) -> None:
    corpus = commands.add_parser(
        "corpus", help="measure many articles into Parquet tables",
        description="Measure many articles into Parquet tables with a codebook. Interrupted and started again, it goes "
        "on where it was.",
    )  # fmt: skip
    corpus.add_argument("input", type=Path, metavar="INPUT", help="a folder of text files, .jsonl, .jsonl.gz, .parquet")
    corpus.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to")
    for field in ("id", "text", "headline", "published", "outlet"):
        what = f"the column of the {field} (default: {field})"
        corpus.add_argument(f"--{field}", default=field, metavar="COLUMN", help=what)
    corpus.add_argument("--pipeline", metavar="NAME", help="another spaCy pipeline for everything but attribution")
    where = corpus.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes (default: 1)")
    where.add_argument("--scheduler", metavar="ADDRESS", help="run on a Dask cluster: its scheduler's tcp://host:port")
    corpus.set_defaults(run=_corpus)

    sample = commands.add_parser(
        "sample", help="draw attributions of a corpus to check by hand",
        description="Draw attributions of a corpus into a sheet (CSV); with --filled, the precision that it shows.",
    )  # fmt: skip
    sample.add_argument("corpus", type=Path, metavar="CORPUS", help="the folder that `corpus` made")
    sample.add_argument("-n", type=_positive, default=100, metavar="N", help="how many (default: 100)")
    sample.add_argument("--seed", type=int, default=1, help="another number draws others (default: 1)")
    sample.add_argument("--out", type=Path, metavar="SHEET", help="where to (default: CORPUS/sample.csv)")
    sample.add_argument("--filled", type=Path, metavar="SHEET", help="the sheet with its column `right` filled in")
    sample.set_defaults(run=_sample)


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text}: 1 or more is meant")
    return number


def _measure(options: argparse.Namespace) -> int:
    from . import language, workbook
    from .schema import as_json

    sys.stdout.reconfigure(encoding="utf-8")
    language.load(options.pipeline)  # a wrong name ends the run before any article is blamed
    code = 0
    for path in options.articles:
        try:
            page = workbook.open_article(path, options.pipeline)
        except ArticleError as error:
            _complain(error)
            code = 2
            continue
        result = as_json(path, page.analysis, page.measurements)
        undecodable = any("\ud800" <= c <= "\udfff" for c in path)  # a file name that is not UTF-8
        print(json.dumps(result, ensure_ascii=undecodable, allow_nan=False), flush=True)
    return code


def _figures(options: argparse.Namespace) -> int:
    from . import workbook

    page = workbook.open_article(options.article)
    try:
        for path in workbook.save_figures(page, options.out):
            print(path)
    except OSError as error:
        raise ArticleError(f"{options.out}: cannot write the charts there ({error.strerror})") from None
    return 0


def _report(options: argparse.Namespace) -> int:
    from . import report

    if options.refresh:
        report.refresh()
    print(report.report(options.out))
    return 0


def _corpus(options: argparse.Namespace) -> int:
    from .corpus import inputs, run

    columns = inputs.Columns(options.id, options.text, options.headline, options.published, options.outlet)
    try:
        done = run.run(options.input, options.out, columns, options.pipeline, options.workers, options.scheduler)
    except KeyboardInterrupt:
        _complain(f"{options.out}: stopped; {run.AGAIN}")
        return 130
    print(done)
    return 0


def _sample(options: argparse.Namespace) -> int:
    from .corpus import sample

    if options.filled:
        print(sample.precision(options.corpus, options.filled))
    else:
        print(sample.draw(options.corpus, options.n, options.seed, options.out or options.corpus / "sample.csv"))
    return 0


def _complain(message: object) -> None:
    print(" ".join(str(message).split()), file=sys.stderr)
