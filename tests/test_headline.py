"""Headline words in the body: pairs decided by hand, then whole headlines."""

from __future__ import annotations

import math

import parses
import pytest

from analysis.article import Voice
from analysis.measures import headline
from analysis.measures.headline import Form, same_word

# Words as they stand, with the lemma after a slash where it differs.
SAME = """
blindsides/blindside blindsided/blindside | ally allied | ally allies/ally | ally alliance | resign resignation
resigns/resign resignation | develop development | Japan Japanese | China Chinese | economy economic
economy economist | economic economist | America American | Mexico Mexican | Europe European | Italy Italian
Israel Israeli | Ukraine Ukrainian | Iran Iranian | France French | Germany German | Britain British
invades/invade invasion | expand expansion | elects/elect election | create creation | accuses/accuse accusation
produce production | permits/permit permission | describe description | investigate investigator
investigation investigator | govern government | threat threaten | farm farmer | vote voter | lead leader | act action
sovereign sovereignty | hawk hawkishness | politics political | politician political | quick quickly
happy happiness | able ability | attack attacks/attack | warn warning | lose loss | die death
blindsides blindsided | critic criticism | propose proposal | danger dangerous | secure security | U.S. US
"""
DIFFERENT = """
demand Demandé | key keyboard | party part | statement state | station state | news new | united unit
secretary secret | signal sign | number numb | corner corn | former form | officer offer | department depart
apartment department | mission miss | million mill | listen list | author authority | general generation
property proper
university universe | police policy | nation native | nation ration | motion motive | China chin | sentence sent
ally rally | ally all | stance instance | plan planet | call recall | Trump trumpet | war warning | court courtesy
president precedent | tone stone | trade tradition | farm firm | advise adverse | Williams William
"""


def pairs(table: str) -> list[tuple[str, str]]:
    rows = [row.split() for line in table.strip().splitlines() for row in line.split("|")]
    return [(first, second) for first, second in rows]


def form(written: str, pos: str = "NOUN") -> Form:
    word, _, lemma = written.lower().partition("/")
    return Form(word, lemma or word, "PROPN" if written[0].isupper() else pos)


@pytest.mark.parametrize(("first", "second"), pairs(SAME))
def test_one_word(first: str, second: str):
    assert same_word(form(first), form(second))
    assert same_word(form(second), form(first))


@pytest.mark.parametrize(("first", "second"), pairs(DIFFERENT))
def test_two_words(first: str, second: str):
    assert not same_word(form(first), form(second))
    assert not same_word(form(second), form(first))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (Form("stunning", "stunning", "ADJ"), Form("stun", "stun", "NOUN"), False),  # of a stun gun
        (Form("stunning", "stunning", "ADJ"), Form("stunned", "stun", "VERB"), True),
        (Form("warning", "warning", "NOUN"), Form("warn", "warn", "VERB"), True),
        (Form("new", "new", "ADJ"), Form("news", "new", "NOUN"), False),  # as some lemmatizers have it
        (Form("allied", "allied", "ADJ"), Form("ally", "ally", "NOUN"), True),
        (Form("left", "leave", "VERB"), Form("leaves", "leave", "VERB"), True),  # the lemma alone
    ],
)
def test_parts_of_speech(first: Form, second: Form, same: bool):
    assert same_word(first, second) is same
    assert same_word(second, first) is same


TAGS = {
    "Mayor": ("PROPN", "Mayor"),
    "mayor": ("NOUN", "mayor"),
    "Mayor's": ("NOUN", "mayor"),
    "'s": ("PART", "'s"),
    "’s": ("PART", "’s"),
    "resigns": ("VERB", "resign"),
    "has": ("AUX", "have"),
    "resigned": ("VERB", "resign"),
    "suddenly": ("ADV", "suddenly"),
    "Holt": ("PROPN", "Holt"),
    "in": ("ADP", "in"),
    "the": ("DET", "the"),
    "The": ("DET", "the"),
    "her": ("PRON", "her"),
    "to": ("PART", "to"),
    "not": ("PART", "not"),
    "us": ("PRON", "we"),
    "will": ("AUX", "will"),
    "Why": ("ADV", "why"),
    "Will": ("PROPN", "Will"),
    "With": ("PROPN", "With"),
    "US": ("PROPN", "US"),
    "U.S.": ("PROPN", "U.S."),
    "12": ("NUM", "12"),
}


