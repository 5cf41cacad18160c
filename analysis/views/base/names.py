"""Names of columns and units, and how a voice is called and looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.article import OWN_VOICE, Article, Source, Sourcing, Span

if TYPE_CHECKING:
    import pandas as pd


OTHER_SOURCES = "other sources"
NO_MATCH = "no matching word in the body"
NOT_STATED = "not stated"
NOT_STATED_HERE = "not stated here; the original may say"
NOT_NEEDED = "–"

# How a voice looks, everywhere: a number that `narrate.MARK_STYLES` and `drawing.LOOKS` both turn into tint and line.
OWN = -1  # no tint
OTHERS = 3  # all sources after the largest ones
LARGEST = (0, 1, 2, 4, 5)

PEOPLE = ("person", "group")  # what is said of a source that is not named is said of these: nobody hides a document

MANNERS = {
    "direct": "in quotation marks",
    "indirect": "retold",
    "mixed": "partly in quotation marks",
}

ZONE_NAMES = {
    "headline": "Headline",
    "caption": "Photo caption",
    "credit": "Photo credit",
    "photo_date": "Photo date",
    "byline": "Byline (who wrote it)",
    "dateline": "Dateline (where it was written)",
    "outlet": "Outlet",
    "published": "Published",
    "url": "Link",
}


def frame(rows: Sequence[tuple], *columns: str) -> pd.DataFrame:
    """Text and mixed columns stay objects, so that None stays None and an int an int."""
    import pandas as pd

    table = {name: [row[i] for row in rows] for i, name in enumerate(columns)}
    return pd.DataFrame({name: pd.Series(cells, dtype=_dtype(cells)) for name, cells in table.items()})


def _dtype(cells: Sequence[object]) -> str:
    if cells and all(isinstance(c, int) and not isinstance(c, bool) for c in cells):
        return "int64"
    return "float64" if cells and all(isinstance(c, float) for c in cells) else "object"


def line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def joined(article: Article, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(article.text[slice(*s)].split()) for s in spans)


def looks(sourcing: Sourcing) -> dict[int | None, int]:
    """Source id (None: the article's own voice) -> how that voice looks; the sources with most words get their own."""
    ranked = sorted(sourcing.sources, key=lambda s: (-s.words, s.id))
    own = {s.id: LARGEST[i] if i < len(LARGEST) else OTHERS for i, s in enumerate(ranked)}
    return {None: OWN, **own}


def voice_names(sourcing: Sourcing) -> dict[int | None, str]:
    """Source id -> the voice as charts and legends call it: several that look like others have one name."""
    own_looks = looks(sourcing)
    others = [s.id for s in sourcing.sources if own_looks[s.id] == OTHERS]
    together = dict.fromkeys(others, OTHER_SOURCES) if len(others) > 1 else {}
    return {**all_names(sourcing), **together}


def sharing(sourcing: Sourcing) -> dict[int, Source]:
    """Source id -> the source with which its words are counted, where two say one thing together."""
    return {
        i: sourcing.source(attribution.source_ids[0])
        for attribution in sourcing.attributions
        for i in attribution.source_ids[1:]
        if not sourcing.source(i).words
    }


def shares(source: Source) -> str:
    """What is said of one whose words are counted with this source."""
    return f"shares the words of {source.name}"


def unnamed(source: Source) -> bool:
    """A person or a group that the article describes and does not name."""
    return not source.named and source.kind in PEOPLE


def all_names(sourcing: Sourcing) -> dict[int | None, str]:
    return {None: OWN_VOICE, **{s.id: s.name for s in sourcing.sources}}


def counted(counts: Counter[str]) -> str:
    return ", ".join(f"{what} ({n} times)" if n > 1 else what for what, n in counts.items())
