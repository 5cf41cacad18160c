"""What the encoder reads, and lemmas as edits: by hand, on words of our own."""

from __future__ import annotations

import pytest
import spacy

from analysis.nlp.pipeline import encoding
from analysis.nlp.pipeline.encoding import CLS, SEP, UNKNOWN, WordPiece
from analysis.nlp.pipeline.reader import apply_edit
from analysis.nlp.pipeline.sentence_rules import sentence_rules
from research.training import examples

VOCABULARY = ["[PAD]"] * UNKNOWN + ["[UNK]", "[CLS]", "[SEP]", "ada", "said", '"', "no", "it", "rain", "##s", "."]
PIECES = WordPiece(VOCABULARY)


def read(text: str) -> encoding.Window:
    return encoding.paragraphs(sentence_rules(spacy.blank("en")(text)), PIECES)


def test_words_by_paragraph_with_shape_and_quotation_state():
    first, second = read("Ada said “no”.\n\nIT rains.")
    assert [(w.shape, w.quote) for w in first] == [(1, 0), (0, 0), (5, 2), (0, 1), (5, 3), (5, 0)]
    assert [[VOCABULARY[i] for i in w.pieces] for w in second] == [["it"], ["rain", "##s"], ["."]]
    assert [(w.token, w.start, w.end) for w in second] == [(7, 16, 18), (8, 19, 24), (9, 24, 25)]
    assert [w.shape for w in second] == [2, 0, 5]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„”"])
def test_all_double_marks_read_alike(marks):
    text = f"Ada said {marks[0]}no{marks[1]}."
    assert encoding.inputs(read(text)) == encoding.inputs(read('Ada said "no".'))


@pytest.mark.parametrize(
    ("word", "shape"),
    [("rain", 0), ("Ada", 1), ("I", 1), ("US", 2), ("9th", 3), ("2025", 3), ("McKay", 4), ("iOS", 4), (".", 5)],
)
def test_shapes(word, shape):
    assert encoding.shape(word) == shape


def test_inputs_of_a_window():
    found = encoding.inputs(read("Ada said.\n\nIt rains."))
    ids = [VOCABULARY.index(w) for w in ("ada", "said", ".", "it", "rain", "##s", ".")]
    assert found.pieces == [CLS, *ids[:3], SEP, *ids[3:], SEP]
    assert found.first == [1, 2, 3, 5, 6, 8]
    assert found.opens == [True, False, False, True, False, False]
    assert len(found.shapes) == len(found.quotes) == len(found.pieces)


def test_windows_hold_whole_paragraphs_and_cut_long_ones():
    short = "It rains.\n\n" * 3  # four pieces and an end each
    assert [[len(p) for p in w] for w in encoding.windows(read(short), limit=10)] == [[3, 3], [3]]
    long = "it " * 25
    assert [[len(p) for p in w] for w in encoding.windows(read(long), limit=10)] == [[10], [10], [5]]


def test_long_paragraphs_are_cut_where_a_sentence_ends():
    """ "It rains." four times, three pieces each; of two ends of sentences the later is taken, by hand."""
    stop, (it, rains) = (1012,), ((1,), (2,))

    def words(*pieces: tuple[int, ...], quotes: str = "") -> list[encoding.Word]:
        states = [int(q) for q in quotes or "0" * len(pieces)]
        return [encoding.Word(n, n, n + 1, states[n], 1 if p == it else 0, p) for n, p in enumerate(pieces)]

    sentence = (it, rains, stop)
    assert [len(p) for (p,) in encoding.windows([words(*sentence * 4)], limit=11)] == [9, 3]
    assert [len(p) for (p,) in encoding.windows([words(*sentence * 4)], limit=8)] == [6, 6]
    # The third sentence begins inside quotation marks, the second does not.
    marked = words(*sentence * 4, quotes="000211111113")
    assert [len(p) for (p,) in encoding.windows([marked], limit=8)] == [3, 6, 3]
    # Cut outside at 5, the second window may still end inside, at 10.
    late = words(
        *(rains,) * 4, stop, *(it, *(rains,) * 3, stop), *(it, *(rains,) * 11), quotes="0" * 5 + "2" + "1" * 15 + "3"
    )
    assert [len(p) for w in encoding.windows([late], limit=12) for p in w] == [5, 5, 12]
    # "Why?" Quill asked: no end; (It rained.) It rained: one, behind the bracket.
    asked = [w._replace(shape=1) for w in words(rains, (1029,), rains, quotes="0130")]
    assert not encoding.ends_before([asked[0], asked[1], asked[1]._replace(quote=3), asked[2]], 3)
    assert not encoding.ends_before([*words(it, stop), asked[0]._replace(shape=5)], 2)
    none = words(*(it, rains, rains) * 4)
    assert [len(p) for (p,) in encoding.windows([none], limit=10)] == [10, 2]


def test_an_empty_text_has_no_window():
    assert list(encoding.windows(read(""))) == []
    assert list(encoding.windows(read(" \n\n "))) == []


@pytest.mark.parametrize(
    ("word", "lemma", "edit"),
    [
        ("cities", "city", "keep 3 y"),
        ("Cities", "city", "lower 3 y"),
        ("went", "go", "keep 4 go"),
        ("Ada", "Ada", "keep 0 "),
        ("said", "say", "keep 2 y"),
        ("n't", "not", "keep 2 ot"),
        ("n’t", "not", "keep 2 ot"),
        ("Americans", "American", "keep 1 "),
    ],
)
def test_lemmas_there_and_back(word, lemma, edit):
    assert examples.edit(word, lemma) == edit
    assert apply_edit(edit, word) == lemma


def test_an_edit_that_cuts_too_much_leaves_the_word():
    assert apply_edit("lower 9 x", "Rain") == "rain"
    assert apply_edit("keep 4 ", "rain") == "rain"
