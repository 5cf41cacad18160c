"""What a person corrects where sources or statements were found wrongly: it replaces what `resolve` found.

A correction names a statement by its place and a source by its name: numbers change from one correction, and from one
version of the program, to the next.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from analysis.article import KINDS, TYPES, Article, ArticleError, Correction, Sourcing, Span, no_such
from analysis.measures.sourcing.entities import Draft, Entity, Ids, SourceEntry
from analysis.measures.sourcing.names import same_name
from analysis.measures.sourcing.voices import given_to
from analysis.nlp.spans import is_inside, overlap

WHAT = {  # the arguments of `correct` -> what is corrected, as a sentence
    "source statement": "“{text}” is said by {names}",
    "statement type": "“{text}” is a {type}",
    "drop_statement": "“{text}” is no statement",
    "not_a_source": "{names} is no source, and nobody else says what only {names} said",
    "same": "{names} are one source",
    "source": "{names} is {facts}",
}
ONE_THING = (
    "correct one thing at a time: statement=3, source='...'; statement=3, type='thought'; drop_statement=3; "
    "same=('...', '...'); not_a_source='...'; or source='...' with named= or kind="
)
ALIKE = 0.5  # of two statements' characters: another version of the program may begin or end one elsewhere


def correction(article: Article, sourcing: Sourcing, asked: Mapping[str, Any]) -> Correction:
    """One thing that a person says. Raises TypeError for none or several, ArticleError for what is not there."""
    said = {name: value for name, value in asked.items() if value is not None}
    facts = {name: said.pop(name) for name in ("named", "kind") if name in said}
    what = " ".join(sorted(said))
    wanted = (False,) if "source" not in said else (True,) if what == "source" else (True, False)
    if what not in WHAT or bool(facts) not in wanted or isinstance(said.get("same"), str):
        raise TypeError(ONE_THING)
    if facts.get("kind", KINDS[0]) not in KINDS:
        raise ArticleError(no_such("kind of source", facts["kind"], KINDS))
    if said.get("type", TYPES[0]) not in TYPES:
        raise ArticleError(no_such("type", said["type"], TYPES))
    names = (*said.get("same", ()), *(said[name] for name in ("source", "not_a_source") if name in said))
    number = said.get("statement", said.get("drop_statement"))
    if number is None:
        return Correction(what, names=names, **facts)
    if number not in range(len(sourcing.attributions)):
        raise ArticleError(f"no statement {number}; the column `statement` of .statements and .told numbers them")
    found = sourcing.attributions[number]
    text = " … ".join(" ".join(article.text[slice(*s)].split()) for s in found.content)
    return Correction(what, text, (*found.content, *found.cue), names, **facts, type=said.get("type"))


def in_words(c: Correction) -> str:
    """A correction as a sentence without its period."""
    named = {None: [], True: ["named"], False: ["not named"]}[c.named]
    facts = ", ".join([*named, *([f"of the kind {c.kind}"] if c.kind else [])])
    text = textwrap.shorten(c.text.strip('“”"'), 80, placeholder=" …")
    return WHAT[c.what].format(text=text, names=" and ".join(c.names), facts=facts, type=c.type)


class Corrector:
    """Statements and sources while they are corrected: `ids` are the entries of each statement."""

    def __init__(
        self, article: Article, entities: list[Entity], found: list[Draft], entries: list[SourceEntry], ids: list[Ids]
    ):
        self.article, self.entities, self.found, self.entries = article, entities, list(found), list(entries)
        self.speakers = [[entries[i] for i in own] for own in ids]  # by statement
        self.dropped: set[int] = set()  # statements
        self.spoke = [e for e in entries if e.attributions]  # who has no statement left is no source any more

    def correct(self, c: Correction) -> bool:
        """Do as a person says, where it fits; False where the article has nothing like it."""
        statement = self._statement(c.places) if c.places else None
        former = [] if statement is None else self.speakers[statement]
        found = [self._source(n, former) or (self._new(n) if statement is not None else None) for n in c.names]
        sources = [e for e in found if e]
        if (c.places and statement is None) or len(set(sources)) < max(len(c.names), 2 * (c.what == "same")):
            return False
        for source in sources:
            source.named = source.named if c.named is None else c.named
            source.kind = c.kind or source.kind
        if statement is not None and sources:
            self._give(statement, sources[0])
        elif statement is not None and c.type:
            self.found[statement] = replace(self.found[statement], type=c.type)
        elif statement is not None:
            self.dropped.add(statement)
        elif c.what == "not_a_source":
            self.dropped |= {n for n, own in enumerate(self.speakers) if own == sources}
            self._replace(sources[0], [])
        elif c.what == "same":
            for other in sources[1:]:
                sources[0].mentions = dict.fromkeys(sorted({*sources[0].mentions, *other.mentions}))
                called = {*sources[0].pronoun_mentions, *other.pronoun_mentions}
                sources[0].pronoun_mentions = tuple(sorted(called))
                sources[0].named = sources[0].named or other.named
                self._replace(other, sources[:1])
        return True

    def result(self) -> tuple[list[Draft], list[SourceEntry], list[Ids]]:
        """Statements, sources and who says what, as a person says."""
        kept = [n for n in range(len(self.found)) if n not in self.dropped]
        number = {n: new for new, n in enumerate(kept)}
        for entry in self.entries:
            entry.attributions = [number[n] for n in kept if entry in self.speakers[n]]
        outlets = [e for e in self.entries if e.kind == "outlet"]  # that words were given to: without a statement
        told = [e for e in outlets if any(given_to(self.article.text, m) is not None for m in e.mentions)]
        entries = [e for e in self.entries if e.attributions or e not in self.spoke or e in told]
        ids = [tuple(entries.index(e) for e in self.speakers[n]) for n in kept]
        found = []
        for n in kept:
            above = self.found[n].parent
            while above is not None and above not in number:  # the one inside which this is was dropped
                above = self.found[above].parent
            found.append(replace(self.found[n], parent=None if above is None else number[above]))
        return found, entries, ids

    def _statement(self, places: Sequence[Span]) -> int | None:
        """The one that is most like these places; None where none is alike."""
        wanted = {at for span in places for at in range(*span)}

        def like(n: int) -> float:
            mine = {at for span in (*self.found[n].content, *self.found[n].cue) for at in range(*span)}
            return len(mine & wanted) / len(mine | wanted)

        best = max((n for n in range(len(self.found)) if n not in self.dropped), key=like, default=None)
        return best if best is not None and like(best) > ALIKE else None

    def _source(self, name: str, former: Sequence[SourceEntry]) -> SourceEntry | None:
        """Whose name this is, or is short for, or who is called so somewhere. Who is one of the `former` speakers of a
        statement may only have been taken for the one who is called so."""
        words, text = name.split(), self.article.text
        ways = (
            (e for e in self.entries if e.name.casefold().split() == name.casefold().split()),
            (e for e in self.entries if e.named and same_name(e.name, name)),
            (e for e in self.entries if e not in former and any(text[slice(*m)].split() == words for m in e.mentions)),
        )
        return next((e for way in ways for e in way), None)

    def _new(self, name: str) -> SourceEntry | None:
        """The source that the body calls so, which nobody else is called then; None where it has no such words."""
        words = re.compile(r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b") if name.strip() else None
        found = [m.span() for p in self.article.paragraphs if words for m in words.finditer(self.article.text, *p)]
        if not found:
            return None
        entity = next((m for m in self.entities if any(overlap(found[0], at) for at in m.mentions)), None)
        if entity is not None:
            entry = SourceEntry(entity.name, entity.kind, True, mentions=dict.fromkeys(entity.mentions))
            entry.pronoun_mentions = entity.pronoun_mentions
        else:
            entry = SourceEntry(name, "person", name.split()[-1][0].isupper(), mentions=dict.fromkeys(found))
        for other in self.entries:
            other.mentions = {m: None for m in other.mentions if m not in entry.mentions}
        first = min(entry.mentions)
        at = next((n for n, e in enumerate(self.entries) if min(e.mentions, default=first) > first), len(self.entries))
        self.entries.insert(at, entry)
        self.spoke.append(entry)
        return entry

    def _give(self, n: int, source: SourceEntry) -> None:
        """The statement with the words for its source, unless another statement of the former source has them too."""
        for former in (e for e in self.speakers[n] if e is not source):
            its = [m for m, own in enumerate(self.speakers) if m != n and former in own]
            others = [s for m in its for s in self.found[m].source]
            mine = [m for m in former.mentions if any(is_inside(m, s) for s in self.found[n].source)]
            own = [m for m in mine if not any(is_inside(m, s) for s in others)]
            source.mentions = dict.fromkeys(sorted({*source.mentions, *own}))
            former.mentions = {m: None for m in former.mentions if m not in own}
        self.speakers[n] = [source]

    def _replace(self, source: SourceEntry, others: list[SourceEntry]) -> None:
        """Put these sources, or none, in the place of one."""
        self.entries.remove(source)
        self.spoke += others
        self.speakers = [
            list(dict.fromkeys(x for e in own for x in (others if e is source else [e]))) for own in self.speakers
        ]
