"""An article under the reader's hands in JupyterLab: paste a text, choose voice, paragraph and measure.

Needs ipywidgets (the extra `widgets`). Widgets hold text only; what is shown comes from sections, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis import catalogue
from analysis.article import ArticleError, Page, Span
from analysis.views import tables
from analysis.views.base.html import Mark, Marked, Section, Table, Text, element, join, marked
from analysis.views.base.numbers_in_words import count, number
from analysis.views.sections import numbers

MISSING = "For this, install ipywidgets: .venv/bin/pip install -e '.[widgets]'. Then start JupyterLab again."
EVERY = "all"


def explore(page: Page, read: Callable[[str], Page]) -> Any:
    """Fields to choose from, and what was chosen below them; a sentence where ipywidgets is not installed.

    `read` makes a page of a text, or raises ArticleError.
    """
    try:
        import ipywidgets
    except ImportError:
        return Section(Text(MISSING))
    return _Explorer(ipywidgets, page, read).box


def chosen(page: Page, voice: str, paragraph: str, measure: str) -> Section:
    """One voice marked in one paragraph or in all, and one measure's number with the words it was counted from."""
    source_id, article, shown = voices(page)[voice], page.article, paragraphs(page)[paragraph]
    spans = [s for v in page.analysis.sourcing.voices if v.source_id == source_id for s in v.spans]
    look = max(0, tables.looks(page.analysis.sourcing)[source_id])
    text = join(element("p", marked(article.text, p, [Mark(s, "", look) for s in spans])) for p in shown)
    pieces = [(max(a, c), min(b, d)) for a, b in spans for c, d in shown if a < d and c < b]
    words = sum(1 for piece in pieces for _ in article.words(piece))
    return Section(Marked(text, f"{voice}: {count(words, 'word')} here")) + _number(page, measure, paragraph)


def voices(page: Page) -> dict[str, int | None]:
    """What a voice is called -> its source; those with most words first."""
    found: dict[str, int | None] = {}
    for voice in sorted((v for v in page.analysis.sourcing.voices if v.words), key=lambda v: -v.words):
        sourcing = page.analysis.sourcing
        name = tables.OWN_VOICE if voice.source_id is None else sourcing.source(voice.source_id).name
        found.setdefault(" ".join(name.split()), voice.source_id)
    return found


def paragraphs(page: Page) -> dict[str, tuple[Span, ...]]:
    every = {f"{n}": (p,) for n, p in enumerate(page.article.paragraphs, 1)}
    return {EVERY: page.article.paragraphs, **every}


def measures(page: Page) -> dict[str, str]:
    """Label -> name, of what applies to this text."""
    out = {question for limit in page.limits for question in limit.without}
    return {m.label: m.name for m in catalogue.MEASURES if m.question not in out}


def _number(page: Page, name: str, paragraph: str) -> Section:
    if paragraph == EVERY:
        return numbers(page, name)
    declared, scope = catalogue.by_name(name), f"paragraph:{int(paragraph) - 1}"
    found = next((m for m in page.measured if m.name == name and m.scope == scope), None)
    if found is None:
        return Section(Text(f"{declared.label}: measured in whole articles only."))
    rows = ((declared.label, number(found.value)), ("Unit", found.unit), ("Note", found.note))
    return Section(Table(tables.glance(row for row in rows if row[1]), f"In paragraph {paragraph}", declared.meaning))


class _Explorer:
    """The fields and what they do. A new text is read when "Read it" is pressed."""

    def __init__(self, widgets: Any, page: Page, read: Callable[[str], Page]) -> None:
        self.page, self.make = page, read
        wide = widgets.Layout(width="100%", height="8em")
        self.text = widgets.Textarea(placeholder="Paste an article here: headline first, then the text", layout=wide)
        button = widgets.Button(description="Read it")
        self.fields = [widgets.Dropdown(description=what) for what in ("Voice", "Paragraph", "Measure")]
        self.output = widgets.Output()
        self._fill()
        button.on_click(self._read)
        for field in self.fields:
            field.observe(self._show, "value")
        self.box = widgets.VBox([self.text, button, *self.fields, self.output])
        self._show()

    def _read(self, _: object) -> None:
        try:
            self.page = self.make(self.text.value)
        except ArticleError as error:
            self._display(Section(Text(f"This cannot be read: {error}.")))
            return
        self._fill()
        self._show()

    def _fill(self) -> None:
        options = (voices(self.page), paragraphs(self.page), measures(self.page))
        for field, names in zip(self.fields, options, strict=True):
            field.options = list(names)

    def _show(self, _: object = None) -> None:
        voice, paragraph, label = (f.value for f in self.fields)
        names = measures(self.page)
        if voice in voices(self.page) and paragraph in paragraphs(self.page) and label in names:
            self._display(chosen(self.page, voice, paragraph, names[label]))
        else:  # while the fields are filled anew, or where nothing applies to the text
            self._display(Section(*(Text(limit.text) for limit in self.page.limits)))

    def _display(self, section: Section) -> None:
        self.output.outputs = tuple(
            {"output_type": "display_data", "data": data, "metadata": metadata} for data, metadata in section.outputs()
        )
