"""Self-checks of the lessons: a question, its answers, and how a student's answer is judged: forgivingly.

On a page, `templates/lesson/lesson.js` adds the field, and judges as this module does: what is changed here is changed
there. The answers are about the lessons' own article, unless a check says otherwise.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.article import Page
from analysis.views.base.html import Html, Section, Text, element, escape
from analysis.views.base.numbers_in_words import listed, number

# Of the texts of the lessons' own articles, as they are read: trump-takaichi-call.txt and invented-bridge-praised.md.
OWN_ARTICLES = (
    "b2e730a9d2b65ec1937a50fabe4c55f1cbca560b855fa998e92f2b5a4fea6f6e",
    "c5e385b86226b9a4dd7b3be8dd20c777d08ebba94cdc1eae15d8bef71a005762",
)
OTHER_ARTICLE = "This check is about the lesson's own article. Talk the question over with a classmate instead."
IN_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: str(n) for n, word in enumerate(IN_WORDS.split())}
NUMBERS |= {"none": "0", "no": "0", "nobody": "0", "half": "0.5", "once": "1", "twice": "2"}
LEFT_OUT = {"the", "a", "an", "of", "and", "in"}
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
NUMBER_OR_WORD = re.compile(r"[−-]?[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+")
THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+")

Answer = float | str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Check:
    """One question. `answer`: a number; or words, one of which is right; `every`: all of them are asked for; `percent`:
    one more or less is right, too. `because`: the reason, shown with the answer."""

    asks: str
    answer: Answer
    hint: str = ""
    because: str = ""
    every: bool = False
    percent: bool = False

    @property
    def kind(self) -> str:
        """How an answer is judged: number, percent, any or every."""
        if isinstance(self.answer, int | float):
            return "percent" if self.percent else "number"
        return "every" if self.every else "any"

    @property
    def answers(self) -> list[str]:
        """The right answers as words."""
        if isinstance(self.answer, int | float):
            return [number(float(self.answer), 0 if float(self.answer).is_integer() else 2)]
        return [self.answer] if isinstance(self.answer, str) else list(self.answer)

    @property
    def compared(self) -> str:
        """What an answer is compared with: a number, or answers without what does not matter, between bars."""
        if isinstance(self.answer, int | float):
            return f"{float(self.answer):g}"
        return "|".join(" ".join(words(answer)) for answer in self.answers)

    def html(self) -> Html:
        """The question, and folded the hint and the answer."""
        shown = listed(self.answers) if self.every else self.answers[0] + ("%" if self.percent else "")
        hint = _folded("A hint", "hint", element("p", _curly(self.hint))) if self.hint else ""
        reason = f". {_curly(self.because)}".rstrip(" ")
        key = _folded("The answer", "key", element("p", element("strong", _curly(shown)), reason))
        asked = element("p", element("strong", "Check yourself."), f" {_curly(self.asks)}")
        return element("div", asked, hint, key, class_="check", data_kind=self.kind, data_answers=self.compared)

    def field(self) -> Any:
        """A field and a button for JupyterLab; None without ipywidgets."""
        try:
            import ipywidgets
        except ImportError:
            return None
        answer = ipywidgets.Text(placeholder="Your answer", continuous_update=False)  # judged at Enter
        button = ipywidgets.Button(description="Check")
        told = ipywidgets.HTML()

        def judge(_: object) -> None:
            told.value = escape(judged(self, answer.value))

        button.on_click(judge)
        answer.observe(judge, "value")
        return ipywidgets.HBox([answer, button, told])


def _curly(text: str) -> str:
    """With apostrophes as the rest of a page has them."""
    return text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def checks(page: Page) -> Callable[..., Section]:
    """`check(asks, answer, hint, because, every, percent)` for this article. `about_article=False`: the answer is not
    about the lessons' own article, such as one that is worked out from a class's sheets."""
    own = hashlib.sha256(page.article.text.encode()).hexdigest() in OWN_ARTICLES

    def check(
        asks: str,
        answer: Answer,
        hint: str = "",
        because: str = "",
        every: bool = False,
        percent: bool = False,
        about_article: bool = True,
    ) -> Section:
        if about_article and not own:
            return Section(Text(OTHER_ARTICLE))
        return Section(Check(asks, answer, hint, because, every, percent))

    return check


def judged(check: Check, given: str) -> str:
    """What a student is told: "Right." or "Not yet.", with what is off."""
    if not given.strip():
        return "Write your answer first."
    off = mistake(check, given)
    return "Right." if off is None else f"Not yet. {off}".rstrip()


def mistake(check: Check, given: str) -> str | None:
    """What to say of a wrong answer, "" for nothing; None where it is right."""
    if isinstance(check.answer, int | float):
        return _number_off(given, check.answer, check.percent)
    said, answers = words(given), [words(answer) for answer in check.answers]
    if not check.every:
        return None if any(_same(said, answer) for answer in answers) else ""
    if strange := set(said).difference(*answers):
        return f"This does not belong: {', '.join(sorted(strange))}."
    return None if said and all(set(answer) & set(said) for answer in answers) else "There is more."


def _number_off(given: str, right: float, percent: bool) -> str | None:
    value = _number(given)
    if value is None:
        return "Write one number."
    if percent and value <= 1 and "%" not in given and "percent" not in given.lower():
        value *= 100
    return None if abs(value - right) <= percent else f"Too {'low' if value < right else 'high'}."


def _same(given: list[str], right: list[str]) -> bool:
    """Whether these words are part of an answer, or begin or end with it: "Wall Street", "President Trump"."""
    n = len(right)
    return bool(given) and (set(given) <= set(right) or right in (given[:n], given[-n:]))


def _number(given: str) -> float | None:
    """The one number in an answer, as digits or as a word; None where there is none, or several."""
    found = [w for word in NUMBER_OR_WORD.findall(given.lower()) if (w := NUMBERS.get(word, word))[-1] in "0123456789"]
    if len(found) != 1:
        return None
    digits = found[0].replace("−", "-")
    try:
        return float(digits.replace(",", "" if THOUSANDS.fullmatch(digits) else "."))
    except ValueError:
        return None


def words(answer: str) -> list[str]:
    """An answer without what does not matter: capitals, marks, articles; numbers as digits."""
    found = WORD.findall(re.sub(r"'s(?![^\W_])", "", answer.lower().replace("’", "'")))
    return [NUMBERS.get(w, w) for w in found if w not in LEFT_OUT] or found


def _folded(line: str, kind: str, inside: Html) -> Html:
    return element("details", element("summary", line), inside, class_=kind)
