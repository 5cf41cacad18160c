"""Whose words, on the page of one article: the opening, the ribbon, the cards and the way of the words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import made
import parses
import pytest

from analysis import analyze
from analysis.article import WORD, Attribution, Page, Source, Sourcing, Voice
from analysis.report.page import chain, opening, ribbon, sources
from analysis.report.page.cards import cards
from analysis.report.page.parts import Lit
from analysis.report.page.render import render
from analysis.report.page.text import MarkedText
from analysis.report.page.widths import fitting, lines, wide
from analysis.views.base.numbers_in_words import fraction

NINE = "Ada Bob Cleo Dan Eve Fay Gus Hal Ida".split()
SEEDS = Path(__file__).parents[1] / "seeds"
WITH_OUTLETS = """Ferry stops

Two ferries collided on Monday, the Daily Post reported.
“The fog was thick,” Ada Quill told the Daily Post. “We saw nothing,” she added.
“He told me to turn back,” said Sam Oake, a sailor.
A spokesman did not say who steered."""
TEXTS = (
    WITH_OUTLETS,
    "Bridge shut\n\nThe bridge is shut. It rained for a week, and nobody was hurt on Monday.",
    "The mayor said the bridge is safe.\nOfficials said it is not. “Walk,” they said.",
    "Aides talk\n\nTwo aides said on condition of anonymity because they feared for their jobs that he left.",
    "Nine speak\n\n" + "\n".join(f"“The town is closed,” said {name} Quill." for name in NINE),
)
ARTICLES = (*sorted(SEEDS.glob("invented-*.md")), SEEDS / "trump-takaichi-call.txt", *TEXTS)


@cache
def opened(article: Path | str) -> Page:
    return analyze.open_article(article) if isinstance(article, Path) else analyze.open_article(None, text=article)


def of(page: Page) -> tuple[MarkedText, sources.Voices]:
    text = MarkedText(page.article)
    return text, sources.find_voices(page, text)


def said(sentence: Sequence[str | Lit]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.words for piece in sentence)


def lit_words(text: MarkedText, keys: str) -> int:
    """How many words of the body light up as a whole."""
    wanted, n = set(keys.split()), 0
    for block in text.shown():
        if block.kind == "body":
            whole = "".join(run.text for run in block.runs)
            lit = "".join(run.text if wanted & set(run.keys.split()) else "\0" * len(run.text) for run in block.runs)
            n += sum("\0" not in lit[slice(*m.span())] for m in WORD.finditer(whole))
    return n


def with_sources(*some: Source, statements: Sequence[tuple[str, tuple[int, ...]]] = ()) -> Page:
    """The page made by hand with these sources and retold statements instead of its own."""
    page = made.page()
    text = page.article.text
    found = [
        Attribution(n, (), (), (parses.find(text, words),), "indirect", "statement", None, ids, 0.9)
        for n, (words, ids) in enumerate(statements)
    ]
    voices = [Voice(None, page.article.paragraphs, 14, 1.0)]
    sourcing = Sourcing(tuple(found), some, tuple(voices))
    return Page("made.txt", dataclasses.replace(page.analysis, sourcing=sourcing), page.measured)


def a_source(n: int, name: str, named: bool = True, kind: str = "person", reason: bool = False) -> Source:
    why = ((0, 3),) if reason else ()
    return Source(n, name, kind, named, None, (), why, ((26 + n, 28 + n),), (n,), 0, "retold")  # type: ignore[arg-type]


def test_the_opening_of_a_page_made_by_hand():
    page = made.page()  # 3 words of the Gazette, 4 of an aide whom it quotes, 7 of its own
    text, voices = of(page)
    assert [said(s) for s in opening.sentences(page, text, voices)] == [
        "About half the words are someone else’s: 7 retold. The other 7 are the article’s own.",
        "One of two sources is not named, and the text gives no reason.",
        "About half the words came through one other outlet, the Gazette, which it credits once.",
    ]
    assert opening.about_itself(page) == [
        ("published March 31, 2025", ""),
        ("photo of March 3, 2025", ""),
        ("no outlet, author, or link found", ""),
    ]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 10, "Hardly any of the words"),
        (1, 10, "About a tenth of the words"),
        (19, 100, "About a fifth of the words"),
        (1, 4, "About a quarter of the words"),
        (41, 100, "About two of five words"),
        (52, 100, "About half the words"),
        (66, 100, "About two-thirds of the words"),
        (76, 100, "About three of four words"),
        (96, 100, "Nearly all the words"),
    ],
)
def test_shares_are_told_as_plain_fractions(part, whole, words):
    assert fraction(part, whole) == words


@pytest.mark.parametrize(
    ("some", "words"),
    [
        ((), "The program found no one quoted or retold."),
        ((a_source(0, "Ada Quill"),), "Its only source is Ada Quill."),
        ((a_source(0, "an aide", False),), "Its only source is not named, and the text gives no reason."),
        ((a_source(0, "Ada Quill"), a_source(1, "Sam Oake")), "Both sources are named."),
        (
            (a_source(0, "an aide", False, reason=True), a_source(1, "a clerk", False)),
            "Neither of its two sources is named, and the text says why for one.",
        ),
        (
            tuple(a_source(n, f"aide {n}", False, reason=True) for n in range(3)),
            "None of its three sources is named, and the text says why.",
        ),
        (
            (a_source(0, "Ada Quill"), a_source(1, "a report", False, "document")),
            "Neither of its two sources is an unnamed person or group.",
        ),
    ],
)
def test_who_is_not_named(some, words):
    page = with_sources(*some, statements=[("the bridge is safe", (s.id,)) for s in some])
    text, voices = of(page)
    assert said(opening.named(page, text, voices)) == words


def test_an_outlet_is_credited_as_often_as_its_credits_light_up():
    page = opened(SEEDS / "trump-takaichi-call.txt")
    text, voices = of(page)
    third = opening.sentences(page, text, voices)[2]
    assert said(third) == (
        "About four of five words came through one other outlet, the Wall Street Journal, which it credits "
        "three times. It quotes Donald Trump at length: 89 words."
    )
    words, credits, quoted = (piece for piece in third if isinstance(piece, Lit))
    assert len(credits.steps.split()) == 3
    assert (lit_words(text, words.keys), lit_words(text, quoted.keys)) == (248, 89)
    # reported the Wall Street Journal; said the report; Per the report
    assert lit_words(text, credits.keys) == 5 + 3 + 3


def test_words_of_others_inside_a_long_quotation_count_as_on_the_card():
    """Sentences of 21, 14 and 17 words: the second is also what the officials said."""
    page = opened(
        "The council meets\n\nAda Quill said on Monday: “We waited all winter for an answer about the bridge, and we "
        "wrote to the office every week of the year. City officials said that the bridge was safe and that nobody had "
        "to move. We did not believe a word of it, and we moved our things to the other side.”\n\nIt rained all day."
    )
    text, voices = of(page)
    *_, told, quoted, end = opening.sentences(page, text, voices)[2]
    assert said((told, quoted, end)) == " It quotes Ada Quill at length: 52 words."
    assert lit_words(text, quoted.keys) == 52
    assert dict(zip(voices.sources["called"], voices.sources["quoted"], strict=True)) == {
        "Ada Quill": 52,
        "city officials": 0,
    }


def test_the_ribbon_of_a_page_made_by_hand():
    _, voices = of(made.page())
    drawn = ribbon.ribbon(voices)
    assert drawn.title == "About half the words are the article’s own"
    first = drawn.drawings[0]  # 1,120 pixels for 14 words: 80 pixels a word
    assert [(p.x, p.width, p.name, p.quoted) for p in first.pieces] == [
        (0, 240, "The Gazette", False),
        (240, 320, "An aide", False),
        (560, 560, "The article", False),
    ]
    assert [(p.x, p.end, p.way) for p in first.lines] == [(0, 560, "retold")]
    assert [label.words for label in first.over] == ["Reported by the Gazette: 7 words"]
    assert [words for *_, words in drawn.legend] == [
        "retold",
        "the article’s own words",
        "line above: retold by the Gazette",
    ]


def test_labels_of_the_ribbon_do_not_touch():
    for article in ARTICLES:
        drawn = ribbon.ribbon(of(opened(article))[1])
        for drawing in drawn.drawings:
            for labels, bold in ((drawing.labels, False), (drawing.over, True)):
                ends = sorted((la.x, la.x + max(wide(la.words, bold=bold), wide(la.how, 12))) for la in labels)
                assert all(end <= start for (_, end), (start, _) in pairwise(ends))
                assert all(start >= 0 and end <= drawing.width + 0.1 for start, end in ends)


def test_a_ribbon_of_one_voice_and_words_under_a_pixel():
    page = opened(TEXTS[1])
    drawn = ribbon.ribbon(of(page)[1])
    assert (drawn.title, drawn.n_words) == ("All of the words are the article’s own", 15)
    assert [len(drawing.pieces) for drawing in drawn.drawings] == [1, 1]
    sentence = "“No,” said Ada Quill. The council of Lowfield met in the town hall and talked of bridges. "
    long = opened("Talk\n\n" + "\n".join([sentence] * 120))
    wide_one, narrow = ribbon.ribbon(of(long)[1]).drawings
    assert all(p.width >= 0.9 for p in narrow.pieces)
    assert len(narrow.pieces) <= len(wide_one.pieces)
    assert round(sum(p.width for p in narrow.pieces)) == narrow.width


def test_the_numbers_of_each_card_are_the_words_that_light_up():
    seen = 0
    for article in ARTICLES:
        page = opened(article)
        text, voices = of(page)
        column = cards(page, text, voices)
        for card in [c for _, some in column.lists for c in some] + list(column.more):
            assert lit_words(text, card.name.keys) == card.quoted + card.retold, (article, card.name.words)
            seen += 1
        for group, n in voices.groups.items():
            assert lit_words(text, group) == n
    assert len(ARTICLES) == 10
    assert seen > 25


def test_the_cards_of_a_page_made_by_hand():
    page = made.page()
    text, voices = of(page)
    column = cards(page, text, voices)
    assert (column.title, column.touch) == ("Two sources", ": touch one to see its words")
    ((title, (gazette, aide)),) = column.lists
    assert title == "Only retold"
    assert (gazette.name.words, gazette.kind, gazette.named, gazette.quoted, gazette.retold) == (
        "The Gazette",
        "News outlet",
        "named",
        0,
        7,
    )
    assert [(name, said(words)) for name, words in gazette.facts] == [
        ("Its report", "7 words."),
        ("Passes on", "What one of the sources here says."),
    ]
    assert (aide.name.words, aide.named, aide.retold) == ("An aide", "not named", 4)
    assert [(name, said(words)) for name, words in aide.facts] == [
        ("Came through", "The Gazette."),
        ("How they would know", "Not stated here (the original report may say)."),
        ("Why no name", "Not stated here (the original report may say)."),
    ]
    assert [s.words for s in aide.statements] == ["said, as retold by the Gazette: “the bridge is safe”"]
    assert column.note.startswith("The counts overlap")  # 7 + 4 words of 7


def test_what_was_not_said_is_no_statement():
    page = opened(SEEDS / "trump-takaichi-call.txt")
    text, voices = of(page)
    column = cards(page, text, voices)
    trump = next(c for _, some in column.lists for c in some if c.name.words == "Donald Trump")
    assert [said(s) for s in trump.not_said] == [
        "Not counted as a statement: “to actually retract her previous statements” (the text says “did not tell her”)"
    ]
    ((title, others),) = column.others
    assert title == "The program counts these as only mentioned"
    assert [lit.words for lit in others] == ["Sanae Takaichi", "Xi", "Farmers"]
    assert [title for title, _ in column.lists] == ["", "Only retold"]


def test_only_people_and_groups_are_told_to_be_unnamed():
    """As the opening counts them: a city has no name to hide."""
    page = opened("A tram\n\nThe city said the tram had carried many riders. Two drivers said the brakes were bad.")
    text, voices = of(page)
    named = {c.name.words: c.named for _, some in cards(page, text, voices).lists for c in some}
    assert named == {"The city": "", "Two drivers": "not named"}
    assert said(opening.sentences(page, text, voices)[1]).startswith("One of two sources is not named")


def test_a_name_that_ends_in_a_period_ends_its_sentence():
    page = render(opened("A safe robot\n\nAcme Corp. said that the robot is safe and cheap. It rained all day."))
    assert "Acme Corp.</a></li>" in page  # "Its only source is Acme Corp."
    assert not re.search(r"Corp\.(</a>)?\.", page)


def test_who_speaks_in_the_headline_only_is_told_below_the_cards():
    page = with_sources(a_source(0, "Ada Quill"), statements=[("closes in Lowfield", (0,))])
    text, voices = of(page)
    column = cards(page, text, voices)
    assert (column.title, list(column.lists)) == ("No source was found in the body", [])
    assert [(title, [lit.words for lit in some]) for title, some in column.others] == [
        ("Speaks in the headline only", ["Ada Quill"])
    ]


def test_how_sources_are_called_inside_a_sentence():
    page = opened(
        "Two met\n\nTwo aides said the deal is off. The Gazette said it is on, and Ada Quill told the Gazette so."
    )
    _, voices = of(page)
    assert sorted(voices.sources["called"]) == ["Ada Quill", "the Gazette", "two aides"]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("US Department of Justice", "the US Department of Justice"),
        ("Ministry of Culture", "the Ministry of Culture"),
        ("Korean Central News Agency", "the Korean Central News Agency"),
        ("Greek Orthodox Church", "the Greek Orthodox Church"),
        ("Norway’s Ministry of Culture", "Norway’s Ministry of Culture"),
        ("Korean People's Army", "the Korean People's Army"),
        ("Xinhua News Agency", "Xinhua News Agency"),
        ("Amnesty International", "Amnesty International"),
        ("Office Depot", "Office Depot"),
    ],
)
def test_names_of_offices_take_the_article(name: str, called: str):
    page = with_sources(a_source(0, name, kind="organization"), statements=[("the bridge is safe", (0,))])
    assert said(opening.named(page, *of(page))) == f"Its only source is {called}."


def test_more_than_twelve_cards_are_folded():
    some = [a_source(n, f"Ada Quill {n}") for n in range(14)]
    page = with_sources(*some, statements=[("the bridge is safe", (s.id,)) for s in some])
    text, voices = of(page)
    column = cards(page, text, voices)
    assert column.title == "14 sources"
    assert (sum(len(cards_) for _, cards_ in column.lists), len(column.more)) == (12, 2)


def test_the_chain_of_a_page_made_by_hand():
    page = made.page()
    text, voices = of(page)
    part = chain.part(page, text, voices)
    assert part.title == "The other source came through the Gazette"
    assert part.shown["ways"] == ["An aide (not named · 4 words retold) → The Gazette (7 words retold) → This article"]
    across, down = part.shown["drawings"]
    assert [box.step.name for box in across.boxes] == ["An aide", "The Gazette", "This article"]
    assert [box.x for box in across.boxes] == sorted(box.x for box in across.boxes)
    assert [box.y for box in down.boxes] == sorted(box.y for box in down.boxes)
    assert [said(f.sentence) for f in part.facts] == [
        "7 words retell what others said, without quotation marks.",
        "7 words are the article’s own.",
    ]
    assert dict(part.facts[1].sure)["Range"] == "4 to 7 words."  # 0.25 and 0.5 of 14


def test_a_report_and_a_statement_are_two_ways():
    page = opened(SEEDS / "trump-takaichi-call.txt")
    text, voices = of(page)
    part = chain.part(page, text, voices)
    assert part.title == "All four of the other sources came through the Wall Street Journal"
    trump = [way for way in part.shown["ways"] if way.startswith("Donald Trump")]
    ways = ["Donald Trump (19 words retold)", "Donald Trump (89 words quoted)"]
    assert [way.partition(" →")[0] for way in trump] == ways
    for drawing in part.shown["drawings"]:
        for box in drawing.boxes:
            assert box.x >= 0 and box.x + box.width <= drawing.width
            assert box.y >= 0 and box.y + box.height <= drawing.height
            counted = re.fullmatch(
                r"(?:not named · )?(\d+) words (?:quoted|retold)(?:, (\d+) retold)?(?:, shared)?", box.step.says
            )
            if counted:
                assert lit_words(text, box.step.lit.keys) == sum(int(n) for n in counted.groups(0))


def test_the_words_of_a_source_of_a_source_go_the_whole_way():
    page = opened(
        "A day\n\nPeople familiar with the matter told the Gazette that the mayor had said he would not run.\n"
        "The Gazette said it is sure."
    )
    ways = chain.part(page, *of(page)).shown["ways"]
    assert [re.sub(r" \(.*?\)", "", way) for way in ways] == [
        "The mayor → People familiar with the matter → The Gazette → This article"
    ]


@pytest.mark.parametrize(
    ("article", "title", "drawn"),
    [
        (TEXTS[1], "The program found nobody quoted or retold", False),
        ("A day\n\n“It rains,” said Ada Quill.", "Its only source did not come through another outlet", False),
        (TEXTS[4], "None of its nine sources came through another outlet", False),  # nine arrows to one box say nothing
        (WITH_OUTLETS, "One of three sources came through the Daily Post", True),
        (
            "A day\n\n“It rains,” said Ada Quill. “It pours,” said Ben Dahl.",
            "Neither of its two sources came through another outlet",
            True,
        ),
    ],
)
def test_the_title_of_the_chain(article, title, drawn):
    page = opened(article)
    part = chain.part(page, *of(page))
    assert (part.title, bool(part.shown["drawings"])) == (title, drawn)


def test_words_fit_into_boxes():
    assert fitting("Ada Quill of Lowfield", 60) == "Ada …"
    assert lines("Ada Quill of Lowfield", 90) == ["Ada Quill of", "Lowfield"]
    assert lines("Ada Quill of Lowfield and of Marren", 90)[-1].endswith("…")
    assert all(wide(line) <= 90 for line in lines("Ada Quill of Lowfield and of Marren", 90))
    assert wide("W" * 10) == 130


def test_hostile_names_are_text():
    evil = "<script>alert(1)</script>"
    page = opened(f'{evil} & "quotes"\n\n“It is {evil} safe,” said {evil} Quill. “Go,” said Ada "onclick=x Norr.')
    shown = render(page)
    assert evil not in shown
    assert shown.count("<script>") == 1
    assert "&lt;script&gt;" in shown
