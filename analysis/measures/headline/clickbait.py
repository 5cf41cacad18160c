"""What a headline does to get clicks: cues from `data/headline_cues.toml`, each shown as what it is, none a verdict."""

import math
import re
from typing import NamedTuple

from analysis.article import Analysis, Span, Value
from analysis.measures import word_forms

STRAIGHT = str.maketrans({"’": "'", "‘": "'"})
NUMBER = re.compile(
    r"\W{0,3}(?:the |top |these )?(?:\d{1,3}(?![\d,.:/-]|th\b|st\b|nd\b|rd\b)|(?:five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fifteen|twenty)\b)(?= \w)",
    re.IGNORECASE,
)


class Cue(NamedTuple):
    """Something that a headline does to get clicks: its words, and the name, label and reason of its kind."""

    span: Span
    name: str
    label: str
    why: str


def _pattern(listed: str) -> re.Pattern[str]:
    words = sorted(word_forms.entries(listed.translate(STRAIGHT)), key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, words))})(?![\w'-])", re.IGNORECASE)


CUES = word_forms.load("headline_cues")
PATTERNS = {name: _pattern(own["words"]) for name, own in CUES.items() if "words" in own}


def find_cues(headline: str) -> tuple[Cue, ...]:
    """The cues of a headline, each kind once, in the order of the text. Spans count from its beginning.

    >>> [(c.name, "10 Things You Need"[slice(*c.span)]) for c in find_cues("10 Things You Need")]
    [('number', '10'), ('list_word', 'Things'), ('second_person', 'You')]
    """
    headline = headline.translate(STRAIGHT)
    found = {name: match.span() for name, pattern in PATTERNS.items() if (match := pattern.search(headline))}
    if number := NUMBER.match(headline):
        words = number[0].lstrip()
        digit = next((i for i, c in enumerate(words) if c.isdigit()), 0)
        found["number"] = (number.end() - len(words) + digit, number.end())
    first = re.match(r"[\w']+", headline)
    if first and first[0].lower() in word_forms.entries(CUES["question"]["openings"].translate(STRAIGHT)):
        found["question"] = first.span()
    for name, mark in (("question", "?"), ("exclamation", "!")):
        if mark in headline:
            found[name] = (headline.index(mark), headline.index(mark) + 1)
    return tuple(sorted(Cue(span, name, CUES[name]["label"], CUES[name]["why"]) for name, span in found.items()))


def clickbait_cues(analysis: Analysis, scope: str) -> Value:
    """How many kinds of cue the headline has, of ten; 0 and up, news mostly 0 to 2. A cue is no fault.

    Evidence: the words of each cue.
    """
    span = analysis.article.span("headline")
    if span is None:
        return Value(math.nan, note="no headline in the text")
    found = find_cues(analysis.article.text[slice(*span)])
    evidence = tuple((span[0] + a, span[0] + b) for a, b in (c.span for c in found))
    return Value(float(len(found)), evidence, note=", ".join(c.label.lower() for c in found))
