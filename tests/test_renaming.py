"""The same article with other people's names. Nothing of these texts is written to disk."""

from __future__ import annotations

from pathlib import Path

from analysis import workbook as wb
from analysis.article import Analysis
from analysis.context.name_swap import replaced
from analysis.measures import word_forms
from analysis.reading import plain_text
from research.validation import renaming

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
TEXT = (
    "Norr closes the bridge\n\nIda Norr, the mayor, closed the bridge. Norr said it was old. The Norr Institute agreed."
)


def renamed(analysis: Analysis) -> str:
    return replaced(analysis, renaming.replacements(analysis)).text


def test_names_are_replaced_everywhere_and_by_one_other():
    analysis = wb.analyze(plain_text.from_text(TEXT))
    others, text = renaming.replacements(analysis), renamed(analysis)
    assert set(others) == {"Ida", "Norr"}
    assert others["Ida"] in renaming.FIRST and others["Norr"] in renaming.LAST
    assert text.startswith(f"{others['Norr']} closes") and f"{others['Ida']} {others['Norr']}, the mayor" in text
    assert text.count(others["Norr"]) >= 3
    assert renamed(wb.analyze(plain_text.from_text(TEXT))) == text  # the same again


def test_the_names_are_words_of_no_list():
    listed = {
        e.lower()
        for own in word_forms.load("wording").values()
        for g in own["groups"]
        for e in word_forms.entries(g["words"])
    }
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    rated = SentimentIntensityAnalyzer().lexicon
    names = [n.lower() for n in (*renaming.FIRST, *renaming.LAST)]
    assert len(set(names)) == len(names)
    assert [n for n in names if n in listed or n in rated] == []


def test_the_seed_keeps_its_words_and_its_tone():
    moved = renaming.moved(SEED.read_text(encoding="utf-8"))
    for name in (
        "headline_tone",
        "body_tone",
        "tone_gap",
        "quoted_share",
        "clickbait_cues",
    ):
        before, after = moved[name]
        assert abs(before - after) < 1e-6, name
    assert moved["language.words_of_the_lists"][1] >= 0.95  # verbs of saying go by who is found to say something
    assert moved["language.voices"][1] >= 0.9
    assert abs(moved["flesch_kincaid_grade"][0] - moved["flesch_kincaid_grade"][1]) <= 0.5


def test_figures_by_hand():
    found = [{"sources": (3, 3), "narrator_share": (0.5, 0.505)}, {"sources": (3, 5), "narrator_share": (0.5, 0.6)}]
    figures = renaming.figures(found)
    assert figures["sources"]["unchanged"]["value"] == 0.5 and figures["sources"]["moves"]["value"] == 1.0
    assert figures["narrator_share"]["unchanged"]["value"] == 0.5  # the first moves by less than a percent
    assert renaming.by_question(found)["sourcing"]["numbers"] == 4
