"""What readers are told in the same words everywhere, and how a voice is called and looks."""

from __future__ import annotations

from collections import Counter

from analysis.article import OWN_VOICE, Source, Sourcing

OTHER_SOURCES = "other sources"
NO_MATCH = "no matching word in the body"
NOT_STATED = "not stated"
NOT_STATED_HERE = "not stated here; the original may say"
NOT_NEEDED = "–"

# How a voice looks, everywhere: a number that `html.MARK_STYLES` and `palette.VOICES` both turn into tint and line.
OWN = -1  # no tint
OTHERS = 3  # all sources after the largest ones
LARGEST = (0, 1, 2, 4, 5)

PEOPLE = ("person", "group")  # what is said of a source that is not named is said of these: nobody hides a document

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


def line(value: object) -> object:
    """A text on one line; anything else as it is."""
    return " ".join(value.split()) if isinstance(value, str) else value


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
    return {None: OWN_VOICE, **{s.id: s.name for s in sourcing.sources}, **together}


def unnamed(source: Source) -> bool:
    """A person or a group that the article describes and does not name."""
    return not source.named and source.kind in PEOPLE


def counted(counts: Counter[str]) -> str:
    """What was counted, with the number of times: "told, said (2 times)"."""
    return ", ".join(f"{what} ({n} times)" if n > 1 else what for what, n in counts.items())
