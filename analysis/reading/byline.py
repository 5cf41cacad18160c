"""Who wrote an article, out of a line as sites print it: names apart from roles, outlets, places, dates and handles.

Nothing here knows given names: what a word is follows from its form, its place in the line and lists of the words that
are no names (`data/newsrooms.toml`). Spans are offsets into the line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.article import Span, word_set
from analysis.reading.newsrooms import AFTER_NAME, NAME_STARTS, NO_NAMES, OUTLET, OUTLETS, PLACES, ROLES, SURNAMES

LONGEST = 300  # characters; what is longer is no byline
PARTICLES = word_set("de da di del della der den van von la le al el bin ibn ben du dos das ter y")
INITIAL = re.compile(r"(?:[A-Z]\.)+|(?:Jr|Sr|Dr|St|Mr|Mrs|Ms|Mt|Ph\.D|M\.D)\.")
_OF_PLACE = word_set("in at for of from on via special")  # "in Lowfield", "of The Lowfield Post"
_VERBS = word_set("is was has who contributed reports writes covers")  # these make a sentence
_HONORIFICS = word_set("dr prof professor rev")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NOISE = re.compile(
    r"[\w.+-]{0,64}@\w[\w.-]{0,80}|(?:https?://|www\.)\S{1,200}|\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}|\d{3}-\d{4}"
    r"|\b(?:published|updated|posted|submitted|modified|follow|e-?mail|contact|share|twitter|facebook|comments?)\b:?"
    r"|\d{1,3}[- ]?min(?:ute)?s? (?:to )?read\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s:*]+")
_KIND = r"(?:story|text|words|article|report|column|commentary|analysis|review|opinion|interview|essay)"
_ART = r"(?:photo\w{0,8}|pictures?|images?|videos?|illustrat\w{1,4}|graphics?|art)"
_BY = re.compile(
    rf"\W{{0,3}}(?:(?:{_KIND}(?:\s?(?:and|&)\s?{_ART})?|written|reported|compiled)\s)?(?:by\b:?|(?:authors?|from|text|words|story):)\s?",
    re.IGNORECASE,
)
_INNER_BY = re.compile(r"(?:(?<=[|,•·–—-])|(?<=[|,•·–—-] ))(?:by|By|BY):?\s|(?<=\s)by:?\s")
_OTHER_WORK = re.compile(
    rf"(?:{_ART}|edit(?:ed|ing)|produced|(?:medically )?reviewed|translat\w{{2,3}}|checked)\s?(?:by\b|:)", re.IGNORECASE
)
_BETWEEN = re.compile(r"[,;|/•·()\[\]<>\n–—]|\s-\s|\s(?:and|And|AND|&|with|plus)\s")
# Where two elements were joined without a space: "Jane RoeStaff Writer"; no cut in McAdams, DeRosa, LaToya.
_GLUE = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])" + "".join(rf"(?<!\b{start})" for start in sorted(NAME_STARTS)))
_DESK = re.compile(
    r"(?:staff|desk|team|board|editors?|newsroom|reporters?|correspondents?|bureau|wires?|services?|agency)$", re.I
)


@dataclass(slots=True)
class Byline:
    """What a line says of the writers. `by`: it begins with "By" or the like; `roles`: it says what they are;
    `desk`: who is named in the place of people; `others`: words that are none of these."""

    names: list[Span] = field(default_factory=list)
    outlets: list[Span] = field(default_factory=list)
    desk: Span | None = None
    others: list[str] = field(default_factory=list)
    by: bool = False
    roles: bool = False


def read_byline(line: str, skip: Iterable[Span] = (), known: frozenset[str] = frozenset()) -> Byline:
    """The parts of a byline. `skip`: spans that hold no name (dates); `known`: letters of outlets' names."""
    found = Byline()
    if len(line) > LONGEST:
        return found
    for start, end in (*skip, *(m.span() for m in _NOISE.finditer(line))):
        line = line[:start] + "|" * (end - start) + line[end:]
    at, end = 0, len(line)
    if by := _BY.match(line):
        at, found.by = by.end(), True
    for by in _INNER_BY.finditer(line, at):
        if not _OTHER_WORK.search(line, at, by.end()):
            before = line[at : by.start()].strip(" |,•·–—-")
            found.others += [before] if before and not OUTLET.fullmatch(before) else []
            at, found.by = by.end(), True
    if work := _OTHER_WORK.search(line, at):
        end = work.start()
    for first, part in _parts(line, at, end):
        _sort(found, line, part, first, known)
    return found


def _parts(line: str, at: int, end: int) -> Iterable[tuple[bool, Span]]:
    """The pieces between separators, and whether each may begin a list of names rather than follow a comma."""
    first = True
    for m in (*_BETWEEN.finditer(line, at, end), None):
        stop = m.start() if m else end
        cuts = [at, *(g.start() for g in _GLUE.finditer(line, at, stop)), stop]
        for a, b in pairwise(cuts):
            yield first and a == at, (a, b)
        at, first = (m.end(), m[0] not in ",/|•·–—(") if m else (end, first)


