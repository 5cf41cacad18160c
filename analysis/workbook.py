"""Joins the stages: what a notebook imports. One section of a page is one function here."""

from pathlib import Path

from analysis.analyze import LONGEST, analyze, not_measurable, page_of
from analysis.api import AnalyzedArticle, open_article
from analysis.article import ArticleError, Page
from analysis.classroom import open_class
from analysis.classroom.self_check import checks
from analysis.classroom.views import (
    class_agreement,
    class_chance,
    class_machine,
    class_messy,
    class_splits,
    coding_sheet,
)
from analysis.report.page import render
from analysis.views.article import (
    longest_statement,
    marked_article,
    parts_of_article,
    plain_article,
    statement_to_sort,
    taken_up,
)
from analysis.views.base import html
from analysis.views.base.open_plots import set_up, show
from analysis.views.base.spreadsheet import save
from analysis.views.checking import lines_to_check, rules_on_unnamed, who_is_heard
from analysis.views.comparison import same_measures
from analysis.views.glossary import glossary
from analysis.views.headline import headline_cues, headline_words, pressing_words, verb_ladder
from analysis.views.judging import lines_judged, lines_to_judge
from analysis.views.numbers import indicators, numbers, with_other_names
from analysis.views.provenance import photo_and_dates
from analysis.views.readability import (
    against_teachers,
    readability_by_paragraph,
    readability_by_ruler,
    readability_by_voice,
    sentence_difficulty,
)
from analysis.views.reference import places
from analysis.views.sourcing import source_chain, source_ledger, statements, voice_ribbon
from analysis.views.tone import valence_gap
from analysis.views.toward import toward_people
from analysis.views.wording import found_words, loaded_sentences, marked_wording, wording
from analysis.widgets import explore

set_up()  # how the frames and charts that a notebook makes itself look


def page(article: Page) -> html.Section:
    """The page on one article, as `python -m analysis report` writes it, in a frame."""
    return html.Section(html.Framed(render.render(article), render.title(article)))


def save_figures(page: Page, folder: Path) -> list[Path]:
    """Write every chart of the article as PNG and SVG; the files' paths."""
    of_text = (headline_words, photo_and_dates, places, readability_by_ruler, readability_by_voice, sentence_difficulty)
    of_voices = (source_chain, verb_ladder, voice_ribbon, wording)
    of_tone = (lines_to_judge, lines_judged, valence_gap, toward_people)
    shown = [*(section(page) for section in (*of_text, *of_voices, *of_tone)), verb_ladder(page, "stance")]
    return [path for section in shown for path in html.save(section, folder)]
