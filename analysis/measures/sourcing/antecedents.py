"""Whom a pronoun takes up: scores by how near a mention stands, whether it opens a clause, who spoke last."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...article import Parse, Span
from . import wordlists as lists
from .cast import Member
from .phrases import PEOPLE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .resolve import Entry

PAST = {"her": "she", "hers": "she", "him": "he", "his": "he", "she": "she", "he": "he"}
WHO_REACH = 12  # words between "who" and what it takes up
# Tuned on the 18 labelled articles of PolNeAR train.
SUBJECT, HEARD, QUOTED, FAR, OFTEN = 1.0, 1.0, -1.5, -0.5, 0.2


class Antecedents:
    """`who` looks back over the names, over the sources heard, and over the pronouns that are known by then."""

    def __init__(self, parse: Parse, members: Sequence[Member]):
        self.parse, self.members = parse, members
        self.starts = [s for s, _ in parse.sentences]
        self.tokens = {t.idx: t for t in parse.doc}
        self.ends = {i: e.end for e in parse.doc.ents for i in range(e.start, e.end)}  # of the names that words are in
        self.pronouns = [t for t in self.tokens.values() if t.lower_ in PAST]
        self.spoken: list[tuple[int, Entry]] = []
        self.known: list[tuple[int, Member | Entry]] = []
        self.called: dict[int, Counter[str]] = {}  # by id: how often each pronoun stood for whom
        self.read_to = 0
        self.places: dict[int, tuple[int, float]] = {}  # by position: asked of every name for every pronoun

    def heard(self, position: int, entry: Entry) -> None:
        self.spoken.append((position, entry))

    def who(
        self, pronoun: str, position: int, content: Sequence[Span], entries: Sequence[Entry]
    ) -> Member | Entry | None:
        """The person before `position` who fits best; nobody named or heard only inside `content`."""
        pronoun = PAST.get(pronoun, pronoun)
        if pronoun not in ("he", "she"):
            return next((e for _, e in reversed(self.spoken) if e.kind in ("organization", "outlet", "group")), None)
        self._read(position, entries)
        found = self._best(pronoun, position, content)
        if found is not None:
            self._know(position, pronoun, found)
        return found

    def nearest(self, position: int) -> Member | Entry | None:
        """Whom "the Republican" or "the billionaire" takes up: the person who fits best, of either pronoun."""
        return self._best("", position, ())

    def relative(self, position: int) -> Member | Span | None:
        """What "who" at this place takes up: a member, or the span of a description of people."""
        at = self.tokens.get(position)
        if at is None:
            return None
        for token in reversed(at.doc[max(at.sent.start, at.i - WHO_REACH) : at.i]):
            if token.ent_type_ and token.ent_iob_ != "O":
                member = self._person_at(token.idx)
                if member is not None:
                    return member
            if {token.lower_, token.lemma_.lower()} & lists.PERSON_NOUNS or token.tag_ == "NNPS":
                member = self._described_member(token)
                if member is not None:
                    return member
                start = token
                while start.i > at.sent.start and start.nbor(-1).pos_ in ("ADJ", "NOUN", "PROPN", "NUM", "DET"):
                    start = start.nbor(-1)
                return start.idx, token.idx + len(token)
        return None

    def _person_at(self, position: int) -> Member | None:
        people = (m for m in self.members if m.kind == "person")
        return next((m for m in people if any(s <= position < e for s, e in m.mentions)), None)

    def _described_member(self, noun: Token) -> Member | None:
        """Of "Ada Quill, a lawyer and activist, who ..." the person, from the noun before "who"."""
        for token in reversed(noun.doc[noun.sent.start : noun.i]):
            if token.text == "," and token.i > noun.sent.start and token.nbor(-1).ent_type_ in PEOPLE:
                before = token.idx
                return next(
                    (m for m in self.members if m.kind == "person" and any(e == before for _, e in m.mentions)), None
                )
            if token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET", "CCONJ", "ADP", "NUM", "PART") and token.text != "-":
                return None
        return None

    def _read(self, position: int, entries: Sequence[Entry]) -> None:
        """Resolve the pronouns up to here that are no sources themselves: who "he" is stays known."""
        start, self.read_to = self.read_to, max(self.read_to, position)
        for token in self.pronouns:
            if start <= token.idx < position and not self._in_quotation(token.idx):
                found = self._best(PAST[token.lower_], token.idx, ())
                if found is not None:
                    self._know(token.idx, PAST[token.lower_], found)

    def _know(self, position: int, pronoun: str, who: Member | Entry) -> None:
        self.known.append((position, who))
        self.called.setdefault(id(who), Counter())[pronoun] += 1

    def _best(self, pronoun: str, position: int, content: Sequence[Span]) -> Member | Entry | None:
        best: dict[int, tuple[float, int, Member | Entry]] = {}  # by candidate, its best mention
        often: Counter[int] = Counter()
        own = self._sentence(position)
        for at, bonus, candidate in self._mentions(position):
            if self._other(candidate, pronoun) or any(s <= at < e for s, e in content):
                continue
            sentence, fits = self._place(at)
            score = bonus + FAR * (own - sentence) + fits
            often[id(candidate)] += 1
            row = (score, at, candidate)
            best[id(candidate)] = max(best.get(id(candidate), row), row, key=lambda r: r[:2])
        rows = [(score + OFTEN * min(often[key], 10), at, who) for key, (score, at, who) in best.items()]
        return max(rows, key=lambda r: r[:2])[2] if rows else None

    def _mentions(self, position: int) -> Iterator[tuple[int, float, Member | Entry]]:
        """(where, bonus, who) of everybody before this place."""
        for member in self.members:
            if member.kind == "person":
                yield from ((s, 0.0, member) for s, _ in member.mentions if s < position)
        for at, entry in self.spoken:
            if at < position and entry.kind == "person":
                yield at, HEARD, entry.member or entry
        yield from ((at, 0.5, who) for at, who in self.known if at < position)

    def _other(self, candidate: Member | Entry, pronoun: str) -> bool:
        """Called the other pronoun by a title, or mostly so before."""
        if not pronoun:
            return False
        if candidate.pronoun:
            return candidate.pronoun != pronoun
        called = self.called.get(id(candidate))
        return called is not None and 2 * called[pronoun] < called.total()

    def _sentence(self, position: int) -> int:
        return bisect_right(self.starts, position)

    def _in_quotation(self, position: int) -> bool:
        return any(s < position < e for s, e in self.parse.quotations)

    def _place(self, position: int) -> tuple[int, float]:
        """The sentence of a mention, and how well it fits by where it stands, whatever the pronoun."""
        if position not in self.places:
            fits = SUBJECT * self._verb_follows(position) + QUOTED * self._in_quotation(position)
            self.places[position] = self._sentence(position), fits
        return self.places[position]

    def _verb_follows(self, position: int) -> bool:
        """Does a verb follow the name, with at most what stands between commas between?"""
        token = self.tokens.get(position)
        if token is None:
            return False
        end = self.ends.get(token.i, token.i + 1)
        after = token.doc[end : end + 2]
        return any(t.pos_ in ("VERB", "AUX") for t in after) and not any(t.text == "," for t in after[:1])
