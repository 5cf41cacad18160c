"""Source phrases of a whole article -> distinct sources.

Rules, all within one article: a name by whom it can stand for (`cast`); an office or a role by the title beside a
name, before or behind; a description beside a name ("Our Principles, a group that ...") by that name; "the report" by
the last outlet, "the company" by the last organization; "a poll" in the opening by the poll that is named below it; a
pronoun by `antecedents`; an attribution without a source by the one that it continues. Two descriptions are one source
when they are the same words, or when "the official" takes up "an official". No guessing of gender from names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...article import Article, Kind, Parse, Span
from . import wordlists as lists
from .antecedents import Antecedents
from .attributions import Draft
from .cast import Member
from .names import same_name
from .phrases import Phrase, phrases
from .secondhand import GIVEN_TO, REACH


@dataclass(slots=True)
class Entry:
    """A source in the making. `key` is "" for a name, and `member` is whose name it is."""

    name: str
    kind: Kind
    named: bool
    key: str = ""
    head: str = ""
    pronoun: str = ""
    member: Member | None = None
    mentions: list[Span] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)


class Register:
    """Finds or makes the entry that a phrase belongs to; phrases come in the order of the text."""

    def __init__(self, article: Article, parse: Parse, members: Sequence[Member]):
        self.article, self.parse, self.members = article, parse, members
        self.entries: list[Entry] = []
        self.antecedents = Antecedents(parse, self.members)

    def find(self, phrase: Phrase, before: Sequence[int], draft: Draft) -> int | None:
        """`before`: entries heard so far, latest last. None for a phrase that stands for nobody."""
        if phrase.pronoun:
            return self._pronoun(phrase, before, draft)
        if phrase.key in lists.NOBODY:
            return None
        if phrase.named and phrase.name:
            return self._by_name(phrase.name, phrase.kind, phrase.span)
        member = self._beside(phrase) or self._referent(phrase)
        if member is not None:
            return self._of_member(member, phrase.span)
        return self._described(self._with_owner(phrase))

    def told_outlets(self) -> None:
        """Outlets to whom something was told are entries too, though they say nothing themselves here."""
        for member in self.members:
            for start, end in member.mentions if member.kind == "outlet" else ():
                if GIVEN_TO.search(self.article.text, max(0, start - REACH), start):
                    self._of_member(member, (start, end))

    def _beside(self, phrase: Phrase) -> Member | None:
        """Whose name stands before the phrase and a comma: "Our Principles, a group that ..."."""
        if phrase.kind not in ("person", "organization"):
            return None
        gap = self.article.text[max(0, phrase.span[0] - 2) : phrase.span[0]]
        if gap != ", ":
            return None
        kinds = ("person",) if phrase.kind == "person" else ("organization", "outlet")
        named = (m for m in self.members if m.kind in kinds and not m.place)
        return next((m for m in named if any(e == phrase.span[0] - 2 for _, e in m.mentions)), None)

    def _referent(self, phrase: Phrase) -> Member | None:
        """The member that a definite description takes up."""
        at = phrase.span[0]
        if phrase.head in lists.OUTLET_NOUNS and phrase.definite and phrase.key == phrase.head:
            return self._last(at, ("outlet",))
        if phrase.kind == "person" and phrase.single:
            return self._by_role(phrase)
        if phrase.kind == "organization" and phrase.definite and not phrase.named and not phrase.owner:
            words = phrase.key.split()
            ends = [m for m in self.members if len(words) > 1 and m.name.lower().split()[-len(words) :] == words]
            if ends:
                return self._last(at, ("organization",), ends)
        bare = phrase.definite and phrase.key == phrase.head
        if phrase.kind == "organization" and bare and phrase.head in lists.REFERRING:
            alike = [m for m in self.members if phrase.head in m.name.lower().split() and not m.place]
            return self._last(at, ("organization",), alike) or self._last(at, ("organization",))
        return None

    def _by_role(self, phrase: Phrase) -> Member | None:
        """Who is called "mayor" beside a name, for "the mayor": before the phrase, else behind, else who is nearest."""
        called = [(at, m) for m in self.members for at, role in m.roles if role == phrase.head]
        if phrase.definite:
            before = [row for row in called if row[0] < phrase.span[1]]
            row = max(before, key=lambda r: r[0], default=None) or min(called, key=lambda r: r[0], default=None)
            if row is not None:
                return row[1]
            described = any(e.key and e.head == phrase.head for e in self.entries)
            alone = not phrase.owner and phrase.key == " ".join(phrase.text.lower().split())
            if alone and not described and phrase.head not in lists.OFTEN_UNNAMED:
                found = self.antecedents.nearest(phrase.span[0])
                return found if isinstance(found, Member) else None
        return None

    def _last(self, at: int, kinds: tuple[Kind, ...], among: Sequence[Member] | None = None) -> Member | None:
        rows = [(m.before(at)[-1], m) for m in (self.members if among is None else among)
                if m.kind in kinds and not m.place and m.before(at)]  # fmt: skip
        return max(rows, key=lambda r: r[0])[1] if rows else None

    def _by_name(self, name: str, kind: Kind, span: Span) -> int:
        inside = [(s, m) for m in self.members for s, e in m.mentions if span[0] <= s and e <= span[1]
                  and (same_name(m.name, name) or same_name(self.article.text[s:e], name))]  # fmt: skip
        alike = [m for m in self.members if same_name(m.name, name) and m.kind == kind]
        member = inside[0][1] if inside else alike[0] if alike else None
        if member is None:
            member = Member(name, kind, mentions=[span])
            self.members.append(member)
        return self._of_member(member, span)

    def _of_member(self, member: Member, span: Span) -> int:
        n = next((i for i, e in enumerate(self.entries) if e.member is member), None)
        if n is None:
            n = self._add(Entry(member.name, member.kind, True, member=member, pronoun=member.pronoun))
        _mention(self.entries[n], span)
        return n

    def _with_owner(self, phrase: Phrase) -> Phrase:
        """ "His campaign" and "her e-mail" are named as their owner is, "the amendment" as one that is named before."""
        if phrase.kind == "document" and phrase.definite and phrase.key == phrase.head:
            ends = (m.name.lower().split()[-1] for m in self.members if m.before(phrase.span[0]))
            return replace(phrase, named=phrase.named or phrase.head in ends)
        if phrase.owner and phrase.kind in ("organization", "document") and not phrase.named:
            owner = self.antecedents.who(phrase.owner, phrase.span[0], (), self.entries)
            return replace(phrase, named=owner is not None and (isinstance(owner, Member) or owner.named))
        return phrase

    def _described(self, phrase: Phrase) -> int:
        for n in reversed(range(len(self.entries))):
            entry = self.entries[n]
            bare = phrase.key == phrase.head
            again = phrase.definite and bare and entry.head == phrase.head
            new = phrase.key.startswith(("another ", "a second ", "a different ", "one "))
            below = phrase.named and not entry.named and entry.head == phrase.head and self._opens(entry)
            if entry.key and (again or below or self._alike(phrase, entry) or (entry.key == phrase.key and not new)):
                _mention(entry, phrase.span)
                entry.named = entry.named or phrase.named
                return n
        text = self.article.text[slice(*phrase.span)]
        return self._add(Entry(text, phrase.kind, phrase.named, phrase.key, phrase.head, mentions=[phrase.span]))

    def _alike(self, phrase: Phrase, entry: Entry) -> bool:
        """ "Hillary Clinton's campaign" and "the Clinton campaign"."""
        if phrase.kind != "organization" or entry.kind != "organization" or entry.head != phrase.head:
            return False
        a, b = sorted((_bare(phrase.key), _bare(entry.key)), key=len)
        return len(a) > 1 and b[-len(a) :] == a

    def _opens(self, entry: Entry) -> bool:
        """A document that headline or lede only mention: "a poll", which is told of in full further below."""
        lede = self.article.paragraphs[0][1] if self.article.paragraphs else 0
        return entry.kind == "document" and all(e <= lede for _, e in entry.mentions)

    def _pronoun(self, phrase: Phrase, before: Sequence[int], draft: Draft) -> int | None:
        if phrase.head in ("he", "she"):
            found = self.antecedents.who(phrase.head, phrase.span[0], draft.content, self.entries)
        elif phrase.head in lists.RELATIVE:
            found = self._relative(phrase)
        else:
            wanted = KINDS_OF_PRONOUN[phrase.head]
            found = next((self.entries[n] for n in reversed(before) if self.entries[n].kind in wanted), None)
            if found is None and phrase.head == "it":
                found = self._last(phrase.span[0], ("organization",))
        if isinstance(found, Member):
            return self._of_member(found, phrase.span)
        if found is None:
            return None
        _mention(found, phrase.span)
        return self.entries.index(found)

    def _relative(self, phrase: Phrase) -> Member | Entry | None:
        """Whom "who" takes up: the name or the description of people that stands before it."""
        found = self.antecedents.relative(phrase.span[0])
        if found is None or isinstance(found, Member):
            return found
        (described, *_) = phrases(self.parse.doc, found)
        n = self.find(described, (), Draft((found,), (), (), 1.0)) if not described.pronoun else None
        return None if n is None else self.entries[n]

    def _add(self, entry: Entry) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1


KINDS_OF_PRONOUN: dict[str, set[Kind]] = {
    "they": {"group", "organization"},
    "it": {"organization", "outlet", "document"},
    "this": {"document"},
    "you": set(),
}


def _bare(key: str) -> list[str]:
    return [w for w in re.sub(r"['’]s?\b", "", key).split() if w != "the"]


def _mention(entry: Entry, span: Span) -> None:
    if span not in entry.mentions:
        entry.mentions.append(span)


def resolve(article: Article, parse: Parse, found: Sequence[Draft], members: Sequence[Member]
            ) -> tuple[list[Entry], list[tuple[int, ...]]]:  # fmt: skip
    """The article's sources, and for each attribution the positions of its sources."""
    register = Register(article, parse, members)
    entries = _of_phrases(register, parse, found)
    ids: list[tuple[int, ...]] = []
    for n, draft in enumerate(found):
        own: list[int] = []
        for phrase, entry in entries[n]:
            if phrase.head in lists.SPEAKERS_OWN:  # "I" in a quotation is who is quoted
                own += [i for i in (ids[draft.parent] if draft.parent is not None else ()) if i not in own]
            elif entry is not None and entry not in own:
                own.append(entry)
        if not draft.source:
            own = list(_continued(article, parse, found, ids, n))
        for entry in own:
            register.entries[entry].attributions.append(n)
        ids.append(tuple(own))
    register.told_outlets()
    for entry in register.entries:
        if entry.member is not None:
            entry.mentions += [m for m in entry.member.mentions if not _taken(m, register.entries)]
            entry.name = entry.member.name
        entry.mentions.sort()
    return _named_below(register.entries), ids


