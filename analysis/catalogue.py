"""Every measure: what it is called, where it is taken, what it means. All lists derive from this one.

To add a measure: a function `(Analysis, scope) -> Value` in `analysis.measures`, a declaration in `data/measures.toml`,
a test.
"""

import math
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Any

from analysis import DATA
from analysis.article import Analysis, Measurement, Value, no_such
from analysis.measures import readability
from analysis.measures.tone.lexicons import LEXICONS, VADER

GRADE = "US school grade"
EASE = "points (usually 0-100, higher is easier)"
COUNT = "count"
WORDS = "words"
SHARE = "share of body words"
DAYS = "days"
TEXTSTAT = "textstat, Python package (github.com/textstat/textstat)"
PARTS = ("paragraph", "voice", "narrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure; `data/measures.toml` says what its fields mean.

    `function` takes an analysis and a scope; `question` is the module or folder of `measures` that it comes from.
    """

    function: Callable[[Analysis, str], Value]
    name: str
    question: str
    scopes: tuple[str, ...]
    unit: str
    label: str
    meaning: str
    source: str
    gold: str | None = None

    @property
    def whole(self) -> tuple[str, ...]:
        """The scopes that are of the article as a whole: in the corpus tables, in a list of numbers.

        `narrator` is one where a measure is of the article's own voice only, else it is a part like a paragraph.
        """
        whole = tuple(s for s in self.scopes if s not in PARTS)
        return whole or tuple(s for s in self.scopes if s == "narrator")


def measure(
    analysis: Analysis, by_paragraph: bool = True, withheld: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Measurement]:
    """Take every measure of the catalogue in each of its scopes, in the catalogue's order.

    What belongs to a question in `withheld` is not measured: its note says why.
    """
    parts = _parts(analysis) if by_paragraph else {}
    voices = withheld.get("sourcing")  # where speakers are not read, nothing is known of single voices
    for declared in (*MEASURES, *OWN.values()):
        why = withheld.get(declared.question)
        for scope in (
            s for each in declared.scopes for s in ([each] if each in declared.whole else parts.get(each, ()))
        ):
            reason = voices if why is None and scope.startswith(("narrator", "voice")) else why
            v = declared.function(analysis, scope) if reason is None else Value(math.nan, note=reason)
            yield Measurement(declared.name, scope, declared.unit, v.value, v.low, v.high, v.evidence, v.note)


def by_name(name: str) -> Measure:
    """The measure of this name. Raises KeyError, with likely names, when there is none."""
    if name not in _BY_NAME and name not in OWN:
        raise KeyError(no_such("measure", name, [*_BY_NAME, *OWN]))
    return _BY_NAME.get(name) or OWN[name]


def of_whole(measurements: Iterable[Measurement], name: str) -> list[Measurement]:
    """Those of one measure that are of the article as a whole. Raises KeyError when there is no such measure."""
    return [m for m in measurements if m.name == name and m.scope in by_name(name).whole]


def _parts(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    speaking = (v.source_id for v in analysis.sourcing.voices if v.source_id is not None and v.words)
    return {
        "paragraph": tuple(f"paragraph:{n}" for n in range(len(analysis.article.paragraphs))),
        "voice": tuple(f"voice:{n}" for n in speaking),
        "narrator": ("narrator",),
    }


def _declared() -> Iterator[Measure]:
    """The measures of `data/measures.toml`, and those that another list of words or textstat takes likewise."""
    for path, group in tomllib.loads((DATA / "measures.toml").read_text("utf-8")).items():
        module, question = import_module(f"analysis.measures.{path}"), path.partition(".")[0]
        measures, by_list = group.pop("measures"), group.pop("by_list", {})
        for name, own in measures.items():
            function = getattr(module, own.pop("function", name))
            if given := own.pop("with", {}):
                function = partial(function, **given)
            about: dict[str, Any] = {"question": question, **group, **own}
            about["scopes"] = tuple(about["scopes"])
            if question == "readability":
                yield Measure(function=readability.measure(function), name=name, **about)
                yield _by_textstat(function, name, about)
            else:
                yield Measure(function=function, name=name, **about)
        for lexicon in (found for found in LEXICONS.values() if found is not VADER):
            for name, own in by_list.items():
                about = {f: own[f].format(title=lexicon.title, unit=lexicon.unit) for f in ("unit", "label", "meaning")}
                about |= {"scopes": tuple(own["scopes"]), "source": lexicon.source, "question": question}
                function = partial(getattr(module, name), lexicon=lexicon)
                yield Measure(function=function, name=f"{name}_{lexicon.name}", **about)


def _by_textstat(formula: Callable[..., float], name: str, about: Mapping[str, Any]) -> Measure:
    """textstat's own answer beside our number."""
    answers = "What textstat, the program behind many online calculators, answers for the same text"
    other = {
        "scopes": ("body", "paragraph"),
        "label": f"{about['label']}, by an online calculator",
        "meaning": f"{answers}: {about['meaning']}",
        "source": TEXTSTAT,
    }
    return Measure(function=readability.textstat_measure(formula), name=f"textstat_{name}", **{**about, **other})


MEASURES: tuple[Measure, ...] = tuple(_declared())
_BY_NAME = {m.name: m for m in MEASURES}
OWN: dict[str, Measure] = {}  # name -> what the user declared (`own`); of question "own"
