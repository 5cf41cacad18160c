"""How the words came here: who spoke, through which other outlet, to this article; and how many words are whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.article import Measurement, Page
from analysis.report.page.chain_drawing import drawings
from analysis.report.page.opening import first_mentions, in_words
from analysis.report.page.parts import NO_LIT, VOICES, Fact, Lit, Part, Sentence, how_sure, lit, measured
from analysis.report.page.sources import GIVEN, LOOKS, OWN, QUOTED, RETOLD, Voices, counted_words, first_upper, line_key
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import count

MOST_SOURCES = 8  # of more, only the outlets are drawn with the number of the sources that they carry
THIS = "This article"
MANY = {"is": "are", "word is": "words are", "word retells": "words retell"}
WAYS = (QUOTED, RETOLD, GIVEN)
Way = tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Step:
    """Somebody on the way of some words: `name`, words about them, what a touch lights up, and who told them. `look` 0:
    this article."""

    name: str
    says: str = ""
    lit: Lit = NO_LIT
    look: int = 0
    unnamed: bool = False
    words: int = 0
    is_given: bool = False
    told_by: list[Step] = field(default_factory=list)


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The way of the words; None for a body without words and where nobody looked for sources."""
    if voices is None or voices.words.empty:
        return None
    shown: dict[str, object] = {"drawings": (), "ways": ()}
    subtitle = "How many words are whose. Touch a number to see its words."
    if len(voices.sources) > 1 or voices.outlets():
        last = _all_steps(page, voices) if len(voices.sources) <= MOST_SOURCES else _few_steps(voices)
        ways = list(_ways(last, ()))
        shown = {"drawings": drawings(last), "ways": ways, "alt": f"Chain of who told whom. {'; '.join(ways)}."}
        broken = " Broken border: not named." if any(s.unnamed for s in _every(last)) else ""
        subtitle = f"How the words got here, step by step. Touch a box to see its words.{broken}"
    return Part("chain", title(voices), subtitle, shown, list(_facts(page, text, voices)))


def title(voices: Voices) -> str:
    """The point: how many of the sources came through other outlets."""
    outlets = voices.outlets()
    people = voices.sources[~voices.sources["source"].isin(list(outlets))]
    unnamed, n, n_carried = people[people["unnamed"]], len(people), int(people["via"].notna().sum())
    if not outlets:
        none = {0: "Nobody is quoted or retold", 1: "Its only source did not come through another outlet"}
        return none.get(n, f"None of its {in_words(n)} sources came through another outlet")
    where = "one other outlet" if len(outlets) == 1 else f"{in_words(len(outlets))} other outlets"
    if not n:
        return f"Everything that it retells came through {where}"
    if not n_carried:
        return f"{first_upper(where)} {'is' if len(outlets) == 1 else 'are'} credited, with no source of its own"
    if n_carried == n:
        whom = {1: "its one source", 2: "both sources"}.get(n, f"all {in_words(n)} sources")
        return f"Everything from {whom} came through {where}"
    if len(unnamed) and unnamed["via"].notna().all():
        whom = "the unnamed source" if len(unnamed) == 1 else f"{in_words(len(unnamed))} unnamed sources"
        return f"Everything from {whom} came through {where}"
    return f"{first_upper(in_words(n_carried))} of {in_words(n)} sources came through {where}"


def _all_steps(page: Page, voices: Voices) -> Step:
    """The article as the last step, with everybody who told it something before it: a source once for each way."""
    said = {a.statement: a for a in voices.said[voices.said["place"] == "body"].itertuples()}
    via = {s.source: int(s.via) for s in voices.sources.itertuples() if not pd.isna(s.via)}
    found: dict[Way, list[int]] = {}
    for a in said.values():
        for source in a.sources:
            found.setdefault(_way(a, source, said, via), []).append(a.statement)
    steps: dict[Way, Step] = {(): Step(THIS)}
    for way in sorted(found, key=len):
        for n in range(1, len(way) + 1):
            if way[:n] not in steps:
                steps[way[:n]] = _step(page, voices, way[n - 1], found.get(way[:n], []))
                steps[way[: n - 1]].told_by.append(steps[way[:n]])
    for step in steps.values():
        step.told_by.sort(key=lambda s: (s.is_given, not s.told_by, -s.words))
    return steps[()]


def _way(a: Any, source: int, said: Mapping[int, Any], via: Mapping[int, int]) -> Way:
    """Through whom the words of a statement came, the last one first. What was given to an outlet is another way than
    what the outlet reports."""
    way = [(source, "")]
    while not pd.isna(a.inside) and a.inside in said:
        a = said[a.inside]
        if a.sources and (a.sources[0], "") not in way:
            way.append((a.sources[0], ""))
    if len(way) == 1 and source in via:
        way = [(source, GIVEN), (via[source], "")]
    return tuple(reversed(way))


