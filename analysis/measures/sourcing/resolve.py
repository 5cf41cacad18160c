"""Source phrases of a whole article -> distinct sources.

Which phrases mean the same source, of what kind each is and whether it is named is learned (`identity`, `kinds`). Rules
are left for what is certain: "I" in a quotation is who is quoted; the shares of a poll are the poll's; nobody is no
source; who is only described at the top is the one person whom the text below names with the same role.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.article import WORD, Article, Kind, Parse, Span
from analysis.measures.sourcing import identity
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.entities import Draft, Entity, Ids, SourceEntry
from analysis.measures.sourcing.facts import CLASSES, DESCRIPTION, NAME, PERSON, PRONOUN, PRONOUNS, Facts
from analysis.measures.sourcing.names import NameIndex, is_outlet
from analysis.measures.sourcing.phrases import ENDS_CORE, source_phrases
from analysis.measures.sourcing.voices import given_to
from analysis.nlp.spans import DisjointSpans, SpanIndex, tokens_in
from analysis.patterns import patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

_PATTERNS = patterns("pieces")
POLLS = {"poll", "survey"}
OPENING = 1000  # characters: a text without paragraphs is not all opening
SHARE = re.compile(r"\d+ ?%|\b(?:percent|respondents?)\b|\bthose (?:polled|surveyed)\b", re.IGNORECASE)


class Phrases:
    """The source phrases of all attributions: `own` are those of each, as numbers; `speakers`: the attributions whose
    source is "I" or "we"."""

    def __init__(self, parse: Parse, found: Sequence[Draft]):
        self.tokens: list[list[Token]] = []
        self.contents: list[tuple[Span, ...]] = []
        self.cues: list[set[str]] = []  # lemmas
        self.own: list[list[int]] = [[] for _ in found]
        self.speakers: set[int] = set()
        for n, draft in enumerate(found):
            cue = {t.lemma_.lower() for span in draft.cue for t in tokens_in(parse.doc, span)}
            for phrase in (p for span in draft.source for p in source_phrases(parse.doc, span)):
                alone = len(phrase) == 1 or phrase[1].pos_ in (*ENDS_CORE, "PRON")
                if phrase[0].lower_ in lists.SPEAKERS_OWN and alone:
                    self.speakers.add(n)
                elif _text(phrase) not in lists.NOBODY:
                    self.own[n].append(len(self.tokens))
                    self.tokens.append(phrase)
                    self.contents.append(draft.content)
                    self.cues.append(cue)

    def facts(self, article: Article, parse: Parse) -> Facts:
        """The article's mentions, with these phrases among them."""
        return Facts(article, parse, [[t.i for t in phrase] for phrase in self.tokens], self.contents, self.cues)

    def span(self, n: int) -> Span:
        """Where a phrase stands in the text."""
        last = self.tokens[n][-1]
        return self.tokens[n][0].idx, last.idx + len(last)


def _text(phrase: Sequence[Token]) -> str:
    return " ".join(t.lower_ for t in phrase)


def resolve_sources(
    article: Article, parse: Parse, found: Sequence[Draft], entities: Sequence[Entity]
) -> tuple[list[SourceEntry], list[Ids]]:
    """The article's sources, and for each attribution the positions of its sources. Entities learn their pronouns."""
    phrases = Phrases(parse, found)
    sources = _Sources(article, phrases, phrases.facts(article, parse))
    own = [list(dict.fromkeys(n for p in ps if (n := sources.of_phrase(p)) is not None)) for ps in phrases.own]
    ids = _goes_through(article, parse, found, own, phrases.speakers)
    for n, numbers in enumerate(ids):
        for number in numbers:
            sources.entries[number].attributions.append(n)
    sources.told_outlets(entities, SpanIndex(span for d in found for span in d.source))
    sources.tell_pronouns(entities)
    return sources.finished(), ids


