"""Attributions inside the contents of others, which PolNeAR does not mark: whole sentences of it, with what is said in
them, put into somebody else's mouth."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
ROLES = ("source", "cue", "content")
SHARE = 0.4  # of the sentences that may be put into a mouth
WORDS = range(7, 46)
OUTLETS = (
    "the report",
    "the paper",
    "the newspaper",
    "the Evening Star",
    "the Dover Gazette",
    "the Morning Courier",
    "CNN",
    "Reuters",
    "the Washington Post",
    "the Wall Street Journal",
    "the Associated Press",
    "Fox News",
    "the network",
    "the filing",
    "a spokesman",
    "two officials",
    "an aide to the governor",
    "people familiar with the matter",
)
MARKS = (('"', '"'), ("“", "”"))
SAID = ("said", "reported", "wrote", "added", "noted", "told reporters", "said on Tuesday", "told the committee")
# What stands before and behind the sentence: S a speaker, C a cue, Q a quotation mark.
FRAMES = (
    (("Q",), (",", "Q", " ", "S", " ", "C", ".")),
    (("Q",), (",", "Q", " ", "C", " ", "S", ".")),
    (("S", " ", "C", ", ", "Q"), (".", "Q")),
    (("S", " ", "C", ": ", "Q"), (".", "Q")),
    (("S", " ", "C", " that "), (".",)),
    (("According to", " ", "S", ", "), (".",)),
    ((), (", ", "according to", " ", "S", ".")),
    ((), (", ", "S", " ", "C", ".")),
)
LOWERED = {
    "A",
    "An",
    "And",
    "As",
    "At",
    "But",
    "He",
    "Her",
    "His",
    "If",
    "In",
    "It",
    "On",
    "She",
    "That",
    "The",
    "Their",
    "There",
    "They",
    "This",
    "When",
    "While",
}
PREPOSITIONS = ("According to", "according to")


@dataclass(frozen=True, slots=True)
class Nested:
    """A text with its outer and inner attributions; `unknown` are contents of which nobody said what is inside."""

    text: str
    outer: list[dict]
    inner: list[dict]
    unknown: list[Span]


def outermost(found: Sequence[dict]) -> list[dict]:
    """Without those inside the content of another one of them: one more level is marked, not all."""
    found = [a for a in found if any(a[role] for role in ROLES)]
    return [a for a in found if not any(b is not a and _holds(b, a) for b in found)]


def _holds(outer: dict, inner: dict) -> bool:
    start, end = _extent(inner)
    return any(s <= start and end <= e and e - s > end - start for s, e in outer["content"])


def _extent(attribution: dict) -> Span:
    spans = [s for role in ROLES for s in attribution[role]]
    return min(s for s, _ in spans), max(e for _, e in spans)


def put_inside(text: str, gold: Sequence[dict], sentences: Sequence[Span], rng: random.Random) -> Nested:
    """The article with some of its sentences told by somebody."""
    chosen = [(span, own) for span, own in _whole(text, gold, sentences) if rng.random() < SHARE]
    out, at, outer, inner, starts, shifts = "", 0, [], [], [0], [0]
    for (start, end), own in chosen:
        out += text[at:start]
        framed, spans, inside = _framed(text[start:end], rng)
        outer.append({role: [[s + len(out), e + len(out)] for s, e in spans[role]] for role in ROLES})
        inner += [_moved(_clipped(a, end - 1), len(out) + inside - start) for a in own]
        out, at = out + framed, end
        starts.append(end)
        shifts.append(len(out) - end)
    told = [a for _, own in chosen for a in own]
    rest = [_moved(a, shifts[bisect_right(starts, _extent(a)[0]) - 1]) for a in gold if a not in told and a["content"]]
    return Nested(out + text[at:], outer + rest, inner, [tuple(s) for a in rest for s in a["content"]])


def _whole(text: str, gold: Sequence[dict], sentences: Sequence[Span]) -> Iterator[tuple[Span, list[dict]]]:
    """Sentences that say who says something, all of it, and that no other attribution reaches into."""
    extents = [(_extent(a), a) for a in gold if any(a[role] for role in ROLES)]
    for start, end in sentences:
        own = [a for (s, e), a in extents if start <= s and e <= end]
        touching = sum(s < end and start < e for (s, e), _ in extents)
        words, marks = text[start:end], sum(text.count(m, start, end) for m in '"“”')
        plain = words.endswith(".") and "\n" not in words and marks in (0, 2) and len(words.split()) in WORDS
        if own and touching == len(own) and plain and all(a["cue"] and a["content"] for a in own):
            yield (start, end), own


def _framed(sentence: str, rng: random.Random) -> tuple[str, dict[str, list[Span]], int]:
    """The sentence in a frame, the spans of the frame's own attribution, and where the sentence begins."""
    before, behind = rng.choice(FRAMES)
    opening, closing = rng.choice(MARKS)
    speaker, said = rng.choice(OUTLETS), rng.choice(SAID)
    inside = sentence[:-1]
    if "Q" in before:
        inside = inside.replace('"', "'").replace("“", "‘").replace("”", "’")
    elif before and inside.split()[0] in LOWERED:
        inside = inside[0].lower() + inside[1:]
    words = {"S": speaker, "C": said}
    out, spans = "", {role: [] for role in ROLES}
    for n, part in enumerate((*before, None, *behind)):
        if part is None:
            begin = len(out)
            out, spans["content"] = out + inside, [(begin, begin + len(inside))]
            continue
        shown = (opening if n < len(before) else closing) if part == "Q" else words.get(part, part)
        role = {"S": "source", "C": "cue", **dict.fromkeys(PREPOSITIONS, "cue")}.get(part)
        if not out:
            shown = shown[0].upper() + shown[1:]
        if role:
            spans[role].append((len(out), len(out) + len(shown)))
        out += shown
    return out, spans, begin


def _clipped(attribution: dict, end: int) -> dict:
    """Without the sentence's period."""
    return {role: [[s, min(e, end)] for s, e in attribution[role]] for role in ROLES}


def _moved(attribution: dict, by: int) -> dict:
    return {role: [[s + by, e + by] for s, e in attribution[role]] for role in ROLES}
