"""Self-checks: right and wrong answers, hints, and never the answer."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import workbook as wb
from analysis.classroom.self_check import CHECKS, OF_CLASS
from analysis.measures import statement
from analysis.views.base import html
from analysis.views.reference import SHOWN, placed

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "trump-takaichi-call.txt"

# What is right and what is wrong, worked out from the article and the invented sheets by hand.
RIGHT = {
    "voices-1": (3, "3", " three ", "Three.", "3 sources"),
    "voices-2": ("Trump", "donald trump", "President Trump", "Trump's"),
    "voices-3": ("1", 1, "one", "once"),
    "headline-1": ("key, stunning, demand", "Demand key STUNNING", "key, stunning and demand"),
    "headline-2": ("3", "three"),
    "headline-3": ("told", " Told."),
    "dates-1": ("28", 28, "28 days", "28,0"),
    "dates-2": ("Tokyo", "tokyo", "in Tokyo, Japan"),
    "dates-3": ("0", "none", "zero", 0),
    "sources-1": ("the Wall Street Journal", "Wall street journal", "The Journal"),
    "sources-2": ("0", "None", "no"),
    "sources-3": ("briefed on the call", "“briefed on the call”", "Briefed"),
    "sources-4": ("0", "none"),
    "statement-1": ("1", "one"),
    "statement-2": ("28", "28%", "28.2 percent", "0.28", "27 %", 29),
    "statement-3": ("7", "seven"),
    "statement-4": ("soybean", "Soybeans", "soy"),
    "whole-1": ("5", "five"),
    "whole-2": ("Xi", "Takaichi", "farmers", "Prime Minister Takaichi"),
    "whole-3": ("Reached through another outlet", "another outlet"),
    "opening-1": ("1", "one"),
    "opening-2": ("U.S.", "the U.S.", "US"),
    "opening-3": ("5", "five"),
    "closing-1": ("2", "Two"),
    "closing-2": ("the article's own", "The article's", "own"),
    "closing-3": ("0", "none", "zero"),
    "gap-1": ("stunning", "Stunning."),
    "gap-2": ("blindsides", "“Blindsides”"),
    "gap-3": ("names", "The names", "people’s names", "the names of people"),
    "class-1": ("50", "50%", "0.5", "half", "50 percent"),
    "class-2": ("S9", "s9"),
    "class-3": ("loaded", "Loaded?"),
    "class-4": ("10", "ten"),
}
WRONG = {
    "voices-1": ("2", "five", "many", "3 or 4"),
    "voices-2": ("the Journal", "the writer", "x"),
    "voices-3": ("2",),
    "headline-1": ("key, stunning", "key, stunning, demand, ally"),
    "headline-2": ("6",),
    "headline-3": ("urge",),
    "dates-1": ("27", "28 or 29"),
    "dates-2": ("Japan", "Beijing"),
    "dates-3": ("2",),
    "sources-1": ("Reuters",),
    "sources-2": ("3",),
    "sources-3": ("briefed on the matter",),
    "sources-4": ("2",),
    "statement-1": ("4",),
    "statement-2": ("34", "0.34", "26"),
    "statement-3": ("8",),
    "statement-4": ("corn",),
    "whole-1": ("6",),
    "whole-2": ("the Journal", "Trump"),
    "whole-3": ("Named sources", "Headline against body", "Headline words with no matching word in the body"),
    "class-1": ("75", "3"),
    "class-2": ("S5",),
    "class-3": ("speaker",),
    "class-4": ("9",),
    "opening-1": ("2",),
    "opening-2": ("Mr.", "Trump"),
    "opening-3": ("6",),
    "closing-1": ("1",),
    "closing-2": ("the Journal's", "Trump"),
    "closing-3": ("1",),
    "gap-1": ("key", "blindsides"),
    "gap-2": ("stunning", "demand"),
    "gap-3": ("verbs", "the headline"),
}


@pytest.fixture(scope="module")
def page():
    return wb.open_article(SEED)


@pytest.fixture(scope="module")
def check(page):
    return wb.checks(page, wb.open_class(page, ROOT / "seeds" / "invented-class"))


def said(section) -> str:
    return "\n".join(html.plain(block.html()) for block in section.blocks)


def test_every_check_has_right_and_wrong_answers():
    assert set(RIGHT) == set(WRONG) == set(CHECKS)


@pytest.mark.parametrize(("key", "answer"), [(key, answer) for key, answers in RIGHT.items() for answer in answers])
def test_right(check, key, answer):
    assert said(check(key, answer)).endswith(": Right.")


@pytest.mark.parametrize(("key", "answer"), [(key, answer) for key, answers in WRONG.items() for answer in answers])
def test_wrong_answers_get_a_hint(check, key, answer):
    told = said(check(key, answer))
    assert "not yet" in told and CHECKS[key].hint in told


@pytest.mark.parametrize("key", sorted(CHECKS))
def test_the_answer_is_never_told(check, key):
    """Neither the hint, nor what is said of no answer or of a wrong one, has a right answer as a whole word."""
    shown = said(check(key, "")) + said(check(key, "xyz"))
    told = shown.replace(CHECKS[key].asks, "")
    for answer in map(str, RIGHT[key]):
        if key not in ASKED_FROM_A_LIST and not answer.isdigit():
            assert not re.search(rf"\b{re.escape(answer.strip())}\b", told, re.IGNORECASE), answer


# What these ask for is written in the question, or a common word ("no", "none", "one") that a hint may need.
ASKED_FROM_A_LIST = (
    "headline-3",
    "opening-1",
    "closing-2",
    "closing-3",
    "sources-2",
    "sources-4",
    "voices-3",
    "dates-3",
    "statement-1",
)


def test_too_many_and_too_few(check):
    assert "too many" in said(check("voices-1", 7)) and "too few" in said(check("voices-1", 1))
    assert "too high" in said(check("statement-2", 34)) and "too low" in said(check("statement-2", "3%"))


def test_part_of_a_list(check):
    assert "there is more" in said(check("headline-1", "stunning, key"))
    assert "“ally” does not belong" in said(check("headline-1", "stunning, key, demand, ally"))


def test_an_unknown_check_names_near_ones(check):
    assert said(check("voice-2")) == "There is no check 'voice-2'; did you mean voices-2, voices-3, voices-1?"
    assert said(check("qqqqqqqq")).startswith("There is no check 'qqqqqqqq'; there are voices-1, ")


def test_an_answer_is_no_html(check):
    assert "<b>" not in "".join(b.html() for b in check("voices-1", "<b>3</b>").blocks)


@pytest.mark.parametrize(
    ("key", "answer", "expected"),
    [
        ("dates-2", "Tokyo", "about the workbook's own article"),
        ("dates-1", "28", "about the workbook's own article"),
        ("class-1", "50", "Right."),
        ("class-4", "10", "no class's sheets were opened"),
    ],
)
def test_another_article(key, answer, expected):
    other = wb.open_article(ROOT / "seeds" / "invented-water-investigated.md")
    assert expected in said(wb.checks(other)(key, answer))


def test_another_class_is_asked_about_itself(page):
    """One sheet: nobody to differ from, and the machine's answers are its own."""
    group = wb.open_class(page, ROOT / "seeds" / "invented-class")
    one = replace(group, codings=group.codings[:1])
    assert said(wb.checks(page, one)("class-4", 1)).endswith(": Right.")
    assert "not yet" in said(wb.checks(page, one)("class-2", "S9"))


