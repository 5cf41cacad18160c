"""An analyzed article as tidy, typed pandas DataFrames: one row a thing, one column a fact, no formatting.

    sentences, words, statements, sources, headline, wording, measurements

`COLUMNS` declares every column with its type and meaning; `docs/python.md` is made from it. Spans are two columns,
`start` and `end`: a half-open pair of character offsets into `Article.text`. A number that is undefined is NaN, an
integer or text that is missing is <NA>. A frame without rows has the same columns and types.

Each call makes a new frame, so that whoever changes one changes no other's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis import catalogue, json_output
from analysis.article import OWN_VOICE, Article, Measurement, Page, Source, Span
from analysis.context import reference
from analysis.measures import readability
from analysis.measures.sourcing import by_hand
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import VADER
from analysis.nlp.spans import Apart

SEVERAL_VOICES = "several voices"

INTEGER, MAYBE_INTEGER, NUMBER, TEXT, YES_NO, TUPLE = "int64", "Int64", "float64", "string", "bool", "object"
_SPAN = {
    "start": (INTEGER, "Offset of its first character in the article's text."),
    "end": (INTEGER, "Offset behind its last character."),
}
COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "sentences": {
        "sentence": (INTEGER, "Its number in the body, from 1."),
        "paragraph": (INTEGER, "The number of its paragraph, from 1."),
        **_SPAN,
        "text": (TEXT, "The sentence, its white space as single spaces."),
        "words": (INTEGER, "Its words."),
        "long_words": (INTEGER, "Its words of three syllables or more."),
        "voice": (TEXT, f"Whose voice more than half of its words are in, or “{SEVERAL_VOICES}”."),
        "source": (MAYBE_INTEGER, "That voice's source (`sources.source`); <NA> for the article's own or several."),
        "quoted_share": (NUMBER, "Share of its words inside quotation marks, 0 to 1."),
        "tone": (NUMBER, "VADER's compound without surnames, -1 (unpleasant) to 1 (pleasant)."),
        "grade": (NUMBER, "Flesch-Kincaid grade of this sentence alone, in years of US schooling; rough."),
    },
    "words": {
        "word": (TEXT, "The word as printed: letters and digits with inner apostrophes and hyphens."),
        **_SPAN,
        "paragraph": (INTEGER, "The number of its paragraph, from 1."),
        "sentence": (MAYBE_INTEGER, "The number of its sentence, from 1."),
        "voice": (TEXT, "Whose voice it is in: the innermost source whose content covers it, or the article's own."),
        "source": (MAYBE_INTEGER, "That voice's source (`sources.source`); <NA> for the article's own."),
        "quoted": (YES_NO, "Whether it is inside quotation marks."),
        "syllables": (INTEGER, "Its syllables, by the CMU dictionary or, for other words, by rule."),
    },
    "statements": {
        "statement": (INTEGER, "The attribution's number in the JSON (`attributions[].id`)."),
        "start": (MAYBE_INTEGER, "Offset of the first character of what is said; <NA> where no content was found."),
        "end": (MAYBE_INTEGER, "Offset behind its last character; other words may lie between."),
        "source": (MAYBE_INTEGER, "Who says it (`sources.source`), the first of several; <NA> where nobody was found."),
        "sources": (TUPLE, "All who say it, as a tuple of `sources.source`."),
        "name": (TEXT, "Who says it, several joined by “and”; <NA> where nobody was found."),
        "as_written": (TEXT, "The words for the source beside this statement; <NA> where none are written."),
        "cue": (TEXT, "The words that attribute (“said”, “according to”); <NA> where none are written."),
        "content": (TEXT, "What is said, in the article's words; parts joined by “ … ”."),
        "words": (INTEGER, "Words of what is said."),
        "manner": (TEXT, "`direct` (all in quotation marks), `mixed` (two or more words are), `indirect`."),
        "inside": (MAYBE_INTEGER, "The statement inside whose content this one is; <NA> for none."),
        "score": (NUMBER, "The chance that trained annotators would mark it too, 0 to 1."),
    },
    "sources": {
        "source": (INTEGER, "The source's number in the JSON (`sources[].id`)."),
        "name": (TEXT, "The source, as the article has it."),
        "kind": (TEXT, "`person`, `group`, `organization`, `outlet` or `document`."),
        "named": (YES_NO, "Whether a reader could find out from the article who this is."),
        "start": (MAYBE_INTEGER, "Offset of its first mention as a source."),
        "end": (MAYBE_INTEGER, "Offset behind that mention."),
        "mentions": (INTEGER, "Mentions as a source."),
        "statements": (INTEGER, "What is attributed to it, by number of attributions."),
        "direct": (INTEGER, "Statements of these that are all in quotation marks."),
        "mixed": (INTEGER, "Statements partly in quotation marks."),
        "indirect": (INTEGER, "Statements retold without quotation marks."),
        "words": (INTEGER, "Body words in its voice; where several say one thing, the first has them."),
        "share": (NUMBER, "The same as a share of the body's words, 0 to 1."),
        "shares_with": (
            MAYBE_INTEGER,
            "The source that its words are counted with (`sources.source`); <NA> for none.",
        ),
        "obtained": (
            TEXT,
            "How the article got it: `own report` (of an outlet), `via` (another outlet), `not stated`.",
        ),
        "via": (MAYBE_INTEGER, "The outlet through which the article has it (`sources.source`); <NA> for none."),
        "position_to_know": (TEXT, "The words that say how it can know; <NA> where the article does not say."),
        "reason_for_anonymity": (TEXT, "The words that say why it is not named; <NA> where it does not say."),
    },
    "headline": {
        "word": (TEXT, "A noun, name, verb, adjective or adverb of the headline."),
        **_SPAN,
        "matches": (INTEGER, "Words of the body that are a form of the same word."),
        "matched": (TUPLE, "These words, as a tuple of texts."),
        "voices": (TUPLE, "Whose voices these are in, in order, as a tuple of names."),
        "near": (TEXT, "Words of the body that might stand for one without a match; <NA> for none."),
        "near_why": (TEXT, "How these were found; <NA> for none."),
    },
    "wording": {
        "words": (TEXT, "Words of our lists of wording, or a passive with its auxiliary."),
        **_SPAN,
        "category": (TEXT, "The list's name in `analysis/data/wording.toml`, or `passive`, `agentless_passive`."),
        "place": (TEXT, "`own` (the article's own voice), `retold`, `quoted` or `headline`."),
        "voice": (TEXT, "Whose voice they are in; <NA> in the headline."),
        "sentence": (MAYBE_INTEGER, "The number of their sentence, from 1; <NA> in the headline."),
        "why": (TEXT, "Why words like these are listed."),
    },
    "measurements": {
        "name": (TEXT, "The measure's name in the catalogue."),
        "scope": (TEXT, "Where it was taken: `body`, `headline`, `paragraph:N`, `narrator` or `voice:N`."),
        "label": (TEXT, "The measure's name for readers."),
        "question": (
            TEXT,
            "What it belongs to: `readability`, `sourcing`, `tone`, `headline`, `wording`, `provenance`.",
        ),
        "unit": (TEXT, "Its unit."),
        "value": (NUMBER, "The value; NaN where it is undefined, and `note` says why."),
        "low": (NUMBER, "The lowest value over the choices that `note` names; no margin of error."),
        "high": (NUMBER, "The highest value over these choices."),
        "below": (NUMBER, "Share of reference articles that certainly have less, 0 to 1; NaN where it has no place."),
        "not_above": (NUMBER, "Share of reference articles that have no more: equal ones lie between."),
        "unusual": (TEXT, "`high` or `low`: outside the middle 90% of the reference; <NA> where it is not."),
        "evidence": (TUPLE, "The spans that it was counted from, as a tuple of (start, end)."),
        "note": (TEXT, "What the range goes over, or why it is undefined; <NA> for none."),
    },
    "corrections": {
        "correction": (INTEGER, "Its number, from 0, as `uncorrect` takes it."),
        "says": (TEXT, "What was corrected, as a sentence without its period."),
        "fits": (YES_NO, "Whether the statement and the sources that it is about are still found in the article."),
    },
    "evidence": {
        "text": (TEXT, "Words that a measurement was counted from, white space as single spaces."),
        **_SPAN,
    },
}


def sentences(page: Page) -> pd.DataFrame:
    """One row for each sentence of the body."""
    analysis, article = page.analysis, page.article
    paragraphs, plain = Apart(article.paragraphs), gap.nameless(analysis)
    spoken = words(page)
    of_sentence = spoken.dropna(subset="sentence").groupby("sentence")
    quoted, voices = of_sentence["quoted"].mean(), of_sentence["voice"].apply(_most)
    ids = dict(zip(spoken["voice"], spoken["source"], strict=True))
    rows = []
    for number, span in enumerate(analysis.parse.sentences, 1):
        counts, voice = readability.count(analysis, (span,)), voices.get(number, SEVERAL_VOICES)
        rows.append(
            (
                number,
                (paragraphs.at(span[0]) or 0) + 1,
                *span,
                printed(article, (span,)),
                counts.words,
                counts.polysyllables,
                voice,
                ids.get(voice, pd.NA),
                quoted.get(number, math.nan),
                VADER.score(plain[slice(*span)]),
                readability.flesch_kincaid_grade(counts) if counts.words and counts.sentences else math.nan,
            )
        )
    return _frame("sentences", rows)


def words(page: Page) -> pd.DataFrame:
    """One row for each word of the body."""
    article, parse = page.article, page.analysis.parse
    names = source_names(page)
    voice_at, sentences_, marks = _voices(page), Apart(parse.sentences), Apart(parse.quotations)
    rows = []
    for paragraph, around in enumerate(article.paragraphs, 1):
        for word in article.words(around):
            source, sentence = voice_at(word[0]), sentences_.at(word[0])
            rows.append(
                (
                    article.text[slice(*word)],
                    *word,
                    paragraph,
                    pd.NA if sentence is None else sentence + 1,
                    names[source],
                    _or_missing(source),
                    marks.around(word) is not None,
                    readability.syllables(article.text[slice(*word)]),
                )
            )
    return _frame("words", rows)


def statements(page: Page) -> pd.DataFrame:
    """One row for each attribution, in the order of the article."""
    article, names = page.article, source_names(page)
    rows = [
        (
            a.id,
            *_hull(a.content),
            _or_missing(next(iter(a.source_ids), None)),
            a.source_ids,
            " and ".join(names[i] for i in a.source_ids) or pd.NA,
            printed(article, a.source) or pd.NA,
            printed(article, a.cue) or pd.NA,
            printed(article, a.content),
            _n_words(article, a.content),
            a.manner,
            _or_missing(a.parent),
            json_output.rounded(a.score),
        )
        for a in sorted(page.analysis.sourcing.attributions, key=_first_place)
    ]
    return _frame("statements", rows)


def sources(page: Page) -> pd.DataFrame:
    """One row for each source, in the order of the article."""
    sourcing = page.analysis.sourcing
    sharing = {
        i: attribution.source_ids[0]
        for attribution in sourcing.attributions
        for i in attribution.source_ids[1:]
        if not sourcing.source(i).words
    }
    return _frame("sources", [_source(page, s, sharing.get(s.id)) for s in sourcing.sources])


def headline(page: Page) -> pd.DataFrame:
    """One row for each content word of the headline."""
    article, names = page.article, source_names(page)
    rows = [
        (
            article.text[slice(*w.span)],
            *w.span,
            len(w.evidence),
            tuple(article.text[slice(*span)] for span in w.evidence),
            tuple(names[v] for v in w.voices),
            "; ".join(printed(article, (n,)) for n in w.near) or pd.NA,
            w.near_why or pd.NA,
        )
        for w in page.analysis.headline_words
    ]
    return _frame("headline", rows)


def wording(page: Page) -> pd.DataFrame:
    """One row for each place where words of our lists, or a passive, were found in headline and body."""
    names, voice_at, sentences_ = source_names(page), _voices(page), Apart(page.analysis.parse.sentences)
    rows = []
    for w in page.analysis.wording:
        sentence = sentences_.at(w.span[0])
        rows.append(
            (
                printed(page.article, (w.span,)),
                *w.span,
                w.category,
                w.place,
                pd.NA if w.place == "headline" else names[voice_at(w.span[0])],
                pd.NA if sentence is None else sentence + 1,
                w.why,
            )
        )
    return _frame("wording", rows)


def measurements(page: Page) -> pd.DataFrame:
    """One row for each measurement, in the order of the catalogue."""
    kind, rows = reference.kind(page.analysis), []
    for m in page.measured:
        declared = catalogue.by_name(m.name)
        place = reference.place(m.name, m.scope, m.value, kind)
        below, not_above = place.interval if place else (math.nan, math.nan)
        numbers = (float(v) for v in (m.value, m.low, m.high, below, not_above))
        rows.append(
            (
                m.name,
                m.scope,
                declared.label,
                declared.question,
                m.unit,
                *numbers,
                (place and place.unusual) or pd.NA,
                m.evidence,
                m.note or pd.NA,
            )
        )
    return _frame("measurements", rows)


def evidence(page: Page, measurement: Measurement) -> pd.DataFrame:
    """One row for each place that a measurement was counted from."""
    rows = [(printed(page.article, (span,)), *span) for span in measurement.evidence]
    return _frame("evidence", rows)


def corrections(page: Page) -> pd.DataFrame:
    """One row for each thing that a person corrected in sources and statements."""
    found = page.analysis.sourcing.corrections
    return _frame("corrections", [(n, by_hand.in_words(c), c.fits) for n, c in enumerate(found)])


FRAMES: Mapping[str, Callable[[Page], pd.DataFrame]] = {
    f.__name__: f for f in (sentences, words, statements, sources, headline, wording, measurements, corrections)
}


def source_names(page: Page) -> dict[int | None, str]:
    """Source number -> its name; None -> what the article's own voice is called."""
    return {None: OWN_VOICE, **{s.id: s.name for s in page.analysis.sourcing.sources}}


