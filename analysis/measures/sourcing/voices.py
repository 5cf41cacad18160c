"""Each body word belongs to exactly one voice: the innermost source whose content covers it, or the article's own."""

from collections.abc import Sequence

from analysis.article import Article, Attribution, Span, Voice


def assign_voices(article: Article, attributions: Sequence[Attribution]) -> tuple[Voice, ...]:
    """The article's own voice first, then sources in the order of their first word. Shares add to 1.

    Where a content has several sources, its words count for the first. A content whose source is not known
    belongs to the voice around it.
    """
    owner: list[int | None] = [None] * len(article.text)  # of each character: innermost contents paint last
    for attribution in sorted(attributions, key=lambda a: _depth(a, attributions)):
        if attribution.source_ids:
            for start, end in attribution.content:
                owner[start:end] = [attribution.source_ids[0]] * (end - start)
    spans: dict[int | None, list[Span]] = {None: []}
    counts: dict[int | None, int] = {None: 0}
    for paragraph in article.paragraphs:
        previous: object = object()
        for start, end in article.words(paragraph):
            voice = owner[start] if owner[start] == owner[end - 1] else None
            mine = spans.setdefault(voice, [])
            if voice == previous:
                mine[-1] = (mine[-1][0], end)
            else:
                mine.append((start, end))
            counts[voice] = counts.get(voice, 0) + 1
            previous = voice
    total = sum(counts.values())
    return tuple(Voice(v, tuple(spans[v]), counts[v], counts[v] / total if total else 0.0) for v in spans)


def _depth(attribution: Attribution, attributions: Sequence[Attribution]) -> int:
    depth, parent = 0, attribution.parent
    while parent is not None:
        depth, parent = depth + 1, attributions[parent].parent
    return depth
