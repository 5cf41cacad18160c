"""Which words mean the same source: the facts that are certain, by hand; what is learned, as a share of cases."""

import time
from collections import Counter

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from analysis import workbook
from analysis.measures.sourcing import identity
from analysis.measures.sourcing.entities import find_entities
from analysis.measures.sourcing.facts import Facts
from analysis.measures.sourcing.names import find_names
from analysis.measures.sourcing.pairs import ALIKE, NEAR, PEOPLE, SPEAKERS, candidates
from analysis.measures.sourcing.phrases import source_phrases
from analysis.nlp.parsing import parse
from analysis.reading import plain_text

BLANK = spacy.blank("en")


def read(text: str):
    article = plain_text.from_text(text)
    return article, parse(article)


def sources(text: str):
    """Of each source its name and the words by which it is mentioned."""
    article = plain_text.from_text(text)
    found = workbook.analyze(article).sourcing.sources
    return {s.name: [article.text[slice(*m)] for m in s.mentions] for s in found}


# --- names -----------------------------------------------------------------------------------------------------------

# Words with their word class and tag of a name, and the names that a reader sees.
NAMES = {
    "ranks are before the name": ("Lt. PROPN B-PERSON|Col. PROPN I-PERSON|Reed PROPN I-PERSON|left VERB O", ["Reed"]),
    "a rank taken for a name": ("Lt. PROPN B-PERSON|Reed PROPN B-PERSON|left VERB O", ["Reed"]),
    "a title": ("Sen. PROPN B-PERSON|Ada PROPN I-PERSON|Quill PROPN I-PERSON", ["Ada Quill"]),
    "a role": ("F.B.I. PROPN B-PERSON|Director PROPN I-PERSON|Ada PROPN I-PERSON|Quill PROPN I-PERSON", ["Ada Quill"]),
    "particles": (
        "Luiz PROPN B-PERSON|Inácio PROPN I-PERSON|da PROPN O|Costa PROPN O|e PROPN O|Silva PROPN O|left VERB O",
        ["Luiz Inácio da Costa e Silva"],
    ),
    "particles between two": ("Ana PROPN B-PERSON|de ADP O|Souza PROPN B-PERSON|left VERB O", ["Ana de Souza"]),
    "an owner": ("Ada PROPN B-PERSON|Quill PROPN I-PERSON|’s PART I-PERSON|aide NOUN O", ["Ada Quill"]),
    "a body": ("The DET B-ORG|Water PROPN I-ORG|Board PROPN I-ORG", ["The Water Board"]),
    "two people": ("Ada PROPN B-PERSON|and CCONJ O|Ben PROPN B-PERSON", ["Ada", "Ben"]),
    "no letters": ("-- PUNCT B-ORG|said VERB O", []),
}


@pytest.mark.parametrize("words, expected", NAMES.values(), ids=NAMES)
def test_names(words, expected):
    rows = [row.split() for row in words.split("|")]
    doc = Doc(BLANK.vocab, [w for w, *_ in rows], pos=[p for _, p, _ in rows], ents=[e for *_, e in rows])
    assert [doc[start:end].text for start, end, _ in find_names(doc)] == expected


def test_entities_have_every_place_of_their_name_once():
    article, read_ = read(
        "Town talks\n\nAda Quill met Ben Oduya. Quill left. Reuters told Oduya. Quill’s aide stayed.\n"
    )
    found = {e.name: [article.text[slice(*m)] for m in e.mentions] for e in find_entities(article, read_)}
    assert found["Ada Quill"] == ["Ada Quill", "Quill", "Quill"]
    assert found["Ben Oduya"] == ["Ben Oduya", "Oduya"]


# --- phrases ---------------------------------------------------------------------------------------------------------

PHRASES = {
    "Japanese officials and an American briefed on the call": 2,
    "Ada Quill, a lawyer and former mayor": 1,
    "Mayor Ada Quill, Senator Tom Berg and union leader Ida Moss": 3,
    "people familiar with the audit and the report": 1,
    "the Ministry of Trade and Industry": 1,
    "President and CEO Tim Berg": 1,
}


@pytest.mark.parametrize("phrase, expected", PHRASES.items())
def test_phrases_of_a_source(phrase, expected):
    article, read_ = read(f"Town talks\n\nThe road was closed, {phrase} said on Monday.\n")
    start = article.text.index(phrase)
    assert len(source_phrases(read_.doc, (start, start + len(phrase)))) == expected


# --- mentions --------------------------------------------------------------------------------------------------------


def test_mentions_by_hand():
    article, read_ = read("Town talks\n\nAda Quill’s aide told her brother that it was late.\n")
    facts = Facts(article, read_)
    found = [article.text[slice(*facts.span(n))] for n in range(len(facts))]
    assert {"Ada Quill", "Ada Quill’s aide", "her", "her brother", "it"} <= set(found)
    assert facts.gender[found.index("her")] == -1


def test_who_stands_in_a_byline_is_nobodys_antecedent():
    article, read_ = read("Town talks\n\nBy Tom Averill\n\nA woman said no. “I am not going back,” she said.\n")
    assert article.byline
    facts = Facts(article, read_)
    assert not any("Averill" in article.text[slice(*facts.span(n))] for n in range(len(facts)))
    assert not any("Averill" in name for name in sources(article.text))


