"""An article under the reader's hands in JupyterLab: paste a text, choose voice, paragraph and measure.

Needs ipywidgets (the extra `notebooks`). Widgets hold text only; what is shown comes from sections, as everywhere.
"""

from typing import Any

import pandas as pd

from analysis import catalogue, frames
from analysis.api import AnalyzedArticle, open_article
from analysis.article import ArticleError, Span
from analysis.views.base.common import voice_styles
from analysis.views.base.html import Mark, Marked, Section, Table, Text, element, join, marked
from analysis.views.base.numbers_in_words import count, number
from analysis.views.base.open_plots import show
from analysis.views.numbers import numbers

MISSING = "For this, install ipywidgets: pip install 'media-analysis-workbook[notebooks]'. Then start JupyterLab again."
EVERY = "all"


def explore(page: AnalyzedArticle) -> Any:
    """Paste a text, choose voice, paragraph and measure; in JupyterLab, with ipywidgets. What was chosen is shown below
    the fields. Without ipywidgets: a sentence that says how to get it."""
    try:
        import ipywidgets
    except ImportError:
        return Section(Text(MISSING))
    return _Explorer(ipywidgets, page).box


def chosen(page: AnalyzedArticle, voice: str, paragraph: str, measure: str) -> Section:
    """The words of each voice in a paragraph or in all, one voice marked, one number with what it was counted from."""
    words, names = page.words, frames.source_names(page)
    if paragraph != EVERY:
        words = words[words["paragraph"] == int(paragraph)]
    counts = words.groupby("voice").size().sort_values(kind="stable")
    where = "the article" if paragraph == EVERY else f"paragraph {paragraph}"
    bars = counts.plot.barh(title=f"Most words in {where}: {counts.index[-1]}", xlabel="Words", ylabel="")
    bars.bar_label(bars.containers[0], padding=3)
    styles = voice_styles(page.analysis.sourcing)
    spoken = [v for v in page.analysis.sourcing.voices if names[v.source_id] == voice]
    marks = [Mark(span, "", max(0, styles[v.source_id])) for v in spoken for span in v.spans]
    text = join(element("p", marked(page.article.text, span, marks)) for span in paragraphs(page)[paragraph])
    caption = f"{voice}: {count(int(counts.get(voice, 0)), 'word')} here"
    return show(bars) + Section(Marked(text, caption)) + _number(page, measure, paragraph)


def voices(page: AnalyzedArticle) -> list[str]:
    """Those with most words first."""
    return list(page.words.groupby("voice").size().sort_values(ascending=False, kind="stable").index)


def paragraphs(page: AnalyzedArticle) -> dict[str, tuple[Span, ...]]:
    every = {f"{n}": (p,) for n, p in enumerate(page.article.paragraphs, 1)}
    return {EVERY: page.article.paragraphs, **every}


def measures(page: AnalyzedArticle) -> dict[str, str]:
    """Label -> name, of what applies to this text."""
    out = {question for limit in page.limits for question in limit.without}
    return {m.label: m.name for m in catalogue.MEASURES if m.question not in out}


def _number(page: AnalyzedArticle, name: str, paragraph: str) -> Section:
    if paragraph == EVERY:
        return numbers(page, name)
    declared, scope = catalogue.by_name(name), f"paragraph:{int(paragraph) - 1}"
    found = next((m for m in page.measured if m.name == name and m.scope == scope), None)
    if found is None:
        return Section(Text(f"{declared.label}: measured in whole articles only."))
    rows = ((declared.label, number(found.value)), ("Unit", found.unit), ("Note", found.note))
    table = pd.DataFrame([row for row in rows if row[1]], columns=["What", "In this article"])
    return Section(Table(table, f"In paragraph {paragraph}", declared.meaning))


class _Explorer:
    """The fields and what they do. A new text is read when "Read it" is pressed."""

    def __init__(self, widgets: Any, page: AnalyzedArticle) -> None:
        self.page = page
        wide = widgets.Layout(width="100%", height="8em")
        self.text = widgets.Textarea(placeholder="Paste an article here: headline first, then the text", layout=wide)
        button = widgets.Button(description="Read it")
        fields = zip(("Voice", "Paragraph", "Measure"), self._options(), strict=True)
        self.fields = [widgets.Dropdown(description=name, options=options) for name, options in fields]
        self.output = widgets.Output()
        button.on_click(self._read)
        for field in self.fields:
            field.observe(self._show, "value")
        self.box = widgets.VBox([self.text, button, *self.fields, self.output])
        self._show()

    def _options(self) -> list[list[str]]:
        return [list(found(self.page)) for found in (voices, paragraphs, measures)]

    def _read(self, _: object) -> None:
        try:
            self.page = open_article(text=self.text.value)
        except ArticleError as error:
            self._display(Section(Text(f"This cannot be read: {error}.")))
            return
        for field, options in zip(self.fields, self._options(), strict=True):
            field.options = options
            field.index = 0 if options else None  # a menu that was empty would choose nothing by itself
        self._show()

    def _show(self, _: object = None) -> None:
        (voice, paragraph, label), options = (field.value for field in self.fields), self._options()
        if all(field.value in known for field, known in zip(self.fields, options, strict=True)):
            self._display(chosen(self.page, voice, paragraph, measures(self.page)[label]))
        else:  # while the fields are filled anew, or where nothing applies to the text
            self._display(Section(*(Text(limit.text) for limit in self.page.limits)))

    def _display(self, section: Section) -> None:
        self.output.outputs = tuple(
            {"output_type": "display_data", "data": data, "metadata": metadata} for data, metadata in section.outputs()
        )
