"""Passives by word classes and word forms: "was hurt", "got fired", and whether somebody is named who did it.

The shipped pipeline has no syntax tree, so these are rules: a form of "be" or "get", at most a few adverbs, and a
participle. Tuned on the training parts of GUM and EWT; what they miss and invent is in `data/validity.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from analysis.article import Span
from analysis.patterns import patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "'m", "’m", "'re", "’re", "ain"])
SHORT_IS = frozenset(("'s", "’s"))  # "is", "has" or a genitive
GET = frozenset(["get", "gets", "got", "gotten", "getting"])
BETWEEN = frozenset(("ADV", "PART"))  # "was not yet asked"
STATES = frozenset(("gone",))  # participles of verbs that have no passive
SUBJECT = frozenset(("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM"))
REACH, SUBJECT_REACH, AGENT_REACH = 4, 5, 12  # words
_PATTERNS = patterns("passives")
UNIT, DOER = _PATTERNS["unit"], _PATTERNS["doer"]
ENDS_CLAUSE = frozenset((".", "?", "!", ";", ":", "—", "–", "(", ")"))


class Passive(NamedTuple):
    """From the auxiliary to the participle; `agent` is the phrase with "by", or None."""

    span: Span
    agent: Span | None
    verb: int  # the participle's number in the doc


def find_passives(tokens: list[Token]) -> Iterator[Passive]:
    """The passives of one sentence that have an auxiliary of their own ("hurt and killed" is one)."""
    for i, token in enumerate(tokens):
        if token.tag_ == "VBN" and token.lower_ not in STATES and (auxiliary := _auxiliary(tokens, i)) is not None:
            yield Passive((tokens[auxiliary].idx, token.idx + len(token)), _agent(tokens, i), token.i)


def _auxiliary(tokens: list[Token], i: int) -> int | None:
    """The place of the form of "be" or "get" that makes the participle at `i` a passive."""
    j = i - 1
    while j >= 0 and i - j <= REACH and (tokens[j].pos_ in BETWEEN or tokens[j].tag_ == "RB" or tokens[j].is_quote):
        j -= 1
    if j < 0:
        return None
    return j if _is_auxiliary(tokens[j]) else _inverted(tokens, j)


def _is_auxiliary(token: Token) -> bool:
    """A form of "be" or "get"; in "has got" and "got to" nothing is passive."""
    if token.lower_ in BE | GET:
        return token.pos_ in ("AUX", "VERB")
    return token.lower_ in SHORT_IS and token.tag_ == "VBZ" and token.lemma_ in ("be", token.lower_)


def _inverted(tokens: list[Token], j: int) -> int | None:
    """ "Was the driver hurt?": the subject between auxiliary and participle, at the beginning of a clause."""
    k = j
    while k >= 0 and j - k < SUBJECT_REACH and tokens[k].pos_ in SUBJECT:
        k -= 1
    opens = k == 0 or (k > 0 and (tokens[k - 1].tag_ in ("WRB", "WP", "WDT") or tokens[k - 1].is_punct))
    return k if 0 <= k < j and opens and tokens[k].lower_ in BE and tokens[-1].text == "?" else None


def _agent(tokens: list[Token], i: int) -> Span | None:
    """Who did it: "by the mayor", not "by Friday", "by 5 percent" or "by waiting"."""
    for j in range(i + 1, min(len(tokens) - 1, i + AGENT_REACH)):
        token = tokens[j]
        if token.text in ENDS_CLAUSE or (token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.pos_ in ("AUX", "VERB")):
            return None
        if token.lower_ == "by" and not _no_agent(tokens[j + 1 : j + 4]):
            return token.idx, _phrase_end(tokens, j + 1)
    return None


def _no_agent(behind: list[Token]) -> bool:
    if not behind or behind[0].tag_ in ("VBG", "IN", "CC") or behind[0].is_punct:
        return True
    time = any(UNIT.fullmatch(t.lower_) for t in behind[:2]) or behind[0].ent_type_ in ("DATE", "TIME")
    counted = next((t for t in behind[1:] if t.pos_ in ("NOUN", "PROPN")), None)
    bare = behind[0].like_num and (counted is None or not DOER.fullmatch(counted.lower_))  # not "by two officers"
    return time or bare or behind[0].lower_ in ("itself", "themselves", "himself", "herself")


def _phrase_end(tokens: list[Token], j: int) -> int:
    """The end of the noun phrase behind "by", as far as word classes tell."""
    inside = takewhile(lambda t: t.pos_ in (*SUBJECT, "PART") or t.lower_ in ("of", "-"), tokens[j:])
    last = [tokens[j], *inside][-1]
    return last.idx + len(last)
