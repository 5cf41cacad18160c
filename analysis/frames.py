"""An analyzed article as tidy, typed pandas DataFrames: one row a thing, one column a fact, no formatting.

    sentences, words, statements, quotes, told, sources, mentioned, headline, toward, wording, measurements, corrections

`data/columns.toml` declares every column with its type and meaning, for `docs/python.md` too. Spans are two columns,
`start` and `end`: a half-open pair of character offsets into `Article.text`. A number that is undefined is NaN, an
integer or text that is missing is <NA>. A frame without rows has the same columns and types.

Each call makes a new frame, so that whoever changes one changes no other's.
"""

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis import DATA, catalogue, json_output
from analysis.article import OWN_VOICE, Article, Attribution, Measurement, Page, Pressing, Source, Span, Tone, Voice
from analysis.context import reference
from analysis.measures import readability
from analysis.measures.headline.matching import VoiceAt
from analysis.measures.sourcing import by_hand, counts
from analysis.measures.sourcing.names import same_name
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import VADER
from analysis.nlp.quotations import without_marks
from analysis.nlp.spans import DisjointSpans, SpanIndex, covered, is_inside, painted
from analysis.nlp.text_type import withheld

SEVERAL_VOICES = "several voices"
# A sentence is difficult when it has more words than this and, by itself, at least this Flesch-Kincaid grade: college
# begins at 13, and ends at 16. Both, because few words with many syllables are hard by the formula only.
DIFFICULT, VERY = (25, 13), (40, 17)

COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    table: {column: (kind, meaning) for column, (kind, meaning) in columns.items()}
    for table, columns in tomllib.loads((DATA / "columns.toml").read_text("utf-8")).items()
}


def sentences(page: Page) -> pd.DataFrame:
    """One row for each sentence of the body."""
    return _frame("sentences", sentence_rows(page))


def sentence_rows(page: Page) -> Iterator[tuple[Any, ...]]:
    """The rows of `sentences`, with None or NaN for what is missing: a frame for each article takes its time."""
    analysis, article, names = page.analysis, page.article, source_names(page)
    paragraphs, plain = DisjointSpans(article.paragraphs), gap.mask_surnames(analysis)
    of_sentence, found = defaultdict(list), _wording_by_sentence(page)
    for _, _, sentence, source, retold, (marked, _) in _spoken(page):
        of_sentence[sentence].append((source, retold, marked))
    read, formulas = analysis.tone, "readability" not in withheld(page.limits)
    for number, span in enumerate(analysis.parse.sentences, 1):
        counts, said = readability.count_spans(analysis, (span,)), of_sentence[number]
        grade = readability.flesch_kincaid_grade(counts) if counts.words and counts.sentences else math.nan
        place = (number, (paragraphs.at(span[0]) or 0) + 1, *span, printed(article, (span,)))
        source, share = _most(s for s, _, _ in said), sum(q for _, _, q in said) / len(said) if said else math.nan
        heard = _most("own" if s is None else "retold" if retold else "quoted" for s, retold, _ in said)
        voice = (SEVERAL_VOICES, None) if source == () else (names[source], source)
        tones = (read.sentences[number - 1] if read else math.nan, VADER.score(plain[slice(*span)]))
        hard = difficulty(counts.words, grade) if formulas else None
        spoken = (*voice, heard or None, share)
        yield (*place, counts.words, counts.polysyllables, *spoken, *tones, grade, hard, *found[number - 1])


def difficulty(words: int, grade: float) -> str | None:
    """How a sentence of so many words and this grade is marked; None: not at all."""
    if words > VERY[0] and grade >= VERY[1]:
        return "very difficult"
    return "difficult" if words > DIFFICULT[0] and grade >= DIFFICULT[1] else None


