"""Attributions that the tagger misses or leaves without a source, and that the paragraphs around them make plain.

Rules, each for what is certain:

- "The Post writes:", "From Minister Olav Rusk:": the paragraph below is theirs; so it is where the last sentence
  before the colon reports somebody's words.
- A paragraph that is a quotation is an attribution of its own. It is of who signs it ("— Ada Quill", or a name as the
  line below), else of who is quoted above (`resolve`) or reported there, else of who opens the paragraph below.
- A paragraph that ends in "— Ada Quill (@quill)" is a post of hers.
- A headline may name a source at one end: "Police: ...", "...: report", "..., study finds", "“...”: mayor". The tagger
  was trained on sentences and misses many of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.article import Article, Parse, Span
from analysis.measures.sourcing.entities import SURE_OF_RULE, Draft
from analysis.measures.sourcing.names import is_outlet
from analysis.measures.sourcing.phrases import describes_sources, names_sources
from analysis.measures.sourcing.wordlists import REPORTING
from analysis.nlp.spans import DisjointSpans, SpanIndex, is_inside, overlap, spans_overlapping, tokens_in
from analysis.patterns import patterns

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_NAME = 100  # characters of a source that a rule finds
LONG = 8  # words that a heading in quotation marks does not have
OPENS_WITHIN = 60  # characters of a paragraph in which the source that opens it begins
_PATTERNS = patterns("pieces")
_WHO_LAST = _PATTERNS["who_last"]


def with_pieces(found: Sequence[Draft], article: Article, parse: Parse) -> list[Draft]:
    """The attributions with those that paragraphs make plain."""
    paragraphs = _Paragraphs(found, article, parse)
    paragraphs.read_posts()
    paragraphs.read_colons()
    paragraphs.read_quotations()
    return [d for d in paragraphs.drafts if d.content]


class _Paragraphs:
    """The attributions by the body's paragraphs, and the rules that change them."""

    def __init__(self, found: Sequence[Draft], article: Article, parse: Parse):
        self.article, self.parse, self.text, self.spans = article, parse, article.text, article.paragraphs
        self.places, self.sentences = DisjointSpans(article.paragraphs), DisjointSpans(parse.sentences)
        self.drafts: list[Draft] = []
        self.touching: defaultdict[int, dict[int, None]] = defaultdict(dict)  # by paragraph: numbers of drafts
        for draft in found:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        for span in draft.source + draft.cue + draft.content:
            for n in self.places.overlapping(span):
                self.touching[n][len(self.drafts)] = None
        self.drafts.append(draft)

    def within(self, n: int) -> list[Draft]:
        """Those with words in a paragraph."""
        return [d for d in map(self.drafts.__getitem__, self.touching.get(n, ())) if d.content]

    def give(self, n: int, content: Span, source: tuple[Span, ...], cue: tuple[Span, ...] = ()) -> None:
        """A new attribution over these words of a paragraph, which are no longer anybody's elsewhere."""
        for i in self.touching.get(n, ()):
            draft = self.drafts[i]
            roles = (*draft.source, *(s for s in draft.cue if any(True for _ in self.article.words(s))))
            if not any(overlap(s, self.spans[n]) for s in roles):
                self.drafts[i] = replace(draft, content=tuple(s for s in draft.content if not overlap(s, content)))
        self.add(Draft(source, cue, (content,), SURE_OF_RULE))

    def read_posts(self) -> None:
        """Paragraphs that end in the name and the handle of who posted them."""
        for n, (start, end) in enumerate(self.spans):
            match = _PATTERNS["post"].search(self.text, max(start, end - 2 * LONGEST_NAME), end)
            known = match and any(overlap(s, match.span("name")) for d in self.within(n) for s in d.source)
            if match and match.start() > start and not known:
                self.give(n, (start, match.start()), (match.span("name"),))

    def read_colons(self) -> None:
        """Paragraphs that a colon gives to the source before it, where the tagger did not."""
        for n in range(len(self.spans) - 1):
            end = self._words(n)[1]
            sentence = self.sentences.holding(end - 1) if self.text[end - 1] == ":" else None
            if sentence is None:
                continue
            told = [d for d in self.within(n) if any(is_inside(s, sentence) for s in d.source + d.cue)]
            opened = spans_overlapping(self.parse.quotations, (self.spans[n + 1][0], self.spans[n + 1][0] + 1))
            if opened and self._quoted(n + 1) is None:
                continue  # it may have a speaker of its own
            if not any(overlap(s, self.spans[n + 1]) for d in told for s in d.content):
                source, cue = self._before_colon((sentence[0], end), told)
                if source:
                    self.give(n + 1, self._words(n + 1), source, cue)

    def _words(self, n: int) -> Span:
        start = self.spans[n][0]
        return start, start + len(self.text[slice(*self.spans[n])].rstrip())

    def _before_colon(self, before: Span, told: list[Draft]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Source and cue of a sentence that a colon ends; empty where nobody is plain."""
        if (match := _PATTERNS["from"].search(self.text, *before)) and is_source(self.parse.doc, match.span(2)):
            return (match.span(2),), (match.span(1),)
        match = _PATTERNS["writes"].fullmatch(self.text, *before)
        if match and (match[1].lower() in ("he", "she", "they") or is_source(self.parse.doc, match.span(1))):
            verb = tokens_in(self.parse.doc, match.span(2))[0]
            if verb.lemma_ in REPORTING:
                return (match.span(1),), (match.span(2),)
        last = _last_outer(told)
        verbs = (t.lemma_ for span in last.cue for t in tokens_in(self.parse.doc, span)) if last else ()
        return (last.source, ()) if last and not REPORTING.isdisjoint(verbs) else ((), ())

    def read_quotations(self) -> None:
        """An attribution for each paragraph that is a quotation."""
        quotations = [self._quoted(n) for n in range(len(self.spans))]
        signatures = self._signatures(quotations)
        carried: tuple[Span, ...] = ()  # the source of the quotation above, from a paragraph above that
        for n, quoted in enumerate(quotations):
            known = any(overlap(s, name) for name in signatures[n] for d in self.within(n) for s in d.source)
            if quoted is None or known or not (signatures[n] or self._is_free(n, quoted)):
                carried = ()
            elif signatures[n]:
                self.give(n, quoted, signatures[n])
                carried = ()
            else:
                carried = carried or self._beside(n)
                self.give(n, quoted, carried)

    def _signatures(self, quotations: Sequence[Span | None]) -> list[tuple[Span, ...]]:
        """By paragraph, who signs its quotation: one that is not closed goes on in the paragraph below."""
        out: list[tuple[Span, ...]] = []
        for n in reversed(range(len(quotations))):
            quoted, signed = quotations[n], ()
            if quoted is not None:
                below = (self._signed(line, alone=True) for line in self.spans[n + 1 : n + 2])
                signed = self._signed((quoted[1], self.spans[n][1])) or next(below, ())
                if not signed and out and self.text[quoted[1] - 1] not in "”\"’'»":
                    signed = out[-1]
            out.append(signed)
        return out[::-1]

    def _quoted(self, n: int) -> Span | None:
        """From the first mark to the last of a paragraph all of whose words, but for a signature, are quoted."""
        start, end = self.spans[n]
        marks = spans_overlapping(self.parse.quotations, (start, end))
        if not marks:
            return None
        edges = [start, *(position for mark in marks for position in mark)]
        outside = zip(edges[::2], edges[1::2], strict=False)
        if any(True for span in outside for _ in self.article.words(span)):
            return None
        rest = (marks[-1][1], end)
        signed = not any(True for _ in self.article.words(rest)) or self._signed(rest)
        return (marks[0][0], marks[-1][1]) if signed else None

    def _signed(self, rest: Span, alone: bool = False) -> tuple[Span, ...]:
        """The name that is all of these words: "— Ada Quill, mayor". As a line of its own it needs a dash, or what
        follows a comma ("Ada Quill, The Post"): it may be a heading."""
        match = _PATTERNS["signature"].fullmatch(self.text, *rest) if rest[1] - rest[0] <= 2 * LONGEST_NAME else None
        if match is None or (alone and not match["dash"] and not match["more"]):
            return ()
        return (match.span("name"),) if is_name(self.parse.doc, match.span("name")) else ()

    def _is_free(self, n: int, quoted: Span) -> bool:
        """Is nobody quoted with most of it, or only as an addition to words of theirs in another paragraph?

        What the tagger left out whole must be long, or it may be a heading.
        """
        half, free = (quoted[1] - quoted[0]) / 2, sum(1 for _ in self.article.words(quoted)) >= LONG
        for draft in self.within(n):
            inside = [s for s in draft.content if overlap(s, quoted)]
            if sum(min(e, quoted[1]) - max(s, quoted[0]) for s, e in inside) > half:
                roles = draft.source + draft.cue
                here = any(overlap(s, self.spans[n]) for s in roles)
                if roles and (here or len(inside) == len(draft.content) or max(roles)[0] > quoted[1]):
                    return False
                free = True
        return free

    def _beside(self, n: int) -> tuple[Span, ...]:
        """Who is plainly quoted from beside the paragraph; () also where `resolve` goes on with who is quoted above."""
        above, below = self.within(n - 1) if n else [], self.within(n + 1)
        if above:
            last = _last_outer(above)
            own = [s for s in last.content if overlap(s, self.spans[n - 1])] if last else []
            marked = any(spans_overlapping(self.parse.quotations, s) for s in own)
            return last.source if last and not marked else ()
        if not below or spans_overlapping(self.parse.quotations, (self.spans[n + 1][0], self.spans[n + 1][0] + 1)):
            return ()
        opening = [d for d in below if d.source and d.cue and d.source[0][0] - self.spans[n + 1][0] < OPENS_WITHIN]
        return min(opening, key=lambda d: d.source).source if opening else ()


def _last_outer(drafts: Sequence[Draft]) -> Draft | None:
    """The last that has source and cue and is not inside another's content."""
    contents = SpanIndex(s for d in drafts for s in d.content)
    outer = (d for d in drafts if d.source and d.cue and not any(True for _ in contents.holding(d.extent)))
    return max(outer, key=lambda d: d.cue[-1], default=None)


def with_headline(found: Sequence[Draft], article: Article, parse: Parse) -> list[Draft]:
    """The attributions with the source at one end of the headline, unless the tagger has it."""
    headline = article.span("headline")
    form = _form(article.text, parse, headline) if headline else None
    if form is None:
        return list(found)
    who, cue, what = form
    own = [d for d in found if any(overlap(s, who) for s in d.source)]
    across = [d for d in own if any(overlap(s, what) for s in d.source)]  # "a memo: report" taken for one source
    if any(overlap(s, what) for d in own if d not in across for s in d.content):
        return list(found)
    bare = [d for d in found if not d.source + d.cue and all(is_inside(s, what) for s in d.content)]
    before = ((d, tuple((s, min(e, what[1])) for s, e in d.source if s < what[1])) for d in across if what < who)
    cut = [replace(d, source=source) for d, source in before]
    kept = [d for d in found if d not in own and d not in bare]
    return [*kept, *cut, Draft((who,), (cue,) if cue else (), (what,), SURE_OF_RULE)]


def _form(text: str, parse: Parse, headline: Span) -> tuple[Span, Span | None, Span] | None:
    """Source, cue and content of a headline that has one of the forms.

    A name beside a colon may be what the headline is about ("Quill: the end of a career"): it needs quotation marks,
    or to be an outlet's at the end.
    """
    if (match := _PATTERNS["says_last"].fullmatch(text, *headline)) and is_source(parse.doc, match.span("who")):
        return match.span("who"), match.span("cue"), match.span("what")
    for pattern in (_WHO_LAST, _PATTERNS["who_first"]):
        if match := pattern.fullmatch(text, *headline):
            who, what = match.span("who"), match.span("what")
            quoted = any(start == what[0] for start, _ in parse.headline_quotations)
            outlet = pattern is _WHO_LAST and is_outlet(match["who"])
            if is_source(parse.doc, who) and (quoted or outlet or not is_name(parse.doc, who)):
                return who, None, what
    for quotation in parse.headline_quotations[:1]:
        match = _PATTERNS["behind_marks"].match(text, quotation[1], headline[1])
        if quotation[0] == headline[0] and match and is_source(parse.doc, match.span("who")):
            return match.span("who"), None, quotation
    return None


def is_source(doc: Doc, span: Span) -> bool:
    """Is this surely a source, whole? Not half a sentence with a source in it."""
    tokens = tokens_in(doc, span) if span[1] - span[0] <= LONGEST_NAME else []
    whole = bool(tokens) and not any(t.pos_ in ("AUX", "VERB", "SCONJ") for t in tokens)
    return whole and describes_sources(doc, span)


def is_name(doc: Doc, span: Span) -> bool:
    """Is this surely a source, and each of its parts a name?"""
    return is_source(doc, span) and names_sources(doc, span)
