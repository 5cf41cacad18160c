"""Whose words the body has: the voice of each word, the outlet that words came through, and who has none.

Each body word belongs to exactly one voice: the innermost source of a statement whose content covers it, or the
article's own. Thoughts and deeds are words of whoever tells them.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from analysis.article import WORD, Article, Attribution, Heard, Mentioned, Parse, QuotedFrom, Source, Span, Voice
from analysis.measures.sourcing import wordlists as lists
from analysis.measures.sourcing.entities import Draft, Entity, Ids, SourceEntry
from analysis.measures.sourcing.names import NameIndex, same_name
from analysis.nlp.spans import DisjointSpans, SpanIndex, is_inside

GIVEN_TO = re.compile(lists.GIVEN_TO, re.IGNORECASE)
SPOKESPERSON = re.compile(r"\bspokes", re.IGNORECASE)
REACH = 60  # characters before an outlet's name in which the words of giving may be
ORGANIZATION_AT_LEAST = 2  # mentions: a body named once is mostly a place or an employer
NOT_ONE_GROUP = {"figure", "body", "other", "number"}
DASH = re.compile(r"\s*(?:[—–]|\s--?(?=\s))\s*")


class SpokenWord(NamedTuple):
    """A word of the body, the innermost statement whose content covers it, the quotation that it is in, and the
    statement whose quotation marks these are. None where there is none, or nobody is known to say it.

    `voice` is the source that it counts for, `marks_of` whose marks these are: of several the first.
    """

    span: Span
    statement: Attribution | None
    quotation: Span | None
    marked: Attribution | None

    @property
    def voice(self) -> int | None:
        return self.statement.source_ids[0] if self.statement else None

    @property
    def marks_of(self) -> int | None:
        return self.marked.source_ids[0] if self.marked else None

    @property
    def quoted(self) -> frozenset[int]:
        """The sources that the word is quoted from: those who say it, inside their own marks."""
        both = self.statement and self.marked
        return frozenset(self.statement.source_ids).intersection(self.marked.source_ids) if both else frozenset()


def spoken_words(
    article: Article, quotations: Sequence[Span], attributions: Sequence[Attribution]
) -> list[list[SpokenWord]]:
    """The words of each paragraph. Marks belong to the innermost statement whose cue they do not also enclose; those
    of a single word in a report of somebody's statement to whoever reports it: they are often scare quotes.

    A content whose source is not known belongs to the voice around it.
    """
    return _spoken_words(article.prose, article.paragraphs, tuple(quotations), tuple(attributions))


@lru_cache(maxsize=4)  # shares are counted with all statements, and with the sure ones
def _spoken_words(
    prose: str, paragraphs: tuple[Span, ...], quotations: tuple[Span, ...], attributions: tuple[Attribution, ...]
) -> list[list[SpokenWord]]:
    innermost: list[Attribution | None] = [None] * len(prose)  # of each character: inner contents paint last
    for attribution in sorted(filter(_is_said, attributions), key=lambda a: len([*_outward(a, attributions)])):
        for start, end in attribution.content:
            innermost[start:end] = [attribution] * (end - start)
    marks, owners = DisjointSpans(quotations), {}

    def word(span: Span) -> SpokenWord:
        first, last = innermost[span[0]], innermost[span[1] - 1]
        told = first if first and last and first.source_ids[0] == last.source_ids[0] else None
        quotation = marks.around(span)
        if quotation is None or told is None:
            return SpokenWord(span, told, quotation, None)
        if (key := (told.id, quotation)) not in owners:
            around = [
                a
                for a in _outward(told, attributions)
                if _is_said(a) and not any(is_inside(span, quotation) for span in a.cue or a.source)
            ]
            single = len(around) > 1 and sum(1 for _ in WORD.finditer(prose, *quotation)) == 1
            owners[key] = next(iter(around[single:]), None)
        return SpokenWord(span, told, quotation, owners[key])

    return [[word(m.span()) for m in WORD.finditer(prose, *paragraph)] for paragraph in paragraphs]


def _is_said(attribution: Attribution) -> bool:
    return attribution.type == "statement" and bool(attribution.source_ids)


def _outward(attribution: Attribution, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """This attribution, the one inside whose content it is, and so on."""
    yield attribution
    while attribution.parent is not None:
        yield (attribution := attributions[attribution.parent])


def assign_voices(paragraphs: Sequence[Sequence[SpokenWord]]) -> tuple[Voice, ...]:
    """The article's own voice first, then sources in the order of their first word. Shares add to 1.

    Where a content has several sources, its words count for the first.
    """
    words = [w for paragraph in paragraphs for w in paragraph]
    counts, quoted_words = Counter(w.voice for w in words), Counter(w.voice for w in words if w.quoted)
    spans = _runs(paragraphs, lambda w: (w.voice,))
    quoted = _runs(paragraphs, lambda w: (w.voice, w.quotation) if w.quoted else None)
    retold = _runs(paragraphs, lambda w: None if w.quoted or w.voice is None else (w.voice,))
    others = _runs(paragraphs, lambda w: None if w.quoted or not w.quotation else (w.voice, w.quotation, w.marks_of))
    return tuple(
        Voice(
            source_id=v,
            spans=tuple(span for _, span in spans[v]),
            words=counts[v],
            share=counts[v] / len(words) if words else 0.0,
            quoted=tuple(span for _, span in quoted[v]),
            retold=tuple(span for _, span in retold[v]),
            quoted_words=quoted_words[v],
            retold_words=0 if v is None else counts[v] - quoted_words[v],
            quoted_from=tuple(QuotedFrom(span, word.marks_of) for word, span in others[v]),
        )
        for v in dict.fromkeys([None, *counts])
    )


def _runs(
    paragraphs: Sequence[Sequence[SpokenWord]], key: Callable[[SpokenWord], tuple[object, ...] | None]
) -> defaultdict[int | None, list[tuple[SpokenWord, Span]]]:
    """By voice: words in a row with one key, as the first of them and the span of all. Words without a key are left
    out."""
    out: defaultdict[int | None, list[tuple[SpokenWord, Span]]] = defaultdict(list)
    for paragraph in paragraphs:
        for which, group in groupby(paragraph, key):
            run = list(group)
            if which is not None:
                out[run[0].voice].append((run[0], (run[0].span[0], run[-1].span[1])))
    return out


def how_heard(
    article: Article, paragraphs: Sequence[Sequence[SpokenWord]], attributions: Sequence[Attribution]
) -> dict[int, Heard]:
    """Each source that makes a statement: quoted or retold. What headlines and posts say goes by its manner."""
    said, body = [a for a in attributions if a.type == "statement"], DisjointSpans(article.paragraphs)
    elsewhere = (a for a in said if a.manner != "indirect" and body.holding(a.content[0][0]) is None)
    quoted = {i for a in elsewhere for i in a.source_ids} | {i for p in paragraphs for w in p for i in w.quoted}
    return {i: "quoted" if i in quoted else "retold" for a in said for i in a.source_ids}


def undecided_words(
    article: Article,
    parse: Parse,
    attributions: Sequence[Attribution],
    paragraphs: Sequence[Sequence[SpokenWord]],
) -> dict[Span, Attribution]:
    """Words that one reader takes for the article's own and another for a source's, and the statement that may have
    them: clauses behind a dash that follows the words of attribution ("..., Reuters reported — a move that ..."),
    unless the statement is all in marks; and what is beside a quotation without source or cue (Then Quill "set up a
    call").
    """
    may_have: list[Attribution | None] = [None] * len(article.text)
    sentences, quotations = DisjointSpans(parse.sentences), DisjointSpans(parse.quotations)
    cues = SpanIndex(c for a in attributions for c in a.cue if quotations.around(c) is None)
    for a in filter(_is_said, attributions):
        places = [_behind_dash(article, a, sentences)] if a.cue and a.manner != "direct" else []
        if not a.cue and not a.source:
            marks = [quotations.spans[n] for span in a.content for n in quotations.overlapping(span)]
            places = [s for q in marks if (s := sentences.around(q)) and not cues.touch(s)]
        for start, end in filter(None, places):
            may_have[start:end] = [a] * (end - start)
    words = ((w, may_have[w.span[0]]) for p in paragraphs for w in p if w.quotation is None)
    return {w.span: a for w, a in words if a and w.voice in (None, *a.source_ids)}


def _behind_dash(article: Article, attribution: Attribution, sentences: DisjointSpans) -> Span | None:
    """The rest of the sentence behind a dash after content and words of attribution."""
    start = max(e for _, e in attribution.source + attribution.cue)
    sentence = sentences.holding(attribution.cue[0][0])
    if sentence is None or not sentence[0] <= attribution.content[0][0] < attribution.cue[0][0]:
        return None
    dash = DASH.match(article.text, start, sentence[1])
    return (dash.end(), sentence[1]) if dash else None


def via_outlet(
    article: Article, parse: Parse, found: Sequence[Draft], ids: Sequence[Ids], entries: Sequence[SourceEntry]
) -> list[int | None]:
    """For each attribution the entry of the outlet that it came through, or None.

    Through an outlet: the attribution is inside the outlet's own, or inside another that came through it; or its
    sentence says that the words were given to the outlet; or the sentence before it does, of the same source; or the
    words for the source name the outlet ("CNN's Ada Quill").
    """
    own = article.outlet or ""
    outlets = {n: None for n, e in enumerate(entries) if e.kind == "outlet" and not same_name(e.name, own)}
    sentences = DisjointSpans(parse.sentences)
    given = [(n, given_to(article.text, m)) for n in outlets for m in entries[n].mentions]
    given_in: dict[int | None, list[tuple[int, int, int]]] = {}  # by sentence: their order, place and outlet
    for order, (n, start) in enumerate(given):
        if start is not None:
            given_in.setdefault(sentences.at(start), []).append((order, start, n))
    contents = SpanIndex(span for d in found for span in d.content)  # who is only spoken of there gave nothing
    mentioned = [{sentences.at(m[0]) for m in e.mentions if next(contents.holding(m), None) is None} for e in entries]
    named = sorted((m, n) for n in outlets for m in entries[n].mentions)
    placed = SpanIndex(m for m, _ in named)

    def of_outlet(draft: Draft, sources: Sequence[int]) -> int | None:
        """The outlet that the speakers work for ("CNN's Ada Quill"). Its spokespeople speak to everybody."""
        inside = sorted(i for span in draft.source for i in placed.overlapping(span))
        people = {entries[i].kind for i in sources} <= {"person", "group"}
        speaks_for = any(SPOKESPERSON.search(article.text, *span) for span in draft.source)
        return named[inside[0]][1] if inside and people and not speaks_for else None

    def told_outlet(draft: Draft, sources: Sequence[int]) -> int | None:
        at = (draft.cue or draft.source or draft.content)[0]  # a content may go on over sentences of somebody else
        before = bisect_right(sentences.ends, draft.extent[0]) - 1
        found = [row for n in sentences.overlapping(at) for row in given_in.get(n, ())]
        found = [row for row in found if not any(s <= row[1] < e for s, e in draft.content)]
        if before >= 0 and any(before in mentioned[i] for i in sources):
            found += given_in.get(before, ())
        return min(found, default=(0, 0, None))[2]

    latest: dict[tuple[Ids, int | None], int] = {}  # by sources and what it is inside
    out: list[int | None] = []
    for n, draft in enumerate(found):
        via, parent = None, draft.parent
        while via is None and parent is not None:
            told = ids[parent] if found[parent].type == "statement" else ()
            via = next((i for i in told if i in outlets), out[parent])
            parent = found[parent].parent
        if via is None and not any(i in outlets for i in ids[n]):
            via = told_outlet(draft, ids[n])
            via = of_outlet(draft, ids[n]) if via is None else via
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


def find_mentioned(
    article: Article, parse: Parse, entities: list[Entity], sources: Sequence[Source]
) -> tuple[Mentioned, ...]:
    """Most mentions first: those who are no source and of whom no thought or deed is told."""
    body, headline = DisjointSpans(article.paragraphs), article.span("headline")
    taken = {m for s in sources for m in s.mentions}
    speakers = NameIndex(s.name for s in sources if s.named)
    found: list[Mentioned] = []
    for entity in entities:
        mentions = tuple(m for m in entity.mentions if body.holding(m[0]))
        spoke = speakers.first(entity.name) is not None or not taken.isdisjoint(mentions)
        enough = len(mentions) >= (1 if entity.kind == "person" else ORGANIZATION_AT_LEAST)
        if not spoke and not entity.place and entity.kind != "outlet" and enough:
            acting = sum(is_acting(parse, m) for m in mentions)
            above = [m for m in entity.mentions if headline and is_inside(m, headline)]
            others = tuple(sorted({*above, *entity.pronoun_mentions})) if entity.kind == "person" else ()
            found.append(Mentioned(entity.name, entity.kind, mentions, acting, others))
    spoken = SpanIndex(taken)
    for name, mentions in _groups(body, parse).items():
        free = tuple(m for m in mentions if not spoken.touch(m))
        if len(free) == len(mentions):
            found.append(Mentioned(name, "group", free, sum(is_acting(parse, m) for m in free)))
    return tuple(sorted(found, key=lambda u: (-len(u.mentions), -u.acting, u.mentions)))


def is_acting(parse: Parse, mention: Span) -> bool:
    """Does a verb follow, so that the mention is likely a subject? The pipeline has no parser to ask."""
    end = parse.doc.char_span(*mention, alignment_mode="expand").end
    after = parse.doc[end : end + 2]
    return bool(after) and after[0].text != "," and any(t.pos_ in ("VERB", "AUX") for t in after)


def _groups(body: DisjointSpans, parse: Parse) -> dict[str, list[Span]]:
    """Plurals of people in the body, by their noun: "U.S. farmers", "farmers"."""
    found: dict[str, list[Span]] = {}
    for token in (t for t in parse.doc if t.tag_ == "NNS"):
        noun = token.lower_.removesuffix("s")
        people = noun in lists.PERSON_NOUNS or re.fullmatch(lists.PERSON_ENDING, noun)
        if people and noun not in NOT_ONE_GROUP and body.holding(token.idx):
            found.setdefault(token.lower_, []).append((token.idx, token.idx + len(token)))
    return found
