"""Is each word of the headline in the body, and in whose voice?

A word of the headline matches a word of the body when both are forms of one word, or one is plainly derived from
the other: "blindsides" and "blindsided", "ally" and "allied", "resign" and "resignation". Editors paraphrase: no
match is a question to the reader, not a fault.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from analysis.article import Analysis, Article, HeadlineWord, Parse, Rung, Span, Value, Voice, Wording, word_set
from analysis.measures import word_forms
from analysis.nlp.spans import DisjointSpans, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}
QUESTION_WORDS = {"how", "when", "where", "why"}  # adverbs by their tag, but of the closed classes
SHORTEST = 4  # letters of a word that another may be derived from: shorter ones are in families
SHORTEST_SHARED = 5  # letters of a root that two derived words may share: not "nate" of "nation" and "native"
MOST_NEAR = 8
LADDER = "on the same ladder"
SAME_NOUN = "before the same noun, or one that may mean the same"
SAME_GROUP = "in the same group of the word lists"


@dataclass(frozen=True, slots=True)
class Form:
    """A word in lower case, its lemma, and its universal part of speech ("" when not known)."""

    word: str
    lemma: str
    pos: str = ""

    @classmethod
    def of(cls, token: Token) -> Form:
        """The form of a token, its word for the lemma where the pipeline gives none."""
        word = token.text.lower()
        return cls(word, token.lemma_.lower() or word, token.pos_)


_ENDINGS = word_forms.load("word_endings")
ENDINGS = tuple((ending, tuple(others)) for ending, others in _ENDINGS["endings"].items())
_FAMILIES = (line.split() for line in _ENDINGS["families"]["words"])
FAMILIES = {word: family[0] for family in _FAMILIES for word in family}  # word -> the first word of its family
LOOK_ALIKES, FUNCTION_WORDS = (word_set(_ENDINGS[name]["words"]) for name in ("look_alikes", "function_words"))


def match_words(article: Article, parse: Parse, voices: tuple[Voice, ...]) -> tuple[HeadlineWord, ...]:
    """The nouns, names, verbs, adjectives and adverbs of the headline, each with its matches in the body."""
    span = article.span("headline")
    if span is None:
        return ()
    headline = _tokens(parse, span)
    mistagged = _mistagged(headline)
    body: dict[Form, list[Span]] = {}  # a long article has most of its words many times
    for token in (t for p in article.paragraphs for t in _tokens(parse, p) if _is_content(t)):
        body.setdefault(Form.of(token), []).append(_span(token))
    sharing: dict[str, list[Form]] = {}
    for other in body:
        for key in _keys(other):
            sharing.setdefault(key, []).append(other)
    found, spoken = [], VoiceAt(voices)
    for token in headline:
        if not _is_content(token) or token in mistagged:
            continue
        form = Form.of(token)
        near = {other for key in _keys(form) for other in sharing.get(key, ())}
        evidence = tuple(sorted(s for other in near if same_word(form, other) for s in body[other]))
        match = "same_word" if evidence else "none"
        found.append(HeadlineWord(_span(token), match, evidence, tuple(spoken.voice(s) for s in evidence)))
    return tuple(found)


def add_near_words(
    words: Sequence[HeadlineWord], parse: Parse, ladder: Sequence[Rung], wording: Sequence[Wording]
) -> tuple[HeadlineWord, ...]:
    """The headline's words; those without a match with words of the body that may mean the same, for a person to judge.

    Three ways, in this order: words on the same ladder ("demand": "told ... to back off"); for an adjective, those
    before the words that match its noun ("key ally": "close ally"); words of the same group in the lists of wording.
    """
    found = list(words)
    for n, word in enumerate(words):
        if word.match == "none" and (near := _on_ladder(word, ladder)):
            found[n] = replace(word, near=near, near_why=LADDER)
    pairs = zip_longest(found, found[1:])
    return tuple(_near(*pair, parse, wording) if pair[0].match == "none" else pair[0] for pair in pairs)


def _on_ladder(word: HeadlineWord, ladder: Sequence[Rung]) -> tuple[Span, ...]:
    """First the sentences that share most with the headline, then the order of the text."""
    own = {r.ladder for r in ladder if r.span[0] == word.span[0] and r.in_headline}
    found = [r for r in ladder if r.ladder in own and not r.in_headline and r.shares]
    return tuple(sorted(r.whole for r in sorted(found, key=lambda r: -len(r.shares))[:MOST_NEAR]))


def _near(word: HeadlineWord, following: HeadlineWord | None, parse: Parse, wording: Sequence[Wording]) -> HeadlineWord:
    """By the noun behind it or the group of its list, where no ladder has it."""
    token = tokens_in(parse.doc, word.span)[0]
    if word.near:
        return word
    if token.pos_ == "ADJ" and following is not None and following.span[0] - word.span[1] <= 1:
        nouns = following.evidence or following.near
        if near := tuple(dict.fromkeys(s for e in nouns for s in _before(parse, e)))[:MOST_NEAR]:
            return replace(word, near=near, near_why=SAME_NOUN)
    groups = {w.why for w in wording if w.span == word.span}
    near = tuple(w.span for w in wording if w.why in groups and w.place != "headline")[:MOST_NEAR]
    return replace(word, near=near, near_why=SAME_GROUP) if near else word


def _before(parse: Parse, evidence: Span) -> Iterable[Span]:
    """The adjectives right before a noun, with "and" and quotation marks between: from the first of them to the noun.
    An adjective that is the match itself ("allied leader") is taken with its noun."""
    token = tokens_in(parse.doc, evidence)[0]
    if token.pos_ == "ADJ" and token.i + 1 < len(parse.doc) and token.nbor().pos_ == "NOUN":
        yield token.idx, token.nbor().idx + len(token.nbor())
    first = None
    for before in reversed(token.doc[max(0, token.i - 5) : token.i]):
        if before.pos_ == "ADJ" and before.tag_ != "PRP$":
            first = before
        elif not (before.lower_ == "and" or before.is_quote or before.text == ","):
            break
    if token.pos_ == "NOUN" and first is not None:
        quoted = first.i and first.nbor(-1).is_quote and any(t.is_quote for t in token.doc[first.i : token.i])
        first = first.nbor(-1) if quoted else first
        yield first.idx, token.idx + len(token)


def headline_unmatched(analysis: Analysis, scope: str) -> Value:
    """How many content words of the headline have no matching word in the body, 0 and up, news mostly 0 to 4.

    More is not worse: a paraphrase has no match either. Evidence: those words, or all content words when each has a
    match.
    """
    if analysis.article.span("headline") is None:
        return Value(math.nan, note="no headline in the text")
    if not analysis.headline_words:
        return Value(math.nan, note="the headline has no noun, name, verb, adjective, or adverb")
    unmatched = tuple(w.span for w in analysis.headline_words if w.match == "none")
    note = "" if unmatched else "each word of the headline has a matching word in the body"
    return Value(float(len(unmatched)), unmatched or tuple(w.span for w in analysis.headline_words), note=note)


def same_word(a: Form, b: Form) -> bool:
    """Forms of one word, or one derived from the other, or both from a third; the rules are in `word_endings.toml`.

    >>> same_word(Form("resigns", "resign", "VERB"), Form("resignation", "resignation", "NOUN"))
    True
    >>> same_word(Form("part", "part", "NOUN"), Form("party", "party", "NOUN"))
    False
    """
    if a.word == b.word:
        return True
    if {a.pos, b.pos} == {"ADJ", "NOUN"} and (a.word + "s" == b.word or b.word + "s" == a.word):
        return False  # "new" and "news": a lemmatizer may give both one lemma
    if a.lemma == b.lemma:
        return True
    if _ing_adjective_and_noun(a, b) or _ing_adjective_and_noun(b, a):
        return False
    forms, roots = (_inflections(a), _inflections(b)), (_roots(a), _roots(b))
    if forms[0] & roots[1] or roots[0] & forms[1]:
        return True
    if any(len(r) >= SHORTEST_SHARED for r in roots[0] & roots[1]):
        return True
    return bool({FAMILIES.get(r) for r in roots[0]} & {FAMILIES.get(r) for r in roots[1]} - {None})


def _ing_adjective_and_noun(a: Form, b: Form) -> bool:
    """ "stunning" is no form of the noun in "stun gun", though it is of the verb."""
    return a.pos == "ADJ" and a.word.endswith("ing") and b.pos in ("NOUN", "PROPN")


@lru_cache(maxsize=8_192)
def _inflections(form: Form) -> frozenset[str]:
    """The lemma, and what the lemmatizer may have missed: the word without -s (not of a name), -ed or -ing."""
    word, found = form.word, {form.lemma}
    if word in LOOK_ALIKES or form.lemma in LOOK_ALIKES:
        return frozenset(found)
    if form.lemma == word and form.pos != "PROPN" and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found |= {word[:-3] + "y"} if word.endswith("ies") else {word[:-1]}
        found |= {word[:-2]} if word.endswith(("ches", "shes", "sses", "xes")) else set()
    if word.endswith("ied"):
        found.add(word[:-3] + "y")
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found |= {stem, stem + "e"}
            found |= {stem[:-1]} if stem[-1] == stem[-2] else set()  # stunning: stun
    return frozenset(found)


@lru_cache(maxsize=8_192)
def _roots(form: Form) -> frozenset[str]:
    """The word's forms and what these may be derived from by one ending."""
    roots = set(_inflections(form))
    if not LOOK_ALIKES.isdisjoint({form.word, form.lemma}):
        return frozenset(roots)
    for word in _inflections(form):
        for ending, replacements in ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word:
                roots |= {stem + r for r in replacements if len(stem + r) >= SHORTEST}
    return frozenset(roots)


