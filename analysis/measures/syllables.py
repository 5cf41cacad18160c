"""Syllables of words, by the CMU Pronouncing Dictionary or, for words that it lacks, by textstat's hyphenation rules.

textstat itself would load the dictionary through NLTK: from NLTK's folder, if nobody but its owner may write there, or
else from the network. Here both count by one table that ships with the package (`data/README.md`: how it was made).
"""

from functools import lru_cache
from types import ModuleType

from analysis import DATA
from analysis.stand_ins import import_textstat

SYLLABLES = DATA / "syllables.txt"
WORDS = 16_384  # remembered
HISSING = ("s", "x", "z", "tch", "sh", "ce", "ge", "se", "ze")  # behind these an 's is a syllable


@lru_cache(maxsize=1)
def load_textstat() -> ModuleType:
    """textstat, counting by our table. Everything of ours that uses textstat takes it from here.

    Raises ImportError when textstat no longer asks for the dictionary as version 0.7 does.
    """
    textstat = import_textstat()
    from textstat.backend.counts import _count_polysyllable_words, _count_syllables
    from textstat.backend.selections import _list_difficult_words
    from textstat.backend.validations import _is_difficult_word

    table = _vowels()
    if not callable(_count_syllables.get_cmudict):
        raise ImportError("textstat is another than this was written for")
    _count_syllables.get_cmudict = lambda lang: table
    # Of single words textstat remembers as few as of whole texts: each of them would be looked up again and again.
    counted, difficult = _count_syllables.count_syllables, _is_difficult_word.is_difficult_word
    by_word = lru_cache(maxsize=WORDS)(counted.__wrapped__)
    _is_difficult_word.count_syllables = _count_polysyllable_words.count_syllables = by_word
    _list_difficult_words.is_difficult_word = lru_cache(maxsize=WORDS)(difficult.__wrapped__)
    return textstat


@lru_cache(maxsize=1)
def _vowels() -> dict[str, tuple[tuple[str, ...]]]:
    """Word -> its first pronunciation, as textstat takes it: it counts the sounds that end with a digit, the vowels.
    Line N of the file, from 0, has the words of N syllables."""
    table: dict[str, tuple[tuple[str, ...]]] = {}
    for number, words in enumerate(SYLLABLES.read_text("ascii").splitlines()):
        table.update(dict.fromkeys(words.split(), (("0",) * number,)))
    return table


def is_word(word: str) -> bool:
    """Whether the dictionary has a word, in lower case and with straight apostrophes."""
    return word.removesuffix("'s") in _vowels()


def n_syllables(word: str) -> int:
    """The syllables of one word in lower case, with straight apostrophes and without hyphens.

    A possessive that the dictionary lacks counts as its word, with one more behind a hiss: "nichols's".
    """
    if (known := _vowels().get(word)) and word.isalpha():
        return len(known[0])  # as textstat would find it, too
    owner = word.removesuffix("'s")
    if owner in ("", word) or word in _vowels():
        return load_textstat().syllable_count(word)
    return load_textstat().syllable_count(owner) + owner.endswith(HISSING)