def _wording_by_sentence(page: Page) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each sentence of the body the words of our lists, and their categories."""
    sentences_ = DisjointSpans(page.analysis.parse.sentences)
    found: list[list[tuple[str, str]]] = [[] for _ in sentences_.spans]
    for w in page.analysis.wording:
        if w.place != "headline" and (n := sentences_.at(w.span[0])) is not None:
            found[n].append((printed(page.article, (w.span,)), w.category))
    return [(tuple(words for words, _ in some), tuple(category for _, category in some)) for some in found]


def words(page: Page) -> pd.DataFrame:
    """One row for each word of the body."""
    return _frame("words", _words(page))


def _words(page: Page) -> Iterator[tuple[Any, ...]]:
    names = source_names(page)
    for span, paragraph, sentence, source, retold, marks in _spoken(page):
        word = page.article.text[slice(*span)]
        how = (names[source], source, retold, *marks)
        yield (word, *span, paragraph, sentence, *how, readability.syllables(word))


def _spoken(page: Page) -> Iterator[tuple[Span, int, int | None, int | None, bool, tuple[bool, int | None]]]:
    """Of each word of the body its span, its paragraph and sentence, who says it, whether that is retold, whether it is
    in quotation marks, and whose these are."""
    article, quotations, voices = page.article, page.analysis.parse.quotations, page.analysis.sourcing.voices
    length, speaking = len(article.text), VoiceAt(voices)
    others = sorted((q.span, q.source_id) for v in voices for q in v.quoted_from)
    voice_at, sentence_at = painted(length, speaking.spans.spans), painted(length, page.analysis.parse.sentences)
    mark_at, other_at = painted(length, quotations), painted(length, [span for span, _ in others])
    own = covered(length, (s for v in voices for s in v.quoted))
    for paragraph, around in enumerate(article.paragraphs, 1):
        for span in article.words(around):
            start, end = span
            voice, sentence, mark, other = voice_at[start], sentence_at[start], mark_at[start], other_at[start]
            source, is_own = None if voice is None else speaking.ids[voice], 1 in own[start:end]
            marked = mark is not None and end <= quotations[mark][1]
            whose = source if is_own else None if other is None else others[other][1]
            where = paragraph, None if sentence is None else sentence + 1
            yield span, *where, source, source is not None and not is_own, (marked, whose)


def statements(page: Page) -> pd.DataFrame:
    """One row for each statement, in the order of the article."""
    return _frame("statements", _attributed(page, page.analysis.sourcing.statements))


def quotes(page: Page, outlet: str | None = None) -> pd.DataFrame:
    """One row for each statement with who says it, the words in quotation marks and the tone: a table by itself.

    `outlet`: the article's own, where the text does not say; nothing comes through that.
    """
    return _frame("quotes", quote_rows(page, outlet))


def quote_rows(page: Page, outlet: str | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows of `quotes`, as `sentence_rows`."""
    sourcing, columns = page.analysis.sourcing, list(COLUMNS["statements"])
    own, inside = outlet or page.article.outlet or "", _Inside(page)
    for row in _attributed(page, sourcing.statements):
        said = SimpleNamespace(**dict(zip(columns, row, strict=True)))
        a = sourcing.attributions[said.statement]
        source = sourcing.source(a.source_ids[0]) if a.source_ids else None
        kind = (source.kind, source.named, source.pronouns) if source else (None, None, ())
        who = (said.as_written, said.name, *kind, source and source.id, said.sources)
        how = (said.cue, said.type, said.manner, _via(page, a, source, own))
        what = (printed(page.article, inside.marks(a)) or None, said.content, said.words)
        where = (said.inside, said.place, said.start, said.end, said.score)
        yield (said.statement, *what, *who, *how, *inside.tone(a, said.place), *where)


class _Inside:
    """What is inside the content of statements: words in quotation marks, and tone."""

    def __init__(self, page: Page):
        parse, tone = page.analysis.parse, page.analysis.tone or Tone(math.nan, ())
        self.text, self.read, self.toward = page.article.text, tone, tone.toward
        self.quotations = [DisjointSpans(q) for q in (parse.headline_quotations, parse.quotations)]
        self.sentences, self.mentions = DisjointSpans(parse.sentences), SpanIndex(t.span for t in tone.toward)

    def marks(self, a: Attribution) -> list[Span]:
        """What is in quotation marks, without these. Marks that hold the cue as well are somebody else's."""
        around = [(s, q.spans[n]) for q in self.quotations for s in a.content for n in q.overlapping(s)]
        own = sorted((s, q) for s, q in around if not any(is_inside(cue, q) for cue in a.cue))
        inner = [(s, without_marks(self.text, q)) for s, q in own]
        found = [(max(s, start), min(e, end)) for (s, e), (start, end) in inner]
        return [(start, end) for start, end in found if self.text[start:end].strip()]

    def tone(self, a: Attribution, place: str) -> tuple[float, tuple[str, ...], tuple[float, ...]]:
        """The mean tone of its sentences; who is named in it, and the mean tone toward each."""
        numbers = sorted({n for span in a.content for n in self.sentences.overlapping(span)})
        tones = (
            [self.read.headline]
            if place == "headline"
            else [t for n in numbers for t in self.read.sentences[n : n + 1]]
        )
        toward_ = defaultdict(list)
        for t in (self.toward[n] for n in sorted({n for s in a.content for n in self.mentions.overlapping(s)})):
            if any(is_inside(t.span, span) for span in a.content):
                toward_[self.read.people[t.person].name].append(t.score)
        means = tuple(map(_mean, toward_.values()))
        return _mean([t for t in tones if not math.isnan(t)]), tuple(toward_), means


