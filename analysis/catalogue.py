"""Every measure, declared once: what it is called, where it is taken, what it means. All lists derive from this one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analysis.article import Analysis, Measurement, Value, no_such
from analysis.measures import headline, provenance, readability
from analysis.measures.sourcing import counts
from analysis.measures.tone import gap
from analysis.measures.tone.lexicons import LEXICONS
from analysis.measures.tone.lexicons import VADER as VADER_LIST
from analysis.measures.wording import counts as wording

GRADE = "US school grade"
EASE = "points (usually 0-100, higher is easier)"
COUNT = "count"
WORDS = "words"
SHARE = "share of body words"
VADER = "VADER compound (-1 to 1)"
VADER_GAP = "VADER compound, difference (-2 to 2)"
DAYS = "days"
HUTTO = "Hutto and Gilbert (2014), VADER, ICWSM"
POLNEAR = "PolNeAR"
RATE = "per 1,000 own words"
GUM_EWT = "GUM and EWT"
PARTS = ("paragraph", "voice", "narrator")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    `scopes` are of `body`, `headline`, `paragraph`, `narrator` (the article's own voice) and `voice`, where
    `paragraph` and `voice` stand for each paragraph and each source that has words; `whole` leaves out these parts.
    `label` and `meaning` are for readers: `meaning` says what it is, its direction and its usual range. `source` is
    where the measure comes from; `gold` names the human labels that it is held against, or is None.

    "Mostly" in a meaning is the middle nine tenths of a sample of US political news articles, as counted here, rounded.
    """

    name: str
    unit: str
    scopes: tuple[str, ...]
    label: str
    meaning: str
    function: Callable[[Analysis, str], Value]
    source: str
    gold: str | None = None

    @property
    def question(self) -> str:
        """The module of `measures` that it comes from."""
        return self.function.__module__.split(".")[2]

    @property
    def whole(self) -> tuple[str, ...]:
        """The scopes that stand for the article as a whole: in the corpus tables, in a list of numbers.

        `narrator` is one where a measure is of the article's own voice only, else it is a part like a paragraph.
        """
        whole = tuple(s for s in self.scopes if s not in PARTS)
        return whole or tuple(s for s in self.scopes if s == "narrator")


def measure(
    analysis: Analysis, by_paragraph: bool = True, withheld: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Measurement]:
    """Take every measure of the catalogue in each of its scopes, in the catalogue's order.

    What belongs to a question in `withheld` is not measured: its note says why.
    """
    parts = _parts(analysis) if by_paragraph else {}
    voices = withheld.get("sourcing")  # where speakers are not read, nothing is known of single voices
    for declared in MEASURES:
        why = withheld.get(declared.question)
        for scope in (
            s for each in declared.scopes for s in ((each,) if each in declared.whole else parts.get(each, ()))
        ):
            reason = voices if why is None and scope.startswith(("narrator", "voice")) else why
            value = declared.function(analysis, scope) if reason is None else Value(math.nan, note=reason)
            yield Measurement(
                declared.name, scope, declared.unit, value.value, value.low, value.high, value.evidence, value.note
            )


def by_name(name: str) -> Measure:
    """The measure of this name. Raises KeyError, with likely names, when there is none."""
    if name not in _BY_NAME:
        raise KeyError(no_such("measure", name, _BY_NAME))
    return _BY_NAME[name]


def of_whole(measurements: Iterable[Measurement], name: str) -> list[Measurement]:
    """Those of one measure that are of the article as a whole. Raises KeyError when there is no such measure."""
    return [m for m in measurements if m.name == name and m.scope in by_name(name).whole]