def test_a_text_of_many_names_takes_no_longer_a_word():
    """The candidates of each mention are limited, so twice the text takes about twice the time."""
    article, read_ = read("Town talks\n\n" + "Ada Quill met Ben Oduya of Larkfield. He told her so. " * 150)
    facts = Facts(article, read_)
    most = max(len(c) for _, c in candidates(facts))
    assert NEAR < most <= NEAR + 3 * ALIKE + SPEAKERS + PEOPLE
    started = time.perf_counter()
    identity.clusters(facts, identity.load())
    assert time.perf_counter() - started < 5


def test_weights_are_small_and_read_once():
    assert identity.WEIGHTS.stat().st_size < 1_500_000
    assert identity.load() is identity.load()
    assert identity.load()["kinds_words"].shape == (identity.BUCKETS, 6)  # five kinds, and named


def test_chances_add_up_and_are_the_same_again():
    article, read_ = read("Town talks\n\nAda Quill said no. She said it twice. The mayor said yes.\n")
    facts = Facts(article, read_)
    found = list(identity.chances(facts, identity.load()))
    assert all(p.sum() + new == pytest.approx(1, abs=0.01) for _, _, p, new in found)
    again = list(identity.chances(facts, identity.load()))
    assert all(np.array_equal(a[2], b[2]) and a[3] == b[3] for a, b in zip(found, again, strict=True))


# --- what cannot be meant --------------------------------------------------------------------------------------------


def test_who_is_called_he_by_the_text_is_not_she():
    found = sources("Town talks\n\nMr. Berg met Mrs. Quill. He said it was late. She said it was early.\n")
    owners = {word: name for name, mentions in found.items() for word in mentions}
    assert "Berg" in owners["He"] and "Quill" in owners["She"]


def test_another_witness_is_another():
    found = sources("Town talks\n\nA witness said it rained. Another witness said it snowed.\n")
    assert sorted(found) == ["A witness", "Another witness"]


def test_an_owner_is_not_what_is_owned():
    found = sources("Town talks\n\nAda Quill said no. Ada Quill’s lawyer said yes. A lawyer for Quill said it again.\n")
    assert not any("lawyer" in m for m in found["Ada Quill"])


def test_shares_of_a_poll_are_the_polls():
    found = sources(
        "Town talks\n\nA Larkfield poll found much doubt. Some 44 percent of voters said the road was bad.\n"
    )
    assert Counter("poll" in name for name in found) == {True: 1}


# --- what is learned -------------------------------------------------------------------------------------------------

# Text; words of a mention; words of the name of the source that it belongs to.
MEANT = [
    ("Ada Quill, the mayor, spoke on Monday. She said the road was closed.", "She", "Quill"),
    ("Carys Penn, who leads the union, met the minister. “We are tired,” Penn said. She left early.", "Penn", "Penn"),
    ("Norden Bank will close forty branches, Norden Bank said. The bank said it was sorry.", "The bank", "Norden"),
    ("Tom Berg, a pilot, said it was dark. He said nobody saw the light.", "He", "Berg"),
    ("Senator Ida Moss said no. Sen. Moss added that it was late.", "Sen. Moss", "Ida Moss"),
    ("“It leaks,” said Ben Oduya. “It always did,” he said.", "he", "Oduya"),
    ("The Larkfield Water Board said the river rose. The board said it would fall.", "The board", "Water Board"),
    ("Two aides said the plan was dead. The aides said the mayor knew.", "The aides", "Two aides"),
    ("Hanne Berg met Olav Rusk. Rusk said the law was late. He said it twice.", "He", "Rusk"),
    ("The World Health Organization said no. The WHO said it was careful.", "The WHO", "World Health"),
]


def test_most_mentions_go_to_whom_they_mean():
    right = 0
    for text, words, name in MEANT:
        found = sources(f"Something happened here\n\n{text}\n")
        right += any(words in mentions for own, mentions in found.items() if name in own)
    assert right >= 0.8 * len(MEANT)


# A source by its words in a short text; its kind, and whether it is named.
KINDS = [
    ("Ada Quill said the road was closed.", "Quill", "person", True),
    ("An airline said the road was closed.", "airline", "organization", False),
    ("Neighbors said the road was closed.", "Neighbors", "group", False),
    ("Two parties said the road was closed.", "Two parties", "organization", False),
    ("Witnesses said the road was closed.", "Witnesses", "group", False),
    ("Those familiar with the plan said the road was closed.", "Those", "group", False),
    ("Reuters reported that the road was closed.", "Reuters", "outlet", True),
    ("A witness said the road was closed.", "A witness", "person", False),
    ("The Larkfield Water Board said the road was closed.", "Water Board", "organization", True),
    ("A study found that the road was bad.", "study", "document", False),
    ("Allies of the mayor said the road was closed.", "Allies", "group", False),
    ("One of them said the road was closed.", "One of them", "person", False),
]


def test_most_kinds_are_right():
    right = []
    for text, words, kind, named in KINDS:
        found = workbook.analyze(plain_text.from_text(f"Something happened here\n\n{text}\n")).sourcing.sources
        own = [(s.kind, s.named) for s in found if words in s.name]
        right += [own[:1] == [(kind, named)]]
    assert sum(right) >= 0.8 * len(KINDS)
