"""What a class is asked about an article: one row for each sentence, then some questions on the article as a whole.

The questions on the whole article go back to the indicators of the Credibility Coalition (Zhang et al. 2018, "A
structured response to misinformation"), in words of our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.article import Analysis


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to choose from: its code, what it means, and other words that are taken for it."""

    code: str
    means: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One column of the sheet. `name` heads it."""

    name: str
    asks: str
    answers: tuple[Answer, ...]

    def code(self, cell: str) -> str | None:
        """The code that a cell means: the code itself, another word for it, or the only code that begins so.

        Words behind the code are passed over, as in "fact: I could check it". None: no code, or more than one.

        >>> BY_NAME["kind"].code(" Judgment "), BY_NAME["kind"].code("j"), BY_NAME["kind"].code("f")
        ('judgement', 'judgement', None)
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


YES = Answer("yes", "", ("true",))
NO = Answer("no", "", ("false",))

SPEAKER = Question(
    "speaker",
    "Whose words are most of the sentence?",
    (
        Answer("article", "the article's own voice", ("own", "writer", "author")),
        Answer(
            "other", "somebody else's: a person, a group, a document, another outlet", ("passed", "quoted", "source")
        ),
    ),
)
NAMED = Question(
    "named",
    "If somebody else speaks: could you look them up by name? (Else leave it empty.)",
    (
        Answer("named", "yes, the text names them"),
        Answer("unnamed", "no, the text only describes them", ("anonymous", "not")),
    ),
)
KIND = Question(
    "kind",
    "What kind of sentence is it, mostly?",
    (
        Answer("fact", "it says what happened or is so; somebody could check it now"),
        Answer("judgement", "it says how good, bad or important something is", ("judgment", "opinion")),
        Answer("forecast", "it says what will or could happen", ("prediction",)),
        Answer("other", "a thank-you, a request, a question"),
    ),
)
LOADED = Question("loaded", "Is there a word that pushes you to feel one way?", (YES, NO))
ANSWER = Question(
    "answer", "Questions on the whole article", (YES, Answer("partly", "", ("somewhat", "partially")), NO)
)

OF_SENTENCES = (SPEAKER, NAMED, KIND, LOADED)
BY_NAME = {question.name: question for question in (*OF_SENTENCES, ANSWER)}
OF_ARTICLE = (
    "Does the headline promise what the article then tells?",
    "Could the people who are quoted know what they talk about, as far as the text says?",
    "Does the article say what is not known, or how sure it is?",
    "Do those whom the article puts in a bad light get to answer in it?",
    "Where it says that one thing brought about another, does it say how it knows?",
    "Take out the words that stir feelings: is the story still the same?",
)


def items(analysis: Analysis) -> tuple[Item, ...]:
    """The rows of the sheet for this article."""
    text = analysis.article.text
    sentences = [" ".join(text[slice(*s)].split()) for s in analysis.parse.sentences]
    rows = [Item(f"S{n}", words, OF_SENTENCES) for n, words in enumerate(sentences, 1)]
    return (*rows, *(Item(f"Q{n}", asks, (ANSWER,)) for n, asks in enumerate(OF_ARTICLE, 1)))
