"""Figures and their text alternatives, from frames made by hand."""

import io
import re
import subprocess
import sys
import warnings
from datetime import date
from itertools import combinations
from math import nan
from pathlib import Path

import made
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis import frames
from analysis.views import headline, judging, provenance, readability, reference, sourcing, tone, toward, wording
from analysis.views.base import drawing, html, palette
from analysis.views.headline import Carrier

LONG = "the deputy assistant undersecretary for bridges and tunnels of the northern lakes"
HOSTILE = ["$x_1$ \\frac{1}{2}", "مريم كوهين", "東京 😀 officials", "<b>\u202eMarta", "a\nb\tc", LONG * 3, "", "▯$"]


def ribbon(voices):
    rows = [(i * 10, i * 10 + 10, i + 1, i % 2 == 1, voice, i % 6) for i, voice in enumerate(voices)]
    return pd.DataFrame(rows, columns=["start", "end", "paragraph", "retold", "voice", "voice_style"])


def chain(names, through=None):
    rows = [(n, "person", "no" if i % 2 else "yes", through, i, None, i % 6) for i, n in enumerate(names)]
    return sources([*rows, *([(through, "outlet", "yes", None, 7, None, 0)] if through is not None else [])])


def sources(rows, said=""):
    """Rows of (name, kind, "yes" or "no" for named and not, "–" for things, outlet's name, words, shares, look)."""
    columns = ["name", "kind", "identified", "through", "words", "shares", "voice_style"]
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
    return [(word, [Carrier(word, i % 6, 2)]) for i, word in enumerate(words)]


def spoken_of(*people):
    """Sentences that speak of people: of each (name, headline's score or None, the body's scores)."""
    rows = []
    for n, (name, above, *scores) in enumerate(people):
        own = [(None, above)] if above is not None else []
        for place, score in [*own, *enumerate(scores, 1)]:
            label = "negative" if score <= -0.5 else "positive" if score >= 0.5 else "neutral"
            rows.append((n, place, name, score, label, score, nan, nan))
    columns = ["number", "sentence", "person", "score", "label", *toward.PLACES]
    sentences = pd.DataFrame(rows, columns=columns).astype({"sentence": "Int64"})
    return sentences, toward.by_person(sentences)


def dates(photo, published):
    return pd.DataFrame({"What": ["Photo taken", "Article published"], "Date": [photo, published]}, dtype=object)


def formulas(*rows):
    return pd.DataFrame(rows, columns=["formula", "ours", "textstat"])


def voices(*rows):
    return pd.DataFrame(rows, columns=["voice", "sentences", "grade", "low", "high"])


def gaps(*rows):
    return pd.DataFrame(rows, columns=["kind", "gap"])


def kinds(*rows):
    return pd.DataFrame(rows, columns=["kind", "own", "retold", "quoted"])


def rungs(*rows):
    return pd.DataFrame(rows, columns=["step", "words", "where", "voice", "in_headline", "voice_style"])


def places(*rows):
    columns = ["label", "value", "shown", "unit", "articles", "middle", "ends", "quantiles", "unusual"]
    return pd.DataFrame(rows, columns=columns)


