"""Verbs on their ladders, near words, and what headlines do to be opened: decided by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import workbook as wb
from analysis.measures import word_forms
from analysis.measures.headline.clickbait import find_cues
from analysis.reading import plain_text
from analysis.reading.read import read_article

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"


@pytest.fixture(scope="module")
def seed():
    return wb.analyze(read_article(SEED))


def on_ladder(body: str, ladder: str = "force") -> list[tuple[str, str, bool]]:
    analysis = wb.analyze(plain_text.from_text(f"Mayor Norr and the bridge\n\n{body}"))
    return [(analysis.article.text[slice(*r.whole)], r.name, r.negated) for r in analysis.ladder if r.ladder == ladder]


def test_the_seed_from_demand_down_to_advice(seed):
    found = [(seed.article.text[slice(*r.whole)], r.name, r.negated) for r in seed.ladder if r.ladder == "force"]
    assert found == [
        ("demand", "demand", False),
        ("told the prime minister of Japan to back off", "tell", False),
        ("advised her not to provoke", "advise", False),
        ("advice", "advise", False),
        ("tell her to actually retract", "tell", True),
        ("urge her to tone down", "urge", False),
    ]


def test_near_words_of_the_seed(seed):
    text = seed.article.text
    near = {text[slice(*w.span)]: [text[slice(*s)] for s in w.near] for w in seed.headline_words}
    assert near["ally"] == near["Trump"] == near["blindsides"] == []  # these have a match
    assert near["key"] == ["allied leader", "dear and close ally"]
    assert near["stunning"] == ['"subtle" advice']
    assert near["demand"][0] == "told the prime minister of Japan to back off" and len(near["demand"]) == 5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norr told the council that it rained.", []),  # nothing is asked for
        ("Norr ordered the council to meet.", [("ordered the council to meet", "order", False)]),
        ("Norr never asked the council to meet.", [("asked the council to meet", "ask", True)]),
        ("Norr called for calm.", [("called for calm", "urge", False)]),
        ("Norr called the council.", []),
        ("Norr demanded calm.", [("demanded", "demand", False)]),
        ("Norr restored the order of the world.", []),
    ],
)
def test_a_verb_presses_where_a_deed_follows(body: str, expected: list[tuple[str, str, bool]]):
    assert on_ladder(body) == expected


def test_verbs_of_saying():
    assert on_ladder("Norr claimed that the bridge is safe. Norr admitted that it is old.", "stance") == [
        ("claimed", "keeps away from it", False),
        ("admitted", "takes it for true, against the speaker", False),
    ]


def test_steps_have_reasons_and_the_order_of_the_issue():
    order = ["suggest", "advise", "urge", "tell", "demand", "order"]
    steps = word_forms.load("verb_ladders")
    assert [s["name"] for s in steps["force"]["steps"] if s["name"] in order] == order
    assert all(step["why"] for ladder in ("force", "stance") for step in steps[ladder]["steps"])


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Council approves road", []),
        ("21 Reasons You Should Visit Lowfield", ["number", "list_word", "second_person", "promise"]),
        ("Is the bridge safe?", ["question"]),
        ("Why the bridge fell", ["question"]),
        ("This Is the Best Bridge Ever!", ["forward_reference", "superlative", "exclamation"]),
        ("2019 budget passes", []),  # a year is no list
        ("Two charged in 5.5 million theft", []),
    ],
)
def test_cues(headline: str, names: list[str]):
    found = find_cues(headline)
    assert sorted(c.name for c in found) == sorted(names)
    assert all(headline[slice(*c.span)].strip() and c.label and c.why for c in found)
