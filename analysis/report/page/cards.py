"""The cards of the sources: who each is, how many words it has, how they came, and what it says."""

import re
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.report.page.parts import VOICES, Lit, Sentence
from analysis.report.page.sources import GIVEN, QUOTED, RETOLD, Voices, is_, line_key, of_source
from analysis.report.page.text import MarkedText
from analysis.views.base.common import NOT_STATED, NOT_STATED_HERE
from analysis.views.base.numbers_in_words import (
    count,
    first_lower,
    first_upper,
    in_words,
    listed,
    quote,
    spelled,
    times,
)
from analysis.views.checking import only_mentioned, told_about

MOST_CARDS = 12  # further ones are folded
EXCERPT = 60  # characters of a statement in a list
KINDS = {"outlet": "News outlet"} | {k: k.capitalize() for k in ("person", "group", "organization", "document")}
MANNERS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "retold"}
PLACES = {"headline": "in the headline", "post": "in a post"}
NOT_SAID = re.compile(r"\b(not|never|nor|neither|declined|refused)\b|n['’]t\b", re.IGNORECASE)


def cards(page: Page, text: MarkedText, voices: Voices) -> SimpleNamespace:
    """The column beside the article: one card for each source that speaks in the body, those with most words first;
    those who are only retold apart from the others.

    `touch`: what a touch does, behind the title; `lists`: titles with their cards; `more`: the cards that are folded;
    `others`: whoever is told of in other ways, with a title; `note`: what to know of the counts.
    """
    every = [_card(page, text, s, voices) for s in voices.sources.itertuples()]
    shown, more = every[:MOST_CARDS], every[MOST_CARDS:]
    quoted, retold = [c for c in shown if c.quoted], [c for c in shown if not c.quoted]
    n = count(len(every), "source") if more else spelled(len(every), "source")
    touch = f": touch {'it' if len(every) == 1 else 'one'} to see its words"
    lists = [(t, c) for t, c in (("", quoted), ("Only retold", retold)) if c]
    others = list(_others(page, text, voices))
    if not every:
        return left_out("No source was found in the body", others)
    overlap = voices.sources["account"].sum() > voices.words["source"].notna().sum()
    note = "The counts overlap: a source’s count includes what it reports from others, and sources can share words."
    note = note if overlap else ""
    return SimpleNamespace(title=n, touch=touch, lists=lists, more=more, others=others, note=note)


def left_out(title: str, others: Sequence[tuple[str, Sequence[Lit]]] = ()) -> SimpleNamespace:
    """The column without cards."""
    return SimpleNamespace(title=title, touch="", lists=(), more=(), others=others, note="")


def _card(page: Page, text: MarkedText, source: Any, voices: Voices) -> SimpleNamespace:
    """What is told of a source. `look`: the number of its line style and color; `named`: "named", "not named" (of
    people and groups alone) or nothing; the bars are lengths in percent."""
    most, said = voices.sources["account"].max() or 1, of_source(voices.said, source.source)
    steps = [_statement(a, voices) for a in said.itertuples()]
    in_body = " ".join(s.keys for s, place in zip(steps, said["place"], strict=True) if place == "body")
    return SimpleNamespace(
        name=voices.card_lit(source, in_body),
        look=voices.looks[source.source],
        kind=KINDS[source.kind],
        named="not named" if source.unnamed else "named" if source.named and source.kind != "document" else "",
        quoted=source.quoted,
        retold=source.retold,
        quoted_bar=100 * source.quoted / most,
        retold_bar=100 * source.retold / most,
        facts=list(_facts(page, text, source, voices)),
        statements=steps,
        not_said=list(_not_said(page, source.source)),
    )


def _statement(a: Any, voices: Voices) -> Lit:
    """A statement in a list: its cue, how it is told, its first words."""
    cue = "" if pd.isna(a.cue) else first_lower(a.cue.rstrip(" ,:"))
    if pd.isna(a.cue) and pd.isna(a.as_written):
        cue = "no speaker next to it"
    tellers = [] if pd.isna(a.inside) else list(voices.said[voices.said["statement"] == a.inside]["sources"].iloc[0])
    told = f"as retold by {listed([voices.name(s) for s in tellers])}" if tellers else MANNERS[a.manner]
    how = ", ".join(filter(None, (cue, told, PLACES.get(a.place))))
    return Lit(f"{how}: {quote(a.content, EXCERPT)}", f"a{a.statement}", how, VOICES, source=True)


def _facts(page: Page, text: MarkedText, source: Any, voices: Voices) -> Iterator[tuple[str, Sentence]]:
    """How the article got a source's words; of one who is not named, how they can know and why they are not named."""
    yield from _way(source, voices)
    if not pd.isna(source.shares_with):
        yield "Shared", (f"Has a statement in common with {voices.name(source.shares_with)}.",)
    known = page.analysis.sourcing.source(source.source)
    absent = first_upper(NOT_STATED if pd.isna(source.via) else NOT_STATED_HERE) + "."
    stated = (
        ("How they would know", "p", known.position_to_know, source.position_to_know),
        ("Why no name", "w", known.reason_for_anonymity, source.reason_for_anonymity),
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
    of_it = voices.words[is_(voices.words["through"], source.source)]["way"]
    for label, ways in (("Its report", (QUOTED, RETOLD)), ("Passed on by it", (GIVEN,))):
        if n := int(of_it.isin(ways).sum()):
            keys = " ".join(line_key(source.source, way) for way in ways if (of_it == way).any())
            yield label, (Lit(count(n, "word"), keys, f"{label}: {count(n, 'word')}", VOICES), ".")
    if carried := int(voices.sources["via"].eq(source.source).sum()):
        yield "Passes on", (f"What {in_words(carried)} of the sources here {'says' if carried == 1 else 'say'}.",)


def _not_said(page: Page, source: int) -> Iterator[Sentence]:
    """What the article says that a source did not say."""
    told = frames.told(page)
    for a in of_source(told[told["type"] == "deed"], source).itertuples():
        if not pd.isna(a.cue) and NOT_SAID.search(a.cue):
            words = Lit(quote(a.content, EXCERPT), f"a{a.statement}", f"Not said, by the text: “{a.cue}”", VOICES)
            yield "Not counted as a statement: ", words, f" (the text says “{a.cue}”)"


def _others(page: Page, text: MarkedText, voices: Voices) -> Iterator[tuple[str, Sequence[Lit]]]:
    """Who speaks in the headline or in a post only, and who is only told about or mentioned."""
    sources = frames.sources(page)
    for place, where in PLACES.items():
        found = []
        for s in sources[sources["place"] == place].itertuples():
            keys = " ".join(f"a{a}" for a in of_source(voices.said, s.source)["statement"])
            found.append(Lit(first_upper(s.name), keys, s.name, VOICES, source=True))
        if found:
            yield f"{'Speaks' if len(found) == 1 else 'Speak'} {where} only", found
    about: list[Lit] = []
    told = [(s.name, (*s.mentions, *s.pronoun_mentions)) for s in told_about(page.analysis)]
    mentioned = [(m.name, (*m.mentions, *m.other_mentions)) for m in only_mentioned(page.analysis)]
    for n, (name, places) in enumerate((*told, *mentioned)):
        says = f"{first_upper(name)}: spoken of {times(len(set(places)))}"
        about.append(Lit(first_upper(name), text.key(f"about{n}", places), says, VOICES))
    if about:
        yield "The program counts these as only mentioned", about
