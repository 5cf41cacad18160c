"""What a headline does to get clicks: cues from `data/headline_cues.toml`, each shown as what it is, none a verdict."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.article import Analysis, Span, Value
from analysis.measures import word_forms

STRAIGHT = str.maketrans({"’": "'", "‘": "'"})
NUMBER = re.compile(
    r"\W{0,3}(?:the |top |these )?(?:\d{1,3}(?![\d,.:/-]|th\b|st\b|nd\b|rd\b)|(?:five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fifteen|twenty)\b)(?= \w)",
    re.IGNORECASE,
)
WORDED = ("second_person", "forward_reference", "superlative", "feeling", "promise", "list_word", "first_person")


class Cue(NamedTuple):
    """Something that a headline does to get clicks: its words, and the name, label and reason of its kind."""

    span: Span
    name: str
    label: str
    why: str


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    out = {}
    for name in WORDED:
        words = sorted(word_forms.entries(word_forms.load("headline_cues")[name]["words"].translate(STRAIGHT)), key=len)
        out[name] = re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, reversed(words)))})(?![\w'-])", re.IGNORECASE)
    return out


def find_cues(headline: str) -> tuple[Cue, ...]:
    """The cues of a headline, each kind once, in the order of the text. Spans count from its beginning.

    >>> [(c.name, "10 Things You Need"[slice(*c.span)]) for c in find_cues("10 Things You Need")]
    [('number', '10'), ('list_word', 'Things'), ('second_person', 'You')]
    """
    return tuple(sorted(_cues(headline.translate(STRAIGHT))))


def _cues(headline: str) -> Iterator[Cue]:
    listed = word_forms.load("headline_cues")

    def cue(name: str, span: Span) -> Cue:
        return Cue(span, name, listed[name]["label"], listed[name]["why"])

    if number := NUMBER.match(headline):
        words = number[0].lstrip()
        digit = next((i for i, c in enumerate(words) if c.isdigit()), 0)
        yield cue("number", (number.end() - len(words) + digit, number.end()))
    openings = word_forms.entries(listed["question"]["openings"].translate(STRAIGHT))
    first = re.match(r"[\w']+", headline)
    if "?" in headline:
        yield cue("question", (headline.index("?"), headline.index("?") + 1))
    elif first and first[0].lower() in openings:
        yield cue("question", first.span())
    for name, pattern in _patterns().items():
        if match := pattern.search(headline):
            yield cue(name, match.span())
    if "!" in headline:
        yield cue("exclamation", (headline.index("!"), headline.index("!") + 1))


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
