"""The headline's verbs against the body's, and what the headline does to be opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.article import Analysis, Rung
from analysis.views.base.names import NOT_NEEDED, all_names, frame, joined, looks

if TYPE_CHECKING:
    import pandas as pd


def on_ladder(analysis: Analysis, ladder: str) -> list[Rung]:
    """What to show of a ladder: the headline's words, and the body's that share a sentence with a headline word.

    Where the headline has nothing on the ladder, all of the body's.
    """
    found = [r for r in analysis.ladder if r.ladder == ladder]
    if not any(r.in_headline for r in found):
        return found
    return [r for r in found if r.in_headline or r.shares]


def rungs(analysis: Analysis, found: Iterable[Rung], steps: tuple[str, ...]) -> pd.DataFrame:
    """One row for each word on the ladder, the highest step first. `look` and `number` are for charts."""
    article, names, own = analysis.article, all_names(analysis.sourcing), looks(analysis.sourcing)
    rows = []
    for r in sorted(found, key=lambda r: (-r.step, not r.in_headline, r.span)):
        words = ("not: " if r.negated else "") + joined(article, [r.whole])
        shares = ", ".join(joined(article, [s]) for s in r.shares) or NOT_NEEDED
        where = "headline" if r.in_headline else _paragraph(analysis, r)
        voice = "the headline" if r.in_headline else names[r.voice]
        rows.append((steps[r.step], words, where, voice, shares, r.step, None if r.in_headline else own[r.voice]))
    return frame(rows, "Step", "Words", "Where", "Whose voice", "Headline words in the same sentence", "number", "look")


def _paragraph(analysis: Analysis, rung: Rung) -> str:
    number = next((n for n, (a, b) in enumerate(analysis.article.paragraphs, 1) if a <= rung.span[0] < b), 0)
    return f"paragraph {number}"


def cues(headline: str, found: Iterable) -> pd.DataFrame:
    """One row for each cue of the headline: its words, what it is, and what it does."""
    rows = [(headline[slice(*c.span)], c.label, c.why) for c in found]
    return frame(rows, "Words", "What it is", "What it does")
