"""What a person might check: nothing in these sections says that the article is wrong."""

from __future__ import annotations

from analysis.article import Page
from analysis.views import tables
from analysis.views.base.html import Section, Table, Text
from analysis.views.base.numbers_in_words import quote

SHOWN = 15  # rows: longer tables are not read


def rules_on_unnamed(page: Page) -> Section:
    """Two agencies' published rules, beside what the text says of each source that it does not name."""
    frame = tables.rules(page.analysis)
    if frame.empty:
        return Section(Text("No person or group without a name was found among the sources."))
    note = "The rules are the agencies' own, for their own reporters, here in our words. The table says what stands in "
    note += "this text. It cannot say whether anybody broke a rule: much of it happens before a text is written."
    return Section(Table(frame, "Two agencies' rules on unnamed sources", note))


def never_heard(page: Page) -> Section:
    """Whom the body speaks of without giving them words."""
    frame = tables.unheard(page.analysis)
    if frame.empty:
        return Section(Text("Everybody whom the body speaks of has words in it, as far as the program sees."))
    note = f"The first {SHOWN} of {len(frame)}. " if len(frame) > SHOWN else ""
    note += "It is for you to judge who of these should have been asked. Some may have been asked and not answered."
    frame = frame.head(SHOWN)
    frame["First place in the text"] = [quote(c, 160) for c in frame["First place in the text"]]
    return Section(Table(frame, "Spoken of, and given no words of their own", note))


def lines_to_check(page: Page) -> Section:
    """Lines that an editor would ask about, with the reason."""
    frame = tables.to_check(page.analysis)
    if frame.empty:
        return Section(Text("No line was found that the program would ask about."))
    note = f"The first {SHOWN} of {len(frame)}. " if len(frame) > SHOWN else ""
    note += "Listed is not wrong. A line may be common knowledge, or its source may stand one sentence before."
    frame = frame.head(SHOWN)
    for column in ("Words", "Where it stands"):
        frame[column] = [quote(c, 160) for c in frame[column]]
    return Section(Table(frame, "Lines to check", note))
