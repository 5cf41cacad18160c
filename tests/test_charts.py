"""Figures and their text alternatives, from frames made by hand."""

import io
import re
import subprocess
import sys
import warnings
from datetime import date
from itertools import combinations
from math import nan

import made
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.article import Page
from analysis.views import charts, sourcing, tables
from analysis.views.base import drawing, html

LONG = "the deputy assistant undersecretary for bridges and tunnels of the northern lakes"
HOSTILE = ["$x_1$ \\frac{1}{2}", "مريم كوهين", "東京 😀 officials", "<b>\u202eMarta", "a\nb\tc", LONG * 3, "", "▯$"]


def ribbon(voices):
    rows = [(i * 10, i * 10 + 10, i + 1, voice, i % 6) for i, voice in enumerate(voices)]
    return pd.DataFrame(rows, columns=["start", "end", "paragraph", "voice", "look"])


def chain(names, through=None):
    rows = [(n, "person", "no" if i % 2 else "yes", through, i, None, i % 6) for i, n in enumerate(names)]
    return sources([*rows, *([(through, "outlet", "yes", None, 7, None, 0)] if through is not None else [])])


def sources(rows, said=""):
    """Rows of (name, kind, "yes" or "no" for named and not, "–" for things, outlet's name, words, shares, look)."""
    columns = ["name", "kind", "identified", "through", "words", "shares", "look"]
    known = pd.DataFrame(rows, columns=columns, dtype=object)
    numbers = {name: n for n, name in enumerate(known["name"])}
    return known.assign(
        source=range(len(known)),
        named=known["identified"] == "yes",
        unnamed=known["identified"] == "no",
        shares=known["shares"].fillna(""),
        via=[sourcing.NONE if t is None else numbers[t] for t in known["through"]],
        said=said,
    )


def carriers(words):
    rows = [(i + 1, w, w, i % 6, 2) for i, w in enumerate(words)]
    return pd.DataFrame(rows, columns=["number", "word", "voice", "look", "matches"])


def tone(values):
    rows = [(i, "words", v, "none") for i, v in enumerate(values, 1)]
    return pd.DataFrame(rows, columns=["Sentence", "Begins", "Tone (VADER, −1 to 1)", "Words that count"])


def dates(photo, published):
    rows = [("Photo taken", photo, ""), ("Article published", published, "")]
    return pd.DataFrame(rows, columns=["What", "Date", "Words in the text"])


def grades(rows):
    return pd.DataFrame(rows, columns=["Formula", "Our count", "Online calculator (textstat)", "Unit"])


