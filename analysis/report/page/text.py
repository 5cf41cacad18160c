"""The article's text cut into runs, each with the keys of what it is evidence for, and with how it is marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from analysis.article import Article, Span, Zone
from analysis.nlp.spans import DisjointSpans

BODY = "body"
What = Literal["key", "class", "card", "badge", "ending"]
_Mark = tuple[int, What, str]  # where it ends, what it is, its name


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is marked alike. `id`: its anchor; `keys`: what it is evidence for; `classes`: how it is
    marked; `card`: the key of the source whose card a touch opens; `badge`, `ending`: shown before and after it."""

    id: str
    text: str
    keys: str
    classes: str
    card: str = ""
    badge: str = ""
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the body, or another part of the text. `kind`: `BODY` or that of a zone."""

    kind: str
    runs: tuple[Run, ...]
    classes: str


class MarkedText:
    """Collects keys and marks from the parts of the page, then cuts the text at every place where one begins or ends.

    A key names a set of places: whatever on the page shows the key lights them up. Places outside the text that is
    shown are left out. Everything must be added before the first run is read. `prefix`: of all keys and anchors, where
    a page shows several texts.
    """

    def __init__(self, article: Article, prefix: str = "") -> None:
        self.article, self.prefix = article, prefix
        headline = article.span("headline")
        blocks = [*((BODY, p) for p in article.paragraphs), *((z.kind, z.span) for z in _zones(article))]
        self._blocks = sorted([*([("headline", headline)] if headline else []), *blocks], key=lambda b: b[1])
        self._index = DisjointSpans([span for _, span in self._blocks])
        self._inside: dict[int, list[tuple[Span, What, str]]] = defaultdict(list)
        self._block_classes: dict[int, list[str]] = defaultdict(list)
        self._keys: set[str] = set()
        self._modes: set[str] = set()

    def key(self, name: str, spans: Iterable[Span]) -> str:
        """Make these places the evidence of `name`; its key, or "" where none of them is shown."""
        name = self.prefix + name
        if self._add("key", name, spans):
            self._keys.add(name)
        return name if name in self._keys else ""

    def mark(self, mode: str, name: str, spans: Iterable[Span]) -> None:
        """Give these places a class of the style sheet. `mode`: the switch that shows it."""
        if self._add("class", name, spans):
            self._modes.add(mode)

    def mark_block(self, name: str, paragraph: Span) -> None:
        """Give a whole paragraph a class of the style sheet."""
        self._block_classes[self._index.overlapping(paragraph)[0]].append(name)

    def card(self, key: str, spans: Iterable[Span]) -> None:
        """Let a touch of these words open the card of a source. The last one added wins."""
        self._add("card", key, spans)

    def badge(self, label: str, place: Span) -> None:
        """Show a short label before a place, while its marks are on."""
        self._add("badge", label, [place])

    def ending(self, label: str, place: Span) -> None:
        """Show a short label after a place, while its marks are on."""
        self._add("ending", label, [place])

    def marked_for(self, mode: str) -> bool:
        """Whether anything is marked that this switch shows."""
        return mode in self._modes

    def first(self, keys: str) -> str:
        """The anchor of the first place that one of these keys lights up; "" where there is none."""
        found = (self._first[key] for key in keys.split() if key in self._first)
        return min(found, key=lambda id: int(id.removeprefix(f"{self.prefix}g")), default="")

    def headline(self) -> tuple[Run, ...]:
        """The runs of the headline; none where the text has no headline."""
        return next((block.runs for block in self._made if block.kind == "headline"), ())

    def shown(self) -> list[Block]:
        """The paragraphs and the other parts, in the order of the text, without the headline; what is above the first
        paragraph, such as dates and a caption, comes last, so that the article begins on the first screen."""
        blocks = [block for block in self._made if block.kind != "headline"]
        first = next((n for n, block in enumerate(blocks) if block.kind == BODY), 0)
        return blocks[first:] + blocks[:first]

    def _add(self, what: What, name: str, spans: Iterable[Span]) -> bool:
        if "_made" in vars(self):
            raise RuntimeError("the text is cut already: add keys and marks before")
        added = False
        for span in spans:
            for n in self._index.overlapping(span):
                start, end = self._index.spans[n]
                self._inside[n].append(((max(span[0], start), min(span[1], end)), what, name))
                added = True
        return added

    @cached_property
    def _made(self) -> list[Block]:
        made, n = [], 0
        for index, (kind, span) in enumerate(self._blocks):
            runs = tuple(self._runs(index, span, n))
            made.append(Block(kind, runs, " ".join(dict.fromkeys(self._block_classes[index]))))
            n += len(runs)
        return made

    @cached_property
    def _first(self) -> dict[str, str]:
        """Key -> the anchor of its first run."""
        runs = [run for block in self._made for run in block.runs]
        return {key: run.id for run in reversed(runs) for key in run.keys.split()}

    def _runs(self, index: int, around: Span, n: int) -> Iterator[Run]:
        begins: dict[int, list[_Mark]] = defaultdict(list)
        for (start, end), what, name in self._inside[index]:
            begins[start].append((end, what, name))
        cuts = sorted({*around, *begins, *(end for (_, end), *_ in self._inside[index])})
        lasting: list[_Mark] = []
        for start, end in pairwise(cuts):
            n += 1
            lasting = [mark for mark in lasting if mark[0] > start] + begins[start]
            yield _run(f"{self.prefix}g{n}", self.article.text[start:end], lasting, begins[start], end)


def _run(id: str, text: str, lasting: Sequence[_Mark], begun: Sequence[_Mark], end: int) -> Run:
    def names(what: What) -> list[str]:
        return list(dict.fromkeys(name for _, kind, name in lasting if kind == what))

    badge = next((name for _, kind, name in begun if kind == "badge"), "")
    ending = next((name for stop, kind, name in lasting if kind == "ending" and stop == end), "")
    return Run(id, text, " ".join(names("key")), " ".join(names("class")), "".join(names("card")[-1:]), badge, ending)


def _zones(article: Article) -> list[Zone]:
    """The parts of the text other than headline and body, without those inside another part."""
    headline = article.span("headline")
    taken = [*article.paragraphs, *([headline] if headline else [])]
    shown: list[Zone] = []
    for zone in sorted(article.zones, key=lambda z: (z.span[0], -z.span[1])):
        if zone.span[0] < zone.span[1] and not any(s < zone.span[1] and e > zone.span[0] for s, e in taken):
            shown.append(zone)
            taken.append(zone.span)
    return shown