def _via(page: Page, a: Attribution, source: Source | None, own: str) -> str | None:
    """The other outlet in whose statement this one is, else the one that its source's statements came through."""
    sourcing, outer = page.analysis.sourcing, _outer_statement(page, a)
    ways: list[int | None] = []
    while outer is not None:
        around = sourcing.attributions[outer]
        ways += [i for i in around.source_ids if i not in a.source_ids]
        outer = _outer_statement(page, around)
    ways.append(source.second_hand_via if source else None)
    outlets = (sourcing.source(i) for i in ways if i is not None)
    return next((o.name for o in outlets if o.kind == "outlet" and not same_name(o.name, own)), None)


def told(page: Page) -> pd.DataFrame:
    """One row for each thought or deed that the article tells of somebody, in the order of the article."""
    found = page.analysis.sourcing.attributions
    return _frame("told", _attributed(page, [a for a in found if a.type != "statement"]))


def _attributed(page: Page, found: Sequence[Attribution]) -> list[tuple[Any, ...]]:
    article, names, rows = page.article, source_names(page), []
    place = dict(zip((a.id for a in found), counts.places(article, found), strict=True))
    for a in sorted(found, key=_first_place):
        speakers = " and ".join(names[i] for i in a.source_ids) or None
        who = (next(iter(a.source_ids), None), a.source_ids, speakers, printed(article, a.source) or None)
        n_words = sum(1 for s in a.content for _ in article.words(s))
        said = (printed(article, a.cue) or None, printed(article, a.content), n_words)
        how = (a.manner, _outer_statement(page, a), json_output.rounded(a.score))
        rows.append((a.id, a.type, place[a.id], *_hull(a.content), *who, *said, *how))
    return rows


def _outer_statement(page: Page, a: Attribution) -> int | None:
    """The innermost statement inside whose content an attribution is."""
    while a.parent is not None:
        a = page.analysis.sourcing.attributions[a.parent]
        if a.type == "statement":
            return a.id
    return None


def sources(page: Page) -> pd.DataFrame:
    """One row for each source that makes a statement, in the order of the article."""
    found, said = page.analysis.sourcing, counts.said_by(page.analysis)
    shared = ((i, a) for a in found.statements for i in a.source_ids[1:] if not found.source(i).words)
    sharing, voices = {i: a.source_ids[0] for i, a in shared}, {v.source_id: v for v in found.voices}
    rows = [
        _source(page.article, s, *said[s.id], voices.get(s.id, Voice(s.id, (), 0, 0.0)), sharing.get(s.id))
        for s in found.speaking
    ]
    return _frame("sources", rows)


def mentioned(page: Page) -> pd.DataFrame:
    """One row for each person, group or organization that the body only mentions, most mentions first."""
    found = page.analysis.sourcing.mentioned
    return _frame("mentioned", [(m.name, m.kind, *m.mentions[0], len(m.mentions), m.acting) for m in found])


def headline(page: Page) -> pd.DataFrame:
    """One row for each content word of the headline."""
    article, names, rows = page.article, source_names(page), []
    pressing = {p.span[0]: p for p in page.analysis.pressing}
    for w in page.analysis.headline_words:
        matches = tuple(article.text[slice(*span)] for span in w.evidence)
        voices = tuple(names[v] for v in w.voices)
        near = "; ".join(printed(article, (n,)) for n in w.near) or None
        found = (article.text[slice(*w.span)], *w.span, len(matches), matches, voices, near, w.near_why or None)
        rows.append((*found, *_pressed(article, names, pressing.get(w.span[0]))))
    return _frame("headline", rows)


def _pressed(article: Article, names: Mapping[int | None, str], p: Pressing | None) -> tuple[Any, ...]:
    if p is None:
        return None, None, (), ()
    whose = None if p.source_id is None else names[p.source_id]
    return p.step or p.ladder, whose, *(tuple(printed(article, [s]) for s in spans) for spans in (p.told, p.quoted))


def toward(page: Page) -> pd.DataFrame:
    """One row for each place where headline or body speak of a person, with the tone toward them in that sentence.

    `place` and `voice` say where the mention is; the tone is that of the whole sentence, with quotations next to it.
    """
    analysis, names, rows = page.analysis, source_names(page), []
    voice_at, marks = VoiceAt(analysis.sourcing.voices).voice, DisjointSpans(analysis.parse.quotations)
    tone = analysis.tone or Tone(math.nan, ())
    for t in tone.toward:
        person, voice = tone.people[t.person], voice_at(t.span)
        place: tuple[int | None, str, str | None] = (None, "headline", None)
        around = page.article.span("headline")
        if t.sentence is not None:
            how = "quoted" if marks.holding(t.span[0]) else "own" if voice is None else "retold"
            around, place = analysis.parse.sentences[t.sentence], (t.sentence + 1, how, names[voice])
        who, where = (person.name, person.source_id), printed(page.article, [around] if around else ())
        rows.append((*who, *t.span, *place, t.score, t.label, where))
    return _frame("toward", rows)


