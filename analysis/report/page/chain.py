"""How the words came here: who spoke, through which other outlet, to this article; and how many words are whose."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.article import Measurement, Page
from analysis.report.page.chain_drawing import drawings
from analysis.report.page.opening import in_words, named
from analysis.report.page.parts import NO_LIT, VOICES, Fact, Lit, Part, how_sure, lit, measured
from analysis.report.page.sources import GIVEN, LOOKS, OWN, QUOTED, RETOLD, Voices, counted_words, first_upper, line_key
from analysis.report.page.text import MarkedText
from analysis.views.base.common import sentence, trust
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
    few = len(voices.sources) <= MOST_SOURCES
    if voices.outlets() or (few and len(voices.sources) > 1):
        last = _all_steps(page, voices) if few else _few_steps(voices)
        ways = list(_ways(last, ()))
        shown = {"drawings": drawings(last), "ways": ways, "alt": f"Chain of who told whom. {'; '.join(ways)}."}
        broken = " Broken border: not named." if any(s.unnamed for s in _every(last)) else ""
        subtitle = f"How the words got here, step by step. Touch a box to see its words.{broken}"
    return Part("chain", title(voices), subtitle, shown, list(_facts(page, text, voices)))


def title(voices: Voices) -> str:
    """The point: how many of the sources came through other outlets."""
    outlets: Sequence[int] = list(voices.outlets())
    people = voices.sources[~voices.sources["source"].isin(outlets)]
    unnamed, n, n_carried = people[people["unnamed"]], len(people), int(people["via"].notna().sum())
    if not outlets:
        none = {
            0: "The program found nobody quoted or retold",
            1: "Its only source did not come through another outlet",
            2: "Neither of its two sources came through another outlet",
        }
        return none.get(n, f"None of its {in_words(n)} sources came through another outlet")
    outlets = sorted(set(people["via"].dropna())) or outlets
    one = len(outlets) == 1
    where = voices.name(*outlets) if one else f"{in_words(len(outlets))} other outlets"
    if not n:
        return f"Everything that it retells came through {where}"
    if not n_carried:
        credited = f"{'is' if one else 'are'} credited, but no other source came through {'it' if one else 'them'}"
        return f"{first_upper(where)} {credited}"
    if n_carried == n:
        whom = {1: "The other source", 2: "Both other sources"}.get(n, f"All {in_words(n)} other sources")
        return f"{whom} came through {where}"
    if len(unnamed) and unnamed["via"].notna().all():
        whom = "the unnamed source" if len(unnamed) == 1 else f"{in_words(len(unnamed))} unnamed sources"
        return f"Everything from {whom} came through {where}"
    return f"{first_upper(in_words(n_carried))} of {in_words(len(voices.sources))} sources came through {where}"


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
    last, _ = way[-1]
    if last in via and (via[last], "") not in way:
        way[-1:] = [(last, GIVEN), (via[last], "")]
    return tuple(reversed(way))


def _step(page: Page, voices: Voices, at: tuple[int, str], said: Sequence[int]) -> Step:
    """A source with what it says in these statements."""
    source, how = at
    spans = [span for a in said for span in page.analysis.sourcing.attributions[a].content]
    quoted, retold = counted_words(voices.words, spans, source)
    name, unnamed = first_upper(voices.name(source)), page.analysis.sourcing.source(source).unnamed
    counted = [f"{n:,} {how}" for n, how in ((quoted, "quoted"), (retold, "retold")) if n]
    words = ", ".join(counted).replace(" ", " words ", 1) if counted else "no words of its own"
    if any(len(voices.said.set_index("statement")["sources"][a]) > 1 for a in said):
        words += ", shared"
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
        told = f"{in_words(unnamed)} not named" if 0 < unnamed < n else "not named" if unnamed else "named"
        keys, many = " ".join(f"s{s}" for s in sources["source"]), count(n, "source")
        says = Lit("", keys, f"{many}, {told}", VOICES, source=True)
        yield Step(first_upper(f"{in_words(n)}{many.lstrip('0123456789,')}"), told, says, LOOKS, unnamed == n)


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
    if (m := measured(page, "quoted_share")) and m.value:
        n = round(m.value * total)
        own = n - groups.get(QUOTED, 0)
        rest = f", {in_words(own)} of them the article’s own" if own else ""
        says = f" of {count(total, 'word')} {_verb(n, 'is')} in quotation marks{rest}."
        yield _words_fact(page, text, m, n, "Words in quotation marks", says)
    if n := groups.get(RETOLD, 0):
        retold = Lit(f"{n:,}", RETOLD, f"Retold words: {n:,}", VOICES)
        says = f" {_verb(n, 'word retells')} what others said, without quotation marks."
        sure = [("Accuracy", sentence(f"of retold statements, the program {trust('indirect')}"))]
        yield Fact((retold, says), sure, "retold words")
    if m := measured(page, "narrator_share"):
        n = groups.get(OWN, 0)
        yield _words_fact(page, text, m, n, "The article’s own words", f" {_verb(n, 'word is')} the article’s own.")
    if (m := measured(page, "second_hand_share")) and m.value:
        n = round(m.value * total)
        says = f" {'word' if n == 1 else 'words'} came through another outlet."
        yield _words_fact(page, text, m, n, "Words that came through another outlet", says)
    if (m := measured(page, "unnamed_sources")) and len(voices.sources):
        fair = (" Unnamed is not bad, and named is not good: ask how each one knows.",) if m.value else ()
        yield Fact((*named(page, text, voices), *fair), how_sure(page, m), "sources not named")


def _words_fact(page: Page, text: MarkedText, m: Measurement, n: int, what: str, says: str) -> Fact:
    """A share of the words as their number, and its range as one, too."""
    total = len(page.article.body_words())
    ends = "" if math.isnan(m.low) else f"{round(m.low * total):,} to {round(m.high * total):,} words."
    ends = ends if m.low < m.high else "Does not move."
    sure = [(label, ends if label == "Range" else words) for label, words in how_sure(page, m)]
    return Fact((lit(text, m, f"{n:,}", f"{what}: {n:,}", VOICES), says), sure, what.lower())


def _verb(n: int, words: str) -> str:
    """The words for one thing, or for several: "is" and "are"."""
    return words if n == 1 else MANY[words]