MADE = made.analysis()
PAGE = made.page()
CHAIN = sourcing.sources(PAGE).iloc[::-1].assign(said=["the bridge is safe", "An aide said the bridge is safe"])
SENTENCES = pd.DataFrame({"sentence": [1, 2, 3], "words": [5, 12, 2], "long_words": [1, 4, 0]})
JUDGED = pd.DataFrame({"line": ["A good day", "It rains."], "list": [0.4, nan], "model": [0.25, -1.0]})
STEPS = ["suggest", "advise", "demand"]
DRAWN = {
    "headline_words": lambda: headline.draw_words(headline.carriers(PAGE, frames.headline(PAGE))),
    "photo_and_dates": lambda: provenance.draw_dates(provenance.dates(MADE.article)),
    "voice_ribbon": lambda: sourcing.draw_ribbon(sourcing.voice_runs(PAGE)),
    "source_chain": lambda: sourcing.draw_chain(CHAIN),
    "valence_gap": lambda: tone.draw_gaps(
        gaps(("as measured", 0.1), ("one word", -0.3), ("one word", 0.02), ("one paragraph", 0.25)), "A point"
    ),
    "toward_people": lambda: toward.draw_people(
        *spoken_of(("Holt", None, -0.5, 0.25), ("Quill", -0.75, 0.5, -0.25, 0.5, 0.5, 0.0))
    ),
    "sentence_difficulty": lambda: readability.draw_sentences(SENTENCES),
    "readability_by_voice": lambda: readability.draw_voices(
        voices(("An aide", 1, 9.0, 7.5, 11.25), ("the Gazette", 2, 12.0, 10.0, 14.0))
    ),
    "readability_by_ruler": lambda: readability.draw_formulas(formulas(("Fog", 9.04, 12.0))),
    "lines_to_judge": lambda: judging.draw_lines(JUDGED[["line"]]),
    "lines_judged": lambda: judging.draw_lines(JUDGED),
    "wording": lambda: wording.draw_kinds(kinds(("Causes", 2, 1, 0), ("Hedges", 0, 0, 0))),
    "verb_ladder": lambda: headline.draw_ladder(
        rungs(
            (2, "demand", "headline", "the headline", True, -1), (0, "not: hint at it", "paragraph 1", "A", False, 0)
        ),
        STEPS,
        "presses hardest",
        "presses least",
    ),
    "places": lambda: reference.draw_places(
        places(
            ("Sources", 7.0, "7", "count", 1234, (1.0, 6.0), ("1", "6"), [1.0, 2.0, 2.0, 6.0], "high"),
            ("Quoted", 0.2, "20% of", "a unit that is explained", 987, (0.0, 0.0), ("0%", "0%"), [0.0] * 4, None),
        )
    ),
}
# Parts of each alternative: the kind of chart, and every number, worked out from the frames above.
ALTERNATIVES = {
    "headline_words": ["Diagram", "3 words", "1 of 3 (Lowfield)", "Bridge: An aide.", "closes: the article's own"],
    "photo_and_dates": ["Timeline", "Photo taken: March 3, 2025", "Article published: March 31, 2025", "28 days"],
    "voice_ribbon": [
        "Strip chart",
        "14 words",
        "2 paragraphs",
        "the article's own voice 7 words, 50%; An aide 4 words, 29%, 0 of them quoted; the Gazette 3 words, "
        "21%, 0 of them quoted",
    ],
    "source_chain": [
        "Diagram",
        "2 sources",
        "the bridge is safe said by An aide (4 words, not named) through the",
        "the Gazette (3 words, an outlet) without another outlet",
    ],
    "valence_gap": [
        "A point. Dot plot",
        "as measured +0.10; one word: 2 ways −0.30 to +0.02, 1 not on the side of the first; one paragraph +0.25",
        "From −0.30 to +0.25",
        "The sign is not stable.",
    ],
    "toward_people": [  # the mean of Quill's five: 1.25 / 5
        "Toward Quill, the program finds the headline harder than the body. Dot plot: tone toward 2 people",
        "Quill: headline −0.75; 5 sentences of the body, 0 negative, 2 neutral and 3 positive, mean +0.25",
        "Holt: 2 sentences of the body, 1 negative, 1 neutral and 0 positive.",
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
    "lines_to_judge": [
        "2 lines, each above a scale of 5 circles, from very unpleasant to very pleasant. “A good day”; “It rains.”."
    ],
    "lines_judged": [
        "marks from −1 to 1. “A good day”: word list +0.40, model +0.25",
        "; “It rains.”: word list not measurable, model −1.00.",
    ],
    "wording": [
        "Bar chart: 2 kinds",
        "in the article's own voice, retold of a source, inside quotation marks",
        "Causes: 2, 1, 0; Hedges: 0, 0, 0. From 0 to 3 places",
    ],
    "verb_ladder": [
        "Diagram: a ladder of 3 steps, from the highest, demand, to the lowest, suggest",
        "demand: demand (headline); suggest: not: hint at it (A, paragraph 1).",
    ],
    "places": [
        "Dot plots, one for each of 2 measures",
        "Each dot stands for 25 in 100 of up to 1,234",
        "Sources: 7, the middle from 1 to 6, outside it. Quoted: 0.20, the middle from 0% to 0%.",
    ],
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
    "hostile words": lambda: headline.draw_words(carriers(HOSTILE)),
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
    "same day": lambda: provenance.draw_dates(dates(date(2025, 9, 30), date(2025, 9, 30))),
    "photo after the article": lambda: provenance.draw_dates(dates(date(2026, 9, 30), date(1999, 12, 31))),
    "wide gap": lambda: tone.draw_gaps(gaps(("as measured", -2.0), (LONG * 3, 2.0)), ""),
    "hostile people": lambda: toward.draw_people(
        *spoken_of(*((f"{name} {n}", 1.0, *[-1.0] * 9) for n, name in enumerate(HOSTILE)), (LONG * 2, None, 0.0))
    ),
    "everybody alike": lambda: toward.draw_people(*spoken_of(*((LONG, -1.0, *[0.0] * 40) for _ in range(20)))),
    "a long point": lambda: tone.draw_gaps(gaps(("as measured", 0.1)), LONG * 5),
    "no gap": lambda: tone.draw_gaps(gaps(("as measured", 0.0)), "A point"),
    "100 choices": lambda: tone.draw_gaps(gaps(*(("one word", n / 50 - 1) for n in range(100))), "A point"),
    "one voice, far out": lambda: readability.draw_voices(
        voices((LONG * 3, 1, 36.0, -3.0, 60.0), ("B", 1, -3.0, -3.0, -3.0))
    ),
    "300 sentences": lambda: readability.draw_sentences(
        pd.concat([SENTENCES] * 100, ignore_index=True).assign(sentence=range(1, 301))
    ),
    "easy and hard": lambda: readability.draw_formulas(formulas(("Fog", -3.0, 40.0), ("ARI", 1.0, 1.0))),
    "hostile rungs": lambda: headline.draw_ladder(
        rungs(*((n % 3, words, "paragraph 1", LONG, n == 2, n % 6) for n, words in enumerate(HOSTILE))),
        [LONG, "", LONG],
        LONG * 2,
        LONG * 2,
    ),
    "hostile lines": lambda: judging.draw_lines(
        pd.DataFrame({"line": HOSTILE}).assign(list=[-1, 0, 1, nan] * 2, model=[-1, 0.1, 1, 0] * 2)
    ),
    "many words of one kind": lambda: wording.draw_kinds(kinds((LONG * 2, 400, 1, 30), ("B", 1, 0, 0))),
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


def test_two_outlets_under_one_name_have_their_own_sources():
    rows = [("An aide", "person", "no", None, 2, None, 0), ("Ms A", "person", "yes", None, 3, None, 0)]
    rows += [("the Post", "outlet", "yes", None, 7, None, 0), ("the Post", "outlet", "yes", None, 5, None, 0)]
    _, alt = sourcing.draw_chain(known := sources(rows).assign(via=[2, 3, sourcing.NONE, sourcing.NONE]))
    assert "An aide (2 words, not named) through the Post; Ms A (3 words) through the Post" in alt
    shown = drawn_words(sourcing.draw_chain(known, most_outlets=1)[0])
    assert "An aide" in shown and "7 own words" in shown  # of the two, the outlet of the one who is not named
    assert "Ms A" not in shown and "and 1 more: 1 person" in shown


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
    for number, style in enumerate(html.MARK_STYLES[: html.UNNAMED]):
        voice = drawing.voice_style(number)
        assert style == f"color:#111;background-color:{voice.tint};border-bottom:{voice.underline} {voice.ink}"
    assert len({voice.hatch for voice in palette.VOICES}) == len(palette.VOICES)


def test_colors_are_in_one_module():
    """The page on an article takes its colors from `colors.css`, all else from `palette`."""
    color = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
    package = Path(html.__file__).parents[2]
    files = [p for p in package.rglob("*") if p.suffix in (".py", ".css", ".j2", ".toml")]
    assert sorted(p.name for p in files if color.search(p.read_text("utf-8"))) == ["colors.css", "palette.py"]


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
    program = (
        "import importlib, pkgutil, sys; from analysis import views; from analysis.views.base import drawing\n"
        "for found in pkgutil.walk_packages(views.__path__, 'analysis.views.'): importlib.import_module(found.name)\n"
        "print(sorted({'IPython', 'matplotlib'} & sys.modules.keys()))\n"
        "drawing.canvas(1); drawing.inches('a'); print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "False"]


@pytest.mark.parametrize("name", ["source_chain", "valence_gap"])
def test_other_settings_of_the_process_do_not_change_a_figure(name):
    import matplotlib

    expected = html.Chart(*DRAWN[name](), "x").svg()
    others = {"svg.hashsalt": "other", "font.size": 30, "axes.prop_cycle": "cycler(color=['r', 'g'])"}
    with matplotlib.rc_context(others):
        assert html.Chart(*DRAWN[name](), "x").svg() == expected
