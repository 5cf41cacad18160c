"""A source phrase -> who it describes: named or not, and what kind of source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.article import Kind, Span
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.names import is_outlet
from analysis.nlp.spans import tokens_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PEOPLE, ORGANIZATIONS, PLACES = {"PERSON", "PER"}, {"ORG"}, {"LOC", "GPE", "FAC", "NORP"}
ENDS_CORE = {"ADP", "SCONJ", "AUX", "PUNCT"}  # what follows the head: "briefed on", ", a lawyer", "who was"
PRONOUNS = lists.SPEAKERS_OWN | lists.SUBJECT_FORM.keys() | lists.RELATIVE
GENITIVE = ("'s", "’s", "'", "’")
ARTICLES = {"a", "an", "the", "this", "these", "that", "those"}
INDEFINITE = {"a", "an", "another", "some", "one", "several", "many", "few", "any"}
JOINING = {"and", "or", "&"}
PLURALS = {"people", "police", "men", "women", "children"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One source as written once. `text` is the phrase without an article at its beginning, `core` the same up to
    its head; `name` the proper name in it, or ""."""

    span: Span
    text: str
    core: str
    head: str
    name: str
    kind: Kind
    named: bool
    definite: bool
    pronoun: bool
    single: bool = True
    owner: str = ""
    indefinite: bool = False  # "a", "another", "some": somebody new

    @property
    def key(self) -> str:
        """The text in lower case, with single blanks."""
        return " ".join(self.text.lower().split())


def source_phrases(doc: Doc, span: Span) -> list[Phrase]:
    """The one or more sources of a source span: "Japanese officials and an American" are two."""
    return [_phrase(part) for part in _conjuncts(_under_one_title(tokens_in(doc, span))) if part]


def _under_one_title(tokens: list[Token]) -> list[Token]:
    """ "Sens. Ada Quill (D-Ohio) and Tom Berg of Iowa" as a mere list of names; others as they are."""
    behind = tokens[1 + (len(tokens) > 1 and tokens[1].text == ".") :]
    titled = bool(behind) and tokens[0].lower_.removesuffix(".") in lists.TITLES_OF_SEVERAL
    if not titled or behind[0].ent_type_ not in PEOPLE:
        return tokens
    kept, depth = [], 0
    for token, following in zip(behind, [*behind[1:], None], strict=True):
        depth += (token.text == "(") - (token.text == ")")
        of_place = token.lower_ == "of" and following is not None and following.ent_type_ in PLACES
        place = token.ent_type_ in PLACES and token.ent_iob_ != "O" and kept and kept[-1].ent_type_ in PEOPLE
        if not (depth or token.text == ")" or of_place or place):
            kept.append(token)
    return kept


def _conjuncts(tokens: list[Token]) -> list[list[Token]]:
    """Split at "and" or "or", and at the commas of a list, between heads of the phrase.

    By the words, not the parse: a conjunct far from its head is where a small parser errs most. Not inside a name,
    nor in what describes a head from behind.
    """
    parts, start = [], 0
    last = max((i for i, t in enumerate(tokens) if t.lower_ in JOINING), default=-1)
    for i, token in enumerate(tokens[:-1]):
        joins = token.lower_ in JOINING or (token.text == "," and i < last)
        if not joins or i <= start or token.ent_iob_ == "I":
            continue
        left, right = tokens[start:i], tokens[i + 1 :]
        if token.text == "," and right[0].pos_ == "DET":
            continue  # "Ana Ruiz, a lawyer, and Max Lenz": what follows describes
        if any(a.text == "," and b.pos_ == "DET" for a, b in pairwise(left)) and not (
            right[0].ent_type_ or right[0].pos_ == "DET"
        ):
            continue  # "Ana Ruiz, a lawyer and former mayor": so does this
        left = left[:-1] if left[-1].text == "," else left
        if right[0].lower_ not in JOINING and _is_whole(left) and _can_be_source(_core(left)) and _opens_source(right):
            parts.append(left)
            start = i + 1
    return [*parts, tokens[start:]]


def _is_whole(tokens: list[Token]) -> bool:
    """Nothing but a head, or a head and what describes it between commas."""
    core = _core(tokens)
    behind = tokens[len(core) : len(core) + 2]
    described = len(behind) == 2 and (behind[1].pos_ == "DET" or _is_party(behind[1]))
    return not behind or (described and behind[0].text == ",")


