"""Who and what an article names: its people, organizations, outlets and places, each with every place in the text.

A full name makes an entity; a shorter form ("Trump", "Mrs. Clinton", initials) goes to the entity that it may name:
the one that the same form stood for before, else the one named most so far. A title says "he" or "she" for sure
("Mrs.", "spokeswoman"); nothing is guessed from first names.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.article import Article, Kind, Parse, Span
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.names import NameIndex, is_outlet, name_words, normalize_name, same_name
from analysis.measures.sourcing.phrases import ORGANIZATIONS, PEOPLE, PLACES, is_elect

if TYPE_CHECKING:
    from spacy.tokens import Span as Piece
    from spacy.tokens import Token

TITLED = 5  # words before a name that may hold its title
APPOSED = 8  # words behind a name and a comma that may say what the person is
TITLES = {*lists.GENDERED_TITLES, *lists.ROLE_OF_TITLE, *lists.OFFICES, "senator", "representative", "judge"}
Ids = tuple[int, ...]  # of sources, as positions in a list of entries
Row = tuple[int, int, int]  # a mention: start, end, and the entity's number, negative: the first is greatest


@dataclass(slots=True)
class Entity:
    """One person, organization, outlet or place that the article names. `pronoun`: "he", "she", or "" where no title
    tells; `roles`: what it is called beside its name, with where."""

    name: str
    kind: Kind
    place: bool = False
    pronoun: str = ""
    mentions: list[Span] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class SourceEntry:
    """A source in the making. `key` is "" for a name, and `entity` is whose name it is."""

    name: str
    kind: Kind
    named: bool
    key: str = ""
    head: str = ""
    pronoun: str = ""
    entity: Entity | None = None
    mentions: dict[Span, None] = field(default_factory=dict)  # a set that keeps its order
    attributions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Name:
    span: Span
    text: str
    kind: Kind
    place: bool
    pronoun: str
    roles: tuple[str, ...]


def find_entities(article: Article, parse: Parse) -> list[Entity]:
    """The article's entities in the order of their first mention, each mention once."""
    found = [_named(e) for e in parse.doc.ents if e.label_ in PEOPLE | ORGANIZATIONS | PLACES]
    found = _one_kind([n for n in found if any(c.isalpha() for c in n.text)])
    known = _Known()
    for name in sorted(found, key=lambda n: (-len(name_words(n.text)), n.span)):
        if len(name_words(name.text)) > 1 and known.by_kind[name.kind].first(name.text) is None:
            known.add(Entity(name.text, name.kind, name.place))
    stood_for: dict[tuple[str, str], int] = {}
    for name in found:
        n = stood_for.get((name.text, name.pronoun))
        n = known.bearer(name) if n is None else n
        n = known.add(Entity(name.text, name.kind, name.place)) if n is None else n
        entity = known.entities[n]
        entity.mentions.append(name.span)
        known.call(n, max(entity.name, name.text, key=len))
        entity.roles += [(name.span[0], role) for role in name.roles]
        entity.pronoun = entity.pronoun or name.pronoun
        stood_for[name.text, name.pronoun] = n
    return sorted((m for m in known.entities if m.mentions), key=lambda m: m.mentions[0])


def _named(entity: Piece) -> _Name:
    text = normalize_name(entity.text)
    person = entity.label_ in PEOPLE
    kind: Kind = "outlet" if is_outlet(text) else "person" if person else "organization"
    before = _until_stop(reversed(entity.doc[max(0, entity.start - TITLED) : entity.start]))
    words = text.lower().split()
    roles = _roles(entity, before) if person else ()
    titles = [lists.GENDERED_TITLES[w] for w in (*before[:1], *words[:1]) if w in lists.GENDERED_TITLES]
    titles += [lists.GENDERED_ROLES[r] for r in roles if r in lists.GENDERED_ROLES]
    while person and len(words) > 1 and words[0] in TITLES:
        roles = (*roles, lists.ROLE_OF_TITLE.get(words[0], words[0]))
        words, text = words[1:], text.split(maxsplit=1)[1]
    span, pronoun = (entity.start_char, entity.end_char), titles[0] if titles else ""
    return _Name(span, text, kind, entity.label_ in PLACES, pronoun, roles)


