"""Sources of many articles -> which of them are one: the procedure of docs/corpora.md, "One source in many articles".

Persons are compared within their surname, by given names, middle initials, states and roles; whoever is called by
a surname or an office alone is linked where only one person can be meant. Nothing is linked across a doubt: a source
that could be one of several stays alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from analysis.measures.sourcing import names
from analysis.measures.sourcing.wordlists import PERSON_NOUNS, ROLE_OF_TITLE, TITLES
from analysis.measures.word_forms import load

How = Literal["full name", "surname", "office", "acronym", "same name", "alone", "doubt"]

CERTAIN = 0.95  # the share of the evidence that one reading needs before the others are given up
MOSTLY = 2  # a name that others end with is used so many times as often as these: "Supreme Court"
OFTEN = 10  # articles in which a person is a source under the full name: known enough for the surname to do
SURNAME = 0.9  # the share that one person needs of all who have the surname
HOLDS = 3  # articles that give an office to somebody, in the days around
HOLDER = 0.75  # of the articles in the days around
AROUND = 90  # days
NAMESAKES = 0.05  # more others of the same name than this are expected: the name alone does not do

_LISTS = load("linking_words")
STATES: dict[str, str] = {
    short: state.lower() for state, its in _LISTS["states"].items() for short in (state.lower(), *its.lower().split())
}
BEFORE_NAMES = TITLES | set(_LISTS["before_names"].split())
WITHIN_NAMES = frozenset(_LISTS["within_names"].split())
EMPTY = frozenset(_LISTS["empty"].split())  # near a name, and no sign of who it is
MANY_HAVE = frozenset(_LISTS["many_have"])
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_GLUED = re.compile(r"[a-z](?<!Mc)(?<!Mac)(?<!Fitz)(?<!De)(?<!La)(?<!Le)(?<!Di)(?<!Du)(?<!Van)[A-Z]")


class Name(NamedTuple):
    """A person's name in lower case. `first` is empty where only a surname is given; `middle`: one initial."""

    first: str
    middle: str
    last: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A named source as one article has it.

    `written`: as the article has it. `name`: of a person. `day`: of publication, as an ordinal number. `roles`: words
    that say what a person is ("senator"); `state`: the one in "(R-Texas)". `office`: the title before the name, or all
    there is ("house speaker"). `near`: given names before a bare surname in the text; surnames behind an office;
    acronyms of an organization.
    """

    article: int
    person: bool
    written: str
    name: Name | None = None
    day: int | None = None
    pronoun: str = ""
    roles: tuple[str, ...] = ()
    state: str = ""
    office: str = ""
    near: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The office's last word, if it is a title: "senator" of "Texas Sen."."""
        word = self.office.rpartition(" ")[2]
        return ROLE_OF_TITLE.get(word, word) if word in TITLES else ""


class Link(NamedTuple):
    """`who`: rows of the same number are one source."""

    who: int
    how: How


@lru_cache(maxsize=1 << 16)
def person_name(written: str) -> Name | None:
    """The parts of a person's name, without titles before it. None: no name, or two that ran into each other.

    >>> [tuple(person_name(written)) for written in ("Sen. Ida R. Norr Jr.", "von Esk")]
    [('ida', 'r', 'norr', 'jr'), ('', '', 'von esk', '')]
    """
    words = [w.removesuffix("'s") for w in _WORD.findall(written.replace("’", "'"))]
    titled = max((n for n, w in enumerate(words[:-1], 1) if w.lower().rstrip(".") in WITHIN_NAMES), default=0)
    del words[:titled]  # "Arizona Sen. Ida Norr"
    while words and words[0].lower().rstrip(".") in BEFORE_NAMES:
        words.pop(0)
    suffix = words.pop().lower().rstrip(".") if len(words) > 1 and words[-1].lower().rstrip(".") in SUFFIXES else ""
    plain = [w.lower().strip(".") for w in words]
    is_name = [w[:1].isupper() or (w in names.PARTICLES and w != words[-1]) for w in words]
    if not 1 <= len(words) <= 5 or not all(is_name) or any(map(_GLUED.search, words)) or len(set(plain)) < len(plain):
        return None
    if plain[-1] in TITLES or len(plain[-1]) < 2:
        return None
    at = len(words) - 1
    while at > 0 and words[at - 1].lower() in names.PARTICLES and (at > 1 or words[at - 1].islower()):
        at -= 1
    first, middle = (plain[0] if at else ""), next((w[0] for w in plain[1:at]), "")
    return Name(first, middle, " ".join(plain[at:]), suffix)


