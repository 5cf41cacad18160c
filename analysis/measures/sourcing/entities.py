"""Who and what an article names: its people, organizations, outlets and places, each with every place in the text; and
attributions and sources in the making.

A full name makes an entity; a shorter form ("Trump", initials) goes to the entity that it may name: of several, to the
one named most. Which of them a pronoun or a description means, `identity` tells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from analysis.article import Article, Kind, Manner, Parse, Span, Type
from analysis.measures.sourcing.names import LABELS, NameIndex, find_names, is_outlet, name_words, normalize_name

Ids = tuple[int, ...]  # of sources, as positions in a list of entries
SURE_OF_RULE = 0.95  # the score of an attribution that a rule finds


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its sources are known. `parent` is a position in the list of drafts."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    manner: Manner = "indirect"
    parent: int | None = None
    type: Type = "statement"

    @property
    def extent(self) -> Span:
        """From the first character of its spans to the last."""
        spans = self.source + self.cue + self.content
        return min(s for s, _ in spans), max(e for _, e in spans)


@dataclass(slots=True)
class Entity:
    """One person, organization, outlet or place that the article names."""

    name: str
    kind: Kind
    place: bool = False
    mentions: list[Span] = field(default_factory=list)
    pronoun_mentions: tuple[Span, ...] = ()


@dataclass(slots=True, eq=False)
class SourceEntry:
    """A source in the making. `pronouns`: those that the article uses for it."""

    name: str
    kind: Kind
    named: bool
    mentions: dict[Span, None] = field(default_factory=dict)  # a set that keeps its order
    attributions: list[int] = field(default_factory=list)
    pronouns: tuple[str, ...] = ()
    pronoun_mentions: tuple[Span, ...] = ()


def find_entities(article: Article, parse: Parse) -> list[Entity]:
    """The article's entities in the order of their first mention, each mention once."""
    found: defaultdict[str, list[Span]] = defaultdict(list)  # by the words of the name
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in find_names(parse.doc):
        name = normalize_name(parse.doc[start:end].text)
        found[name].append((parse.doc[start].idx, parse.doc[end - 1].idx + len(parse.doc[end - 1])))
        labels[name][label] += 1
    surnames = {n.split()[-1] for n, own in labels.items() if " " in n and LABELS[own.most_common(1)[0][0]] == 1}
    entities: list[Entity] = []
    known: defaultdict[Kind, NameIndex] = defaultdict(NameIndex)
    first: defaultdict[str, list[int]] = defaultdict(list)  # people by their first name
    for name in sorted(found, key=lambda n: (-len(name_words(n)), found[n])):
        label = LABELS[labels[name].most_common(1)[0][0]]  # the tagger may take some mentions for another kind
        kind: Kind = "outlet" if is_outlet(name) else "person" if label == 1 or name in surnames else "organization"
        alike = known[kind].like(name) or (first[name] if kind == "person" and len(first[name]) == 1 else [])
        n = max(alike, key=lambda n: (len(entities[n].mentions), -n), default=None)
        if n is None:
            n = len(entities)
            entities.append(Entity(name, kind, kind == "organization" and label == 3))
            known[kind].put(n, name)
            if kind == "person" and " " in name:
                first[name.split()[0]].append(n)
        entities[n].mentions += found[name]
    for entity in entities:
        entity.mentions.sort()
    return sorted(entities, key=lambda e: e.mentions[0])