MADE = made.analysis()
PAGE = Page("made.txt", MADE, ())
CHAIN = sourcing.sources(PAGE).iloc[::-1].assign(said=["the bridge is safe", "An aide said the bridge is safe"])
GAP = tables.gap(
    [
        ("as measured", "as measured", 0.1),
        ("one word", "without 'good'", -0.3),
        ("one word", "without 'great'", 0.02),
        ("one paragraph", "without paragraph 2 (It closes on ...)", 0.25),
    ]
)
SENTENCES = pd.DataFrame(
    [(1, "A bridge", 5, 1, "closes"), (2, "It is", 12, 4, "none"), (3, "So", 2, 0, "none")],
    columns=["Sentence", "Begins", "Words", "Long words", "Which"],
)
VOICES = tables.readability_of_voices([("An aide", 1, 12, 9.0, 7.5, 11.25), ("the Gazette", 2, 30, 12.0, 10.0, 14.0)])
DRAWN = {
    "headline_words": lambda: charts.headline_words(tables.headline_carriers(MADE), tables.NO_MATCH),
    "photo_and_dates": lambda: charts.photo_and_dates(tables.dates(MADE.article)),
    "voice_ribbon": lambda: sourcing.draw_ribbon(sourcing.voice_runs(PAGE)),
    "source_chain": lambda: sourcing.draw_chain(CHAIN),
    "tone_by_sentence": lambda: charts.tone_by_sentence(tone([0.5, -0.2, 0.0]), 0.25),
    "tone_gap": lambda: charts.tone_gap(GAP),
    "sentence_difficulty": lambda: charts.sentence_difficulty(SENTENCES),
    "readability_by_voice": lambda: charts.readability_by_voice(VOICES),
    "readability_by_ruler": lambda: charts.readability_by_ruler(grades([("Fog", 9.04, 12.0, "grade")])),
}
# Parts of each alternative: the kind of chart, and every number, worked out from the frames above.
ALTERNATIVES = {
    "headline_words": ["Diagram", "3 words", "1 of 3 (Lowfield)", "Bridge: An aide.", "closes: the article's own"],
    "photo_and_dates": ["Timeline", "Photo taken: 3 March 2025", "Article published: 31 March 2025", "28 days"],
    "voice_ribbon": [
        "Strip chart",
        "14 words",
        "2 paragraphs",
        "the article's own voice 7 words, 50%; An aide 4 words, 29%; the Gazette 3 words, 21%",
    ],
    "source_chain": [
        "Diagram",
        "2 sources",
        "the bridge is safe said by An aide (4 words, not named) through the",
        "the Gazette (3 words, an outlet) without another outlet",
    ],
    "tone_by_sentence": [
        "Lollipop",
        "3 sentences",
        "Lowest −0.20 (sentence 2)",
        "highest +0.50 (sentence 1)",
        "mean +0.10",
        "Headline: +0.25",
    ],
    "tone_gap": [
        "Dot plot",
        "as measured +0.10; one word: 2 ways −0.30 to +0.02, 1 not on the side of the first; one paragraph +0.25",
        "From −0.30 to +0.25",
        "The sign is not stable.",
    ],
    "sentence_difficulty": [
        "Column chart",
        "3 sentences",
        "from 0 to 12",
        "sentence 2 with 12 words",
        "shortest: sentence 3 with 2 words",
        "4 in sentence 2",
    ],
    "readability_by_voice": [
        "Range chart",
        "2 voices",
        "An aide: 1 sentence, grade 7.5 to 11.2, Flesch-Kincaid 9.0",
        "the Gazette: 2 sentences, grade 10.0 to 14.0, Flesch-Kincaid 12.0",
    ],
    "readability_by_ruler": ["Dot plot", "1 formula ", "Fog 9.0 and 12.0", "From grade 9.0 to grade 12.0"],
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_alternative_says_what_the_chart_shows(name):
    _, alt = DRAWN[name]()
    assert [part for part in ALTERNATIVES[name] if part not in alt] == []


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_frame_gives_the_same_bytes(name):
    first, second = (html.Chart(*DRAWN[name](), name) for _ in range(2))
    assert first.png() == second.png()
    assert first.svg() == second.svg()


AWKWARD = {
    "hostile words": lambda: charts.headline_words(carriers(HOSTILE), tables.NO_MATCH),
    "hostile voices": lambda: sourcing.draw_ribbon(ribbon(HOSTILE)),
    "hostile sources": lambda: sourcing.draw_chain(chain(HOSTILE[:6], through=LONG)),
    "hostile claims": lambda: sourcing.draw_chain(chain(HOSTILE[:6], through=LONG).assign(said=HOSTILE[:7])),
    "40 sources": lambda: sourcing.draw_chain(chain([f"{LONG} {i}" for i in range(40)]).assign(said=LONG * 3)),
    "one outlet alone": lambda: sourcing.draw_chain(chain([], through="the Gazette")),
    "things that share": lambda: sourcing.draw_chain(
        sources(
            [
                ("A memo", "document", "–", None, 9, None, 0),
                (LONG, "group", "no", "the Gazette of the northern lakes", 0, f"shares the words of {LONG}", 1),
                ("the Gazette of the northern lakes", "outlet", "yes", None, 0, None, 2),
            ]
        )
    ),
    "sources without words": lambda: sourcing.draw_chain(chain(["A"])),
    "300 paragraphs": lambda: sourcing.draw_ribbon(ribbon(["A", "B"] * 150)),
    "same day": lambda: charts.photo_and_dates(dates(date(2025, 9, 30), date(2025, 9, 30))),
    "photo after the article": lambda: charts.photo_and_dates(dates(date(2026, 9, 30), date(1999, 12, 31))),
    "no headline": lambda: charts.tone_by_sentence(tone([-1.0]), nan),
    "250 sentences": lambda: charts.tone_by_sentence(tone([1.0, -1.0] * 125), 0.0),
    "wide gap": lambda: charts.tone_gap(tables.gap([("as measured", "", -2.0), (LONG * 3, "", 2.0)])),
    "no gap": lambda: charts.tone_gap(tables.gap([("as measured", "", 0.0)])),
    "100 choices": lambda: charts.tone_gap(tables.gap([("one word", "", n / 50 - 1) for n in range(100)])),
    "one voice, far out": lambda: charts.readability_by_voice(
        tables.readability_of_voices([(LONG * 3, 1, 90, 36.0, -3.0, 60.0), ("B", 1, 1, -3.0, -3.0, -3.0)])
    ),
    "300 sentences": lambda: charts.sentence_difficulty(pd.concat([SENTENCES] * 100).assign(Sentence=range(1, 301))),
    "easy and hard": lambda: charts.readability_by_ruler(grades([("Fog", -3.0, 40.0, "grade"), ("ARI", 1.0, 1.0, "")])),
}


@pytest.mark.parametrize("name", [*AWKWARD, *DRAWN])
def test_all_words_can_be_drawn_inside_the_figure_and_apart(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure, alt = {**AWKWARD, **DRAWN}[name]()
        figure.savefig(io.BytesIO(), format="png")
    assert alt.endswith(".")
    renderer = FigureCanvasAgg(figure).get_renderer()
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text()]
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in shown]
    inside = Bbox.from_extents(-1, -1, figure.bbox.x1 + 1, figure.bbox.y1 + 1)
    assert [
        words for words, box in boxes if not (inside.fully_containsx(box.x0) and inside.fully_containsx(box.x1))
    ] == []
    assert [
        words for words, box in boxes if not (inside.fully_containsy(box.y0) and inside.fully_containsy(box.y1))
    ] == []
    smaller = [(words, box.padded(-2)) for words, box in boxes]
    assert [(a, b) for (a, x), (b, y) in combinations(smaller, 2) if x.overlaps(y)] == []


