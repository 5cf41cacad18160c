"""Who wrote an article, out of a line as sites print it: names apart from roles, outlets, places, dates and handles.

Nothing here knows given names: what a word is follows from its form, its place in the line and lists of other words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.article import Span
from analysis.reading.words import OUTLET, PARTICLES, WORDS, patterns

LONGEST = 300  # characters; what is longer is no byline
INITIAL = re.compile(r"(?:[A-Z]\.)+|(?:Jr|Sr|Dr|St|Mr|Mrs|Ms|Mt|Ph\.D|M\.D)\.")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NOISE, _BY, _OTHER_WORK, _DESK = patterns("byline", "noise by other_work desk")
_TOKEN = re.compile(r"[^\s:*]+")
_INNER_BY = re.compile(r"(?:(?<=[|,•·–—-])|(?<=[|,•·–—-] ))(?:by|By|BY):?\s|(?<=\s)by:?\s")
_BETWEEN = re.compile(r"[,;|/•·()\[\]<>\n–—]|\s-\s|\s(?:and|And|AND|&|with|plus)\s")
# Where two elements were joined without a space: "Jane RoeStaff Writer"; no cut in McAdams, DeRosa, LaToya.
_GLUE = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])" + "".join(rf"(?<!\b{start})" for start in sorted(WORDS.name_starts)))


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
    if len(words) > 2 and line[slice(*words[0])].lower().strip(".") in WORDS.honorifics:
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
    outlet = n == len(texts) and (lower[-1] in WORDS.outlets or (lower[-1] in WORDS.surnames and not first))
    place = not first and lower[0] in WORDS.places
    role = not WORDS.roles.isdisjoint(lower) or outlet
    of_outlet = letters(" ".join(texts[:n])) in known
    if is_name(texts[:n]) and not (outlet or place or of_outlet) and (first or not rest or rest[0] in WORDS.after_name):
        found.names.append((words[0][0], words[n - 1][1]))
        of_role = rest and role and rest[0] not in WORDS.verbs
        placed = rest and rest[0] in WORDS.of_place and all(w[0].isupper() or w in WORDS.after_name for w in rest)
        found.others += [" ".join(rest)] if rest and not (of_role or placed) else []
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
        if i and (word in WORDS.after_name or (i > 1 and word in ("For", "Special", "The"))):
            return i
        if i > 1 and (low in WORDS.roles or low in WORDS.outlets or (changed if capitals else acronym)):
            return i - (i > 2 and words[i - 1].lower() in WORDS.surnames)  # "Record Editor": the outlet, shortened
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
    other = words[0].lower() in WORDS.no_names or words[-1].lower() in WORDS.outlets
    if other or "by" in low or not WORDS.roles.isdisjoint(low):
        return False
    return all(_is_name_word(w) or w in PARTICLES for w in words)


def letters(words: str) -> str:
    """The letters and digits in lower case, without "The" before them."""
    return re.sub(r"[\W_]+", "", re.sub(r"\Athe\s", "", words.casefold()))


def listed(names: Iterable[str]) -> str | None:
    """Names as newsrooms list them: "A", "A and B", "A, B and C"; None for none."""
    each = list(dict.fromkeys(names))
    return " and ".join(filter(None, (", ".join(each[:-1]), *each[-1:]))) or None
