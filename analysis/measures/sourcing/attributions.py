"""The pipeline's spans -> attributions with manner and nesting."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.article import Article, Manner, Parse, Span
from analysis.measures.sourcing.entities import SURE_OF_RULE, Draft
from analysis.measures.sourcing.phrases import describes_sources
from analysis.measures.sourcing.pieces import with_headline, with_pieces
from analysis.measures.sourcing.types import with_types
from analysis.measures.sourcing.wordlists import ABOUT_NAMING, REPORTING, SAYING_BEFORE_NAME
from analysis.nlp.spans import DisjointSpans, SpanIndex, is_inside, overlap, spans_overlapping

GROUP = "attributions"
SURE_OF_NESTED, NESTED_MIN_WORDS = 0.3, 2
FIRST_PERSON = frozenset({"i", "my", "we", "our"})  # "in my opinion": the speaker's own words once more
LONG_CUE, SURE_OF_LONG_CUE = 6, 0.9
# At the beginning of a sentence, or "according to" anywhere, up to the next mark.
PREPOSITIONAL = re.compile(r"(\b[Aa]ccording to|(?<![\w,;] )\b(?:Per|As per)) ([^,.;:()\"“”]+)(?=[,.;:\"”])")
TITLE = re.compile(r"[“\"‘'][A-Z]\w*(?: (?:[A-Z]\w*|an?|and|for|in|of|on|the|to))+[”\"’']")  # “A Town Asleep”
UNFINISHED = re.compile(r"\b(?:whom|whose|which)\Z")
LONGEST_SENTENCE = 3_000  # characters: what is longer is a list or a trick, and no "according to" in it goes for all
PER = re.compile(r"(?:as per|per|according to)\s+(.+)", re.IGNORECASE | re.DOTALL)
NAMING_REACH = 60  # characters behind a cue in which the words about naming may go on
# "citing two officials", up to the next mark
CITING = re.compile(r"\b[Cc]iting\s+([^,.;:()\"“”]+)")


def find_attributions(article: Article, parse: Parse) -> list[Draft]:
    """Attributions of headline and body in the order of their first word, parents before children, with their types."""
    found = find_drafts(article, parse)
    within = parents(found)
    found = with_types(parse, found, [p is not None for p in within])
    found = [replace(d, manner=manner(article, parse, d), parent=p) for d, p in zip(found, within, strict=True)]
    return _with_citations(found, _cited(article, parse), DisjointSpans(parse.sentences))


def find_drafts(article: Article, parse: Parse) -> list[Draft]:
    """What may be an attribution, without type, manner, parent and what is cited."""
    paragraphs, quotations, sentences = map(DisjointSpans, (article.paragraphs, parse.quotations, parse.sentences))
    headline = article.span("headline")  # it says nothing below it
    parts = [paragraphs, *([DisjointSpans([headline])] if headline else [])]
    found = [d for own in parts for d in _from_doc(parse, own) if d.content]
    found = [d for d in (_of_its_paragraph(d, article, paragraphs, quotations) for d in found) if d.content]
    found = [_with_parenthesis(d, article, parse) for d in found]
    found = _whole_quotations(found, parse)
    found = [*_missed(found, article, parse), *(_over_sentence(d, article.text, sentences) for d in found)]
    citations = DisjointSpans([at for at, _ in _cited(article, parse)])
    found = [d for d in found if not _tells_citation(d, citations, article.text)]
    found = _to_the_end(_by_sentence(found, article, parse, sentences), article.text)
    found = _distinct(_outer_first(found))
    within = parents(found)
    found = [d for d, p in zip(found, within, strict=True) if _believed(article, parse, d, p is not None)]
    return _outer_first(with_pieces(with_headline(found, article, parse), article, parse))


def _outer_first(found: list[Draft]) -> list[Draft]:
    """In the order of their first word."""
    return sorted(found, key=lambda d: (d.extent[0], -d.extent[1], -sum(e - s for s, e in d.content)))


def _of_its_paragraph(draft: Draft, article: Article, paragraphs: DisjointSpans, quotations: DisjointSpans) -> Draft:
    """Without content in paragraphs below the cue's that no quotation mark, colon or ">" ties to it: where marks are
    missing the tagger may take all that follows for speech."""
    home = paragraphs.around(draft.cue[0]) if draft.cue else None
    if home is None:
        return draft
    kept: list[Span] = []
    tied = article.text[slice(*home)].rstrip().endswith(":")
    for start, end in draft.content:
        for paragraph in (paragraphs.spans[n] for n in paragraphs.overlapping((start, end))):
            piece = (max(start, paragraph[0]), min(end, paragraph[1]))
            below = paragraph[0] > home[0]
            if not below or tied or quotations.overlapping(piece) or article.text[paragraph[0]] in ">•*-–—":
                kept.append((piece[0], piece[0] + len(article.text[slice(*piece)].rstrip())))
            tied = tied and not below
    return replace(draft, content=tuple(kept))


def _believed(article: Article, parse: Parse, draft: Draft, nested: bool) -> bool:
    """Is this speech, not narration that the tagger took for it?

    What somebody wrote may be a title. Those with a long cue without a verb of saying ("has spent much of the year in
    an aggressive stance against") need quotation marks or a high score; what is inside another's content needs some
    score and another speaker than "I".
    """
    if nested:
        long = sum(1 for s in draft.content for _ in article.words(s)) >= NESTED_MIN_WORDS
        own = any(article.text[slice(*s)].lower() in FIRST_PERSON for s in draft.source)
        return long and not own and draft.score >= SURE_OF_NESTED
    cue = [t for span in draft.cue for t in parse.doc.char_span(*span, alignment_mode="expand")]
    if any(t.lemma_ == "write" for t in cue) and all(TITLE.fullmatch(article.text, *s) for s in draft.content):
        return False
    if any(t.lemma_.lower() in REPORTING or t.lower_ in SAYING_BEFORE_NAME for t in cue):
        return True
    brief_or_sure = len(cue) < LONG_CUE or draft.score >= SURE_OF_LONG_CUE
    return (bool(cue) and brief_or_sure) or _quotes(article, parse, draft)


def _is_about_naming(article: Article, draft: Draft) -> bool:
    """ "They were not authorized to speak" says why a source is not named, and reports nothing. The phrase begins in
    the cue: "He said he was not authorized to speak" is speech."""
    if not draft.cue:
        return False
    start, end = draft.cue[0]
    match = re.search(ABOUT_NAMING, article.text[start : end + NAMING_REACH], re.IGNORECASE)
    return bool(match) and match.start() < end - start


def _by_sentence(found: list[Draft], article: Article, parse: Parse, sentences: DisjointSpans) -> list[Draft]:
    """Sources moved to a cue of their own sentence that the tagger left without one.

    From clauses about naming, which are dropped ("two aides, who asked not to be named, said ..."), and from cues
    of another sentence that have a source of their own; without those that have a cue where they are.
    """
    naming = {d for d in found if _is_about_naming(article, d) and not _quotes(article, parse, d)}
    at_cue = {s for d in found if d.cue for s in _by_place(d, sentences)[0]}
    moving: list[tuple[Span, int | None]] = []
    moving += [(s, None) for d in found if d in naming for s in d.source if article.text[slice(*s)].lower() != "who"]
    out: list[Draft] = []
    cued: dict[Span | None, list[int]] = {}
    for draft in (d for d in found if d not in naming):
        here, elsewhere = _by_place(draft, sentences)
        if draft.cue and here:
            elsewhere = [s for s in elsewhere if s not in at_cue]
            draft = replace(draft, source=tuple(sorted(here + elsewhere)))
        if draft.cue:
            cued.setdefault(sentences.holding(draft.cue[0][0]), []).append(len(out))
        moving += [(s, len(out)) for s in elsewhere if here]
        out.append(draft)
    for span, owner in moving:
        free = [n for n in cued.get(sentences.holding(span[0]), ()) if not out[n].source]
        if free and sentences.holding(span[0]):
            nearest = min(free, key=lambda n: abs(out[n].cue[0][0] - span[1]))
            out[nearest] = replace(out[nearest], source=(span,))
            if owner is not None:
                out[owner] = replace(out[owner], source=tuple(s for s in out[owner].source if s != span))
    return out


def _by_place(draft: Draft, sentences: DisjointSpans) -> tuple[list[Span], list[Span]]:
    """Its sources in the sentence of its cue, and those elsewhere."""
    sentence = sentences.holding(draft.cue[0][0]) if draft.cue else None
    here = [s for s in draft.source if sentences.holding(s[0]) == sentence]
    return here, [s for s in draft.source if s not in here]


def _from_doc(parse: Parse, parts: DisjointSpans) -> Iterator[Draft]:
    """What the tagger found in these parts of the text; a quotation may go on in the next paragraph."""
    group = parse.doc.spans[GROUP]
    found: dict[str, dict[str, list[Span]]] = {}
    for span in group:
        roles = found.setdefault(span.id_, {"SOURCE": [], "CUE": [], "CONTENT": []})
        if parts.around(place := (span.start_char, span.end_char)):
            roles[span.label_].append(place)
    for number, roles in found.items():
        yield Draft(*(tuple(sorted(spans)) for spans in roles.values()), group.attrs["scores"][int(number)])


def _whole_quotations(found: list[Draft], parse: Parse) -> list[Draft]:
    """Who is quoted with most of what is between two marks is quoted with all of it, unless somebody else who is
    not quoted there as well has a part of it."""
    out, parts = [], [(span, n) for n, d in enumerate(found) for span in d.source + d.cue + d.content]
    placed = SpanIndex(span for span, _ in parts)
    for own, draft in enumerate(found):
        content = list(draft.content)
        for mark in sorted({q for s in draft.content for q in _quotation(parse, s)}):
            mine = [s for s in content if is_inside(s, mark)]
            if 2 * sum(e - s for s, e in mine) > mark[1] - mark[0]:
                others = (n for n in (parts[p][1] for p in placed.overlapping(mark)) if n != own)
                said = any(overlap(s, mark) for s in draft.source + draft.cue)
                if not said and all(is_inside(found[n].extent, mark) for n in others):
                    content = sorted([mark, *(s for s in content if s not in mine)])
        out.append(replace(draft, content=tuple(content)))
    return out


def _to_the_end(found: list[Draft], text: str) -> list[Draft]:
    """A content that stops at "whom" or "which" goes on with the attribution that follows: inside, not behind it."""
    ends = dict(d.extent for d in found)
    spans = [[(s, ends.get(e + 1, e) if UNFINISHED.search(text, s, e) else e) for s, e in d.content] for d in found]
    return [replace(d, content=tuple(own)) for d, own in zip(found, spans, strict=True)]


def _with_parenthesis(draft: Draft, article: Article, parse: Parse) -> Draft:
    """ "..., two aides said, ...": a source between comma and cue that the tagger took for the end of the content."""
    if draft.source or not draft.cue:
        return draft
    cue = draft.cue[0][0]
    for n, (start, end) in enumerate(draft.content):
        comma = article.text.rfind(", ", start, end)
        source = (comma + 2, end)
        if end <= cue <= end + 1 and comma > start and describes_sources(parse.doc, source):
            content = (*draft.content[:n], (start, comma), *draft.content[n + 1 :])
            return replace(draft, source=(source,), content=content)
    return draft


def _over_sentence(draft: Draft, text: str, sentences: DisjointSpans) -> Draft:
    """ "Per the report, ..." at the beginning of a sentence goes for all of it and no more."""
    start = draft.cue[0][0] if len(draft.cue) == 1 and draft.source and draft.content else -1
    sentence = sentences.holding(start)
    if sentence and sentence[0] == start and PER.match(text, *sentence) and is_inside(draft.content[0], sentence):
        whole = _rest_of_sentence(text, sentence, (start, draft.source[-1][1]))
        return replace(draft, content=(whole,)) if whole and whole[0] < whole[1] else draft
    return draft


def _missed(found: list[Draft], article: Article, parse: Parse) -> Iterator[Draft]:
    """ "Per the report, ..." and "..., according to two aides" where the tagger saw no source: over the sentence, or
    over what of it is inside somebody's content."""
    taken = SpanIndex(s for d in found for s in d.source + d.cue)
    contents = sorted((s for d in found for s in d.content), key=lambda s: (s[1] - s[0], s))
    around = SpanIndex(contents)
    for sentence in parse.sentences:
        for match in PREPOSITIONAL.finditer(article.text, *sentence):
            start, end = match.span()
            if not taken.touch(match.span(2)) and describes_sources(parse.doc, match.span(2)):
                smallest = min(around.holding((start, end)), default=None)
                whole = sentence if smallest is None else contents[smallest]
                content = _rest_of_sentence(article.text, whole, (start, end))
                if content:
                    yield Draft((match.span(2),), (match.span(1),), (content,), SURE_OF_RULE)


def _rest_of_sentence(text: str, sentence: Span, phrase: Span) -> Span | None:
    """The sentence without its "per X" at the beginning or the end."""
    if sentence[1] - sentence[0] > LONGEST_SENTENCE:
        return None
    opens = phrase[0] - sentence[0] <= sentence[1] - phrase[1]
    start, end = (phrase[1], sentence[1]) if opens else (sentence[0], phrase[0])
    words = [m.span() for m in re.finditer(r"\w+", text[start:end])]
    return (start + words[0][0], start + words[-1][1]) if words else None


def _distinct(found: list[Draft]) -> list[Draft]:
    """Without those that the second reading, inside contents, found again: one cue makes one attribution."""
    out: list[Draft] = []
    cued = bytearray(max((e for d in found for _, e in d.cue), default=0))
    contents: set[tuple[Span, ...]] = set()
    for draft in found:
        again = any(any(cued[slice(*cue)]) for cue in draft.cue) if draft.cue else draft.content in contents
        if not again:
            out.append(draft)
            for start, end in draft.cue:
                cued[start:end] = b"\1" * (end - start)
            contents.add(draft.content)
    return out


def parents(found: Sequence[Draft]) -> list[int | None]:
    """For each the smallest attribution one of whose contents holds all of it."""
    contents = sorted((e - s, n, (s, e)) for n, d in enumerate(found) for s, e in d.content)
    around = SpanIndex(span for _, _, span in contents)
    out: list[int | None] = []
    for draft in found:
        owners = (contents[c][1] for c in sorted(around.holding(draft.extent)))
        out.append(next((n for n in owners if found[n].content != draft.content), None))
    return out


def _cited(article: Article, parse: Parse) -> list[tuple[Span, Span]]:
    """Where the text cites: "citing two officials" and the officials in it. Only phrases that surely describe a source:
    "citing health concerns" gives a reason."""
    matches = (m for s in parse.sentences for m in CITING.finditer(article.text, *s))
    return [(m.span(), m.span(1)) for m in matches if describes_sources(parse.doc, m.span(1))]


def _tells_citation(draft: Draft, citations: DisjointSpans, text: str) -> bool:
    """Did the tagger take a citation, or the reason behind "citing", for an attribution? Nothing is said by these. An
    outer content that holds a citation stays."""
    if any(text[slice(*c)].lower() == "citing" or citations.overlapping(c) for c in draft.cue):
        return True
    return citations.at(draft.content[0][0]) is not None and len({citations.at(s) for s, _ in draft.content}) == 1


def _with_citations(found: list[Draft], cited: Sequence[tuple[Span, Span]], sentences: DisjointSpans) -> list[Draft]:
    """ "Reuters reported, citing two officials": what Reuters reports comes from the officials. They become an
    attribution inside the one that cites them, with the same content."""
    out, cued = list(found), {}
    for n, draft in enumerate(found):
        if draft.cue:
            cued.setdefault(sentences.at(draft.cue[0][0]), []).append(n)
    for (start, _), source in cited:
        near = cued.get(sentences.at(start))
        if near:
            outer = min(near, key=lambda n: abs(found[n].cue[0][0] - start))
            out.append(replace(found[outer], source=(source,), cue=((start, start + len("citing")),), parent=outer))
    return out


def manner(article: Article, parse: Parse, draft: Draft) -> Manner:
    """`direct`: all words of the content are in quotation marks; `mixed`: two or more in a row are.

    A quotation that holds the cue as well is somebody else's and does not count; nor does one quoted word, which may be
    a scare quote.
    """
    quoted = _quoted_words(article, parse, draft.content)
    own = [n for q, n in quoted.items() if not any(is_inside(c, q) for c in draft.cue)]
    if own and sum(own) == sum(1 for span in draft.content for _ in article.words(span)):
        return "direct"
    return "mixed" if any(n > 1 for n in own) else "indirect"


def _quotes(article: Article, parse: Parse, draft: Draft) -> bool:
    """Does the content hold a quotation of more than one word?"""
    return any(n > 1 for n in _quoted_words(article, parse, draft.content).values())


def _quoted_words(article: Article, parse: Parse, content: tuple[Span, ...]) -> Counter[Span]:
    """How many words of the content each quotation holds."""
    return Counter(q for span in content for word in article.words(span) for q in _quotation(parse, word))


def _quotation(parse: Parse, span: Span) -> list[Span]:
    """The quotation around a span, if there is one: they are disjoint."""
    both = (parse.quotations, parse.headline_quotations)
    return [q for marks in both for q in spans_overlapping(marks, span) if is_inside(span, q)]
