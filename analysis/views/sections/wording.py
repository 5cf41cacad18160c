"""Wording: in the article's own voice, and apart from it what is retold and quoted."""

from __future__ import annotations

from analysis.article import Page, Wording
from analysis.measures import word_forms
from analysis.views import tables
from analysis.views.base import html
from analysis.views.base.common import answers
from analysis.views.base.html import Chart, Mark, Marked, Section, Table, Text, element, join
from analysis.views.base.numbers_in_words import count, quote

SHOWN = 40  # rows: longer tables are not read
OWN_MARK, GREY_MARK = 1, 3  # of `narrate.MARK_STYLES`
SHORT = {
    "judgement": "judges?",
    "hedges": "holds back",
    "boosters": "presses",
    "factives": "as true",
    "implicatives": "done?",
    "reporting": "how said",
    "causal": "cause",
    "passive": "passive",
    "agentless_passive": "by whom?",
}
NOTHING = "No word of our lists and no passive was found in the body."
FOR_YOU = "The lists hold words to look at. Whether a word judges here, the sentence says, and you decide."


@answers("wording")
def wording(page: Page) -> Section:
    """Words of the lists and passives by kind: in the article's own voice, retold of a source, in quotation marks."""
    frame = tables.wording(page.analysis)
    if not frame.iloc[:, 1:].to_numpy().sum():
        return Section(Text(NOTHING))
    from analysis.views import charts

    figure, alt = charts.wording(frame, tuple(tables.PLACES.values()))
    own = sum(w.place == "own" for w in page.analysis.wording)
    others = sum(w.place in ("retold", "quoted") for w in page.analysis.wording)
    said = (
        f"{count(own, 'place')} in the article's own voice; {others} in what others say, retold or in quotation marks."
    )
    return Section(
        Chart(figure, alt, "wording", "Kinds of words, by whose voice they stand in"),
        Text(f"{said} {FOR_YOU}"),
        Table(frame, "Kinds of words, and in whose voice"),
    )


@answers("wording")
def found_words(page: Page, *categories: str) -> Section:
    """The words themselves, outside quotation marks, each with its sentence; of some kinds, or of all."""
    frame = tables.found_words(page.analysis, *categories)
    if frame.empty:
        return Section(Text("None of these words was found outside quotation marks."))
    note = f"The first {SHOWN} of {len(frame)}. " if len(frame) > SHOWN else ""
    frame = frame.head(SHOWN)
    frame["Where it stands"] = [quote(c, 160) for c in frame["Where it stands"]]
    return Section(Table(frame, "The words, outside quotation marks", note + FOR_YOU))


@answers("wording")
def marked_wording(page: Page) -> Section:
    """The article with these words marked in its own voice, and in grey where others speak."""
    article = page.article
    marks = [_mark(w) for w in page.analysis.wording]
    head = article.span("headline")
    shown = [element("p", element("strong", html.marked(article.text, head, marks)))] if head else []
    shown += [element("p", html.marked(article.text, p, marks)) for p in article.paragraphs]
    legend = [
        (_sample("orange", OWN_MARK), "a word of the lists, or a passive, in the article's own voice or the headline"),
        (_sample("grey", GREY_MARK), "the same in what others say: retold, or in quotation marks"),
    ]
    import pandas as pd

    table = pd.DataFrame(legend, columns=["Mark", "Stands for"], dtype=object)
    return Section(
        Marked(join(shown), "Words to look at, in the article's own voice and apart from it"),
        Table(table, "What the marks on words stand for", FOR_YOU),
    )


@answers("wording")
def word_lists(page: Page) -> Section:
    """What the lists hold: each kind of words, what it says, and the work that the kind comes from."""
    rows = [(own["label"], own["meaning"], own["reference"]) for own in word_forms.load("wording").values()]
    frame = tables.references(rows)
    return Section(Table(frame, "The kinds of words, and where the idea comes from", "The words are our own choice."))


def _mark(hit: Wording) -> Mark:
    own = hit.place in ("own", "headline")
    return Mark(hit.span, SHORT[hit.category], OWN_MARK) if own else Mark(hit.span, "", GREY_MARK)


def _sample(label: str, kind: int):
    return html.marked(label, (0, len(label)), [Mark((0, len(label)), "", kind)])
