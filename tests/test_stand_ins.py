"""What is left out of a library while it is imported can be had afterwards, and what was there before stays."""

import subprocess
import sys


def said(program: str) -> list[str]:
    """The lines that a program prints in a process of its own."""
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()


def test_measuring_needs_neither_nltk_nor_spacys_command_line() -> None:
    program = """
import sys
from analysis.measures.syllables import load_textstat
from analysis.measures.tone import lexicons
from analysis.nlp import parsing
parsing.load()
print(load_textstat().syllable_count("banana"), lexicons.LEXICONS["textblob"].score("A good day"))
print(*(name in sys.modules for name in ("spacy", "textstat", "nltk", "textblob", "textblob.en", "spacy.cli")))
"""
    assert said(program) == ["3", "0.7", "True", "True", "False", "False", "False", "False"]


def test_they_can_be_imported_afterwards() -> None:
    program = """
from analysis.measures.syllables import load_textstat
from analysis.measures.tone import lexicons
from analysis.nlp import parsing
parsing.load(), load_textstat(), lexicons.LEXICONS["textblob"].score("A good day")
import nltk, spacy.cli, textblob
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, callable(spacy.cli.download))
print(nltk.__name__, callable(nltk.word_tokenize), textblob.TextBlob("A good day").sentiment.polarity)
"""
    assert said(program) == ["True", "True", "nltk", "True", "0.7"]


def test_what_was_imported_before_stays() -> None:
    program = """
import nltk, spacy, spacy.cli, textblob
before = spacy.info, spacy.cli.download, nltk.__file__, textblob.en
from analysis.measures.syllables import load_textstat
from analysis.measures.tone import lexicons
from analysis.nlp import parsing
parsing.load(), load_textstat()
print(lexicons.LEXICONS["textblob"].score("A good day"))
import sys
now = spacy.info, sys.modules["spacy.cli"].download, sys.modules["nltk"].__file__, sys.modules["textblob.en"]
print(now == before)
"""
    assert said(program) == ["0.7", "True"]
