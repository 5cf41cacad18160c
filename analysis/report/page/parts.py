"""What the parts of the page are made of: words that light up their evidence, sentences, and how sure a number is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.context import reference
from analysis.report.page.text import MarkedText
from analysis.views.base.common import sentence, trust
from analysis.views.base.numbers_in_words import OWN_NO_PLACE, in_unit
from analysis.views.reference import place_in_words

# What the text marks, as the ids of the switch: voices, headline words, tone, wording, difficulty, lines to check.
VOICES, HEADLINE, TONE, WORDING, DIFFICULTY, CHECKS = "mv", "mh", "mt", "mw", "ml", "mc"
BOTH = "mb"  # where several articles are compared: the statements that more than one has
COMPARED = "Compared with others"
# A gap -> the two measures that it is between.
GAPS = {"valence_gap": ("headline_valence", "body_valence"), "tone_gap": ("headline_tone", "body_tone")}


@dataclass(frozen=True, slots=True)
class Lit:
    """Words that light up their evidence when touched. Without `keys`: plain bold words.

    `keys`: names of evidence, separated by spaces; `says`: what is told of it while it is lit; `mode`: what the text
    marks meanwhile; `steps`: keys to step through, one after the other; `source`: whether it is a source's account.
    """

    words: str
    keys: str = ""
    says: str = ""
    mode: str = ""
    steps: str = ""
    source: bool = False


NO_LIT = Lit("")
Sentence = Sequence[str | Lit]


@dataclass(frozen=True, slots=True)
class Fact:
    """One number in one sentence, and behind it how sure it is: pairs such as ("Range", "1 to 2"). `about`: what the
    number is of, for screen readers."""

    sentence: Sentence
    sure: Sequence[tuple[str, str]] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page. `title` says its point, `subtitle` what is shown; `shown` is what the template of the same
    name as `id` takes; `touch`: what a touch does, where there is a script."""

    id: str
    title: str
    subtitle: str
    shown: Mapping[str, object] = field(default_factory=dict)
    facts: Sequence[Fact] = ()
    touch: str = ""


def in_a_row(pieces: Sequence[str | Lit]) -> Sentence:
    """Pieces of a sentence in a row: "a and b", "a, b, and c"."""
    last, final = len(pieces) - 1, ", and " if len(pieces) > 2 else " and "
    return [x for n, piece in enumerate(pieces) for x in (["", ", ", final][(n > 0) + (0 < n == last)], piece) if x]


def measured(page: Page, name: str, scope: str | None = None) -> Measurement | None:
    """The measurement, or None where it does not apply to the text or is undefined."""
    found = next((m for m in page.measured if m.name == name and (scope is None or m.scope == scope)), None)
    return None if found is None or math.isnan(found.value) else found


def printed_gap(headline: float, body: float) -> float:
    """The difference of two tones as they are printed, so that the numbers on the page add up.

    >>> printed_gap(-0.246, -0.194)
    -0.06
    """
    return round(round(headline, 2) - round(body, 2), 2)


def as_printed(page: Page, m: Measurement) -> float:
    """The value of a measurement as the page prints it: a gap is that of the two printed tones."""
    parts = [measured(page, name) for name in GAPS.get(m.name, ())]
    return printed_gap(*(part.value for part in parts)) if parts and all(parts) else m.value


def lit(text: MarkedText, m: Measurement, words: str, says: str, mode: str = "") -> Lit:
    """Words for a measurement, which light up what it was counted from."""
    return Lit(words, text.key(f"{m.name}.{m.scope.replace(':', '')}", m.evidence), says, mode)


def how_sure(page: Page, m: Measurement) -> list[tuple[str, str]]:
    """Range, note, accuracy, and place of a measurement, each only where there is one."""
    low, high = (in_unit(end, m.unit) for end in (m.low, m.high))
    ends = f"stays at {low} however you count" if low == high else f"{low} to {high}"
    ends = "" if math.isnan(m.low + m.high) else ends
    place = reference.place(m.name, m.scope, m.value, reference.kind(page.analysis))
    told = {"Range": ends, "Note": m.note, "Accuracy": trust(m.name)}
    told[COMPARED] = place_in_words(m, place) if place else OWN_NO_PLACE if m.name in catalogue.OWN else ""
    return [(name, sentence(words)) for name, words in told.items() if words]
