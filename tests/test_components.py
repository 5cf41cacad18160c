"""The pipeline's own components, on texts and numbers of our own."""

import itertools
import pickle

import numpy as np
import pytest
import spacy

from analysis.nlp import parsing
from analysis.nlp.pipeline import crf, linking
from analysis.nlp.pipeline.encoding import FULL_STOP, SENTENCE_ENDS, UNKNOWN, WINDOW, WordPiece, paragraphs
from analysis.nlp.pipeline.linking import Tagged
from analysis.nlp.pipeline.reader import GROUP, NewsReader, inside, quoted_reports, spans
from analysis.nlp.pipeline.sentence_rules import sentence_rules
from research.validation.renaming import FIRST, LAST

TEXT = 'The bridge is safe, Mayor Ada Quill said on Monday.\n"Nobody told me," said Ben Oduya, who lives next to it.'


@pytest.fixture(scope="module")
def nlp():
    return parsing.load()


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


def test_the_marks_that_end_a_sentence_are_those_of_the_shipped_vocabulary():
    shipped = WordPiece.from_file(parsing.SHIPPED / "news_reader" / "vocab.txt")
    assert shipped.pieces(".") == FULL_STOP
    assert {shipped.pieces(mark) for mark in ".?!"} == SENTENCE_ENDS


def test_the_shipped_tokenizer_is_spacys_own_for_english():
    """So that `parsing.load` need not read it."""
    shipped, own = spacy.load(parsing.SHIPPED).tokenizer, spacy.blank("en").tokenizer
    for part in ("rules", "token_match", "faster_heuristics"):
        assert getattr(shipped, part) == getattr(own, part)
    for part in ("prefix_search", "suffix_search", "infix_finditer", "url_match"):
        assert getattr(shipped, part).__self__.pattern == getattr(own, part).__self__.pattern


# --- CRF -------------------------------------------------------------------------------------------------


def test_decode_agrees_with_every_path_tried():
    rng = np.random.default_rng(7)
    transitions, start = rng.normal(size=(3, 3)), rng.normal(size=3)
    several = [rng.normal(size=(length, 3)) for length in (4, 1, 3)]  # together, though of unequal lengths
    for emissions, (tags, probabilities) in zip(several, crf.decode(several, transitions, start), strict=True):
        length = len(emissions)
        paths = {
            path: start[path[0]]
            + sum(emissions[t, tag] for t, tag in enumerate(path))
            + sum(transitions[a, b] for a, b in itertools.pairwise(path))
            for path in itertools.product(range(3), repeat=length)
        }
        best = max(paths, key=paths.get)
        total = sum(np.exp(s) for s in paths.values())
        expected = [sum(np.exp(s) for p, s in paths.items() if p[t] == best[t]) / total for t in range(length)]
        assert tuple(tags) == best
        assert probabilities == pytest.approx(expected)


def test_scores_of_any_size_are_decoded():
    never = np.array([[0.0, -1e4], [-1e4, 0.0]])
    ((tags, probabilities),) = crf.decode([np.array([[0, -500.0], [0, 500.0], [-500.0, 0]])], never, np.zeros(2))
    assert list(tags) == [1, 1, 1]  # -500 + 500 + 0, against 0 + 0 - 500
    assert probabilities == pytest.approx([1, 1, 1])


def test_decode_of_nothing():
    assert crf.decode([], np.zeros((3, 3)), np.zeros(3)) == []


# --- linking ---------------------------------------------------------------------------------------------


def linked(tags: str, belongs: dict[int, str], paragraphs: str = ""):
    """Tags as letters (S source, C cue, T content; a lower-case letter goes on), one word of one character each.

    `belongs`: word -> the words, as digits, that the network takes for its cues, "-" for none.
    """
    names = {"s": "SOURCE", "c": "CUE", "t": "CONTENT"}
    labels = ["O" if t == "." else f"{'B' if t.isupper() else 'I'}-{names[t.lower()]}" for t in tags]
    words = [type("W", (), {"start": i, "end": i + 1}) for i in range(len(tags))]
    numbers = [int(p) for p in paragraphs] or [0] * len(tags)
    count = len(tags)
    part = np.zeros((count, count + 1))  # one dimension for each cue and one for "none": products are the scores
    for word, cues in belongs.items():
        for cue in cues:
            part[word, count if cue == "-" else int(cue)] = 20 * np.sqrt(count + 1)
    links = linking.Links(part, np.eye(count, count + 1), np.eye(count + 1)[count])
    found = linking.link(words, labels, np.full(count, 0.5), numbers, links)
    return [(a.source, a.cue, a.content) for a in found]


