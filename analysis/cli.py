"""python -m analysis COMMAND: each command is one function here, with its arguments above it."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from analysis import __version__, how_to_install
from analysis.article import ArticleError

if TYPE_CHECKING:
    from analysis.article import Page

# Read by numpy when it is imported: matrices are small here, and its threads would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

gc.set_threshold(20_000)  # imports and articles make many records, and hardly a circle of them

Options = argparse.Namespace
Argument = tuple[str, dict[str, Any]]
Run = Callable[[Options], int | None]
COMMANDS: list[tuple[Run, str, tuple[Argument | list[Argument], ...]]] = []


def _argument(name: str, metavar: str, help: str, default: object = None, **more: Any) -> Argument:
    said = f" (default: {default})" if default not in (None, []) else ""
    return name, {"metavar": metavar, "help": help + said, "default": default, **more}


def _flag(name: str, help: str) -> Argument:
    return name, {"action": "store_true", "help": help}


def _command(help: str, *arguments: Argument | list[Argument]) -> Callable[[Run], Run]:
    """Make a command of a function, whose docstring describes it. Of arguments in a list one can be given."""

    def register(run: Run) -> Run:
        COMMANDS.append((run, help, arguments))
        return run

    return register


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text}: 1 or more is meant")
    return number


WHAT = "a text, Markdown or HTML file, an http(s) link, or - for standard input"
FILLED = "filled CSV or XLSX sheets, a form's CSV export, or their folder"
ARTICLE, ARTICLES = _argument("article", "ARTICLE", WHAT), _argument("articles", "ARTICLE", WHAT, nargs="+")
ANY_ARTICLES = _argument("articles", "ARTICLE", f"{WHAT}; or a folder of articles", nargs="*")
CODED_ARTICLE = _argument("article", "ARTICLE", "the article that the sheet was made of")
SHEETS = _argument("sheets", "SHEETS", FILLED, nargs="+", type=Path)
NAMES = _flag("--names", "names as written; else A, B, C ...")
REFRESH = _flag("--refresh", "first run the notebooks and save them as run, for those who change them")
FORCE = _flag("--force", "overwrite files that were made of something else")
READ_JSON = _flag("--json", "as one JSON object, with the whole text and all spans")
ONLY_JSON = _flag("--json", "print the JSON, write nothing")
PIPELINE = _argument("--pipeline", "NAME", "another spaCy pipeline for everything but attribution")
WITHOUT_HELP = "leave out the network for tone, which takes more than a quarter of the time"
WITHOUT = _argument("--without", None, WITHOUT_HELP, [], action="append", choices=("tone",))
OWN_HELP = "measure your own words (a .toml file) or functions (.py: it is run), too; docs/python.md"
OWN = _argument("--own", "FILE", OWN_HELP, [], action="append")
OUT = _argument("--out", "DIR", "where to", type=Path, required=True)
TABLES = _argument("--out", "DIR", "folder for the tables", type=Path, required=True)
REPORTS, SITE = (_argument("--out", "DIR", "where to", Path(name), type=Path) for name in ("reports", "site"))
ALLOW_LOCAL = _flag("--allow-local", "let a link lead to this machine or into your own network")
MANY = "a folder of text files, .jsonl, .csv, .tsv (also .gz), .parquet, or - for standard input"
COLUMNS = {"id": "id", "text": "text", "headline": "headline", "published": "date", "outlet": "outlet"}
FIELDS = ("headline", "caption", "byline", "published", "outlet", "url")
MEANT = ("WORDS", "WORDS", "NAMES", "DATE", "NAME", "LINK")
FOLDERS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR")
SAY = "say the {} yourself; read shows what was found"
# What every command takes that reads one article.
READING = (ALLOW_LOCAL, *(_argument(f"--{f}", m, SAY.format(f)) for f, m in zip(FIELDS, MEANT, strict=True)))


@contextmanager
def _own_folders() -> Iterator[None]:
    """Lead what Jupyter, IPython and matplotlib would keep in the home to a temporary folder, removed at the end. The
    home stays as it was, and no settings of the user's change a figure or a page."""
    try:
        made = tempfile.TemporaryDirectory(prefix="analysis-", ignore_cleanup_errors=True)
    except OSError:  # no file can be written anywhere: none can be left either
        made = nullcontext(os.devnull)
    with made as folder:
        before = {name: os.environ.pop(name, None) for name in FOLDERS}
        os.environ.update({name: str(Path(folder, name)) for name in FOLDERS})
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value


