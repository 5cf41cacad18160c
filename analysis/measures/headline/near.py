"""Words of the body that may mean what a headline word without a match means: for a person to judge.

Three ways, in this order: words on the same ladder ("demand": "told ... to back off"); for an adjective, those before
the words that match its noun ("key ally": "close ally"); words of the same group in the lists of wording.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from analysis.article import HeadlineWord, Parse, Rung, Span, Wording
from analysis.nlp.spans import tokens_in

MOST = 8
LADDER = "on the same ladder"
SAME_NOUN = "before the same noun, or one that may stand for it"
SAME_GROUP = "in the same group of the word lists"


def add_near_words(
    words: Sequence[HeadlineWord], parse: Parse, ladder: Sequence[Rung], wording: Sequence[Wording]
) -> tuple[HeadlineWord, ...]:
    """The headline's words; those without a match with what is near."""
    found = list(words)
    for n, word in enumerate(words):
        if word.match == "none" and (near := _on_ladder(word, ladder)):
            found[n] = replace(word, near=near, near_why=LADDER)
    return tuple(
        _near_by_noun_or_group(word, following, parse, wording) if word.match == "none" and not word.near else word
        for word, following in zip_longest(found, found[1:])
    )


def _on_ladder(word: HeadlineWord, ladder: Sequence[Rung]) -> tuple[Span, ...]:
    """First the sentences that share most with the headline, then the order of the text."""
    own = {r.ladder for r in ladder if r.span[0] == word.span[0] and r.in_headline}
    found = [r for r in ladder if r.ladder in own and not r.in_headline and r.shares]
    return tuple(sorted(r.whole for r in sorted(found, key=lambda r: -len(r.shares))[:MOST]))


def _near_by_noun_or_group(
    word: HeadlineWord, following: HeadlineWord | None, parse: Parse, wording: Sequence[Wording]
) -> HeadlineWord:
    token = tokens_in(parse.doc, word.span)[0]
    if token.pos_ == "ADJ" and following is not None and following.span[0] - word.span[1] <= 1:
        nouns = following.evidence or following.near
        if near := tuple(dict.fromkeys(s for e in nouns for s in _before(parse, e)))[:MOST]:
            return replace(word, near=near, near_why=SAME_NOUN)
    groups = {w.why for w in wording if w.span == word.span}
    near = tuple(w.span for w in wording if w.why in groups and w.place != "headline")[:MOST]
    return replace(word, near=near, near_why=SAME_GROUP) if near else word


def _before(parse: Parse, evidence: Span) -> Iterable[Span]:
    """The adjectives right before a noun, with "and" and quotation marks between: from the first of them to the noun.

    An adjective that is the match itself ("allied leader") is taken with its noun.
    """
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
