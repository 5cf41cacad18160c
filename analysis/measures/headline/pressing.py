"""Words of the headline that press, each beside how the body tells the same deed, and that person's own words.

The same person: the source to whom the headline attributes the word, or the one that its words before the verb name or
describe. The same deed: the same word, then a word on the same ladder, then what the person says where the sentence
shares another word with the headline; where none of these is found, whatever the person says, but no quotation. A
person judges whether it is the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysis.article import Article, HeadlineWord, Parse, Pressing, Rung, Sourcing, Span
from analysis.measures import word_forms
from analysis.measures.headline.figurative import (
    BEFORE_VERB,
    LISTED,
    is_somebody,
    is_speech,
    phrase_before,
    phrase_behind,
)
from analysis.nlp.spans import DisjointSpans, SpanIndex, overlap, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 400  # characters of a sentence around a verb
NEAR = 6  # words from a noun back to its verb
QUOTED_WORDS = 4  # shorter quotations are shown after longer ones
MOST = 4  # places of the body, and quotations, for each word
MOST_WORDS = 20  # words of a headline that press: each costs a look at the whole body


class Found(NamedTuple):
    """A word of the headline that presses: its first and last token in the headline, and where it belongs."""

    first: int
    last: int
    ladder: Literal["attack", "commitment", "force", "deeds"]
    step: str


_DEEDS = word_forms.entries(word_forms.load("verb_ladders")["deeds"]["verbs"])
DEEDS: word_forms.ByFirstWord[None] = word_forms.by_first_word((entry, "verb", None) for entry in _DEEDS)


def find_pressing(
    article: Article, parse: Parse, sourcing: Sourcing, words: Sequence[HeadlineWord], ladder: Sequence[Rung]
) -> tuple[Pressing, ...]:
    """In the order of the headline."""
    headline = article.span("headline")
    if headline is None:
        return ()
    tokens, body = tokens_in(parse.doc, headline), _Body(article, parse, sourcing, words, ladder)
    return tuple(body.beside(tokens, found) for found in sorted(_in_headline(tokens, ladder))[:MOST_WORDS])


def _in_headline(tokens: list[Token], ladder: Sequence[Rung]) -> Iterator[Found]:
    starts, taken = [t.idx for t in tokens], set()
    place = {start: n for n, start in enumerate(starts)}
    for rung in ladder:
        declared = word_forms.load("verb_ladders")[rung.ladder]
        from_step = [step["name"] for step in declared["steps"]].index(declared.get("presses_from", rung.name))
        first = place.get(rung.span[0]) if rung.in_headline else None
        if first is None or first in taken or rung.ladder == "stance" or rung.step < from_step:
            continue
        last = bisect_left(starts, rung.span[1]) - 1
        lemma, before = tokens[first].lemma_.lower(), phrase_before(tokens, first)
        if tokens[first].pos_ == "NOUN" and lemma not in LISTED["nouns"]:
            continue
        if any(t.lemma_.lower() in LISTED["forces"] for t in before):  # "winds warn of"
            continue
        if lemma == "threaten" and before and not is_somebody(before):  # "debt threatens a town"
            continue
        taken.add(first)
        yield Found(first, last, rung.ladder, rung.name)
    for first, token in enumerate(tokens):
        for form, _ in DEEDS.get(token.lower_, ()) if token.pos_ == "VERB" and first not in taken else ():
            last = first + len(form) - 1
            same = tuple(t.lower_ for t in tokens[first : last + 1]) == form
            if same and phrase_before(tokens, first) and is_speech(tokens, first, last, ruins=False):
                yield Found(first, last, "deeds", "")
                break


class _Body:
    """How the body tells the deed of a word of the headline. What is found of a verb or a source is kept."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        sourcing: Sourcing,
        words: Sequence[HeadlineWord],
        ladder: Sequence[Rung],
    ):
        self.article, self.parse, self.sourcing, self.words = article, parse, sourcing, words
        self.sentences = DisjointSpans(parse.sentences)
        self.rungs = [r for r in ladder if not r.in_headline and not r.negated]
        self.cues = SpanIndex(s for a in sourcing.attributions for s in a.cue)
        self.cued = [a for a in sourcing.attributions for _ in a.cue]
        self.shared: dict[int, set[int]] = {}  # sentence -> the headline words that have a match in it
        for number, word in enumerate(words):
            for sentence in (n for span in word.evidence for n in self.sentences.overlapping(span)):
                self.shared.setdefault(sentence, set()).add(number)
        self.verbs: dict[Span, tuple[Span | None, Span]] = {}
        self.mentions: dict[int, SpanIndex] = {}
        self.called = {s.id: {t.lower_ for m in s.mentions for t in tokens_in(parse.doc, m)} for s in sourcing.sources}

    def beside(self, tokens: list[Token], found: Found) -> Pressing:
        span = _span(tokens[found.first : found.last + 1])
        who = _who(tokens, found)
        source = self._source(span, who)
        said = (_span(who),) if who else ()
        left_out = {n for n, w in enumerate(self.words) if any(overlap(w.span, s) for s in said)}
        places = self._places(span, found.ladder, source, bool(who), left_out)
        verbs, told = tuple(verb for verb, _ in places), tuple(whole for _, whole in places)
        return Pressing(span, found.ladder, found.step, said, source, verbs, told, self._quoted(source, left_out))

    def _source(self, span: Span, who: list[Token]) -> int | None:
        """The source that the headline attributes it to; else, of those that share the last noun of the phrase, the one
        that shares most words."""
        for n in self.cues.overlapping(span) if who else ():
            if ids := self.cued[n].source_ids:
                return ids[0]
        called = [t.lower_ for t in who if t.pos_ in ("NOUN", "PROPN")]
        shared = []
        for source in self.sourcing.sources if called else ():
            own = self.called[source.id]
            if called[-1] in own:
                shared.append((len(own.intersection(called)), len(source.mentions), -source.id))
        return -max(shared)[2] if shared else None

    def _places(
        self, span: Span, ladder: str, source: int | None, by_somebody: bool, left_out: Set[int]
    ) -> list[tuple[Span, Span]]:
        """Verbs of the body, with what goes with them: the same word, then on the same ladder, then what is said."""
        same = [e for w in self.words if overlap(w.span, span) for e in w.evidence]
        rungs = [r for r in self.rungs if r.ladder == ladder]
        near = [r for r in rungs if (self._is_by(r.span, source) if by_somebody else r.shares)]
        said = [a for a in self.sourcing.statements if source in a.source_ids and a.cue and a.manner != "direct"]
        hulls = [
            (a.cue[0], _hull((*a.source, *a.cue, *a.content))) for a in said if self.sentences.holding(a.cue[0][0])
        ]
        found = [
            *self._sorted([(s, self._around(s)[1]) for s in same], frozenset()),
            *self._sorted([(r.span, (self._around(r.span)[1][0], r.whole[1])) for r in near], frozenset()),
            *self._sorted([place for place in hulls if self._shares(place[0], left_out)], left_out),
        ] or self._sorted(hulls, left_out)
        kept: list[tuple[Span, Span]] = []
        for place in found[: 2 * MOST]:
            if not any(overlap(place[1], whole) for _, whole in kept):
                kept.append(place)
        return kept[:MOST]

    def _sorted(self, places: Iterable[tuple[Span, Span]], left_out: Set[int]) -> list[tuple[Span, Span]]:
        return sorted(places, key=lambda place: (-self._shares(place[0], left_out), place))

    def _is_by(self, verb: Span, source: int | None) -> bool:
        """Is it the source who does what a verb of the body says?"""
        if source is None:
            return False
        if any(source in self.cued[n].source_ids for n in self.cues.overlapping(verb)):
            return True
        if source not in self.mentions:
            self.mentions[source] = SpanIndex(self.sourcing.source(source).mentions)
        by, _ = self._around(verb)
        return by is not None and self.mentions[source].touch(by)

    def _around(self, verb: Span) -> tuple[Span | None, Span]:
        """The phrase of who does it, if any, and the verb with whom it strikes, and with who does it where that stands
        right before."""
        if verb not in self.verbs:
            tokens, first, last = self._tokens(verb)
            before, behind = phrase_before(tokens, first), phrase_behind(tokens, last)
            between = [t.pos_ for t in tokens[:first] if before and t.idx > before[-1].idx]
            start = before[0] if before and BEFORE_VERB.issuperset(between) else tokens[first]
            end = (behind or [tokens[last]])[-1]
            self.verbs[verb] = _span(before) if before else None, (start.idx, end.idx + len(end))
        return self.verbs[verb]

    def _tokens(self, verb: Span) -> tuple[list[Token], int, int]:
        """The words around a verb, its first and its last. Of a noun the first is the verb before: "gave advice"."""
        start, end = self.sentences.around(verb) or verb
        tokens = tokens_in(self.parse.doc, (max(start, verb[0] - FAR), min(end, verb[1] + FAR)))
        inside = [n for n, t in enumerate(tokens) if overlap((t.idx, t.idx + len(t)), verb)]
        first = inside[0]
        if tokens[first].pos_ == "NOUN":
            first = next((n for n in range(first, max(-1, first - NEAR), -1) if tokens[n].pos_ == "VERB"), first)
        return tokens, first, inside[-1]

    def _shares(self, place: Span, left_out: Set[int]) -> int:
        """How many words of the headline, some left out, have a match in the sentence of this place."""
        sentence = self.sentences.at(place[0])
        return 0 if sentence is None else len(self.shared.get(sentence, frozenset()) - left_out)

    def _quoted(self, source: int | None, left_out: Set[int]) -> tuple[Span, ...]:
        """The source's quotations in sentences that share a word with the headline, those that share most first."""
        if source is None:
            return ()
        quoted = self.sourcing.voice(source).quoted
        sentences = [(span, self.parse.sentences[n]) for span in quoted for n in self.sentences.overlapping(span)]
        parts = [(max(s, a), min(e, b)) for (s, e), (a, b) in sentences]
        sharing = [span for span in parts if self._shares(span, left_out)]
        short = {span for span in sharing if self.article.text.count(" ", *span) + 1 < QUOTED_WORDS}
        return tuple(sorted(sharing, key=lambda span: (-self._shares(span, left_out), span in short, span))[:MOST])


def _who(tokens: list[Token], found: Found) -> list[Token]:
    """Who does it in the headline: before the verb, after "by", or, of a noun ("demand"), the first somebody."""
    verb = tokens[found.first].pos_ == "VERB"
    behind = phrase_behind(tokens, found.last)
    if verb and not behind and found.last + 1 < len(tokens) and tokens[found.last + 1].lower_ == "by":
        return phrase_behind(tokens, found.last + 1)
    if verb and (before := phrase_before(tokens, found.first)):
        return before if behind or tokens[found.first].tag_ not in ("VBN", "VBD") else []
    others = (phrase_before(tokens, n) for n, t in enumerate(tokens) if t.pos_ == "VERB")
    return next((phrase for phrase in others if is_somebody(phrase)), [])


def _hull(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _span(tokens: Sequence[Token]) -> Span:
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
