"""What a class is asked about an article (`data/coding_sheet.toml`): a row for each sentence, some for all of it."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from analysis import DATA
from analysis.article import Analysis


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to choose from: its code, what it means, and other words that are taken for it."""

    code: str
    means: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One column of the sheet, headed by `name`."""

    name: str
    asks: str
    answers: tuple[Answer, ...]

    def code(self, cell: str) -> str | None:
        """The code that a cell means: the code itself, another word for it, or the only code that begins so.

        Words behind the code are passed over, as in "fact: I could check it". None: no code, or more than one.

        >>> BY_NAME["kind"].code(" Judgment "), BY_NAME["kind"].code("j"), BY_NAME["kind"].code("f")
        ('judgment', 'judgment', None)
        """
        words = re.findall(r"[^\W\d_]+", cell.casefold())
        if not words or words[1:2] == ["or"]:  # "fact or forecast?"
            return None
        known = {word: a.code for a in self.answers for word in (a.code, *a.also)}
        if words[0] in known:
            return known[words[0]]
        begun = {code for word, code in known.items() if word.startswith(words[0])}
        return begun.pop() if len(begun) == 1 and len(words) == 1 else None


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the sheet: a sentence (S1, S2 ...) or a question on the whole article (Q1, Q2 ...)."""

    name: str
    text: str
    questions: tuple[Question, ...]


def _question(declared: dict[str, Any]) -> Question:
    answers = (Answer(a["code"], a.get("means", ""), tuple(a.get("also", ()))) for a in declared["answers"])
    return Question(declared["name"], declared["asks"], tuple(answers))


_DATA = tomllib.loads((DATA / "coding_sheet.toml").read_text("utf-8"))
OF_SENTENCES = tuple(map(_question, _DATA["of_sentences"]))
ANSWER = _question(_DATA["of_article"])  # of every question on the whole article
BY_NAME = {question.name: question for question in (*OF_SENTENCES, ANSWER)}


def items(analysis: Analysis) -> tuple[Item, ...]:
    """The rows of the sheet for this article."""
    text = analysis.article.text
    sentences = [" ".join(text[slice(*s)].split()) for s in analysis.parse.sentences]
    rows = [Item(f"S{n}", words, OF_SENTENCES) for n, words in enumerate(sentences, 1)]
    return (*rows, *(Item(f"Q{n}", asks, (ANSWER,)) for n, asks in enumerate(_DATA["of_article"]["rows"], 1)))
