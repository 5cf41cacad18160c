"""The learned tone in frames, JSON and views, of a page with made-up tones: everything else follows by arithmetic.

Quill slams Holt                                                             headline
Quill won. Quill lost. “Quill lied,” said Holt. Holt said that Quill cheats. own, own, quoted, retold (Holt speaks)
Nobody slept.                                                                speaks of nobody
"""

from __future__ import annotations

from dataclasses import replace
from math import isnan, nan

import pandas as pd
import parses
import pytest

from analysis import catalogue, frames, json_output, measure
from analysis.article import Attribution, Choice, Given, Page, Person, Source, Sourcing, Tone, Toward, Voice, as_given
from analysis.measures.tone import leave_out
from analysis.views import toward

HEADLINE = "Quill slams Holt"
FIRST = "Quill won. Quill lost. “Quill lied,” said Holt. Holt said that Quill cheats."
STARTS = ("Quill lost", "“Quill lied", "Holt said", "Nobody")
OWN = "the article's own voice"
#        headline, then one for each sentence that speaks of Quill
QUILL = (-0.75, 0.5, -0.25, -0.75, -0.5)


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


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
        Choice(leave_out.WORD, "without “slams”", 0.25),
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
    assert told["choices"][0] == {"kind": leave_out.WORD, "name": "without “slams”", "gap": 0.25}
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


# --- views -----------------------------------------------------------------------------------------------------------


def compared(scores: tuple[float, ...]) -> list[str]:
    sentences = toward.by_sentence(frames.toward(page(scores)))
    return list(toward.compared(sentences, toward.by_person(sentences)))


HOLT = "There is too little to say about Holt: fewer than 3 sentences of the body speak of them."


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        # (0.5 - 0.25 - 0.75 - 0.5) / 4 = -0.25, and the headline is 0.5 lower
        (QUILL, "To the model, the headline is harder on Quill (−0.75) than the body (−0.25, 4 sentences)"),
        (
            (0.75, 0.5, 0.5, 0.25, 0.25),
            "To the model, the headline is kinder to Quill (+0.75) than the body (+0.38, 4 sentences)",
        ),
        (
            (0.5, 0.5, 0.5, 0.25, 0.25),
            "Toward Quill, the headline (+0.50) reads much like the body (+0.38, 4 sentences).",
        ),
    ],
)
def test_headline_against_body_for_one_person(scores, expected):
    first, few = compared(scores)
    assert first.startswith(expected) and few == HOLT


def test_one_sentence_that_decides_is_told():
    """The body is at (1 - 0.25 - 0.25 - 0.5) / 4 = 0, and at -0.33 without the first sentence."""
    first, _ = compared((-0.33, 1.0, -0.25, -0.25, -0.5))
    assert first.endswith("than the body (0.00, 4 sentences), but not if sentence 1 is left out.")
    first, _ = compared(QUILL)
    assert first.endswith(", whichever sentence is left out.")


@pytest.mark.parametrize(
    ("scores", "turning"),
    [
        # the body is at 0.25; without one of the first two the headline is only (1 - 0.75) / 3 = 0.08 below it
        ((0.0, 0.75, 0.75, -0.25, -0.25), "sentence 1 or 2 is"),
        # at 0.19, the headline 0.25 below it: without a sentence of 0.25 the body is at 0.17, and the gap too small
        ((-0.0625, 0.25, 0.25, 0.25, 0.0), "sentence 1, 2 or 3 is"),
    ],
)
def test_all_sentences_that_decide_are_told(scores, turning):
    """A difference that is too small to be called one without a sentence depends on it, though its sign stays."""
    first, _ = compared(scores)
    assert first.endswith(f", but not if {turning} left out.")


def test_many_sentences_that_decide_are_counted():
    """Four sentences of 0.25 and a last one of 0: the body is at 0.2, and at 0.19 without one of the four."""
    body = pd.DataFrame({"sentence": [1, 2, 3, 4, 5], "score": [0.25, 0.25, 0.25, 0.25, 0.0]})
    (row,) = pd.DataFrame({"headline": [-0.055], "body": [0.2], "n_body": [5]}).itertuples()
    assert toward.difference(row, body) == ("harder", ", but not if one of 4 sentences is left out")


def test_several_mentions_of_a_person_in_one_sentence_count_once():
    made = page()
    lied = made.analysis.tone.toward[3]
    again = replace(lied, span=(lied.span[0] + 6, lied.span[1] + 5), score=-0.25, label="neutral")
    tone = replace(made.analysis.tone, toward=(*made.analysis.tone.toward, again))
    more = replace(made, analysis=replace(made.analysis, tone=tone))
    sentences = toward.by_sentence(frames.toward(more))
    assert list(sentences[sentences.person == "Quill"].score) == [-0.75, 0.5, -0.25, -0.5, -0.5]
    assert sentences.label[3] == "negative"  # of one each, that of the stronger mention
    quill = toward.by_person(sentences).iloc[0]
    assert (quill.n_body, quill.n_quoted, quill.quoted, quill.own) == (4, 1, -0.5, 0.125)
