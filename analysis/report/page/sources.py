"""Whose words: the marks of the voices in the text, the cards of the sources, and the way that their words came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Page, Span
from analysis.report.page.parts import VOICES, Lit
from analysis.report.page.text import MarkedText
from analysis.views.base.common import NOT_STATED, NOT_STATED_HERE
from analysis.views.base.numbers_in_words import count, quote

LOOKS = 5  # the last one is shared by all sources but the four with most words
OWN, QUOTED, RETOLD = "own", "quoted", "retold"
EXCERPT = 60  # characters of a statement in a list
KINDS = {
    "person": "Person",
    "group": "Group",
    "organization": "Organization",
    "outlet": "News outlet",
    "document": "Document",
}
MANNERS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "retold"}


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of a source. `look`: the number of its line style and color; the bars are lengths in percent."""

    name: Lit
    look: int
    kind: str
    unnamed: bool
    quoted: int
    retold: int
    quoted_bar: float
    retold_bar: float
    facts: Sequence[tuple[str, str]]
    statements: Sequence[Lit]


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in the body: `sources` is `frames.sources` of the body with what the page adds to it, most words
    first; `words` is `frames.words` with the group (`OWN`, `QUOTED`, `RETOLD`) and look of each word."""

    sources: pd.DataFrame
    words: pd.DataFrame
    looks: dict[int, int]
    groups: dict[str, int]

    def name(self, source: int) -> str:
        """The name of a source that speaks in the body; "another outlet" for others."""
        return next((s.name for s in self.sources.itertuples() if s.source == source), "another outlet")

    def card_lit(self, source: Any, steps: str = "") -> tuple[str, Lit]:
        """The name of a row of `sources`, and what lights up its account."""
        counted = f"{count(source.quoted, 'word')} quoted, {source.retold:,} retold"
        return source.name, Lit(source.name, f"s{source.source}", f"{source.name}: {counted}", VOICES, steps, True)


def find_voices(page: Page, text: MarkedText, looks: dict[int, int] | None = None) -> Voices:
    """Who speaks, with the marks and keys of all that they say added to the text. `looks`: those of the sources, where
    they are the same in several texts."""
    words = frames.words(page)
    words["group"] = [
        OWN if pd.isna(source) else QUOTED if quoted else RETOLD
        for source, quoted in zip(words["source"], words["quoted"], strict=True)
    ]
    sources = frames.sources(page)
    sources = sources[sources["place"] == "body"]
    said = frames.statements(page)
    contents = {a.id: a.content for a in page.analysis.sourcing.statements}
    accounts = {
        s: [span for a in said[[s in ids for ids in said["sources"]]]["statement"] for span in contents[a]]
        for s in sources["source"]
    }
    counted = [_counted(words, accounts[s], s) for s in sources["source"]]
    sources = sources.assign(
        quoted=[q for q, _ in counted],
        retold=[r for _, r in counted],
        unnamed=~sources["named"] & sources["kind"].isin(["person", "group"]),
    )
    sources["account"] = sources["quoted"] + sources["retold"]
    sources = sources.sort_values(["account", "source"], ascending=[False, True], ignore_index=True)
    looks = looks or {s: min(n, LOOKS) for n, s in enumerate(sources["source"], 1)}
    words["own_marks"] = words["quoted_from"].eq(words["source"]).fillna(False).astype(bool)
    words["look"] = [0 if pd.isna(s) else looks.get(s, LOOKS) for s in words["source"]]
    _mark(page, text, words, looks)
    for s, spans in accounts.items():
        text.key(f"s{s}", spans)
    for a in page.analysis.sourcing.statements:
        text.key(f"a{a.id}", a.content)
    return Voices(sources, words, looks, words["group"].value_counts().to_dict())


def _counted(words: pd.DataFrame, account: Sequence[Span], source: int) -> tuple[int, int]:
    """How many body words of an account are inside the source's own quotation marks, and how many are not."""
    inside = pd.Series(False, index=words.index)
    for start, end in account:
        inside |= (words["start"] >= start) & (words["end"] <= end)
    own = words["quoted_from"].eq(source).fillna(False).astype(bool)
    return int((inside & own).sum()), int((inside & ~own).sum())