@_own_folders()
def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0; 2 when an input could not be used; 130 after Ctrl-C. One line on
    stderr says why it is not 0."""
    options = _parser().parse_args(arguments)
    try:
        if getattr(options, "articles", []).count("-") > 1:
            raise ArticleError("-: named twice; there is one standard input")
        with _own_measures(options):
            return options.run(options) or 0
    except (Exception, KeyboardInterrupt) as error:
        return _failed(error)


def _own_measures(options: Options) -> AbstractContextManager[None]:
    if not getattr(options, "own", ()):
        return nullcontext()
    from analysis import own

    return own.using(own.read(options.own))


def _failed(error: BaseException) -> int:
    """Say in one line why a command ended; its exit code. An error that no person made is raised again."""
    if _interrupted(error):
        _complain("interrupted; no file is half written; start the same command again")
        return 130
    if isinstance(error, ArticleError | ModuleNotFoundError):
        _complain(error if isinstance(error, ArticleError) else how_to_install(error))
        return 2
    if not isinstance(error, OSError):
        raise error
    # Standard output is gone or full: nothing more can be said there, not even at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return 1
    _complain(f"standard output: cannot write to it ({error.strerror}); free some space or write elsewhere")
    return 2


def _interrupted(error: BaseException | None) -> bool:
    """Compiled libraries that are being imported make an ImportError of Ctrl-C."""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _interrupted(error.__cause__))


class _Parser(argparse.ArgumentParser):
    given: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self.given = args or ()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """One line, as for every other mistake."""
        if "required: INPUT" in message and "--keep" in self.given:
            message += " (--keep takes all words behind it: give INPUT before it)"
        _complain(f"{self.prog}: {message}; --help lists what can be given")
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m analysis", description="Take a news article apart.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for run, help, arguments in COMMANDS:
        command = commands.add_parser(run.__name__, help=help, description=run.__doc__)
        command.set_defaults(run=run)
        for argument in arguments:
            one_of = isinstance(argument, list)
            group = command.add_mutually_exclusive_group() if one_of else command
            for name, settings in argument if one_of else [argument]:
                group.add_argument(name, **settings)
    return parser


@_command("print what each line of an article was taken for", ARTICLE, READ_JSON, *READING)
def read(options: Options) -> None:
    """Print what each line of an article was taken for, so that you can correct it."""
    from analysis.nlp.text_type import find_limits, find_notices
    from analysis.reading.corrections import correct_fields
    from analysis.reading.explain import outline
    from analysis.reading.read import read_article

    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    article = correct_fields(read_article(options.article, options.allow_local), _said(options))
    limits = (limit.text for limit in find_limits(article))
    article = replace(article, notes=(*article.notes, *find_notices(article), *limits))
    if options.json:
        from analysis.json_output import article_to_dict

        _print_json(article_to_dict(options.article, article), [options.article])
    else:
        print(*outline(article), sep="\n")


@_command("print what is measured in articles, one JSON object per line", ARTICLES, PIPELINE, WITHOUT, OWN, *READING)
def measure(options: Options) -> int:
    """Print what is measured in each article, one JSON object per line (docs/json.md)."""
    from analysis.analyze import open_article  # not all of `workbook`: nothing is shown here
    from analysis.json_output import page_to_dict
    from analysis.nlp import parsing

    sys.stdout.reconfigure(encoding="utf-8")
    said = _said(options)
    parsing.load(options.pipeline)  # a wrong name ends the run before any article is blamed
    code = 0
    for path in options.articles:
        try:
            local, without = options.allow_local, options.without
            page = open_article(path, options.pipeline, said=said, allow_local=local, without=without)
        except ArticleError as error:
            _complain(error)
            code = 2
        else:
            _print_json(page_to_dict(page), [path])
    return code


@_command("write an article's charts as PNG and SVG", ARTICLE, OUT, *READING)
def figures(options: Options) -> None:
    """Write an article's charts as PNG and SVG."""
    from analysis.report.article_page import claim
    from analysis.report.files import writing
    from analysis.report.page.figures import save

    page = _opened(options)
    claim(options.out, page)
    with writing(options.out):
        print(*save(page, options.out), sep="\n")