def _of_phrases(register: Register, parse: Parse, found: Sequence[Draft]) -> list[list[tuple[Phrase, int | None]]]:
    """For each attribution its source phrases with their entries; found in the order of the text."""
    out: list[list[tuple[Phrase, int | None]]] = [[] for _ in found]
    heard: list[int] = []
    for phrase, n in sorted(_phrases(parse, found), key=lambda row: (row[0].span, row[1])):
        entry = None if phrase.head in lists.SPEAKERS_OWN else register.find(phrase, heard, found[n])
        out[n].append((phrase, entry))
        heard += [] if entry is None else [entry]
        if entry is not None:
            register.antecedents.heard(phrase.span[0], register.entries[entry])
    return out


def _phrases(parse: Parse, found: Sequence[Draft]) -> Iterator[tuple[Phrase, int]]:
    for n, draft in enumerate(found):
        for span in draft.source:
            for phrase in phrases(parse.doc, span):
                yield phrase, n


def _taken(span: Span, entries: Sequence[Entry]) -> bool:
    return any(s < span[1] and span[0] < e for entry in entries for s, e in entry.mentions)


def _named_below(entries: list[Entry]) -> list[Entry]:
    """A bare document ("a poll") is named when one of the same kind is below it ("the Marist poll")."""
    for n, entry in enumerate(entries):
        if entry.key and entry.kind == "document" and not entry.named and entry.key.removesuffix("s") == entry.head:
            entry.named = any(e.named and e.head == entry.head for e in entries[n + 1 :])
    return entries


def _continued(
    article: Article, parse: Parse, found: Sequence[Draft], ids: list[tuple[int, ...]], n: int
) -> tuple[int, ...]:
    """Sources of an attribution that names none: it goes on with an earlier one, or nobody is known.

    With a cue ("..., adding"): the attribution before it in the same sentence. Without: a quotation that
    stands alone goes on with the last speech quoted in the same or the paragraph before, whoever reports it.
    """
    draft = found[n]
    start = draft.extent[0]
    for m in range(n - 1, -1, -1):
        earlier = found[m]
        if earlier.parent != draft.parent or not ids[m]:
            continue
        if draft.cue:
            sentence = next((s for s in parse.sentences if s[0] <= start < s[1]), None)
            together = sentence and any(
                sentence[0] <= s < sentence[1] or sentence[0] < e <= sentence[1] for s, e in earlier.cue
            )
            return ids[m] if together else ()
        if earlier.manner != "indirect":
            near = abs(_paragraph(article, earlier.extent[0]) - _paragraph(article, start)) <= 1
            return ids[m] if near else ()
    return ()


def _paragraph(article: Article, position: int) -> int:
    return next((n for n, (s, e) in enumerate(article.paragraphs) if s <= position < e), -9)