class _Sources:
    """The entries of the clusters that speak, in the order of their first phrase."""

    def __init__(self, article: Article, phrases: Phrases, facts: Facts):
        self.article, self.phrases, self.facts = article, phrases, facts
        self.weights = identity.load(identity.WEIGHTS)
        self.cluster = _named_below(article, facts, _of_polls(phrases, facts, identity.clusters(facts, self.weights)))
        self.members: defaultdict[int, list[int]] = defaultdict(list)
        for n, k in enumerate(self.cluster):
            self.members[k].append(n)
        self.described = {k for k, own in self.members.items() if any(facts.form[n] != PRONOUN for n in own)}
        self.entries: list[SourceEntry] = []
        self.numbers: dict[int, int] = {}  # of entries, by cluster
        for p in sorted(range(len(phrases.tokens)), key=phrases.span):
            n = facts.of_phrase[p]
            number = None if n is None else self._number(self.cluster[n], phrases.span(p))
            if number is not None:
                self.entries[number].mentions[phrases.span(p)] = None

    def of_phrase(self, p: int) -> int | None:
        """The number of a phrase's entry; None for a pronoun that takes up nobody."""
        n = self.facts.of_phrase[p]
        return None if n is None else self.numbers.get(self.cluster[n])

    def _number(self, k: int, span: Span) -> int | None:
        """The entry of a cluster, which may be new and first told of here; None for pronouns alone."""
        if k not in self.numbers and k in self.described:
            self.numbers[k] = len(self.entries)
            kind, named = identity.kind_and_named(self.facts, self.members[k], self.weights)
            person = self._is_titled_person(span)  # "Lowfield Post columnist Ben Hale" is no outlet
            kind, named = ("person", True) if person else (kind, named)
            entry = SourceEntry(self._name(k, span, kind), kind, named)
            if named and not person and is_outlet(entry.name):
                entry.kind = "outlet"
            entry.pronouns = self._pronouns(self.members[k], entry.kind)
            entry.pronoun_mentions = self._pronoun_mentions(k)
            self.entries.append(entry)
        return self.numbers.get(k)

    def _is_titled_person(self, span: Span) -> bool:
        """Whether a phrase is a person's full name behind nothing but a title: "Lowfield Post columnist Ben Hale"."""
        words = self.facts.words
        first = bisect_left(words.at.tolist(), span[0])
        inside = (name for name in words.names if name[0] > first and words.at[name[0]] < span[1])
        full = next((s for s, e, kind in inside if kind == PERSON and e - s > 1), first)
        title = range(first, full)
        return full > first and all(words.pos[n] in ("ADJ", "DET", "NOUN", "PROPN") for n in title)

    def _name(self, k: int, span: Span, kind: Kind) -> str:
        """Its fullest name, of a person a person's, the first of several; without one, the words by which it is first
        told of."""
        facts, members = self.facts, self.members[k]
        names = [n for n in members if facts.form[n] == NAME]
        names = [n for n in names if kind == "person" and facts.name[n] == PERSON] or names
        if names:
            return facts.name_text(max(names, key=lambda n: (facts.n_core[n], -n)))
        first = next(n for n in members if facts.form[n] == DESCRIPTION)
        pronoun = self.article.text[slice(*span)].lower() in PRONOUNS
        return self.article.text[slice(*(facts.span(first) if pronoun else span))]

    def _pronouns(self, members: Sequence[int], kind: Kind) -> tuple[str, ...]:
        """What the article itself says for it: of a person "he" or "she", if either, and else "they"."""
        used = Counter(CLASSES[self.facts.pronoun[n]] for n in members if self.facts.form[n] == PRONOUN)
        for forms in (("he", "she"), ("they",)) if kind == "person" else (("they", "it"),):
            if said := [form for form, _ in used.most_common() if form in forms]:
                return tuple(said[:1] if kind == "person" else said)
        return ()

    def _pronoun_mentions(self, k: int) -> tuple[Span, ...]:
        """Where the article says "he" or "she" of a person, or "they" where it says neither."""
        said, facts = self._pronouns(self.members[k], "person"), self.facts
        of_class = {CLASSES.index(form) for form in said}
        return tuple(facts.span(n) for n in self.members[k] if facts.pronoun[n] in of_class)

    def tell_pronouns(self, entities: Sequence[Entity]) -> None:
        """Give each person whom the article names the pronouns that take up one of the names."""
        named = np.flatnonzero(self.facts.form == NAME).tolist()
        index = SpanIndex(self.facts.span(n) for n in named)
        for entity in (e for e in entities if e.kind == "person"):
            own = {self.cluster[named[i]] for m in entity.mentions for i in index.overlapping(m)}
            entity.pronoun_mentions = tuple(sorted({s for k in own for s in self._pronoun_mentions(k)}))

    def told_outlets(self, entities: Sequence[Entity], spoken: SpanIndex) -> None:
        """Outlets to whom something was told, or whose people speak ("CNN's Ada Quill"), are entries too, though they
        say nothing themselves here."""
        facts = self.facts
        names = sorted((int(facts.at[n]), n) for n in np.flatnonzero(facts.form == NAME).tolist())
        told = [m for entity in entities if entity.kind == "outlet" for m in entity.mentions]
        for start, end in told:
            if given_to(self.article.text, (start, end)) is None and not spoken.touch((start, end)):
                continue
            place = bisect_left(names, (start,))
            inside = place < len(names) and names[place][0] < end
            number = self._number(self.cluster[names[place][1]], (start, end)) if inside else None
            if number is not None and self.entries[number].kind != "person":
                self.entries[number].kind, self.entries[number].named = "outlet", True
                self.entries[number].mentions[start, end] = None

    def finished(self) -> list[SourceEntry]:
        """The entries with every place where they are named, no place twice."""
        taken = bytearray(len(self.article.text))
        for start, end in (m for entry in self.entries for m in entry.mentions):
            taken[start:end] = b"\1" * (end - start)
        for k, number in self.numbers.items():
            for n in self.members[k]:
                start, end = self.facts.span(n)
                if self.facts.form[n] == NAME and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    self.entries[number].mentions[start, end] = None
        for entry in self.entries:
            entry.mentions = dict.fromkeys(sorted(entry.mentions))
        return self.entries


