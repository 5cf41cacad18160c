"""How hard the body reads: its sentences, their words and grades, and the grade of all of it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import OWN_VOICE, Page
from analysis.frames import DIFFICULT, VERY
from analysis.nlp.text_type import withheld
from analysis.report.page.parts import DIFFICULTY, Fact, Lit, Part, how_sure, lit, measured
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.common import sentence, trust
from analysis.views.base.numbers_in_words import count, in_words, number, quote, spelled
from analysis.views.readability import FAILS, MARKS, grades

RULE = (
    f"more than {DIFFICULT[0]} words and, by itself, at college level (grade {DIFFICULT[1]} or higher by "
    "Flesch-Kincaid)"
)
SHOWN = 12  # sentences, before the others are folded away
FIRST = 28  # characters of a sentence in its row


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The sentences; None where formulas do not apply to the text, or it has no sentences with words."""
    sentences = frames.sentences(page)
    sentences = sentences[sentences["words"] > 0].reset_index(drop=True)
    if "readability" in withheld(page.limits) or sentences.empty:
        return None
    rows = list(_rows(sentences, text, voices))
    few, longest = len(rows) <= SHOWN, sorted(rows, key=lambda r: (-r.words, r.n))[:SHOWN]
    shown: dict[str, Any] = {"rows": rows if few else longest, "folded": () if few else rows}
    most = longest[0].words
    shown["limit"] = 100 * DIFFICULT[0] / most if most > DIFFICULT[0] else None  # the line, in percent of the longest
    which = "For each sentence" if few else f"For the {SHOWN} longest of {len(rows)} sentences"
    line = f" The line marks {DIFFICULT[0]} words." if shown["limit"] else ""
    subtitle = f"{which}: its length in words, and its grade by itself.{line}"
    facts = [f for f in (_grade(page, text), _difficult(sentences, text)) if f]
    return Part("read", _title(sentences["words"]), subtitle, shown, facts)


def _title(words: pd.Series) -> str:
    for (limit, _), rest in ((VERY, ""), (DIFFICULT, f", none past {VERY[0]}")):
        if n := int((words > limit).sum()):
            return f"{spelled(n, 'sentence runs', 'sentences run')} past {limit} words{rest}"
    return f"No sentence runs past {DIFFICULT[0]} words"


def _rows(sentences: pd.DataFrame, text: MarkedText, voices: Voices | None) -> Iterator[SimpleNamespace]:
    """A sentence: its number, first words, whose it mostly is, words, grade alone; its length in percent of the
    longest, its `look` (0: the article's own, or several voices), and whether it is mostly in its source's marks."""
    quoted = {} if voices is None else voices.words.groupby("sentence")["own_marks"].mean()
    most = sentences["words"].max()
    for s in sentences.itertuples():
        span, words = (int(s.start), int(s.end)), count(s.words, "word")
        text.ending(words, span)
        grade = number(s.grade, 1) if s.grade >= 1 else "below 1"
        says = f"Sentence {s.sentence}: {words}, grade {grade}"
        yield SimpleNamespace(
            n=s.sentence,
            begins=Lit(quote(s.text, FIRST)[1:-1], text.key(f"e{s.sentence}", [span]), says, DIFFICULTY),
            voice="" if voices is None else "the article" if s.voice == OWN_VOICE else s.voice,
            words=s.words,
            grade=grade,
            bar=100 * s.words / most,
            look=0 if voices is None or pd.isna(s.source) else voices.looks.get(s.source, 0),
            quoted=quoted.get(s.sentence, 0) > 0.5,
        )


def _grade(page: Page, text: MarkedText) -> Fact | None:
    """The grade of the body by one formula, and from where to where the others go."""
    m = measured(page, "flesch_kincaid_grade", "body")
    if m is None:
        return None
    found = grades(page)
    others = found[found["scope"] == "body"]["range"]
    over = f", {others.iloc[0]} by other formulas and counts" if len(others) else ""
    grade = lit(text, m, number(m.value, 1), "The sentences that the grade is of", DIFFICULTY)
    schools = "high school is grades 9 to 12, college 13 to 16."
    said = ("It reads at grade ", grade, f" by the Flesch-Kincaid formula{over}; {schools}")
    return Fact(said, how_sure(page, m), "the grade")


def _difficult(sentences: pd.DataFrame, text: MarkedText) -> Fact:
    """How many sentences are difficult by the rule of this page, and its marks."""
    spans = {}
    for mark, (words, grade) in (("l2", DIFFICULT), ("l3", VERY)):
        hard = sentences[(sentences["words"] > words) & (sentences["grade"] >= grade)]
        spans[mark] = [(int(s), int(e)) for s, e in zip(hard["start"], hard["end"], strict=True)]
        text.mark(DIFFICULTY, mark, spans[mark])
    n, every = len(spans["l2"]), len(sentences)
    if not n:
        none = f"None of its {in_words(every)} sentences is" if every > 1 else "Its one sentence is not"
        return Fact((f"{none} difficult: {RULE}.",), _sure())
    of = f" of its {in_words(every)} sentences" if every > 1 else ""
    said = Lit(in_words(n).capitalize(), text.key("difficult", spans["l2"]), f"Difficult sentences: {n}", DIFFICULTY)
    return Fact((said, f"{of} {'is' if n == 1 else 'are'} difficult: {RULE}."), _sure(), "difficult sentences")


def _sure() -> list[tuple[str, str]]:
    """Where the rule is from, how well the share of such words agrees with teachers, and where it fails."""
    rule = "Ours. By the formula alone, a few long words would make a short sentence count as hard."
    return [("Rule", rule), ("Accuracy", sentence(trust(MARKS))), ("Where it fails", FAILS)]