def spans_of(words: pd.DataFrame, wanted: Iterable[bool]) -> list[Span]:
    """The places of these words, neighbors in one paragraph joined."""
    found: list[tuple[int, Span]] = []
    rows = zip(words["start"], words["end"], words["paragraph"], words.index, wanted, strict=True)
    last = (-1, -1)
    for start, end, paragraph, n, is_wanted in rows:
        if not is_wanted:
            continue
        if found and last == (n - 1, paragraph):
            found[-1] = (paragraph, (found[-1][1][0], end))
        else:
            found.append((paragraph, (start, end)))
        last = (n, paragraph)
    return [span for _, span in found]


def _mark(page: Page, text: MarkedText, words: pd.DataFrame, looks: dict[int, int]) -> None:
    for group in (OWN, QUOTED, RETOLD):
        text.key(group, spans_of(words, words["group"] == group))
    for voice in page.analysis.sourcing.voices:
        if voice.source_id is None:
            continue
        text.mark(VOICES, f"v{looks.get(voice.source_id, LOOKS)}", voice.spans)
        text.card(f"s{voice.source_id}", voice.spans)
        text.mark(VOICES, f"b{looks.get(voice.source_id, LOOKS)}", voice.quoted)
        by_owner: dict[int, list[Span]] = defaultdict(list)
        for place in voice.quoted_from:
            by_owner[0 if place.source_id is None else looks.get(place.source_id, LOOKS)].append(place.span)
        for look, spans in by_owner.items():
            text.mark(VOICES, f"b{look}", spans)


def cards(page: Page, voices: Voices) -> list[Card]:
    """One card for each source that speaks in the body, the one with most words first."""
    said = frames.statements(page)
    most = max(voices.sources["account"], default=0) or 1
    return [
        _card(s, said[[s.source in ids for ids in said["sources"]]], voices, most) for s in voices.sources.itertuples()
    ]


def _card(source: Any, said: pd.DataFrame, voices: Voices, most: int) -> Card:
    steps = [Lit(*_statement(a), mode=VOICES, source=True) for a in said.itertuples()]
    _, name = voices.card_lit(source, " ".join(s.keys for s in steps))
    bars = 100 * source.quoted / most, 100 * source.retold / most
    look = voices.looks[source.source]
    return Card(
        name,
        look,
        KINDS[source.kind],
        source.unnamed,
        source.quoted,
        source.retold,
        *bars,
        _facts(source, voices),
        steps,
    )


def _statement(a: Any) -> tuple[str, str, str]:
    """What a list shows of a statement, its key, and what is told of it."""
    how = f"{'no cue beside it' if pd.isna(a.cue) else a.cue}, {MANNERS[a.manner]}"
    return f"{how}: {quote(a.content, EXCERPT)}", f"a{a.statement}", how


def _facts(source: Any, voices: Voices) -> list[tuple[str, str]]:
    """How the article got a source's words; of one who is not named, how they can know and why they are not named."""
    facts = []
    if not pd.isna(source.via):
        facts.append(("Came through", voices.name(source.via)))
    elif source.kind == "outlet":
        facts.append(("Came through", "its own report"))
    if not pd.isna(source.shares_with):
        facts.append(("Shared", f"says the same words as {voices.name(source.shares_with)}"))
    absent = NOT_STATED if pd.isna(source.via) else NOT_STATED_HERE
    for label, column in (("Position to know", "position_to_know"), ("Reason not named", "reason_for_anonymity")):
        stated = getattr(source, column)
        if source.unnamed or not pd.isna(stated):
            facts.append((label, absent if pd.isna(stated) else f"“{stated}”"))
    return facts
