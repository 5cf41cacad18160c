"""Tone: VADER's arithmetic by hand. A sum s of ratings becomes s / sqrt(s * s + 15).

Ratings: good 1.9, great 3.1, bad -2.5, stunning 1.6, demand -0.5; "very" adds 0.293, "not" multiplies by -0.74.
"""

from __future__ import annotations

import dataclasses
import math

import parses
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.article import Source, Sourcing, Voice
from analysis.classroom.agreement import machine_coding
from analysis.measures.tone import gap as tone
from analysis.measures.tone import lexicons

GOOD, GREAT, BAD = 0.4404, 0.6249, -0.5423


def of(headline: str | None, *paragraphs: str, starts: tuple[str, ...] = ()):
    return parses.analysis(parses.article(headline, *paragraphs), starts)


def words(analysis, spans) -> list[str]:
    return [analysis.article.text[slice(*s)] for s in spans]


@pytest.mark.parametrize(
    ("headline", "expected", "evidence"),
    [
        ("A good bridge", GOOD, ["good"]),
        ("A very good bridge", 0.4927, ["very", "good"]),
        ("Bridge isn't good", -0.3412, ["isn't", "good"]),
        ("Bridge isn’t good", -0.3412, ["isn’t", "good"]),  # VADER by itself does not know this apostrophe
        ("A “good” bridge", GOOD, ["good"]),  # nor these marks
        ("Bridge good—mayor", GOOD, ["good"]),
        ("Not the mayor: a good bridge", GOOD, ["good"]),  # too far away to turn it
        ("Good bridge, good mayor", 0.7003, ["Good", "good"]),  # 3.8 / sqrt(14.44 + 15)
    ],
)
def test_headline_tone(headline: str, expected: float, evidence: list[str]):
    analysis = of(headline, "It rained.")
    value = tone.headline_tone(analysis, "headline")
    assert value.value == pytest.approx(expected, abs=1e-4)
    assert words(analysis, value.evidence) == evidence


@pytest.mark.parametrize(
    ("headline", "body", "note"),
    [
        (None, "It is good.", "no headline in the text"),
        ("Mayor opens bridge", "It is good.", "no word of the headline is in the lexicon, names aside"),
        ("A very long bridge", "It is good.", "no word of the headline is in the lexicon, names aside"),
        ("A good bridge", "It rained.", "no word of the body is in the lexicon, names aside"),
    ],
)
def test_a_gap_that_cannot_be_measured(headline: str | None, body: str, note: str):
    for measure in (tone.tone_gap, tone.tone_gap_whole_text):
        value = measure(of(headline, body), "headline")
        assert math.isnan(value.value)
        assert (value.note, value.evidence) == (note, ())


def test_body_tone_is_the_mean_of_the_sentences():
    analysis = of("A headline", "It is good. It rained.", "It is bad.", starts=("It rained",))
    value = tone.body_tone(analysis, "body")
    assert value.value == pytest.approx((GOOD + 0 + BAD) / 3, abs=1e-4)
    assert words(analysis, value.evidence) == ["good", "bad"]


def test_a_stable_sign():
    value = tone.tone_gap(of("A great bridge", "It is bad.", "It is bad."), "headline")
    assert value.value == pytest.approx(GREAT - BAD, abs=1e-4)
    assert value.low == pytest.approx(0 - BAD, abs=1e-4)  # without "great"
    assert value.high == value.value
    assert value.note == "the sign stays the same: the gap stays between +0.54 and +1.17"


def test_the_note_names_what_flips_the_sign_the_largest_move_first():
    """Mean (good 0.4404 - bad 0.5423 + great 0.6249) / 3 = 0.1743; with headline good the gap is +0.27."""
    analysis = of("A good day", "It is good. It is bad.", "It is great.", starts=("It is bad",))
    value = tone.tone_gap(analysis, "headline")
    assert value.value == pytest.approx(0.2661, abs=2e-4)
    assert value.low == pytest.approx(GOOD - GREAT, abs=1e-4)  # without the first paragraph
    assert value.high == pytest.approx(GOOD - (GOOD + BAD) / 2, abs=1e-4)  # without the last sentence
    assert value.note == (
        "without paragraph 1 (It is good. It ...) the gap is −0.18: the sign can change "
        "(also without “good” −0.17, without sentence 2 (It is bad ...) −0.09)"
    )


def test_quotations_are_left_out_too():
    value = tone.tone_gap(of("A good day", '"It is bad," said Ana Holt.'), "headline")
    assert value.value == pytest.approx(GOOD - BAD, abs=1e-4)
    assert value.low == pytest.approx(GOOD, abs=1e-4)  # without the quotation the body has no rated word


def test_a_sentence_that_is_all_quotation_goes_with_it():
    """Without quotations one sentence is left, and it is good; two empty ones at 0 would pull its mean down."""
    value = tone.tone_gap(of("A great day", "It is good.", '"It is bad."', "“It is bad.”"), "headline")
    assert value.low == pytest.approx(GREAT - GOOD, abs=1e-4)


def test_voices_are_left_out_one_by_one_and_all_together():
    """The aide says bad, the clerk great; the article's own words have no rated one: sentences of 0, 0 and 0."""
    bare = parses.article("A good day", "An aide calls it bad.", "A clerk calls it great.", "It rained.")
    bad, great = (parses.find(bare.text, w) for w in ("bad", "great"))
    sources = tuple(
        Source(n, name, "person", True, None, (), (), (), (), 1, "retold")
        for n, name in enumerate(("an aide", "a clerk"))
    )
    voices = (Voice(None, (), 12, 0.8), Voice(0, (bad,), 1, 0.1), Voice(1, (great,), 1, 0.1))
    analysis = dataclasses.replace(parses.analysis(bare), sourcing=Sourcing((), sources, voices))
    found = {c.name: c.gap for c in tone.alternative_gaps(analysis)}
    assert found["as measured"] == pytest.approx(GOOD - (BAD + GREAT) / 3, abs=1e-4)
    assert found["without the words of an aide"] == pytest.approx(GOOD - GREAT / 3, abs=1e-4)
    assert found["without the words of a clerk"] == pytest.approx(GOOD - BAD / 3, abs=1e-4)
    assert found["with the article's own voice only"] == pytest.approx(GOOD, abs=1e-4)