def link(seen: Sequence[Seen]) -> list[Link]:
    """For each row which source it is over all articles; rows that nothing links have a number of their own."""
    groups, how = _Groups(len(seen)), dict[int, How]()
    persons = _Persons(seen, groups, how)
    persons.link_full_names()
    persons.link_surnames()
    _link_offices(seen, groups, how)
    _link_others(seen, groups, how)
    articles = defaultdict(set)
    for n, s in enumerate(seen):
        articles[groups.of(n)].add(s.article)
    return [
        Link(groups.of(n), how.get(n, "alone") if len(articles[groups.of(n)]) > 1 or how.get(n) == "doubt" else "alone")
        for n in range(len(seen))
    ]


class _Groups:
    """Rows that are one: union-find; a group's number is its first row."""

    def __init__(self, n: int):
        self.parent = list(range(n))

    def of(self, n: int) -> int:
        while self.parent[n] != n:
            self.parent[n] = n = self.parent[self.parent[n]]
        return n

    def join(self, rows: Iterable[int]) -> None:
        roots = sorted({self.of(n) for n in rows})
        for root in roots[1:]:
            self.parent[root] = roots[0]


def _most(groups: Iterable[list[int]]) -> tuple[list[int], bool]:
    """The largest, and whether it is nearly all, or the others are slips: three articles agree, and each of the others
    is alone."""
    *others, most = sorted(groups, key=len) or [[]]
    slips = len(most) >= HOLDS and all(len(rows) == 1 for rows in others)
    return most, slips or len(most) >= CERTAIN * (len(most) + sum(map(len, others)))


@cache
def _nicknames() -> Callable[[str], set[str]]:
    from nicknames import NickNamer

    return NickNamer().canonicals_of


@lru_cache(maxsize=1 << 16)
def _forms(first: str) -> frozenset[str]:
    """A given name and those that it may be short for: Chuck, Charlie, Charles."""
    return frozenset({first} | _nicknames()(first))


