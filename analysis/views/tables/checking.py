"""What a person might check: rules on unnamed sources, who is never heard, lines without a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.article import Analysis, Check, Source, Unheard
from analysis.nlp.spans import Spans
from analysis.views.base.names import NOT_STATED, NOT_STATED_HERE, frame, joined

if TYPE_CHECKING:
    import pandas as pd

PLACES = {"GPE", "LOC", "FAC"}


def rules(analysis: Analysis) -> pd.DataFrame:
    """One row for each published rule, with what the text says of each unnamed person or group."""
    found: dict[tuple[str, str], list[str]] = {}
    for source in analysis.sourcing.sources:
        for check in source.checks:
            cell = found.setdefault((check.says, f"{check.publisher}, {check.date}"), [])
            cell += [] if check.state == "cannot tell" else [f"{source.name}: {_state(analysis, source, check)}"]
    rows = [(says, "; ".join(cell) or "cannot tell from the text", origin) for (says, origin), cell in found.items()]
    return frame(rows, "Rule", "In this text", "Where the rule stands")


def _state(analysis: Analysis, source: Source, check: Check) -> str:
    if check.state == "met":
        return f"met, “{joined(analysis.article, check.evidence)}”"
    return NOT_STATED if source.second_hand_via is None else NOT_STATED_HERE


def silent(analysis: Analysis) -> list[Unheard]:
    """Whom the body speaks of and gives no words, but names that the pipeline takes for a place as often as not."""
    places = Spans((e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ in PLACES)
    return [u for u in analysis.sourcing.unheard if 2 * sum(map(places.touch, u.mentions)) < len(u.mentions)]


def unheard(analysis: Analysis) -> pd.DataFrame:
    """One row for each whom the body speaks of and gives no words."""
    rows = [
        (u.name, u.kind, len(u.mentions), u.acting, joined(analysis.article, [_around(analysis, u.mentions[0])]))
        for u in silent(analysis)
    ]
    return frame(rows, "Who", "Kind", "Times spoken of", "Of these doing something", "First place in the text")


def to_check(analysis: Analysis) -> pd.DataFrame:
    """One row for each line, in the order of the text; several words of one sentence for one reason are one line."""
    text, lines = analysis.article, {}
    for line in analysis.to_check:
        lines.setdefault((line.span, line.why), []).append(line.words)
    rows = [(joined(text, words), why, joined(text, [_around(analysis, span)])) for (span, why), words in lines.items()]
    return frame(rows, "Words", "Why it is listed", "Where it stands")


def _around(analysis: Analysis, mention: tuple[int, int]) -> tuple[int, int]:
    """The mention's sentence, or the headline."""
    headline = analysis.article.span("headline")
    places = [*([headline] if headline else []), *analysis.parse.sentences]
    return next((s for s in places if s[0] <= mention[0] < s[1]), mention)
