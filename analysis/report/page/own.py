"""What the user's own measures found, each with the words that it counted."""

from analysis import catalogue
from analysis.article import Measurement, Page
from analysis.frames import printed
from analysis.report.page.parts import Fact, Part, how_sure, lit
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.numbers_in_words import in_marks, spelled, us_marks, value_in_words

MOST_QUOTED, LONGEST_QUOTED = 6, 40  # different words of one measure; characters of each


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """A sentence for each; None where there are none."""
    facts = [_fact(page, text, m) for m in page.measured if m.name in catalogue.OWN]
    if not facts:
        return None
    what = "Found by your own word lists and functions, not by ours. Nobody has tested them."
    return Part("own", f"{spelled(len(facts), 'measure')} of your own", what, {}, facts)


def _fact(page: Page, text: MarkedText, m: Measurement) -> Fact:
    label, value = catalogue.by_name(m.name).label, value_in_words(m)
    found = {(words := printed(page.article, [span])).lower(): words for span in m.evidence}
    words = [said for said in found.values() if any(map(str.isalnum, said))]  # not: “!”
    which = us_marks(f": {in_marks(words, MOST_QUOTED, LONGEST_QUOTED)}.") if words else "."
    return Fact((f"{label}: ", lit(text, m, value, f"{label}: {value}"), which), how_sure(page, m), label)