def _voices(page: Page) -> Callable[[int], int | None]:
    """Where in the text -> the source in whose voice it is; None for the article's own."""
    covering = sorted((span, voice.source_id) for voice in page.analysis.sourcing.voices for span in voice.spans)
    spans = Apart([span for span, _ in covering])

    def voice_at(position: int) -> int | None:
        number = spans.at(position)
        return None if number is None else covering[number][1]

    return voice_at


def printed(article: Article, spans: Iterable[Span]) -> str:
    """The words of these spans, white space as single spaces, spans joined by " … "."""
    return " … ".join(" ".join(article.text[slice(*s)].split()) for s in spans)


def _source(page: Page, source: Source, shares_with: int | None) -> tuple[Any, ...]:
    sourcing, article = page.analysis.sourcing, page.article
    manners = Counter(sourcing.attributions[n].manner for n in source.attributions)
    share = next((v.share for v in sourcing.voices if v.source_id == source.id), 0.0)
    return (
        source.id,
        source.name,
        source.kind,
        source.named,
        *(min(source.mentions) if source.mentions else (pd.NA, pd.NA)),
        len(source.mentions),
        len(source.attributions),
        *(manners[m] for m in ("direct", "mixed", "indirect")),
        source.words,
        share,
        _or_missing(shares_with),
        json_output.obtained(source),
        _or_missing(source.second_hand_via),
        printed(article, source.position_to_know) or pd.NA,
        printed(article, source.reason_for_anonymity) or pd.NA,
    )


def _frame(name: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    columns = COLUMNS[name]
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {
            column: pd.Series(list(values), dtype=kind)
            for (column, (kind, _)), values in zip(columns.items(), cells, strict=True)
        }
    )


def _most(voices: pd.Series) -> str:
    """The voice that more than half of the words are in."""
    voice, most = Counter(voices).most_common(1)[0]
    return voice if 2 * most > len(voices) else SEVERAL_VOICES


def _n_words(article: Article, spans: Iterable[Span]) -> int:
    return sum(1 for s in spans for _ in article.words(s))


def _hull(spans: tuple[Span, ...]) -> tuple[Any, Any]:
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (pd.NA, pd.NA)


def _first_place(attribution: Any) -> tuple[float, int]:
    spans: Iterator[Span] = (s for s in (*attribution.source, *attribution.cue, *attribution.content))
    return min((s for s, _ in spans), default=math.inf), attribution.id


def _or_missing(number: int | None) -> Any:
    return pd.NA if number is None else number