class _Persons:
    """Persons by surname."""

    def __init__(self, seen: Sequence[Seen], groups: _Groups, how: dict[int, How]):
        self.seen, self.groups, self.how = seen, groups, how
        self.full: dict[str, list[int]] = defaultdict(list)
        self.bare: dict[str, list[int]] = defaultdict(list)
        for n, s in enumerate(seen):
            if s.name:
                (self.full if s.name.first else self.bare)[s.name.last].append(n)
        # How common names and roles are, over different full names.
        distinct = {(n.first, n.last): set[str]() for s in seen if (n := s.name) and n.first}
        for s in seen:
            if s.name and s.name.first:
                distinct[s.name.first, s.name.last].update(s.roles)
        self.firsts, self.lasts = (Counter(pair[k] for pair in distinct) for k in (0, 1))
        self.roles = Counter(role for its in distinct.values() for role in its)
        self.distinct = max(1, len(distinct))
        self.people: dict[str, list[list[int]]] = {}  # surname -> persons that are known by their full names

    def link_full_names(self) -> None:
        for last, rows in self.full.items():
            by_first: dict[tuple[str, str], list[int]] = defaultdict(list)
            for n in rows:
                by_first[self._name(n).first, self._name(n).suffix].append(n)
            people = [p for its in self._with_short_forms(by_first) for p in self._persons(its)]
            for person in people:
                self.groups.join(person)
                self.how.update(dict.fromkeys(person, "full name"))
            self.people[last] = people

    def _name(self, n: int) -> Name:
        name = self.seen[n].name
        assert name is not None
        return name

    def _with_short_forms(self, by_first: dict[tuple[str, str], list[int]]) -> list[list[int]]:
        """Rows of one given name, and of its short forms where these are of nobody else and a role or state agrees."""
        keys, by_form = sorted(by_first), defaultdict(set)
        for i, (first, suffix) in enumerate(keys):
            for form in _forms(first):
                by_form[form, suffix].add(i)
        near = [set().union(*(by_form[form, suffix] for form in _forms(first))) for first, suffix in keys]
        joined = _Groups(len(keys))
        for i, its in enumerate(near):
            for k in its - {i}:
                alone = len(its) == len(near[k]) == 2 or its == near[k]
                if alone and self._agree(by_first[keys[i]], by_first[keys[k]]):
                    joined.join((i, k))
        out: dict[int, list[int]] = defaultdict(list)
        for i, key in enumerate(keys):
            out[joined.of(i)] += by_first[key]
        return [sorted(rows) for rows in out.values()]

    def _agree(self, a: Sequence[int], b: Sequence[int]) -> bool:
        states = [{self.seen[n].state for n in rows} - {""} for rows in (a, b)]
        if all(states):
            return states[0] == states[1]
        shared = self._roles(a) & self._roles(b)
        return any(self.roles[role] <= NAMESAKES * self.distinct for role in shared)

    def _roles(self, rows: Iterable[int]) -> set[str]:
        return {role for n in rows for role in self.seen[n].roles}

    def _persons(self, rows: list[int]) -> Iterator[list[int]]:
        """Rows of one name -> persons; what could be either of two is in none."""
        for by_middle in self._split(rows, lambda s: (s.name and s.name.middle) or ""):
            for by_state in self._split(by_middle, lambda s: s.state):
                yield from self._by_roles(by_state)

    def _split(self, rows: list[int], value: Callable[[Seen], Hashable]) -> list[list[int]]:
        """Rows by a value of which a person has one. Rows without it are of the value that nearly all others have."""
        by_value: dict[Hashable, list[int]] = defaultdict(list)
        for n in rows:
            by_value[value(self.seen[n])].append(n)
        unsaid = by_value.pop("", [])
        most, certain = _most(by_value.values())
        if certain:
            most += unsaid
            by_value = by_value or {"": most}
        else:
            self._doubt(unsaid)
        return [sorted(its) for its in by_value.values()]

    def _by_roles(self, rows: list[int]) -> list[list[int]]:
        """Rows of one name -> persons. A name that several people may well have needs roles that agree, too."""
        first = Counter(self._name(n).first for n in rows).most_common(1)[0][0]
        expected = (self.firsts[first] - 1) * (self.lasts[self._name(rows[0]).last] - 1) / self.distinct
        if expected <= NAMESAKES or len(rows) == 1:
            return [rows]
        joined, by_role = _Groups(len(rows)), defaultdict(list)
        for i, n in enumerate(rows):
            for role in {self.seen[n].state, *self.seen[n].roles} - {""}:
                by_role[role].append(i)
        for role, its in by_role.items():
            if expected * self.roles[role] / self.distinct <= NAMESAKES:
                joined.join(its)
        of: dict[int, list[int]] = defaultdict(list)
        for i, n in enumerate(rows):
            if self.seen[n].roles or self.seen[n].state:
                of[joined.of(i)].append(n)
        silent = [n for n in rows if not self.seen[n].roles and not self.seen[n].state]
        most, certain = _most(of.values())
        if certain and len(most) >= HOLDS:
            most += silent
        else:
            self._doubt(silent)
        return [sorted(its) for its in of.values()]

    def _doubt(self, rows: Iterable[int]) -> None:
        self.how.update(dict.fromkeys(rows, "doubt"))

    def link_surnames(self) -> None:
        for last, rows in self.bare.items():
            people = self.people.get(last, [])
            about = [self._about(person) for person in people]
            for n in rows:
                if people:
                    self._link_surname(n, people, about)

    def _about(self, person: Sequence[int]) -> _About:
        its = [self.seen[n] for n in person]
        pronouns, titles = Counter(s.pronoun for s in its if s.pronoun), {s.title for s in its}
        return _About({self._name(n).first for n in person}, titles, pronouns, len({s.article for s in its}))

    def _link_surname(self, n: int, people: Sequence[list[int]], about: Sequence[_About]) -> None:
        """Linked to a person whose full name is in the article, else to one who is known enough without."""
        row = self.seen[n]
        near = frozenset().union(*map(_forms, row.near))
        able = [k for k, person in enumerate(about) if person.can_be(row)]
        named = [k for k in able if near and any(near & _forms(first) for first in about[k].firsts)]
        best = [max(its, key=lambda k: about[k].articles, default=None) for its in (able, named)]
        most = best[1] if named else best[0]
        certain = most is not None and about[most].articles >= SURNAME * sum(about[k].articles for k in named or able)
        if most is not None and certain and (about[most].articles >= OFTEN or (named and best[0] == best[1])):
            self.groups.join((n, people[most][0]))
            self.how[n] = "surname"
        else:
            self._doubt([n])


