"""Choosing voice, paragraph and measure in JupyterLab."""

from __future__ import annotations

import builtins
from pathlib import Path

import ipywidgets
import pytest

from analysis import widgets
from analysis import workbook as wb
from analysis.views.base.html import Section, plain

PRAISED = Path(__file__).parents[1] / "seeds" / "invented-bridge-praised.md"


@pytest.fixture(scope="module")
def page():
    return wb.open_article(PRAISED)


def said(section: Section) -> str:
    return "\n".join(plain(b.html()) for b in section.blocks)


def shown(box: ipywidgets.VBox) -> str:
    return "\n".join(output["data"]["text/plain"] for output in box.children[-1].outputs)


def test_every_menu_has_something_chosen_and_something_is_shown_when_it_opens(page):
    box = wb.explore(page)
    voice, paragraph, measure = (field.value for field in box.children[2:5])
    assert (voice, paragraph, measure) == ("the article's own voice", "all", "Flesch reading ease")
    assert f"{voice}: " in shown(box) and "Flesch reading ease\t" in shown(box)
    charts = [o["data"]["image/png"] for o in box.children[-1].outputs if "image/png" in o["data"]]
    assert len(charts) == 1


def test_one_voice_in_one_paragraph(page):
    # "We promised ... kept that promise" has 20 words, "It will cost ... accounted for" has 16.
    assert "Ada Holt: 36 words here" in said(widgets.chosen(page, "Ada Holt", "2", "sources"))
    # "Holt said after the vote" are the other five.
    bars = "Most words in paragraph 2: Ada Holt. x axis: Words. the article's own voice: 5; Ada Holt: 36."
    assert bars in said(widgets.chosen(page, "Ada Holt", "2", "sources"))
    assert "measured in whole articles only" in said(widgets.chosen(page, "Ada Holt", "2", "sources"))
    assert "Ada Holt: 0 words here" in said(widgets.chosen(page, "Ada Holt", "3", "flesch_kincaid_grade"))
    assert "In paragraph 3" in said(widgets.chosen(page, "Ada Holt", "3", "flesch_kincaid_grade"))


def test_fields_change_what_is_shown(page):
    box = wb.explore(page)
    text, button, voice, paragraph, measure, _ = box.children
    assert voice.options[0] == "the article's own voice"
    voice.value, paragraph.value, measure.value = "Oskar Dahl", "all", "Sources"
    # "that the town should have asked the county for money first"
    assert "Oskar Dahl: 11 words here" in shown(box)
    text.value = "A bridge\n\n" + "“The <b>bridge</b> is safe,” said Ida Norr, the engineer. It opens in June. " * 9
    button.click()
    assert "Ida Norr" in voice.options and "<b>" in shown(box)
    html = "".join(output["data"].get("text/html", "") for output in box.children[-1].outputs)
    assert "&lt;b&gt;" in html and "<b>" not in html
    text.value = " "
    button.click()
    assert "cannot be read: empty, no words in it" in shown(box)


def test_without_ipywidgets_a_sentence_says_how_to_get_it(page, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **options):
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert said(wb.explore(page)) == widgets.MISSING
