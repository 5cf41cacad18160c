"""The parts of an article's page one by one: their keys, their styles, and what is the same whichever are shown."""

import re
from pathlib import Path

import pytest

from analysis import workbook as wb
from analysis.article import OWN_VOICE
from analysis.report.page import in_notebook
from analysis.report.page.in_notebook import MARKS
from analysis.report.page.render import render
from analysis.views.base import html, pieces

SEEDS = Path(__file__).parents[1] / "seeds"
PARTS = (
    *(wb.voices, wb.sources, wb.chain, wb.headline_words, wb.verb_ladders, wb.gap, wb.tone_by_sentence),
    *(wb.tone_toward, wb.wording, wb.difficulty, wb.places, wb.dates, wb.lines_to_check),
)
STYLE = re.compile(r"<style>(.*?)</style>")


def shown(section) -> str:
    return "".join(data["text/html"] for data, _ in section.outputs())


@pytest.fixture(scope="module")
def page():
    return wb.open_article(SEEDS / "trump-takaichi-call.txt")


@pytest.fixture(scope="module")
def parts(page):
    """Every part, and sentences on all that is measured of the article as a whole."""
    made = {part.__name__: shown(part(page)) for part in PARTS}
    return made | {"measured": shown(wb.measured(page, *dict.fromkeys(m.name for m in page.measured)))}


def keys(kind: str, of: str) -> set[str]:
    return {key for found in re.findall(rf'data-{kind}="([^"]*)"', of) for key in found.split()}


def test_whatever_is_touched_is_in_the_article(page, parts):
    there = keys("k", shown(wb.article(page)))
    assert [name for name, part in parts.items() if keys("l", part) - there] == []
    assert all(keys("l", part) for part in parts.values())
    links = {of for part in parts.values() for of in re.findall(r'href="#([^"]*)"', part)}
    assert links <= set(re.findall(r'id="([^"]*)"', shown(wb.article(page))))


def test_the_keys_are_those_of_the_page_on_the_article(page, parts):
    own = keys("l", "".join(part for name, part in parts.items() if name != "measured"))
    assert own <= keys("l", render(page))


def test_the_same_bytes_whichever_parts_are_shown_first(page, parts):
    again = wb.open_article(SEEDS / "trump-takaichi-call.txt")
    in_other_order = {part.__name__: shown(part(again)) for part in reversed(PARTS)}
    assert in_other_order == {name: part for name, part in parts.items() if name != "measured"}
    assert shown(wb.article(again)) == shown(wb.article(page))


def test_few_articles_are_kept(page):
    for name in ("bridge-blamed", "bridge-praised", "water-announced", "water-investigated"):
        wb.voices(wb.open_article(SEEDS / f"invented-{name}.md"))
    assert len(in_notebook._made) == in_notebook.KEPT


def test_ids_are_there_once(page, parts):
    found = re.findall(r' id="([^"]*)"', shown(wb.article(page)) + "".join(parts.values()))
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("marks", MARKS)
def test_what_is_marked_at_first(page, marks):
    radios = re.findall(r'<input type="radio" name="m" id="(\w+)"( checked)?>', shown(wb.article(page, marks)))
    assert radios[0][0] == "m0"
    assert [id for id, checked in radios if checked] == [MARKS[marks]]


def test_modes_without_marks_are_not_there():
    plain = wb.analyze(wb.open_article(text="The council met on Monday. It rained.").article)
    made = shown(wb.article(wb.open_article(text="The council met on Monday. It rained.")))
    assert plain.headline_words == () and 'id="mh"' not in made
    with pytest.raises(KeyError, match="no kind of marks"):
        wb.article(wb.open_article(text="It rained."), "colors")


def test_a_style_stays_in_its_piece(page, parts):
    """Each rule is inside the two classes of its piece; no rule is about the page around it, and none is large."""
    for part in (shown(wb.article(page)), *parts.values()):
        (style,) = STYLE.findall(part)
        (name,) = re.findall(rf'<div class="{html.AROUND} (m[0-9a-f]{{8}})">', part)
        assert style.startswith(f".{html.AROUND}.{name}{{") and style.count("{") == style.count("}")
        outside = re.sub(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}", "", style)
        assert outside == f".{html.AROUND}.{name}{pieces.DARK} .{html.AROUND}.{name}"
        assert not re.search(r"\b(?:html|body)\b|@page|@media|:root|url\((?!#)", style)
        assert len(style) < 8000


def test_what_needs_a_script_is_hidden_where_there_is_none(page):
    for part in (wb.gap, wb.chain, wb.sources, wb.voices):
        made = shown(part(page))
        assert 'class="onlyjs"' in made and ".onlyjs{display:none}" in STYLE.findall(made)[0]
        without = re.sub(r'<(span|div) class="onlyjs">.*?</\1>', "", made, flags=re.DOTALL)
        assert "ouch " not in without.partition("</style>")[2].replace("ouched", "")


def test_needed_rules_are_those_that_something_meets():
    css = "p{a:b}.x,.y{c:d}#i .x{e:f}.js .x{g:h}.x:not(.z){i:j}@media print{p{k:l}}/* .x{} */:is(.x,.q).y{m:n}"
    css += "p:nth-child(n){o:p}"
    there = pieces.names('<p class="x" id="i">')
    assert list(pieces.needed(css, there)) == [
        ("p", "a:b"),
        (".x", "c:d"),
        ("#i .x", "e:f"),
        (".x:not(.z)", "i:j"),
        ("p:nth-child(n)", "o:p"),
    ]


def test_elements_and_attributes_are_on_the_lists(page, parts):
    made = STYLE.sub("", "".join((shown(wb.article(page)), *parts.values())))
    tags = set(re.findall(r"<([A-Za-z]\w*)", made)) - {"style"}
    assert tags <= html.TAGS | html.SVG_TAGS | html.FORM_TAGS
    inside = (re.sub(r'="[^"]*"', "", tag) for tag in re.findall(r"<[A-Za-z][^>]*>", made))
    attributes = {name for tag in inside for name in tag.strip("<>/").split()[1:]}
    assert attributes <= html.ATTRIBUTES | html.SVG_ATTRIBUTES | html.FORM_ATTRIBUTES


def test_two_articles_side_by_side():
    one, two = (wb.open_article(SEEDS / f"invented-bridge-{name}.md") for name in ("blamed", "praised"))
    made = shown(wb.compare(one, two))
    assert made.count('class="wide"') == 2
    assert "Four statements are in both" in made
    assert not keys("l", made) and "href" not in made
    nobody = wb.open_article(text="The council met on Monday. It rained.")
    assert "Two articles, side by side" in shown(wb.compare(nobody, nobody))


@pytest.mark.parametrize(
    ("whose", "title", "touched"),
    [
        ("Donald Trump", "89 of 316 words are quoted from Donald Trump; 19 more are retold", "Donald Trump: 89 words"),
        ("Japanese officials", "19 of 316 words are retold from Japanese officials", "Japanese officials: "),
        (OWN_VOICE, "68 of 316 words are the article’s own", "The article’s own words: 68"),
    ],
)
def test_one_voice_in_color(page, whose, title, touched):
    made = STYLE.sub("", shown(wb.voices(page, whose)))
    assert f">{title}<" in made
    colored = re.findall(r'<g data-l="\w+" data-t="([^"]*)"[^>]*><rect class="(?!faint)', made)
    assert colored and all(t.startswith(touched) for t in colored)
    assert "faint" in made and 'class="k' not in made.split("<svg")[0]


def test_a_voice_that_has_no_words(page):
    with pytest.raises(KeyError, match="Xi"):
        wb.voices(page, "Xi")
