"""The learned tone: what the network reads; `analysis.valence` and `analysis.toward`; what is left out."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import parses
import pytest

import analysis
from analysis import api
from analysis.article import Source, Sourcing
from analysis.measures.tone import learned, leave_out
from analysis.nlp.pipeline import tone_network
from analysis.nlp.pipeline.masking import LONGEST, MARKER, mask


def masked(text: str, names: list[str], mentions: list[str] = ()) -> list[str]:
    """The pieces as words; `>` is the marker before a person."""
    wordpiece = tone_network.load().wordpiece
    spans = ([(text.index(w), text.index(w) + len(w)) for w in given] for given in (names, mentions))
    found = mask(text, *spans, wordpiece)
    return [">" if p == MARKER else wordpiece.vocabulary[p] for p in found.pieces[1:-1]]


@pytest.mark.parametrize(
    ("text", "names", "mentions", "read"),
    [
        ("Quill lied.", ["Quill"], [], "> person lied ."),
        ("Ada Quill’s plan", ["Ada Quill’s"], [], "> person ' s plan"),
        ("the disgraced mayor left", [], ["the disgraced mayor"], "> the disgrace ##d mayor left"),
        ("She left", [], ["She"], "> person left"),
        ("Mayor Quill left", ["Quill"], ["Mayor Quill"], "> mayor person left"),
        ("“Quill” left", ["Quill"], [], '" > person " left'),
        ("Quill and Berg left", ["Quill", "Berg"], ["Berg"], "> person and > person left"),
        ("Nobody left", [], [], "nobody left"),
        ("", [], [], ""),
    ],
)
def test_what_the_network_reads(text: str, names: list[str], mentions: list[str], read: str):
    assert masked(text, names, mentions) == read.split()


def test_a_mention_behind_the_end_of_what_is_read_has_no_marker():
    text = "well " * LONGEST + "Quill"
    found = mask(text, [], [(len(text) - 5, len(text))], tone_network.load().wordpiece)
    assert (found.marks, len(found.pieces), len(found.spans)) == ((-1,), LONGEST, LONGEST)
    assert math.isnan(analysis.toward(text, len(text) - 5, len(text)).score)


def test_pieces_know_their_characters():
    text = "Ada Quill lied."
    found = mask(text, [(0, 9)], [], tone_network.load().wordpiece)
    assert [text[slice(*s)] for s in found.spans] == ["", "", "Ada Quill", "lied.", "lied.", ""]


@pytest.mark.parametrize("other", ["Ada Quill", "Bo", "Maximilian von und zu Hohenlohe", "O’Brien-Vega"])
def test_names_move_nothing(other: str):
    """With the spans of names given, the very same number."""
    sentence = "{} lied about the bridge again, and the town paid."
    text = sentence.format(other)
    given = analysis.valence(text, people=[(0, len(other))])
    assert given == analysis.valence(sentence.format("Xi"), people=[(0, 2)])
    network = tone_network.load()
    sides = [
        network.read(mask(sentence.format(name), [(0, len(name))], [(0, len(name))], network.wordpiece)).sides
        for name in (other, "Xi")
    ]
    assert sides[0] == sides[1]


@pytest.mark.parametrize("text", ["zzz", "", "12.5 %", "— “”", "😀😀", "Ada Quill"])
def test_a_text_without_words_has_no_tone(text: str):
    assert math.isnan(analysis.valence(text))


@pytest.mark.parametrize("lexicon", ["vader", "textblob", "news"])
def test_nor_by_a_list(lexicon: str):
    assert math.isnan(analysis.valence("zzz", lexicon=lexicon))
    assert analysis.valence("It rained.", lexicon=lexicon) == pytest.approx(0, abs=0.2)


def test_a_list_of_texts_has_the_same_numbers():
    texts = ["A great day for the town.", "zzz", "Fire kills nine people in their sleep"]
    found = analysis.valence(texts)
    assert isinstance(found, np.ndarray)
    assert np.array_equal(found, [analysis.valence(t) for t in texts], equal_nan=True)
    assert found[0] > 0 > found[2]


@pytest.mark.parametrize(
    ("text", "person", "label"),
    [
        ("Quill saved the lives of nine children and was praised by everyone.", "Quill", "positive"),
        ("Quill lied to the court and stole the money of widows.", "Quill", "negative"),
        ("Quill arrived in the capital on Monday.", "Quill", "neutral"),
        ("He lied to the court and stole the money of widows.", "He", "negative"),
    ],
)
def test_toward(text: str, person: str, label: str):
    at = text.index(person)
    found = analysis.toward(text, at, at + len(person))
    assert (found.label, -1 <= found.score <= 1) == (label, True)
    assert analysis.toward([text], [at], [at + len(person)]) == [found]


def test_toward_needs_a_place():
    with pytest.raises(ValueError, match="no words at 0 to 0 "):
        analysis.toward("Quill", 0, 0)


@pytest.mark.parametrize(
    ("span", "holes", "left"),
    [
        ((0, 10), [], [(0, 10)]),
        ((0, 10), [(2, 4)], [(0, 2), (4, 10)]),
        ((0, 10), [(0, 4), (6, 12)], [(4, 6)]),
        ((3, 10), [(0, 12)], []),
    ],
)
def test_what_is_kept(span, holes, left):
    assert leave_out.kept(span, holes) == tuple(left)


BODY = "“The plan is a disaster,” said Ada Quill, the mayor. It opens on Friday.\n\nQuill’s own party praised the plan."


def test_the_gap_of_an_article():
    page = api.measure(f"Mayor slams plan\n\n{BODY}")
    tone, measured = page.analysis.tone, {m.name: m for m in page.measured if "valence" in m.name}
    assert len(tone.sentences) == 3
    gap = measured["valence_gap"]
    assert gap.value == pytest.approx(tone.headline - sum(tone.sentences) / 3)
    assert gap.low <= gap.value <= gap.high
    assert {c.kind for c in tone.choices} >= {leave_out.WORD, leave_out.SENTENCE, leave_out.QUOTATIONS}
    assert [page.article.text[slice(*w)] for w, _ in tone.words] == ["Mayor", "slams", "plan"]
    without_first = next(c for c in tone.choices if c.name.startswith("without sentence 1 "))
    assert without_first.gap == pytest.approx(tone.headline - sum(tone.sentences[1:]) / 2)


def test_tone_can_be_left_out():
    page = api.measure(f"Mayor slams plan\n\n{BODY}", without=["tone"])
    assert page.analysis.tone is None
    assert {m.note for m in page.measured if "valence" in m.name} == {learned.LEFT_OUT}
    assert not math.isnan(page.value("body_tone"))


def test_without_a_headline():
    read = parses.analysis(parses.article(None, "Ada Quill opened the bridge. It rained."), ("It rained",))
    tone = learned.read_tone(read)
    assert (math.isnan(tone.headline), len(tone.sentences), tone.choices) == (True, 2, ())
    assert learned.valence_gap(dataclasses.replace(read, tone=tone), "headline").note == learned.NO_HEADLINE


def test_a_name_found_once_is_hidden_everywhere():
    """The pipeline's entities by hand: the second "Quill" is not among them; "Paris" is a place where it is one."""
    read = parses.analysis(parses.article("Ada Quill wins", "Then Quill left. A quiet street. Quill’s aide stayed."))
    doc = read.parse.doc
    doc.set_ents([span for span in [doc.char_span(0, 9, label="PERSON")] if span])
    text = read.article.text
    assert [text[slice(*s)] for s in learned.find_names(read)] == ["Ada Quill", "Quill", "Quill"]


def test_a_mention_that_goes_on_in_the_next_sentence():
    """By a wrong sentence end inside of a name: the name there is not among the sentence's."""
    read = parses.analysis(parses.article("Plan fails", "We met Lt. Reed today."), ("Reed",))
    doc, text = read.parse.doc, read.article.text
    at = text.index("Reed")
    doc.set_ents([doc.char_span(at, at + 4, label="PERSON")])
    mention = (text.index("Lt."), at + 4)
    source = Source(0, "Reed", "person", True, None, (), (), (mention,), (), 0, "told about")
    tone = learned.read_tone(dataclasses.replace(read, sourcing=Sourcing((), (source,), ())))
    assert {t.sentence for t in tone.toward} <= {0, 1}
    assert all(-1 <= t.score <= 1 for t in tone.toward)
