"""Sentence boundaries that need no learning: the trained components keep what is set here and decide the rest."""

import re
import tomllib

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis import DATA
from analysis.article import word_set

_WORDS = tomllib.loads((DATA / "sentence_rules.toml").read_text("utf-8"))
_ABBREVIATIONS = ("|".join(map(re.escape, _WORDS[kind].split())) for kind in ("titles", "before_number", "may_end"))
TITLE, BEFORE_NUMBER, MAY_END = (re.compile(rf"(?:{words})\.") for words in _ABBREVIATIONS)
OPENERS = word_set(_WORDS["openers"])
INITIALISM = re.compile(r"(?:[A-Z]\.){2,}")  # U.S., U.N., D.C.
INITIAL = re.compile(r"[A-Z]\.")
MARKS = frozenset(('"', "'", "''", "``", "“", "”", "‘", "’", "«", "»", "„"))
ENDS = ".!?:;\"'”’»)…"


@Language.factory("sentence_rules")
def make_sentence_rules(nlp: Language, name: str):
    """`sentence_rules` as a spaCy component."""
    return sentence_rules


def sentence_rules(doc: Doc) -> Doc:
    """Set `is_sent_start` where a rule decides it; a start that the caller has set stays.

    A blank line breaks; a single line end breaks only in a text without blank lines (else it wraps a line),
    and not at all when the caller has marked the starts of paragraphs.
    """
    marked = any(token.is_sent_start for token in doc[1:])
    blank_lines = any(token.text.count("\n") > 1 for token in doc)
    starts = doc.to_array(["SENT_START"]).astype(np.int64)
    for token in doc[:-1]:
        following = token.nbor()
        if token.is_space and "\n" in token.text:
            if not marked and not following.is_space and token.text.count("\n") > blank_lines:
                starts[following.i] = 1
        elif following.is_sent_start is None:
            decided = _at_space_or_mark(token, following)
            decided = _after_abbreviation(token, following) if decided is None else decided
            if decided is not None:
                starts[following.i] = 1 if decided else -1
    if len(doc):  # all at once: for every single token that is set, spaCy would walk through the whole doc
        doc.from_array(["SENT_START"], starts.astype(np.uint64)[:, None])
    return doc


def _at_space_or_mark(token: Token, following: Token) -> bool | None:
    """No sentence starts behind a doubled space in mid-sentence, nor between a quotation mark and what it marks."""
    if token.is_space:
        return None if token.i and token.nbor(-1).text[-1] in ENDS else False
    mark, joined = token.text in MARKS, not token.whitespace_
    opens = mark and joined and (token.i == 0 or token.nbor(-1).whitespace_)
    goes_on = mark and following.text[0].islower()  # "Is it safe?" he asked
    initial = token.is_alpha and INITIAL.fullmatch(following.text)  # Mary T. Finch
    return False if opens or goes_on or initial or (joined and following.text in MARKS) else None


def _after_abbreviation(token: Token, following: Token) -> bool | None:
    """Does a sentence start after this abbreviation? None: not for a rule to say."""
    word = token.text
    if word == "." and token.i and not token.nbor(-1).whitespace_:  # the tokenizer knows few abbreviations
        word = token.nbor(-1).text + word
    if word[-1] != ".":  # as most do
        return None
    if TITLE.fullmatch(word):
        return False
    if BEFORE_NUMBER.fullmatch(word) and following.text[0].isdigit():
        return False
    if INITIALISM.fullmatch(word) or MAY_END.fullmatch(word):
        if following.is_title and following.lower_ in OPENERS:
            return True
        return False if following.text[0].islower() or following.text[0] in ",;:)’'" else None
    if INITIAL.fullmatch(word) and token.i and token.nbor(-1).is_title and following.is_title:
        return False  # a middle initial
    return None
