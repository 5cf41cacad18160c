"""The pipeline's own components, on texts and numbers of our own."""

import itertools
import pickle

import numpy as np
import pytest
import spacy

from analysis import language
from analysis.components import crf, linking
from analysis.components.attribution import GROUP, AttributionTagger
from analysis.components.sentence_rules import sentence_rules
from analysis.components.wordpiece import UNKNOWN, WordPiece

TEXT = 'The bridge is safe, Mayor Ada Quill said on Monday.\n"Nobody told me," said Ben Oduya, who lives next to it.'


@pytest.fixture(scope="module")
def nlp():
    return language.load()


# --- WordPiece -------------------------------------------------------------------------------------------

VOCABULARY = ["[PAD]"] * UNKNOWN + ["[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "cafe", "-", "a", "b", "##b"]
PIECES = {
    "unaffable": ["un", "##aff", "##able"],
    "UNaff": ["un", "##aff"],
    "café": ["cafe"],
    "a-b": ["a", "-", "b"],
    "abb": ["a", "##b", "##b"],
    "zebra": ["[UNK]"],
    "unz": ["[UNK]"],
    "\u200b": ["[UNK]"],
    "a" * 101: ["[UNK]"],
}


@pytest.mark.parametrize("word, expected", PIECES.items(), ids=[w[:12] for w in PIECES])
def test_pieces_of_a_word(word, expected):
    assert [VOCABULARY[i] for i in WordPiece(VOCABULARY).pieces(word)] == expected


# --- CRF -------------------------------------------------------------------------------------------------


def test_decode_agrees_with_every_path_tried():
    rng = np.random.default_rng(7)
    emissions, transitions, start = rng.normal(size=(4, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)
    paths = {
        path: start[path[0]]
        + sum(emissions[t, tag] for t, tag in enumerate(path))
        + sum(transitions[a, b] for a, b in itertools.pairwise(path))
        for path in itertools.product(range(3), repeat=4)
    }
    best = max(paths, key=paths.get)
    total = sum(np.exp(s) for s in paths.values())
    expected = [sum(np.exp(s) for p, s in paths.items() if p[t] == best[t]) / total for t in range(4)]
    tags, probabilities = crf.decode(emissions, transitions, start)
    assert tuple(tags) == best
    assert probabilities == pytest.approx(expected)


def test_decode_of_nothing():
    assert crf.decode(np.zeros((0, 3)), np.zeros((3, 3)), np.zeros(3))[0] == []


# --- linking ---------------------------------------------------------------------------------------------


def linked(tags: str, paragraphs: str = ""):
    """Tags as letters (S source, C cue, T content; a lower-case letter goes on), one word of one character each."""
    names = {"s": "SOURCE", "c": "CUE", "t": "CONTENT"}
    labels = ["O" if t == "." else f"{'B' if t.isupper() else 'I'}-{names[t.lower()]}" for t in tags]
    words = [type("W", (), {"start": i, "end": i + 1}) for i in range(len(tags))]
    numbers = [int(p) for p in paragraphs] or [0] * len(tags)
    return [(a.source, a.cue, a.content) for a in linking.link(words, labels, np.full(len(tags), 0.5), numbers)]


LINKS = {
    "source cue content": ("SsC.Ttt", "", [(((0, 2),), ((2, 3),), ((4, 7),))]),
    "content on both sides": ("TtSCTt", "", [(((2, 3),), ((3, 4),), ((0, 2), (4, 6)))]),
    "two attributions": ("SCTt.SCTt", "", [(((0, 1),), ((1, 2),), ((2, 4),)), (((5, 6),), ((6, 7),), ((7, 9),))]),
    "a cue without content is none": ("SC....", "", []),
    "a content in a paragraph without a cue stands alone": (
        "SCTt.Ttt", "00000111", [(((0, 1),), ((1, 2),), ((2, 4),)), ((), (), ((5, 8),))],
    ),
    "nothing": ("....", "", []),
}  # fmt: skip


@pytest.mark.parametrize("tags, paragraphs, expected", LINKS.values(), ids=LINKS)
def test_spans_are_joined_to_attributions(tags, paragraphs, expected):
    assert linked(tags, paragraphs) == expected


def test_the_score_is_the_mean_probability_of_the_tags():
    words = [type("W", (), {"start": i, "end": i + 1}) for i in range(3)]
    (found,) = linking.link(words, ["B-SOURCE", "B-CUE", "B-CONTENT"], np.array([0.5, 0.25, 1.0]), [0, 0, 0])
    assert found.score == pytest.approx((0.5 * 0.25 * 1.0) ** (1 / 3))


# --- sentence rules --------------------------------------------------------------------------------------

# Decided by hand: | where a sentence starts by rule, / where it must not, nothing where the rules leave it open.
RULES = [
    "Trade with China and the U.S. |In my opinion it will grow.",
    "The U.S. /will not wait.",
    "The U.S.President went home.",
    "Exports to the U.S. |But imports fell.",
    "She met Sen. /Ada Quill there.",
    "She met Mr. /Oduya there.",
    "Lt. /Col. /Ada Quill spoke.",
    "It is on Jan. /5 this year.",
    "He lives at No. /10 there.",
    "John F. /Kennedy spoke.",
    "Quill v. /Oduya was heard.",
]


@pytest.mark.parametrize("marked", RULES)
def test_sentence_rules(marked):
    text, expected = "", {}
    for c in marked:
        if c in "|/":
            expected[len(text)] = c == "|"
        else:
            text += c
    doc = sentence_rules(spacy.blank("en")(text))
    decided = {t.idx: t.is_sent_start for t in doc if t.i and t.is_sent_start is not None}
    assert decided == expected


PARAGRAPHS = {
    "lines are paragraphs": ("One line\nTwo line", [9]),
    "blank lines break, single line ends wrap": ("One line\nwrapped\n\nTwo", [18]),
}


@pytest.mark.parametrize("text, expected", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs_start_sentences(text, expected):
    doc = sentence_rules(spacy.blank("en")(text))
    assert [t.idx for t in doc if t.i and t.is_sent_start] == expected


def test_starts_that_the_caller_marked_are_the_only_ones():
    doc = spacy.blank("en")("One line\nTwo line\nThree")
    doc[6].is_sent_start = True
    assert [t.idx for t in sentence_rules(doc) if t.i and t.is_sent_start] == [18]


# --- the whole pipeline, as spaCy users use it ------------------------------------------------------------


def told(doc):
    group = doc.spans[GROUP]
    return [(s.id_, s.label_, s.text) for s in group], group.attrs["scores"]


def test_attributions_of_a_plain_text(nlp):
    spans, scores = told(nlp(TEXT))
    assert ("0", "SOURCE", "Mayor Ada Quill") in spans
    assert ("0", "CUE", "said") in spans
    assert ("0", "CONTENT", "The bridge is safe") in spans
    assert any(label == "CONTENT" and "Nobody told me" in text for _, label, text in spans)
    assert all(0 <= s <= 1 for s in scores)
    assert {int(i) for i, _, _ in spans} == set(range(len(scores)))


def test_pipe_gives_what_single_calls_give(nlp):
    texts = [TEXT, "", " \n ", "No news.", TEXT[::-1]]
    expected = [nlp(t) for t in texts]
    assert [told(d) for d in nlp.pipe(texts)] == [told(d) for d in expected]


def test_pipe_with_processes(nlp):
    expected = nlp(TEXT)
    (doc,) = nlp.pipe([TEXT], n_process=2)
    assert told(doc) == told(expected)


def test_loaded_from_its_folder_without_importing_our_package():
    fresh = spacy.load(language.SHIPPED)
    assert fresh.meta["name"] == "core_news_sm"
    assert told(fresh(TEXT)) == told(language.load()(TEXT))


def test_bytes_and_pickles_come_back_whole(nlp, tmp_path):
    expected = nlp(TEXT)
    tagger = nlp.get_pipe("news_attribution")
    copies = [
        AttributionTagger(tagger.window, tagger.min_score, tagger.nested).from_bytes(tagger.to_bytes()),
        pickle.loads(pickle.dumps(tagger)),
    ]
    tagger.to_disk(tmp_path / "t")
    copies.append(AttributionTagger(tagger.window, tagger.min_score, tagger.nested).from_disk(tmp_path / "t"))
    for copy in copies:
        doc = nlp(TEXT)
        doc.spans.pop(GROUP)
        assert told(copy(doc)) == told(expected)


def test_a_word_longer_than_a_window_is_read(nlp):
    tagger = nlp.get_pipe("news_attribution")
    doc = nlp.make_doc("word " * (3 * tagger.window) + "x" * 5000 + " he said.")
    assert told(tagger(doc))[1] is not None


def test_another_pipeline_gets_our_attributions(tmp_path):
    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    doc = language.load(str(tmp_path / "other"))(TEXT)
    assert ("0", "SOURCE", "Mayor Ada Quill") in told(doc)[0]
    assert [e.text for e in doc.ents] == ["Mayor Ada Quill", "Ben Oduya"]  # what the other lacks is ours too