@dataclass(frozen=True, slots=True)
class _About:
    """A person by their full name: given names, titles, pronouns, and in how many articles they are a source."""

    firsts: set[str]
    titles: set[str]
    pronouns: Counter[str]
    articles: int

    def can_be(self, row: Seen) -> bool:
        """Whether no title or pronoun beside the surname speaks against it."""
        other = self.pronouns.total() - self.pronouns[row.pronoun]
        against = row.pronoun and self.pronouns.total() >= HOLDS and other > self.pronouns.total() / 2
        return not against and (not row.title or row.title in self.titles)


def _link_offices(seen: Sequence[Seen], groups: _Groups, how: dict[int, How]) -> None:
    """Who is called by the office alone is the one whom the article names with it, else whoever had it in these days,
    by nearly all articles. Former holders keep their title: so "nearly all" is less than elsewhere."""
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    called: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n, s in enumerate(seen):
        if s.name and s.office and how.get(n) in ("full name", "surname"):
            called[s.office, s.name.last].add(groups.of(n))
            holders[s.office] += [(s.day, groups.of(n))] if s.day else []

    @cache
    def holder(office: str, day: int) -> set[int]:
        near = Counter(who for then, who in holders[office] if abs(then - day) <= AROUND)
        who, often = max(near.items(), key=lambda item: item[1], default=(-1, 0))
        return {who} if often >= max(HOLDS, HOLDER * near.total()) else set()

    for n, s in enumerate(seen):
        if s.person and not s.name and s.office:
            who = holder(s.office, s.day) if s.day and not s.near else set()
            if len(s.near) == 1:
                who = called[s.office, *s.near]
            groups.join((n, *who) if len(who) == 1 else ())
            how[n] = "office" if len(who) == 1 else "doubt"


def _link_others(seen: Sequence[Seen], groups: _Groups, how: dict[int, How]) -> None:
    """Organizations and outlets by their whole names; acronyms where the articles say what they are short for."""
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, s in enumerate(seen):
        words = organization_words(s.written)
        proper = any(w[:1].isupper() for w in s.written.removeprefix("The ").split())  # no "the government"
        if not s.person and proper and " ".join(words) not in MANY_HAVE and words[-1] not in PERSON_NOUNS:
            by_name[words].append(n)
    longer: dict[tuple[str, ...], list[int]] = defaultdict(list)  # "Times" -> those whose names end with it
    for words, rows in by_name.items():
        for k in range(1, len(words)):
            longer[words[k:]].append(len(rows))
    for words, rows in by_name.items():
        if len(longer[words]) > 1 and len(rows) < MOSTLY * sum(longer[words]):
            how.update(dict.fromkeys(rows, "doubt"))
        else:
            groups.join(rows)
            how.update(dict.fromkeys(rows, "same name"))
    _link_acronyms(seen, by_name, groups, how)


def _link_acronyms(
    seen: Sequence[Seen], by_name: dict[tuple[str, ...], list[int]], groups: _Groups, how: dict[int, How]
) -> None:
    """An acronym is the name that articles explain it by, if it is always the same one."""
    short: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for words, rows in by_name.items():
        for n in rows:
            for acronym in seen[n].near:
                short[acronym][words] += 1
    for acronym, whole in short.items():
        rows, most = by_name.get((acronym,), []), max(whole, key=lambda words: (whole[words], words))
        if rows and len(whole) == 1 and "doubt" not in (how.get(rows[0]), how.get(by_name[most][0])):
            groups.join((rows[0], by_name[most][0]))
            how.update(dict.fromkeys(rows, "acronym"))


def organization_words(written: str) -> tuple[str, ...]:
    """What tells an organization: its words in lower case, without article, genitive, points and "US" before them.

    >>> organization_words("the U.S. Chamber of Commerce"), organization_words("The New York Times'")
    (('chamber', 'of', 'commerce'), ('new', 'york', 'times'))
    """
    words = tuple(w.replace(".", "") for w in names.name_words(written))
    return words[1:] if len(words) > 1 and words[0] == "us" else words
