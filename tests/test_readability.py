"""Readability: the counts by hand, textstat beside them, and the dictionary that ships."""

from __future__ import annotations

import math
import subprocess
import sys

import parses
import pytest

from analysis.article import Voice
from analysis.measures import readability
from analysis.measures.readability import Counts
from analysis.measures.syllables import n_syllables

# Both splitters find the same sentences and words here.
PLAIN = "The old dog ran home. It sat on a mat."
LONG = "The government announced a hospital. Residents welcomed the decision."


def of(*paragraphs: str, starts: tuple[str, ...] = ()):
    return parses.analysis(parses.article("A headline", *paragraphs), starts)


def counts(*paragraphs: str, starts: tuple[str, ...] = ()) -> Counts:
    analysis = of(*paragraphs, starts=starts)
    return readability.count_spans(analysis, analysis.article.paragraphs)


@pytest.mark.parametrize(
    ("text", "starts", "expected"),
    [
        # the old dog ran home: 16 letters; it sat on a mat: 11; every word is on the list of easy words
        (PLAIN, ("It",), Counts(10, 2, 10, 27, 0, 0, 0)),
        # 1+3+2+1+3 and 3+2+1+3 syllables; 31 and 28 letters; announced, residents, welcomed, decision are off the list
        (LONG, ("Residents",), Counts(9, 2, 19, 59, 4, 4, 2)),
        # a compound counts by its parts: self, governing; 4 syllables, "governing" is not on the list
        ("A self-governing town.", (), Counts(3, 1, 6, 18, 1, 1, 1)),
        # curly or straight, an apostrophe changes nothing: don't is on the list; dog's is the list's dog
        ("I don’t see the dog’s mat.", (), Counts(6, 1, 6, 18, 0, 0, 0)),
        ("I don't see the dog's mat.", (), Counts(6, 1, 6, 18, 0, 0, 0)),
        # I-wa-sa-ki's, Nich-ols-es: 4 and 3; 8 letters each; both long, neither on the list
        ("Iwasaki’s dog ran Nichols’s dog.", (), Counts(5, 1, 10, 25, 2, 2, 2)),
        # the two letters of U.S. are two words of one syllable, neither on the list
        ("The U.S. ran.", (), Counts(4, 1, 4, 8, 0, 2, 0)),
    ],
)
def test_counts(text: str, starts: tuple[str, ...], expected: Counts):
    assert counts(text, starts=starts) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("flesch_reading_ease", 206.835 - 1.015 * 20 - 84.6 * 1.5),
        ("flesch_kincaid_grade", 0.39 * 20 + 11.8 * 1.5 - 15.59),
        ("gunning_fog", 0.4 * (20 + 10)),
        ("smog_index", 3.1291 + 1.043 * math.sqrt(12 * 30 / 5)),
        ("coleman_liau_index", 0.058 * 450 - 0.296 * 5 - 15.8),
        ("automated_readability_index", 4.71 * 4.5 + 0.5 * 20 - 21.43),
        ("dale_chall", 0.1579 * 20 + 0.0496 * 20 + 3.6365),
    ],
)
def test_each_formula_of_round_counts(formula: str, expected: float):
    sample = Counts(words=100, sentences=5, syllables=150, letters=450, polysyllables=12, difficult=20, complex=10)
    assert getattr(readability, formula)(sample) == pytest.approx(expected)


def test_dale_chall_adds_nothing_for_few_difficult_words():
    sample = Counts(words=100, sentences=5, difficult=5)
    assert readability.dale_chall(sample) == pytest.approx(0.1579 * 5 + 0.0496 * 20)


