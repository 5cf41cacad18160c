"""Every measure, declared once: what it is called, where it is taken, what it means. All lists derive from this one.

To add a measure: a function `(Analysis, scope) -> Value` in `analysis.measures`, a declaration in `MEASURES`, a test.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from analysis.article import Analysis, Measurement, Value, no_such
from analysis.measures import headline, provenance, readability
from analysis.measures.sourcing import counts
from analysis.measures.tone import gap, learned
from analysis.measures.tone.lexicons import LEXICONS
from analysis.measures.tone.lexicons import VADER as VADER_LIST
from analysis.measures.wording import counts as wording

GRADE = "US school grade"
EASE = "points (usually 0-100, higher is easier)"
COUNT = "count"
WORDS = "words"
SHARE = "share of body words"
VALENCE = "tone (-1 to 1)"
VALENCE_GAP = "tone, difference (-2 to 2)"
VADER = "VADER compound (-1 to 1)"
VADER_GAP = "VADER compound, difference (-2 to 2)"
DAYS = "days"
RATE = "per 1,000 own words"
TEXTSTAT = "textstat, Python package (github.com/textstat/textstat)"
PARTS = ("paragraph", "voice", "narrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure.

    `function` takes an analysis and a scope; `name` is the function's own where none is given.
    `scopes` are of `body`, `headline`, `paragraph`, `narrator` (the article's own voice) and `voice`, where
    `paragraph` and `voice` mean each paragraph and each source that has words; `whole` leaves out these parts.
    `label` and `meaning` are for readers: `meaning` says what it is and its direction. `source` is where the measure
    comes from; `gold` names the human labels that it is compared with, or is None.
    """

    function: Callable[[Analysis, str], Value]
    name: str = ""
    scopes: tuple[str, ...]
    unit: str
    label: str
    meaning: str
    source: str
    gold: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.function.__name__)

    @property
    def question(self) -> str:
        """The module or folder of `measures` that it comes from."""
        return self.function.__module__.split(".")[2]

    @property
    def whole(self) -> tuple[str, ...]:
        """The scopes that are of the article as a whole: in the corpus tables, in a list of numbers.

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
            s for each in declared.scopes for s in ([each] if each in declared.whole else parts.get(each, ()))
        ):
            reason = voices if why is None and scope.startswith(("narrator", "voice")) else why
            v = declared.function(analysis, scope) if reason is None else Value(math.nan, note=reason)
            yield Measurement(declared.name, scope, declared.unit, v.value, v.low, v.high, v.evidence, v.note)


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


def _readability(formula: Callable[..., float], **declared: str) -> Iterator[Measure]:
    """A formula twice: from our counts, and textstat's own answer."""
    scopes, name = ("body", "paragraph"), formula.__name__
    ours = readability.measure(formula)
    yield Measure(function=ours, name=name, scopes=(*scopes, "narrator", "voice"), **declared)
    declared["label"] += ", by an online calculator"
    answers = "What textstat, the program behind many online calculators, answers for the same text"
    declared |= {"meaning": f"{answers}: {declared['meaning']}", "source": TEXTSTAT}
    yield Measure(function=readability.textstat_measure(formula), name=f"textstat_{name}", scopes=scopes, **declared)


def _tone_by_other_lists() -> Iterator[Measure]:
    """Headline, body and gap by each list of words beside VADER's."""
    sounds = "Above 0, the headline sounds more pleasant than the body's sentences on average"
    declared = (
        (
            gap.headline_tone,
            "headline",
            "Headline",
            "Above 0, pleasant-sounding words outweigh unpleasant-sounding ones; below 0, the reverse",
        ),
        (gap.body_tone, "body", "Body", "The mean over its sentences: above 0, pleasant-sounding words outweigh"),
        (gap.tone_gap, "headline", "Headline against body", sounds),
    )
    for lexicon in (found for found in LEXICONS.values() if found is not VADER_LIST):
        for function, scope, label, meaning in declared:
            bounds = "difference (-2 to 2)" if function is gap.tone_gap else "(-1 to 1)"
            yield Measure(
                function=gap.by_list(function, lexicon.name),
                name=f"{function.__name__}_{lexicon.name}",
                scopes=(scope,),
                unit=f"{lexicon.unit} {bounds}",
                label=f"{label}, by {lexicon.title}",
                meaning=f"{meaning}, by {lexicon.title}. It does not measure approval.",
                source=lexicon.source,
            )


