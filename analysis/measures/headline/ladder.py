"""Verbs on four ladders: how hard somebody presses another or goes at another, how firmly somebody promises, and
whether the writer takes what is said for true.

Which word is on which step, and why, is in `data/verb_ladders.toml`. A directive counts where what is asked for
follows ("told her to go"), a promise where a deed of the speaker's does ("said she would go"), a verb of saying where
it reports what a source says, and a word for a blow where it stands for words (`figurative`). Which verbs tell of the
same act as the headline's, a person decides: the sentences that share words with the headline are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from analysis.article import Article, HeadlineWord, Parse, Rung, Sourcing, word_set
from analysis.measures import word_forms
from analysis.measures.headline.figurative import is_speech, phrase_behind
from analysis.measures.headline.matching import VoiceAt
from analysis.nlp.spans import covered, spans_overlapping, tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["verbs", "nouns", "blows", "ruins"]
LADDERS = ("attack", "commitment", "force", "stance")
REACH = 10  # words from the verb to what is asked for
NOT = frozenset(("not", "n't", "n’t", "never"))
AUXILIARIES = word_set("do does did would will could should might may can had has have to be been")
WILL = frozenset(("will", "would", "'ll", "’ll"))
SPEAKERS = word_set("i he she we they it")
GIVING = frozenset().union(*map(word_forms.verb_forms, "give make issue offer get take send put".split()))
PARTICLES = word_set("off down up back out away over on")
PHRASE = frozenset(("DET", "NOUN", "PROPN", "PRON", "ADJ", "ADP", "NUM", "CCONJ", "ADV", "PART"))  # an object may be of


class Step(NamedTuple):
    """A step of a ladder, counted from 0. `frames` say what must follow one of its verbs, `kind` its list of words."""

    ladder: str
    number: int
    name: str
    frames: tuple[str, ...]
    kind: Kind


_STEPS = [
    (entry, "noun" if kind == "nouns" else "verb", Step(ladder, n, own["name"], tuple(own.get("frames", ())), kind))
    for ladder in LADDERS
    for n, own in enumerate(word_forms.load("verb_ladders")[ladder]["steps"])
    for kind in get_args(Kind)
    for entry in word_forms.entries(own.get(kind, ""))
]
# Those that press first, then the longest.
STEPS = word_forms.by_first_word(_STEPS, key=lambda row: (row[1].ladder, -len(row[0]), row))


def find_rungs(article: Article, parse: Parse, sourcing: Sourcing, words: Sequence[HeadlineWord]) -> tuple[Rung, ...]:
    """Every word of headline and body that is on a ladder, in the order of the text."""
    headline, found = article.span("headline"), []
    if headline is None:
        return ()
    cues, voices = (
        covered(len(article.text), (s for a in sourcing.attributions for s in a.cue)),
        VoiceAt(sourcing.voices),
    )
    for span in (headline, *parse.sentences):
        tokens, in_headline = tokens_in(parse.doc, span), span == headline
        cued = {t.i for t in tokens if cues[t.idx]}
        shares = tuple(w.span for w in words if spans_overlapping(w.evidence, span))
        for first, last, step, until in _in_sentence(tokens, cued, in_headline):
            own = (tokens[first].idx, tokens[last].idx + len(tokens[last]))
            whole = (own[0], tokens[until].idx + len(tokens[until]))
            place, negated = (step.ladder, step.number, step.name), _negated(tokens, first)
            found.append(Rung(own, whole, *place, in_headline, negated, voices.voice(own), shares))
    return tuple(sorted(found, key=lambda r: (r.span, r.ladder)))


def _in_sentence(tokens: list[Token], cued: set[int], headline: bool) -> Iterator[tuple[int, int, Step, int]]:
    """First and last word of the entry, its step, and the last word of what is asked for."""
    words = [t.lower_ for t in tokens]
    for i, word in enumerate(words):
        taken: set[str] = set()  # a verb that presses is no verb of saying besides
        for form, step in STEPS.get(word, ()):
            last = i + len(form) - 1
            if taken & {step.ladder, *(("force",) if step.ladder == "stance" else ())}:
                continue
            pos = ("NOUN", "") if step.kind == "nouns" else ("VERB", "AUX", "")
            if tuple(words[i : last + 1]) != form or tokens[i].pos_ not in pos:
                continue
            until = last if headline and step.kind == "nouns" else _until(tokens, i, last, step, cued)
            if until is None and headline and step.ladder in ("force", "stance"):
                until = last
            if until is not None:
                taken.add(step.ladder)
                yield i, last, step, until


def _until(tokens: list[Token], first: int, last: int, step: Step, cued: set[int]) -> int | None:
    """The last word of what is asked for or said, as far as shown; None where nothing is."""
    following, noun = tokens[last + 1 : last + 1 + REACH], step.kind == "nouns"
    if step.kind in ("blows", "ruins") and not is_speech(tokens, first, last, step.kind == "ruins"):
        return None
    if step.ladder == "attack" and not noun:
        return last + len(phrase_behind(tokens, last))
    if step.ladder == "stance":
        reports = tokens[first].i in cued or (bool(following) and following[0].lower_ == "that")
        return last if reports and not noun else None
    if noun:
        before = [t.lower_ for t in tokens[max(0, first - REACH) : first] if not t.is_punct][-4:]
        return last if not GIVING.isdisjoint(before) or _infinitive(following, 0) is not None else None
    if "any" in step.frames:
        return last if tokens[first].tag_ != "VBG" or following else None
    ends = (_frame(frame, following) for frame in step.frames)
    found = [end for end in ends if end is not None]
    return last + 1 + min(found) if found else None


def _frame(frame: str, following: list[Token]) -> int | None:
    """How far in what follows the deed goes that the verb asks for."""
    for n, token in enumerate(following):
        if frame == "to" and (verb := _infinitive(following, n)) is not None:  # and its particle: "back off"
            particle = following[verb + 1 : verb + 2]
            own = particle and particle[0].tag_ in ("RP", "IN") and particle[0].lower_ in PARTICLES
            return verb + 1 if own else verb
        if frame == "will" and token.lower_ in WILL and n and following[n - 1].lower_ in SPEAKERS:
            return n + 1 if len(following) > n + 1 else n
        if frame == "will" and token.lower_ == "that":
            continue
        if frame == "that" and token.lower_ == "that" and n <= 1:
            return n
        if frame in ("for", "against") and token.lower_ == frame and n <= 3:
            return min(n + max(1, len(phrase_behind(following, n))), len(following) - 1)
        if frame == "ing" and n == 0 and token.tag_ == "VBG":
            return n
        if frame == "from" and token.lower_ == "from" and following[n + 1 : n + 2] and following[n + 1].tag_ == "VBG":
            return n + 1
        if token.pos_ not in PHRASE and not token.is_quote:
            return None
    return None


def _infinitive(following: list[Token], n: int) -> int | None:
    """Where the verb is of "to go", "to actually go" at this place; None where there is none."""
    behind = next((m for m in range(n + 1, min(n + 3, len(following))) if following[m].pos_ != "ADV"), None)
    opens = behind is not None and following[n].lower_ == "to" and following[behind].tag_ == "VB"
    return behind if opens else None


def _negated(tokens: list[Token], first: int) -> bool:
    """ "did not tell", "never asked"."""
    before = takewhile(lambda t: t.pos_ == "ADV" or t.lower_ in AUXILIARIES | NOT, reversed(tokens[:first]))
    return any(t.lower_ in NOT for t in before)
