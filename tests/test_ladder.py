"""Verbs on their ladders, near words, and what headlines do to be opened: decided by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from analysis import workbook as wb
from analysis.measures import word_forms
from analysis.measures.headline.clickbait import find_cues
from analysis.measures.headline.ladder import LADDERS
from analysis.measures.headline.pressing import find_pressing
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
    assert all(step["why"] for ladder in LADDERS for step in steps[ladder]["steps"])
    assert [
        s["name"] for s in steps["attack"]["steps"]
    ] == "question disagree criticize accuse condemn slam destroy".split()
    assert [s["name"] for s in steps["commitment"]["steps"]][2:] == ["say that it will be done", "promise", "vow"]


SAID = {
    "Mayor slams secret plan": ["slams"],
    "Senator blasts governor over budget": ["blasts"],
    "Hale rips council vote": ["rips"],
    "Governor vows to veto bill": ["vows"],
    "Mayor destroys rival in debate": ["destroys"],
    "Unions demand pay raise": ["demand"],
    "President blindsides ally with call": ["blindsides"],
    "Minister hits out at critics": ["hits out"],
    "Coach lashes out at referee": ["lashes out"],
    "Reed torches Quill over flood plan": ["torches"],
    "Quill doubles down on bridge claim": ["doubles down on"],
    "Star claps back at critics": ["claps back at"],
    "Comedian roasts mayor": ["roasts"],
    "Agency warns of floods": ["warns"],
    "Quill accuses Reed of lying": ["accuses"],
    "Roe eviscerates rival plan": ["eviscerates"],
    "Mayor slammed over secret plan": ["slammed"],
    "Slamming critics, Reed vows return": ["Slamming", "vows"],
    "QUILL SLAMS PLAN": ["SLAMS"],
    "China slams new tariff": ["slams"],
    "Critics tear apart budget": ["tear apart"],
    "Hale Blasts Bank Chair, Demands Cuts": ["Blasts", "Demands"],
}
NOT_SAID = """
Storm slams coast; Hurricane Milton slams Florida; Family hits the beach; Rocket blasts off; Man rips a page from book
Officer destroys evidence; Blast kills three; Roasts for the holidays; Car slams into wall; Fire rips through mill
Fire torches homes in Orle; Workers demolish old school; Man slams door on officer; Lions hammer Bears 31-10
Chef roasts chicken for shelter; Company shreds paper records; Driver slams car into store; Police question suspect
Heat stuns farmers; Debt threatens town; Mayor answers to threat of flood
Reed says bridge is safe; Council approves road
"""


def pressing(headline: str, body: str = "The council met on Monday. Nothing else happened there.") -> list[tuple]:
    analysis = wb.analyze(plain_text.from_text(f"{headline}\n\n{body}"))
    text = analysis.article.text
    words = ([text[slice(*s)] for s in spans] for p in analysis.pressing for spans in ([p.span], p.told, p.quoted))
    return list(zip(*[words] * 3, strict=True))


@pytest.mark.parametrize(("headline", "words"), SAID.items())
def test_words_that_press(headline: str, words: list[str]):
    assert [own for (own,), _, _ in pressing(headline)] == words


@pytest.mark.parametrize("headline", [h.strip() for line in NOT_SAID.split("\n") for h in line.split(";") if h.strip()])
def test_blows_that_are_no_words(headline: str):
    assert pressing(headline) == []


@pytest.mark.parametrize(
    ("headline", "body", "told", "quoted"),
    [
        (
            "Mayor slams secret plan",
            "Lowfield Mayor Ada Norr said that the plan for the bridge was a mistake.\n\n"
            "“The plan should have been shown to the town first,” Norr said. “I like the people who made it.”",
            ["Lowfield Mayor Ada Norr said that the plan for the bridge was a mistake"],
            ["The plan should have been shown to the town first"],
        ),
        (
            "Reed vows to veto flood bill",
            "Governor Tom Reed said he would veto the flood bill.\n\n“The bill costs too much,” Reed said.",
            ["Governor Tom Reed said he would veto"],
            ["The bill costs too much"],
        ),
        (
            "Reed torches Quill over flood plan",
            "Tom Reed questioned the flood plan of Ada Quill.\n\n“I have some doubts about the plan,” Reed said.",
            ["Tom Reed questioned the flood plan"],
            ["I have some doubts about the plan"],
        ),
        (
            "Mayor slammed over secret plan",
            "Tom Reed condemned the plan of the mayor.",
            ["Tom Reed condemned the plan"],
            [],
        ),
        (
            "Mayor slams secret plan",
            "Mayor Ada Norr criticized the plan. “I like summer evenings by the lake,” Norr said.",
            ["Mayor Ada Norr criticized the plan"],
            [],  # the quotation shares no word with the headline
        ),
        ("Mayor slams secret plan", "The plan was shown on Monday. It rained.", [], []),  # a question to the reader
    ],
)
def test_how_the_body_tells_the_same_deed(headline: str, body: str, told: list[str], quoted: list[str]):
    ((_, found, own),) = pressing(headline, body)
    assert (found, own) == (told, quoted)


def test_what_presses_on_the_seed(seed):
    text = seed.article.text
    blindsides, demand = seed.pressing
    assert text[slice(*blindsides.verbs[0])] == "blindsided" and blindsides.ladder == "deeds"
    assert [text[slice(*s)] for s in demand.verbs] == ["told", "advised", "advice", "urge"]
    assert [text[slice(*s)] for s in demand.who] == ["Trump"]
    assert text[slice(*demand.quoted[0])].endswith("our dear and close ally.")


def calls_of_pressing(times: int) -> int:
    """How many functions `find_pressing` calls for a body of so many mentions and so many verbs of attack."""
    body = "Quill went home. Berg slams Holt. " * times
    found = wb.analyze(plain_text.from_text(f"Quill slams Holt, blasts Berg and accuses Orr\n\n{body}"))
    asked = found.article, found.parse, found.sourcing, found.headline_words, found.ladder
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assert len(find_pressing(*asked)) == 3
    finally:
        sys.setprofile(before)
    return calls


def test_pressing_words_cost_no_square():
    """Four times the text takes four times the calls: each verb compared with each mention took ten times as many."""
    few, many = calls_of_pressing(50), calls_of_pressing(200)
    assert many < 5 * few


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