def _one_kind(found: list[_Name]) -> list[_Name]:
    """The same words have one kind in one article, that of most of them; the tagger takes some for another."""
    kinds: dict[str, Counter[tuple[Kind, bool]]] = {}
    for name in found:
        kinds.setdefault(name.text, Counter())[name.kind, name.place] += 1
    surnames = {n.text.split()[-1] for n in found if n.kind == "person" and " " in n.text}
    out = []
    for name in found:
        kind, place = kinds[name.text].most_common(1)[0][0]
        if name.text in surnames and kind != "outlet":
            kind, place = "person", False
        out.append(replace(name, kind=kind, place=place))
    return out


class _Known:
    """The entities so far, by number, and what they are called."""

    def __init__(self):
        self.entities: list[Entity] = []
        self.by_kind: defaultdict[Kind, NameIndex] = defaultdict(NameIndex)
        self.by_first: defaultdict[tuple[str, ...], dict[int, None]] = defaultdict(dict)

    def add(self, entity: Entity) -> int:
        self.entities.append(entity)
        self._put(len(self.entities) - 1)
        return len(self.entities) - 1

    def call(self, n: int, name: str) -> None:
        if name != self.entities[n].name:
            self.entities[n].name = name
            self._put(n)

    def _put(self, n: int) -> None:
        entity = self.entities[n]
        self.by_kind[entity.kind].put(n, entity.name)
        if entity.kind == "person":
            self.by_first[name_words(entity.name)[:1]][n] = None

    def bearer(self, name: _Name) -> int | None:
        """Whose name this is; of several who may bear it, the one named most so far."""
        alike, words = self.by_kind[name.kind].like(name.text), name_words(name.text)
        called = {n: name_words(self.entities[n].name) for n in (*alike, *self.by_first.get(words, ()))}
        if not alike and name.kind == "person" and len(name.text.split()) == 1:
            first = [n for n in self.by_first.get(words, ()) if called[n][:1] == words]
            alike = first if len(first) == 1 else []
        if name.kind == "person" and name.pronoun:
            alike = [n for n in alike if self.entities[n].pronoun in ("", name.pronoun)]
        mentions = {n: self.entities[n].mentions for n in alike}
        ranked = [n for n in alike if called[n] == words] or [n for n in alike if mentions[n]] or alike
        return max(ranked, key=lambda n: (len(mentions[n]), mentions[n][-1:]), default=None)


def _roles(entity: Piece, before: list[str]) -> tuple[str, ...]:
    """What a person is called beside the name: before it ("Japanese Prime Minister X", "the mayor, X") or behind a
    comma ("X, a lawyer for the city")."""
    doc = entity.doc
    after = doc[entity.end : entity.end + APPOSED]
    words = before + (_until_stop(after[1:]) if after and after[0].text in (",", "(", "-", "—") else [])
    if entity.start > 1 and doc[entity.start - 1].text == ",":
        words = words + _until_stop(reversed(doc[max(0, entity.start - 1 - TITLED) : entity.start - 1]))[:1]
    roles = [lists.ROLE_OF_TITLE.get(w, w) for w in _elect(words)]
    known = lists.OFFICES | lists.PERSON_NOUNS
    return tuple(dict.fromkeys(r for r in roles if r in known or r.endswith("-elect")))


def _elect(words: list[str]) -> list[str]:
    """ "President", "-", "elect", in this order or the other, as one word: who is elected is not in office yet."""
    out: list[str] = []
    for word in words:
        if len(out) > 1 and out[-1] == "-" and "elect" in (word, out[-2]):
            office = out[-2] if word == "elect" else word
            out[-2:] = [f"{office}-elect"]
        else:
            out.append(word)
    return out


def _until_stop(tokens: Iterable[Token]) -> list[str]:
    words = []
    for token in tokens:
        verb = token.pos_ in ("VERB", "ADP", "AUX", "CCONJ") and not is_elect(token)
        if token.text in ",.;:" or token.is_space or token.is_quote or verb:
            break
        words.append(token.lower_)
    return words