def test_another_list_that_turns_the_sign_is_named():
    """VADER: free 2.3 / sqrt(2.3 * 2.3 + 15) = 0.51, good 0.44. TextBlob: free 0.4, good 0.7."""
    value = tone.tone_gap(of("Free day", "It is good."), "headline")
    assert value.note == "without “Free” the gap is −0.44: the sign can change (also by TextBlob's list −0.30)"
    assert value.low == pytest.approx(-GOOD, abs=1e-4)  # VADER's scale alone
    theirs = tone.tone_gap(of("Free day", "It is good."), "headline", lexicons.by_name("textblob"))
    assert theirs.value == pytest.approx(-0.3)


def test_whole_text_without_one_paragraph():
    """Good and bad in one text: (1.9 - 2.5) / sqrt(0.36 + 15) = -0.1531."""
    value = tone.tone_gap_whole_text(of("A good day", "It is good.", "It is bad."), "headline")
    assert value.value == pytest.approx(GOOD + 0.1531, abs=1e-4)
    assert (value.low, value.high) == pytest.approx((GOOD - GOOD, GOOD - BAD), abs=1e-4)
    assert value.note == "without paragraph 2 (It is bad ...) the gap is 0.00: the sign can change"


def test_one_paragraph_leaves_nothing_to_leave_out():
    value = tone.tone_gap_whole_text(of("A good day", "It is bad."), "headline")
    assert math.isnan(value.low)
    assert math.isnan(value.high)
    assert value.note == "nothing can be left out to see whether the sign would change"


@pytest.mark.parametrize(
    "text",
    [
        "No good plan, never so good, kind of good; not a great, very bad idea. But the mayor is the bomb!",
        "It was hardly bad. At least good, least good, without doubt great: a BAD day and no bad or good one?!",
        "Good bad. Yeah right, bus stop, to die for, kiss of death, not very good, rarely so great, don't be bad.",
    ],
)
def test_scores_are_vaders_own(text: str):
    """The neighbors that VADER is handed are all that it looks at."""
    long = " ".join([text, parses.SEED_TEXT, text])
    own = SentimentIntensityAnalyzer().polarity_scores
    for each in (text, lexicons.plain(long)):
        assert lexicons.VADER.score(each) == own(each)["compound"]


def test_seed(seed):
    """Stunning and demand: 1.1 / sqrt(1.21 + 15) = 0.27; demand alone -0.13 (worked out in the design)."""
    headline = tone.headline_tone(seed, "headline")
    assert headline.value == pytest.approx(0.27, abs=0.005)
    assert words(seed, headline.evidence) == ["stunning", "demand"]
    assert tone.body_tone(seed, "body").value == pytest.approx(0.17, abs=0.005)
    gap = tone.tone_gap(seed, "headline")
    assert gap.value == pytest.approx(0.10, abs=0.005)
    assert gap.low == pytest.approx(-0.30, abs=0.005)
    assert gap.note.startswith("without “stunning” the gap is −0.30: the sign can change")


def test_seed_as_one_text(seed):
    gap = tone.tone_gap_whole_text(seed, "headline")
    assert gap.value == pytest.approx(-0.71, abs=0.005)
    assert gap.high == pytest.approx(1.18, abs=0.005)
    assert gap.note == (
        "without paragraph 6 (The United States relationship ...) the gap is +1.18: the sign can change"
    )


def test_surnames_have_no_tone():
    """What is great is the bridge, and there is nothing good about Ada Good. "Sweet" and "Grand" are judgments."""
    analysis = of(
        "A Good Disaster", "Ada Good has a great bridge. Sweet Bob Good’s.", "“Grand Bob!”", starts=("Sweet",)
    )
    assert "Good" in words(analysis, tone.body_tone(analysis, "body").evidence)  # before anybody is named
    call(analysis, "Good Disaster", "Ada Good", "Sweet Bob Good", "Grand Bob")
    blank = analysis.article.text.replace("Ada Good", "Ada Xxxx").replace("Bob Good", "Bob Xxxx")
    assert tone.mask_surnames(analysis) == blank.replace("Grand Bob", "Grand Xxx")  # the body calls nobody Disaster
    assert words(analysis, tone.body_tone(analysis, "body").evidence) == ["great", "Sweet", "Grand"]
    assert words(analysis, tone.headline_tone(analysis, "headline").evidence) == ["Good", "Disaster"]


def test_a_surname_that_the_article_has_as_a_word_too_stays():
    analysis = of("A bridge", "Trump Victory said so. It was a victory.", starts=("It",))
    call(analysis, "Trump Victory")
    assert tone.mask_surnames(analysis) == analysis.article.text


def test_a_coding_machine_leaves_surnames_out():
    analysis = of("A bridge", "Ada Good has a bridge.")
    assert machine_coding(analysis).answers["S1", "loaded"] == "yes"
    call(analysis, "Ada Good")
    assert machine_coding(analysis).answers["S1", "loaded"] == "no"


def call(analysis, *names: str) -> None:
    """Each is a person's, where it stands first."""
    doc = analysis.parse.doc
    doc.set_ents([doc.char_span(*parses.find(analysis.article.text, name), label="PERSON") for name in names])