def test_the_answers_are_what_is_measured(page):
    """What the page shows beside a check is its answer."""
    sourcing, long = page.analysis.sourcing, statement.longest_statement(page.analysis)
    names = {source.id: source.name for source in sourcing.sources}
    most = names[max(sourcing.voices, key=lambda v: v.words).source_id]
    unmatched = [page.article.text[slice(*w.span)] for w in page.analysis.headline_words if w.match == "none"]
    unusual = placed(page, *SHOWN).dropna(subset="unusual")["label"]
    start, end = page.article.paragraphs[-1]
    found = {
        "voices-1": page.measurement("unnamed_sources").value,
        "voices-2": (most, most.split()[-1]),
        "voices-3": sum(start <= a < end for a, _ in page.analysis.parse.sentences),
        "headline-1": tuple(unmatched),
        "headline-2": page.measurement("headline_unmatched").value,
        "dates-1": page.measurement("photo_days_before").value,
        "sources-1": tuple({names[s.second_hand_via] for s in sourcing.sources if s.second_hand_via is not None}),
        "sources-4": sum(bool(s.reason_for_anonymity) for s in sourcing.sources),
        "statement-1": long.paragraphs,
        "statement-2": round(100 * long.share),
        "statement-3": sum(not s.inside for s in statement.find_subjects(page.analysis, long)),
        "whole-1": sum(v.words > 0 for v in sourcing.voices),
        "whole-3": tuple(unusual),
        "closing-3": page.measurement("passives").value,
    }
    for key, value in found.items():
        answer = CHECKS[key].answer
        assert value == (tuple(answer) if isinstance(answer, list) else answer), key
    assert {u.name for u in sourcing.mentioned} & set(CHECKS["whole-2"].answer)


def test_each_check_has_one_answer():
    assert [key for key, check in CHECKS.items() if (check.answer == ()) != (check.of_class in OF_CLASS)] == []
