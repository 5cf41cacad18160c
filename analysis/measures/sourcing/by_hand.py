"""What a person corrects where sources or statements were found wrongly: it replaces what `resolve` found.

A correction names its statement and its sources by their places in the text: numbers change from one correction, and
from one version of the program, to the next.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace

from analysis.article import KINDS, Article, ArticleError, Correction, Kind, Source, Sourcing, Span, no_such
from analysis.measures.sourcing.attributions import Draft
from analysis.measures.sourcing.cast import Member
from analysis.measures.sourcing.names import same_name
from analysis.measures.sourcing.resolve import Entry
from analysis.measures.sourcing.secondhand import given

WHAT = {
    "said by": "“{text}” is said by {names}",
    "said by another": "“{text}” is said by {names}, a source that was not found",
    "no statement": "“{text}” is no statement",
    "no source": "{names} is no source, and nobody else says what only {names} said",
    "same": "{names} are one source",
    "source": "{names} is {facts}",
}
ALIKE = 0.5  # of two contents' characters: another version of the program may begin or end a statement elsewhere
FACTS = {"said by": {True, False}, "source": {True}}  # whether `named` or `kind` may be said with it; else not
ONE_THING = (
    "correct one thing at a time: statement=3, source='...'; drop_statement=3; same=('...', '...'); "
    "not_a_source='...'; or source='...' with named= or kind="
)


def correction(
    article: Article,
    sourcing: Sourcing,
    *,
    statement: int | None = None,
    source: str | None = None,
    drop_statement: int | None = None,
    same: Sequence[str] = (),
    not_a_source: str | None = None,
    named: bool | None = None,
    kind: Kind | None = None,
) -> Correction:
    """One thing that a person says. Raises TypeError for none or several, ArticleError for what is not there."""
    asked = {
        "said by": statement is not None and source is not None,
        "no statement": drop_statement is not None,
        "no source": not_a_source is not None,
        "same": bool(same),
        "source": statement is None and source is not None,
    }
    what = " or ".join(name for name, is_asked in asked.items() if is_asked)
    if what not in WHAT or isinstance(same, str) or ((named, kind) != (None, None)) not in FACTS.get(what, {False}):
        raise TypeError(ONE_THING)
    if kind not in (None, *KINDS):
        raise ArticleError(no_such("kind of source", str(kind), KINDS))
    number = drop_statement if statement is None else statement
    if number is not None and number not in range(len(sourcing.attributions)):
        raise ArticleError(f"no statement {number}; the column `statement` of .statements numbers them")
    names = same or [name for name in (source, not_a_source) if name is not None]
    former = sourcing.attributions[number].source_ids if number is not None else ()
    places = [_known(article, sourcing, name, former) for name in names]
    sources = tuple(place for place in places if place)
    if None in places:
        new = _first_place(article, sourcing, names[places.index(None)], what == "said by")
        what, sources = "said by another", (new,)
    if len(set(sources)) < len(names) or (what == "same" and len(names) == 1):
        raise ArticleError(f"same={tuple(same)}: one source already; name two or more")
    if number is None:
        return Correction(what, sources=sources, named=named, kind=kind)
    found = sourcing.attributions[number]
    text = " … ".join(" ".join(article.text[slice(*s)].split()) for s in found.content)
    return Correction(what, text, found.content, found.cue, sources, named, kind)


def _known(article: Article, sourcing: Sourcing, name: str, former: Sequence[int]) -> tuple[str, Span] | None:
    """A source's name and a mention of it: whose name this is, or is short for, or who is called so somewhere.

    Who is one of the `former` speakers of a statement may only have been taken for the one who is called so.
    """
    known = [s for s in sourcing.sources if s.mentions]
    ways = (
        [s for s in known if s.name.casefold().split() == name.casefold().split()],
        [s for s in known if s.named and same_name(s.name, name)],
        [s for s in known if s.id not in former and _is_called(article, s, name)],
    )
    return next(((way[0].name, way[0].mentions[0]) for way in ways if way), None)


def _is_called(article: Article, source: Source, name: str) -> bool:
    return any(article.text[slice(*m)].split() == name.split() for m in source.mentions)


def _first_place(article: Article, sourcing: Sourcing, name: str, new: bool) -> tuple[str, Span]:
    """Of a `new` source: its name and the first place of the body that has these words."""
    pattern = re.compile(r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b")
    at = next((m for p in article.paragraphs if name.strip() and (m := pattern.search(article.text, *p))), None)
    if at is None or not new:
        lacking = ", and the body has no such words" if new else ""
        raise ArticleError(f"{no_such('source', name, [s.name for s in sourcing.sources])}{lacking}")
    return " ".join(name.split()), at.span()


def in_words(correction: Correction) -> str:
    """A correction as a sentence without its period."""
    names = " and ".join(name for name, _ in correction.sources)
    named = {None: [], True: ["named"], False: ["not named"]}[correction.named]
    facts = ", ".join([*named, *([f"of the kind {correction.kind}"] if correction.kind else [])])
    text = textwrap.shorten(correction.text.strip('“”"'), 80, placeholder=" …")
    return WHAT[correction.what].format(text=text, names=names, facts=facts)


def apply(
    corrections: Sequence[Correction],
    article: Article,
    members: Sequence[Member],
    found: Sequence[Draft],
    entries: Sequence[Entry],
    ids: Sequence[tuple[int, ...]],
) -> tuple[list[Draft], list[Entry], list[tuple[int, ...]], tuple[Correction, ...]]:
    """Statements, sources and who says what, as a person says; and the corrections, each with whether it fits."""
    hand = _Hand(article, members, found, entries, ids)
    done = tuple(replace(c, fits=hand.correct(c)) for c in corrections)
    return (*hand.result(), done)


class _Hand:
    def __init__(
        self,
        article: Article,
        members: Sequence[Member],
        found: Sequence[Draft],
        entries: Sequence[Entry],
        ids: Sequence[tuple[int, ...]],
    ) -> None:
        self.article, self.members, self.found, self.entries = article, members, found, list(entries)
        self.speakers: list[list[Entry]] = [[entries[i] for i in own] for own in ids]
        self.dropped: set[int] = set()
        self.spoke = [e for e in entries if e.attributions]  # who has no statement left is no source any more

    def correct(self, c: Correction) -> bool:
        statement = self._statement(c)
        sources = [e for place in c.sources if (e := self._source(*place))]
        if c.what == "said by another":
            sources = self._new(c.sources[0][1])
        if len(sources) < len(c.sources) or (c.content and statement is None):
            return False
        for source in sources:
            source.named = source.named if c.named is None else c.named
            source.kind = c.kind or source.kind
        if statement is not None and sources:
            self._give(statement, sources[0])
        elif statement is not None:
            self.dropped.add(statement)
        elif c.what == "no source":
            self._remove(sources[0])
        elif c.what == "same":
            for other in sources[1:]:
                self._join(sources[0], other)
        return True

    def result(self) -> tuple[list[Draft], list[Entry], list[tuple[int, ...]]]:
        kept = [n for n in range(len(self.found)) if n not in self.dropped]
        number = {n: new for new, n in enumerate(kept)}
        for entry in self.entries:
            entry.attributions = [number[n] for n in kept if entry in self.speakers[n]]
        entries = [e for e in self.entries if e.attributions or e not in self.spoke or self._was_told(e)]
        ids = [tuple(entries.index(e) for e in self.speakers[n]) for n in kept]
        return [replace(self.found[n], parent=self._parent(n, number)) for n in kept], entries, ids

    def _parent(self, n: int, number: dict[int, int]) -> int | None:
        above = self.found[n].parent
        while above is not None and above not in number:
            above = self.found[above].parent
        return None if above is None else number[above]

    def _was_told(self, entry: Entry) -> bool:
        """An outlet that words were given to is a source without a statement."""
        return entry.kind == "outlet" and bool(given(self.article, [entry], [0]))

    def _statement(self, c: Correction) -> int | None:
        """The one whose content is most like the correction's, of equal ones that with the same cue."""

        def like(n: int) -> tuple[float, bool]:
            mine, wanted = ({i for s in content for i in range(*s)} for content in (self.found[n].content, c.content))
            return len(mine & wanted) / (len(mine | wanted) or 1), self.found[n].cue == c.cue

        best = max((n for n in range(len(self.found)) if n not in self.dropped), key=like, default=None)
        return best if best is not None and like(best)[0] > ALIKE else None

    def _source(self, name: str, mention: Span) -> Entry | None:
        there = (e for e in self.entries if mention in e.mentions)
        return next(there, None) or next((e for e in self.entries if e.name == name), None)

    def _new(self, place: Span) -> list[Entry]:
        """The source that these words name, which nobody else is called then; none where there are no words."""
        name = " ".join(self.article.text[slice(*place)].split())
        if not name or any(e.name == name for e in self.entries):
            return [e for e in self.entries if e.name == name][:1]
        member = next((m for m in self.members if any(a < place[1] and place[0] < b for a, b in m.mentions)), None)
        if member is not None:
            entry = Entry(member.name, member.kind, True, mentions=dict.fromkeys(member.mentions), member=member)
        else:
            same = re.compile(rf"\b{re.escape(self.article.text[slice(*place)])}\b")
            found = [m.span() for p in self.article.paragraphs for m in same.finditer(self.article.text, *p)]
            named = name.split()[-1][0].isupper()
            entry = Entry(name, "person", named, mentions=dict.fromkeys(found or [place]))
        for other in self.entries:
            other.mentions = {m: None for m in other.mentions if m not in entry.mentions}
        first = min(entry.mentions)
        at = next((n for n, e in enumerate(self.entries) if min(e.mentions, default=first) > first), len(self.entries))
        self.entries.insert(at, entry)
        self.spoke.append(entry)
        return [entry]

    def _give(self, n: int, source: Entry) -> None:
        """The statement with the words for its source, unless another statement of the former source has them too."""
        words = self.found[n].source
        for former in (e for e in self.speakers[n] if e is not source):
            others = {
                s for m, own in enumerate(self.speakers) if m != n and former in own for s in self.found[m].source
            }
            for mention in [m for m in former.mentions if any(a <= m[0] and m[1] <= b for a, b in words)]:
                if not any(a <= mention[0] and mention[1] <= b for a, b in others):
                    del former.mentions[mention]
                    source.mentions[mention] = None
        source.mentions = dict.fromkeys(sorted(source.mentions))
        self.speakers[n] = [source]

    def _remove(self, source: Entry) -> None:
        self.entries.remove(source)
        for n, own in enumerate(self.speakers):
            if own == [source]:
                self.dropped.add(n)
            self.speakers[n] = [e for e in own if e is not source]

    def _join(self, source: Entry, other: Entry) -> None:
        source.mentions = dict.fromkeys(sorted({*source.mentions, *other.mentions}))
        source.named = source.named or other.named
        self.entries.remove(other)
        self.spoke.append(source)
        self.speakers = [list(dict.fromkeys(source if e is other else e for e in own)) for own in self.speakers]
