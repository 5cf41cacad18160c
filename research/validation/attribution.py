"""Who says what, compared with people's labels: spans as [start, end) offsets into one text.

As usual for PolNeAR (Newell, Margolin and Ruths 2018): two attributions match when their contents overlap, and their
cues and sources overlap or are missing on one side; one to one, largest content overlap first. Strictly they match
when all three roles are equal up to punctuation at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from analysis.nlp.quotations import find_quotations
from research.validation.bootstrap import Figure, f_score, ratio, resampled

ROLES = ("source", "cue", "content")
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
SURE = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0)  # edges of the bins of a reliability table
Labels = Sequence[Mapping[str, Sequence[Sequence[int]]]]


def figures(articles: Iterable[tuple[str, Labels, Labels]]) -> dict[str, Figure]:
    """Of (text, found, gold) for each article. `source_f`, `cue_f`, `content_f` count words and marks."""
    counted = [_counts(*article) for article in articles]
    names = ("overlap_f", "strict_f", *(f"{role}_f" for role in ROLES))
    return {name: resampled([c[name] for c in counted], f_score) for name in names}


def recalls(articles: Iterable[tuple[str, Labels, Labels]], kind_of) -> dict[str, Figure]:
    """The share of the gold that is found (overlap), by kind: `kind_of(text, attribution)` lists its kinds."""
    by_kind: dict[str, list[tuple[int, int]]] = {}
    for text, found, gold in articles:
        hit = {j for _, j in matches(found, gold)}
        rows: dict[str, list[int]] = {}
        for j, attribution in enumerate(gold):
            for kind in kind_of(text, attribution):
                rows.setdefault(kind, []).append(j in hit)
        for kind, hits in rows.items():
            by_kind.setdefault(kind, []).append((sum(hits), len(hits)))
    return {kind: resampled(rows, ratio) for kind, rows in sorted(by_kind.items())}


def kinds(text: str, attribution: Mapping) -> list[str]:
    """`direct`, `mixed` or `indirect` by how much of the content stands in quotation marks; and `no source`."""
    if not attribution["content"]:  # a few of PolNeAR's
        return []
    words = _places(text, attribution["content"])
    start, end = min(s for s, _ in attribution["content"]), max(e for _, e in attribution["content"])
    quoted = {i for s, e in find_quotations(text, paragraphs(text, start, end)) for i in range(s, e)}
    inside = [i in quoted for i in words if text[i].isalnum()]
    manner = "direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"
    return [manner] if attribution["source"] else [manner, "no source"]


def reliability(scored: Iterable[tuple[float, bool]], edges: Sequence[float] = SURE) -> list[dict]:
    """Scores in bins, lower edge included: how many attributions, their mean score, and the share that people have."""
    rows = list(scored)
    out = []
    for low, high in pairwise(edges):
        own = [(score, right) for score, right in rows if low <= score < high or score == high == edges[-1]]
        if own:
            mean, share = (round(sum(side) / len(own), 4) for side in zip(*own, strict=True))
            out.append({"from": low, "to": high, "count": len(own), "score": mean, "right": share})
    return out


def matches(found: Labels, gold: Labels) -> list[tuple[int, int]]:
    """Pairs of positions: (in found, in gold)."""
    ours, theirs = ([{r: _characters(a[r]) for r in ROLES} for a in side] for side in (found, gold))
    shared = sorted(
        (
            (len(g["content"] & f["content"]), j, i)
            for i, f in enumerate(ours)
            for j, g in enumerate(theirs)
            if g["content"] & f["content"] and _compatible(f["cue"], g["cue"]) and _compatible(f["source"], g["source"])
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, j, i in shared:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return pairs


def matched(found: Labels, gold: Labels) -> tuple[int, int, int]:
    """How many match, were found, are in the gold."""
    return len(matches(found, gold)), len(found), len(gold)


def _counts(text: str, found: Labels, gold: Labels) -> dict[str, tuple[int, int, int]]:
    out = {"overlap_f": matched(found, gold)}
    ours, theirs = ([tuple(_trimmed(text, a[r]) for r in ROLES) for a in side] for side in (found, gold))
    equal = sum(min(ours.count(a), theirs.count(a)) for a in set(theirs))
    out["strict_f"] = (equal, len(found), len(gold))
    for role in ROLES:
        have, want = ({i for a in side for i in _places(text, a[role])} for side in (found, gold))
        out[f"{role}_f"] = (len(have & want), len(have), len(want))
    return out


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines that the span touches: quotation marks pair within one."""
    lines = (m.span() for m in re.finditer(r"[^\n]+", text))
    return [(a, b) for a, b in lines if a < end and start < b]


def _places(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Where words and marks begin inside the spans."""
    return {m.start() for s, e in spans for m in WORD_OR_MARK.finditer(text, s, e)} - _cut(text, spans)


def _cut(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Starts that are in mid-word: the word begins before the span."""
    return {s for s, _ in spans if 0 < s < len(text) and text[s].isalnum() and text[s - 1].isalnum()}


def _characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for s, e in spans for i in range(s, e)}


def _compatible(a: set[int], b: set[int]) -> bool:
    return not a or not b or bool(a & b)


def _trimmed(text: str, spans: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    if not spans:
        return None
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None