class EntityIndex:
    """In the order of their first mention; those who are added come behind. Names and mentions do not change here."""

    def __init__(self, entities: Iterable[Entity]):
        self.all: list[Entity] = []
        self.mentions: list[Row] = []
        self.person_at: dict[int, Entity] = {}  # by each character of a person's name
        self.ending: defaultdict[int, list[Entity]] = defaultdict(list)  # by where a mention ends
        self.by_kind: defaultdict[Kind, list[Row]] = defaultdict(list)  # mentions; no places
        self.by_word: defaultdict[str, list[Row]] = defaultdict(list)  # of organizations, by each word of their name
        self.by_ending: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)  # by two or more last words
        self.by_role: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.first_at: dict[str, int] = {}  # last word of a name -> its first mention
        self.names: defaultdict[Kind, NameIndex] = defaultdict(NameIndex)
        self.alike: dict[tuple[str, Kind], Entity] = {}
        for entity in entities:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """One more entity, with all its mentions."""
        n, words = len(self.all), entity.name.lower().split()
        self.all.append(entity)
        self.names[entity.kind].put(n, entity.name)
        for start, end in entity.mentions:
            self.ending[end].append(entity)
            for position in range(start, end) if entity.kind == "person" else ():
                self.person_at.setdefault(position, entity)
        rows = [(start, end, -n) for start, end in entity.mentions]
        organization = entity.kind == "organization" and not entity.place
        lists = [self.mentions, *([] if entity.place else [self.by_kind[entity.kind]])]
        lists += [self.by_word[word] for word in set(words) if organization]
        for ending in (tuple(words[i:]) for i in range(len(words) - 1)):
            lists += [self.by_ending[ending]] if organization else []
            self.by_ending.setdefault(ending, [])
        for own in lists:
            for row in rows:
                insort(own, row)
        for at, role in entity.roles:
            insort(self.by_role[role], (at, n))
        if words and rows:
            self.first_at[words[-1]] = min(rows[0][0], self.first_at.get(words[-1], rows[0][0]))

    def last(self, at: int, mentions: list[Row]) -> Entity | None:
        """The entity of the last mention before this position."""
        n = bisect_left(mentions, (at,))
        return self.all[-mentions[n - 1][2]] if n else None

    def last_of(self, at: int, *kinds: Kind) -> Entity | None:
        """The entity of these kinds that was named last before this position."""
        rows = [own[n - 1] for own in (self.by_kind[k] for k in kinds) if (n := bisect_left(own, (at,)))]
        return self.all[-max(rows)[2]] if rows else None

    def in_role(self, role: str, before: int) -> Entity | None:
        """The entity that was called so last before this position, or else first after it."""
        called = self.by_role.get(role)
        return self.all[called[max(0, bisect_left(called, (before,)) - 1)][1]] if called else None

    def called(self, roles: Iterable[str]) -> list[Entity]:
        """All who are called so, in the order of their first mention."""
        return [self.all[n] for n in sorted({n for role in roles for _, n in self.by_role.get(role, ())})]

    def with_word(self, word: str) -> list[Entity]:
        """The organizations that have this word in their name."""
        return [self.all[-n] for n in sorted({n for *_, n in self.by_word.get(word, ())}, reverse=True)]

    def named(self, name: str, kind: Kind, span: Span, text: str) -> Entity | None:
        """Who is named in a phrase: by a mention inside it, or else by the same name."""
        first, last = (bisect_left(self.mentions, (at,)) for at in span)
        for start, end, n in sorted(self.mentions[first:last], key=lambda row: -row[2]):
            entity = self.all[-n]
            if end <= span[1] and (same_name(entity.name, name) or same_name(text[start:end], name)):
                return entity
        if (name, kind) not in self.alike:
            found = self.names[kind].like(name)
            if not found:
                return None
            self.alike[name, kind] = self.all[found[0]]
        return self.alike[name, kind]
