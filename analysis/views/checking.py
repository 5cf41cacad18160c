"""Who is heard, rules on sources that are not named, and lines to check. Nothing here says that an article is wrong."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analysis.article import Analysis, Check, Mentioned, Page, Source, Span
from analysis.frames import printed
from analysis.measures.sourcing import counts
from analysis.nlp.spans import SpanIndex
from analysis.views.base.common import NOT_NEEDED, NOT_STATED, NOT_STATED_HERE
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import day, quote

MOST_ROWS = 15  # rows: longer tables are not read
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
        "The rules are the agencies' own, for their own reporters, here in our words. They may have changed since. The "
        "table says what is in this text. It cannot say whether anybody broke a rule: much of that happens before a "
        "text is written."
    )
    frame = pd.DataFrame(rows, columns=["Rule", "In this text", "Whose rule it is"])
    return Section(Table(frame, "Two agencies' rules on unnamed sources", note))


def who_is_heard(page: Page) -> Section:
    """Who is quoted, who is only retold, of whom the article only tells, and who is only mentioned."""
    analysis = page.analysis
    groups: dict[str, Sequence[Source | Mentioned]] = {
        "quoted": [s for s in analysis.sourcing.sources if s.heard == "quoted"],
        "only retold": [s for s in analysis.sourcing.sources if s.heard == "retold"],
        "only told about": told_about(analysis),
        "only mentioned": only_mentioned(analysis),
    }
    if not any(groups.values()):
        return Section(Text("The program found nobody who speaks in this article, and nobody who is mentioned."))
    rows = [
        (how, who.name, who.kind, len(who.mentions), _around(page, min(who.mentions)) if who.mentions else NOT_NEEDED)
        for how, found in groups.items()
        for who in found[:MOST_ROWS]
    ]
    columns = ["How", "Who", "Kind", "Times mentioned", "First mention in the text"]
    note = (
        "Quoted: some words are inside this source's own quotation marks. Only retold: it speaks in others' words. "
        "Only told about: the article tells what somebody thinks or does, and no words. Only mentioned: the program "
        "found none of these. It is for you to judge who else should have been asked. Some may have been asked and not "
        "answered."
    )
    left_out = "".join(_first(len(found), f" {how}") for how, found in groups.items())
    return Section(Table(pd.DataFrame(rows, columns=columns), "Who is heard, and how", left_out + note))


def lines_to_check(page: Page) -> Section:
    """Lines that an editor would ask about, with the reason; several words of one sentence for one reason together."""
    lines: dict[tuple[Span, str], list[Span]] = {}
    for line in page.analysis.to_check:
        lines.setdefault((line.span, line.why), []).append(line.words)
    if not lines:
        return Section(Text("The program found no line to ask about."))
    first = list(lines.items())[:MOST_ROWS]
    rows = [(quote(printed(page.article, words), 160), why, _around(page, span)) for (span, why), words in first]
    frame = pd.DataFrame(rows, columns=["Words", "Why it is listed", "Where it is"])
    note = "Listed is not wrong. A line may be common knowledge, or its source may be one sentence earlier."
    return Section(Table(frame, "Lines to check", _first(len(lines)) + note))


def told_about(analysis: Analysis) -> list[Source]:
    """Those of whom the article tells thoughts or deeds and no words."""
    return [s for s in analysis.sourcing.sources if s.attributions and not s.speaks]


def only_mentioned(analysis: Analysis) -> list[Mentioned]:
    """Whom the body only mentions, but names that the pipeline takes for a place as often as not."""
    places = SpanIndex((e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ in PLACES)
    return [u for u in analysis.sourcing.mentioned if 2 * sum(map(places.touch, u.mentions)) < len(u.mentions)]


def _first(n: int, of_these: str = "") -> str:
    return f"The first {MOST_ROWS} of {n}{of_these}. " if n > MOST_ROWS else ""


def published(check: Check) -> str:
    """Whose rule it is, and from when the text is that has it."""
    return f"{check.publisher}, as of {day(date.fromisoformat(check.date))}"


def state_in_words(page: Page, source: Source, check: Check) -> str:
    """What the text says to a rule on a source; with the words, where it says something."""
    if check.state == "met":
        return f"met, “{printed(page.article, check.evidence)}”"
    return NOT_STATED if source.second_hand_via is None else NOT_STATED_HERE


def _around(page: Page, mention: Span) -> str:
    """The mention's sentence, or the headline."""
    headline = page.article.span("headline")
    places = [*([headline] if headline else []), *page.analysis.parse.sentences]
    return quote(printed(page.article, [next((s for s in places if s[0] <= mention[0] < s[1]), mention)]), 160)
