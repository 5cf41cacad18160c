"""The learned tone in frames, JSON and views, of a page with made-up tones: everything else follows by arithmetic.

Quill slams Holt                                                             headline
Quill won. Quill lost. “Quill lied,” said Holt. Holt said that Quill cheats. own, own, quoted, retold (Holt speaks)
Nobody slept.                                                                speaks of nobody
"""

from __future__ import annotations

from dataclasses import replace
from math import isnan, nan

import parses
import pytest

from analysis import catalogue, frames, json_output, measure
from analysis.article import Attribution, Choice, Given, Page, Person, Source, Sourcing, Tone, Toward, Voice, as_given
from analysis.measures.tone import leave_out

HEADLINE = "Quill slams Holt"
FIRST = "Quill won. Quill lost. “Quill lied,” said Holt. Holt said that Quill cheats."
STARTS = ("Quill lost", "“Quill lied", "Holt said", "Nobody")
OWN = "the article's own voice"
#        headline, then one for each sentence that speaks of Quill
QUILL = (-0.75, 0.5, -0.25, -0.75, -0.5)


def places(text: str, name: str) -> list[tuple[int, int]]:
    """Every place of a name."""
    found, at = [], text.find(name)
    while at >= 0:
        found.append((at, at + len(name)))
        at = text.find(name, at + 1)
    return found


def side(score: float) -> str:
    return "negative" if score <= -0.5 else "positive" if score >= 0.5 else "neutral"


def analysis(scores: tuple[float, ...] = QUILL, tone: bool = True):
    article = parses.article(HEADLINE, FIRST, "Nobody slept.")
    quill, holt = places(article.text, "Quill"), places(article.text, "Holt")
    lied, cheats = parses.find(article.text, "Quill lied"), parses.find(article.text, "Quill cheats")
    voices = (Voice(None, (), 11, 11 / 15), Voice(0, (lied, cheats), 4, 4 / 15, (lied,), (cheats,), 2, 2))
    sources = (Source(0, "Holt", "person", True, None, (), (), tuple(holt), (0, 1), 4, "quoted"),)
    said = [parses.find(article.text, words) for words in ("said Holt", "said that")]
    statements = tuple(
        Attribution(n, (holt[n + 1],), (cue,), (content,), manner, "statement", None, (0,), 0.9)
        for n, (cue, content, manner) in enumerate(zip(said, (lied, cheats), ("direct", "indirect"), strict=True))
    )
    people = (Person("Quill", None, tuple(quill)), Person("Holt", 0, tuple(holt)))
    of_quill = zip((None, 0, 1, 2, 3), quill, scores, strict=True)
    toward = [Toward(0, sentence, span, score, side(score)) for sentence, span, score in of_quill]
    toward += [Toward(1, None, holt[0], -0.5, "negative"), Toward(1, 2, holt[1], 0.0, "neutral")]
    words = ((parses.find(article.text, "slams"), -0.5),)
    choices = (
        Choice(leave_out.WORD, "without 'slams'", 0.25),
        Choice(leave_out.VOICE, "without the words of Holt", -0.5),
        Choice(leave_out.QUOTATIONS, leave_out.QUOTATIONS, -0.25),
    )
    made = Tone(-0.5, (0.5, -0.25, -0.75, -0.5, 0.0), words, choices, people, tuple(toward))
    found = parses.analysis(article, STARTS, voices=voices)
    return replace(found, sourcing=Sourcing(statements, sources, voices), tone=made if tone else None)


def page(scores: tuple[float, ...] = QUILL, tone: bool = True) -> Page:
    made = analysis(scores, tone)
    return Page("", made, tuple(catalogue.measure(made)))


# --- frames and JSON -------------------------------------------------------------------------------------------------


def test_where_each_mention_is_and_who_speaks_there():
    table = frames.toward(page())
    columns = ["sentence", "place", "voice", "score", "label"]
    rows = table[table.person == "Quill"][columns].astype(object).where(lambda t: t.notna(), None)
    assert list(rows.itertuples(index=False, name=None)) == [
        (None, "headline", None, -0.75, "negative"),
        (1, "own", OWN, 0.5, "positive"),
        (2, "own", OWN, -0.25, "neutral"),
        (3, "quoted", "Holt", -0.75, "negative"),
        (4, "retold", "Holt", -0.5, "negative"),
    ]
    assert list(table.source.isna()) == [True] * 5 + [False] * 2
    assert list(table.text[3:5]) == ["“Quill lied,” said Holt.", "Holt said that Quill cheats."]


def test_left_out():
    bare = page(tone=False)
    assert frames.toward(bare).empty and frames.sentences(bare).valence.isna().all()
    assert json_output.page_to_dict(bare)["tone"] is None
    assert isnan(bare.measurement("valence_gap").value)


def test_the_json():
    told = json_output.page_to_dict(page())["tone"]
    assert (told["headline"], told["sentence_tones"]) == (-0.5, [0.5, -0.25, -0.75, -0.5, 0.0])
    assert told["headline_words"] == [{"span": [6, 11], "moves": -0.5}]
    assert told["choices"][0] == {"kind": leave_out.WORD, "name": "without 'slams'", "gap": 0.25}
    assert told["people"][1] == {"name": "Holt", "source_id": 0, "mentions": [[12, 16], [59, 63], [65, 69]]}
    assert told["toward"][0] == {"person": 0, "sentence": None, "span": [0, 5], "score": -0.75, "label": "negative"}


def test_no_headline_is_null():
    made = analysis()
    bare = Page("", replace(made, tone=replace(made.tone, headline=nan)), ())
    assert json_output.page_to_dict(bare)["tone"]["headline"] is None


def test_spans_of_the_tone_are_in_the_text_as_given():
    """Each character of the text is given as two."""
    text = analysis().article.text
    given = Given("".join(c + "-" for c in text), tuple(range(0, 2 * len(text), 2)), tuple(range(1, 2 * len(text), 2)))
    moved = as_given(analysis().tone, given)
    assert moved.words == (((12, 21), -0.5),)
    assert (moved.people[1].mentions[0], moved.toward[0].span) == ((24, 31), (0, 9))


def test_he_and_she_are_mentions_of_a_person():
    a = measure("Mayor quits\n\nMayor Ada Quill quit on Monday. She said that her work was done. It rained.")
    (quill,) = a.to_dict()["tone"]["people"]
    assert [a.text[slice(*span)] for span in quill["mentions"]][-2:] == ["She", "her"]
    assert list(a.toward.sentence.dropna().unique()) == [1, 2]


def test_who_says_nothing_is_a_person_of_the_headline_too():
    a = measure("Quill hurt in crash\n\nAda Quill was hurt on Monday. The road was closed. Her car burned.")
    assert list(a.toward.place) == ["headline", "own", "own"] and set(a.toward.person) == {"Ada Quill"}
    assert [a.text[s:e] for s, e in zip(a.toward.start, a.toward.end, strict=True)] == ["Quill", "Ada Quill", "Her"]
