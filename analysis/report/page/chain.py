"""How the words came here: who spoke, through which other outlet, to this article; and how many words are whose."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis.article import Measurement, Page
from analysis.report.page.opening import named
from analysis.report.page.parts import NO_LIT, VOICES, Fact, Lit, Part, how_sure, lit, measured
from analysis.report.page.sources import GIVEN, LOOKS, OWN, QUOTED, RETOLD, Voices, counted_words, is_, line_key
from analysis.report.page.text import MarkedText
from analysis.report.page.widths import lines
from analysis.views.base.common import sentence, trust
from analysis.views.base.numbers_in_words import count, first_upper, in_words, listed, spelled

MOST_SOURCES = 8  # of more, only the outlets are drawn with the number of the sources that they carry
THIS = "This article"
WAYS = (QUOTED, RETOLD, GIVEN)
WIDE, NARROW = 760, 344  # pixels of the two drawings
ARTICLE = 84  # pixels that the box of the article is wide
WIDEST, ARROW = 270, 60  # pixels: the widest box, the shortest arrow
INDENT, GAP, LINE, PAD = 24, 12, 17, 11
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
    told_by: list["Step"] = field(default_factory=list)

    def every(self) -> Iterator["Step"]:
        """This step and all before it."""
        yield self
        for earlier in self.told_by:
            yield from earlier.every()

    def ways(self, after: Sequence[str] = ()) -> Iterator[str]:
        """Each way to this step in words, from who spoke first; `after`: what follows."""
        way = (f"{self.name} ({self.says})" if self.says else self.name, *after)
        if not self.told_by and after:
            yield " → ".join(way)
        for earlier in self.told_by:
            yield from earlier.ways(way)


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The way of the words; None for a body without words and where nobody looked for sources."""
    if voices is None or voices.words.empty:
        return None
    shown: dict[str, object] = {"drawings": (), "ways": ()}
    subtitle, touch = "How many words are whose.", "Touch a number to see its words."
    few = len(voices.sources) <= MOST_SOURCES
    if voices.outlets() or (few and len(voices.sources) > 1):
        last = _all_steps(page, voices) if few else _few_steps(voices)
        ways = list(last.ways())
        shown = {"drawings": _drawings(last), "ways": ways, "alt": f"Chain of who told whom. {'; '.join(ways)}."}
        dashed = " Dashed border: not named." if any(s.unnamed for s in last.every()) else ""
        again = [
            name
            for name, n in Counter(s.name for s in last.every() if s.lit.keys and few and not s.told_by).items()
            if n > 1
        ]
        boxes = f" {listed(again)}: a box for each way the words came." if again else ""
        subtitle, touch = f"How the words got here, step by step.{dashed}{boxes}", "Touch a box to see its words."
    return Part("chain", title(voices), subtitle, shown, list(_facts(page, text, voices)), touch)


def title(voices: Voices) -> str:
    """The point: how many of the sources came through other outlets."""
    outlets: Sequence[int] = list(voices.outlets())
    people = voices.sources[~voices.sources["source"].isin(outlets)]
    unnamed, n, n_carried = people[people["unnamed"]], len(people), int(people["via"].notna().sum())
    if not outlets:
        if not n:
            return "The program found nobody quoted or retold"
        none = {1: "Its only source did not come", 2: "Neither of its two sources came"}
        return f"{none.get(n, f'None of its {in_words(n)} sources came')} through another outlet"
    outlets = sorted(set(people["via"].dropna())) or outlets
    one = len(outlets) == 1
    where = voices.name(*outlets) if one else f"{in_words(len(outlets))} other outlets"
    if n and not n_carried:
        credited = f"{'is' if one else 'are'} credited, but no other source came through {'it' if one else 'them'}"
        return f"{first_upper(where)} {credited}"
    if not n:
        whom = "Everything that it retells"
    elif n_carried == n:
        whom = {1: "The other source", 2: "Both of the other sources"}.get(n, f"All {in_words(n)} of the other sources")
    elif len(unnamed) and unnamed["via"].notna().all():
        who = "the unnamed source" if len(unnamed) == 1 else f"{in_words(len(unnamed))} unnamed sources"
        whom = f"Everything from {who}"
    else:
        whom = f"{first_upper(in_words(n_carried))} of {in_words(len(voices.sources))} sources"
    return f"{whom} came through {where}"


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
                steps[way[:n]] = _step(page, voices, way[n - 1], [said[a] for a in found.get(way[:n], [])])
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