def _sort(found: Byline, line: str, part: Span, first: bool, known: frozenset[str]) -> None:
    """Put one piece where it belongs."""
    words = [m.span() for m in _TOKEN.finditer(line, *part) if any(map(str.isalnum, m[0]))]
    if not words:
        return
    tails = [(start, words[-1][1]) for start, _ in words]
    behind = next((n for n, tail in enumerate(tails) if n and letters(line[slice(*tail)]) in known), None)
    if behind:  # the outlet's name behind a person's
        found.outlets.append(tails[behind])
        del words[behind:]
    if len(words) > 2 and line[slice(*words[0])].lower().strip(".") in _HONORIFICS:
        del words[0]
    texts = [line[a:b] for a, b in words]
    whole = (words[0][0], words[-1][1])
    plain = " ".join(texts)
    if found.names and _SUFFIX.fullmatch(plain):
        found.names[-1] = (found.names[-1][0], whole[1])
        return
    short = letters(plain)  # the outlet's name may be shortened behind a person's
    shortened = not first and len(short) > 5 and any(k.startswith(short) for k in known)
    if shortened or short in known or OUTLET.fullmatch(plain):
        found.outlets.append(whole)
        found.desk = found.desk or whole
        return
    n = _name_length(texts)
    lower = [t.lower().strip(".") for t in texts]
    rest = texts[n:]
    outlet = n == len(texts) and (lower[-1] in OUTLETS or (lower[-1] in SURNAMES and not first))
    place = not first and lower[0] in PLACES
    role = not ROLES.isdisjoint(lower) or outlet
    of_outlet = letters(" ".join(texts[:n])) in known
    if is_name(texts[:n]) and not (outlet or place or of_outlet) and (first or not rest or rest[0] in AFTER_NAME):
        found.names.append((words[0][0], words[n - 1][1]))
        if rest and not (
            (role and rest[0] not in _VERBS)
            or (rest[0] in _OF_PLACE and all(w[0].isupper() or w in AFTER_NAME for w in rest))
        ):
            found.others.append(" ".join(rest))
        found.roles = found.roles or role
    elif role or of_outlet:
        found.roles = True
        named = texts[0][0].isupper() and texts[-1][0].isupper()
        if named and found.desk is None and (outlet or _DESK.search(plain)):
            found.desk = whole
    elif not (place or (not first and n == len(texts) == 1 and texts[0][0].isupper())):
        found.others.append(line[whole[0] : part[1]].strip())


def _name_length(words: list[str]) -> int:
    """How many of the words can be a name: up to a role, a preposition, an acronym, or the end of the capitals."""
    capitals = len(words) > 1 and words[0].isupper() and words[1].isupper()
    for i, word in enumerate(words):
        low = word.lower().strip(".")
        acronym = word.isupper() and len(word) > 1 and "." not in word and not _SUFFIX.fullmatch(word)
        changed = not word.isupper() and low not in PARTICLES and not re.match(r"(?:Mc|Mac|De|La|Le|O)[’'A-Z]", word)
        if i and (word in AFTER_NAME or (i > 1 and word in ("For", "Special", "The"))):
            return i
        if i > 1 and (low in ROLES or low in OUTLETS or (changed if capitals else acronym)):
            return i - (i > 2 and words[i - 1].lower() in SURNAMES)  # "Record Editor": the outlet, shortened
    return len(words)


def _is_name_word(word: str) -> bool:
    proper = word[0].isupper() or word[:2] in ("d'", "d’", "al", "el")
    bare = re.sub(r"[-‐‑'’.]", "", word)
    return proper and bare.isalpha() and (not word.endswith(".") or bool(INITIAL.fullmatch(word)))


def is_name(words: list[str]) -> bool:
    """Two to five capitalized words, particles between them, none of which says that this is no name."""
    if not 2 <= len(words) <= 5 or not _is_name_word(words[0]) or not _is_name_word(words[-1]):
        return False
    low = {w.lower().strip(".") for w in words}
    if "by" in low or words[0].lower() in NO_NAMES or not ROLES.isdisjoint(low) or words[-1].lower() in OUTLETS:
        return False
    return all(_is_name_word(w) or w in PARTICLES for w in words)


def letters(words: str) -> str:
    """The letters and digits in lower case, without "The" before them."""
    return re.sub(r"[\W_]+", "", re.sub(r"\Athe\s", "", words.casefold()))


def listed(names: Iterable[str]) -> str | None:
    """Names as newsrooms list them: "A", "A and B", "A, B and C"; None for none."""
    each = list(dict.fromkeys(names))
    return " and ".join(filter(None, (", ".join(each[:-1]), *each[-1:]))) or None
