"""The cards of the sources: who each is, how many words it has, how they came, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.report.page.opening import in_words, times
from analysis.report.page.parts import VOICES, Lit, Sentence
from analysis.report.page.sources import GIVEN, QUOTED, RETOLD, Voices, first_upper, line_key, of_source
from analysis.report.page.text import MarkedText
from analysis.views.base.common import NOT_STATED, NOT_STATED_HERE
from analysis.views.base.numbers_in_words import count, listed, quote

MOST_CARDS = 12  # further ones are folded
EXCERPT = 60  # characters of a statement in a list
KINDS = {
    "person": "Person",
    "group": "Group",
    "organization": "Organization",
    "outlet": "News outlet",
    "document": "Document",
}
MANNERS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "retold"}
NOT_SAID = re.compile(r"\b(not|never|nor|neither|declined|refused)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of a source. `look`: the number of its line style and color; `named`: "named", "not named" (of
    people and groups alone) or nothing; the bars are lengths in percent."""

    name: Lit
    look: int
    kind: str
    named: str
    quoted: int
    retold: int
    quoted_bar: float
    retold_bar: float
    facts: Sequence[tuple[str, Sentence]]
    statements: Sequence[Lit]
    not_said: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Cards:
    """The column beside the article. `lists`: titles with their cards; `more`: the cards that are folded; `others`:
    whoever is told of in other ways, with a title; `note`: what to know of the counts."""

    title: str
    lists: Sequence[tuple[str, Sequence[Card]]] = ()
    more: Sequence[Card] = ()
    others: Sequence[tuple[str, Sequence[Lit]]] = ()
    note: str = ""


def cards(page: Page, text: MarkedText, voices: Voices) -> Cards:
    """One card for each source that speaks in the body, those with most words first; those who are only retold apart
    from the others."""
    most = max(voices.sources["account"], default=0) or 1
    every = [_card(page, text, s, voices, most) for s in voices.sources.itertuples()]
    shown, more = every[:MOST_CARDS], every[MOST_CARDS:]
    quoted, retold = [c for c in shown if c.quoted], [c for c in shown if not c.quoted]
    n = first_upper(count(len(every), "source") if len(every) > MOST_CARDS else in_words(len(every)) + " sources")
    title = "One source: touch it, see its words" if len(every) == 1 else f"{n}: touch one, see its words"
    if not every:
        return Cards("No source was found in the body", (), (), list(_others(page, text, voices)), "")
    lists = [(t, c) for t, c in (("", quoted), ("Only retold", retold)) if c]
    return Cards(title, lists, more, list(_others(page, text, voices)), _note(voices))


def _note(voices: Voices) -> str:
    """Says that counts overlap, where they do."""
    spoken = int(voices.words["source"].notna().sum())
    if voices.sources["account"].sum() <= spoken:
        return ""
    return "The counts overlap: a source that reports what others say has their words too, and sources can share words."


def _card(page: Page, text: MarkedText, source: Any, voices: Voices, most: int) -> Card:
    said = of_source(voices.said, source.source)
    steps = [_statement(a, voices) for a in said.itertuples()]
    in_body = " ".join(s.keys for s, place in zip(steps, said["place"], strict=True) if place == "body")
    _, name = voices.card_lit(source, in_body)
    return Card(
        name,
        voices.looks[source.source],
        KINDS[source.kind],
        "not named" if source.unnamed else "named" if source.named and source.kind != "document" else "",
        source.quoted,
        source.retold,
        100 * source.quoted / most,
        100 * source.retold / most,
        list(_facts(page, text, source, voices)),
        steps,
        list(_not_said(page, source.source)),
    )


def _statement(a: Any, voices: Voices) -> Lit:
    """A statement in a list: its cue, how it is told, its first words."""
    how = "" if pd.isna(a.cue) else f"{a.cue[:1].lower()}{a.cue[1:].rstrip(' ,:')}"
    if pd.isna(a.cue) and pd.isna(a.as_written):
        how = "no speaker beside it"
    tellers = [] if pd.isna(a.inside) else list(voices.said[voices.said["statement"] == a.inside]["sources"].iloc[0])
    who = [voices.name(s) for s in tellers]
    told = f"as retold by {listed(who)}" if who else MANNERS[a.manner]
    where = {"headline": "in the headline", "post": "in a post"}.get(a.place, "")
    how = ", ".join(filter(None, (how, told, where)))
    return Lit(f"{how}: {quote(a.content, EXCERPT)}", f"a{a.statement}", how, VOICES, source=True)


