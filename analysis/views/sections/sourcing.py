"""Voices and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.article import Page
from analysis.views import tables
from analysis.views.base.common import NO_SOURCES, answers
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import quote, share

if TYPE_CHECKING:
    pass

SHORT = 70  # characters of what a source says, in the chart and the table of the ways of words
FIRST_SAID = "What is said, first"


@answers("sourcing")
def voice_ribbon(page: Page) -> Section:
    """The body as one strip, from the first word to the last, by who speaks."""
    frame = tables.ribbon(page.analysis)
    if frame.empty:
        return Section(Text("The body has no words to show."))
    from analysis.views import charts

    figure, alt = charts.voice_ribbon(frame)
    shares = tables.voices(page.analysis.sourcing)
    shown = [s if isinstance(s, str) else share(s) for s in shares["Share of body words"]]
    shares["Share of body words"] = shown
    note = "Each word belongs to one voice: the innermost source whose words it is given as."
    return Section(
        Chart(figure, alt, "voice_ribbon", "Who speaks, from the first word of the body to the last"),
        Table(shares, "How many of the body's words each voice has", note),
    )


@answers("sourcing")
def source_ledger(page: Page, title: str = "The sources") -> Section:
    """One line for each source: named or not, how the article got it, in what position to know."""
    frame = tables.ledger(page.analysis)
    if frame.empty:
        return Section(Text(NO_SOURCES))
    note = "A source is named when a reader could find out from the article who it is. Words that two sources share "
    note += "are counted with the first. There are good reasons not to name a source; whether one is given is shown."
    return Section(Table(frame, title, note))


@answers("sourcing")
def source_chain(page: Page) -> Section:
    """The way of the words, from those who said them to this article."""
    frame = tables.chain(page.analysis)
    if frame.empty:
        return Section(Text(NO_SOURCES))
    from analysis.views import charts

    frame["said"] = [quote(said, SHORT) if said else "" for said in frame["said"]]
    figure, alt = charts.source_chain(frame)
    shown = frame[["said", "Source", "Kind", "Named", "Through", "Words"]].rename(columns={"said": FIRST_SAID})
    shown[FIRST_SAID] = [said or tables.NOT_NEEDED for said in shown[FIRST_SAID]]
    shown["Through"] = [t or "no other outlet is credited" for t in shown["Through"]]
    shared = frame["shares"].notna()
    shown.loc[shared, "Through"] += "; " + frame["shares"][shared]
    shown["Words"] = [tables.NOT_NEEDED if s else words for s, words in zip(shared, frame["Words"], strict=True)]
    return Section(
        Chart(figure, alt, "source_chain", "The way of the words, from those who said them to this article"),
        Table(
            shown,
            "Each source's way to this article",
            "Words of the body; those that two sources share are counted with the first.",
        ),
    )


@answers("sourcing")
def statements(page: Page) -> Section:
    """Who says what, in the order of the article."""
    frame = tables.statements(page.analysis)
    if frame.empty:
        return Section(Text(NO_SOURCES))
    frame["What is said"] = [quote(c) if c else tables.NOT_NEEDED for c in frame["What is said"]]
    note = "“Inside” names the statement in which this one is reported: somebody says that somebody said."
    return Section(Table(frame, "Who says what, in order", note))
