"""Source phrases of a whole article -> distinct sources.

Rules, all within one article: a name by its words (surname, last word of an outlet's name, initials); an office or
a role by the title beside a name; "the report" by the last outlet, "the company" by the last organization; a pronoun
by the last source of its kind; an attribution without a source by the one that it continues. Two descriptions are
one source when they are the same words, or when "the official" takes up "an official". No guessing of gender from
names: but who was called "he" once is not "she".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...article import Article, Kind, Parse, Span
from . import wordlists as lists
from .attributions import Draft
from .names import is_outlet, name_words, plain, same_name
from .phrases import ORGANIZATIONS, PEOPLE, Phrase, phrases
from .secondhand import GIVEN_TO, REACH

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLED = 4  # words before a name that may hold its title
APPOSED = 7  # words behind a name and a comma that may say what the person is
WHO_REACH = 80  # characters between a source and the "who" that takes it up
KINDS_OF_PRONOUN = {
    "person": {"person"},
    "group": {"group", "organization"},
    "organization": {"organization", "outlet", "document"},
    "document": {"document"},
}


@dataclass(slots=True)
class Entry:
    """A source in the making. `key` is "" for a name."""

    name: str
    kind: Kind
    named: bool
    key: str = ""
    head: str = ""
    pronoun: str = ""
    mentions: list[Span] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)


class Register:
    """Finds or makes the entry that a phrase belongs to; phrases come in the order of the text."""

    def __init__(self, article: Article, parse: Parse):
        self.article = article
        self.entries: list[Entry] = []
        self.names = [(e.start_char, e.end_char, plain(e.text), e.label_) for e in parse.doc.ents]
        self.people = [(s, name) for s, _, name, label in self.names if label in PEOPLE]
        self.outlets = [(s, e, name) for s, e, name, label in self.names if label not in PEOPLE and is_outlet(name)]
        self.organizations = [
            (s, name) for s, _, name, label in self.names if label in ORGANIZATIONS and not is_outlet(name)
        ]
        self.roles = _roles(parse)

    def find(self, phrase: Phrase, before: Sequence[int]) -> int | None:
        """`before`: entries heard so far, latest last. None for a phrase that stands for nobody."""
        if phrase.pronoun:
            return self._pronoun(phrase, before)
        if phrase.key in lists.NOBODY:
            return None
        if phrase.named and phrase.name:
            return self._by_name(phrase.name, phrase.kind, phrase.span)
        if phrase.definite:
            name, kind = self._referent(phrase)
            if name:
                return self._by_name(name, kind, phrase.span)
        return self._described(phrase)

    def told_outlets(self) -> None:
        """Outlets to whom something was told are entries too, though they say nothing themselves here."""
        for start, end, name in self.outlets:
            if GIVEN_TO.search(self.article.text, max(0, start - REACH), start):
                self._by_name(name, "outlet", (start, end))

    def _referent(self, phrase: Phrase) -> tuple[str, Kind]:
        """The name that a definite description takes up, or ""."""
        at = phrase.span[0]
        if phrase.head in lists.OUTLET_NOUNS:
            return next((name for s, _, name in reversed(self.outlets) if s < at), ""), "outlet"
        if phrase.kind == "person":
            return next((name for s, name in reversed(self.roles.get(phrase.head, ())) if s < at), ""), "person"
        if phrase.head in lists.REFERRING and phrase.key == phrase.head:
            earlier = [name for s, name in self.organizations if s < at]
            alike = [name for name in earlier if phrase.head in name.lower().split()]
            return next(iter((alike or earlier)[-1:]), ""), "organization"
        return "", phrase.kind

    def _by_name(self, name: str, kind: Kind, span: Span) -> int:
        """The entry of this name; a surname that several bear goes to the one mentioned last."""
        alike = [
            n
            for n, e in enumerate(self.entries)
            if not e.key and same_name(e.name, name) and (e.kind == kind or "outlet" not in (e.kind, kind))
        ]
        if not alike:
            return self._add(Entry(name, kind, True, mentions=[span]))
        n = max(alike, key=lambda i: self.entries[i].mentions[-1])
        self.entries[n].name = max(self.entries[n].name, name, key=len)
        if span not in self.entries[n].mentions:
            self.entries[n].mentions.append(span)
        return n

    def _described(self, phrase: Phrase) -> int:
        for n in reversed(range(len(self.entries))):
            entry = self.entries[n]
            again = phrase.definite and phrase.key == phrase.head and entry.head == phrase.head
            new = phrase.key.startswith(("another ", "a second ", "a different ", "one "))
            if entry.key and (again or (entry.key == phrase.key and not new)):
                entry.mentions.append(phrase.span)
                return n
        text = self.article.text[slice(*phrase.span)]
        return self._add(Entry(text, phrase.kind, phrase.named, phrase.key, phrase.head, mentions=[phrase.span]))

    def _pronoun(self, phrase: Phrase, before: Sequence[int]) -> int | None:
        if phrase.head in lists.RELATIVE:
            return None
        if phrase.head == "who":
            at = phrase.span[0]
            near = [n for n in before if any(at - WHO_REACH <= e <= at for _, e in self.entries[n].mentions)]
            return near[-1] if near else None
        wanted = KINDS_OF_PRONOUN[lists.PLURAL_OR_THING.get(phrase.head, "person")]
        for n in reversed(before):
            entry = self.entries[n]
            if entry.kind in wanted and entry.pronoun in ("", phrase.head):
                entry.mentions.append(phrase.span)
                entry.pronoun = phrase.head
                return n
        people = [name for s, name in self.people if s < phrase.span[0]]
        if "person" in wanted and people:
            return self._by_name(people[-1], "person", phrase.span)
        return None

    def _add(self, entry: Entry) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1


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
                roles.setdefault(role, []).append((entity.start_char, plain(entity.text)))
    return roles


def _until_stop(tokens: Iterable[Token]) -> list[str]:
    words = []
    for token in tokens:
        if token.text in ",.;:" or token.is_space or token.is_quote or token.pos_ in ("VERB", "ADP", "AUX"):
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
        for phrase in (p for span in draft.source for p in phrases(parse.doc, span)):
            if phrase.head in lists.SPEAKERS_OWN:  # "I" in a quotation is who is quoted
                own += [i for i in (ids[draft.parent] if draft.parent is not None else ()) if i not in own]
                continue
            entry = register.find(phrase, heard + own)
            if entry is not None and entry not in own:
                own.append(entry)
        if not draft.source:
            own = list(_continued(article, parse, found, ids, n))
        for entry in own:
            register.entries[entry].attributions.append(n)
        heard += own
        ids.append(tuple(own))
    register.told_outlets()
    _add_mentions_by_name(register)
    return register.entries, ids


def _add_mentions_by_name(register: Register) -> None:
    """Names anywhere in the text are mentions of the source that bears them; of several, of the one named before."""
    taken = sorted(m for e in register.entries for m in e.mentions)
    for start, end, name, _ in register.names:
        if any(s < end and start < e for s, e in taken):
            continue
        alike = [e for e in register.entries if not e.key and same_name(e.name, name)]
        if alike:
            whole = [e for e in alike if name_words(e.name) == name_words(name)]
            last = max(whole or alike, key=lambda e: max((m for m in e.mentions if m[0] < start), default=(-1, -1)))
            last.mentions.append((start, end))
    for entry in register.entries:
        entry.mentions.sort()


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