def _step(page: Page, voices: Voices, at: tuple[int, str], said: Sequence[int]) -> Step:
    """A source with what it says in these statements."""
    source, how = at
    spans = [span for a in said for span in page.analysis.sourcing.attributions[a].content]
    quoted, retold = counted_words(voices.words, spans, source)
    name, unnamed = first_upper(voices.name(source)), page.analysis.sourcing.source(source).unnamed
    counted = [f"{n:,} {how}" for n, how in ((quoted, "quoted"), (retold, "retold")) if n]
    words = ", ".join(counted).replace(" ", " words ", 1) if counted else "no words of its own"
    keys = " ".join(f"a{a}" for a in said)
    says = " · ".join(["not named", words] if unnamed else [words])
    lights = Lit("", keys, f"{name}: {words}", VOICES, keys, True)
    return Step(name, says, lights, _look(voices, source), unnamed, quoted + retold, how == GIVEN)


def _few_steps(voices: Voices) -> Step:
    """The article with the outlets before it, and with the sources of each as one step."""
    sources, outlets = voices.sources, voices.outlets()
    last = Step(THIS)
    others = sources[~sources["source"].isin(list(outlets))]
    for outlet, n in outlets.items():
        name = first_upper(voices.name(outlet))
        keys = " ".join(line_key(outlet, way) for way in WAYS)
        lit_ = Lit("", keys, f"Came through {voices.name(outlet)}: {count(n, 'word')}", VOICES)
        step = Step(name, count(n, "word"), lit_, _look(voices, outlet), words=n)
        last.told_by.append(step)
        step.told_by.extend(_together(others[others["via"].eq(outlet).fillna(False)]))
    last.told_by.extend(_together(others[others["via"].isna()]))
    return last


def _together(sources: pd.DataFrame) -> Iterator[Step]:
    """Several sources as one step."""
    if n := len(sources):
        unnamed = int(sources["unnamed"].sum())
        named = "all named" if not unnamed else "not named" if unnamed == n else f"{in_words(unnamed)} not named"
        keys, many = " ".join(f"s{s}" for s in sources["source"]), count(n, "source")
        says = Lit("", keys, f"{many}, {named}", VOICES, source=True)
        yield Step(first_upper(f"{in_words(n)}{many.lstrip('0123456789,')}"), named, says, LOOKS, unnamed == n)


def _look(voices: Voices, source: int) -> int:
    return voices.looks.get(source, LOOKS)


def _every(step: Step) -> Iterator[Step]:
    yield step
    for earlier in step.told_by:
        yield from _every(earlier)


def _ways(step: Step, after: Sequence[str]) -> Iterator[str]:
    """Each way in words, from who spoke first to this article."""
    way = (f"{step.name} ({step.says})" if step.says else step.name, *after)
    if not step.told_by and after:
        yield " → ".join(way)
    for earlier in step.told_by:
        yield from _ways(earlier, way)


def _facts(page: Page, text: MarkedText, voices: Voices) -> Iterator[Fact]:
    """How many words are whose, and how many sources are not named."""
    total, groups = len(voices.words), voices.groups
    if m := measured(page, "quoted_share"):
        n = round(m.value * total)
        own = n - groups.get(QUOTED, 0)
        rest = f", {own:,} of them the article’s own" if own else ""
        says = f" of {count(total, 'word')} {_verb(n, 'is')} in quotation marks{rest}."
        yield _words_fact(page, text, m, n, "Words in quotation marks", says)
    if n := groups.get(RETOLD, 0):
        retold = Lit(f"{n:,}", RETOLD, f"Retold words: {n:,}", VOICES)
        yield Fact((retold, f" {_verb(n, 'word retells')} what others said, without quotation marks."))
    if m := measured(page, "narrator_share"):
        n = groups.get(OWN, 0)
        yield _words_fact(page, text, m, n, "The article’s own words", f" {_verb(n, 'word is')} the article’s own.")
    if (m := measured(page, "second_hand_share")) and m.value:
        n = round(m.value * total)
        says = f" {'word' if n == 1 else 'words'} came through another outlet."
        yield _words_fact(page, text, m, n, "Words that came through another outlet", says)
    if (m := measured(page, "unnamed_sources")) and len(voices.sources):
        yield _unnamed(page, text, voices, m)


def _words_fact(page: Page, text: MarkedText, m: Measurement, n: int, what: str, says: str) -> Fact:
    return Fact((lit(text, m, f"{n:,}", f"{what}: {n:,}", VOICES), says), how_sure(page, m), what.lower())


def _unnamed(page: Page, text: MarkedText, voices: Voices, m: Measurement) -> Fact:
    n, hidden = len(voices.sources), int(m.value)
    every = Lit(in_words(n), first_mentions(page, text, "sources", voices.sources), f"Sources: {n}", VOICES)
    some = lit(text, m, first_upper(in_words(hidden)), f"Sources not named: {hidden}", VOICES)
    sources = "source" if n == 1 else "sources"
    found: Sentence = (some, " of ", every, f" {sources} {_verb(hidden, 'is')} not named.")
    if not hidden:
        found = ("None of ", every, f" {sources} is a person or a group without a name.")
    fair = " Unnamed is not bad, and named is not good: ask how each one knows."
    return Fact((*found, fair), how_sure(page, m), "sources not named")


def _verb(n: int, words: str) -> str:
    """The words for one thing, or for several: "is" and "are"."""
    return words if n == 1 else MANY[words]
