"""Each section of a page, for the shipped article, for a page made by hand, and where it does not apply."""

import math
from pathlib import Path

import made
import pytest
from analysis.views.provenance import days_before

from analysis import workbook as wb
from analysis.context import validity
from analysis.views.base import numbers_in_words
from analysis.views.base.html import Chart, Section, Table, plain, save

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
SECTIONS = (
    "plain_article",
    "marked_article",
    "parts_of_article",
    "headline_words",
    "photo_and_dates",
    "voice_ribbon",
    "source_ledger",
    "rules_on_unnamed",
    "who_is_heard",
    "lines_to_check",
    "source_chain",
    "statements",
    "lines_to_judge",
    "lines_judged",
    "valence_gap",
    "toward_people",
    "readability_by_ruler",
    "readability_by_paragraph",
    "readability_by_voice",
    "sentence_difficulty",
    "numbers",
)
BARE = "The council met for a long while on Monday, and everybody went home because there was nothing to decide.\n"
HOSTILE = (
    "Mayor <script>alert(1)</script> praises $x_1$ bridge\n\n"
    "“It is a good <img src=x onerror=alert(1)> bridge,” said <script>alert(2)</script> Vell.\n"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in (("bare", BARE), ("hostile", HOSTILE)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    paths = {"seed": SEED, "bare": folder / "bare.txt", "hostile": folder / "hostile.txt"}
    return {name: wb.open_article(path) for name, path in paths.items()}


def words(section: Section) -> str:
    return "\n".join(plain(block.html()) for block in section.blocks)


def tables_of(section: Section) -> list[Table]:
    return [b for b in section.blocks if isinstance(b, Table)]


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("article", ["seed", "bare", "hostile"])
def test_every_section_has_something_to_read(pages, article, name):
    section = getattr(wb, name)(pages[article])
    assert section.blocks
    assert words(section).strip()
    html = "".join(block.html() for block in section.blocks)
    assert "<script" not in html
    assert "<img" not in html
    for chart in (b for b in section.blocks if isinstance(b, Chart)):
        assert chart.name == name
        assert chart.alt
        assert chart.png().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("headline_words", "no headline"),
        ("photo_and_dates", "no photo caption in the text"),
        ("source_ledger", "No source was found"),
        ("source_chain", "No source was found"),
        ("statements", "No source was found"),
        ("valence_gap", "no headline in the text"),
        ("toward_people", "no person named in the headline or the body"),
    ],
)
def test_a_section_that_does_not_apply_says_so(pages, name, said):
    section = getattr(wb, name)(pages["bare"])
    assert said in words(section)
    assert not [b for b in section.blocks if isinstance(b, Chart)]


def test_the_seed_has_its_charts(pages, tmp_path):
    charts = {b.name for n in SECTIONS for b in getattr(wb, n)(pages["seed"]).blocks if isinstance(b, Chart)}
    assert charts == {
        "headline_words",
        "photo_and_dates",
        "voice_ribbon",
        "source_chain",
        "lines_to_judge",
        "lines_judged",
        "valence_gap",
        "toward_people",
        "readability_by_ruler",
        "readability_by_voice",
        "sentence_difficulty",
    }
    written = save(wb.photo_and_dates(pages["seed"]), tmp_path)
    assert [p.name for p in written] == ["photo_and_dates.png", "photo_and_dates.svg"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("headline_words", ["3 have a matching word", "3 have none: “key”, “stunning” and “demand”"]),
        ("photo_and_dates", ["28 days before", "October 29, 2025", "November 26, 2025"]),
        (
            "source_ledger",
            [
                "people briefed on the matter",
                "Japanese officials",
                "an American briefed on the call",
                "shares the words of Japanese officials",
            ],
        ),
        ("source_chain", ["not named; shares the words of Japanese officials"]),
        ("voice_ribbon", ["an American briefed on the call (shares the words of Japanese officials)"]),
        (
            "marked_article",
            [
                "people briefed on the matter not named said [end of Wall Street Journal]",
                "shares the words of Japanese officials",
            ],
        ),
        ("statements", ["retold by number"]),
        (
            "lines_judged",
            ["Trump blindsides", "word list +0.27", "who is our dear and close ally", "exporting their crops"],
        ),
        ("readability_by_paragraph", ["Paragraph 7: textstat counts 2 sentences, we 1", "19.3", "11.1"]),
        ("sentence_difficulty", ["sentence 2 with 64 words", "sentence 9 with 5 words"]),
        ("parts_of_article", ["REUTERS/Evelyn Hockstein", "4 of 9 parts are not in the text"]),
    ],
)
def test_what_the_seed_says_by_hand(pages, name, parts):
    shown = words(getattr(wb, name)(pages["seed"]))
    assert [part for part in parts if part not in shown] == []