def _step(page: Page, voices: Voices, at: tuple[int, str], said: Sequence[Any]) -> Step:
    """A source with what it says in these statements."""
    (source, how), sourcing = at, page.analysis.sourcing
    spans = [span for a in said for span in sourcing.attributions[a.statement].content]
    quoted, retold = counted_words(voices.words, spans, source)
    name, unnamed = first_upper(voices.name(source)), sourcing.source(source).unnamed
    counted = [f"{n:,} {told}" for n, told in ((quoted, "quoted"), (retold, "retold")) if n]
    words = ", ".join(counted).replace(" ", " words ", 1) if counted else "no words of its own"
    words += ", shared" if any(len(a.sources) > 1 for a in said) else ""
    keys = " ".join(f"a{a.statement}" for a in said)
    lights = Lit("", keys, f"{name}: {words}", VOICES, keys, True)
    says = f"not named · {words}" if unnamed else words
    return Step(name, says, lights, voices.look(source), unnamed, quoted + retold, how == GIVEN)


def _few_steps(voices: Voices) -> Step:
    """The article with the outlets before it, and with the sources of each as one step."""
    sources, outlets, last = voices.sources, voices.outlets(), Step(THIS)
    others = sources[~sources["source"].isin(list(outlets))]
    for outlet, n in outlets.items():
        name, words = voices.name(outlet), count(n, "word")
        keys = " ".join(line_key(outlet, way) for way in WAYS)
        lights, theirs = Lit("", keys, f"Came through {name}: {words}", VOICES), others[is_(others["via"], outlet)]
        step = Step(first_upper(name), words, lights, voices.look(outlet), words=n, told_by=list(_together(theirs)))
        last.told_by.append(step)
    last.told_by.extend(_together(others[others["via"].isna()]))
    return last


def _together(sources: pd.DataFrame) -> Iterator["Step"]:
    """Several sources as one step."""
    if n := len(sources):
        unnamed = int(sources["unnamed"].sum())
        told = f"{in_words(unnamed)} not named" if 0 < unnamed < n else "not named" if unnamed else "named"
        keys = " ".join(f"s{s}" for s in sources["source"])
        says = Lit("", keys, f"{count(n, 'source')}, {told}", VOICES, source=True)
        yield Step(spelled(n, "source"), told, says, LOOKS, unnamed == n)


def _facts(page: Page, text: MarkedText, voices: Voices) -> Iterator[Fact]:
    """How many words are whose, and how many sources are not named."""
    total, groups = len(voices.words), voices.groups
    if (m := measured(page, "quoted_share")) and m.value:
        n = round(m.value * total)
        own = n - groups.get(QUOTED, 0)
        rest = f", {in_words(own)} of them the article’s own" if own else ""
        says = f" of {count(total, 'word')} {'is' if n == 1 else 'are'} in quotation marks{rest}."
        yield _words_fact(page, text, m, n, "Words in quotation marks", says)
    if n := groups.get(RETOLD, 0):
        retold = Lit(f"{n:,}", RETOLD, f"Retold words: {n:,}", VOICES)
        says = f" {'word retells' if n == 1 else 'words retell'} what others said, without quotation marks."
        sure = [("Accuracy", sentence(f"of retold statements, the program {trust('indirect')}"))]
        yield Fact((retold, says), sure, "retold words")
    if m := measured(page, "narrator_share"):
        n = groups.get(OWN, 0)
        says = f" {'word is' if n == 1 else 'words are'} the article’s own."
        yield _words_fact(page, text, m, n, "The article’s own words", says)
    if (m := measured(page, "second_hand_share")) and m.value:
        n = round(m.value * total)
        says = f" {'word' if n == 1 else 'words'} came through another outlet."
        yield _words_fact(page, text, m, n, "Words that came through another outlet", says)
    if (m := measured(page, "unnamed_sources")) and len(voices.sources):
        yield Fact(named(page, text, voices), how_sure(page, m), "sources not named")


