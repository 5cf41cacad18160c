"""Each section of a page, for the shipped article, for a page made by hand, and where it does not apply."""

import math
import re
from pathlib import Path

import pytest

from analysis import workbook as wb
from analysis.views.base.html import Html, Section, plain

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
PARTS = (
    *("article", "voices", "sources", "chain", "headline_words", "verb_ladders", "gap", "tone_by_sentence"),
    *("tone_toward", "wording", "difficulty", "places", "dates", "lines_to_check"),
)
SECTIONS = (
    *PARTS,
    *("plain_article", "parts_of_article", "rules_on_unnamed", "longest_statement", "taken_up", "with_other_names"),
    *("lines_to_judge", "lines_judged", "readability_by_ruler", "readability_by_paragraph"),
)
BARE = "The council met for a long while on Monday, and everybody went home because there was nothing to decide.\n"
HOSTILE = (
    "Mayor <script>alert(1)</script> praises $x_1$ bridge\n\n"
    "“It is a good <img src=x onerror=alert(1)> bridge,” said </style><script>alert(2)</script> Vell.\n"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in (("bare", BARE), ("hostile", HOSTILE)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    paths = {"seed": SEED, "bare": folder / "bare.txt", "hostile": folder / "hostile.txt"}
    return {name: wb.open_article(path) for name, path in paths.items()}


def words(section: Section) -> str:
    """What a section says, without its style."""
    return "\n".join(plain(Html(re.sub(r"<style>.*?</style>", "", block.html()))) for block in section.blocks)


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("article", ["seed", "bare", "hostile"])
def test_every_section_has_something_to_read(pages, article, name):
    section = getattr(wb, name)(pages[article])
    assert words(section).strip()
    html = "".join(data["text/html"] for data, _ in section.outputs())
    assert "<script" not in html and "<img" not in html
    assert html.count("<style>") == html.count("</style>")
    assert all(data["text/plain"].strip() for data, _ in section.outputs())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("headline_words", "the text has no headline"),
        ("verb_ladders", "the program found none"),
        ("gap", "one of them has no words with a tone"),
        ("tone_toward", "no person is in the headline"),
        ("difficulty", "the formulas do not apply"),
        ("dates", "no caption, and no dates"),
        ("longest_statement", "Nobody with a name speaks"),
    ],
)
def test_a_section_that_does_not_apply_says_so(pages, name, said):
    section = getattr(wb, name)(pages["bare"])
    assert said in words(section)
    assert "<svg" not in "".join(block.html() for block in section.blocks)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("headline_words", ["Half the headline’s main words have no match in the body"]),
        ("verb_ladders", ["The headline’s word is stronger than any in the body", "urge her to tone down"]),
        ("dates", ["The photo is four weeks older than the article", "28 days"]),
        ("sources", ["people briefed on the matter".capitalize(), "Japanese officials", "Only retold"]),
        ("chain", ["All four of the other sources came through the Wall Street Journal"]),
        ("voices", ["The body’s 316 words in reading order."]),
        ("gap", ["Take out “stunning,” and the tone gap changes sign", "A word list, VADER, gives the headline +0.27"]),
        ("lines_judged", ["word list +0.27", "who is our dear and close ally", "exporting their crops"]),
        ("readability_by_ruler", ["One text, grades 11.2 to 17.8", "high school", "college"]),
        (
            "readability_by_paragraph",
            ["“Trump has spent much of the year", "19.3", "11.1"],
        ),
        ("difficulty", ["Three sentences run past 40 words"]),
        ("parts_of_article", ["REUTERS/Evelyn Hockstein", "4 of 9 parts are not in the text"]),
    ],
)
def test_what_the_seed_says_by_hand(pages, name, parts):
    shown = words(getattr(wb, name)(pages["seed"]))
    assert [part for part in parts if part not in shown] == []


def test_what_was_measured_is_said_one_number_a_sentence(pages):
    shown = words(wb.measured(pages["seed"], "unnamed_sources", "second_hand_share"))
    assert "Unnamed sources: 3." in shown and "of body words." in shown
    assert shown.count("How sure?") == 2
    assert "not measurable" in words(wb.measured(pages["bare"], "headline_tone"))
    with pytest.raises(KeyError, match="no_such_measure"):
        wb.measured(pages["seed"], "no_such_measure")


def test_choices_of_the_gap_hold_the_measured_one_first(pages):
    from analysis.measures.tone import gap

    choices = gap.alternative_gaps(pages["seed"].analysis)
    assert choices[0].name == "as measured"
    assert math.isclose(choices[0].gap, 0.103, abs_tol=0.0005)
    assert gap.alternative_gaps(pages["bare"].analysis) == ()
