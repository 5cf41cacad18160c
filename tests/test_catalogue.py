"""The catalogue: every measure once, under the names that other tools rely on."""

from __future__ import annotations

import math

import parses
import pytest

from analysis import catalogue
from analysis.article import Analysis, Measurement, Sourcing
from research import measures_page

FORMULAS = [
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall",
]
SOURCING = [
    "attributions",
    "direct",
    "indirect",
    "mixed",
    "sources",
    "named_sources",
    "unnamed_sources",
    "quoted_share",
    "narrator_share",
    "second_hand_share",
]
BODY = [*SOURCING, "body_tone", "body_tone_textblob", "body_tone_news", "photo_days_before", "photo_places_elsewhere"]
HEADLINE = ["headline_tone", "tone_gap", "tone_gap_whole_text", "headline_tone_textblob", "tone_gap_textblob"]
HEADLINE += ["headline_tone_news", "tone_gap_news", "headline_unmatched", "clickbait_cues"]
OWN_VOICE = [
    "judgement_words",
    "hedges",
    "boosters",
    "judging_reports",
    "presupposing_verbs",
    "passives",
    "agentless_passives",
    "causal_claims",
]


@pytest.fixture(scope="module")
def measured(seed: Analysis) -> list[Measurement]:
    return list(catalogue.measure(seed))


def test_names_and_scopes_are_the_contract():
    declared = {m.name: m.scopes for m in catalogue.MEASURES}
    ours = dict.fromkeys(FORMULAS, ("body", "paragraph", "narrator", "voice"))
    theirs = {f"textstat_{f}": ("body", "paragraph") for f in FORMULAS}
    assert {name: declared[name] for name in (*ours, *theirs)} == {**ours, **theirs}
    scopes = {"body": BODY, "headline": HEADLINE, "narrator": OWN_VOICE}
    for name, scope in ((name, scope) for scope, names in scopes.items() for name in names):
        assert declared[name] == (scope,)
    assert len(declared) == len(catalogue.MEASURES)


@pytest.mark.parametrize("measure", catalogue.MEASURES, ids=lambda m: m.name)
def test_each_is_declared_in_words_for_readers(measure: catalogue.Measure):
    assert measure.unit
    assert measure.label
    assert measure.source
    assert measure.meaning.endswith(".")
    for word in ("narrator", "unsupported", "loaded", "positive", "negative"):
        assert word not in (measure.label + measure.meaning).lower()
    assert catalogue.by_name(measure.name) is measure


def test_an_unknown_name():
    with pytest.raises(KeyError, match="bias_score"):
        catalogue.by_name("bias_score")


def test_paragraph_scopes_are_numbered_from_zero(measured):
    scopes = [m.scope for m in measured if m.name == "gunning_fog"]
    assert scopes == ["body", *(f"paragraph:{n}" for n in range(7)), "narrator"]  # by hand: no source has words


def test_a_measurement_carries_the_declared_unit(measured):
    units = {m.name: m.unit for m in measured}
    assert units["flesch_kincaid_grade"] == "US school grade"
    assert units["photo_days_before"] == "days"
    assert units["headline_unmatched"] == "words"


def test_the_range_holds_the_value(measured):
    ranged = [m for m in measured if not math.isnan(m.low)]
    assert {m.name for m in ranged} >= {*FORMULAS, "tone_gap", "tone_gap_whole_text"}
    assert [m for m in ranged if not m.low <= m.value <= m.high] == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The good bridge is closed.", "“A bad, self-governing town!” said the U.S. mayor. It’s terrible."),
        ("Rain.",),
        ("The mayor's great plan cost $3.5 million in 2025; it failed.", "Nobody was hurt", "He didn’t cry."),
    ],
)
def test_each_range_is_explained(measured, paragraphs):
    own = catalogue.measure(parses.analysis(parses.article("A stunning, good demand", *paragraphs)))
    assert [m for m in (*measured, *own) if m.low < m.high and not m.note] == []


def test_each_number_has_its_words_and_each_gap_its_reason(measured):
    silent = {"attributions", "direct", "indirect", "mixed", "sources", "named_sources", "unnamed_sources"}
    for m in measured:
        if math.isnan(m.value):
            assert m.note, m
        elif m.value or m.name not in {
            *silent,
            "second_hand_share",
            "clickbait_cues",
            *OWN_VOICE,
        }:  # nothing found: nothing to show
            assert m.evidence, m


def test_spans_lie_in_the_text(measured, seed):
    for m in measured:
        for start, end in m.evidence:
            assert 0 <= start < end <= len(seed.article.text)
            assert seed.article.text[start:end].strip()


def test_an_article_that_says_little_measures_as_undefined():
    """No headline, no dates, one word: what cannot be measured is NaN with a note, never 0 and no exception."""
    measured = {(m.name, m.scope): m for m in catalogue.measure(parses.analysis(parses.article(None, "Rain.")))}
    for name, scope in [*((n, "headline") for n in HEADLINE), ("body_tone", "body"), ("photo_days_before", "body")]:
        assert math.isnan(measured[name, scope].value)
        assert measured[name, scope].note


def test_no_body_at_all():
    bare = parses.analysis(parses.article("A good day"))
    analysis = Analysis(bare.article, bare.parse, Sourcing((), (), bare.sourcing.voices), bare.headline_words)
    measured = {m.name: m for m in catalogue.measure(analysis)}
    for name in (*FORMULAS, "quoted_share", "narrator_share", "second_hand_share", "body_tone", "tone_gap"):
        assert math.isnan(measured[name].value), name
        assert measured[name].note, name


def test_the_page_on_the_measures_is_made_from_the_catalogue():
    """`python -m research.measures_page` writes it."""
    page = measures_page.FILE.read_text("utf-8")
    assert page == measures_page.page()
    assert "| `hedges` | narrator | per 1,000 own words | 0 to " in page
    assert "| `photo_days_before` | body | days | – |\n" in page


def test_what_stands_for_the_whole_article():
    """A part, unless a measure is of the article's own voice only: then that is what the corpus tables have."""
    assert catalogue.by_name("flesch_kincaid_grade").whole == ("body",)
    assert catalogue.by_name("hedges").whole == ("narrator",)
    assert all(m.whole for m in catalogue.MEASURES)


def test_without_parts_every_measure_is_taken_once_for_the_whole(seed):
    taken = [(m.name, m.scope) for m in catalogue.measure(seed, by_paragraph=False)]
    assert taken == [(m.name, scope) for m in catalogue.MEASURES for scope in m.whole]