def _parts(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    speaking = (v.source_id for v in analysis.sourcing.voices if v.source_id is not None and v.words)
    return {
        "paragraph": tuple(f"paragraph:{n}" for n in range(len(analysis.article.paragraphs))),
        "voice": tuple(f"voice:{n}" for n in speaking),
        "narrator": ("narrator",),
    }


def _readability() -> Iterator[Measure]:
    """Each formula twice: from our counts, and textstat's own answer."""
    for formula, unit, label, meaning, source in FORMULAS:
        name = formula.__name__
        scopes = ("body", "paragraph")
        yield Measure(name, unit, (*scopes, "narrator", "voice"), label, meaning, readability.measure(formula), source)
        yield Measure(
            f"textstat_{name}",
            unit,
            scopes,
            f"{label}, by an online calculator",
            f"What textstat, the program behind many online calculators, answers for the same text: {meaning}",
            readability.textstat_measure(formula),
            "textstat, Python package (github.com/textstat/textstat)",
        )


def _wording() -> Iterator[Measure]:
    for function, label, meaning, source, gold in WORDING:
        yield Measure(function.__name__, RATE, ("narrator",), label, meaning, function, source, gold)


FORMULAS = (
    (
        readability.flesch_reading_ease,
        EASE,
        "Flesch reading ease",
        "Higher is easier, by the length of sentences and the syllables of words.",
        "Flesch (1948), A new readability yardstick, Journal of Applied Psychology 32",
    ),
    (
        readability.flesch_kincaid_grade,
        GRADE,
        "Flesch-Kincaid grade",
        "Years of US schooling, by the length of sentences and the syllables of words; higher is harder.",
        "Kincaid, Fishburne, Rogers and Chissom (1975), Navy Research Branch Report 8-75",
    ),
    (
        readability.gunning_fog,
        GRADE,
        "Gunning fog",
        "Years of US schooling, by the length of sentences and the share of long, uncommon words; higher is harder.",
        "Gunning (1952), The Technique of Clear Writing",
    ),
    (
        readability.smog_index,
        GRADE,
        "SMOG",
        "Years of US schooling, by words of three or more syllables in a sentence; higher is "
        "harder, and rough below 30 sentences.",
        "McLaughlin (1969), SMOG grading: a new readability formula, Journal of Reading 12",
    ),
    (
        readability.coleman_liau_index,
        GRADE,
        "Coleman-Liau",
        "Years of US schooling, by the letters of words and the length of sentences; higher is harder.",
        "Coleman and Liau (1975), Journal of Applied Psychology 60",
    ),
    (
        readability.automated_readability_index,
        GRADE,
        "Automated readability index",
        "Years of US schooling, by the letters of words and the length of sentences; higher is harder.",
        "Smith and Senter (1967), Automated Readability Index, AMRL-TR-66-220",
    ),
    (
        readability.dale_chall,
        "Dale-Chall score (9 to 9.9 is college)",
        "Dale-Chall",
        "How many words are not in a list of words that children know, and the length of sentences; higher is harder.",
        "Dale and Chall (1948), A formula for predicting readability, Educational Research Bulletin 27",
    ),
)


def _tone_by_other_lists() -> Iterator[Measure]:
    """Headline, body and gap by each list of words beside VADER's."""
    meanings = {
        gap.headline_tone: ("headline", "Above 0 pleasant-sounding words outweigh, below 0 unpleasant-sounding"),
        gap.body_tone: ("body", "The mean over the body's sentences: above 0 pleasant-sounding words outweigh"),
        gap.tone_gap: ("headline", "Above 0 the headline sounds more pleasant than the body's sentences on average"),
    }
    labels = {gap.headline_tone: "Headline", gap.body_tone: "Body", gap.tone_gap: "Headline against body"}
    for lexicon in (found for found in LEXICONS.values() if found is not VADER_LIST):
        for function, (scope, meaning) in meanings.items():
            bounds = "difference (-2 to 2)" if function is gap.tone_gap else "(-1 to 1)"
            yield Measure(
                f"{function.__name__}_{lexicon.name}",
                f"{lexicon.unit} {bounds}",
                (scope,),
                f"{labels[function]}, by {lexicon.title}",
                f"{meaning}, by {lexicon.title}; no approval is measured.",
                gap.by_list(function, lexicon.name),
                lexicon.source,
            )


PARETI = "Pareti (2015), Attribution: a computational approach; Newell, Margolin and Ruths (2018), PolNeAR"

# In the article's own voice: function, label, meaning, source, and the human labels it is held against
WORDING = (
    (
        wording.judgement_words,
        "Words that may carry a judgement",
        "In the article's own voice, for you to judge: a word may be exact, and a judgement may need none of these.",
        "Recasens and others (2013), ACL; Martin and White (2005); words our own",
        "BABE and BASIL",
    ),
    (
        wording.hedges,
        "Words that hold back",
        "Words in the article's own voice that leave open how sure or exact something is; more may mean more care.",
        "Hyland (1998, 2005), Metadiscourse; words our own",
        None,
    ),
    (
        wording.boosters,
        "Words that press",
        "Words in the article's own voice that leave no doubt or raise the degree; more is not worse.",
        "Hyland (2005), Metadiscourse; words our own",
        None,
    ),
    (
        wording.judging_reports,
        "Verbs of saying that judge",
        "“Claimed” or “admitted” in the article's own voice: something was said, and what to think of it.",
        "Hooper (1975); Thompson and Ye (1991); words our own",
        None,
    ),
    (
        wording.presupposing_verbs,
        "Verbs that take something for granted",
        "“Realized that” or “failed to” in the article's own voice; what follows is presented as so, or as due.",
        "Kiparsky and Kiparsky (1970); Karttunen (1971); words our own",
        None,
    ),
    (
        wording.passives,
        "Passives",
        "Verbs such as “was hurt” in the article's own voice; no fault, often the deed is what matters.",
        "our own rules",
        GUM_EWT,
    ),
    (
        wording.agentless_passives,
        "Passives that do not say who did it",
        "Those of the passives that have no “by ...”; often it is known, or does not matter.",
        "our own rules",
        GUM_EWT,
    ),
    (
        wording.causal_claims,
        "Claims of a cause, no source given",
        "“Led to” or “because” in the article's own voice; some are common knowledge.",
        "Altenberg (1984); Khoo and others (1998); words our own",
        None,
    ),
)

MEASURES: tuple[Measure, ...] = (
    *_readability(),
    Measure(
        "attributions",
        COUNT,
        ("body",),
        "Who says what: times",
        "How many times the body gives words or claims to a source; more is not better.",
        counts.attributions,
        PARETI,
        POLNEAR,
    ),
    Measure(
        "direct",
        COUNT,
        ("body",),
        "In quotation marks",
        "Attributions whose content stands in quotation marks as a whole; more is not better.",
        counts.direct,
        PARETI,
        POLNEAR,
    ),
    Measure(
        "indirect",
        COUNT,
        ("body",),
        "In the article's words",
        "Attributions whose content is retold without quotation marks; more is not better.",
        counts.indirect,
        PARETI,
        POLNEAR,
    ),
    Measure(
        "mixed",
        COUNT,
        ("body",),
        "Partly in quotation marks",
        "Attributions whose content is retold with some words in quotation marks; more is not better.",
        counts.mixed,
        PARETI,
        POLNEAR,
    ),
    Measure(
        "sources",
        COUNT,
        ("body",),
        "Sources",
        "How many different persons, groups, organizations, outlets and documents the body gives words to; more is "
        "not better.",
        counts.sources,
        PARETI,
    ),
    Measure(
        "named_sources",
        COUNT,
        ("body",),
        "Named sources",
        "Sources of whom a reader could find out who they are.",
        counts.named_sources,
        PARETI,
    ),
    Measure(
        "unnamed_sources",
        COUNT,
        ("body",),
        "Unnamed sources",
        'Sources of whom the article does not say who they are; groups ("critics") and documents ("a study") count '
        "too.",
        counts.unnamed_sources,
        PARETI,
    ),
    Measure(
        "quoted_share",
        SHARE,
        ("body",),
        "Inside quotation marks",
        "The share of the body's words that stand inside quotation marks, 0 to 1.",
        counts.quoted_share,
        PARETI,
    ),
    Measure(
        "narrator_share",
        SHARE,
        ("body",),
        "In the article's own voice",
        "The share of the body's words that the article gives to nobody else, 0 to 1.",
        counts.narrator_share,
        PARETI,
    ),
    Measure(
        "second_hand_share",
        SHARE,
        ("body",),
        "Reached through another outlet",
        "The share of the body's words that come from, or through, another outlet's report, 0 to 1.",
        counts.second_hand_share,
        PARETI,
    ),
    Measure(
        "headline_tone",
        VADER,
        ("headline",),
        "Pleasant- or unpleasant-sounding words of the headline",
        "Above 0 pleasant-sounding words outweigh, below 0 unpleasant-sounding; no approval is measured.",
        gap.headline_tone,
        HUTTO,
    ),
    Measure(
        "body_tone",
        VADER,
        ("body",),
        "Pleasant- or unpleasant-sounding words of the body",
        "The mean over the body's sentences: above 0 pleasant-sounding words outweigh, below 0 unpleasant-sounding.",
        gap.body_tone,
        HUTTO,
    ),
    Measure(
        "tone_gap",
        VADER_GAP,
        ("headline",),
        "Headline against body",
        "Above 0 the headline sounds more pleasant than the body's sentences do on average, below 0 less.",
        gap.tone_gap,
        HUTTO,
    ),
    Measure(
        "tone_gap_whole_text",
        VADER_GAP,
        ("headline",),
        "Headline against body, as an online tool says",
        "The same with the body as one text, where sums end near -1 or 1 whatever it says.",
        gap.tone_gap_whole_text,
        HUTTO,
    ),
    *_tone_by_other_lists(),
    Measure(
        "headline_unmatched",
        WORDS,
        ("headline",),
        "Headline words with no matching word in the body",
        "Nouns, names, verbs, adjectives and adverbs of the headline that the body has in no form; a question, not a "
        "fault.",
        headline.headline_unmatched,
        "our own",
    ),
    Measure(
        "clickbait_cues",
        COUNT,
        ("headline",),
        "What the headline does to be opened",
        "Kinds of cue, such as a number, a question or “you”, of ten; each shown as what it is. A cue is no fault.",
        headline.clickbait_cues,
        "Blom and Hansen (2015), Journal of Pragmatics 76; Chakraborty and others (2016), ASONAM; words our own",
        "clickbait 2016",
    ),
    *_wording(),
    Measure(
        "photo_days_before",
        DAYS,
        ("body",),
        "The photo's age",
        "Days from the photograph to the article, by the dates in the text; 0 or 1 for a picture of the event, any "
        "number for a file photo, which is normal.",
        provenance.photo_days_before,
        "our own",
    ),
    Measure(
        "photo_places_elsewhere",
        COUNT,
        ("body",),
        "Places of the photo that the body does not name",
        "Places in the caption that the body has not in the same words; a file photo is often of another place, which "
        "is normal.",
        provenance.photo_places_elsewhere,
        "our own",
    ),
)

_BY_NAME = {m.name: m for m in MEASURES}
