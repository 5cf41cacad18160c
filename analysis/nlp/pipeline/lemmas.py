"""Lemmas as edits of a word's end: the classes that the lemma head chooses from (Chrupała 2006, much reduced)."""

from functools import lru_cache


def edit(word: str, lemma: str) -> str:
    """The edit that makes `lemma` of `word`: `lower 3 y` is "lower the case, cut three letters, add y"."""
    word = word.replace("’", "'")
    case, base = ("keep", word) if lemma != lemma.lower() or word == word.lower() else ("lower", word.lower())
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{case} {len(base) - common} {lemma[common:]}"


@lru_cache(maxsize=8_192)
def apply(rule: str, word: str) -> str:
    """The lemma of `word` by `rule`; the word in lower case where the rule would cut more than there is."""
    case, cut, added = rule.split(" ", 2)
    base = word.replace("’", "'")
    base = base if case == "keep" else base.lower()
    if int(cut) > len(base):
        return base
    return base[: len(base) - int(cut)] + added or base