@lru_cache(maxsize=8_192)
def _keys(form: Form) -> frozenset[str]:
    """Two words of which `same_word` is true have one of these in common: most pairs need not be asked about."""
    return _roots(form) | {form.word} | {"family " + FAMILIES[r] for r in _roots(form) if r in FAMILIES}


def _tokens(parse: Parse, span: Span) -> list[Token]:
    return [t for t in tokens_in(parse.doc, span) if span[0] <= t.idx < span[1]]


def _is_content(token: Token) -> bool:
    """A noun, name, verb, adjective or adverb; of a pipeline without tags, any word but those of the closed classes."""
    tagged = bool(kind := token.pos_)
    if tagged and kind not in CONTENT:
        return False
    word = token.text.lower()
    if word in QUESTION_WORDS or not any(c.isalpha() for c in word):
        return False
    return tagged or word not in FUNCTION_WORDS


def _mistagged(headline: list[Token]) -> set[Token]:
    """Words of the closed classes in a headline In Title Case or ALL CAPS, where taggers see names everywhere. "US" and
    "WHO" stay what they are where not everything is in capitals."""
    closed = {t for t in headline if t.text.lower() in FUNCTION_WORDS}
    others = [t for t in headline if t.text[0].isalpha() and t not in closed]
    if not all(t.text[0].isupper() for t in others):
        return set()
    shouted = all(t.is_upper for t in others)
    return {t for t in closed if shouted or not t.is_upper or len(t.text) == 1}


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token.text)


class VoiceAt:
    """In whose voice a place of the body is: each place belongs to one voice at most."""

    def __init__(self, voices: tuple[Voice, ...]):
        rows = sorted((span, n) for n, v in enumerate(voices) for span in v.spans)
        self.spans, self.ids = DisjointSpans([span for span, _ in rows]), [voices[n].source_id for _, n in rows]

    def voice(self, span: Span) -> int | None:
        """The source whose words cover the span's start; None is the article's own voice."""
        n = self.spans.at(span[0])
        return None if n is None else self.ids[n]