def wording(page: Page) -> pd.DataFrame:
    """One row for each place where words of our lists, or a passive, were found in headline and body."""
    names, voice_at = source_names(page), VoiceAt(page.analysis.sourcing.voices).voice
    sentences_, rows = DisjointSpans(page.analysis.parse.sentences), []
    for w in page.analysis.wording:
        sentence = sentences_.at(w.span[0])
        voice = None if w.place == "headline" else names[voice_at(w.span)]
        where = (w.place, voice, None if sentence is None else sentence + 1)
        rows.append((printed(page.article, (w.span,)), *w.span, w.category, *where, w.why))
    return _frame("wording", rows)


def measurements(page: Page) -> pd.DataFrame:
    """One row for each measurement, in the order of the catalogue."""
    kind, rows = reference.kind(page.analysis), []
    for m in page.measured:
        declared = catalogue.by_name(m.name)
        place = reference.place(m.name, m.scope, m.value, kind)
        below, not_above = place.interval if place else (math.nan, math.nan)
        numbers = (float(v) for v in (m.value, m.low, m.high, below, not_above))
        what = (m.name, m.scope, declared.label, declared.question, m.unit)
        rows.append((*what, *numbers, (place and place.unusual) or None, m.evidence, m.note or None))
    return _frame("measurements", rows)


def evidence(page: Page, measurement: Measurement) -> pd.DataFrame:
    """One row for each place that a measurement was counted from."""
    rows = [(printed(page.article, (span,)), *span) for span in measurement.evidence]
    return _frame("evidence", rows)


def corrections(page: Page) -> pd.DataFrame:
    """One row for each thing that a person corrected in sources and statements."""
    found = page.analysis.sourcing.corrections
    return _frame("corrections", [(n, by_hand.in_words(c), c.fits) for n, c in enumerate(found)])


_MADE = (
    sentences,
    words,
    statements,
    quotes,
    told,
    sources,
    mentioned,
    headline,
    toward,
    wording,
    measurements,
    corrections,
)
FRAMES: Mapping[str, Callable[[Page], pd.DataFrame]] = {make.__name__: make for make in _MADE}


def as_given(page: Page, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with offsets into the text as given, for those who have that and not `Article.text`."""
    if (given := page.article.given) is None:
        return frame
    if "evidence" in frame:
        frame["evidence"] = [tuple(map(given.span, spans)) for spans in frame["evidence"]]
    if "start" in frame:
        placed = frame[["start", "end"]].notna().all(axis=1)
        spans = [given.span(span) for span in frame.loc[placed, ["start", "end"]].itertuples(index=False)]
        for n, column in enumerate(("start", "end")):
            frame.loc[placed, column] = pd.array([span[n] for span in spans], dtype=frame[column].dtype)
    return frame


def source_names(page: Page) -> dict[int | None, str]:
    """Source number -> its name; None -> what the article's own voice is called."""
    return {None: OWN_VOICE, **{s.id: s.name for s in page.analysis.sourcing.sources}}


def printed(article: Article, spans: Iterable[Span]) -> str:
    """The words of these spans, white space as single spaces, spans joined by " … "."""
    return " … ".join(" ".join(article.text[slice(*s)].split()) for s in spans)


def _source(
    article: Article, source: Source, place: str, said: Sequence[Attribution], voice: Voice, shares_with: int | None
) -> tuple[Any, ...]:
    manners = Counter(a.manner for a in said)
    what = (source.id, source.name, source.kind, source.named, source.pronouns, source.heard, place)
    first = min(source.mentions) if source.mentions else (None, None)
    n_said = (len(source.mentions), len(said), *(manners[m] for m in ("direct", "mixed", "indirect")))
    n_words = (source.words, voice.quoted_words, voice.retold_words, voice.share, shares_with)
    way = (json_output.obtained(source), source.second_hand_via)
    known, reason = (printed(article, s) or None for s in (source.position_to_know, source.reason_for_anonymity))
    return (*what, *first, *n_said, *n_words, *way, known, reason)


def _frame(name: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    columns = COLUMNS[name]
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    filled = zip(columns.items(), cells, strict=True)
    return pd.DataFrame({column: pd.Series(list(own), dtype=kind) for (column, (kind, _)), own in filled})


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else math.nan


def _most(values: Iterable[Any]) -> Any:
    """What more than half of the values are; () where nothing is."""
    counted = Counter(values)
    return next((value for value, times in counted.most_common(1) if 2 * times > counted.total()), ())


def _hull(spans: tuple[Span, ...]) -> tuple[Any, Any]:
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (None, None)


def _first_place(attribution: Any) -> tuple[float, int]:
    starts = (s for s, _ in (*attribution.source, *attribution.cue, *attribution.content))
    return min(starts, default=math.inf), attribution.id
