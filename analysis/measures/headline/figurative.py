"""Does a word for a blow stand for words? "Mayor slams plan" does; "storm slams coast" and "man slams door" do not.

Who strikes must be a person or a group. A verb of `blows` does not count if it hits a thing. A verb of `ruins` counts
only if it strikes a person or something that can be judged ("destroys evidence" is a deed). The lists are in
`data/verb_ladders.toml`, section `figurative`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.article import word_set
from analysis.measures import word_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset("i you he she we they".split())
IN_PHRASE = frozenset(("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "PART"))
RELATIVE = frozenset(("who", "which", "that"))
BEFORE_VERB = frozenset(("ADV", "AUX", "PART"))
MOVED = frozenset("into through off against open shut down out up onto past ashore".split())  # "slams into a wall"
PASSIVE = frozenset("by over for as after on".split())
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
REACH = 8  # words of a phrase
FAR = 40  # words to the verb before, or to a score
HOPS = 4  # verbs in a row with the same subject
LISTED = {name: word_set(words) for name, words in word_forms.load("verb_ladders")["figurative"].items()}  # nouns
_SOURCES = word_forms.load("source_words")
SOMEBODY = LISTED["bodily"] | LISTED["speakers"]  # people, groups and organizations, and how others end
SOMEBODY |= word_set(" ".join(_SOURCES[name] for name in ("person_nouns", "organization_nouns", "titles")))
ENDING = re.compile("".join(_SOURCES["patterns"]["person_ending"].splitlines()))


def is_speech(tokens: list[Token], first: int, last: int, ruins: bool) -> bool:
    """Do the words of a blow, from `first` to `last`, stand for what somebody said?"""
    following = tokens[last + 1].lower_ if last + 1 < len(tokens) else ""
    if following in MOVED or any(SCORE.fullmatch(t.text) for t in tokens[max(0, first - FAR) : last + FAR]):
        return False
    before, target = phrase_before(tokens, first), phrase_behind(tokens, last)
    judged = LISTED["judged"]
    if not target and following in PASSIVE and tokens[first].tag_ in ("VBD", "VBN"):
        by = phrase_behind(tokens, last + 1) if following == "by" else []
        return (not by or is_somebody(by)) and (_lemma(before) in judged or is_somebody(before))
    if before and not is_somebody(before):
        return False
    if _lemma(target) in LISTED["things"]:
        return False
    by_hand = bool(before) and before[-1].pos_ != "PROPN" and not _nouns(before).isdisjoint(LISTED["bodily"])
    if ruins or by_hand:
        return _lemma(target) in judged or (
            not by_hand and is_somebody(target) and target[-1].ent_type_ not in ("LOC", "GPE")
        )
    return True


def phrase_before(tokens: list[Token], first: int) -> list[Token]:
    """The subject of a verb, up to its head. After a comma or "and": the subject of the verb before."""
    if first and tokens[first - 1].lower_ == "to":  # "tries to slam"
        first = next((k for k in range(first - 1, max(-1, first - FAR), -1) if tokens[k].pos_ == "VERB"), first)
    own = _run_before(tokens, first)
    for _ in range(HOPS):
        j = _skip(tokens, first - 1)
        if own and j >= 0 and not _joins(tokens[j]):
            break
        first = next((k for k in range(j, max(-1, j - FAR), -1) if tokens[k].pos_ == "VERB"), -1)
        if first < 0:
            break
        if (run := _run_before(tokens, first)) and not _joins(tokens[_skip(tokens, first - 1)]):
            return run
    return own


def _joins(token: Token) -> bool:
    return (token.is_punct and not token.is_quote) or token.pos_ == "CCONJ"


def _run_before(tokens: list[Token], first: int) -> list[Token]:
    """The phrase right before a verb, or before the comma or "and" in front of it."""
    j = _skip(tokens, first - 1)
    if j >= 0 and _joins(tokens[j]):
        j = _skip(tokens, j - 1)
    run: list[Token] = []
    while (
        j >= 0 and len(run) < REACH and (tokens[j].pos_ in IN_PHRASE or tokens[j].pos_ == "ADP" or tokens[j].is_quote)
    ):
        run.append(tokens[j])
        j -= 1
    run.reverse()
    while run and run[0].pos_ in ("ADP", "PART"):
        run.pop(0)
    ends = next((n for n, t in enumerate(run) if t.pos_ == "ADP"), len(run))
    return _to_head(run[:ends])


def phrase_behind(tokens: list[Token], last: int) -> list[Token]:
    """Whom or what a verb strikes, up to the head. A name in a headline may be tagged as a verb: "torches Quill"."""
    run: list[Token] = []
    for token in tokens[last + 1 : last + 1 + REACH]:
        named = token.is_title and token.pos_ == "VERB" and not run
        inside = token.pos_ in IN_PHRASE and token.lower_ != "to" and token.tag_ not in ("WP", "WDT")
        if not (inside or token.is_quote or named):
            break
        run.append(token)
    return _to_head(run)


def is_somebody(phrase: list[Token]) -> bool:
    """Is its head a person, a group or an organization?"""
    if not phrase or not _nouns(phrase).isdisjoint(LISTED["forces"]):
        return False
    head, lemma = phrase[-1], _lemma(phrase)
    if head.pos_ == "PRON":
        return head.lower_ in PRONOUNS | {"him", "her", "them", "us", "me", "who"}
    if head.ent_type_ or head.pos_ == "PROPN" or (head.is_title and head.pos_ == "VERB"):
        return True  # places speak too: "China slams new tariff"
    return lemma in SOMEBODY or bool(ENDING.fullmatch(lemma) and lemma not in LISTED["judged"] | LISTED["things"])


def _skip(tokens: list[Token], j: int) -> int:
    """Back over adverbs, auxiliaries, quotation marks and "who"."""
    while j >= 0 and (tokens[j].pos_ in BEFORE_VERB or tokens[j].is_quote or tokens[j].lower_ in RELATIVE):
        j -= 1
    return j


def _to_head(run: list[Token]) -> list[Token]:
    heads = [n for n, t in enumerate(run) if t.pos_ in ("NOUN", "PROPN", "PRON", "VERB") and t.tag_ != "PRP$"]
    return run[: heads[-1] + 1] if heads else []


def _nouns(phrase: list[Token]) -> set[str]:
    return {t.lemma_.lower() or t.lower_ for t in phrase}


def _lemma(phrase: list[Token]) -> str:
    return (phrase[-1].lemma_.lower() or phrase[-1].lower_) if phrase else ""