def matches(headline_text: str, *paragraphs: str) -> dict[str, list[str]]:
    article = parses.article(headline_text, *paragraphs)
    found = parses.analysis(article, tags=TAGS).headline_words
    text = article.text
    return {text[slice(*w.span)]: [text[slice(*s)] for s in w.evidence] for w in found}


@pytest.mark.parametrize(
    ("headline_text", "body", "expected"),
    [
        ("Mayor resigns", "The mayor has resigned.", {"Mayor": ["mayor"], "resigns": ["resigned"]}),
        ("Mayor suddenly resigns", "The dog.", {"Mayor": [], "suddenly": [], "resigns": []}),
        ("Mayor Holt's resignation", "Holt resigned.", {"Mayor": [], "Holt": ["Holt"], "resignation": ["resigned"]}),
        ("Mayor Holt’s dog", "The Holt dog.", {"Mayor": [], "Holt": ["Holt"], "dog": ["dog"]}),
        ("The 12 mayor will not", "The mayor.", {"mayor": ["mayor"]}),  # numbers, auxiliaries, particles do not count
        ("Resignation With Dog", "The dog.", {"Resignation": [], "Dog": ["dog"]}),  # "With" is tagged as a name
        ("MAYOR WILL RESIGN", "The mayor.", {"MAYOR": ["mayor"], "RESIGN": []}),
        ("Why the mayor resigns", "Why? The mayor.", {"mayor": ["mayor"], "resigns": []}),
        ("US Mayor", "It told us in the U.S. city.", {"US": ["U.S."], "Mayor": []}),
    ],
)
def test_whole_headlines(headline_text: str, body: str, expected: dict[str, list[str]]):
    assert matches(headline_text, body) == expected


def test_each_match_has_its_voice():
    article = parses.article("A dog", "A dog barked.", '"The dog is old," said Holt.')
    second = parses.find(article.text, "The dog is old")
    voices = (
        Voice(None, (article.paragraphs[0], parses.find(article.text, "said Holt.")), 5, 5 / 9),
        Voice(4, (second,), 4, 4 / 9),
    )
    (word,) = parses.analysis(article, tags={"A": ("DET", "a")}, voices=voices).headline_words
    assert word.match == "same_word"
    assert word.evidence == ((8, 11), (second[0] + 4, second[0] + 7))
    assert word.voices == (None, 4)


def test_unmatched_counts_and_shows_the_words():
    article = parses.article("Mayor resigns suddenly", "The mayor spoke.")
    value = headline.headline_unmatched(parses.analysis(article, tags=TAGS), "headline")
    assert value.value == 2
    assert [article.text[slice(*s)] for s in value.evidence] == ["resigns", "suddenly"]


def test_all_matched_is_zero_with_the_words_that_were_counted():
    value = headline.headline_unmatched(parses.analysis(parses.article("Mayor", "The mayor."), tags=TAGS), "headline")
    assert (value.value, value.evidence) == (0, ((0, 5),))


@pytest.mark.parametrize(
    ("headline_text", "note"),
    [
        (None, "no headline in the text"),
        ("12 to 12", "the headline has no noun, name, verb, adjective, or adverb"),
    ],
)
def test_nothing_to_match(headline_text: str | None, note: str):
    analysis = parses.analysis(parses.article(headline_text, "It rained."), tags=TAGS)
    value = headline.headline_unmatched(analysis, "headline")
    assert math.isnan(value.value)
    assert (value.note, value.evidence) == (note, ())


def test_seed(seed):
    text = seed.article.text
    found = {text[slice(*w.span)]: w for w in seed.headline_words}
    assert list(found) == ["Trump", "blindsides", "key", "ally", "stunning", "demand"]
    assert {word for word, w in found.items() if w.match == "none"} == {"key", "stunning", "demand"}
    assert [text[slice(*s)] for s in found["blindsides"].evidence] == ["blindsided"]
    assert [text[slice(*s)] for s in found["ally"].evidence] == ["allied", "ally"]
    assert len(found["Trump"].evidence) == 8
    assert headline.headline_unmatched(seed, "headline").value == 3