_grade = partial(_readability, unit=GRADE)
_sourcing = partial(
    Measure,
    scopes=("body",),
    unit=COUNT,
    source="Pareti (2015), Attribution: a computational approach; Newell, Margolin and Ruths (2018), PolNeAR",
)
_attribution_count = partial(_sourcing, gold="PolNeAR")
_valence = partial(
    Measure,
    unit=VALENCE,
    source="our own: a network trained on how people judged sentences, with a little of VADER's sum",
)
_tone = partial(Measure, unit=VADER, source="Hutto and Gilbert (2014), VADER, ICWSM")
_own_wording = partial(Measure, scopes=("narrator",), unit=RATE)
_passive = partial(_own_wording, source="our own rules", gold="GUM and EWT")
_photo = partial(Measure, scopes=("body",), source="our own")

MEASURES: tuple[Measure, ...] = (
    *_readability(
        readability.flesch_reading_ease,
        unit=EASE,
        label="Flesch reading ease",
        meaning="Higher is easier, by the length of sentences and the syllables of words.",
        source="Flesch (1948), A new readability yardstick, Journal of Applied Psychology 32",
    ),
    *_grade(
        readability.flesch_kincaid_grade,
        label="Flesch-Kincaid grade",
        meaning="Years of US schooling, by the length of sentences and the syllables of words; higher is harder.",
        source="Kincaid, Fishburne, Rogers and Chissom (1975), Navy Research Branch Report 8-75",
    ),
    *_grade(
        readability.gunning_fog,
        label="Gunning fog",
        meaning="Years of US schooling, by the length of sentences and the share of long, uncommon words; higher is "
        "harder.",
        source="Gunning (1952), The Technique of Clear Writing",
    ),
    *_grade(
        readability.smog_index,
        label="SMOG",
        meaning="Years of US schooling, by words of three or more syllables in a sentence; higher is harder, and rough "
        "below 30 sentences.",
        source="McLaughlin (1969), SMOG grading: a new readability formula, Journal of Reading 12",
    ),
    *_grade(
        readability.coleman_liau_index,
        label="Coleman-Liau",
        meaning="Years of US schooling, by the letters of words and the length of sentences; higher is harder.",
        source="Coleman and Liau (1975), Journal of Applied Psychology 60",
    ),
    *_grade(
        readability.automated_readability_index,
        label="Automated readability index",
        meaning="Years of US schooling, by the letters of words and the length of sentences; higher is harder.",
        source="Smith and Senter (1967), Automated Readability Index, AMRL-TR-66-220",
    ),
    *_readability(
        readability.dale_chall,
        unit="Dale-Chall score (9 to 9.9 is college)",
        label="Dale-Chall",
        meaning="How many words are not in a list of words that children know, and the length of sentences; higher is "
        "harder.",
        source="Dale and Chall (1948), A formula for predicting readability, Educational Research Bulletin 27",
    ),
    _attribution_count(
        function=counts.attributions,
        label="Who says what: times",
        meaning="How many statements the body gives to a source, told thoughts and deeds left out; more is not better.",
    ),
    _attribution_count(
        function=counts.direct,
        label="In quotation marks",
        meaning="Statements whose whole content is in quotation marks; more is not better.",
    ),
    _attribution_count(
        function=counts.indirect,
        label="In the article's words",
        meaning="Statements whose content is retold without quotation marks; more is not better.",
    ),
    _attribution_count(
        function=counts.mixed,
        label="Partly in quotation marks",
        meaning="Statements whose content is retold with some words in quotation marks; more is not better.",
    ),
    _sourcing(
        function=counts.sources,
        label="Sources",
        meaning="How many different persons, groups, organizations, outlets and documents the body gives words to; "
        "more is not better.",
    ),
    _sourcing(
        function=counts.named_sources,
        label="Named sources",
        meaning="Sources that a reader could identify from the text.",
    ),
    _sourcing(
        function=counts.unnamed_sources,
        label="Unnamed sources",
        meaning="People and groups that make a statement and that the article describes and does not name; documents "
        "without a name are left out.",
    ),
    _sourcing(
        function=counts.quoted_share,
        unit=SHARE,
        label="Inside quotation marks",
        meaning="The share of the body's words that are inside quotation marks, 0 to 1.",
    ),
    _sourcing(
        function=counts.narrator_share,
        unit=SHARE,
        label="In the article's own voice",
        meaning="The share of the body's words that are in nobody else's statement, 0 to 1. The range has the "
        "words of which a reader must decide whose they are.",
    ),
    _sourcing(
        function=counts.second_hand_share,
        unit=SHARE,
        label="Reached through another outlet",
        meaning="The share of the body's words that come from, or through, another outlet's report, 0 to 1.",
    ),
    _valence(
        function=learned.headline_valence,
        scopes=("headline",),
        label="Tone of the headline",
        meaning="Above 0, readers would find the headline pleasant, below 0 unpleasant, as far as the program can "
        "tell. It does not measure approval.",
    ),
    _valence(
        function=learned.body_valence,
        scopes=("body",),
        label="Tone of the body",
        meaning="The mean over its sentences: above 0, readers would find them pleasant, below 0 unpleasant.",
    ),
    _valence(
        function=learned.valence_gap,
        scopes=("headline",),
        unit=VALENCE_GAP,
        label="Headline against body",
        meaning="Above 0, the headline is more pleasant than the body's sentences on average; below 0, less pleasant.",
    ),
    _tone(
        function=gap.headline_tone,
        scopes=("headline",),
        label="Pleasant- or unpleasant-sounding words of the headline",
        meaning="Above 0, pleasant-sounding words outweigh unpleasant-sounding ones; below 0, the reverse. It does not "
        "measure approval.",
    ),
    _tone(
        function=gap.body_tone,
        scopes=("body",),
        label="Pleasant- or unpleasant-sounding words of the body",
        meaning="The mean over its sentences: above 0, pleasant-sounding words outweigh unpleasant-sounding ones; "
        "below 0, the reverse.",
    ),
    _tone(
        function=gap.tone_gap,
        scopes=("headline",),
        unit=VADER_GAP,
        label="Headline against body, by VADER's words",
        meaning="Above 0, the headline sounds more pleasant than the body's sentences do on average; below 0, less.",
    ),
    _tone(
        function=gap.tone_gap_whole_text,
        scopes=("headline",),
        unit=VADER_GAP,
        label="Headline against body, as an online tool says",
        meaning="The same with the body as one text, whose sum ends up near -1 or 1 whatever it says.",
    ),
    *_tone_by_other_lists(),
    Measure(
        function=headline.headline_unmatched,
        scopes=("headline",),
        unit=WORDS,
        label="Headline words with no matching word in the body",
        meaning="Nouns, names, verbs, adjectives and adverbs of the headline that are not in the body in any form; a "
        "question, not a fault.",
        source="our own",
    ),
    Measure(
        function=headline.clickbait_cues,
        scopes=("headline",),
        unit=COUNT,
        label="What the headline does to get clicks",
        meaning="Kinds of cue, such as a number, a question or “you”, of ten; each shown for what it is. A cue is not "
        "a fault.",
        source="Blom and Hansen (2015), Journal of Pragmatics 76; Chakraborty and others (2016), ASONAM; words our own",
        gold="clickbait 2016",
    ),
    _own_wording(
        function=wording.judgement_words,
        label="Words that may carry a judgment",
        meaning="In the article's own voice, for you to judge: a word may be exact, and a judgment may need none of "
        "these.",
        source="Recasens and others (2013), ACL; Martin and White (2005); words our own",
        gold="BABE and BASIL",
    ),
    _own_wording(
        function=wording.hedges,
        label="Words that hold back",
        meaning="Words in the article's own voice that leave open how sure or exact something is; more may mean more "
        "care.",
        source="Hyland (1998, 2005), Metadiscourse; words our own",
    ),
    _own_wording(
        function=wording.boosters,
        label="Words that press",
        meaning="Words in the article's own voice that leave no doubt or raise the degree; more is not worse.",
        source="Hyland (2005), Metadiscourse; words our own",
    ),
    _own_wording(
        function=wording.judging_reports,
        label="Verbs of saying that judge",
        meaning="“Claimed” or “admitted” in the article's own voice: something was said, and what to think of it.",
        source="Hooper (1975); Thompson and Ye (1991); words our own",
    ),
    _own_wording(
        function=wording.presupposing_verbs,
        label="Verbs that take something for granted",
        meaning="“Realized that” or “failed to” in the article's own voice; what follows is presented as true, or as "
        "expected.",
        source="Kiparsky and Kiparsky (1970); Karttunen (1971); words our own",
    ),
    _passive(
        function=wording.passives,
        label="Passives",
        meaning="Verbs such as “was hurt” in the article's own voice; not a fault: often the act is what matters.",
    ),
    _passive(
        function=wording.agentless_passives,
        label="Passives that do not say who did it",
        meaning="Passives without “by ...”; often it is known who did it, or does not matter.",
    ),
    _own_wording(
        function=wording.causal_claims,
        label="Claims of a cause, no source given",
        meaning="“Led to” or “because” in the article's own voice; some are common knowledge.",
        source="Altenberg (1984); Khoo and others (1998); words our own",
    ),
    _photo(
        function=provenance.photo_days_before,
        unit=DAYS,
        label="The photo's age",
        meaning="Days from the photograph to the article, by the dates in the text; 0 or 1 for a picture of the event, "
        "any number for a file photo, which is normal.",
    ),
    _photo(
        function=provenance.photo_places_elsewhere,
        unit=COUNT,
        label="Places of the photo that the body does not name",
        meaning="Places in the caption that the body does not name in the same words; a file photo often shows another "
        "place, which is normal.",
    ),
)

_BY_NAME = {m.name: m for m in MEASURES}