def _is_party(token: Token) -> bool:
    """ "R-Ohio" behind a senator's name."""
    behind = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return token.text.startswith(("R-", "D-", "I-")) or (token.text in ("R", "D", "I") and behind == "-")


def _can_be_source(tokens: list[Token]) -> bool:
    """More than a bare title: "President and CEO Tim Cook" is one person."""
    last = tokens[-1] if tokens else None
    if last is None or last.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    bare = last.pos_ == "NOUN" and tokens[0].pos_ != "DET" and not last.ent_type_ and not last.tag_.endswith("S")
    return not (last.lower_ in lists.OFFICES or bare)


def _opens_source(tokens: list[Token]) -> bool:
    core = _core(tokens)
    if not core or core[0].pos_ == "VERB" or _is_party(core[0]):
        return False
    return core[-1].pos_ in ("NOUN", "PROPN", "PRON") or _stands_for_a_noun(core[-1])


def _phrase(tokens: list[Token]) -> Phrase:
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_quote):
        tokens = tokens[1:]
    span = (tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    if tokens[0].lower_ in PRONOUNS and (len(tokens) == 1 or tokens[1].pos_ in (*ENDS_CORE, "PRON")):
        end, word = span[0] + len(tokens[0]), lists.SUBJECT_FORM.get(tokens[0].lower_, tokens[0].lower_)
        return Phrase((span[0], end), word, word, word, "", "person", False, True, True)
    core = _core(tokens)
    definite = tokens[0].lower_ in ("the", "this", "that", "his", "her", "its", "their")
    words = [t for t in core if t.pos_ != "DET" and not t.is_punct] or core[-1:]
    head, text = words[-1], tokens[0].doc[words[0].i : words[-1].i + 1].text
    whole = tokens[1:] if len(tokens) > 1 and tokens[0].lower_ in ARTICLES else tokens
    full = tokens[0].doc[whole[0].i : whole[-1].i + 1].text
    name, kind = _name(core)
    if not name and text.lower() not in lists.NOBODY:
        name, kind = _apposition(tokens, core)
    if name:
        return Phrase(span, full, text, head.lower_, name, kind, True, definite, False)
    kind, named = _unnamed_kind(_of_whom(tokens, words), words, definite)
    named = named or (kind == "document" and _names_author(tokens))
    named = named and not (kind == "organization" and tokens[0].lower_ in INDEFINITE)
    if _is_part(tokens, head):
        kind, named = "organization", True
    if elect := is_elect(head):
        kind, named = "person", definite
    single = head.tag_ not in ("NNS", "NNPS")
    owner = tokens[0].lower_ if tokens[0].lower_ in ("his", "her", "its", "their") else ""
    lemma = f"{words[-2].lower_}-elect" if elect and len(words) > 1 else head.lemma_.lower()
    return Phrase(
        span, full, text, lemma, "", kind, named, definite, False, single, owner, tokens[0].lower_ in INDEFINITE
    )


def _core(tokens: list[Token]) -> list[Token]:
    """From the first word to the head of the phrase: stops before what describes the head from behind."""
    seen = False
    for i, token in enumerate(tokens):
        in_name = token.ent_iob_ == "I"
        if i and _is_misread_participle(token) and not in_name:
            return tokens[:i]
        if seen and not in_name and _describes_from_behind(token):
            return tokens[:i]
        seen = seen or token.pos_ in ("NOUN", "PROPN", "PRON") or bool(token.ent_type_) or _stands_for_a_noun(token)
    return tokens


def _is_misread_participle(token: Token) -> bool:
    """ "An American briefed on the call": the tagger may take "briefed" for a noun."""
    followed = token.i + 1 < len(token.doc) and token.nbor().pos_ == "ADP"
    return token.tag_ == "NN" and token.lower_.endswith("ed") and followed and token.nbor(-1).pos_ in ("ADJ", "NOUN")


def _stands_for_a_noun(token: Token) -> bool:
    """ "American" in "an American briefed on the call", "44%": no noun behind it."""
    behind = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.pos_ == "NUM":
        return behind is None or behind.pos_ in ("SYM", *ENDS_CORE)
    if behind is not None and _is_misread_participle(behind):
        return token.is_title
    return token.pos_ == "ADJ" and token.is_title and not (behind and behind.pos_ in ("NOUN", "PROPN", "ADJ", "PUNCT"))


def _describes_from_behind(token: Token) -> bool:
    if token.text == "-" and not (token.whitespace_ and token.nbor(-1).whitespace_):
        return False
    if token.lower_ in GENITIVE:
        return False
    if token.pos_ in ENDS_CORE or token.lower_ in ("who", "which", "that", "whose"):
        return True
    followed = token.i + 1 < len(token.doc) and token.nbor().pos_ in ("ADP", "SCONJ", "PART")
    return token.pos_ in ("VERB", "ADJ") and (followed or token.pos_ == "VERB") and token.nbor(-1).text != "-"


def _name(core: list[Token]) -> tuple[str, Kind]:
    """The name that the core ends with, if it does ("Trump's lawyer" ends with "lawyer")."""
    last = core[-1]
    if last.lower_ in GENITIVE and len(core) > 1:
        last = core[-2]
    if is_elect(last):
        return "", "person"
    plural = last.lower_.endswith("s") and last.lower_.removesuffix("s") in lists.PERSON_NOUNS
    if plural or (last.ent_type_ not in PEOPLE and last.lower_ in lists.PERSON_NOUNS):
        return "", "group"  # "House Republicans", "the Nevada Democrat": described, whatever is in the words
    if last.ent_type_ in PEOPLE | ORGANIZATIONS | PLACES:
        name = _entity_text(last)
        if is_outlet(name):
            return name, "outlet"
        document = last.lower_.removesuffix("s") in lists.DOCUMENT_NOUNS  # "the Fox poll"
        if last.ent_type_ not in PEOPLE and (document or name.lower() in lists.ORGANIZATION_NOUNS):
            return "", "organization"
        return name, "person" if last.ent_type_ in PEOPLE else "organization"
    if last.pos_ != "PROPN":
        return "", "person"
    run = [last]
    while run[0].i > core[0].i and run[0].nbor(-1).pos_ == "PROPN":
        run.insert(0, run[0].nbor(-1))
    name = last.doc[run[0].i : last.i + 1].text
    if is_outlet(name):
        return name, "outlet"
    if last.lower_ in lists.ORGANIZATION_NOUNS or (last.text.isupper() and len(last) > 1):
        return name, "organization"
    if last.lower_ in lists.OFFICES | lists.PERSON_NOUNS | lists.DOCUMENT_NOUNS or last.tag_ == "NNPS":
        return "", "person"
    return name, "person"


def _apposition(tokens: list[Token], core: list[Token]) -> tuple[str, Kind]:
    """A name in apposition to the head: "the mayor, Ada Quill", "a group — the Mine Workers —", "the director of city
    affairs Ada Quill"; or "", and the kind."""
    rest = tokens[len(core) :]
    if rest and rest[0].lower_ == "of" and core[-1].lower_ in lists.OFFICES | lists.PERSON_NOUNS:
        inside = _title_goes_on(rest)
        if inside:
            return inside, "person"
    mark = next((i for i, t in enumerate(rest) if t.text in (",", "—", "–") or (t.text == "-" and t.whitespace_)), None)
    if mark is None or any(t.pos_ in ("VERB", "AUX") or t.lower_ in JOINING for t in rest[:mark]):
        return "", "person"
    for token in rest[mark + 1 :]:
        if token.ent_type_ in PEOPLE:
            return _entity_text(token), "person"
        if token.ent_type_ in ORGANIZATIONS and not is_outlet(_entity_text(token)):
            person = core[-1].lower_ in lists.OFFICES | lists.PERSON_NOUNS
            return ("", "person") if person else (_entity_text(token), "organization")
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET"):
            break
    return "", "person"


def _title_goes_on(rest: list[Token]) -> str:
    """The person that a title with "of" ends with: "of Government Affairs Phil Smith", not "of Senator Phil Smith"."""
    for i, token in enumerate(rest):
        if token.ent_type_ in PEOPLE:
            between = {t.lower_ for t in rest[1:i] if t.pos_ != "DET"}
            titles = lists.OFFICES | lists.PERSON_NOUNS | lists.ROLE_OF_TITLE.keys()
            behind = rest[i + len(_entity_text(token).split()) :][:1]
            owner = bool(behind) and behind[0].lower_ in GENITIVE
            return "" if owner or not between - titles else _entity_text(token)
        if token.pos_ not in ("ADP", "DET", "NOUN", "PROPN", "ADJ", "CCONJ") or (i and token.lower_ in ("for", "to")):
            return ""
    return ""


def _entity_text(token: Token) -> str:
    start, end = entity_range(token)
    return re.sub(r"['’]s?$", "", token.doc[start:end].text.strip())


def entity_range(token: Token) -> tuple[int, int]:
    """First token and the one behind the last of the entity that this one is in: `doc.ents` makes all of them anew."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return start, end


def _of_whom(tokens: list[Token], words: list[Token]) -> Token:
    """The noun that tells the kind: of "a group of ambassadors" the ambassadors, of "fewer than 15 percent of voters"
    the voters."""
    at = tokens.index(words[-1])
    for i in range(at, len(tokens) - 1):
        part = tokens[i].lower_ in lists.PARTITIVES | lists.QUANTIFIED and tokens[i + 1].lower_ == "of"
        if part and i + 2 < len(tokens):
            return _core(tokens[i + 2 :])[-1]
        if tokens[i].pos_ not in ("ADP", "NUM", "ADJ", "NOUN", "SYM") or i > at + 3:
            break
    return words[-1]


def _names_author(tokens: list[Token]) -> bool:
    """Does the phrase name whose document it is? "A Fox News poll", "filings by the Larkfield Fund"; no mere place."""
    return any(t.ent_type_ in PEOPLE | ORGANIZATIONS and t.lower_ not in lists.ORGANIZATION_NOUNS for t in tokens)


def _is_part(tokens: list[Token], head: Token) -> bool:
    """ "A panel of the Court of Appeals", "both houses of Congress": known by the whole."""
    behind = tokens[tokens.index(head) + 1 :]
    whole = [t for t in behind[1:4] if t.pos_ != "DET"]
    of = bool(whole) and behind[0].lower_ == "of" and whole[0].ent_type_ in ORGANIZATIONS
    return of and bool({head.lemma_.lower(), head.lower_, head.lower_.removesuffix("es")} & lists.PARTS)


def is_elect(token: Token) -> bool:
    """ "President-elect" is not the president yet."""
    return token.lower_ == "elect" and token.i > 0 and token.nbor(-1).text == "-"


def _unnamed_kind(head: Token, words: list[Token], definite: bool) -> tuple[Kind, bool]:
    """Kind by the head noun; a definite office or an organization described by a name can be found out."""
    lemma = head.lemma_.lower()
    nouns = {head.lower_, lemma, head.lower_.removesuffix("s")}
    has_name = any(t.pos_ == "PROPN" and t.lower_ not in lists.NO_NAMES for t in words)
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in PLURALS or "Number=Plur" in str(head.morph)
    plural = plural or head.lower_.removesuffix("s") in lists.PERSON_NOUNS - {head.lower_}
    if head.pos_ in ("NUM", "SYM") or head.lower_ in ("percent", "percentage") or words[0].lower_ == "those":
        return "group", False
    if head.lower_ == "figures" and len(words) == 1:
        return "document", False  # "political figures" are people
    if not nouns & (lists.PERSON_NOUNS | lists.OFFICES | lists.GROUP_NOUNS | lists.QUANTIFIED | PLURALS):
        if nouns & lists.ORGANIZATION_NOUNS and head.lower_ != "authorities":
            return "organization", has_name or (definite and lemma in lists.INSTITUTIONS)
        if nouns & lists.DOCUMENT_NOUNS or re.fullmatch(lists.THING_ENDING, head.lower_):
            return "document", False
        if not any(re.fullmatch(lists.PERSON_ENDING, noun) for noun in nouns):
            return "document", False
    if plural or head.lower_ in lists.QUANTIFIED or nouns & lists.GROUP_NOUNS:
        return "group", False
    return "person", definite and lemma in lists.OFFICES


def describes_sources(doc: Doc, span: Span) -> bool:
    """Whether all phrases of a span surely describe a source, by its name or its head."""
    nouns = lists.PERSON_NOUNS | lists.ORGANIZATION_NOUNS | lists.DOCUMENT_NOUNS
    return all(p.name or {p.head, p.head.removesuffix("s")} & nouns for p in source_phrases(doc, span))
