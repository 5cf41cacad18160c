"""Parts of the article page: lines to check, wording, sentences, places, the photo, open questions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from math import nan
from pathlib import Path

import made
import parses
import pytest
from bs4 import BeautifulSoup

from analysis import catalogue
from analysis.analyze import open_article, page_of
from analysis.article import Limit, Line, Loaded, Measurement, Page, Source, Sourcing, Tone, Wording, Zone
from analysis.context import reference
from analysis.measures import lines_to_check
from analysis.reading import plain_text
from analysis.report.page import checks, photo, places, questions, render, sentences, sources, wording
from analysis.report.page.parts import Lit
from analysis.report.page.text import MarkedText
from analysis.views.reference import SHOWN

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
PARTS = ["check", "word", "read", "place", "photo", "ask"]
HOSTILE = """<script>alert(1)</script> mayor slams "plan"

The outrageous <img src=x onerror=alert(2)> tax of 40 percent caused a terrible collapse. It cost 12,000 jobs.

"The bridge <b>is</b> safe & sound {{ 7 * 6 }} today," said Ann </a><script>Roe. It was a disgraceful plan <iframe>.
"""


def shown(sentence) -> str:
    return "".join(piece if isinstance(piece, str) else piece.words for piece in sentence)


def part(module, page: Page, voices: bool = False):
    """The part and the text with its marks."""
    text = MarkedText(page.article)
    return module.part(page, text, sources.find_voices(page, text) if voices else None), text


def lit_words(text: MarkedText, lit: Lit) -> list[str]:
    """The runs that some words light up."""
    runs = [*text.headline(), *(run for block in text.shown() for run in block.runs)]
    return [run.text for run in runs if set(run.keys.split()) & set(lit.keys.split())]


def without(page: Page, *questions: str) -> Page:
    return replace(page, limits=(Limit("made", "It is made.", "it is made", frozenset(questions)),))


def measured(name: str, value: float, scope: str = "body", evidence=(), low=nan, high=nan) -> Measurement:
    return Measurement(name, scope, catalogue.by_name(name).unit, value, low, high, tuple(evidence), "")


def page(*paragraphs: str, headline: str | None = "The bridge", lines=(), measures=(), **dates) -> Page:
    analysis = parses.analysis(parses.article(headline, *paragraphs, **dates))
    listed = [Line(*(parses.find(analysis.article.text, words) for words in places), why) for *places, why in lines]
    return Page("", replace(analysis, to_check=tuple(listed)), tuple(measures))


# --- lines to check --------------------------------------------------------------------------------------------------

FLOOD = "The flood led to losses, cost 40 jobs and closed 9 shops."
CAUSE, NUMBER = (FLOOD, "led to", lines_to_check.CAUSE), lines_to_check.NUMBERED


def test_every_reason_has_its_weight_and_its_words():
    assert set(checks.REASONS) == set(lines_to_check.WORST_FIRST)
    assert lines_to_check.kind(Line((0, 1), (0, 1), f"{lines_to_check.AGE}, 44 in another place")) == lines_to_check.AGE


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((), "The program found no line to ask about"),
        ((CAUSE,), "One line to check first"),
        (((FLOOD, "40 jobs", NUMBER), (FLOOD, "9 shops", NUMBER), CAUSE), "Two lines to check first"),
    ],
)
def test_the_title_counts_the_lines(lines, title: str):
    assert part(checks, page(FLOOD, lines=lines))[0].title == title


def test_lines_are_worst_first_and_one_a_problem():
    found, text = part(
        checks,
        page(
            "Some said so. Others said no.",
            FLOOD,
            headline="The old bridge",
            lines=(
                ("old", "old", lines_to_check.HEADLINE),
                ("bridge", "bridge", lines_to_check.HEADLINE),
                ("Some", "Some", lines_to_check.UNNAMED),
                ("Others", "Others", lines_to_check.UNNAMED),
                (FLOOD, "40", NUMBER),
                (FLOOD, "9", NUMBER),
                CAUSE,
            ),
        ),
    )
    told = [(line.n, line.quote.words, line.why) for line in found.shown["lines"]]
    assert told == [
        (1, f"“{FLOOD}”", "States a cause. The program found no source."),
        (2, "“old” and “bridge”", "In the headline, but with no matching word in the body."),
        (3, f"“{FLOOD}”", "Two numbers. The program found no source."),
        (4, "“Some” and “Others”", "Two sources that are not named. No reason is given."),
    ]
    assert [run.badge for run in text.headline() if run.badge] == ["2"]
    assert [(r.text, r.badge) for b in text.shown() for r in b.runs if r.badge] == [
        ("Some", "4"),
        ("led to", "1"),
        ("40", "3"),
    ]
    assert lit_words(text, found.shown["lines"][3].quote) == ["Some", "Others"]


def test_a_source_that_is_a_pronoun_is_told_by_its_name():
    analysis = parses.analysis(parses.article(None, "They said so. Groups met."), tags={"They": ("PRON", "they")})
    they = parses.find(analysis.article.text, "They")
    source = Source(0, "angry groups", "group", False, None, (), (), (they,), (0,), 0, "retold")
    line = Line(they, they, lines_to_check.UNNAMED)
    analysis = replace(analysis, to_check=(line,), sourcing=Sourcing((), (source,), ()))
    found, text = part(checks, Page("", analysis, ()))
    (told,) = found.shown["lines"]
    assert told.quote.words == "“angry groups”"
    assert lit_words(text, told.quote) == ["They"]


def test_what_is_particular_to_a_line_is_told():
    age = f"{lines_to_check.AGE}, 44 in another place"
    found, _ = part(checks, page("Ann Roe, 45, came.", lines=(("Ann Roe, 45, came.", "45", age),)))
    assert found.shown["lines"][0].why == "The ages do not fit: 44 in another place."


def test_of_a_long_sentence_the_words_around_are_quoted():
    long = "One two three four five six it led to losses " + " ".join(f"word{n}" for n in range(14)) + "."
    found, text = part(checks, page(long, lines=((long, "led to", lines_to_check.CAUSE),)))
    quoted = found.shown["lines"][0].quote
    assert quoted.words == "“… four five six it led to losses word0 word1 word2 word3 word4 word5 …”"
    assert "".join(lit_words(text, quoted)) == "four five six it led to losses word0 word1 word2 word3 word4 word5"


def test_words_far_apart_are_quoted_one_by_one():
    long = "It led to losses " + " ".join(f"word{n}" for n in range(20)) + " and caused more."
    lines = ((long, "led to", lines_to_check.CAUSE), (long, "caused", lines_to_check.CAUSE))
    found, text = part(checks, page(long, lines=lines))
    assert found.shown["lines"][0].quote.words == "“led to” and “caused”"
    assert lit_words(text, found.shown["lines"][0].quote) == ["led to", "caused"]


def test_more_lines_than_are_read_are_folded():
    many = [f"There were {n} of them." for n in range(10, 24)]
    found, _ = part(checks, page(*many, lines=[(s, s.split()[2], NUMBER) for s in many]))
    assert (len(found.shown["lines"]), [line.n for line in found.shown["folded"]]) == (12, [13, 14])
    assert found.title == "14 lines to check first"


def test_no_lines_where_who_speaks_was_not_looked_for():
    assert part(checks, without(page(FLOOD, lines=(CAUSE,)), "sourcing"))[0] is None


# --- wording ---------------------------------------------------------------------------------------------------------


def worded(text: str, *found: tuple[str, str, str], measures=(), headline: str | None = "The bridge") -> Page:
    """A page with these words of (words, category, place), each at its next place."""
    analysis = parses.analysis(parses.article(headline, text))
    hits, at = [], analysis.article.paragraphs[0][0]
    for words, category, place in found:
        start = analysis.article.text.index(words, 0 if place == "headline" else at)
        hits.append(Wording((start, start + len(words)), category, "made", place))
        at = start + 1
    return Page("", replace(analysis, wording=tuple(hits)), tuple(measures))


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ((), None),
        ((("bad", "judgement", "own"),), "One of its own words may be a judgment"),
        ((("bad", "judgement", "own"), ("sad", "judgement", "own")), "Two of its own words may carry a judgment"),
        ((("may", "hedges", "own"),), "None of its own words is on our list of judging words"),
        ((("bad", "judgement", "quoted"),), "The words to look at are not its own"),
        (
            (("sad", "judgement", "own"), ("due to", "causal", "own")),
            "Its own words that judge or state a cause are all in the last sentence",
        ),
    ],
)
def test_the_title_of_the_wording_is_true(found, title: str | None):
    made_page = worded("It may be bad. It was sad due to rain.", *found)
    two = replace(made_page.analysis.parse, sentences=((11, 25), (26, 49)))
    found, _ = part(wording, replace(made_page, analysis=replace(made_page.analysis, parse=two)))
    assert (found and found.title) == title


def test_words_stand_by_kind_and_place_equal_ones_as_one():
    found = (("Bad", "judgement", "own"), ("bad", "judgement", "own"), ("may", "hedges", "retold"))
    shown_part, text = part(wording, worded("Bad and bad and may be.", *found))
    rows = [(kind, [[c.words for c in cell] for cell in cells]) for kind, cells in shown_part.shown["rows"]]
    assert rows == [
        ("Words that may carry a judgment", [[], ["Bad ×2"], [], []]),
        ("Words that soften", [[], [], ["may"], []]),
    ]
    chip = shown_part.shown["rows"][0][1][1][0]
    assert lit_words(text, chip) == ["Bad", "bad"]
    assert [(r.text, r.classes) for r in text.shown()[0].runs if r.classes] == [
        ("Bad", "wj"),
        ("bad", "wj"),
        ("may", "wh"),
    ]


def test_of_many_words_some_are_shown_and_the_rest_lights_up_together():
    words = [f"bad{n}" for n in range(10)]
    shown_part, text = part(wording, worded(" ".join(words), *((w, "judgement", "own") for w in words)))
    chips = shown_part.shown["rows"][0][1][1]
    assert [c.words for c in chips] == [*words[:8], "2 more"]
    assert lit_words(text, chips[-1]) == words[8:]


def test_a_number_is_a_sentence_and_lights_up_what_it_counts():
    text = "Bad and sad and bad."
    article = worded(text).article
    spans = [parses.find(article.text, "Bad"), parses.find(article.text, "sad"), parses.find(article.text, "bad")]
    measures = (
        measured("judgement_words", 600.0, "narrator", spans[:2]),
        measured("causal_claims", 0.0, "narrator"),
        measured("hedges", 200.0, "narrator", spans[2:]),
    )
    found, marked = part(wording, worded(text, ("Bad", "judgement", "own"), measures=measures))
    assert [shown(f.sentence) for f in found.facts] == [
        "Two of the article’s own words may carry a judgment: “Bad” and “sad.”",
        "None of the article’s own phrases is on our list of phrases that state a cause.",
    ]
    assert lit_words(marked, found.facts[0].sentence[0]) == ["Bad", "sad"]
    assert ("Rate", "600 per 1,000 own words.") in found.facts[0].sure


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Smug it was. It was smug.", "Two of the article’s own words may carry a judgment: “smug,” twice."),
        (
            "Smug, sad, smug.",
            "Three of the article’s own words may carry a judgment: “smug” and “sad,” some more than once.",
        ),
    ],
)
def test_a_word_in_upper_and_lower_case_is_told_once(text: str, told: str):
    spans = [m.span() for m in re.finditer("smug|sad", worded(text).article.text, re.IGNORECASE)]
    measures = [
        measured(
            "judgement_words", 1.0, "narrator", [s for s in spans if s[0] >= worded(text).article.paragraphs[0][0]]
        )
    ]
    found, _ = part(wording, worded(text, ("smug", "judgement", "own"), measures=measures))
    assert shown(found.facts[0].sentence) == told


def test_loaded_sentences_are_its_own_and_likelier_than_not():
    analysis = parses.analysis(parses.article(None, "A smug plan. It rained."), ["It rained"])
    smug = parses.find(analysis.article.text, "smug")
    tone = Tone(nan, (0.0, 0.0), loaded=(Loaded(0.8, ((smug, 0.5),)), Loaded(0.4, ())))
    found, text = part(wording, Page("", replace(analysis, tone=tone), ()))
    (one,) = found.shown["loaded"]
    assert (one.quote.words, one.chance, [w.words for w in one.words]) == ("“A smug plan.”", "80%", ["smug"])
    assert lit_words(text, one.words[0]) == ["smug"]
    assert found.title == "It has none of the words on our lists"


# --- sentences -------------------------------------------------------------------------------------------------------


def of_words(n: int) -> str:
    return " ".join(["Rain"] + ["fell"] * (n - 1)) + "."


@pytest.mark.parametrize(
    ("lengths", "title"),
    [
        ((25, 3), "No sentence runs past 25 words"),
        ((26, 3), "One sentence runs past 25 words, none past 40"),
        ((26, 40), "Two sentences run past 25 words, none past 40"),
        ((41, 40), "One sentence runs past 40 words"),
        ((41, 60, 30), "Two sentences run past 40 words"),
    ],
)
def test_the_title_says_how_many_sentences_are_long(lengths, title: str):
    assert part(sentences, page(*map(of_words, lengths)))[0].title == title


def test_a_difficult_sentence_is_long_and_of_a_college_grade():
    hard = " ".join(["University"] * 26) + "."  # 26 words of five syllables
    short = " ".join(["University"] * 25) + "."
    found, text = part(sentences, page(of_words(30), hard, short))  # 30 words of one syllable: grade 7.9
    assert shown(found.facts[0].sentence) == (
        "One of its three sentences is difficult: more than 25 words and, by itself, at college level (grade 13 or "
        "higher by Flesch-Kincaid)."
    )
    sure = dict(found.facts[0].sure)
    assert sure["Accuracy"].startswith(
        "When it rates two texts differently, it picks the one that people found harder 68 "
    )
    assert "grades 3 to 12, not news" in sure["Where it fails"]
    assert lit_words(text, found.facts[0].sentence[0]) == [hard]
    assert [b.runs[0].classes for b in text.shown()] == ["", "l2", ""]
    assert [b.runs[0].ending for b in text.shown()] == ["30 words", "26 words", "25 words"]


def test_each_sentence_is_a_row_with_its_own_grade():
    found, text = part(sentences, page("Rain fell.", of_words(50)), voices=True)
    first, second = found.shown["rows"]
    # 0.39 * 2 + 11.8 * 1 - 15.59 = -3.01; 0.39 * 50 + 11.8 - 15.59 = 15.71
    assert (first.begins.words, first.words, first.grade, first.bar, first.voice) == (
        "Rain fell.",
        2,
        "below 1",
        4.0,
        "the article",
    )
    assert (second.n, second.grade, second.bar, second.look) == (2, "15.7", 100.0, 0)
    assert found.shown["limit"] == 50.0
    assert "".join(lit_words(text, first.begins)) == "Rain fell."


def test_of_many_sentences_the_longest_come_first():
    found, _ = part(sentences, page(*(of_words(n) for n in range(2, 16))))
    assert [row.words for row in found.shown["rows"]] == [*range(15, 3, -1)]
    assert len(found.shown["folded"]) == 14


def test_the_grade_is_one_sentence():
    body = page("Rain fell.").article.paragraphs
    grade = measured("flesch_kincaid_grade", 9.26, evidence=body, low=8.04, high=10.5)
    found, text = part(sentences, page("Rain fell.", measures=[grade]))
    assert shown(found.facts[0].sentence) == (
        "It reads at grade 9.3 by the Flesch-Kincaid formula, 8.0 to 10.5 by other formulas and counts; "
        "high school is grades 9 to 12, college 13 to 16."
    )
    assert lit_words(text, found.facts[0].sentence[1]) == ["Rain fell."]


def test_no_sentences_where_formulas_do_not_apply():
    assert part(sentences, without(page("Rain fell."), "readability"))[0] is None


# --- places ----------------------------------------------------------------------------------------------------------


def test_every_number_that_has_a_place_has_a_name():
    assert set(SHOWN) < set(places.CALLED) <= {m.name for m in catalogue.MEASURES}
    assert [*places.CALLED][: len(SHOWN)] == [*SHOWN]


@pytest.mark.parametrize(
    ("below", "same", "above", "zeros", "value", "words"),
    [
        (970, 0, 30, 0, 5, "more than 97 of 100"),
        (30, 0, 970, 0, 5, "less than 97 of 100"),
        (1000, 0, 0, 0, 5, "more than all 1,000"),
        (0, 0, 1000, 0, 5, "less than all 1,000"),
        (0, 400, 600, 400, 0, "none, as in 40 of 100"),
        (400, 90, 510, 400, 1, "more than 40 of 100"),  # so many have none that no more can be said
        (5, 990, 5, 0, 5, "the same as nearly all"),
    ],
)
def test_a_place_in_a_few_words(below, same, above, zeros, value, words: str):
    place = reference.Place(below, same, above, zeros, (0, 1), False, ())
    assert places.in_hundred(place, value) == words
    assert places.in_hundred(replace(place, similar=True), value) == f"{words} this long"


@pytest.mark.parametrize(
    ("unusual", "title"),
    [
        (0, "Nothing is unusual: each number is in the middle 90 of 100 articles"),
        (1, "One thing is unusual here: a"),
        (2, "Two things are unusual here: a and b"),
        (3, "Three things are unusual here, led by a"),
        (5, "Five things are unusual here, led by a"),
    ],
)
def test_the_title_names_what_is_unusual(unusual: int, title: str):
    assert places._title("abcde"[:unusual]) == title


def test_numbers_lie_where_they_do_among_the_reference():
    text = "\n\n".join(f"The council met on day {n} and spoke of the old bridge." for n in range(12))
    found, marked = part(places, page_of("made", plain_text.from_text(text, "The bridge")))
    rows = {row.called: row for row in (*found.shown["unusual"], *found.shown["folded"], *found.shown["ordinary"])}
    own = rows["its own words"]
    assert own.value.words == "144 of 144, 100%"  # 12 words a sentence
    assert own.at > places._at(0.95) and own in found.shown["unusual"]
    assert len(lit_words(marked, own.value)) == 12
    assert [row.at for row in found.shown["unusual"]] == sorted(
        (row.at for row in found.shown["unusual"]), key=lambda at: -abs(at - 50)
    )


# --- the photo -------------------------------------------------------------------------------------------------------


def pictured(caption: str | None, taken: date | None, published: date | None, measures=()) -> Page:
    text = f"{caption or ''}\n\nIt rained in Orle.\n"
    zones = (Zone("caption", (0, len(caption))),) if caption else ()
    if taken:
        zones += (Zone("photo_date", parses.find(text, "March 3")),)
    article = replace(
        parses.article(None, "It rained in Orle."),
        text=text,
        zones=zones,
        paragraphs=(parses.find(text, "It rained in Orle."),),
        photo_date=taken,
        published=published,
    )
    return Page("", parses.analysis(article), measures)


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (0, "Photo and article are of the same day"),
        (1, "The photo is one day older than the article"),
        (7, "The photo is one week older than the article"),
        (28, "The photo is four weeks older than the article"),
        (13, "The photo is 13 days older than the article"),
        (-1, "The text dates its photo 1 day after itself"),
        (-2, "The text dates its photo 2 days after itself"),
    ],
)
def test_the_title_says_how_old_the_photo_is(days: int, title: str):
    assert photo._title(pictured(None, None, None), days) == title


def test_without_caption_and_dates_there_is_no_photo():
    assert part(photo, pictured(None, None, date(2026, 3, 4)))[0] is None


def test_two_dates_on_a_line():
    caption = "The flood, March 3"
    days = measured("photo_days_before", 2.0, evidence=[(11, 18)])
    found, text = part(photo, pictured(caption, date(2026, 3, 3), date(2026, 3, 5), (days,)))
    assert found.shown["dates"].alt == "March 3, 2026: photo. March 5, 2026: article. 2 days between them."
    assert [shown(f.sentence) for f in found.facts] == [
        "The photo is dated March 3, 2026, 2 days before the article.",
        "The caption does not call it a file photo and does not say who took it.",
    ]
    assert lit_words(text, found.facts[0].sentence[1]) == ["March 3"]


def test_a_photo_later_than_the_article_is_on_the_right():
    days = measured("photo_days_before", -2.0)
    found, _ = part(photo, pictured("March 3", date(2026, 3, 3), date(2026, 3, 1), (days,)))
    assert found.shown["dates"].right == "March 3, 2026: photo"
    assert shown(found.facts[0].sentence) == "The photo is dated March 3, 2026, 2 days after the article."


def test_a_file_photo_without_a_date():
    found, text = part(photo, pictured("A file photo of the bridge", None, date(2026, 3, 5)))
    assert found.title == "The photo has no date, so its age is not known"
    assert shown(found.facts[0].sentence) == "The caption calls it a file photo and does not say who took it."
    assert lit_words(text, found.facts[0].sentence[1]) == ["file photo"]


# --- questions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zones", "published", "asked"),
    [
        (
            (),
            None,
            "Who wrote this, who published it, and when did it appear? The program found no answer.",
        ),
        (("byline",), None, "Who published this, and when did it appear? The program found no answer."),
        (("byline", "outlet"), None, "When did this appear? The program found no answer."),
        (("outlet",), date(2026, 3, 5), "Who wrote this? The program found no answer."),
        (("byline", "outlet"), date(2026, 3, 5), ""),
    ],
)
def test_what_is_missing_is_one_question(zones, published, asked: str):
    article = parses.article(None, "It rained.")
    article = replace(article, published=published, zones=tuple(Zone(kind, (0, 2)) for kind in zones))
    assert questions._missing(article) == asked


def test_the_last_question_is_for_the_reader():
    found, _ = part(questions, without(page("It rained."), "sourcing"))
    assert [shown(q) for q in found.shown["questions"]] == [
        "Who wrote this, who published it, and when did it appear? The program found no answer.",
        "Do other outlets report the same event, with sources of their own?",
        "Would you read this the same way about someone you support?",
    ]
    assert found.title == "Three questions that only a person or the web can answer"
    assert not found.shown["rules"]


def test_questions_on_sources_light_up_their_words():
    found, text = part(questions, made.page(), voices=True)
    told = [shown(q) for q in found.shown["questions"]]
    assert told[:2] == [
        "What is in the full report by the Gazette, and does it say why its sources are not named?",
        "How could an aide know? The text does not say.",
    ]
    aide = next(piece for piece in found.shown["questions"][1] if isinstance(piece, Lit))
    assert lit_words(text, aide) == ["the bridge is safe"]


def test_a_group_at_the_beginning_of_a_sentence_is_asked_about_in_lower_case():
    article = plain_text.from_text(
        "Bridge shut\n\nIt rained for a week. Two officials said the bridge is old and weak."
    )
    found, _ = part(questions, page_of("officials", article), voices=True)
    assert shown(found.shown["questions"][0]) == "How could two officials know? The text does not say."


def test_whom_it_makes_sense_to_ask():
    """The ministry acts, twice; reporters are only told, and "people" is nobody."""
    article = plain_text.from_text(
        "Strike\n\nThe Education Ministry closed the schools. People waited. Most people stayed home. "
        "A bus took reporters there and the reporters home. Later the Education Ministry opened a school."
    )
    found, _ = part(questions, page_of("strike", article), voices=True)
    (asked,) = [shown(q) for q in found.shown["questions"] if shown(q).startswith("What would")]
    assert asked == "What would the Education Ministry say? The article has no words of theirs."


# --- the whole page --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> BeautifulSoup:
    return BeautifulSoup(render.render(open_article(SEED)), "html.parser")


def test_every_part_is_on_the_page_and_lights_up_what_is_there(seed):
    ids = [section["id"] for section in seed.select("section")]
    assert [id for id in ids if id in PARTS] == PARTS
    there = {key for run in seed.select("[data-k]") for key in run["data-k"].split()}
    anchors = {item["id"] for item in seed.select("[id]")}
    links = seed.select(", ".join(f"#{id} a[data-l]" for id in PARTS))
    assert len(links) > 40
    for link in links:
        assert set(link["data-l"].split()) <= there and link["href"][1:] in anchors and link.get_text().strip()


def test_the_seed_as_a_reader_counts_it(seed):
    titles = {section["id"]: section.h2.get_text() for section in seed.select("section")}
    assert titles["word"] == "Its own words that judge or state a cause are all in the last sentence"
    assert titles["read"] == "Three sentences run past 40 words"
    assert titles["photo"] == "The photo is four weeks older than the article"
    first = seed.select_one("#check li")
    assert "instigated has resulted in devastation" in first.get_text()


def test_the_words_of_an_article_stay_words():
    page = BeautifulSoup(render.render(page_of("hostile", plain_text.from_text(HOSTILE))), "html.parser")
    assert len(page.select("script")) == 1 and not page.select("img, iframe, b b, [onerror], [onload]")
    assert "{{ 7 * 6 }}" in page.get_text()
    assert "outrageous" in page.select_one("#word").get_text()


INTERVIEW = "Q: Why?\n\nA: It rained.\n\nQ: When?\n\nA: Today.\n\nQ: Who?\n\nA: Ann."


@pytest.mark.parametrize("text", ["It rained.", INTERVIEW])
def test_hardly_any_text_makes_a_page_too(text: str):
    page = BeautifulSoup(render.render(page_of("short", plain_text.from_text(text))), "html.parser")
    assert page.select("#ask li")
    assert text != INTERVIEW or not page.select(".vo")  # who speaks was not looked for
    assert not re.search(r"\bNone\b(?! of)|nan\b", page.main.get_text())
