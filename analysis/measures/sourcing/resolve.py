"""Source phrases of a whole article -> distinct sources.

Rules, all within one article: a name by whom it can mean (`entities`); an office or a role by the title beside a name,
before or behind; a description beside a name ("Our Principles, a group that ...") by that name; "the report" by the
last outlet, "the company" by the last organization; "a poll" in the opening by the poll that is named below it, "a
judge" or "a federal court" by the one that is named below, if there is only one; a pronoun by `antecedents`; an
attribution without a source by the one that it continues. Two descriptions are one source when they are the same words,
or when "the official" takes up "an official". No guessing of gender from names.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from analysis.article import Article, Kind, Parse, Span
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.antecedents import Antecedents
from analysis.measures.sourcing.attributions import Draft
from analysis.measures.sourcing.entities import Entity, EntityIndex, Ids, SourceEntry
from analysis.measures.sourcing.phrases import Phrase, source_phrases
from analysis.measures.sourcing.voices import given_to
from analysis.nlp.spans import DisjointSpans

NEW = ("another ", "a second ", "a different ", "one ")
OPENING = 1000  # characters: a text without paragraphs is not all opening


class Descriptions:
    """`opening`: the end of the article's first words, which may only describe who is named below."""

    def __init__(self, entries: Sequence[SourceEntry], opening: int):
        self.entries, self.opening = entries, opening
        self.by_key: dict[str, int] = {}  # the latest of each
        self.by_head: dict[str, int] = {}
        self.documents: defaultdict[str, list[int]] = defaultdict(list)
        self.whole: dict[tuple[str, tuple[str, ...]], int] = {}
        self.ending: dict[tuple[str, tuple[str, ...]], int] = {}

    def call(self, n: int, key: str, head: str, kind: Kind) -> None:
        """The entry `n` is described by these words too."""
        self.by_key[key] = self.by_head[head] = n
        if kind == "document":
            self.documents[head].append(n)
        if kind == "organization":
            words = _bare(key)
            self.whole[head, words] = n
            for ending in _endings(words):
                self.ending[head, ending] = n

    def find(self, phrase: Phrase) -> int | None:
        """The latest entry that a phrase may mean: by the same words, "the official" for "an official", and so on."""
        found = [self._below(phrase) if phrase.named else None]
        if phrase.definite and phrase.key == phrase.head:
            found.append(self.by_head.get(phrase.head))
        if not phrase.key.startswith(NEW):
            found.append(self.by_key.get(phrase.key))
        if phrase.kind == "organization" and not phrase.indefinite:
            words = _bare(phrase.key)  # "Hillary Clinton's campaign" and "the Clinton campaign"
            found += [self.whole.get((phrase.head, ending)) for ending in _endings(words)]
            found.append(self.ending.get((phrase.head, words)))
        return max((n for n in found if n is not None), default=None)

    def _below(self, phrase: Phrase) -> int | None:
        """A document that the opening only mentions: "a poll", which is told of in full further below."""
        own = self.documents[phrase.head]
        while own:
            entry = self.entries[own[-1]]
            if not entry.named and all(e <= self.opening for _, e in entry.mentions):
                return own[-1]
            own.pop()  # once it is named or has been mentioned below, it stays so
        return None


def _bare(key: str) -> tuple[str, ...]:
    return tuple(w for w in re.sub(r"['’]s?\b", "", key).split() if w != "the")