@_command("write articles' pages, or the course's", ANY_ARTICLES, REPORTS, REFRESH, FORCE, OWN, *READING)
def report(options: Options) -> int | None:
    """Write one self-contained HTML page on each article; of a folder, the pages of all articles in it and an index.
    Without an article, run the notebooks of the course and write each as a page."""
    said = _said(options)
    if options.articles:
        return _report_articles(options, said)
    from analysis.report import course

    if said or options.allow_local or options.own:
        option = next(iter(said), "own" if options.own else "allow-local")
        raise ArticleError(f"--{option}: is said of an article; name it")
    print(course.pages(options.out, options.refresh))


def _report_articles(options: Options, said: dict[str, str]) -> int:
    if options.refresh:
        raise ArticleError("--refresh: is for the course's notebooks; give it without an article")
    from analysis.report.article_page import article_report, folder_report
    from analysis.report.files import Pages

    pages, failed = Pages(options.out, options.force), []

    def fail(error: ArticleError) -> None:
        failed.append(error)
        _complain(error)

    for article in options.articles:
        try:
            if Path(article).is_dir():
                if said:
                    raise ArticleError(f"--{next(iter(said))}: is said of one article, and {article} is a folder")
                print(folder_report(article, pages, fail))
            else:
                print(article_report(article, pages, said, options.allow_local))
        except ArticleError as error:
            fail(error)
    return 2 if failed else 0


@_command("write the course as a website, ready to be hosted or handed out", SITE)
def site(options: Options) -> None:
    """Run the notebooks of the course and write a folder that can be put on a web server as it is: the index, the
    lessons, the articles taken apart, and under teaching/ the teacher's pack."""
    from analysis.report import course

    print(course.pages(options.out))


@_command("set two or more articles about one event side by side", ARTICLES, REPORTS, ONLY_JSON, FORCE, ALLOW_LOCAL)
def compare(options: Options) -> None:
    """Set articles about one event side by side: writes a page (HTML) and the same as JSON."""
    from analysis.json_output import comparison_to_dict
    from analysis.report import article_page
    from analysis.report.files import Pages, folder

    if options.json:
        sys.stdout.reconfigure(encoding="utf-8")
        _print_json(comparison_to_dict(article_page.opened(options.articles, options.allow_local)), options.articles)
        return
    with folder(options.out):
        compared = article_page.opened(options.articles, options.allow_local)
        print(*article_page.comparison(compared, Pages(options.out, options.force)), sep="\n")


@_command(
    "measure many articles into Parquet tables",
    _argument("input", "INPUT", MANY, type=Path),
    TABLES,
    *(_argument(f"--{column}", "COLUMN", f"the column with the {what}", column) for column, what in COLUMNS.items()),
    _argument(
        "--keep",
        "COLUMN",
        "further columns of the input for the table of articles, or: all",
        [],
        nargs="+",
        action="extend",
    ),
    _flag("--csv", "also write articles, quotes and sentences as CSV"),
    _flag("--xlsx", "also write them as XLSX"),
    PIPELINE,
    WITHOUT,
    OWN,
    [
        _argument("--workers", "N", "processes", 1, type=_positive),
        _argument("--scheduler", "ADDRESS", "run on a Dask cluster: its scheduler's tcp://host:port"),
    ],
)
def corpus(options: Options) -> int | None:
    """Measure many articles into Parquet tables with a codebook. Interrupted and started again, it goes on where it
    was."""
    from analysis import own
    from analysis.corpus import inputs, run

    columns = inputs.Columns(*(getattr(options, column) for column in COLUMNS))
    try:
        as_sheets = [ending for ending in ("csv", "xlsx") if getattr(options, ending)]
        how = (options.pipeline, options.workers, options.scheduler, options.without, own.read(options.own))
        how = (*how, options.keep, as_sheets)
        print(run.run(options.input, options.out, columns, *how))
    except KeyboardInterrupt:
        _complain(f"{options.out}: interrupted; {run.kept(options.out)}start the same command again")
        return 130


