"""Measures of the user's own: a list of words in a TOML file, or a Python function. They go the way of all others.

A TOML file is data. A .py file is code, which runs here and in every worker of a corpus.
"""

import hashlib
import math
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from operator import index
from os import PathLike
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any, NamedTuple, TypeVar

from analysis import DATA, catalogue
from analysis.article import WORD, Analysis, ArticleError, Page, Span, Value, no_such, scope_spans
from analysis.catalogue import COUNT, Measure
from analysis.measures.wording import FEWEST, PER
from analysis.nlp.spans import DisjointSpans

RATE = f"per {PER:,} words"
SCOPES = ("body", "headline", "narrator")
KEYS = ("label", "words", "unit", "scope", "meaning")
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
ENTRY = re.compile(r"[^\W_]|\*")  # how an entry of a list begins
ENDING, WORD_ENDS = r"[\w'’-]{0,40}", r"(?!\w|-\w|['’](?!s\b)\w)"
SHOWN_WORDS, LONGEST_NOTE = 5, 200
EXAMPLE = 'words = ["maybe", "of course", "allege*"]'
Function = TypeVar("Function", bound=Callable[[Any], Any])


class File(NamedTuple):
    """A file of measures, as it travels to workers."""

    path: str
    data: bytes


def own_measures(*files: str | PathLike[str]) -> list[str]:
    """Measure what these files declare, .toml or .py, in every article from now on. The measures' names.

    A .py file is run. Raises ArticleError, with the file and the mend, for what cannot be used.
    """
    made = {m.name: m for m in declared(read(files))}
    catalogue.OWN.update(made)
    return list(made)


def measure_of(label: str, *, unit: str = COUNT, scope: str = "body") -> Callable[[Function], Function]:
    """Make a measure of a function that takes an analyzed article and returns the places that it counts.

    Places are (start, end) in the article's `text`, matches of `re`, or a table with the columns `start` and `end`;
    those outside of the scope (`body`, `headline`, or `narrator`, the article's own voice) are left out. With the unit
    "per 1,000 words" the value is a rate. A function that returns an `analysis.Value` gives its own number, in any
    unit. The measure is called as the function is; the function's docstring is its meaning.
    """

    def declare(function: Function) -> Function:
        name, meaning = function.__name__, (function.__doc__ or "").strip().partition("\n\n")[0]
        measured = partial(_by_function, function=function, unit=unit)
        about = (label, unit, scope, meaning or "A function of your own.")
        catalogue.OWN[name] = _declared(name, name, *about, measured)
        return function

    return declare


def read(files: Iterable[str | PathLike[str]]) -> tuple[File, ...]:
    """The files with their contents."""
    try:
        return tuple(File(str(path), Path(path).read_bytes()) for path in files)
    except OSError as error:
        raise ArticleError(f"{error.filename}: cannot be read ({error.strerror}); check the name") from None


def digest(files: Sequence[File]) -> str:
    """Each file's name, without its folder, and the SHA-256 of its contents."""
    return "; ".join(f"{Path(f.path).name} {hashlib.sha256(f.data).hexdigest()}" for f in files)


@contextmanager
def using(files: tuple[File, ...]) -> Iterator[None]:
    """The measures of these files, and no other own ones, while this lasts."""
    made, before = declared(files), dict(catalogue.OWN)
    catalogue.OWN.clear()
    catalogue.OWN.update({m.name: m for m in made})
    try:
        yield
    finally:
        catalogue.OWN.clear()
        catalogue.OWN.update(before)


@lru_cache(maxsize=8)  # a worker asks for each part; what a .py file loads is loaded once
def declared(files: tuple[File, ...]) -> tuple[Measure, ...]:
    """What the files declare. Raises ArticleError, with the file and the mend, for what cannot be used."""
    found: dict[str, Measure] = {}
    for file in files:
        kinds = {".toml": _lists, ".py": _run}
        if (suffix := Path(file.path).suffix.lower()) not in kinds:
            raise ArticleError(f"{file.path}: own measures are in a .toml or a .py file; name one of those")
        for m in kinds[suffix](file):
            if m.name in found:
                raise ArticleError(f"{file.path}: {m.name} is in another file, too; rename one of them")
            found[m.name] = m
    return tuple(found.values())


