"""python -m analysis read | measure | figures | report | site | compare | corpus | sample | sheet | agreement"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis import __version__, how_to_install
from analysis.article import ArticleError

_ARTICLE = "a text, Markdown or HTML file, or an http(s) link"
_ANOTHER = "give another folder, or free some space"
_CORRECTIONS = {
    "headline": "WORDS",
    "caption": "WORDS",
    "byline": "NAMES",
    "published": "DATE",
    "outlet": "NAME",
    "url": "LINK",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, or 2 when an input could not be used (one line on stderr says why)."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ArticleError as error:
        _complain(error)
        return 2
    except ModuleNotFoundError as error:
        _complain(how_to_install(error))
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

    read = commands.add_parser(
        "read",
        help="print what in an article was taken for what",
        description="Print what in an article was taken for what, so that you can correct it.",
    )
    read.add_argument("article", metavar="ARTICLE", help=_ARTICLE)
    read.add_argument("--json", action="store_true", help="as one JSON object, with the whole text and all spans")
    _add_corrections(read)
    read.set_defaults(run=_read)

    measure = commands.add_parser(
        "measure",
        help="print what is measured in articles, one JSON object a line",
        description="Print what is measured in each article, one JSON object a line (README: the JSON contract).",
    )
    measure.add_argument("articles", nargs="+", metavar="ARTICLE", help=_ARTICLE)
    measure.add_argument("--pipeline", metavar="NAME", help="another spaCy pipeline for everything but attribution")
    _add_corrections(measure)
    measure.set_defaults(run=_measure)

    figures = commands.add_parser("figures", help="write an article's charts as PNG and SVG")
    figures.add_argument("article", metavar="ARTICLE", help=_ARTICLE)
    figures.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to")
    _add_corrections(figures)
    figures.set_defaults(run=_figures)

    report = commands.add_parser(
        "report",
        help="write an article's page, or all notebooks as pages",
        description="Write one self-contained HTML page on the article. Without an article, run the notebooks of the "
        "course and write each as such a page.",
    )
    report.add_argument("article", nargs="?", metavar="ARTICLE", help=_ARTICLE)
    report.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where to (default: reports)")
    report.add_argument(
        "--refresh", action="store_true", help="first run the notebooks and save them as run, for those who change them"
    )
    report.add_argument(
        "--edition",
        choices=("reader", "student", "teacher"),
        help="without exercises and checks; with "
        "lines for the answers; with answers and notes (default for an article: reader; for all notebooks: with folded "
        "answers)",
    )
    _add_corrections(report)
    report.set_defaults(run=_report)

    site = commands.add_parser(
        "site",
        help="write all notebooks as pages in all editions, ready to be hosted or handed out",
        description="Run the notebooks once and write three editions, with the teacher pack: for reading alone (DIR), "
        "for students (DIR/student, without answers) and for teachers (DIR/teacher).",
    )
    site.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help="where to (default: site)")
    site.set_defaults(run=_site)

    compare = commands.add_parser(
        "compare",
        help="set two or more articles on one event side by side",
        description="Set articles on one event side by side: writes a page (HTML) and the same as JSON.",
    )
    compare.add_argument("articles", nargs="+", metavar="ARTICLE", help=_ARTICLE)
    compare.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where to (default: reports)")
    compare.add_argument("--json", action="store_true", help="print the JSON, write nothing")
    compare.add_argument(
        "--figures", type=Path, metavar="DIR", help="write the chart there as PNG and SVG, nothing else"
    )
    compare.add_argument(
        "--allow-local", action="store_true", help="let a link lead to this machine or into your own network"
    )
    compare.set_defaults(run=_compare)
    _add_corpus(commands)
    _add_classroom(commands)
    return parser


def _add_corrections(parser: argparse.ArgumentParser) -> None:
    """The arguments that every command with an article takes."""
    parser.add_argument(
        "--allow-local", action="store_true", help="let a link lead to this machine or into your own network"
    )
    for field, what in _CORRECTIONS.items():
        parser.add_argument(f"--{field}", metavar=what, help=f"say the {field} yourself; read shows what was found")


def _corrections(options: argparse.Namespace) -> dict[str, str]:
    said = {field: value for field in _CORRECTIONS if (value := getattr(options, field)) is not None}
    if said and len(getattr(options, "articles", [""])) > 1:
        raise ArticleError(f"--{next(iter(said))}: is said of one article; name only that one")
    return said


def _read(options: argparse.Namespace) -> int:
    from analysis.nlp.text_type import limits
    from analysis.reading.corrections import corrected
    from analysis.reading.explain import as_json, outline
    from analysis.reading.plain_text import read

    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    article = corrected(read(options.article, options.allow_local), _corrections(options))
    article = replace(article, notes=(*article.notes, *(limit.text for limit in limits(article))))
    if options.json:
        print(json.dumps(as_json(options.article, article), ensure_ascii=_is_undecodable(options.article)))
    else:
        print(*outline(article), sep="\n")
    return 0


def _is_undecodable(name: str) -> bool:
    """A file name that is not UTF-8."""
    return any("\ud800" <= c <= "\udfff" for c in name)


def _add_corpus(commands) -> None:
    corpus = commands.add_parser(
        "corpus",
        help="measure many articles into Parquet tables",
        description="Measure many articles into Parquet tables with a codebook. Interrupted and started again, it goes "
        "on where it was.",
    )
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
        "sample",
        help="draw attributions of a corpus to check by hand",
        description="Draw attributions of a corpus into a sheet (CSV); with --filled, the precision that it shows.",
    )
    sample.add_argument("corpus", type=Path, metavar="CORPUS", help="the folder that `corpus` made")
    sample.add_argument("-n", type=_positive, default=100, metavar="N", help="how many (default: 100)")
    sample.add_argument("--seed", type=int, default=1, help="another number draws others (default: 1)")
    sample.add_argument("--out", type=Path, metavar="SHEET", help="where to (default: CORPUS/sample.csv)")
    sample.add_argument("--filled", type=Path, metavar="SHEET", help="the sheet with its column `right` filled in")
    sample.set_defaults(run=_sample)


def _add_classroom(commands) -> None:
    sheet = commands.add_parser("sheet", help="make a coding sheet of an article for a class")
    sheet.add_argument("article", metavar="ARTICLE", help=_ARTICLE)
    sheet.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to; sheets that are there stay")
    _add_corrections(sheet)
    sheet.set_defaults(run=_sheet)

    agreement = commands.add_parser("agreement", help="say how far the filled sheets of a class agree")
    agreement.add_argument("article", metavar="ARTICLE", help="the article that the sheet was made of")
    what = "filled sheets (CSV, XLSX), a form's CSV export, or a folder of them"
    agreement.add_argument("sheets", nargs="+", type=Path, metavar="SHEETS", help=what)
    agreement.add_argument("--names", action="store_true", help="names as written; else A, B, C ...")
    agreement.add_argument(
        "--figures", type=Path, metavar="DIR", help="write the chart there as PNG and SVG, nothing else"
    )
    _add_corrections(agreement)
    agreement.set_defaults(run=_agreement)


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text}: 1 or more is meant")
    return number


def _measure(options: argparse.Namespace) -> int:
    from analysis import analyze  # not all of `workbook`: nothing is shown here
    from analysis.json_output import as_json
    from analysis.nlp import parsing

    sys.stdout.reconfigure(encoding="utf-8")
    said = _corrections(options)
    parsing.load(options.pipeline)  # a wrong name ends the run before any article is blamed
    code = 0
    for path in options.articles:
        try:
            page = analyze.open_article(path, options.pipeline, said=said, allow_local=options.allow_local)
        except ArticleError as error:
            _complain(error)
            code = 2
            continue
        result = as_json(path, page.analysis, page.measured, page.limits)
        print(json.dumps(result, ensure_ascii=_is_undecodable(path), allow_nan=False), flush=True)
    return code


def _figures(options: argparse.Namespace) -> int:
    from analysis import workbook

    page = workbook.open_article(options.article, said=_corrections(options), allow_local=options.allow_local)
    try:
        written = workbook.save_figures(page, options.out)
    except OSError as error:
        raise ArticleError(f"{options.out}: cannot write the charts there ({error.strerror}); {_ANOTHER}") from None
    print(*written, sep="\n")
    return 0


def _report(options: argparse.Namespace) -> int:
    said = _corrections(options)
    if options.article is None:
        from analysis.report import course

        if said or options.allow_local:
            raise ArticleError(f"--{next(iter(said), 'allow-local')}: is said of an article; name it")
        if options.refresh:
            course.refresh()
        print(course.pages(options.out, options.edition))
        return 0
    if options.refresh:
        raise ArticleError("--refresh: runs the course's notebooks; give it without an article")
    from analysis.report.article_page import article_report

    print(article_report(options.article, options.out, options.edition or "reader", said, options.allow_local))
    return 0


def _site(options: argparse.Namespace) -> int:
    from analysis.report import course

    print(course.site(options.out))
    return 0


def _compare(options: argparse.Namespace) -> int:
    from analysis.report import article_page

    if options.json:
        from analysis.context import comparison

        sys.stdout.reconfigure(encoding="utf-8")
        result = comparison.as_json(article_page.opened(options.articles, options.allow_local))
        print(json.dumps(result, ensure_ascii=any(map(_is_undecodable, options.articles)), allow_nan=False))
    elif options.figures:
        print(*article_page.comparison_figures(options.articles, options.figures, options.allow_local), sep="\n")
    else:
        print(*article_page.comparison(options.articles, options.out, options.allow_local), sep="\n")
    return 0


def _corpus(options: argparse.Namespace) -> int:
    from analysis.corpus import inputs, run

    columns = inputs.Columns(options.id, options.text, options.headline, options.published, options.outlet)
    try:
        done = run.run(options.input, options.out, columns, options.pipeline, options.workers, options.scheduler)
    except KeyboardInterrupt:
        _complain(f"{options.out}: stopped; {run.AGAIN}")
        return 130
    print(done)
    return 0


def _sample(options: argparse.Namespace) -> int:
    from analysis.corpus import sample

    if options.filled:
        print(sample.precision(options.corpus, options.filled))
    else:
        print(sample.draw(options.corpus, options.n, options.seed, options.out or options.corpus / "sample.csv"))
    return 0


def _sheet(options: argparse.Namespace) -> int:
    from analysis import workbook
    from analysis.classroom import questions, writing

    page = workbook.open_article(options.article, said=_corrections(options), allow_local=options.allow_local)
    for path in writing.write(options.out, questions.items(page.analysis), page.article.headline):
        print(path)
    return 0


def _agreement(options: argparse.Namespace) -> int:
    from analysis import workbook
    from analysis.classroom import open_class, summary

    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    page = workbook.open_article(options.article, said=_corrections(options), allow_local=options.allow_local)
    group = open_class(page.analysis, options.sheets, options.names)
    if options.figures is None:
        print(*summary.lines(group), sep="\n")
        return 0
    try:
        written = workbook.save(workbook.class_splits(group), options.figures)
    except OSError as error:
        raise ArticleError(f"{options.figures}: cannot write the chart there ({error.strerror}); {_ANOTHER}") from None
    print(*written, sep="\n")
    return 0


def _complain(message: object) -> None:
    from analysis.reading.explain import visible

    print(visible(str(message)), file=sys.stderr)