def drawn_words(figure):
    return [t.get_text() for t in figure.findobj(Text) if t.get_text()]


def test_sources_that_are_not_named_are_the_last_to_be_left_out_of_the_chain():
    rows = [(f"Ms {i}", "person", "yes", None, 90 - i, None, 0) for i in range(3)]
    rows += [("A memo", "document", "–", None, 50, None, 0), ("An aide", "person", "no", None, 1, None, 0)]
    rows += [("clerks", "group", "no", None, 0, None, 0), ("the Gazette", "outlet", "yes", "the Post", 2, None, 0)]
    rows += [("the Post", "outlet", "yes", None, 3, None, 0)]
    shown = drawn_words(sourcing.draw_chain(sources(rows), most=4)[0])
    assert [w for w in ("Ms 0", "Ms 1", "A memo", "An aide", "clerks", "the Gazette") if w in shown] == [
        "Ms 0",
        "An aide",
        "clerks",
        "the Gazette",
    ]
    assert "and 3 more: 2 persons, 1 document" in shown
    shown = drawn_words(sourcing.draw_chain(sources(rows), most=1)[0])
    assert "and 6 more: 3 persons, 1 document, 1 not named, 1 outlet" in shown


def test_outlets_with_sources_that_are_not_named_are_the_last_to_be_left_out():
    rows = [(f"Post {i}", "outlet", "yes", None, 9, None, 0) for i in range(3)]
    rows += [("An aide", "person", "no", "Post 2", 1, None, 0)]
    shown = drawn_words(sourcing.draw_chain(sources(rows), most=1, most_outlets=1)[0])
    assert "An aide" in shown
    assert "9 own words" in shown
    assert "and 2 more: 2 outlets" in shown


