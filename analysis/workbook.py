"""Joins the stages: what a notebook imports. One section of a page is one function here."""

import pandas as pd

from analysis import DATA
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
from analysis.context import reference
from analysis.own import measure_of, own_measures
from analysis.report.page import render
from analysis.report.page.figures import save as save_figures
from analysis.report.page.in_notebook import (
    article,
    chain,
    compare,
    dates,
    difficulty,
    gap,
    headline_words,
    lines_to_check,
    measured,
    places,
    sources,
    tone_by_sentence,
    tone_toward,
    verb_ladders,
    voices,
    wording,
)
from analysis.views.article import longest_statement, parts_of_article, plain_article, taken_up
from analysis.views.base import html
from analysis.views.base.open_plots import set_up, show
from analysis.views.base.spreadsheet import save
from analysis.views.checking import rules_on_unnamed
from analysis.views.glossary import glossary
from analysis.views.judging import lines_judged, lines_to_judge
from analysis.views.numbers import with_other_names
from analysis.views.readability import against_teachers, readability_by_paragraph, readability_by_ruler

set_up()  # how the frames and charts that a notebook makes itself look


def page(analyzed: Page) -> html.Section:
    """The page on one article, as `python -m analysis report` writes it, in a frame."""
    return html.Section(html.Framed(render.render(analyzed), render.title(analyzed)))


def many_articles() -> pd.DataFrame:
    """Who says something in 4,206 US news articles on politics, without their texts: one row for each source of each
    article. `id` is the article's link. `who` is missing for sources without a name, and for those that are in one
    article only. The columns mean what they mean in `sources_across.parquet` of a corpus; `analysis/data/README.md`
    says where the articles come from."""
    table = pd.read_parquet(DATA / "many_articles.parquet")
    links = pd.read_parquet(reference.FILE, columns=["url"])["url"]
    table.insert(1, "id", links[table["article"]].to_numpy())
    return table
