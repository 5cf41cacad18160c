"""Self-checks: a student's answer -> "right", or a hint, never the answer.

`data/checks.toml` has the questions and hints. An answer is either worked out from the article by one of `WORKED_OUT`,
so that the check goes for any article, or sealed there (a hash): then it goes for the workbook's own article only.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis import DATA
from analysis.article import Page
from analysis.classroom.agreement import against, pair_agreement, splits
from analysis.classroom.questions import ANSWER
from analysis.views.base.html import Folded, Section, Text, element, join
from analysis.views.base.numbers_in_words import listed, quote
from analysis.views.tables import OWN_VOICE, unnamed

if TYPE_CHECKING:
    from analysis.classroom import Classroom

FILE = DATA / "checks.toml"
RIGHT = "Right."
HOW = "On paper, compare with a classmate. In JupyterLab, write your answer between the quotation marks above, and "
HOW += "press Shift and Enter."
OTHER_ARTICLE = "This check is about the workbook's own article. Talk the question over with a classmate instead."
NOTHING_TO_CHECK = "In this article there is nothing to check here:"
NO_CLASS = "no class's sheets were opened"
NUMBERS = dict(
    zip(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        map(str, range(13)),
        strict=True,
    )
) | {"none": "0", "no": "0", "nobody": "0", "half": "0.5", "once": "1", "twice": "2"}
LEFT_OUT = {"the", "a", "an", "of", "and"}
HIGH_LOW = {True: ("high", "low"), False: ("many", "few")}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SEAL = 16  # hex digits of a hash


@dataclass(frozen=True, slots=True)
class Check:
    """One question. `form` says how answers are compared: number, percent, name or row (one of these) or list (all).

    `expects` names one of `WORKED_OUT`; empty: the answer is one of `sealed`.
    """

    key: str
    asks: str
    hint: str
    form: str
    expects: str = ""
    sealed: tuple[str, ...] = ()


Expected = float | tuple[str, ...] | str  # a string: why there is nothing to check


@lru_cache(maxsize=1)
def load() -> dict[str, Check]:
    with FILE.open("rb") as file:
        data = tomllib.load(file)
    return {
        key: Check(key, **{k: tuple(v) if k == "sealed" else v for k, v in each.items()})
        for key, each in data["check"].items()
    }


@lru_cache(maxsize=1)
def own_article() -> str:
    """The hash of the text that sealed answers are about."""
    with FILE.open("rb") as file:
        return tomllib.load(file)["article"]


def checks(page: Page, classroom: Classroom | None = None) -> Callable[..., Section]:
    """`check(key, answer)` for this article, and for the class whose sheets were opened."""

    def check(key: str, answer: object = "") -> Section:
        known = load()
        if key not in known:
            near = get_close_matches(str(key), known, n=3, cutoff=0.5) or sorted(known)[:3]
            return Section(Text(f"There is no check called {quote(str(key), 30)}. Do you mean {_or(near)}?"))
        return _checked(known[key], answer, page, classroom)

    return check


def seal(key: str, answer: str) -> str:
    """What stands in the data file in place of an answer."""
    return hashlib.sha256(f"{key}:{' '.join(_words(answer))}".encode()).hexdigest()[:SEAL]


def _checked(check: Check, answer: object, page: Page, classroom: Classroom | None) -> Section:
    hint = Folded("A hint", join((element("p", check.hint), element("p", HOW))))
    if check.expects:
        expected = WORKED_OUT[check.expects](page, classroom)
        if isinstance(expected, str):
            return Section(Text(f"{NOTHING_TO_CHECK} {expected}."))
    elif hashlib.sha256(page.article.text.encode()).hexdigest() != own_article():
        return Section(Text(OTHER_ARTICLE))
    else:
        expected = ()
    given = " ".join(str(answer).split())
    asked = Text(join((element("strong", "Check yourself."), f" {check.asks}")))  # stays: a cell holds several
    if not given:
        return Section(asked, hint)
    right, why = _compared(check, given, expected)
    if right:
        return Section(asked, Text(f"{quote(given, 60)}: {RIGHT}"))
    return Section(asked, Text(f"{quote(given, 60)}: not yet. {why}".rstrip()), hint)


def _compared(check: Check, given: str, expected: float | tuple[str, ...]) -> tuple[bool, str]:
    """(is it right, what to say of a wrong one)."""
    if not check.expects:
        return seal(check.key, given) in check.sealed, ""
    if check.form in ("number", "percent"):
        return _number_compared(given, float(expected), check.form == "percent")
    wanted = [frozenset(_words(name)) for name in expected]
    if check.form == "row":
        words = set(_words(given))
        return bool(words) and any(name >= words for name in wanted), ""
    if check.form == "name":
        words = _words(given)
        return bool(words) and any(words[-1] in name or name >= set(words) for name in wanted), ""
    return _list_compared(given, wanted)


def _number_compared(given: str, expected: float, percent: bool) -> tuple[bool, str]:
    value = _number(given)
    if value is None:
        return False, "A number is asked for."
    if percent:
        expected = round(100 * expected)
        value = value * 100 if value <= 1 and "%" not in given and "percent" not in given.casefold() else value
    if abs(value - expected) <= (1 if percent else 1e-6):
        return True, ""
    return False, f"That is too {HIGH_LOW[percent][value < expected]}."


def _number(given: str) -> float | None:
    """The one number in an answer, as digits or as a word; None where there is none, or several."""
    words = [NUMBERS.get(word, word) for word in re.findall(r"[−-]?\d+(?:[.,]\d+)?|[^\W\d_]+", given.casefold())]
    found = [w for w in words if w[-1].isdigit()]
    return float(found[0].replace(",", ".").replace("−", "-")) if len(found) == 1 else None


def _list_compared(given: str, wanted: Sequence[frozenset[str]]) -> tuple[bool, str]:
    words = frozenset(_words(given))
    strange = words - frozenset().union(*wanted)
    missing = [w for w in wanted if not w & words]
    if strange:
        return False, f"{listed([quote(w) for w in sorted(strange)])} does not belong to it."
    return (False, "What you have is right, but there is more.") if missing else (True, "")


def _words(answer: str) -> list[str]:
    """An answer without what does not matter: capitals, marks, articles; numbers as digits."""
    found = WORD.findall(answer.casefold().replace("’", "'").replace("'s", ""))
    return [NUMBERS.get(w, w) for w in found if w not in LEFT_OUT] or found


def _or(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


# --- answers that the article gives ------------------------------------------------------------------------------


def _measure(name: str) -> Callable[[Page, Classroom | None], Expected]:
    def value(page: Page, _: Classroom | None) -> Expected:
        found = page.measurement(name)
        return found.value if found.value == found.value else found.note or "it cannot be measured"

    return value


def _largest_voice(page: Page, _: Classroom | None) -> Expected:
    voices = page.analysis.sourcing.voices
    if not voices:
        return "the body has no words"
    most = max(v.words for v in voices)
    return tuple(_voice_name(page, v.source_id) for v in voices if v.words == most)


def _voice_name(page: Page, source_id: int | None) -> str:
    return f"{OWN_VOICE} writer author" if source_id is None else page.analysis.sourcing.source(source_id).name


def _last_sentences(page: Page, _: Classroom | None) -> Expected:
    start, end = page.article.paragraphs[-1]
    return float(sum(start <= a < end for a, _ in page.analysis.parse.sentences))


def _unmatched(page: Page, _: Classroom | None) -> Expected:
    words = [page.article.text[slice(*w.span)] for w in page.analysis.headline_words if w.match == "none"]
    return tuple(words) or "each word of the headline has a match, or there is no headline"


def _outlet_between(page: Page, _: Classroom | None) -> Expected:
    sourcing = page.analysis.sourcing
    via = {s.second_hand_via for s in sourcing.sources if s.second_hand_via is not None}
    return tuple(sourcing.source(i).name for i in sorted(via)) or "no other outlet is credited"


def _unnamed_outside(page: Page, _: Classroom | None) -> Expected:
    """How many of the unnamed people and groups are written in the body outside every quotation."""
    quotations = page.analysis.parse.quotations
    people = [s for s in page.analysis.sourcing.sources if unnamed(s)]
    if not people:
        return "everybody who speaks in it has a name"
    body = [[m for m in s.mentions if any(a <= m[0] < b for a, b in page.article.paragraphs)] for s in people]
    outside = [any(not any(a <= m[0] and m[1] <= b for a, b in quotations) for m in mentions) for mentions in body]
    return float(sum(outside))


def _reasons(page: Page, _: Classroom | None) -> Expected:
    return float(sum(bool(s.reason_for_anonymity) for s in page.analysis.sourcing.sources))


def _unusual(page: Page, _: Classroom | None) -> Expected:
    from analysis import catalogue
    from analysis.views.sections.reference import placed_measurements

    found = [catalogue.by_name(m.name).label for m, place in placed_measurements(page) if place.unusual]
    return tuple(found) or "every number lies in the middle nine of ten, or has no place"


def _unheard(page: Page, _: Classroom | None) -> Expected:
    from analysis.views import tables

    return tuple(u.name for u in tables.silent(page.analysis)) or "nobody is left without words, as far as we see"


def _voices(page: Page, _: Classroom | None) -> Expected:
    return float(sum(v.words > 0 for v in page.analysis.sourcing.voices))


def _statement_share(page: Page, _: Classroom | None) -> Expected:
    from analysis.measures import statement

    found = statement.longest(page.analysis)
    return found.share if found else "nobody with a name speaks at any length"


def _statement_paragraphs(page: Page, _: Classroom | None) -> Expected:
    from analysis.measures import statement

    found = statement.longest(page.analysis)
    return float(found.paragraphs) if found else "nobody with a name speaks at any length"


def _not_taken_up(page: Page, _: Classroom | None) -> Expected:
    """How many of the subjects shown are nowhere in the statement."""
    from analysis.measures import statement

    found = statement.longest(page.analysis)
    if not found:
        return "nobody with a name speaks at any length"
    return float(sum(not s.inside for s in statement.subjects(page.analysis, found)))


def _first_split(_: Page, classroom: Classroom | None) -> Expected:
    if classroom is None:
        return NO_CLASS
    if len(classroom.codings) < 2:
        return "one sheet differs from nobody"
    found = [s for s in splits(classroom.codings, classroom.items) if s.question != ANSWER.name]
    return tuple(s.item.name for s in found if s.agreed == found[0].agreed)


def _coders(_: Page, classroom: Classroom | None) -> Expected:
    return NO_CLASS if classroom is None else float(len(classroom.codings))


def _machine_furthest(_: Page, classroom: Classroom | None) -> Expected:
    if classroom is None:
        return NO_CLASS
    found = against(classroom.machine, classroom.codings, classroom.items)
    return (min(found, key=lambda a: a.agreed).question,)


WORKED_OUT: dict[str, Callable[[Page, Classroom | None], Expected]] = {
    "unnamed sources": _measure("unnamed_sources"),
    "days before": _measure("photo_days_before"),
    "unmatched count": _measure("headline_unmatched"),
    "largest voice": _largest_voice,
    "sentences of the last paragraph": _last_sentences,
    "unmatched words": _unmatched,
    "outlet between": _outlet_between,
    "unnamed outside quotations": _unnamed_outside,
    "reasons given": _reasons,
    "unusual": _unusual,
    "unheard": _unheard,
    "voices": _voices,
    "statement's share": _statement_share,
    "statement's paragraphs": _statement_paragraphs,
    "subjects not taken up": _not_taken_up,
    "row that splits most": _first_split,
    "coders": _coders,
    "pairs among three and one": lambda page, classroom: float(pair_agreement([3, 1])[0] / pair_agreement([3, 1])[1]),
    "where the machine is furthest": _machine_furthest,
}
