"""Each body word belongs to exactly one voice: the innermost source whose content covers it, or the article's own."""

from __future__ import annotations

from collections.abc import Sequence

from ...article import Article, Attribution, Span, Voice


def voices(article: Article, attributions: Sequence[Attribution]) -> tuple[Voice, ...]:
    """The article's own voice first, then sources in the order of their first word. Shares add to 1.

    Where a content has several sources, its words count for the first. A content whose source is not known
    belongs to the voice around it.
    """
    depth = {a.id: _depth(a, attributions) for a in attributions}
    owners = sorted((a for a in attributions if a.source_ids), key=lambda a: depth[a.id])
    spans: dict[int | None, list[Span]] = {None: []}
    counts: dict[int | None, int] = {None: 0}
    total = 0
    for paragraph in article.paragraphs:
        previous: object = object()
        for word in article.words(paragraph):
            voice = None
            for attribution in owners:
                if any(s <= word[0] and word[1] <= e for s, e in attribution.content):
                    voice = attribution.source_ids[0]
            mine = spans.setdefault(voice, [])
            if voice == previous:
                mine[-1] = (mine[-1][0], word[1])
            else:
                mine.append(word)
            counts[voice] = counts.get(voice, 0) + 1
            previous, total = voice, total + 1
    return tuple(Voice(v, tuple(spans[v]), counts[v], counts[v] / total if total else 0.0) for v in spans)


def _depth(attribution: Attribution, attributions: Sequence[Attribution]) -> int:
    depth, parent = 0, attribution.parent
    while parent is not None:
        depth, parent = depth + 1, attributions[parent].parent
    return depth
