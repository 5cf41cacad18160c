"""An attribution on its way to the article's list of them."""

from dataclasses import dataclass

from analysis.article import Manner, Span, Type

SURE_OF_RULE = 0.95  # the score of what a rule finds


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its sources are known. `parent` is a position in the list of drafts."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    manner: Manner = "indirect"
    parent: int | None = None
    type: Type = "statement"

    @property
    def extent(self) -> Span:
        """From the first character of its spans to the last."""
        spans = self.source + self.cue + self.content
        return min(s for s, _ in spans), max(e for _, e in spans)