def _lists(file: File) -> list[Measure]:
    try:
        given = tomllib.loads(file.data.decode("utf-8-sig"))
    except ValueError as error:
        raise ArticleError(f"{file.path}: no TOML ({error}); docs/python.md has an example") from None
    measures = given.pop("measures", None)
    if given:
        raise ArticleError(f"{file.path}: {no_such('table', min(given), ['measures'])}; begin with [measures.NAME]")
    if not isinstance(measures, dict) or not all(isinstance(about, dict) for about in measures.values()):
        raise ArticleError(f"{file.path}: no measures in it; begin each with [measures.NAME]")
    return [_list(f"{file.path}: {name}", name, about) for name, about in measures.items()]


def _list(where: str, name: str, about: dict[str, Any]) -> Measure:
    if unknown := about.keys() - set(KEYS):
        raise ArticleError(f"{where}: {no_such('key', min(unknown), KEYS)}; there are {', '.join(KEYS)}")
    words, scope = about.get("words"), about.get("scope", "body")
    if not isinstance(words, list) or not words:
        raise ArticleError(f"{where}: no list of words; write {EXAMPLE}")
    if odd := [w for w in words if not isinstance(w, str) or not ENTRY.match(w.strip())]:
        raise ArticleError(f"{where}: {str(odd[0])[:40]!r} begins with no letter, digit or *; write {EXAMPLE}")
    if odd := [w for w in words if any(part.count("*") > 1 for part in w.split())]:
        raise ArticleError(f"{where}: {odd[0][:40]!r} has two * in one word; one is enough")
    unit = about.get("unit", COUNT if scope == "headline" else RATE)
    if unit not in (COUNT, RATE):
        raise ArticleError(f"{where}: {no_such('unit', str(unit), (COUNT, RATE))}; write {COUNT!r} or {RATE!r}")
    more = f" and {len(words) - SHOWN_WORDS:,} more" if len(words) > SHOWN_WORDS else ""
    meaning = about.get("meaning", f"Words of a list of your own: {', '.join(words[:SHOWN_WORDS])}{more}.")
    function = partial(_by_list, unit=unit, patterns=_patterns(words))
    return _declared(where, name, about.get("label"), unit, scope, meaning, function)


def _run(file: File) -> list[Measure]:
    """What a .py file declares with `measure_of` when it is run."""
    module = ModuleType(f"own measures of {Path(file.path).stem}")
    module.__file__ = file.path
    sys.modules[module.__name__] = module  # data classes look their module up
    with using(()):
        try:
            exec(compile(file.data, file.path, "exec"), module.__dict__)
        except (Exception, SystemExit) as error:
            lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == file.path]
            line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else 1
            what = error if isinstance(error, ArticleError) else f"{type(error).__name__}: {error}"
            raise ArticleError(" ".join(f"{file.path}: line {line}: {what}".split())) from None
        if not catalogue.OWN:
            raise ArticleError(f"{file.path}: no measures in it; put @analysis.measure_of(LABEL) above a function")
        return list(catalogue.OWN.values())


def _declared(
    where: str, name: str, label: object, unit: object, scope: object, meaning: object, function: Callable[..., Value]
) -> Measure:
    """As `data/measures.toml` declares ours; ArticleError for what does not do."""
    said = {"label": label, "unit": unit, "meaning": meaning}
    if lacking := next((key for key, words in said.items() if not isinstance(words, str) or not words.strip()), None):
        raise ArticleError(f"{where}: no {lacking} in words; write {lacking} = '...'")
    if scope not in SCOPES:
        raise ArticleError(f"{where}: {no_such('scope', str(scope), SCOPES)}; there are {', '.join(SCOPES)}")
    if not NAME.fullmatch(name):
        raise ArticleError(f"{where}: a name has small letters, digits and _, and begins with a letter; rename it")
    if name in _taken() or name.endswith(("_low", "_high")):
        raise ArticleError(f"{where}: this name is taken by the workbook; give your measure another")
    words = {key: " ".join(str(value).split()) for key, value in said.items()}
    return Measure(function=function, name=name, question="own", scopes=(str(scope),), source="your own", **words)


@lru_cache(maxsize=1)
def _taken() -> frozenset[str]:
    """The names of our measures, and of columns in the corpus tables."""
    columns = tomllib.loads((DATA / "corpus_columns.toml").read_text("utf-8"))["articles"]
    ours = (name for m in catalogue.MEASURES for name in (m.name, *(f"{m.name}_{scope}" for scope in m.scopes)))
    return frozenset((*columns, *ours))


