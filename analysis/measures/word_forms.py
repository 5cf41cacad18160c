"""Word lists of our own (`data/*.toml`) and the forms in which their entries appear in a text.

An entry is one word or several ("led to"); its first word is inflected as its group says. By rule, and by the list of
irregular forms below: the lemmas of a language pipeline differ from one pipeline to the next, the words do not.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from analysis import DATA

Entry = TypeVar("Entry")
ByFirstWord = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]  # first word -> forms, each with its entry

VOWELS = frozenset("aeiou")
DOUBLED = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]")  # one short syllable: ban, banned
DOUBLED_LONG = frozenset("forbid forget permit admit commit flip-flop compel prefer rebut propel regret infer".split())


@lru_cache(maxsize=8)
def load(name: str) -> dict[str, Any]:
    """The contents of a list's file."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


# Base form -> past and participle, where the rules would err; of verbs that are in our lists.
IRREGULAR: dict[str, str] = load("irregular_verbs")


def entries(listed: str) -> tuple[str, ...]:
    """The entries of a list: separated by commas or line ends."""
    return tuple(" ".join(e.split()) for line in listed.splitlines() for e in line.split(",") if e.strip())


def verb_forms(base: str) -> frozenset[str]:
    """All forms of a verb.

    >>> sorted(verb_forms("deny")), sorted(verb_forms("tell"))
    (['denied', 'denies', 'deny', 'denying'], ['tell', 'telling', 'tells', 'told'])
    """
    past = IRREGULAR[base].split() if base in IRREGULAR else [_past(base)]
    silent = base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be"
    return frozenset({base, plural(base), *past, f"{base[:-1] if silent else _doubled(base)}ing"})


def plural(base: str) -> str:
    """With -s: the plural of a noun, the third person of a verb.

    >>> plural("demand"), plural("plea"), plural("crisis"), plural("tragedy"), plural("clash")
    ('demands', 'pleas', 'crises', 'tragedies', 'clashes')
    """
    if base.endswith("is"):
        return base[:-2] + "es"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "do", "go")) else "s")


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _doubled(base: str) -> str:
    return base + base[-1] if DOUBLED.fullmatch(base) or base in DOUBLED_LONG else base


def forms(entry: str, kind: str) -> tuple[tuple[str, ...], ...]:
    """The forms of an entry, each as its words: of a `verb` or a `noun` the first, or for nouns the last, is inflected.

    >>> sorted(" ".join(f) for f in forms("lead to", "verb"))
    ['lead to', 'leading to', 'leads to', 'led to']
    """
    words = tuple(entry.split())
    if kind == "verb":
        return tuple((form, *words[1:]) for form in sorted(verb_forms(words[0])))
    if kind == "noun":
        return words, (*words[:-1], plural(words[-1]))
    return (words,)


def by_first_word(rows: Iterable[tuple[str, str, Entry]], key: Callable | None = None) -> ByFirstWord[Entry]:
    """Words as listed, their kind and their entry -> all their forms, by first word; by `key`, or the longest first."""
    found: dict[str, list] = {}
    for listed, kind, entry in rows:
        for form in forms(listed, kind):
            found.setdefault(form[0], []).append((form, entry))
    key = key or (lambda row: (-len(row[0]), row))
    return {first: tuple(sorted(own, key=key)) for first, own in found.items()}
