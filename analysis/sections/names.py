"""Would the numbers be the same with other people's names? From the workbook's own figures."""

from __future__ import annotations

from .. import validity
from ..article import Page
from ..narrate import Section, Text
from ..phrasing import number, share

TITLE = "the same with other names"
NOT_YET = "Whether the numbers stay with other people's names has not been measured for this version."


def other_names(page: Page | None = None) -> Section:
    """How far numbers moved when a program gave people other names, of other origins and genders."""
    found = next((s for s in validity.report()["sets"] if s["title"] == TITLE), None)
    return Section(Text(NOT_YET if found is None else _sentence(found)))


def _sentence(found: dict) -> str:
    ours = found["ours"]
    words, voices = ours["language.words_of_the_lists"]["moves"], ours["language.voices"]["moves"]
    said = f"A program gave the people in {found['items']} articles other names, of other origins and genders. Of the "
    said += f"words that the lists and the rules find, {share(1 - words['value'])} were found again, in the mean. "
    said += f"{share(voices['value'])} of the words changed between the article's own voice and others'; "
    grade, tone = ours["flesch_kincaid_grade"]["moves"]["value"], ours["body_tone"]["moves"]["value"]
    said += (
        f"the school grade moved by {number(grade)}, as names have other lengths, and the tone by {number(tone, 3)}."
    )
    return said
