"""Readability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import catalogue, tables
from ..article import Page
from ..measures import readability as rulers
from ..narrate import Chart, Section, Table, Text
from .common import answers, formatted, sentence

if TYPE_CHECKING:
    pass


@answers("readability")
def readability_by_ruler(page: Page) -> Section:
    """The same text by each formula, from our counts and by an online calculator."""
    labels = {f.__name__: catalogue.by_name(f.__name__).label for f in rulers.FORMULAS}
    frame = tables.readability(page.measurements, labels)
    graded = frame[(frame["Unit"] == catalogue.GRADE) & frame.iloc[:, 1].notna() & frame.iloc[:, 2].notna()]
    if graded.empty:
        return Section(Text("The body has too few words and sentences for a readability formula."))
    from .. import charts

    figure, alt = charts.readability_by_ruler(graded)
    shown = formatted(formatted(frame, frame.columns[1], 1), frame.columns[2], 1)
    reason = next((m.note for m in page.measurements if m.name in labels and m.scope == "body" and m.note), "")
    return Section(
        Chart(figure, alt, "readability_by_ruler", "How hard is it to read? By each formula, counted in two ways"),
        Table(shown, "One text, seven formulas, two counts", sentence(reason)),
    )