def _facts(page: Page, text: MarkedText, source: Any, voices: Voices) -> Iterator[tuple[str, Sentence]]:
    """How the article got a source's words; of one who is not named, how they can know and why they are not named."""
    yield from _way(source, voices)
    if not pd.isna(source.shares_with):
        yield "Shared", (f"Says the same words as {voices.name(source.shares_with)}.",)
    known = page.analysis.sourcing.source(source.source)
    absent = first_upper(NOT_STATED if pd.isna(source.via) else NOT_STATED_HERE) + "."
    stated = (
        ("Position to know", "p", known.position_to_know, source.position_to_know),
        ("Reason not named", "w", known.reason_for_anonymity, source.reason_for_anonymity),
    )
    for label, key, spans, words in stated:
        if spans:
            yield label, (Lit(f"“{words}”", text.key(f"{key}{source.source}", spans), label, VOICES),)
        elif source.unnamed:
            yield label, (absent,)


def _way(source: Any, voices: Voices) -> Iterator[tuple[str, Sentence]]:
    """Through whom the words came; of another outlet, what came through it."""
    if not pd.isna(source.via):
        yield "Came through", (f"{first_upper(voices.name(source.via))}.",)
    if source.source not in voices.outlets():
        return
    of_it = voices.words[voices.words["through"].eq(source.source).fillna(False)]
    for label, ways in (("Its report", (QUOTED, RETOLD)), ("Through it", (GIVEN,))):
        found = of_it["way"][of_it["way"].isin(ways)]
        if len(found):
            keys = " ".join(line_key(source.source, way) for way in ways if (found == way).any())
            yield label, (Lit(count(len(found), "word"), keys, f"{label}: {count(len(found), 'word')}", VOICES), ".")
    if carried := int(voices.sources["via"].eq(source.source).sum()):
        yield "Carries", (f"{first_upper(in_words(carried))} of the sources here.",)


def _not_said(page: Page, source: int) -> Iterator[Sentence]:
    """What the article says that a source did not say."""
    told = frames.told(page)
    for a in of_source(told[told["type"] == "deed"], source).itertuples():
        if not pd.isna(a.cue) and NOT_SAID.search(a.cue):
            says = f"Not said, by the text: “{a.cue}”"
            words = Lit(quote(a.content, EXCERPT), f"a{a.statement}", says, VOICES)
            yield "Not counted as a statement: ", words, f". The text says “{a.cue}.”"


def _others(page: Page, text: MarkedText, voices: Voices) -> Iterator[tuple[str, Sequence[Lit]]]:
    """Who speaks in the headline or in a post only, and who is only told about or mentioned."""
    for place, where in (("headline", "in the headline only"), ("post", "in a post only")):
        found = []
        for s in frames.sources(page).itertuples():
            if s.place == place:
                said = of_source(voices.said, s.source)["statement"]
                found.append(Lit(first_upper(s.name), " ".join(f"a{a}" for a in said), s.name, VOICES, source=True))
        if found:
            yield f"{'Speaks' if len(found) == 1 else 'Speak'} {where}", found
    if about := list(_told_about(page, text)):
        yield "Only told about or mentioned", about


def _told_about(page: Page, text: MarkedText) -> Iterator[Lit]:
    sourcing = page.analysis.sourcing
    told = [(s.name, (*s.mentions, *s.pronoun_mentions)) for s in sourcing.sources if not s.speaks]
    mentioned = [(m.name, (*m.mentions, *m.other_mentions)) for m in sourcing.mentioned]
    for n, (name, places) in enumerate((*told, *mentioned)):
        says = f"{first_upper(name)}: spoken of {times(len(set(places)))}"
        yield Lit(first_upper(name), text.key(f"about{n}", places), says, VOICES)