def _patterns(words: Sequence[str]) -> dict[str, re.Pattern[str]]:
    """First word in small letters -> the entries that begin so, the longest first; "": with a * in that."""
    found: dict[str, list[str]] = {}
    for entry in sorted({" ".join(w.lower().replace("’", "'").split()) for w in words}, key=lambda e: (-len(e), e)):
        first = WORD.match(entry)
        key = first[0].removesuffix("'s") if first and "*" not in entry.partition(" ")[0] else ""
        found.setdefault(key, []).append(entry)
    return {first: re.compile("|".join(map(_pattern, own)), re.IGNORECASE) for first, own in found.items()}


def _pattern(entry: str) -> str:
    """An entry as an expression: whole words, * for any letters, a possessive left out.

    >>> pattern = re.compile(_pattern("far-left part*"))
    >>> [bool(pattern.match(text)) for text in ("far-left parties", "far-left party's", "far-leftist party")]
    [True, True, False]
    """
    return re.escape(entry).replace(r"\ ", r"\s+").replace("'", "['’]").replace(r"\*", ENDING) + WORD_ENDS


def _by_list(analysis: Analysis, scope: str, unit: str, patterns: dict[str, re.Pattern[str]]) -> Value:
    """Words of a list. The range: without the word that is found most often."""
    prose, spans = analysis.article.prose, [(0, 0)]
    for place in scope_spans(analysis, scope):
        for word in (w for w in WORD.finditer(prose, *place) if w.start() >= spans[-1][1]):
            keys = (word[0].lower().replace("’", "'").removesuffix("'s"), "")
            tried = (patterns[key].match(prose, word.start(), place[1]) for key in keys if key in patterns)
            if ends := [match.end() for match in tried if match]:
                spans.append((word.start(), max(ends)))
    found = _counted(analysis, scope, unit, spans[1:])
    if not found.evidence:
        return found
    written = (" ".join(prose[slice(*span)].lower().split()) for span in found.evidence)
    often, most = Counter(written).most_common(1)[0]  # the earlier one of two that are as common
    low = found.value * (len(found.evidence) - most) / len(found.evidence)
    return replace(found, low=low, high=found.value, note=f"the range: without '{often}'")


def _counted(analysis: Analysis, scope: str, unit: str, spans: Iterable[Span]) -> Value:
    """How many of these places begin in the scope, or how many there are for each 1,000 of its words."""
    places = scope_spans(analysis, scope)
    if not places:
        return Value(math.nan, note=f"no {scope} in the text")
    around, quoted = DisjointSpans(places), DisjointSpans(analysis.parse.quotations if scope == "narrator" else ())
    kept = tuple(s for s in sorted(set(spans)) if around.at(s[0]) is not None and quoted.at(s[0]) is None)
    if unit != RATE:
        return Value(float(len(kept)), kept)
    words = sum(quoted.at(start) is None for place in places for start, _ in analysis.article.words(place))
    if words < FEWEST:
        return Value(math.nan, note=f"only {'one word' if words == 1 else f'{words} words'}, too few for a rate")
    return Value(PER * len(kept) / words, kept)


def _by_function(analysis: Analysis, scope: str, unit: str, function: Callable[[Any], Any]) -> Value:
    """What a user's function finds. Where it fails, or returns what cannot be used, the note says so."""
    from analysis import AnalyzedArticle  # with its tables: more than measures of ours know

    page = AnalyzedArticle.of(Page("", analysis, ()))
    try:
        found = function(page)
        if not isinstance(found, Value):
            return _counted(analysis, scope, unit, list(_places(page, found)))
        value, low, high = (float(number) for number in (found.value, found.low, found.high))
        if any(map(math.isinf, (value, low, high))):
            raise ValueError("infinite")
        note = _note(found.note) or ("your own function gave no number" if math.isnan(value) else "")
        return Value(value, tuple(_places(page, found.evidence)), low, high, note)
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        said = re.sub("0x[0-9A-Fa-f]{6,}", "0x…", f"{type(error).__name__}: {error}")  # others each time
        return Value(math.nan, note=_note(f"your own function failed: {said}"))


def _note(words: str) -> str:
    """A note on one line that can be written to any file."""
    return " ".join(words.split())[:LONGEST_NOTE].encode("utf-8", "replace").decode()


def _places(page: Any, found: Any) -> Iterator[Span]:
    """Places in the text as given, such as a function returns, -> spans of `Article.text`."""
    if hasattr(found, "columns"):
        found = found[["start", "end"]].dropna().itertuples(index=False)
    for place in found:
        start, end = map(index, place.span() if isinstance(place, re.Match) else place)
        if not 0 <= start < end <= len(page.text):
            raise ValueError(f"({start}, {end}) is no place in the text")
        given = page.article.given
        span = given.printed((start, end)) if given else (start, end)
        if span[0] < span[1]:
            yield span