def _endings(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """All of it, and less, down to two words."""
    return [words[i:] for i in range(len(words) - 1)]


class SourceRegister:
    """Finds or makes the entry that a phrase belongs to; phrases come in the order of the text."""

    def __init__(self, article: Article, parse: Parse, entities: Sequence[Entity]):
        self.article, self.parse, self.entities = article, parse, EntityIndex(entities)
        self.entries: list[SourceEntry] = []
        self.numbers: dict[int, int] = {}  # of entries and of their entities, by id
        opening = article.paragraphs[:1] if article.headline else article.paragraphs[:2]  # the first may be a headline
        self.described = Descriptions(self.entries, min(opening[-1][1], OPENING) if opening else 0)
        self.antecedents = Antecedents(parse, self.entities)
        self.speeches = 0
        self.latest: dict[Kind, tuple[int, int]] = {}  # the last speech of such a source: its number, and the entry's

    def find(self, phrase: Phrase, draft: Draft) -> int | None:
        """The number of its entry; None for a phrase that means nobody."""
        if phrase.pronoun:
            return self._pronoun(phrase, draft)
        if phrase.key in lists.NOBODY:
            return None
        if phrase.named and phrase.name:
            return self._by_name(phrase.name, phrase.kind, phrase.span)
        entity = self._beside(phrase) or self._referent(phrase)
        if entity is not None:
            return self._of_entity(entity, phrase.span)
        below = self._named_below(phrase)
        if below is None:
            return self._described(self._with_owner(phrase))
        n = self._of_entity(below, phrase.span)
        self.described.call(n, phrase.key, phrase.head, phrase.kind)  # "the appeals court" is the same one again
        return n

    def heard(self, position: int, n: int) -> None:
        """This entry speaks here; asked in the order of the text."""
        entry = self.entries[n]
        self.speeches += 1
        self.latest[entry.kind] = (self.speeches, n)
        self.antecedents.heard(position, entry)

    def told_outlets(self) -> None:
        """Outlets to whom something was told are entries too, though they say nothing themselves here."""
        for entity in self.entities.all:
            for mention in entity.mentions if entity.kind == "outlet" else ():
                if given_to(self.article.text, mention) is not None:
                    self._of_entity(entity, mention)

    def _beside(self, phrase: Phrase) -> Entity | None:
        """The entity whose name is before the phrase and a comma: "Our Principles, a group that ..."."""
        before = self.article.text[max(0, phrase.span[0] - 2) : phrase.span[0]]
        if before != ", " or phrase.kind not in ("person", "organization"):
            return None
        kinds = ("person",) if phrase.kind == "person" else ("organization", "outlet")
        beside = self.entities.ending.get(phrase.span[0] - 2, ())
        return next((m for m in beside if m.kind in kinds and not m.place), None)

    def _referent(self, phrase: Phrase) -> Entity | None:
        """The entity that a definite description takes up."""
        at = phrase.span[0]
        if phrase.head in lists.OUTLET_NOUNS and phrase.definite and phrase.key == phrase.head:
            return self.entities.last_of(at, "outlet")
        if phrase.kind == "person" and phrase.single:
            return self._by_role(phrase)
        if phrase.kind == "organization" and phrase.definite and not phrase.named and not phrase.owner:
            ends = self.entities.by_ending.get(tuple(phrase.key.split()))
            if ends is not None:
                return self.entities.last(at, ends)
        bare = phrase.definite and phrase.key == phrase.head
        if phrase.kind == "organization" and bare and phrase.head in lists.REFERRING:
            alike = self.entities.last(at, self.entities.by_word.get(phrase.head, []))
            return alike or self.entities.last_of(at, "organization")
        return None

    def _by_role(self, phrase: Phrase) -> Entity | None:
        """Who is called "mayor" beside a name, for "the mayor": before the phrase, else behind, else who is nearest."""
        called = self.entities.in_role(phrase.head, phrase.span[1]) if phrase.definite else None
        if called is not None or not phrase.definite:
            return called
        if phrase.owner or phrase.head in lists.OFTEN_UNNAMED or phrase.head in self.described.by_head:
            return None
        found = self.antecedents.nearest(phrase.span[0])
        return found if isinstance(found, Entity) else None

    def _named_below(self, phrase: Phrase) -> Entity | None:
        """Whom the opening only describes ("a New York judge") and the text below names, if there is one alone. Not
        "another judge", "Quill's lawyer" or "a funeral director": the name below may be somebody else's."""
        at, found = phrase.span[0], []
        other = phrase.definite or phrase.named or phrase.key.startswith(NEW) or re.search("['’]", phrase.key)
        if other or at >= self.described.opening:
            return None
        if phrase.kind == "person" and phrase.single and phrase.head in lists.NAMED_BELOW:
            words = self.parse.doc.char_span(*phrase.span, alignment_mode="expand")
            until_head = takewhile(lambda t: t.lemma_.lower() != phrase.head, words)
            if all(t.pos_ in ("DET", "ADJ", "PROPN") for t in until_head):
                found = self.entities.called(lists.NAMED_BELOW[phrase.head])
        if phrase.kind == "organization" and phrase.head in lists.REFERRING:
            words = set(phrase.key.split())
            alike = [(len(words & set(m.name.lower().split())), m) for m in self.entities.with_word(phrase.head)]
            most = max((n for n, _ in alike), default=0)  # more than the head alone
            found = [m for n, m in alike if n == most > 1]
        if len(found) != 1 or found[0].mentions[0][0] < at:
            return None
        before = self.described.by_head.get(phrase.head)
        told = () if before is None or not phrase.indefinite else self.entries[before].mentions
        start = max((s for s, _ in self.article.paragraphs if s <= at), default=0)  # 0: in the headline
        return None if any(start <= s < at for s, _ in told) else found[0]  # "a judge ..., and a judge": another one

    def _by_name(self, name: str, kind: Kind, span: Span) -> int:
        entity = self.entities.named(name, kind, span, self.article.text)
        if entity is None:
            entity = Entity(name, kind, mentions=[span])
            self.entities.add(entity)
            self.antecedents.named(entity)
        return self._of_entity(entity, span)

    def _of_entity(self, entity: Entity, span: Span) -> int:
        n = self.numbers.get(id(entity))
        if n is None:
            n = self._add(SourceEntry(entity.name, entity.kind, True, entity=entity, pronoun=entity.pronoun))
            self.numbers[id(entity)] = n
        self.entries[n].mentions[span] = None
        return n

    def _with_owner(self, phrase: Phrase) -> Phrase:
        """ "His campaign" and "her e-mail" are named as their owner is, "the amendment" as one that is named before."""
        if phrase.kind == "document" and phrase.definite and phrase.key == phrase.head:
            known = self.entities.first_at.get(phrase.head, phrase.span[0]) < phrase.span[0]
            return replace(phrase, named=phrase.named or known)
        if phrase.owner and phrase.kind in ("organization", "document") and not phrase.named:
            owner = self.antecedents.who(phrase.owner, phrase.span[0], ())
            return replace(phrase, named=owner is not None and (isinstance(owner, Entity) or owner.named))
        return phrase

    def _described(self, phrase: Phrase) -> int:
        n = self.described.find(phrase)
        if n is None:
            text = self.article.text[slice(*phrase.span)]
            n = self._add(SourceEntry(text, phrase.kind, phrase.named, phrase.key, phrase.head))
            self.described.call(n, phrase.key, phrase.head, phrase.kind)
        self.entries[n].mentions[phrase.span] = None
        self.entries[n].named = self.entries[n].named or phrase.named
        return n

    def _pronoun(self, phrase: Phrase, draft: Draft) -> int | None:
        if phrase.head in ("he", "she"):
            found = self.antecedents.who(phrase.head, phrase.span[0], draft.content)
        elif phrase.head in lists.RELATIVE:
            found = self._relative(phrase)
        else:
            speeches = [last for kind, last in self.latest.items() if kind in KINDS_OF_PRONOUN[phrase.head]]
            found = self.entries[max(speeches)[1]] if speeches else None
            if found is None and phrase.head == "it":
                found = self.entities.last_of(phrase.span[0], "organization")
        if isinstance(found, Entity):
            return self._of_entity(found, phrase.span)
        if found is None:
            return None
        found.mentions[phrase.span] = None
        return self.numbers[id(found)]

    def _relative(self, phrase: Phrase) -> Entity | SourceEntry | None:
        """Whom "who" means: the name or the description of people before it."""
        found = self.antecedents.relative(phrase.span[0])
        if found is None or isinstance(found, Entity):
            return found
        (described, *_) = source_phrases(self.parse.doc, found)
        n = self.find(described, Draft((found,), (), (), 1.0)) if not described.pronoun else None
        return None if n is None else self.entries[n]

    def _add(self, entry: SourceEntry) -> int:
        self.entries.append(entry)
        self.numbers[id(entry)] = len(self.entries) - 1
        return len(self.entries) - 1


KINDS_OF_PRONOUN: dict[str, set[Kind]] = {
    "they": {"group", "organization"},
    "it": {"organization", "outlet", "document"},
    "this": {"document"},
    "you": set(),
}


def resolve_sources(
    article: Article, parse: Parse, found: Sequence[Draft], entities: Sequence[Entity]
) -> tuple[list[SourceEntry], list[Ids]]:
    """The article's sources, and for each attribution the positions of its sources."""
    register = SourceRegister(article, parse, entities)
    entries = _of_phrases(register, parse, found)
    ids: list[Ids] = []
    sentences, paragraphs = DisjointSpans(parse.sentences), DisjointSpans(article.paragraphs)
    latest: dict[int | None, int] = {}  # by what it is inside: the last attribution with a source
    quoted: dict[int | None, int] = {}  # the last of those with a quotation
    for n, draft in enumerate(found):
        own: list[int] = []
        for phrase, entry in entries[n]:
            if phrase.head in lists.SPEAKERS_OWN:  # "I" in a quotation is who is quoted
                own += [i for i in (ids[draft.parent] if draft.parent is not None else ()) if i not in own]
            elif entry is not None and entry not in own:
                own.append(entry)
        if not draft.source:
            last = (latest if draft.cue else quoted).get(draft.parent)
            own = list(ids[last]) if last is not None and _goes_on(found[last], draft, sentences, paragraphs) else []
        for entry in own:
            register.entries[entry].attributions.append(n)
        ids.append(tuple(own))
        if own:
            latest[draft.parent] = n
            if draft.manner != "indirect":
                quoted[draft.parent] = n
    register.told_outlets()
    taken = bytearray(len(article.text))
    for start, end in (m for entry in register.entries for m in entry.mentions):
        taken[start:end] = b"\1" * (end - start)
    for entry in register.entries:
        if entry.entity is not None:
            free = [(start, end) for start, end in entry.entity.mentions if not any(taken[start:end])]
            for start, end in free:
                taken[start:end] = b"\1" * (end - start)
            entry.mentions.update(dict.fromkeys(free))
            entry.name = entry.entity.name
        entry.mentions = dict.fromkeys(sorted(entry.mentions))
    return _told_in_full_below(register.entries), ids


def _of_phrases(
    register: SourceRegister, parse: Parse, found: Sequence[Draft]
) -> list[list[tuple[Phrase, int | None]]]:
    """For each attribution its source phrases with their entries; found in the order of the text."""
    out: list[list[tuple[Phrase, int | None]]] = [[] for _ in found]
    rows = [(p, n) for n, d in enumerate(found) for span in d.source for p in source_phrases(parse.doc, span)]
    for phrase, n in sorted(rows, key=lambda row: (row[0].span, row[1])):
        entry = None if phrase.head in lists.SPEAKERS_OWN else register.find(phrase, found[n])
        out[n].append((phrase, entry))
        if entry is not None:
            register.heard(phrase.span[0], entry)
    return out


def _told_in_full_below(entries: list[SourceEntry]) -> list[SourceEntry]:
    """A bare document ("a poll") is named when one of the same kind is below it ("the Marist poll")."""
    last = {e.head: n for n, e in enumerate(entries) if e.named}
    for n, entry in enumerate(entries):
        if entry.key and entry.kind == "document" and not entry.named and entry.key.removesuffix("s") == entry.head:
            entry.named = last.get(entry.head, n) > n
    return entries


def _goes_on(earlier: Draft, draft: Draft, sentences: DisjointSpans, paragraphs: DisjointSpans) -> bool:
    """Whether an attribution that names no source goes on with an earlier speech.

    With a cue ("..., adding"): with one of the same sentence. Without: a quotation that is alone goes on with the last
    one of the same or the paragraph before, whoever reports it.
    """
    start = draft.extent[0]
    if draft.cue:
        own = sentences.holding(start)
        return own is not None and any(own[0] <= s < own[1] or own[0] < e <= own[1] for s, e in earlier.cue)
    here, before = paragraphs.at(start), paragraphs.at(earlier.extent[0])
    return here == before if here is None or before is None else abs(here - before) <= 1
