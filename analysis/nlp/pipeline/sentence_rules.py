"""Sentence boundaries that need no learning: ends of paragraphs, and what a period of an abbreviation does.

Runs first; the trained components keep what is set here and decide the rest.
"""

import re

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.article import word_set

INITIALISM = re.compile(r"(?:[A-Z]\.){2,}")  # U.S., U.N., D.C.
TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Rev|Hon|Pres|Amb|St|Ft|Mt|"
    r"vs|v)\."
)
BEFORE_NUMBER = re.compile(r"(?:No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|p|pp|Sec|Art|Ch)\.")
INITIAL = re.compile(r"[A-Z]\.")
# What may end a sentence as well as be inside one: companies, degrees, states, times of day.
MAY_END = re.compile(
    r"(?:Inc|Corp|Co|Cos|Ltd|Bros|Jr|Sr|Ph\.D|M\.D|B\.A|M\.A|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|"
    r"La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|a\.m|p\.m|etc)\."
)
MARKS = frozenset(('"', "'", "''", "``", "“", "”", "‘", "’", "«", "»", "„"))
ENDS = ".!?:;\"'”’»)…"
# Words that open a sentence when capitalized behind an initialism; names rarely begin with them.
OPENERS = word_set(
    "a after all although an and as at because before but by despite during even few for from he her here his how "
    "however i if in instead it its last many meanwhile more most my nearly no not now on one only other our she since "
    "so some still such that the their then there these they this those though through to under until we what when "
    "where whether which while who why with yet you"
)


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
    if token.text in MARKS and not token.whitespace_ and (token.i == 0 or token.nbor(-1).whitespace_):
        return False
    if following.text in MARKS and not token.whitespace_:
        return False
    if token.text in MARKS and following.text[0].islower():
        return False  # "Is it safe?" he asked
    if token.is_alpha and INITIAL.fullmatch(following.text):
        return False  # Mary T. Finch
    return None


def _after_abbreviation(token: Token, following: Token) -> bool | None:
    """Does a sentence start after this abbreviation? None: not for a rule to say."""
    word = token.text
    if word == "." and token.i and not token.nbor(-1).whitespace_:  # the tokenizer knows few abbreviations
        word = token.nbor(-1).text + word
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
