"""Rules on sources that are not named, and who is not heard. Nothing here says that an article is wrong."""

from datetime import date

import pandas as pd

from analysis.article import Analysis, Check, Mentioned, Page, Source
from analysis.frames import printed
from analysis.measures.sourcing import counts
from analysis.nlp.spans import SpanIndex
from analysis.views.base.common import NOT_STATED, NOT_STATED_HERE
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import day

PLACES = {"GPE", "LOC", "FAC"}


def rules_on_unnamed(page: Page) -> Section:
    """Two agencies' published rules, beside what the text says of each source that it does not name."""
    found: dict[tuple[str, str], list[str]] = {}
    for source in counts.sources_in_body(page.analysis):
        for check in source.checks:
            cell = found.setdefault((check.says, published(check)), [])
            cell += [] if check.state == "cannot tell" else [f"{source.name}: {state_in_words(page, source, check)}"]
    if not found:
        return Section(Text("No person or group without a name was found among the sources."))
    rows = [(says, "; ".join(cell) or "cannot tell from the text", origin) for (says, origin), cell in found.items()]
    note = (
        "The rules are the agencies' own, for their own reporters, paraphrased here. They may have changed since. The "
        "table shows what is in this text. It cannot show whether anyone broke a rule: much of that happens before a "
        "text is written."
    )
    frame = pd.DataFrame(rows, columns=["Rule", "In this text", "Whose rule it is"])
    return Section(Table(frame, "Two agencies' rules on unnamed sources", note))


def told_about(analysis: Analysis) -> list[Source]:
    """Those of whom the article tells thoughts or deeds and no words."""
    return [s for s in analysis.sourcing.sources if s.attributions and not s.speaks]


def only_mentioned(analysis: Analysis) -> list[Mentioned]:
    """Whom the body only mentions, but names that the pipeline takes for a place as often as not."""
    places = SpanIndex((e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ in PLACES)
    return [u for u in analysis.sourcing.mentioned if 2 * sum(map(places.touch, u.mentions)) < len(u.mentions)]


def published(check: Check) -> str:
    """Whose rule it is, and from when the text is that has it."""
    return f"{check.publisher}, as of {day(date.fromisoformat(check.date))}"


def state_in_words(page: Page, source: Source, check: Check) -> str:
    """What the text says to a rule on a source: its words, where it says something."""
    if check.state == "met":
        cited = "; whether it was cross-checked: not stated" if check.rule == "more_than_one" else ""
        return f"“{printed(page.article, check.evidence)}”{cited}"
    return NOT_STATED if source.second_hand_via is None else NOT_STATED_HERE