LINKS = {
    "source cue content": ("SsC.Ttt", {0: "2", 1: "2", 4: "2", 5: "2", 6: "2"}, [(((0, 2),), ((2, 3),), ((4, 7),))]),
    "content on both sides": (
        "TtSCTt",
        {0: "3", 1: "3", 2: "3", 4: "3", 5: "3"},
        [(((2, 3),), ((3, 4),), ((0, 2), (4, 6)))],
    ),
    "not to the nearest": (
        "SCTCT",
        {0: "1", 2: "3", 4: "1"},
        [((), ((3, 4),), ((2, 3),)), (((0, 1),), ((1, 2),), ((4, 5),))],
    ),
    "one source of two cues": (
        "SCTCT",
        {0: "13", 2: "1", 4: "3"},
        [(((0, 1),), ((1, 2),), ((2, 3),)), (((0, 1),), ((3, 4),), ((4, 5),))],
    ),
    "a cue without content is none": ("SC....", {0: "1"}, []),
    "a source without a cue is none": ("S.CT", {0: "-", 3: "2"}, [((), ((2, 3),), ((3, 4),))]),
    "a content alone": (
        "SCTt.Ttt",
        {0: "1", 2: "1", 3: "1", 5: "-", 6: "-", 7: "-"},
        [(((0, 1),), ((1, 2),), ((2, 4),)), ((), (), ((5, 8),))],
    ),
    "sources on both sides of a content": (
        "S.TtSC",
        {0: "5", 2: "5", 3: "5", 4: "5"},
        [(((4, 5),), ((5, 6),), ((2, 4),))],
    ),
    "sources on both sides, the nearer one behind a content": (
        "STC..S",
        {0: "2", 1: "2", 5: "2"},
        [(((5, 6),), ((2, 3),), ((1, 2),))],
    ),
    "two sources side by side": (
        "TtS.SC",
        {0: "5", 1: "5", 2: "5", 4: "5"},
        [(((2, 3), (4, 5)), ((5, 6),), ((0, 2),))],
    ),
    "nothing": ("....", {}, []),
}


@pytest.mark.parametrize("tags, belongs, expected", LINKS.values(), ids=LINKS)
def test_spans_are_joined_to_attributions(tags, belongs, expected):
    assert linked(tags, belongs) == expected


def test_a_span_ends_with_its_paragraph():
    assert linked("CTtt", {1: "0", 2: "0", 3: "0"}, "0011") == [((), ((0, 1),), ((1, 2), (2, 4)))]


def test_the_score_is_the_mean_probability_of_the_tags_times_those_of_the_links():
    words = [type("W", (), {"start": i, "end": i + 1}) for i in range(3)]
    even = linking.Links(np.zeros((3, 2)), np.zeros((3, 2)), np.zeros(2))  # this cue or none: one half each
    (found,) = linking.link(words, ["B-SOURCE", "B-CUE", "B-CONTENT"], np.array([0.5, 0.25, 1.0]), [0, 0, 0], even)
    assert found.score == pytest.approx((0.5 * 0.25 * 1.0) ** (1 / 3) * 0.5 * 0.5)


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
    "John /F. /Kennedy spoke.",
    "Quill v. /Oduya was heard.",
    "Mary /T. /Finch spoke.",
    "He left Acme Co. |He is well.",
    "He left Acme Co. /for good.",
    "“/Is it safe?/” /he asked.",
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
    assert ("0", "CUE", "said on Monday") in spans  # a cue has its "on Monday" in PolNeAR
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
    fresh = spacy.load(parsing.SHIPPED)
    assert fresh.meta["name"] == "core_news_sm"
    assert told(fresh(TEXT)) == told(parsing.load()(TEXT))


