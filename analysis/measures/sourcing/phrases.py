"""A source span -> its source phrases: "Japanese officials and an American" are two sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.article import Span
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.names import LABELS
from analysis.nlp.spans import tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENDS_CORE = {"ADP", "SCONJ", "AUX", "PUNCT"}  # what follows the head: "briefed on", ", a lawyer", "who was"
JOINING = {"and", "or", "&"}
RELATIVE = {"who", "which", "that", "whose"}


def source_phrases(doc: Doc, span: Span) -> list[list[Token]]:
    """The words of the one or more sources of a source span, without marks before and commas behind them."""
    parts = [_bare(part) for part in _conjuncts(_under_one_title(tokens_in(doc, span)))]
    return [part for part in parts if part]


def describes_sources(doc: Doc, span: Span) -> bool:
    """Whether all phrases of a span surely describe a source, by a name or by their head."""
    nouns = lists.PERSON_NOUNS | lists.ORGANIZATION_NOUNS | lists.DOCUMENT_NOUNS
    heads = _heads(doc, span)
    return all(_is_name(t) or {t.lower_, t.lemma_.lower(), t.lower_.removesuffix("s")} & nouns for t in heads)


def names_sources(doc: Doc, span: Span) -> bool:
    """Whether all phrases of a span end with a name: not "Republicans"."""
    return all(_is_name(t) and t.tag_ != "NNPS" for t in _heads(doc, span))


def _heads(doc: Doc, span: Span) -> list[Token]:
    return [(_core(part) or part)[-1] for part in source_phrases(doc, span)]


def _is_name(token: Token) -> bool:
    return token.ent_type_ in LABELS or token.pos_ == "PROPN"


def _bare(tokens: list[Token]) -> list[Token]:
    first = next((n for n, t in enumerate(tokens) if not (t.is_punct or t.is_quote)), 0)
    return tokens[first : -1 if tokens[first:][1:] and tokens[-1].text == "," else None]


def _under_one_title(tokens: list[Token]) -> list[Token]:
    """ "Sens. Ada Quill (D-Ohio) and Tom Berg of Iowa" as a mere list of names; others as they are."""
    behind = tokens[1 + (len(tokens) > 1 and tokens[1].text == ".") :]
    titled = bool(behind) and tokens[0].lower_.removesuffix(".") in lists.TITLES_OF_SEVERAL
    if not titled or LABELS.get(behind[0].ent_type_) != 1:
        return tokens
    kept, depth = [], 0
    for token, following in zip(behind, [*behind[1:], None], strict=True):
        depth += (token.text == "(") - (token.text == ")")
        of_place = token.lower_ == "of" and following is not None and LABELS.get(following.ent_type_) == 3
        place = LABELS.get(token.ent_type_) == 3 and kept and LABELS.get(kept[-1].ent_type_) == 1
        if not (depth or token.text == ")" or of_place or place):
            kept.append(token)
    return kept


def _conjuncts(tokens: list[Token]) -> list[list[Token]]:
    """Split at "and" or "or", and at the commas of a list, between heads of the phrase. Not inside a name, nor in what
    describes a head from behind."""
    parts, start = [], 0
    last = max((i for i, t in enumerate(tokens) if t.lower_ in JOINING), default=-1)
    for i, token in enumerate(tokens[:-1]):
        joins = token.lower_ in JOINING or (token.text == "," and i < last)
        if not joins or i <= start or token.ent_iob_ == "I":
            continue
        left, right = tokens[start:i], tokens[i + 1 :]
        apposed = any(a.text == "," and b.pos_ == "DET" for a, b in pairwise(left))
        if (token.text == "," and right[0].pos_ == "DET") or (
            apposed and not (right[0].ent_type_ or right[0].pos_ == "DET")
        ):
            continue  # "Ana Ruiz, a lawyer and former mayor, and Max Lenz": what follows describes
        left = left[:-1] if left[-1].text == "," else left
        if right[0].lower_ not in JOINING and _is_whole(left) and _can_be_source(_core(left)) and _opens_source(right):
            parts.append(left)
            start = i + 1
    return [*parts, tokens[start:]]


def _is_whole(tokens: list[Token]) -> bool:
    """Nothing but a head, or a head and what describes it between commas."""
    core = _core(tokens)
    behind = tokens[len(core) : len(core) + 2]
    return not behind or (len(behind) == 2 and behind[0].text == "," and (behind[1].pos_ == "DET" or _party(behind[1])))


def _party(token: Token) -> bool:
    """ "R-Ohio" behind a senator's name."""
    behind = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return token.text.startswith(("R-", "D-", "I-")) or (token.text in ("R", "D", "I") and behind == "-")


def _can_be_source(tokens: Sequence[Token]) -> bool:
    """More than a bare title: "President and CEO Tim Cook" is one person."""
    last = tokens[-1] if tokens else None
    if last is None or last.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    bare = last.pos_ == "NOUN" and tokens[0].pos_ != "DET" and not last.ent_type_ and not last.tag_.endswith("S")
    return not (bare or last.lower_ in lists.TITLES)


def _opens_source(tokens: list[Token]) -> bool:
    core = _core(tokens)
    if not core or core[0].pos_ == "VERB" or _party(core[0]):
        return False
    return core[-1].pos_ in ("NOUN", "PROPN", "PRON") or _stands_for_a_noun(core[-1])


def _core(tokens: list[Token]) -> list[Token]:
    """From the first word to the head of the phrase: stops before what describes the head from behind."""
    seen = False
    for i, token in enumerate(tokens):
        if token.ent_iob_ != "I" and seen and _describes_from_behind(token):
            return tokens[:i]
        seen = seen or token.pos_ in ("NOUN", "PROPN", "PRON") or bool(token.ent_type_) or _stands_for_a_noun(token)
    return tokens


def _stands_for_a_noun(token: Token) -> bool:
    """ "American" in "an American briefed on the call", "44%": no noun behind it."""
    behind = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.pos_ == "NUM":
        return behind is None or behind.pos_ in ("SYM", *ENDS_CORE)
    return token.pos_ == "ADJ" and token.is_title and not (behind and behind.pos_ in ("NOUN", "PROPN", "ADJ", "PUNCT"))


def _describes_from_behind(token: Token) -> bool:
    if token.text == "-" and not (token.whitespace_ and token.nbor(-1).whitespace_):
        return False
    if token.tag_ == "POS" or token.lower_ in ("'s", "’s"):
        return False
    if token.pos_ in ENDS_CORE or token.lower_ in RELATIVE:
        return True
    followed = token.i + 1 < len(token.doc) and token.nbor().pos_ in ("ADP", "SCONJ", "PART")
    return token.pos_ in ("VERB", "ADJ") and (followed or token.pos_ == "VERB") and token.nbor(-1).text != "-"
