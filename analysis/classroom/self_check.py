"""Self-checks of the lessons: a student's answer -> "right", or a hint, never the answer.

`data/checks.toml` has the questions, hints and answers; the answers are about the workbook's own article. What a class
is asked about itself is worked out from its sheets by a function of `OF_CLASS`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import DATA
from analysis.article import Page, no_such
from analysis.classroom.agreement import against, splits
from analysis.classroom.questions import ANSWER
from analysis.views.base.html import Folded, Section, Text, element, join
from analysis.views.base.numbers_in_words import listed, quote

if TYPE_CHECKING:
    from analysis.classroom import Classroom

HOW = "On paper, compare with a classmate. In JupyterLab, write your answer between the quotation marks above, and "
HOW += "press Shift and Enter."
OTHER_ARTICLE = "This check is about the workbook's own article. Talk the question over with a classmate instead."
NO_CLASS = "In this article there is nothing to check here: no class's sheets were opened."
IN_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: str(n) for n, word in enumerate(IN_WORDS.split())}
NUMBERS |= {"none": "0", "no": "0", "nobody": "0", "half": "0.5", "once": "1", "twice": "2"}
LEFT_OUT = {"the", "a", "an", "of", "and", "in"}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Answer = float | Sequence[str]


@dataclass(frozen=True, slots=True)
class Check:
    """One question. Its `answer` is a number, or words, any of which is right; or `of_class` is in `OF_CLASS`.

    `percent`: one more or less is right, too. `all`: all of the words are asked for. `about_article`: the answer is
    about the workbook's own article, and nothing is said of others.
    """

    asks: str
    hint: str
    answer: Answer = ()
    percent: bool = False
    all: bool = False
    of_class: str = ""
    about_article: bool = True


_DATA = tomllib.loads((DATA / "checks.toml").read_text("utf-8"))
CHECKS = {key: Check(**each) for key, each in _DATA["check"].items()}


def checks(page: Page, classroom: Classroom | None = None) -> Callable[..., Section]:
    """`check(key, answer)` for this article, and for the class whose sheets were opened."""

    def check(key: str, answer: object = "") -> Section:
        if key not in CHECKS:
            return Section(Text(f"There is {no_such('check', str(key)[:30], CHECKS)}"))
        asked = CHECKS[key]
        if asked.of_class and classroom is None:
            return Section(Text(NO_CLASS))
        if asked.about_article and hashlib.sha256(page.article.text.encode()).hexdigest() != _DATA["article"]:
            return Section(Text(OTHER_ARTICLE))
        return _answered(asked, " ".join(str(answer).split()), classroom)

    return check


def _answered(check: Check, given: str, classroom: Classroom | None) -> Section:
    asked = Text(join((element("strong", "Check yourself."), f" {check.asks}")))  # stays: a cell holds several
    hint = Folded("A hint", join((element("p", check.hint), element("p", HOW))))
    if not given:
        return Section(asked, hint)
    wrong = _mistake(check, given, classroom)
    if wrong is None:
        return Section(asked, Text(f"{quote(given, 60)}: Right."))
    return Section(asked, Text(f"{quote(given, 60)}: not yet. {wrong}".rstrip()), hint)


def _mistake(check: Check, given: str, classroom: Classroom | None) -> str | None:
    """What to say of a wrong answer, "" for nothing; None where it is right."""
    right = OF_CLASS[check.of_class](classroom) if check.of_class else check.answer
    if isinstance(right, int | float):
        return _number_off(given, right, check.percent)
    words = _words(given)
    if not check.all:
        return None if any(_same(words, _words(answer)) for answer in right) else ""
    asked = [set(_words(answer)) for answer in right]
    if strange := set(words).difference(*asked):
        return f"{listed([quote(w) for w in sorted(strange)])} does not belong to it."
    return None if all(each.intersection(words) for each in asked) else "What you have is right, but there is more."


def _number_off(given: str, right: float, percent: bool) -> str | None:
    value = _number(given)
    if value is None:
        return "A number is asked for."
    if percent and value <= 1 and "%" not in given and "percent" not in given.casefold():
        value *= 100
    if abs(value - right) <= percent:
        return None
    low, high = ("low", "high") if percent else ("few", "many")
    return f"That is too {low if value < right else high}."


def _same(given: list[str], right: list[str]) -> bool:
    """Whether these words are part of an answer, or begin or end with it: "Wall Street", "President Trump"."""
    n = len(right)
    return bool(given) and (set(given) <= set(right) or right in (given[:n], given[-n:]))


def _number(given: str) -> float | None:
    """The one number in an answer, as digits or as a word; None where there is none, or several."""
    words = [NUMBERS.get(word, word) for word in re.findall(r"[−-]?\d+(?:[.,]\d+)?|[^\W\d_]+", given.casefold())]
    found = [w for w in words if w[-1].isdigit()]
    return float(found[0].replace(",", ".").replace("−", "-")) if len(found) == 1 else None


def _words(answer: str) -> list[str]:
    """An answer without what does not matter: capitals, marks, articles; numbers as digits."""
    found = WORD.findall(answer.casefold().replace("’", "'").replace("'s", ""))
    return [NUMBERS.get(w, w) for w in found if w not in LEFT_OUT] or found


def _rows_that_split_most(classroom: Classroom) -> Answer:
    found = [s for s in splits(classroom.codings, classroom.items) if s.question != ANSWER.name]
    return tuple(s.item.name for s in found if s.agreed == found[0].agreed)


def _machine_is_furthest(classroom: Classroom) -> Answer:
    found = against(classroom.machine, classroom.codings, classroom.items)
    return (min(found, key=lambda a: a.agreed).question,)


OF_CLASS: dict[str, Callable[[Classroom], Answer]] = {
    "sheets": lambda classroom: float(len(classroom.codings)),
    "rows that split it most": _rows_that_split_most,
    "where the machine is furthest": _machine_is_furthest,
}
