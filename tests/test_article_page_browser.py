"""The page on one article in Chromium: what is touched lights up its words, by mouse, by keyboard, without script, on a
phone, in the dark, and on paper."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from pypdf import PdfReader
from test_browser import node, printed, shrunk

from analysis import analyze
from analysis.article import Page, Span
from analysis.report.page import parts, render
from analysis.report.page.parts import Fact, Lit, Part
from analysis.views.base.html import visible

pytestmark = pytest.mark.browser

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
VIEWS = 5  # of pages.mjs: a zoom of 200%, light, dark, 400 pixels, 320 pixels in the dark
LEAST = 4.5  # contrast of text (WCAG 2.2 AA)
HIGHEST = 8_000  # pixels of a page on 500 words, 1280 wide, with all folded

WORDS = "The {} crossed the old bridge near Lowfield in March and found {} loose boards in the third of four spans."
SAYS = "“We counted {} loose boards on day {} and nobody came,” said {} {}, a resident of Lowfield."
FIRST = "Ada Bert Cleo Dina Egon Faye Gus Hana Ivan Jana Karl Lena Mark Nora Otto Paul Rita Sven Tina Omar Vera Walt"
LAST = "Abel Brook Crane Dorn Ekman Frost Green Holt Innes Jaffe Keller Lowe Marsh Nolan Orr Pratt Quist Rowe Stone"
NAMES = list(zip((FIRST + " Gil Ines Zoe").split(), (LAST + " Tate Usher Vance Weld Yates Zorn").split(), strict=True))
HOSTILE = (
    "Mayor </title></style></script><script>pwned=1</script> closes the old bridge\n\n"
    "“The \u202ebridge <img src=x onerror=pwned=1> is not safe for cars or for people this year,” said Ida Norr, the "
    'mayor of Lowfield" onmouseover="pwned=1. The council will meet on Friday to talk about it.\n\n'
    f"The long word of the day is {'W' * 250} and the link is https://example.org/{'a' * 250} in the middle of the "
    "town. {{ 7*7 }} The council said it would send an engineer to the bridge in May.\n\n"
    "The sign on the bridge says مرحبا بالعالم هذا نص طويل and 橋は安全ではないと市長は述べた in other words.\n"
)


def texts() -> dict[str, str]:
    """Articles of several kinds, by name."""
    own = [WORDS.format(who, n) for n, who in enumerate("mayor driver teacher farmer doctor".split() * 48, 1)]
    said = [SAYS.format(n, n, *name) for n, name in enumerate(NAMES, 1)]
    return {
        "five_hundred": "".join(re.findall(r"\S+\s*", "\n\n".join(["The bridge of Lowfield", *said[:5], *own]))[:500]),
        "no_headline": "\n\n".join(said[:2] + own[:6]).replace("“We", "“Yes, we"),
        "many": "Twenty-five residents speak about the bridge\n\n" + "\n\n".join(said),
        "long": "The bridge of Lowfield in many words\n\n" + "\n\n".join(own[:115] + said + own[115:]),
        "opinion": "Opinion: Keep the bridge\n\nBy Ida Norr\n\n" + " ".join(["It is old. I like it. We all do."] * 9),
        "hostile": HOSTILE,
    }


MARKS = {  # what the part below marks, by the switch that shows it: class and words
    parts.HEADLINE: ("hm", "loose boards"),
    parts.TONE: ("neg minus", "nobody came"),
    parts.WORDING: ("wj", "old bridge"),
    parts.DIFFICULTY: ("l3", "in the third of four spans"),
    parts.CHECKS: ("ck", "near Lowfield"),
}
OUT = """<div id="out" data-body="0.1" data-headline="0.3" data-half="0.5">
<svg class="tx"><circle class="hd" cx="80.00%"/></svg>
<button type="button" aria-pressed="false" data-tone="-0.2">bright</button>
<button type="button" aria-pressed="false" data-tone="0.3">bridge</button></div><p id="say" role="status"></p>"""


def marked_part(page: Page, text: object, voices: object) -> Part:
    """A part that marks some words for each switch, each with its sentence, and with a number that says how sure."""

    def spans(words: str) -> list[Span]:
        return [(m.start(), m.end()) for m in re.finditer(words, page.article.text)]

    facts = []
    for mode, (name, words) in MARKS.items():
        text.mark(mode, name, spans(words))
        says = f"Places with {words}: {len(spans(words))}"
        lit = Lit(words, text.key(f"test{mode}", spans(words)), says, mode)
        facts.append(Fact(("It has ", lit, "."), (("Range", "none of it moves"),), words))
    text.badge("1", spans("near Lowfield")[0])
    text.ending("12 words", spans("in the third of four spans")[0])
    return Part("made", "A part that was made for tests", "Nothing is drawn.", {}, facts)


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    from analysis.reading import plain_text

    found = {name: analyze.page_of(name, plain_text.from_text(text)) for name, text in texts().items()}
    return found | {"seed": analyze.open_article(SEED)}


@pytest.fixture(scope="module")
def folder(pages, tmp_path_factory) -> Path:
    """The pages; `marked` has the part above and buttons for the words of a headline."""
    out = tmp_path_factory.mktemp("pages")
    for name, page in pages.items():
        (out / f"{name}.html").write_text(render.render(page), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "PARTS", (marked_part,))
        made = render.render(pages["no_headline"])
    (out / "marked.html").write_text(made.replace("</main>", f"{OUT}</main>"), "utf-8")
    return out


@pytest.fixture(scope="module")
def used(folder) -> dict[str, dict]:
    """What happened on each page, used as readers do."""
    done = node("article.mjs", *sorted(folder.glob("*.html")))
    assert done.returncode == 0, done.stderr
    return {seen["page"].removesuffix(".html"): seen for seen in json.loads(done.stdout)}


def words(*pieces: str) -> list[str]:
    return re.findall(r"\w+", " ".join(pieces))


def said_by(page: Page, source: int) -> list[list[Span]]:
    """The places of each statement of a source, in the order of the text."""
    return [list(a.content) for a in page.analysis.sourcing.statements if source in a.source_ids]


def joined(page: Page, spans: list[Span]) -> list[str]:
    """The words in these places, each once, in the order of the text."""
    inside = sorted({at for start, end in spans for at in range(start, end)})
    text = "".join(page.article.text[at] if at - 1 == before else " " + page.article.text[at]
                   for before, at in zip([-9, *inside], inside, strict=False))  # fmt: skip
    return words(visible(text))


@pytest.mark.parametrize("name", ["seed", "many", "no_headline", "hostile"])
def test_a_touch_of_a_source_lights_what_it_said(used, pages, name):
    page, touched = pages[name], used[name]["sources"]
    assert {"seed": 5, "many": 25, "no_headline": 2, "hostile": 1}[name] <= len(touched)
    for seen in touched:
        said = said_by(page, int(seen["key"][1:]))
        assert words(*seen["lit"]) == joined(page, [span for spans in said for span in spans])
        assert len(seen["steps"]) == len(said)
        if len(said) > 1:
            assert [words(*step) for step in seen["steps"]] == [joined(page, spans) for spans in said]
        assert seen["key"] in seen["pressed"] and seen["focus"] == seen["key"] and seen["mode"] == "mv"


@pytest.mark.parametrize("name", ["seed", "many", "marked"])
def test_what_is_lit_is_said_and_a_second_touch_clears_it(used, pages, name):
    page = pages["no_headline" if name == "marked" else name]
    names = {s.id: s.name for s in page.analysis.sourcing.sources}
    for seen in used[name]["sources"]:
        name = names[int(seen["key"][1:])].lower()
        assert seen["said"].lower().removeprefix("the ").startswith(name.removeprefix("the "))
        number = len(seen["steps"])
        assert (f"1 of {number}: " in seen["said"]) is (number > 1)
        assert words(seen["bar"]) == words(seen["said"])
        cleared = seen["cleared"]
        assert (cleared["lit"], cleared["bar"], cleared["pressed"], cleared["said"]) == ([], None, [], "Cleared.")


def test_a_source_is_touched_by_keyboard_alone(used):
    """Focus shows its words; Space, arrows, Tab into the bar, Esc; Enter lights and clears."""
    keys = used["seed"]["keys"]
    first = used["seed"]["sources"][0]
    assert (keys["focus"]["lit"], keys["focus"]["bar"]) == (first["lit"], None)
    assert keys["space"]["lit"] == keys["enter"]["lit"] == first["lit"]
    assert [keys[k]["focus"] for k in ("space", "right", "left", "escape", "enter", "again")] == [first["key"]] * 6
    assert [keys[k]["current"] for k in ("space", "right", "left")] == [first["steps"][n] for n in (0, 1, 0)]
    assert keys["tab"]["within"] and keys["tab"]["lit"] == first["lit"]
    assert [keys[k]["lit"] for k in ("escape", "again")] == [[], []]


@pytest.mark.parametrize("name", ["seed", "many"])
def test_a_touch_of_words_opens_the_card_of_who_says_them(used, name):
    touched = used[name]["words"]
    assert len(touched) >= 4
    assert {key: seen["pressed"][0] for key, seen in touched.items()} == {key: key for key in touched}


def test_the_switch_shows_each_kind_of_mark(used, pages):
    marks, text = used["marked"]["marks"], pages["no_headline"].article.text
    assert list(marks) == ["mv", *MARKS]
    for mode, (_, found) in MARKS.items():
        assert marks[mode] == [found] * text.count(found), mode
    assert "nobody came" in marks["mv"] and "old bridge" not in marks["mv"]  # what a voice says, and the article itself


def test_a_number_lights_as_many_places_as_it_says(used, pages):
    lit = {t["words"]: t for t in used["marked"]["triggers"]}
    for _, found in MARKS.values():
        assert lit[found]["lit"] == pages["no_headline"].article.text.count(found) > 0
        assert lit[found]["says"] == f"Places with {found}: {lit[found]['lit']}"


def test_nothing_that_can_be_touched_is_dead(used):
    for name, seen in used.items():
        assert [t for t in seen["triggers"] if not t["lit"] or not re.fullmatch(r"#g\d+", t["anchor"])] == [], name
    assert len(used["seed"]["triggers"]) > 15


def test_a_word_out_of_the_headline_moves_the_tone(used):
    """By hand: 0.3 - 0.1 = +0.20; without "bright" -0.2 - 0.1 = -0.30. The axis goes from -0.5 to 0.5."""
    bright, bridge = used["marked"]["without"]
    assert bright == {
        "word": "bright",
        "pressed": "true",
        "said": "Without “bright,” the headline scores −0.20. The gap is −0.30: it changes sign.",
        "dot": "30.00%",
    }
    assert (bridge["said"], bridge["dot"]) == ("Without “bridge,” nothing moves.", "80.00%")


def test_dimmed_text_can_be_read(used):
    contrast = {(name, view): c for name, seen in used.items() for view, c in seen["contrast"].items()}
    assert {view for name, view in contrast if name == "marked"} == {
        f"{scheme} {mode}" for scheme in ("light", "dark") for mode in ("mv", *MARKS)
    }
    assert {key: c for key, c in contrast.items() if c < LEAST} == {}


def test_the_page_asks_for_nothing_and_reports_no_error(used):
    assert {n: (s["errors"], s["requests"], s["pwned"]) for n, s in used.items()} == dict.fromkeys(used, ([], [], None))
    assert len(used) == 8


def test_the_text_stands_on_the_page_as_it_was_given(used, pages):
    for name, page in pages.items():
        article = page.article
        assert used[name]["paragraphs"] == [visible(article.text[s:e]) for s, e in article.paragraphs], name
        assert used[name]["headline"] == visible(article.headline or "An article without a headline")


def test_without_script_links_lead_to_their_words(used):
    for name, seen in used.items():
        plain = seen["plain"]
        assert plain["target"] and 0 <= plain["top"] < 700 and plain["role"] is None and plain["hidden"] == 0, name
        assert plain["chosen"] is not False
    assert [used[name]["plain"]["opened"] for name in ("seed", "many", "marked")] == [1, 1, 1]


@pytest.fixture(scope="module")
def looked(folder) -> list[dict]:
    done = node("pages.mjs", VIEWS, *sorted(folder.glob("*.html")))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("what", "expected"), [("violations", []), ("errors", []), ("requests", []), ("scripts", 1), ("overflow", 0)]
)
def test_in_no_view(looked, what, expected):
    """Each view with everything open, and again with something lit."""
    assert len(looked) == 8 * VIEWS
    assert {(seen["page"], seen["view"]): seen[what] for seen in looked if seen[what] != expected} == {}


def test_five_hundred_words_fit_two_sheets_and_a_part_only_if_asked_for(pages, folder, tmp_path):
    assert 490 <= len(pages["five_hundred"].article.body_words()) <= 500
    made = folder / "marked.html"
    html = made.read_text("utf-8")
    chosen = html.replace('id="pp" checked', 'id="pp"').replace('id="pa"', 'id="pa" checked')
    variants = {
        "five_hundred": (folder / "five_hundred.html").read_text("utf-8"),
        "seed": (folder / "seed.html").read_text("utf-8"),
        "folded": html,
        "opened": html.replace('<details class="sure">', '<details class="sure" open>', 1),
        "everything": chosen,
    }
    paths = [written(tmp_path, f"{name}.html", page) for name, page in variants.items()]
    sheets = printed(paths, tmp_path / "out", "Letter")
    assert [name for name, pdf in sheets.items() if shrunk(pdf) or len(pdf.pages) > 2] == []
    part, sure = "A part that was made for tests", "none of it moves"
    found = {name: (said(pdf).count(part), said(pdf).count(sure)) for name, pdf in sheets.items()}
    assert {n: found[n] for n in ("folded", "opened", "everything")} == {
        "folded": (0, 0),
        "opened": (1, 1),
        "everything": (1, len(MARKS)),
    }


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def said(pdf: PdfReader) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())


def test_a_page_is_not_too_high(used):
    assert 0 < used["five_hundred"]["height"] <= HIGHEST


def test_a_source_is_touched_in_jupyterlab(tmp_path):
    """In a frame with an origin of its own; the saved output holds the page once."""
    code = f"from analysis import workbook as wb\nwb.page(wb.open_article({str(SEED)!r}))"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = new_notebook(cells=[new_code_cell(code)], metadata={"kernelspec": kernel})
    nbformat.write(book, tmp_path / "page.ipynb")
    done = node("lab.mjs", sys.executable, tmp_path / "page.ipynb")
    assert done.returncode == 0, done.stderr
    ran = json.loads(done.stdout)
    page = analyze.open_article(SEED)
    assert (ran["errors"], ran["requests"], ran["pwned"]) == ([], [], None)
    assert ran["framed"]["origin"] == "null" and 600 <= ran["framed"]["height"] <= 1000
    key = re.search(r'<h3>\s*<a class="src" href="#g\d+" data-l="s(\d+)"', render.render(page))
    every = [span for spans in said_by(page, int(key[1])) for span in spans]
    assert "".join(words(*ran["framed"]["lit"])) == "".join(joined(page, every))
    (kinds,) = ran["kinds"]
    assert set(kinds) == {"text/html", "text/plain"} and kinds["text/plain"] < 100
    assert kinds["text/html"] < 1.4 * len(render.render(page))
