"""Whose words the body has: the voice of each word, the outlet that words came through, and who has none.

Each body word belongs to exactly one voice: the innermost source whose content covers it, or the article's own.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from analysis.article import Article, Attribution, Parse, Source, Span, Unheard, Voice
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.attributions import Draft
from analysis.measures.sourcing.entities import Entity, Ids, SourceEntry
from analysis.measures.sourcing.names import NameIndex, same_name
from analysis.nlp.spans import DisjointSpans, SpanIndex

GIVEN_TO = re.compile(lists.GIVEN_TO, re.IGNORECASE)
REACH = 60  # characters before an outlet's name in which the words of giving may be
ORGANIZATION_AT_LEAST = 2  # mentions: a body named once is mostly a place or an employer
NOT_ONE_GROUP = {"figure", "body", "other", "number"}


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
    spans: defaultdict[int | None, list[Span]] = defaultdict(list, {None: []})
    counts = Counter[int | None]()
    for paragraph in article.paragraphs:
        words = [(owner[s] if owner[s] == owner[e - 1] else None, s, e) for s, e in article.words(paragraph)]
        for voice, group in groupby(words, key=lambda word: word[0]):
            run = list(group)
            spans[voice].append((run[0][1], run[-1][2]))
            counts[voice] += len(run)
    total = sum(counts.values())
    return tuple(Voice(v, tuple(spans[v]), counts[v], counts[v] / total if total else 0.0) for v in spans)


def _depth(attribution: Attribution, attributions: Sequence[Attribution]) -> int:
    depth, parent = 0, attribution.parent
    while parent is not None:
        depth, parent = depth + 1, attributions[parent].parent
    return depth


def via_outlet(
    article: Article, parse: Parse, found: Sequence[Draft], ids: Sequence[Ids], entries: Sequence[SourceEntry]
) -> list[int | None]:
    """For each attribution the entry of the outlet that it came through, or None.

    Through an outlet: the attribution is inside the outlet's own, or inside another that came through it; or its
    sentence says that the words were given to the outlet; or the sentence before it does, of the same source.
    """
    own = article.outlet or ""
    outlets = {n: None for n, e in enumerate(entries) if e.kind == "outlet" and not same_name(e.name, own)}
    sentences = DisjointSpans(parse.sentences)
    given = [(n, given_to(article.text, m)) for n in outlets for m in entries[n].mentions]
    told: dict[int | None, list[tuple[int, int, int]]] = {}  # by sentence: their order, place and outlet
    for order, (n, start) in enumerate(given):
        if start is not None:
            told.setdefault(sentences.at(start), []).append((order, start, n))
    mentioned = [{sentences.at(m) for m, _ in entry.mentions} for entry in entries]

    def told_outlet(draft: Draft, sources: Sequence[int]) -> int | None:
        at = (draft.cue or draft.source or draft.content)[0]  # a content may go on over sentences of somebody else
        before = bisect_right(sentences.ends, draft.extent[0]) - 1
        found = [row for n in sentences.overlapping(at) for row in told.get(n, ())]
        found = [row for row in found if not any(s <= row[1] < e for s, e in draft.content)]
        if before >= 0 and any(before in mentioned[i] for i in sources):
            found += told.get(before, ())
        return min(found, default=(0, 0, None))[2]

    latest: dict[tuple[Ids, int | None], int] = {}  # by sources and what it is inside
    out: list[int | None] = []
    for n, draft in enumerate(found):
        via, parent = None, draft.parent
        while via is None and parent is not None:
            via = next((i for i in ids[parent] if i in outlets), out[parent])
            parent = found[parent].parent
        if via is None and not any(i in outlets for i in ids[n]):
            via = told_outlet(draft, ids[n])
        if via is None and draft.cue:  # "..., adding": the same speech goes on
            last = latest.get((ids[n], draft.parent))
            if last is not None and (not draft.source or draft.source == found[last].source):
                via = out[last]
        latest[ids[n], draft.parent] = n
        out.append(via)
    return out


def given_to(text: str, outlet: Span) -> int | None:
    """Where the words begin that give something to the outlet of this mention ("told the Post"); None without any."""
    match = GIVEN_TO.search(text, max(0, outlet[0] - REACH), outlet[0])
    return match.start() if match else None


def find_not_quoted(
    article: Article, parse: Parse, entities: list[Entity], sources: list[Source], attributions: Sequence[Attribution]
) -> tuple[Unheard, ...]:
    """Most mentions first. Words of their own are words of the body that the article gives them, in whatever manner,
    or of a post of theirs that it shows."""
    body = DisjointSpans(article.paragraphs)
    shown = DisjointSpans(sorted([*article.paragraphs, *(z.span for z in article.zones if z.kind == "post")]))
    speaking = {a.id for a in attributions if a.content and shown.holding(a.content[0][0])}
    heard = [s for s in sources if not speaking.isdisjoint(s.attributions)]
    taken = {m for s in heard for m in s.mentions}
    speakers = NameIndex(s.name for s in heard if s.named)
    found: list[Unheard] = []
    for entity in entities:
        mentions = tuple(m for m in entity.mentions if body.holding(m[0]))
        spoke = speakers.first(entity.name) is not None or not taken.isdisjoint(mentions)
        enough = len(mentions) >= (1 if entity.kind == "person" else ORGANIZATION_AT_LEAST)
        if not spoke and not entity.place and entity.kind != "outlet" and enough:
            found.append(Unheard(entity.name, entity.kind, mentions, sum(is_acting(parse, m) for m in mentions)))
    spoken = SpanIndex(taken)
    for name, mentions in _groups(body, parse).items():
        free = tuple(m for m in mentions if not spoken.touch(m))
        if len(free) == len(mentions):
            found.append(Unheard(name, "group", free, sum(is_acting(parse, m) for m in free)))
    return tuple(sorted(found, key=lambda u: (-len(u.mentions), -u.acting, u.mentions)))


def is_acting(parse: Parse, mention: Span) -> bool:
    """Does a verb follow, so that the mention is likely a subject? The pipeline has no parser to ask."""
    end = parse.doc.char_span(*mention, alignment_mode="expand").end
    after = parse.doc[end : end + 2]
    return bool(after) and after[0].text != "," and any(t.pos_ in ("VERB", "AUX") for t in after)


def _groups(body: DisjointSpans, parse: Parse) -> dict[str, list[Span]]:
    """Plurals of people in the body, by their noun: "U.S. farmers", "farmers"."""
    found: dict[str, list[Span]] = {}
    for token in parse.doc:
        noun = token.lower_.removesuffix("s")
        people = noun in lists.PERSON_NOUNS or re.fullmatch(lists.PERSON_ENDING, noun)
        if token.tag_ == "NNS" and people and noun not in NOT_ONE_GROUP and body.holding(token.idx):
            found.setdefault(token.lower_, []).append((token.idx, token.idx + len(token)))
    return found
