"""Whom a pronoun stands for: mentions are scored by how near they are, whether they are subjects, who spoke last."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.article import Parse, Span
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.entities import Entity, EntityIndex, SourceEntry
from analysis.measures.sourcing.phrases import PEOPLE, entity_range
from analysis.nlp.spans import DisjointSpans

if TYPE_CHECKING:
    from spacy.tokens import Token

PAST = {"her": "she", "hers": "she", "him": "he", "his": "he", "she": "she", "he": "he"}
WHO_REACH = 12  # words between "who" and what it takes up
# Tuned on the 18 labeled articles of PolNeAR train.
SUBJECT, HEARD, KNOWN, QUOTED, FAR, OFTEN = 1.0, 1.0, 0.5, -1.5, -0.5, 0.2
LOOKED_AT = 500  # mentions before a pronoun: more are only in texts made to take long


class Mention(NamedTuple):
    """A place where somebody is named, speaks or is a pronoun; `score` without the distance to it."""

    position: int
    number: int
    sentence: int
    score: float
    candidate: Entity | SourceEntry


class Antecedents:
    """Names, sources that spoke and resolved pronouns so far; `who` finds the best of them for a pronoun."""

    def __init__(self, parse: Parse, entities: EntityIndex):
        self.entities = entities
        self.sentences, self.quotations = DisjointSpans(parse.sentences), DisjointSpans(parse.quotations)
        self.tokens = {t.idx: t for t in parse.doc}
        self.pronouns = [t for t in self.tokens.values() if t.lower_ in PAST]
        self.read_to = 0  # of the pronouns
        self.collective: SourceEntry | None = None  # heard last
        self.known: dict[int, Counter[str]] = {}  # by candidate: the pronouns that took it up
        self.mentions: list[Mention] = []
        self.places: dict[int, list[int]] = {}  # by candidate
        self.ranks: dict[int, int] = {}  # by candidate: of two that fit as well, who comes first
        for entity in entities.all:
            self.named(entity)

    def named(self, entity: Entity) -> None:
        """An entity whose mentions pronouns may stand for."""
        for start, _ in entity.mentions if entity.kind == "person" else ():
            self._mention(start, 0.0, entity)

    def heard(self, position: int, entry: SourceEntry) -> None:
        """A source that speaks at this position."""
        if entry.kind == "person":
            self._mention(position, HEARD, entry.entity or entry)
        elif entry.kind in ("organization", "outlet", "group"):
            self.collective = entry

    def who(self, pronoun: str, position: int, content: Sequence[Span]) -> Entity | SourceEntry | None:
        """The person before `position` who fits best; nobody named or heard only inside `content`."""
        pronoun = PAST.get(pronoun, pronoun)
        if pronoun not in ("he", "she"):
            return self.collective
        self._read(position)
        return self._known(pronoun, position, content)

    def nearest(self, position: int) -> Entity | SourceEntry | None:
        """Whom "the Republican" or "the billionaire" means: the person who fits best, of either pronoun."""
        return self._best("", position, ())

    def relative(self, position: int) -> Entity | Span | None:
        """What "who" at this position refers to: an entity, or the span of a description of people."""
        at = self.tokens.get(position)
        if at is None:
            return None
        for token in reversed(at.doc[max(at.sent.start, at.i - WHO_REACH) : at.i]):
            if token.ent_type_ and token.ent_iob_ != "O":
                entity = self.entities.person_at.get(token.idx)
                if entity is not None:
                    return entity
            if {token.lower_, token.lemma_.lower()} & lists.PERSON_NOUNS or token.tag_ == "NNPS":
                entity = self._described_entity(token)
                if entity is not None:
                    return entity
                start = token
                while start.i > at.sent.start and start.nbor(-1).pos_ in ("ADJ", "NOUN", "PROPN", "NUM", "DET"):
                    start = start.nbor(-1)
                return start.idx, token.idx + len(token)
        return None

    def _described_entity(self, noun: Token) -> Entity | None:
        """Of "Ada Quill, a lawyer and activist, who ..." the person, from the noun before "who"."""
        for token in reversed(noun.doc[noun.sent.start : noun.i]):
            if token.text == "," and token.i > noun.sent.start and token.nbor(-1).ent_type_ in PEOPLE:
                return next((m for m in self.entities.ending.get(token.idx, ()) if m.kind == "person"), None)
            if token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET", "CCONJ", "ADP", "NUM", "PART") and token.text != "-":
                return None
        return None

    def _read(self, position: int) -> None:
        """Resolve the pronouns up to here that are no sources themselves: who "he" is stays known."""
        while self.read_to < len(self.pronouns) and self.pronouns[self.read_to].idx < position:
            token = self.pronouns[self.read_to]
            self.read_to += 1
            if not self._in_quotation(token.idx):
                self._known(PAST[token.lower_], token.idx, ())

    def _known(self, pronoun: str, position: int, content: Sequence[Span]) -> Entity | SourceEntry | None:
        found = self._best(pronoun, position, content)
        if found is not None:
            self.known.setdefault(id(found), Counter())[pronoun] += 1
            self._mention(position, KNOWN, found)
        return found

    def _mention(self, position: int, bonus: float, candidate: Entity | SourceEntry) -> None:
        score = bonus + SUBJECT * self._is_subject(position) + QUOTED * self._in_quotation(position)
        sentence = bisect_right(self.sentences.starts, position)
        insort(self.mentions, Mention(position, len(self.mentions), sentence, score, candidate))
        insort(self.places.setdefault(id(candidate), []), position)
        self.ranks.setdefault(id(candidate), len(self.ranks))

    def _best(self, pronoun: str, position: int, content: Sequence[Span]) -> Entity | SourceEntry | None:
        """Each sentence between costs `FAR`, so that the look back ends where nobody can be best any more."""
        best: dict[int, tuple[float, int, int, Entity | SourceEntry]] = {}  # by candidate, its best mention
        here, highest, content = bisect_right(self.sentences.starts, position), -math.inf, _joined(content)
        until = bisect_left(self.mentions, (position,))
        for mention in reversed(self.mentions[max(0, until - LOOKED_AT) : until]):
            far, key = FAR * (here - mention.sentence), id(mention.candidate)
            if HEARD + SUBJECT + 10 * OFTEN + far < highest:
                break
            inside = any(s <= mention.position < e for s, e in content)
            if inside or self._other(mention.candidate, pronoun):
                continue
            score = mention.score + far + OFTEN * min(self._often(key, position, content), 10)
            row = (score, mention.position, -self.ranks[key], mention.candidate)
            best[key] = max(best.get(key, row), row, key=lambda r: r[:2])
            highest = max(highest, score)
        return max(best.values(), key=lambda r: r[:3])[3] if best else None

    def _often(self, candidate: int, position: int, content: Sequence[Span]) -> int:
        """How often it is mentioned before this place, outside the content."""
        places = self.places[candidate]
        inside = (bisect_left(places, min(e, position)) - bisect_left(places, s) for s, e in content if s < position)
        return bisect_left(places, position) - sum(inside)

    def _other(self, candidate: Entity | SourceEntry, pronoun: str) -> bool:
        """Called the other pronoun by a title, or mostly so before."""
        if not pronoun or candidate.pronoun:
            return bool(pronoun) and candidate.pronoun != pronoun
        said = self.known.get(id(candidate))
        return said is not None and 2 * said[pronoun] < said.total()

    def _in_quotation(self, position: int) -> bool:
        found = self.quotations.holding(position)
        return found is not None and found[0] < position

    def _is_subject(self, position: int) -> bool:
        """Does a verb follow the name, with nothing but an insertion between commas in between?"""
        token = self.tokens.get(position)
        if token is None:
            return False
        end = entity_range(token)[1] if token.ent_type_ else token.i + 1
        after = token.doc[end : end + 2]
        return any(t.pos_ in ("VERB", "AUX") for t in after) and not any(t.text == "," for t in after[:1])


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The union of spans, as disjoint spans."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            start, end = out[-1][0], max(end, out.pop()[1])
        out.append((start, end))
    return out