@pytest.mark.parametrize(
    ("kind", "named", "shares", "marker", "facts"),
    [
        ("person", "yes", None, "o", "5 words"),
        ("group", "no", None, "D", "5 words, not named"),
        ("document", "–", None, "s", "5 words, a document"),
        ("organization", "yes", None, "s", "5 words, an organization"),
        ("person", "no", "shares the words of B", "D", "not named; shares the words of B"),
    ],
)
def test_what_a_source_is_can_be_seen(kind, named, shares, marker, facts):
    figure, alt = sourcing.draw_chain(sources([("A", kind, named, None, 5, shares, 0)]))
    mark, flow = figure.axes[0].lines
    assert mark.get_marker() == marker
    assert (flow.get_linestyle() == "--") == (named == "no")
    assert f"A ({facts}) without another outlet" in alt
    assert facts in " ".join(drawn_words(figure))


def test_the_chain_goes_from_the_claim_to_the_article():
    """Claim, person, outlet, article, each to the right of the one before; a claim that is not there leaves a gap."""
    rows = [("An aide", "person", "no", "the Gazette", 5, None, 0), ("Ms A", "person", "yes", None, 2, None, 1)]
    rows += [("the Gazette", "outlet", "yes", None, 3, None, 2)]
    figure, _ = sourcing.draw_chain(sources(rows, ["“The bridge is safe”", "", "“A new bridge”"]))
    at = {t.get_text(): t.get_position() for t in figure.findobj(Text)}
    assert at["“The bridge is"][0] < at["An aide"][0] < at["the Gazette"][0] < at["this article"][0]
    assert "“A new bridge”" not in at  # an outlet's own words stand with the outlet's bar
    assert abs(at["“The bridge is"][1] + at["safe”"][1] - at["An aide"][1] - at["5 words, not"][1]) < 0.5


def test_no_words_are_smaller_than_11_points():
    sizes = {t.get_fontsize() for draw in DRAWN.values() for t in draw()[0].findobj(Text) if t.get_text()}
    assert min(sizes) >= 11


def test_voices_look_the_same_in_charts_and_in_the_marked_article():
    for look, style in zip(drawing.LOOKS, html.MARK_STYLES, strict=False):
        assert f"background-color:{look.tint};" in style
        assert style.endswith(look.ink)
    assert len({look.hatch for look in drawing.LOOKS}) == len(drawing.LOOKS)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("plain", "plain"),
        ("$5 and $x_1$", "$5 and $x_1$"),
        ("a\n b\tc", "a b c"),
        ("東京 office", "▯ office"),
        ("מרים", "▯"),
        ("ex\u202ee", "exe"),
        ("café é", "café é"),
    ],
)
def test_drawable(text, drawn):
    assert drawing.drawable(text) == drawn


def test_words_are_cut_where_they_do_not_fit():
    assert drawing.fit("short", 2) == "short"
    cut = drawing.fit(LONG, 2)
    assert re.fullmatch(r"the deputy .* …", cut)
    assert drawing.inches(cut) <= 2
    assert drawing.wrap("the deputy of bridges", drawing.inches("the deputy") + 0.1) == ["the deputy", "of bridges"]
    assert drawing.wrap("one two three", 0.1 + drawing.inches("three"), most=3) == ["one", "two", "three"]


def test_matplotlib_is_loaded_when_something_is_drawn_and_pyplot_never():
    program = "import sys; from analysis.views.base import drawing; print('matplotlib' in sys.modules); "
    program += "drawing.canvas(1); drawing.inches('a'); print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_other_settings_of_the_process_do_not_change_a_figure():
    import matplotlib

    expected = html.Chart(*DRAWN["tone_gap"](), "x").svg()
    with matplotlib.rc_context({"svg.hashsalt": "other", "font.size": 30}):
        assert html.Chart(*DRAWN["tone_gap"](), "x").svg() == expected
