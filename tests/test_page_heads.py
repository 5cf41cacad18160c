"""The parts on the headline and on tone of the article's page, on small articles counted by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from math import nan

import made
import parses
import pytest

from analysis.article import (
    Choice,
    HeadlineWord,
    Limit,
    Measurement,
    Page,
    Person,
    Pressing,
    Rung,
    Tone,
    Toward,
    Value,
)
from analysis.measures.headline import clickbait_cues, headline_unmatched
from analysis.measures.tone import gap, learned, leave_out
from analysis.report.page import headline, headline_chart, tone
from analysis.report.page.parts import Lit, as_printed
from analysis.report.page.render import render
from analysis.report.page.sources import find_voices
from analysis.report.page.text import MarkedText

MEASURES = {
    "headline_unmatched": headline_unmatched,
    "clickbait_cues": clickbait_cues,
    "headline_valence": learned.headline_valence,
    "body_valence": learned.body_valence,
    "valence_gap": learned.valence_gap,
    "headline_tone": gap.headline_tone,
    "body_tone": gap.body_tone,
    "tone_gap": gap.tone_gap,
}


def page_of(analysis, limits=()) -> Page:
    def measurement(name: str, scope: str, v: Value) -> Measurement:
        return Measurement(name, scope, "words", v.value, v.low, v.high, v.evidence, v.note)

    scopes = ((name, "body" if name.startswith("body") else "headline") for name in MEASURES)
    return Page("", analysis, tuple(measurement(n, s, MEASURES[n](analysis, s)) for n, s in scopes), limits)


def part_of(make, page: Page):
    """A part, and the text that it marked."""
    text = MarkedText(page.article)
    voices = find_voices(page, text)
    return make(page, text, voices), text


def said(sentence) -> str:
    """A sentence as readers see it."""
    return "".join(piece if isinstance(piece, str) else piece.words for piece in sentence)


def lights(text: MarkedText, lit: Lit) -> list[str]:
    """The words that a touch lights up, run by run."""
    runs = [*text.headline(), *(run for block in text.shown() for run in block.runs)]
    return [run.text for run in runs if set(lit.keys.split()) & set(run.keys.split())]


# --- the headline ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "unmatched", "expected"),
    [
        (0, 0, "The headline has no main word to look for in the body"),
        (1, 0, "The headline’s one main word is in the body"),
        (1, 1, "The headline’s one main word has no match in the body"),
        (2, 0, "Both of the headline’s main words are in the body"),
        (2, 1, "One of the headline’s two main words has no match in the body"),
        (2, 2, "Neither of the headline’s two main words has a match in the body"),
        (3, 3, "None of the headline’s three main words has a match in the body"),
        (6, 0, "All six of the headline’s main words are in the body"),
        (6, 3, "Half the headline’s main words have no match in the body"),
        (14, 2, "Two of the headline’s 14 main words have no match in the body"),
    ],
)
def test_title_of_the_headline(words, unmatched, expected):
    assert headline.title(words, unmatched) == expected


@pytest.fixture(scope="module")
def bridge():
    """Bridge closes in Lowfield: the aide has "bridge", the article "closes", nobody "Lowfield"."""
    return part_of(headline.part, page_of(made.analysis()))


def test_each_headline_word_with_its_places(bridge):
    part, text = bridge
    assert part.title == "One of the headline’s three main words has no match in the body"
    assert [(name.words, said(told)) for name, told in part.shown["rows"]] == [
        ("Bridge", "Once, in sentence 1. Said by: An aide."),
        ("closes", "Once, in sentence 2. Said by: the article."),
        ("Lowfield", "No matching word in the body."),
    ]
    assert [lights(text, name) for name, _ in part.shown["rows"]] == [["bridge"], ["closes"], ["Lowfield"]]
    (fact,) = part.facts
    assert said(fact.sentence).startswith("One of the headline’s three main words has no matching word in the body.")
    assert lights(text, fact.sentence[0]) == ["Lowfield"]
    assert [run.classes for run in text.headline() if run.text in ("Bridge", "Lowfield")] == ["hm", "h0"]


def test_curves_end_at_the_matching_words(bridge):
    """The body has 14 words; "bridge" is the fifth and "closes" the twelfth: their middles are at 4.5 and 11.5."""
    chart = bridge[0].shown["map"]
    assert [(w.words, w.ends) for w in chart.words] == [
        ("Bridge", (244.3,)),
        ("closes", (624.3,)),
        ("in", ()),
        ("Lowfield", ()),
    ]
    assert [w.number for w in chart.words] == [0, 1, None, 2]
    assert chart.ticks == [0.0, 542.9]  # ten words are in the first sentence
    assert chart.numbers == [(271.4, "1"), (651.5, "2")]
    assert chart.alt.endswith("No match: “Lowfield.”")
    assert not chart.joined
    assert chart.words[0].way == ((chart.words[0].x, 34),)  # the one row of the headline is at 24


def test_dots_that_touch_are_drawn_once():
    """202 words on 760 pixels: 3.8 from one to the next."""
    article = parses.article("Rain", "Rain rain " + "it is " * 100)
    head, *places = (m.span() for m in re.finditer("[Rr]ain", article.text))
    words = (HeadlineWord(head, "same_word", tuple(places), (None, None)),)
    page = page_of(replace(parses.analysis(article), headline_words=words))
    chart = part_of(headline.part, page)[0].shown["map"]
    assert (len(chart.words[0].ends), chart.joined) == (1, True)


def long_headline(text: str, words: str):
    article = parses.article(text, "Nothing of it is here.")
    analysis = parses.analysis(article)
    found = (HeadlineWord(parses.find(article.text, word), "none", (), ()) for word in words.split())
    return part_of(headline.part, page_of(replace(analysis, headline_words=tuple(found))))[0].shown["map"]


def test_words_of_a_long_headline_do_not_overlap():
    words = [f"Wonderfully{chr(ord('a') + n)}" for n in range(20)]
    chart = long_headline(" ".join(words), " ".join(words))
    rows = sorted({w.y for w in chart.words})
    assert len(rows) > 2
    assert chart.strip > rows[-1]
    for word in chart.words:  # its curves begin below the last row, and the line to there meets no word
        assert word.way[-1][1] == rows[-1] + 10
        below = [(x, w) for x, y in word.way[1:] for w in chart.words if y == w.y + 10]
        assert all(abs(x - w.x) > w.width / 2 - 1 for x, w in below)
    for row in rows:
        placed = [w for w in chart.words if w.y == row]
        edges = [edge for w in placed for edge in (w.x - w.width / 2, w.x + w.width / 2)]
        assert edges == sorted(edges)
        assert 0 <= edges[0] < edges[-1] <= headline_chart.WIDE


@pytest.mark.parametrize(("times", "drawn"), [(20, (True, False)), (40, (True, True)), (41, (False, None))])
def test_curves_that_nobody_can_follow_are_not_drawn(times: int, drawn: tuple[bool, bool | None]):
    """Three words, each so often in the body: 60 curves are drawn, 120 are drawn lighter, 123 are left out."""
    article = parses.article("Rain snow wind", "Rain snow wind " * times + "it is.")
    found = []
    for word in ("Rain", "snow", "wind"):
        head, *places = (m.span() for m in re.finditer(word, article.text))
        found.append(HeadlineWord(head, "same_word", tuple(places), (None,) * times))
    page = page_of(replace(parses.analysis(article), headline_words=tuple(found)))
    chart = part_of(headline.part, page)[0].shown["map"]
    assert (chart is not None, chart and chart.light) == drawn


def test_marks_beside_a_word_stay_with_it():
    chart = long_headline("‘China’s’ all-girl, Law-and-Order team", "China girl Law Order team")
    assert [(w.words, w.number, w.joined) for w in chart.words] == [
        ("‘China’s’", 0, False),
        ("all-girl,", 1, False),
        ("Law-and-", 2, False),
        ("Order", 3, True),
        ("team", 4, False),
    ]


def test_forms_voices_and_near_words():
    article = parses.article("Quill wins", "Winning is all. He won. They like winning and a win at Dell.")
    analysis = parses.analysis(article, ["They", "He"])
    places = [parses.find(article.text, w) for w in ("Winning", "won", "winning")]
    wins = HeadlineWord(parses.find(article.text, "wins"), "same_word", tuple(places), (None,) * 3)
    quill = HeadlineWord((0, 5), "none", (), (), near=(parses.find(article.text, "He"),), near_why="he may be it")
    part, text = part_of(headline.part, page_of(replace(analysis, headline_words=(quill, wins))))
    (_, none), (name, told) = part.shown["rows"]
    assert said(told) == "Three times, in sentences 1, 2, and 3 (“winning”; “won”). Said by: the article."
    assert lights(text, name) == ["Winning", "won", "winning"]
    assert said(none) == "No matching word in the body. Closest words, for you to judge: “He”"
    assert lights(text, next(p for p in none if isinstance(p, Lit))) == ["He"]


def test_cues_are_told_and_lit():
    part, text = part_of(headline.part, page_of(parses.analysis(parses.article("You won this!", "Nobody did."))))
    cues = part.facts[-1].sentence
    assert said(cues) == (
        "Three signs of a headline written to get clicks: “You” (speaks to you), “this” (points ahead), and “!” (has "
        "an exclamation mark). Many good headlines have such signs."
    )
    assert lights(text, cues[0]) == ["You", "this", "!"]


def test_no_part_without_a_headline():
    assert part_of(headline.part, page_of(parses.analysis(parses.article(None, "Nobody did."))))[0] is None


# --- how strong a verb -----------------------------------------------------------------------------------------------


def rung(text: str, words: str, step: int, name: str, **fields) -> Rung:
    span = parses.find(text, words)
    given = {"in_headline": False, "negated": False, "voice": None, "shares": ((0, 5),)} | fields
    return Rung(span, span, "force", step, name, **given)


@pytest.mark.parametrize(
    ("head", "body", "denied", "expected"),
    [
        ((), (1,), (), "The headline has no such word."),
        ((7,), (), (), "The body has no such word in a sentence that shares a word with the headline."),
        ((7,), (), (6,), "The body says only that this was not done."),
        ((7,), (1, 6), (8,), "The headline’s word is stronger than any in the body that may be about the same act."),
        ((2,), (3, 6), (), "The headline’s word is milder than all those in the body that may be about the same act."),
        ((6,), (3, 6), (), "The body has a word of the same strength that may be about the same act."),
        ((4,), (3, 6), (), "The body has both milder and stronger words that may be about the same act."),
    ],
)
def test_the_point_of_a_ladder(head, body, denied, expected):
    found = [rung("told", "told", step, "", in_headline=True) for step in head]
    found += [rung("told", "told", step, "") for step in body]
    found += [rung("told", "told", step, "", negated=True) for step in denied]
    assert headline.point(found) == expected


def test_a_ladder_from_mild_to_strong_and_the_headlines_word_beside_the_bodys():
    article = parses.article("Quill orders Holt out", "Quill asked Holt to go. She did not tell Holt to leave.")
    analysis, t = parses.analysis(article, ["She"]), article.text
    ladder = (
        rung(t, "orders", 8, "order", in_headline=True),
        rung(t, "asked", 3, "ask"),
        rung(t, "tell", 6, "tell", negated=True),
    )
    told = (parses.find(t, "asked Holt"),)
    pressing = Pressing(parses.find(t, "orders"), "force", "order", ((0, 5),), None, (), told)
    page = page_of(replace(analysis, ladder=ladder, pressing=(pressing,)))
    part, text = part_of(headline.part, page)
    (shown,) = part.shown["ladders"]
    assert shown.in_headline
    assert [(s.name, [(w.words.words, w.denied, w.who) for w in s.words]) for s in shown.steps] == [
        ("ask", [("“asked”", False, "the article, sentence 1")]),
        ("tell", [("“tell”", True, "the article, sentence 2")]),
        ("order", [("“orders”", False, "the headline")]),
    ]
    ((word, body),) = part.shown["pressing"]
    assert (said(word), said(body)) == ("“orders”", "“asked Holt”")
    assert lights(text, body[0]) == ["asked", " ", "Holt"]


# --- tone ------------------------------------------------------------------------------------------------------------

WORDY = leave_out.WORD


def toned(*sentences: float, head: float = 0.4, words=((6, 10, 0.5),), choices=(), people=(), toward_=()):
    """Quill wins again. Body: as many sentences as tones, "It is one." and so on."""
    starts = [f"It is {n}." for n in ("one", "two", "six", "ten")[: len(sentences)]]
    analysis = parses.analysis(parses.article("Quill wins again", " ".join(starts)), starts[1:])
    moved = tuple(((a, b), by) for a, b, by in words)
    return page_of(replace(analysis, tone=Tone(head, sentences, moved, tuple(choices), people, toward_)))


def choices(*gaps: tuple[str, str, float]) -> list[Choice]:
    return [Choice(*one) for one in gaps]


SAME = (WORDY, "without “again”", 0.2)


@pytest.mark.parametrize(
    ("head", "given", "expected"),
    [
        (0.1, [SAME], "Headline and body sound about the same"),
        (0.4, [SAME], "The headline sounds more pleasant than the body, whatever is left out"),
        (
            -0.4,
            [(WORDY, "without “again”", -0.2)],
            "The headline sounds less pleasant than the body, whatever is left out",
        ),
        (0.4, [SAME, (WORDY, "without “wins”", -0.1)], "Take out “wins,” and the tone gap changes sign"),
        (
            0.4,
            [SAME, (leave_out.SENTENCE, "without sentence 2 (It is two ...)", -0.1)],
            "The headline sounds more pleasant than the body, but not without sentence 2",
        ),
        (
            0.4,
            [SAME, (leave_out.OWN, f"with {leave_out.OWN}", -0.1)],
            "The headline sounds more pleasant than the body, but not in the article’s own words alone",
        ),
        (
            0.4,
            [SAME, (leave_out.VOICE, "without the words of Holt", -0.1), (leave_out.QUOTATIONS, "without quotes", -1)],
            "The headline sounds more pleasant than the body, but not by two of three other counts",
        ),
    ],
)
def test_title_of_the_tone(head, given, expected):
    words = [(11, 16, 0.5), (6, 10, 0.5)][: sum(kind == WORDY for kind, *_ in given)]
    page = toned(0.1, -0.05, head=head, words=words, choices=choices(*given))  # the mean of the body is 0.025
    assert part_of(tone.part, page)[0].title == expected


def test_the_scale_and_the_words_to_take_out():
    """Without "wins" the headline is at 0.4 - 0.5 = -0.1. The body's mean is 0.1, the gap 0.3, and then -0.2. The scale
    ends at 1.25 times the outermost dot: 0.5."""
    page = toned(0.3, -0.1, choices=choices((WORDY, "without “wins”", -0.2)))
    part, text = part_of(tone.part, page)
    scale = part.shown["scale"]
    assert (scale.half, scale.at(0.4), scale.at(0.1)) == (0.5, 90.0, 60.0)
    assert scale.words == [("Quill", 0.4), ("wins", -0.1), ("again", 0.4)]
    assert scale.labels == {"headline": "headline +0.40", "body": "body +0.10", "gap": "gap +0.30"}
    assert (round(scale.ghost[0], 2), scale.ghost[1]) == (-0.1, "without “wins” −0.10")
    assert scale.say == "Without “wins,” the headline scores −0.10. The gap is −0.20: it changes sign."
    first, turns = part.shown["facts"][:2]
    assert said(first.sentence) == (
        "To the model, the headline scores +0.40 and the body’s two sentences average +0.10, on a scale from −1 to "
        "+1. The headline is more pleasant, by 0.30."
    )
    assert said(turns.sentence) == (
        "With one thing left out at a time (a word, a sentence, or a voice), one of 1 gap changes sign. They run from "
        "−0.20 to +0.30."
    )
    assert lights(text, turns.sentence[1]) == ["wins"]


def test_the_printed_numbers_of_a_gap_add_up():
    """Headline 0.404, body 0.096: the gap is 0.308, the printed ones give 0.30. Without "wins": -0.096 and -0.192."""
    page = toned(0.096, head=0.404, choices=choices((WORDY, "without “wins”", -0.192)))
    part, _ = part_of(tone.part, page)
    scale, fact = part.shown["scale"], part.shown["facts"][0]
    assert scale.labels == {"headline": "headline +0.40", "body": "body +0.10", "gap": "gap +0.30"}
    assert scale.say == "Without “wins,” the headline scores −0.10. The gap is −0.20: it changes sign."
    assert (scale.headline, scale.body, scale.words[1]) == (0.4, 0.1, ("wins", -0.1))  # what the script takes apart
    assert said(fact.sentence).endswith("The headline is more pleasant, by 0.30.")
    assert "the gap is −0.20" in dict(fact.sure)["Note"]
    assert as_printed(page, page.measurement("valence_gap")) == 0.3


def test_without_sources_no_voice_is_left_out_or_named():
    without = Limit("transcript", "It is one.", "it is a transcript", frozenset(("sourcing",)))
    given = (WORDY, "without “wins”", 0.2), (leave_out.VOICE, "without the words of Q", -0.5), (leave_out.OWN, "", -0.4)
    people = (Person("Dell", None, ()),)
    mentions = tuple(Toward(0, n, (start, start + 2), 0.2, "neutral") for n, start in enumerate((17, 28)))
    page = replace(toned(0.1, 0.1, choices=choices(*given), people=people, toward_=mentions), limits=(without,))
    part = tone.part(page, MarkedText(page.article), None)
    assert list(part.shown["choices"]["Choice"]) == [leave_out.MEASURED, WORDY]
    assert said(part.shown["facts"][1].sentence) == (
        "With one thing left out at a time (a word or a sentence), none of 1 gap changes sign. They run from "
        "+0.20 to +0.30."
    )
    assert part.shown["toward"].columns == ["Toward", "Body"]


@pytest.mark.parametrize(
    ("tones", "told"),
    [
        ((0.1, 0.2), ""),
        ((0.1, nan), " One more sentence has no tone: names aside, the model knows no word of it."),
        ((0.1, nan, nan), " Two more sentences have no tone: names aside, the model knows no word of them."),
    ],
)
def test_why_sentences_have_no_tone(tones, told: str):
    assert part_of(tone.part, toned(*tones))[0].subtitle.partition(tone.DOTS)[2] == told


def test_sentences_with_their_bars_and_signs():
    part, text = part_of(tone.part, toned(0.5, -0.25, 0.1, nan, head=nan, words=()))
    assert [(s.n, s.shown, s.x, s.width, s.voice) for s in part.shown["sentences"]] == [
        (1, "+0.50", 50.0, 50.0, "the article"),
        (2, "−0.25", 25.0, 25.0, "the article"),
        (3, "+0.10", 50.0, 10.0, "the article"),
    ]
    assert part.shown["scale"] is None
    assert part.title == "One of the body’s three sentences sounds pleasant to the model, and one unpleasant"
    assert {run.text: run.classes for block in text.shown() for run in block.runs if run.classes} == {
        "It is one": "pos",
        ".": "neg minus",  # the last of the two
        "It is two": "neg",
    }


@pytest.mark.parametrize(
    ("tones", "expected"),
    [
        ((0.1, 0.2), "None of the body’s two sentences sounds clearly pleasant or unpleasant to the model."),
        ((0.3, 0.2), "One of the body’s two sentences sounds pleasant to the model, none unpleasant."),
        ((-0.3, -0.9), "Two of the body’s two sentences sound unpleasant to the model, none pleasant."),
        ((0.1,), "The body’s one sentence sounds neither clearly pleasant nor unpleasant to the model."),
        ((-0.3,), "The body’s one sentence sounds unpleasant to the model."),
    ],
)
def test_how_many_sentences_are_pleasant(tones, expected):
    assert said(part_of(tone.part, toned(*tones))[0].shown["said"]) == expected


def test_the_word_list_alone():
    """VADER rates "good" 1.9 and "bad" -2.5: 1.9 / sqrt(1.9 ** 2 + 15) is 0.44, -2.5 / sqrt(2.5 ** 2 + 15) is -0.54."""
    page = page_of(parses.analysis(parses.article("A good day", "The road is bad. It is wet."), ["It"]))
    part, text = part_of(tone.part, page)
    assert part.title == "The headline sounds more pleasant than the body, whatever is left out"
    assert part.subtitle == tone.LISTED + tone.DOTS
    (fact,) = part.shown["facts"]
    assert said(fact.sentence) == (
        "A word list, VADER, gives the headline +0.44 and the body’s sentences an average of −0.27: a gap of +0.71, "
        "and its sign stays the same with one thing left out."
    )
    assert lights(text, fact.sentence[1]) == ["good"]
    assert lights(text, fact.sentence[3]) == ["bad"]


def test_no_tone_where_it_does_not_apply():
    without = Limit("verse", "This is verse.", "it is verse", frozenset(("tone",)))
    assert part_of(tone.part, replace(toned(0.1, 0.2), limits=(without,)))[0] is None


def test_people_of_the_headline_and_of_more_than_one_sentence():
    """Quill is in the headline and in three sentences, Holt in one, Dell in two."""
    people = Person("Quill", None, ()), Person("Holt", None, ()), Person("Dell", None, ())
    starts = [17, 28, 39]  # of the sentences
    mentions = [Toward(0, None, (0, 5), 0.5, "positive")]
    mentions += [Toward(0, n, (start, start + 2), -0.3, "neutral") for n, start in enumerate(starts)]
    mentions += [Toward(1, 0, (20, 22), 0.1, "neutral")]
    mentions += [Toward(2, n, (start + 3, start + 5), 0.2, "neutral") for n, start in enumerate(starts[:2])]
    page = toned(0.1, 0.1, 0.1, people=people, toward_=tuple(mentions))
    text = MarkedText(page.article)
    table = tone.people(page, text)
    assert table.columns == ["Toward", "Headline", "Body", "Named by the article"]
    cells = [[cell if isinstance(cell, str) else said(cell) for cell in row] for row in table.rows]
    assert cells == [
        ["Quill", "+0.50", "−0.30 (3)", "−0.30 (3)"],
        ["Dell", "", "too few (2)", "too few (2)"],
    ]
    assert lights(text, table.rows[0][1][0]) == ["Quill"]
    assert lights(text, table.rows[1][2][1]) == ["It is one.", "It is two."]
    assert said(table.fact.sentence).startswith("To the model, the headline is kinder to Quill (+0.50)")


def test_people_of_the_body_alone():
    people = (Person("Dell", None, ()),)
    mentions = tuple(Toward(0, n, (start, start + 2), 0.2, "neutral") for n, start in enumerate((17, 28)))
    page = toned(0.1, 0.1, people=people, toward_=mentions)
    table = tone.people(page, MarkedText(page.article))
    assert said(table.fact.sentence) == "One person is in more than one sentence; the headline does not name them."
    assert "Headline" not in table.columns
    once = toned(0.1, 0.1, people=people, toward_=mentions[:1])
    assert tone.people(once, MarkedText(once.article)) is None


# --- the page --------------------------------------------------------------------------------------------------------

HOSTILE = '"><script>alert(1)</script>'


def test_hostile_text_stays_text():
    article = parses.article(f"Quill {HOSTILE} wins", f"Quill {HOSTILE} wins. Nobody did.")
    analysis = parses.analysis(article, ["Nobody"])
    word = parses.find(article.text, "script")
    turning = choices((WORDY, f"without “{HOSTILE}”", -0.2))
    page = page_of(replace(analysis, tone=Tone(0.4, (0.1, 0.1), ((word, 0.6),), tuple(turning))))
    made_page = render(page)
    assert "alert(1)" in made_page
    assert made_page.count("<script>") == 1  # ours
    assert f"Take out “{HOSTILE}".replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") in made_page


def test_the_page_shows_the_chart_and_the_buttons():
    shown = render(toned(0.3, -0.1, choices=choices((WORDY, "without “wins”", -0.2))))
    assert '<div class="out" id="out" role="group" aria-labelledby="tl" data-body="0.1" data-headline="0.4"' in shown
    assert '<button type="button" aria-pressed="false" data-tone="-0.1">wins</button>' in shown
    assert 'aria-label="The headline’s main words, joined to the matching words' in shown