def _words_fact(page: Page, text: MarkedText, m: Measurement, n: int, what: str, says: str) -> Fact:
    """A share of the words as their number, and its range as one, too."""
    total = len(page.article.body_words())
    ends = "" if math.isnan(m.low) else f"{round(m.low * total):,} to {round(m.high * total):,} words."
    ends = ends if m.low < m.high else "Stays the same however you count."
    sure = [(label, ends if label == "Range" else words) for label, words in how_sure(page, m)]
    return Fact((lit(text, m, f"{n:,}", f"{what}: {n:,}", VOICES), says), sure, what.lower())


def _drawings(last: Step) -> tuple[SimpleNamespace, SimpleNamespace]:
    """Boxes and arrows, from left to right and, on phones, from top to bottom. `arrows` are SVG paths."""
    wide, narrow = (SimpleNamespace(width=w, boxes=[], arrows=[]) for w in (WIDE, NARROW))
    wide.height = _across(wide, last, 0, _depth(last), 1) + 1
    box = _down(narrow, last, 0, 1)
    narrow.height = box.y + _height(last, NARROW) + 1
    return wide, narrow


def _depth(step: Step) -> int:
    return max((1 + _depth(s) for s in step.told_by), default=0)


def _words(step: Step, width: float) -> list[tuple[str, bool]]:
    name = [(line, True) for line in lines(step.name, width - 14, 2, 13, True)]
    return name + [(line, False) for line in (lines(step.says, width - 14, 2, 12) if step.says else [])]


def _height(step: Step, width: float) -> float:
    return 2 * PAD + LINE * len(_words(step, width)) - 4


def _box(step: Step, x: float, y: float, width: float, height: float) -> SimpleNamespace:
    """A box. `lines`: how far down each line of words is, the words, and whether they are bold."""
    words = _words(step, width)
    top = y + height / 2 - LINE * len(words) / 2 + 12.5
    placed = [(round(top + LINE * n, 1), line, bold) for n, (line, bold) in enumerate(words)]
    return SimpleNamespace(x=x, y=y, width=width, height=height, lines=placed, step=step)


def _across(drawing: SimpleNamespace, step: Step, level: int, depth: int, y: float) -> float:
    """Draws a step with those before it to its left, all of them from `y` on; where it ends."""
    column = (WIDE - ARTICLE) / max(depth, 1)
    width = min(WIDEST, column - ARROW) if level else ARTICLE
    x = (depth - level) * column
    end = y
    for earlier in step.told_by:
        start = end + (GAP if end > y else 0)
        end = _across(drawing, earlier, level + 1, depth, start)
        at = round(start + (end - start) / 2, 1)
        left = x - column + min(WIDEST, column - ARROW)
        drawing.arrows.append(f"M{left:.1f} {at}H{x - 2:.1f}")
    end = max(end, y + _height(step, width))
    drawing.boxes.append(_box(step, round(x, 1), round(y, 1), round(width, 1), round(end - y, 1)))
    return end


def _down(drawing: SimpleNamespace, step: Step, level: int, y: float) -> SimpleNamespace:
    """Draws a step below those before it, each of them a little further to the right; its box."""
    x, earlier_boxes = INDENT * level, list[SimpleNamespace]()
    for earlier in step.told_by:
        earlier_boxes.append(box := _down(drawing, earlier, level + 1, y))
        y = box.y + box.height + GAP
    y += GAP if earlier_boxes else 0
    for box in earlier_boxes:
        drawing.arrows.append(f"M{box.x} {box.y + box.height / 2:.1f}H{x + INDENT / 2}V{y - 2:.1f}")
    width = NARROW - x - 1
    made = _box(step, x, y, width, _height(step, width))
    drawing.boxes.append(made)
    return made
