"""Wording: forms of entries, hits and their voices, passives, rates: all decided by hand from the texts."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from analysis import workbook as wb
from analysis.article import Analysis
from analysis.corpus import codebook
from analysis.measures import word_forms, wording
from analysis.reading import plain_text
from analysis.reading.read import read_article

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
FILLER = "The council met on Monday in the old hall and talked about the new road for two hours. "


def hits(text: str, *categories: str) -> list[tuple[str, str]]:
    """(words, place) of these categories in a text of paragraphs, parsed by the shipped pipeline."""
    analysis = wb.analyze(plain_text.from_text(f"A road for the town\n\n{text}"))
    return [
        (analysis.article.text[slice(*w.span)], w.place)
        for w in analysis.wording
        if w.category in categories and w.place != "headline"
    ]


# --- forms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("deny", "deny denies denied denying"),
        ("ban", "ban bans banned banning"),
        ("urge", "urge urges urged urging"),
        ("tell", "tell tells told telling"),
        ("press", "press presses pressed pressing"),
        ("vow", "vow vows vowed vowing"),
        ("admit", "admit admits admitted admitting"),
        ("destroy", "destroy destroys destroyed destroying"),
    ],
)
def test_forms_of_a_verb(base: str, forms: str):
    assert word_forms.verb_forms(base) == set(forms.split())


def test_entries_of_several_words_inflect_the_right_one():
    assert {" ".join(f) for f in word_forms.forms("lead to", "verb")} == {"lead to", "leads to", "led to", "leading to"}
    assert {" ".join(f) for f in word_forms.forms("witch hunt", "noun")} == {"witch hunt", "witch hunts"}


def test_every_group_has_its_reason_and_no_entry_twice():
    for category, own in word_forms.load("wording").items():
        assert own["label"] and own["meaning"] and own["reference"], category
        for group in own["groups"]:
            listed = word_forms.entries(group["words"])
            assert group["why"] and listed
            assert sorted(set(listed)) == sorted(listed), (category, group["why"])


# --- hits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "categories", "expected"),
    [
        ("The mayor gave a shocking speech.", ("judgement",), [("shocking", "own")]),
        ("The mayor has failed to pay.", ("judgement",), []),  # no adjective there
        ("The Brutal Club won.", ("judgement",), []),  # a name
        ("She managed to win. He failed to answer.", ("implicatives",), [("managed", "own"), ("failed", "own")]),
        ("She managed the shop.", ("implicatives",), []),
        ("He realized that it rained.", ("factives",), [("realized", "own")]),
        ("He realized his plan.", ("factives",), []),
        ("The flood led to losses.", ("causal",), [("led to", "own")]),
        ("Ann Bell contributed to this report.", ("causal",), []),
        ("It may rain, and it will clearly snow.", ("hedges", "boosters"), [("may", "own"), ("clearly", "own")]),
    ],
)
def test_words_and_what_must_follow(text: str, categories: tuple[str, ...], expected: list[tuple[str, str]]):
    assert hits(text, *categories) == expected


def test_own_retold_and_quoted_are_told_apart():
    text = 'A reckless plan passed. "It is a brutal plan," said Ida Norr, the mayor. Norr said the vote was shameful.'
    assert hits(text, "judgement") == [("reckless", "own"), ("brutal", "quoted"), ("shameful", "retold")]


# --- passives -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "with_agent", "without"),
    [
        ("The bridge was closed by the mayor.", ["was closed"], []),
        ("The bridge was closed by Friday.", [], ["was closed"]),
        ("Costs were cut by 5 percent.", [], ["were cut"]),
        ("Time was saved by closing the road.", [], ["was saved"]),
        ("The men got fired.", [], ["got fired"]),
        ("It has not yet been sold.", [], ["been sold"]),
        ("The mayor has closed the bridge.", [], []),
        ("The closed bridge is old.", [], []),
    ],
)
def test_passives(text: str, with_agent: list[str], without: list[str]):
    assert [words for words, _ in hits(text, "passive")] == with_agent
    assert [words for words, _ in hits(text, "agentless_passive")] == without


# --- rates ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> Analysis:
    return wb.analyze(read_article(SEED))


def test_the_seed_by_hand(seed: Analysis):
    """The last paragraph and two short pieces are the article's own: "aggressive", "instigated", "resulted in" ..."""
    own = {seed.article.text[slice(*w.span)]: w.category for w in seed.wording if w.place == "own"}
    assert own == {
        "aggressive": "judgement",
        "devastation": "judgement",
        "particularly": "boosters",
        "instigated": "causal",
        "resulted in": "causal",
    }
    assert {seed.article.text[slice(*w.span)] for w in seed.wording if w.place == "headline"} == {
        "blindsides",
        "stunning",
    }
    quoted = {seed.article.text[slice(*w.span)] for w in seed.wording if w.place == "quoted"}
    assert {"wonderful", "In my opinion", "could"} <= quoted


def test_a_rate_is_hits_for_each_thousand_own_words():
    # 18 words, five times, and "A shocking, shocking and cruel plan passed." with 7: 97 words, three hits
    text = FILLER * 5 + "A shocking, shocking and cruel plan passed."
    analysis = wb.analyze(plain_text.from_text(f"A road\n\n{text}"))
    value = wording.rate(analysis, "narrator", ["judgement"])
    assert value.value == pytest.approx(1000 * 3 / 97)
    assert value.low == pytest.approx(1000 * 1 / 97)  # without "shocking"
    assert value.high == pytest.approx(value.value)
    assert "leaving out “shocking”" in value.note


def test_too_few_own_words_are_not_measurable():
    value = wording.rate(wb.analyze(plain_text.from_text("A road\n\nIt may rain.")), "narrator", ["hedges"])
    assert math.isnan(value.value)
    assert value.note == "the article's own voice has only 3 words"


def test_the_rates_are_said_of_the_article_and_in_the_corpus():
    """They are of the article's own voice alone, and so stand for the whole article."""
    (piece,) = wb.measured(wb.open_article(SEED), "hedges", "causal_claims").blocks
    assert "Words that soften: " in piece.words and "Claims of a cause, no source given: " in piece.words
    columns = [column.name for column in codebook.TABLES["articles"][1]]
    assert "hedges" in columns and "causal_claims" in columns


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("He was shot by two officers on Monday.", True),
        ("The plan was backed by 14 senators.", True),
        ("The price was cut by 40 percent.", False),
        ("The staff was cut by 3,000 jobs.", False),
    ],
)
def test_a_number_of_people_did_it_another_number_did_not(text: str, agent: bool):
    assert len(hits(text, "passive")) == agent and len(hits(text, "agentless_passive")) == (not agent)


def test_long_verbs_double_their_last_letter_where_it_is_stressed():
    assert {"regretted", "regretting"} <= word_forms.verb_forms("regret")
    assert "inferred" in word_forms.verb_forms("infer") and "laid" in word_forms.verb_forms("lay")