def _of_polls(phrases: Phrases, facts: Facts, cluster: list[int]) -> list[int]:
    """ "44 percent of voters" say what a poll found: the poll named last is the source, else the first one below."""
    polls = [n for n in range(len(facts)) if facts.lemma[n] in POLLS and facts.form[n] == DESCRIPTION]
    out = list(cluster)
    for p, n in enumerate(facts.of_phrase):
        if n is not None and polls and SHARE.search(_text(phrases.tokens[p])):
            out[n] = cluster[polls[max(0, bisect_left(polls, n) - 1)]]
    return out


def _named_below(article: Article, facts: Facts, cluster: list[int]) -> list[int]:
    """Who speaks in the headline or the opening as "a judge" is the one judge whom the text below names, if there is
    one alone."""
    opening = min(article.paragraphs[0][1], OPENING) if article.paragraphs else 0
    called: defaultdict[str, set[int]] = defaultdict(set)  # by role: the clusters of people with it beside a name
    for n in np.flatnonzero((facts.form == NAME) & (facts.name == PERSON)).tolist():
        for word in facts.tokens[n]:
            called[word].add(cluster[n])
    named = {cluster[n] for n in np.flatnonzero(facts.form == NAME).tolist()}
    described = (facts.form == DESCRIPTION) & facts.speaks & ~facts.plural & ~facts.owned & ~facts.other
    into: dict[int, int] = {}
    for n in np.flatnonzero(described & (facts.at < opening)).tolist():
        alike = called.get(facts.lemma[n], set())
        if len(alike) == 1 and cluster[n] not in named:
            into[cluster[n]] = min(alike)
    return [into.get(k, k) for k in cluster]


def _goes_through(
    article: Article, parse: Parse, found: Sequence[Draft], own: Sequence[list[int]], speakers: set[int]
) -> list[Ids]:
    """The sources of each attribution: its own; who is quoted, for "I"; or those of the speech that it goes on with."""
    ids: list[Ids] = []
    sentences, paragraphs = DisjointSpans(parse.sentences), DisjointSpans(article.paragraphs)
    latest: dict[int | None, int] = {}  # by what it is inside: the last attribution with a source
    quoted: dict[int | None, int] = {}  # the last of those with a quotation
    for n, draft in enumerate(found):
        mine = list(own[n])
        if n in speakers and draft.parent is not None:
            mine += [i for i in ids[draft.parent] if i not in mine]
        if not draft.source:
            last = (latest if draft.cue else quoted).get(draft.parent)
            if last is not None and _goes_on(found[last], draft, sentences, paragraphs):
                mine = list(ids[last])
        ids.append(tuple(mine))
        if mine:
            latest[draft.parent] = n
            if draft.manner != "indirect":
                quoted[draft.parent] = n
    return ids


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


def add_posts(
    article: Article, parse: Parse, found: list[Draft], entries: list[SourceEntry], ids: list[Ids]
) -> tuple[list[Draft], list[SourceEntry], list[Ids]]:
    """Attributions, sources and their numbers with those of the article's embedded posts behind them.

    Each post is a statement of its author. It is no body, so it changes no voice, count or share of the body.
    """
    found, entries, ids = list(found), list(entries), list(ids)
    names = NameIndex(entry.name for entry in entries)
    authors = [zone.span for zone in article.zones if zone.kind == "post_author"]
    for post in (zone.span for zone in article.zones if zone.kind == "post"):
        author = next((span for span in authors if post[0] <= span[0] < post[1]), None)
        if author is None or (words := _post_words(article.text, post, author)) is None:
            continue
        name = article.text[slice(*author)]
        n = next((n for n in names.like(name) if entries[n].named and entries[n].kind != "document"), None)
        if n is None:
            n = len(entries)
            entries.append(SourceEntry(name, _author_kind(parse, author, name), named=True))
            names.put(n, name)
        if entries[n].kind == "outlet":  # who posts is one if its name says so
            entries[n].kind = _author_kind(parse, author, name)
        entries[n].mentions[author] = None
        entries[n].attributions.append(len(found))
        ids.append((n,))
        found.append(Draft((author,), (), (words,), 1.0, "direct"))
    return found, entries, ids


def _post_words(text: str, post: Span, author: Span) -> Span | None:
    """The words of a post above or below its author's name, whichever are more; None where there are none."""
    end = _PATTERNS["before_author"].search(text, max(post[0], author[0] - 200), author[0])
    above = (post[0], end.start() if end else author[0])
    below = (_PATTERNS["behind_author"].match(text, author[1], post[1]).end(), post[1])
    span = max(above, below, key=lambda s: s[1] - s[0])
    return span if WORD.search(text, *span) else None


def _author_kind(parse: Parse, author: Span, name: str) -> Kind:
    """By the pipeline's reading of the name; a person where that says nothing."""
    if is_outlet(name):
        return "outlet"
    inside = parse.doc.char_span(*author, alignment_mode="expand")
    labels = {ent.label_ for ent in inside.ents} if inside is not None else set()
    return "organization" if labels & {"ORG", "GPE"} and "PERSON" not in labels else "person"