@pytest.mark.parametrize(
    ("formula", "plain", "long"),
    [
        (readability.flesch_reading_ease, 206.835 - 1.015 * 5 - 84.6, 206.835 - 1.015 * 4.5 - 84.6 * 19 / 9),
        (readability.flesch_kincaid_grade, 0.39 * 5 + 11.8 - 15.59, 0.39 * 4.5 + 11.8 * 19 / 9 - 15.59),
        (readability.gunning_fog, 2.0, 0.4 * (4.5 + 200 / 9)),
        (readability.smog_index, 3.1291, 1.043 * math.sqrt(60) + 3.1291),
        (readability.coleman_liau_index, 15.66 - 5.92 - 15.8, (0.058 * 5900 - 0.296 * 200) / 9 - 15.8),
        (readability.dale_chall, 0.248, 0.1579 * 400 / 9 + 0.0496 * 4.5 + 3.6365),
    ],
)
def test_formulas_agree_with_textstat_where_the_splitters_do(formula, plain: float, long: float):
    for text, start, expected in ((PLAIN, "It", plain), (LONG, "Residents", long)):
        value = readability.measure(formula)(of(text, starts=(start,)), "body")
        theirs = readability.textstat_measure(formula)(of(text, starts=(start,)), "body")
        assert value.value == pytest.approx(expected)
        assert theirs.value == pytest.approx(expected)


def test_textstat_counts_punctuation_in_the_automated_readability_index():
    analysis = of(PLAIN, starts=("It",))
    ours = readability.measure(readability.automated_readability_index)(analysis, "body")
    theirs = readability.textstat_measure(readability.automated_readability_index)(analysis, "body")
    assert ours.value == pytest.approx(4.71 * 2.7 + 0.5 * 5 - 21.43)
    assert theirs.value == pytest.approx(4.71 * 2.9 + 0.5 * 5 - 21.43)  # two dots more
    assert (ours.low, ours.high) == pytest.approx((-6.213, -5.271))
    assert ours.note == "the calculator (textstat) counts punctuation marks as letters"


def test_the_range_spans_ours_and_textstats(seed):
    """The last paragraph: one sentence of 42 words and 66 syllables; textstat ends another at "U.S."."""
    ours = readability.measure(readability.flesch_kincaid_grade)(seed, "paragraph:6")
    assert ours.value == pytest.approx(0.39 * 42 + 11.8 * 66 / 42 - 15.59)
    assert ours.low == pytest.approx(11.1, abs=0.05)
    assert ours.high == ours.value
    told = "the calculator (textstat) counts 2 sentences, and our program counts "
    assert ours.note == told + "1: it splits the one that begins “Trump has spent much”"
    assert ours.evidence == (seed.article.paragraphs[6],)


def test_textstat_counts_eleven_sentences_in_the_seed(seed):
    value = readability.measure(readability.flesch_kincaid_grade)(seed, "body")
    told = "the calculator (textstat) counts 11 sentences, and our program counts "
    assert value.note == told + "10: it splits the one that begins “Trump has spent much”"
    assert len(value.evidence) == 10


def test_each_range_has_its_reason(seed):
    """A range that the note does not explain would be a riddle; the last digit of a sum is no range."""
    some = of("The U.S. mayor’s self-governing town didn’t vote.", LONG, "It was 3.5 miles.", starts=("Residents",))
    for analysis in (seed, of(PLAIN, starts=("It",)), some):
        for scope in ("body", *(f"paragraph:{n}" for n in range(len(analysis.article.paragraphs)))):
            for formula in readability.FORMULAS:
                value = readability.measure(formula)(analysis, scope)
                reason = [n for n in value.note.split("; ") if n.startswith(readability.TEXTSTAT_COUNTS)]
                assert bool(reason) == (value.low < value.high), (formula.__name__, scope, value)


def test_a_small_range_has_its_reason_too(seed):
    """The statement has one "U.S.": two words here, one there."""
    value = readability.measure(readability.flesch_kincaid_grade)(seed, "paragraph:5")
    assert 0 < value.high - value.low < 0.05
    assert value.note == "the calculator (textstat) counts 91 words, and our program counts 92"


def test_textstat_gets_the_paragraphs_joined_by_line_ends():
    analysis = of("The old dog ran home.", "It sat on a mat.")
    value = readability.textstat_measure(readability.flesch_kincaid_grade)(analysis, "body")
    assert value.value == pytest.approx(-1.84)
    assert value.evidence == analysis.article.paragraphs


