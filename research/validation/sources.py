"""Who the sources are, compared with our own labels: source phrases with who is meant, named or not, and the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.article import Analysis, Source, Sourcing
from analysis.measures.sourcing import find_sourcing
from analysis.measures.sourcing.attributions import Draft, manner
from research.validation.bootstrap import Figure, f_score, ratio, resampled

Label = tuple[Sequence[int], str, str]  # who is meant, by number; "yes", "no" or "part"; the kind


def marked(analysis: Analysis, attributions: Sequence[Mapping[str, Sequence[Sequence[int]]]]) -> Sourcing:
    """The article's sources when the attributions are those that annotators marked, not those that the tagger found."""
    drafts = [
        Draft(*(tuple(sorted((s, e) for s, e in a[role])) for role in ("source", "cue", "content")), 1.0)
        for a in attributions
        if any(a[role] for role in ("source", "cue", "content"))
    ]
    drafts.sort(key=lambda d: d.extent)
    spoken = [replace(d, manner=manner(analysis.article, analysis.parse, d)) for d in drafts]
    return find_sourcing(analysis.article, analysis.parse, spoken)


@dataclass(frozen=True, slots=True)
class Pair:
    """One source phrase that people labeled and that the workbook found as well."""

    who: tuple[int, ...]
    named: str
    kind: str
    ours: Source


def paired(mentions: Sequence[Sequence[int]], labels: Sequence[Label], sources: Sequence[Source]) -> list[Pair]:
    """Phrases with the source one of whose mentions overlaps them most, in the order of the text."""
    out = []
    for (start, end), (who, named, kind) in zip(mentions, labels, strict=True):
        shared = [(min(e, end) - max(s, start), -source.id, source) for source in sources for s, e in source.mentions]
        best = max(shared, key=lambda row: row[:2], default=(0, 0, None))
        if best[0] > 0:
            out.append(Pair(tuple(who), named, kind, best[2]))
    return out


def resolved(pairs: Sequence[Pair]) -> list[tuple[bool, int]]:
    """For each phrase whether it is joined to the same source as the last phrase of that source before it, or begins a
    new source where people see a new one; rows of (right, 1). Phrases of several sources are left out."""
    rows, ours_of, seen = [], {}, set()
    for pair in pairs:
        if len(pair.who) > 1:
            continue
        (who,) = pair.who
        right = ours_of[who] == pair.ours.id if who in ours_of else pair.ours.id not in seen
        rows.append((right, 1))
        ours_of[who] = pair.ours.id
        seen.add(pair.ours.id)
    return rows


def unnamed(pairs: Sequence[Pair]) -> tuple[int, int, int]:
    """Unnamed sources of an article: found and meant, found, meant. A source that people split is one for each part."""
    meant = {p.who for p in pairs if p.named == "no"}
    said = {p.who for p in pairs if not p.ours.named}
    return len(meant & said), len(said), len(meant)


def figures(articles: Sequence[tuple[Sequence[Pair], int]]) -> dict[str, dict[str, Figure]]:
    """By measure; each article with its number of labeled phrases."""
    named = [[(p.ours.named == (p.named == "yes"), 1) for p in pairs if p.named != "part"] for pairs, _ in articles]
    kinds = [[(p.ours.kind == p.kind, 1) for p in pairs] for pairs, _ in articles]
    same = [resolved(pairs) for pairs, _ in articles]

    def share(by_article: list[list[tuple[bool, int]]]) -> Figure:
        return resampled([tuple(map(sum, zip(*rows, strict=True))) for rows in by_article if rows], ratio)

    return {
        "sources": {
            "found": resampled([(len(pairs), total) for pairs, total in articles], ratio),
            "resolved": share(same),
            "kind": share(kinds),
        },
        "named_sources": {"accuracy": share(named)},
        "unnamed_sources": {"f": resampled([unnamed(pairs) for pairs, _ in articles], f_score)},
    }
