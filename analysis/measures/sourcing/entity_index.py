"""The entities of an article, looked up by position, by name, by role, and by who was named last."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

from analysis.article import Kind, Span
from analysis.measures.sourcing.entities import Entity
from analysis.measures.sourcing.names import NameIndex, same_name

Row = tuple[int, int, int]  # a mention: start, end, and the entity's number, negative: the first is greatest


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