def test_bytes_and_pickles_come_back_whole(nlp, tmp_path):
    expected = nlp(TEXT)
    reader = nlp.get_pipe(parsing.READER)
    settings = (reader.nested, reader.sets)
    copies = [NewsReader(*settings).from_bytes(reader.to_bytes()), pickle.loads(pickle.dumps(reader))]
    reader.to_disk(tmp_path / "t")
    copies.append(NewsReader(*settings).from_disk(tmp_path / "t"))
    for copy in copies:
        doc = copy(sentence_rules(nlp.make_doc(TEXT)))
        assert told(doc) == told(expected)
        assert [(t.tag_, t.lemma_, t.is_sent_start) for t in doc] == [
            (t.tag_, t.lemma_, t.is_sent_start) for t in expected
        ]


def test_a_word_longer_than_a_window_is_read(nlp):
    assert told(nlp("word " * (3 * WINDOW) + "x" * 5000 + " he said."))[1] is not None


def test_entities_of_tags():
    tags = ["B-PERSON", "I-PERSON", "O", "I-ORG", "B-ORG", "I-LOC"]
    assert spans(tags, [3, 4, 5, 6, 8, 9]) == [(3, 5, "PERSON"), (6, 7, "ORG"), (8, 9, "ORG"), (9, 10, "LOC")]


ANY_NAMES = {  # each was read in two ways, by who is named, before what is doubtful was read again
    "Image copyright {0} {1} Image caption More than forty firefighters came to the harbour on Monday.",
    "Photo by {0} {1} The mayor opens the bridge.",
    "The bridge will open in May ... {0} {1} did not say so.",
    "“We open it in May!” {1} told the council, “and not a day later.”",
}


@pytest.mark.parametrize("text", sorted(ANY_NAMES))
def test_where_a_sentence_begins_does_not_hang_on_who_is_named(nlp, text):
    names = [*zip(itertools.cycle(FIRST), LAST, strict=False), ("J. K.", "Rowling")]
    docs = [nlp(text.format(*name)) for name in names]
    starts = {tuple(t.is_sent_start for t in doc if t.text not in ("J.", "K.", *FIRST)) for doc in docs}
    assert len(starts) == 1


def test_what_stands_inside_another():
    outer = [Tagged(((0, 3),), ((4, 8),), ((9, 60),), 0.9)]
    inner = Tagged(((10, 14),), ((15, 20),), ((21, 40),), 0.8)
    assert inside(inner, outer)
    assert not inside(Tagged(((4, 8),), ((15, 20),), ((21, 40),), 0.8), outer)  # its source stands before
    assert not inside(Tagged((), ((10, 14),), ((9, 60),), 0.8), outer)  # the same content: another reading of it


def test_marks_that_hold_a_cue_are_somebody_elses(nlp):
    text = "It rained. The mayor “told them to wait, said two officials.”"
    doc = sentence_rules(nlp.make_doc(text))
    doc[3].is_sent_start = True
    at = {
        word: (text.index(word), text.index(word) + len(word))
        for word in ("told them to wait", "said", "two officials")
    }
    found = [Tagged((at["two officials"],), (at["said"],), (at["told them to wait"],), 0.7)]
    outer = quoted_reports(doc, paragraphs(doc, nlp.get_pipe(parsing.READER).wordpiece), found)
    assert outer == [Tagged((), (), ((11, len(text)),), 0.7)]


def test_only_what_is_asked_for_is_set(nlp):
    reader = nlp.get_pipe(parsing.READER)
    only = NewsReader(False, ["lemmas"]).from_bytes(reader.to_bytes())
    doc = only(nlp.make_doc(TEXT))
    assert GROUP not in doc.spans
    assert not doc.has_annotation("TAG")
    assert [t.lemma_ for t in doc[:3]] == ["the", "bridge", "be"]


def test_another_pipeline_gets_our_attributions(tmp_path):
    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    doc = parsing.load(str(tmp_path / "other"))(TEXT)
    assert ("0", "SOURCE", "Mayor Ada Quill") in told(doc)[0]
    assert [e.text.split()[-1] for e in doc.ents] == ["Quill", "Oduya"]  # what the other lacks is ours too
