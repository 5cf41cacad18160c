"""What a person might check: nothing in these sections says that the article is wrong."""

from __future__ import annotations

import pandas as pd

from analysis.article import Analysis, Check, Page, Source, Span, Unheard
from analysis.frames import printed
from analysis.nlp.spans import SpanIndex
from analysis.views.base.common import NOT_STATED, NOT_STATED_HERE
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import quote

SHOWN = 15  # rows: longer tables are not read
PLACES = {"GPE", "LOC", "FAC"}


def rules_on_unnamed(page: Page) -> Section:
    """Two agencies' published rules, beside what the text says of each source that it does not name."""
    found: dict[tuple[str, str], list[str]] = {}
    for source in page.analysis.sourcing.sources:
        for check in source.checks:
            cell = found.setdefault((check.says, f"{check.publisher}, {check.date}"), [])
            cell += [] if check.state == "cannot tell" else [f"{source.name}: {_state(page, source, check)}"]
    if not found:
        return Section(Text("No person or group without a name was found among the sources."))
    rows = [(says, "; ".join(cell) or "cannot tell from the text", origin) for (says, origin), cell in found.items()]
    note = (
        "The rules are the agencies' own, for their own reporters, here in our words. The table says what is in this "
        "text. It cannot say whether anybody broke a rule: much of that happens before a text is written."
    )
    frame = pd.DataFrame(rows, columns=["Rule", "In this text", "Where the rule was published"])
    return Section(Table(frame, "Two agencies' rules on unnamed sources", note))


def never_heard(page: Page) -> Section:
    """Whom the body speaks of without giving them words."""
    people = unheard(page.analysis)
    if not people:
        return Section(Text("Everybody the body mentions has words in it, as far as the program can see."))
    rows = [(u.name, u.kind, len(u.mentions), u.acting, _around(page, u.mentions[0])) for u in people[:SHOWN]]
    columns = ["Who", "Kind", "Times mentioned", "Times they act", "First mention in the text"]
    note = "It is for you to judge who of these should have been asked. Some may have been asked and not answered."
    caption = "Mentioned, and given no words of their own"
    return Section(Table(pd.DataFrame(rows, columns=columns), caption, _first(len(people)) + note))


def lines_to_check(page: Page) -> Section:
    """Lines that an editor would ask about, with the reason; several words of one sentence for one reason together."""
    lines: dict[tuple[Span, str], list[Span]] = {}
    for line in page.analysis.to_check:
        lines.setdefault((line.span, line.why), []).append(line.words)
    if not lines:
        return Section(Text("The program found no line to ask about."))
    rows = [
        (quote(printed(page.article, words), 160), why, _around(page, span))
        for (span, why), words in list(lines.items())[:SHOWN]
    ]
    frame = pd.DataFrame(rows, columns=["Words", "Why it is listed", "Where it is"])
    note = "Listed is not wrong. A line may be common knowledge, or its source may be one sentence earlier."
    return Section(Table(frame, "Lines to check", _first(len(lines)) + note))


def unheard(analysis: Analysis) -> list[Unheard]:
    """Whom the body speaks of and gives no words, but names that the pipeline takes for a place as often as not."""
    places = SpanIndex((e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ in PLACES)
    return [u for u in analysis.sourcing.unheard if 2 * sum(map(places.touch, u.mentions)) < len(u.mentions)]


def _first(n: int) -> str:
    return f"The first {SHOWN} of {n}. " if n > SHOWN else ""


def _state(page: Page, source: Source, check: Check) -> str:
    if check.state == "met":
        return f"met, “{printed(page.article, check.evidence)}”"
    return NOT_STATED if source.second_hand_via is None else NOT_STATED_HERE


def _around(page: Page, mention: Span) -> str:
    """The mention's sentence, or the headline."""
    headline = page.article.span("headline")
    places = [*([headline] if headline else []), *page.analysis.parse.sentences]
    return quote(printed(page.article, [next((s for s in places if s[0] <= mention[0] < s[1]), mention)]), 160)