def test_voices_are_marked_and_counted():
    section = wb.marked_article(made.page())
    fragment = section.blocks[0].html()
    shown = plain(fragment)
    assert "[voice: An aide] the bridge is safe [end of An aide], the Gazette reported" in shown  # said to the ear
    assert "An aide not named" in shown
    assert "reported</mark>" not in fragment  # the article's own voice has no mark
    rows = [(plain(a), b) for a, b in tables_of(section)[0].frame.itertuples(index=False)]
    assert rows == [
        ("the article's own voice", "7 words"),
        ("An aide", "4 words"),
        ("the Gazette", "3 words"),
        ("a heavy line", "a source that is not named"),
    ]


def test_shares_are_shown_in_percent():
    frame = tables_of(wb.voice_ribbon(made.page()))[0].frame
    assert [tuple(r) for r in frame.itertuples(index=False)] == [
        ("the article's own voice", 7, "–", "–", "50%"),
        ("An aide", 4, 0, 4, "29%"),
        ("the Gazette", 3, 0, 3, "21%"),
    ]


def validity_of(measure: str) -> str:
    """What the page says of it: the first set's people and figure, or that there is none yet."""
    told = validity.of(measure)
    if not told:
        return "not yet compared with people's judgment"
    first = told[0]
    said = numbers_in_words.agreement(first.figure, first.value, first.low, first.high)
    return f"{said}, on {first.items} {first.item}: {first.people}"


def test_numbers_show_value_range_note_and_evidence():
    frame = tables_of(wb.numbers(made.page(), "narrator_share", "sources", "headline_tone"))[0].frame
    assert [tuple(r)[1:] for r in frame.itertuples(index=False)] == [
        (
            "50% of body words",
            "25% to 50%",
            "no place",
            "a note",
            validity_of("narrator_share"),
            "An aide said the bridge is safe, the …; It closes on Friday.",
        ),
        ("2", "–", "no place", "–", validity_of("sources"), "the bridge is safe"),
        ("not measurable", "–", "no place", "no word is rated", validity_of("headline_tone"), ""),
    ]


def test_a_column_of_no_notes_is_left_out():
    frame = tables_of(wb.numbers(made.page(), "sources"))[0].frame
    assert list(frame.columns) == [
        "What",
        "Value",
        "Range",
        "Among reference articles",
        "How far to trust it",
        "Counted from",
    ]


def test_an_unknown_number_is_an_error():
    with pytest.raises(KeyError, match="no_such_measure"):
        wb.numbers(made.page(), "no_such_measure")


@pytest.mark.parametrize(
    ("days", "said"),
    [(28, "28 days before"), (1, "1 day before"), (0, "on the day"), (-2, "2 days after its own publication")],
)
def test_the_photo_sentence(days, said):
    assert said in days_before(days)


def test_choices_of_the_gap_hold_the_measured_one_first(pages):
    from analysis.measures.tone import gap

    choices = gap.alternative_gaps(pages["seed"].analysis)
    assert choices[0].name == "as measured"
    assert math.isclose(choices[0].gap, 0.103, abs_tol=0.0005)
    assert gap.alternative_gaps(pages["bare"].analysis) == ()
