"""Source phrases of a whole article -> distinct sources.

Rules, in this order, all within one article: a name by its words (surname, last word of an outlet's name,
initials); an office by the title before a name; "the report" and the like by the last outlet; a pronoun by
the last source of its kind; an attribution without a source by the one that it continues. No guessing of
gender from names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...article import Article, Kind, Parse, Span
from . import wordlists as lists
from .attributions import Draft
from .phrases import PEOPLE, Phrase, is_outlet, phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLED = 4  # words before a name that may hold its title
APPOSED = 7  # words behind a name and a comma that may say what the person is


@dataclass(slots=True)
class Entry:
    """A source in the making."""

    name: str
    kind: Kind
    named: bool
    key: str
    head: str
    mentions: list[Span] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)


class Register:
    """Finds or makes the entry that a phrase belongs to; phrases come in the order of the text."""

    def __init__(self, article: Article, parse: Parse):
        self.article, self.doc = article, parse.doc
        self.entries: list[Entry] = []
        self.roles = _roles(parse)
        self.outlets = [
            (e.start_char, _plain(e.text))
            for e in parse.doc.ents
            if is_outlet(_plain(e.text)) and e.label_ not in PEOPLE
        ]

    def find(self, phrase: Phrase, before: Sequence[int]) -> int | None:
        """`before`: entries heard so far, latest last. None for a pronoun that leads nowhere."""
        if phrase.pronoun:
            return None if phrase.head in lists.RELATIVE else self._pronoun(phrase, before)
        if phrase.named and phrase.name:
            return self._named(phrase)
        if phrase.definite and phrase.head in lists.OUTLET_NOUNS:
            earlier = [name for start, name in self.outlets if start < phrase.span[0]]
            if earlier:
                return self._by_name(earlier[-1], "outlet", phrase.span)
        if phrase.key in lists.NOBODY or phrase.key == "no one":
            return None
        if phrase.definite and phrase.kind == "person":
            holders = [name for at, name in self.roles.get(phrase.head, ()) if at < phrase.span[0]]
            if holders:
                return self._by_name(holders[-1], "person", phrase.span)
        return self._described(phrase)

    def _named(self, phrase: Phrase) -> int:
        return self._by_name(phrase.name, phrase.kind, phrase.span)

    def _by_name(self, name: str, kind: Kind, span: Span) -> int:
        for n, entry in enumerate(self.entries):
            if (
                entry.named
                and entry.key == ""
                and same_name(entry.name, name)
                and (entry.kind == kind or "outlet" not in (entry.kind, kind))
            ):
                entry.name = max(entry.name, name, key=len)
                entry.mentions.append(span)
                return n
        return self._add(Entry(name, kind, True, "", "", [span]))

    def _described(self, phrase: Phrase) -> int:
        for n, entry in enumerate(self.entries):
            same = entry.key == phrase.key
            again = phrase.definite and entry.head == phrase.head and " " not in phrase.key
            if entry.key and (same or again):
                entry.mentions.append(phrase.span)
                return n
        return self._add(
            Entry(
                self.article.text[slice(*phrase.span)],
                phrase.kind,
                phrase.named,
                phrase.key,
                phrase.head,
                [phrase.span],
            )
        )

    def _pronoun(self, phrase: Phrase, before: Sequence[int]) -> int | None:
        wanted = (
            {"person"} if phrase.head in lists.THIRD_PERSON | {"who"} else {lists.PLURAL_OR_THING.get(phrase.head, "")}
        )
        if wanted == {"organization"}:
            wanted = {"organization", "outlet", "document"}
        elif wanted == {"group"}:
            wanted = {"group", "organization"}
        for n in reversed(before):
            if self.entries[n].kind in wanted:
                self.entries[n].mentions.append(phrase.span)
                return n
        if wanted == {"person"}:
            people = [e for e in self.doc.ents if e.label_ in PEOPLE and e.end_char <= phrase.span[0]]
            if people:
                return self._by_name(_plain(people[-1].text), "person", phrase.span)
        return None

    def _add(self, entry: Entry) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1


def same_name(a: str, b: str) -> bool:
    """Is one name a shorter form of the other? Its last word, its first, or its initials; never another person's."""
    x, y = sorted((_name_words(a), _name_words(b)), key=len)
    if not x or x == y:
        return x == y and bool(x)
    if len(x) == 1:
        return x[0] in (y[-1], "".join(w[0] for w in y)) or (is_outlet(b) and is_outlet(a) and x[0] == y[0])
    return (x[-1] == y[-1] and x[0] == y[0]) or y[-len(x) :] == x


def _name_words(name: str) -> list[str]:
    return [w for w in re.findall(r"[\w.'’-]+", _plain(name).lower()) if w not in ("the", "of", "and", "jr.", "sr.")]


def _plain(name: str) -> str:
    return re.sub(r"^[Tt]he\s+|['’]s?$", "", name.strip())


def _roles(parse: Parse) -> dict[str, list[tuple[int, str]]]:
    """What people are called beside their names, with where: {"senator": [(120, "Ada Quill")]}, in text order.

    A title before the name ("Japanese Prime Minister Sanae Takaichi") or what follows it behind a comma
    ("Ada Quill, a lawyer for the city").
    """
    roles: dict[str, list[tuple[int, str]]] = {}
    for entity in parse.doc.ents:
        if entity.label_ not in PEOPLE:
            continue
        before = parse.doc[max(0, entity.start - TITLED) : entity.start]
        after = parse.doc[entity.end : entity.end + APPOSED]
        words = _until_stop(reversed(before)) + (_until_stop(after[1:]) if after and after[0].text == "," else [])
        for word in words:
            role = lists.ROLE_OF_TITLE.get(word, word)
            if role in lists.OFFICES | lists.PERSON_NOUNS:
                roles.setdefault(role, []).append((entity.start_char, _plain(entity.text)))
    return roles


def _until_stop(tokens: Iterable[Token]) -> list[str]:
    words = []
    for token in tokens:
        if (
            token.text in (",", ".", ";", ":")
            or token.is_space
            or token.is_quote
            or token.pos_ in ("VERB", "ADP", "AUX")
        ):
            break
        words.append(token.lower_)
    return words


def resolve(article: Article, parse: Parse, found: Sequence[Draft]) -> tuple[list[Entry], list[tuple[int, ...]]]:
    """The article's sources, and for each attribution the positions of its sources."""
    register = Register(article, parse)
    ids: list[tuple[int, ...]] = []
    heard: list[int] = []
    for n, draft in enumerate(found):
        own: list[int] = []
        for span in draft.source:
            for phrase in phrases(parse.doc, span):
                if phrase.head in lists.SPEAKERS_OWN:
                    outer = ids[draft.parent] if draft.parent is not None else ()
                    own += [i for i in outer if i not in own]
                    continue
                entry = register.find(phrase, heard)
                if entry is not None and entry not in own:
                    own.append(entry)
        if not draft.source:
            own = list(_continued(article, parse, found, ids, n))
        for entry in own:
            register.entries[entry].attributions.append(n)
        heard += own
        ids.append(tuple(own))
    for entry in register.entries:
        entry.mentions = _with_names(entry, parse)
    return register.entries, ids


def _with_names(entry: Entry, parse: Parse) -> list[Span]:
    """A source's mentions as a source, and by name anywhere else."""
    mentions = set(entry.mentions)
    if entry.named and not entry.key:
        for entity in parse.doc.ents:
            span = (entity.start_char, entity.end_char)
            if same_name(entity.text, entry.name) and not any(s < span[1] and span[0] < e for s, e in mentions):
                mentions.add(span)
    return sorted(mentions)


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
