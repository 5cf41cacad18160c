"""Names: where they stand, whether two are one, and whether one is a news outlet's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.measures.sourcing import wordlists as lists

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What a name is to the shipped pipeline and to others -> person, organization or place.
LABELS = {"PERSON": 1, "PER": 1, "ORG": 2, **dict.fromkeys(("LOC", "GPE", "FAC", "NORP"), 3)}
GENITIVE = ("'s", "’s", "'", "’")
PARTICLES = frozenset("al bin da de del della den der di do dos du e el ibn la le ten ter van von y zu".split())
SMALL_WORDS = {"the", "of", "and", "for", "&"}
DROPPED = {"the", "corp", "inc", "ltd", "co", "llc", "plc", "company", "corporation"}


def find_names(doc: Doc) -> list[tuple[int, int, str]]:
    """First token, the token behind the last, and label of each name. "Lt. Col. Reed" is Reed, with titles before it;
    "Luiz Inácio da Costa e Silva" is one name, though the pipeline may see two."""
    found: list[tuple[int, int, str]] = []
    for entity in doc.ents:
        start, end, label = entity.start, entity.end, entity.label_
        if label not in LABELS:
            continue
        while end - 1 > start and doc[end - 1].lower_ in GENITIVE:
            end -= 1
        person = LABELS[label] == 1
        while person and end - start > 1 and (_title(doc, start) or doc[start].is_punct):
            start += 1
        roles = [k for k in range(start + 1, end - 1) if person and doc[k].lower_ in lists.PERSON_NOUNS]
        start = roles[-1] + 1 if roles else start  # "F.B.I. Director Ada Quill"
        while person and _particle(doc, end):
            end += 2
        if found and start < found[-1][1]:
            continue
        if person and all(_title(doc, k) or doc[k].is_punct for k in range(start, end)):
            start, end = _behind_titles(doc, end)  # only "Lt." of "Lt. Col. Reed" was seen
        if any(c.isalpha() for c in doc[start:end].text):
            found.append((start, end, label))
    return found


def _behind_titles(doc: Doc, at: int) -> tuple[int, int]:
    """First token and the one behind the last of a name that no entity has; the same token where there is none."""
    while at < len(doc) and (_title(doc, at) or doc[at].text == "."):
        at += 1
    end = at
    while end < len(doc) and doc[end].pos_ == "PROPN" and not doc[end].ent_type_:
        end += 1
    return at, end


def _title(doc: Doc, at: int) -> bool:
    return doc[at].lower_.rstrip(".") in lists.TITLES


def _particle(doc: Doc, at: int) -> bool:
    """Whether a name that ends here goes on: "da Costa"."""
    return at + 1 < len(doc) and doc[at].text in PARTICLES and doc[at + 1].pos_ == "PROPN" and doc[at + 1].is_title


def is_outlet(name: str) -> bool:
    """Does this name look like a news outlet's?"""
    lower = re.sub(r"^the ", "", name.lower().strip())
    return lower in lists.OUTLET_NAMES or (
        (" " in lower or name[:1].isupper()) and lower.split()[-1] in lists.OUTLET_ENDINGS
    )


@lru_cache(maxsize=8_192)
def same_name(a: str, b: str) -> bool:
    """Is one name a shorter form of the other? Its last word, its initials; never another person's."""
    x, y = sorted((name_words(a), name_words(b)), key=len)
    if not x or x == y:
        return x == y and bool(x)
    if len(x) == 1:
        return x[0] == y[-1] or x[0] in _initials(y) or (is_outlet(b) and is_outlet(a) and x[0] == y[0])
    if ("jr" in x) != ("jr" in y):
        return False
    return (x[-1] == y[-1] and x[0] == y[0]) or y[-len(x) :] == x


class NameIndex:
    """Many names, numbered as they come: which of them `same_name` as another, without asking about each.

    >>> NameIndex(["Ida Norr", "Max Norr", "Ida R. Norr"]).like("Ida Norr")
    [0, 2]
    """

    def __init__(self, names: Iterable[str] = ()):
        self.names: dict[int, str] = {}
        self.by_key: dict[tuple, dict[int, None]] = {}
        for n, name in enumerate(names):
            self.put(n, name)

    def put(self, n: int, name: str) -> None:
        """Give number `n` a name; what it was called before counts no more."""
        self.names[n] = name
        for key in _keys(name):
            self.by_key.setdefault(key, {})[n] = None

    def like(self, name: str) -> list[int]:
        """The numbers of those that are the same name as this one."""
        near = {n for key in _sought(name) for n in self.by_key.get(key, ())}
        return [n for n in sorted(near) if same_name(self.names[n], name)]

    def first(self, name: str) -> int | None:
        """One of `like`; None where there is none."""
        near = (n for key in _sought(name) for n in self.by_key.get(key, ()))
        return next((n for n in near if same_name(self.names[n], name)), None)


def _keys(name: str) -> Iterator[tuple]:
    """What `same_name` may know a name by: all its words or the last, its first and last word, its initials."""
    words = name_words(name)
    if words:
        yield from (("whole", words), ("ends", words[0], words[-1]), ("last", words[-1]), ("first", words[0]))
        yield from (("initials", short) for short in _initials(words))
        yield from (("end", words[n:]) for n in range(1, len(words) - 1))


def _sought(name: str) -> Iterator[tuple]:
    """The keys of all names that may be the same as this one."""
    words = name_words(name)
    if not words:
        return
    yield ("whole", words)
    if len(words) == 1:
        yield from (("last", words[0]), ("initials", words[0]))
        if is_outlet(name):
            yield ("first", words[0])
    else:
        yield from (("ends", words[0], words[-1]), ("end", words))
        yield from (("whole", words[n:]) for n in range(1, len(words)))
        yield ("whole", words[:1])
    yield from (("whole", (short,)) for short in _initials(words))


def _initials(words: tuple[str, ...]) -> set[str]:
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in SMALL_WORDS)}


@lru_cache(maxsize=8_192)
def name_words(name: str) -> tuple[str, ...]:
    """The words that tell a name, in lower case, without articles and forms of company."""
    words = [w for w in (w.rstrip(".") for w in re.findall(r"[\w.'’-]+", normalize_name(name).lower())) if w]
    return tuple(w for w in words if w not in DROPPED) or tuple(words)


def normalize_name(name: str) -> str:
    """A name in one line, without its article and without a genitive's ending."""
    return re.sub(r"^[Tt]he\s+|['’]s?$", "", " ".join(name.split()))