def test_smog_warns_below_thirty_sentences():
    short = of(PLAIN, starts=("It",))
    assert readability.measure(readability.smog_index)(short, "body").note == (
        "made for samples of 30 sentences; with 2 sentences it is rough"
    )
    long = of(*["The old dog ran home."] * 30)
    assert readability.measure(readability.smog_index)(long, "body").note == ""


def test_a_sentence_too_short_for_textstat_is_named():
    """Two words: no sentence to textstat."""
    value = readability.measure(readability.flesch_kincaid_grade)(
        of("The old dog ran home. It sat.", starts=("It",)), "body"
    )
    told = "the calculator (textstat) counts 1 sentence, and our program counts "
    assert value.note == told + "2: it leaves out the one that begins “It sat”"


@pytest.fixture
def two_voices():
    """The mayor has 5 of the 7 words of the first sentence and half of the third's: that one is nobody's."""
    article = parses.article(None, "“The old dog ran home,” Vell said. It sat on a mat. “A cat,” it said.")
    start = article.paragraphs[0][0]
    mayor = ((start + 1, start + 21), (start + 53, start + 58))
    assert [article.text[a:b] for a, b in mayor] == ["The old dog ran home", "A cat"]
    own = ((start + 23, start + 51), (start + 61, start + 68))
    voices = (Voice(None, own, 10, 0.59), Voice(0, mayor, 7, 0.41))
    return parses.analysis(article, ("It sat", "“A cat"), voices=voices)


@pytest.mark.parametrize(
    ("scope", "sentences", "grade"),
    [
        ("voice:0", ["“The old dog ran home,” Vell said."], 0.39 * 7 + 11.8 - 15.59),  # 7 words, 7 syllables
        ("narrator", ["It sat on a mat."], 0.39 * 5 + 11.8 - 15.59),  # 5 and 5
    ],
)
def test_a_voice_has_the_sentences_that_are_mostly_its_own(two_voices, scope, sentences, grade):
    value = readability.measure(readability.flesch_kincaid_grade)(two_voices, scope)
    assert [two_voices.article.text[slice(*s)] for s in value.evidence] == sentences
    assert value.value == pytest.approx(grade)
    assert value.note.endswith("only 1 sentence: another one would move it much")


def test_a_voice_without_a_sentence_of_its_own(two_voices):
    value = readability.measure(readability.flesch_kincaid_grade)(two_voices, "voice:1")
    assert math.isnan(value.value)
    assert value.note == "no sentence is mostly in this voice"


@pytest.mark.parametrize("formula", readability.FORMULAS)
def test_without_words_a_number_is_undefined(formula):
    analysis = parses.analysis(parses.article("A headline"))
    for measure in (readability.measure(formula), readability.textstat_measure(formula)):
        value = measure(analysis, "body")
        assert math.isnan(value.value)
        assert value.note.startswith("no words")
        assert value.evidence == ()


def test_nothing_is_downloaded():
    """In a fresh process, with every way out shut; nor is NLTK asked, which refuses folders that a group may write."""
    program = (
        "import nltk, socket\n"
        "def shut(*args, **kwargs): raise AssertionError('network')\n"
        "nltk.download = socket.socket.connect = socket.create_connection = shut\n"
        "nltk.data.find = shut\n"
        "from analysis.measures.syllables import load_textstat\n"
        "textstat = load_textstat()\n"
        "print(textstat.syllable_count('governing business'))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "5", done.stderr  # gov-ern-ing, busi-ness


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("every", 3),  # EVERY 1 EH1 V ER0 IY0, EVERY 2 EH1 V R IY0
        ("'bout", 1),  # the first word of the dictionary and its last
        ("zywicki", 3),
        ("hmm", 0),
        ("lowfield", 2),  # not in it: by hyphenation, low-field
        ("business's", 3),  # one more for the 's behind a hiss
        ("", 0),
    ],
)
def test_syllables(word: str, expected: int):
    assert n_syllables(word) == expected