@_command(
    "link the sources of a corpus over its articles",
    _argument("corpus", "CORPUS", "the folder that `corpus` made", type=Path),
    _flag("--csv", "also write the table as CSV"),
    _flag("--xlsx", "also write it as XLSX"),
)
def across(options: Options) -> None:
    """Write who is quoted in which articles into CORPUS/sources_across.parquet: a person or organization has one
    number in all of them."""
    from analysis.corpus import across

    print(across.run(options.corpus, [ending for ending in ("csv", "xlsx") if getattr(options, ending)]))


@_command(
    "draw statements, sources or identities of a corpus to check by hand",
    _argument("corpus", "CORPUS", "the folder that `corpus` made", type=Path),
    _argument("-n", "N", "how many", 100, type=_positive),
    _argument("--of", "KIND", "statements, sources, or identities (what `across` linked)", "statements"),
    _argument("--seed", "SEED", "another number draws others", 1, type=int),
    _argument("--out", "SHEET", "where to (default: CORPUS/sample_KIND.csv)", type=Path),
    _argument("--filled", "SHEET", "a sheet with its columns `right` filled in", type=Path),
)
def sample(options: Options) -> None:
    """Draw statements, sources or identities of a corpus into a sheet (CSV); with --filled, the precision that it
    shows."""
    from analysis.corpus import sample

    if options.filled:
        print(sample.precision(options.corpus, options.filled))
    else:
        print(sample.draw(options.corpus, options.of, options.n, options.seed, options.out))


@_command("make a coding sheet of an article for a class", ARTICLE, OUT, *READING)
def sheet(options: Options) -> None:
    """Make a coding sheet of an article for a class: CSV, XLSX, the headings of a form, a page to print. Sheets that
    are there stay."""
    from analysis.classroom import blank_sheet, questions

    page = _opened(options)
    print(*blank_sheet.write(options.out, questions.items(page.analysis), page.article.headline), sep="\n")


@_command("say how much the filled sheets of a class agree", CODED_ARTICLE, SHEETS, NAMES, *READING)
def agreement(options: Options) -> None:
    """Say how far the filled sheets of a class agree, and where they split."""
    from analysis.classroom import open_class, views

    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    group = open_class(_opened(options), *options.sheets, names=options.names)
    print(*views.agreement_lines(group), sep="\n")


def _opened(options: Options) -> Page:
    from analysis.analyze import open_article

    return open_article(options.article, said=_said(options), allow_local=options.allow_local)


def _said(options: Options) -> dict[str, str]:
    """What the user says of the article in place of what was read. Raises ArticleError where there are several."""
    said = {field: value for field in FIELDS if (value := getattr(options, field)) is not None}
    if said and len(getattr(options, "articles", [""])) > 1:
        raise ArticleError(f"--{next(iter(said))}: is said of one article; name only that one")
    return said


def _print_json(result: dict[str, Any], names: Iterable[str]) -> None:
    """One line. Names of files that are not UTF-8 can be printed only if all is written in ASCII."""
    undecodable = any("\ud800" <= c <= "\udfff" for name in names for c in name)
    print(json.dumps(result, ensure_ascii=undecodable, allow_nan=False), flush=True)


def _complain(message: object) -> None:
    from analysis.reading.explain import printable

    print(printable(str(message)), file=sys.stderr)
