"""Numbers, dates and excerpts in the words that readers see."""

import math
import re
from datetime import date
from itertools import accumulate

from analysis import catalogue
from analysis.article import Measurement
from analysis.measures.word_forms import load

NOT_MEASURABLE = "not measurable"
NOT_IN_TEXT = "not in the text"
MINUS = "−"
SINGLE = str.maketrans("“”", "‘’")
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
FEW = 0.05  # a share that is given as hardly any, or nearly all
ONE_OF = {3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 8: "an eighth", 10: "a tenth"}
SEVERAL_OF = ((3, 4), (4, 5), (5, 6), (7, 8), (9, 10), (2, 5), (3, 5), (3, 10), (7, 10))
FRACTIONS = {
    **{1 / 2: "half the words", 2 / 3: "two-thirds of the words"},
    **{1 / of: f"{words} of the words" for of, words in ONE_OF.items()},
    **{n / of: f"{NUMBERS[n]} of {NUMBERS[of]} words" for n, of in SEVERAL_OF},
}


def number(value: float | None, decimals: int = 2, sign: bool = False) -> str:
    """A number as readers write it: 4,206 and −0.30; with `sign`, +0.10. NaN and None: not measurable.

    >>> number(-0.3), number(0.1, sign=True), number(4206, 0), number(float("nan"))
    ('−0.30', '+0.10', '4,206', 'not measurable')
    """
    if value is None or math.isnan(value):
        return NOT_MEASURABLE
    rounded = round(value, decimals)
    before = MINUS if rounded < 0 else "+" if sign and rounded > 0 else ""
    return f"{before}{abs(rounded):,.{decimals}f}"


def share(value: float | None) -> str:
    """A share of one in whole percent; what is not quite nothing or all is not rounded to it.

    >>> share(0.453), share(0.001), share(0.999), share(0)
    ('45%', 'less than 1%', 'more than 99%', '0%')
    """
    if value is None or math.isnan(value):
        return NOT_MEASURABLE
    if 0 < value < 0.01:
        return "less than 1%"
    if 0.99 < value < 1:
        return "more than 99%"
    return f"{number(100 * value, 0)}%"


def value_in_words(m: Measurement) -> str:
    """A measurement's value with its unit."""
    if math.isnan(m.value):
        return NOT_MEASURABLE
    if m.unit == catalogue.GRADE:
        return f"grade {in_unit(m.value, m.unit)}"
    units = {catalogue.SHARE: " of body words", catalogue.COUNT: "", DALE_CHALL: ABOUT_DALE_CHALL}
    return in_unit(m.value, m.unit) + units.get(m.unit, f" {m.unit}")


def in_unit(value: float, unit: str) -> str:
    """A value of a measure's unit, without the unit's name: a share in percent, what is counted without decimals."""
    if unit == catalogue.SHARE:
        return share(value)
    if unit in (catalogue.COUNT, catalogue.WORDS, catalogue.DAYS):
        return number(value, 0)
    if unit.startswith("per "):
        return number(value, 1 if 0 < value < 1 else 0)
    return number(value, 1 if unit in (catalogue.GRADE, DALE_CHALL) or unit.startswith("points") else 2)


DALE_CHALL = "Dale-Chall score (9 to 9.9 is college)"
ABOUT_DALE_CHALL = " (9 to 9.9: college; 10 and up: college graduate)"
OF_ONE, OF_HUNDRED = (load("labels")["agreement"][kind] for kind in ("of_one", "of_hundred"))
AGREEMENT: dict[str, str] = OF_ONE | OF_HUNDRED  # figures of `validity`, in words
NEVER_HELD = "not tested against human readers yet"
OWN_UNTESTED = "your own measure: not tested"


def agreement(figure: str, value: float, low: float, high: float) -> str:
    """How well a measure agrees with people, with its interval.

    >>> agreement("overlap_f", 0.821, 0.798, 0.841)
    '0.82 on a scale from 0 to 1 (likely between 0.80 and 0.84)'
    >>> agreement("accuracy", 0.915, 0.864, 0.962)
    'right 92 times in 100 (likely between 86 and 96)'
    >>> agreement("in_order", 0.9962, 0.9906, 1.0)
    "puts 99.6 of 100 in people's order (likely between 99 and 100)"
    """
    shown, lowest, highest = (number(v) if figure in OF_ONE else _of_hundred(v) for v in (value, low, high))
    return AGREEMENT[figure].format(value=shown, likely=f"likely between {lowest} and {highest}")


def _of_hundred(share: float) -> str:
    """In whole times, but what is not all or nothing is not rounded to it."""
    whole = round(100 * share)
    return number(100 * share, 1 if whole in (0, 100) and share not in (0, 1) else 0)


NO_PLACE = "no place"
OWN_NO_PLACE = "no reference values: measure your own corpus"
UNUSUAL = {"high": "Unusually high", "low": "Unusually low"}


def place(below: int, same: int, above: int, none: bool = False, only_more: bool = False, similar: bool = False) -> str:
    """Where a value lies among so many: `none` is a value of 0 that many others have, too; `only_more`: many have 0.

    Percents are cut, not rounded: "higher than 62%" is true.

    >>> place(62, 9, 29)
    'higher than 62% of 100 articles; 9% have the same'
    >>> place(0, 40, 60, none=True)
    'none, as in 40% of 100 articles'
    >>> place(93, 3, 4, only_more=True, similar=True)
    'higher than 93% of 100 articles of similar length'
    """
    articles = below + same + above
    among = f"of {count(articles, 'article')}" + (" of similar length" if similar else "")
    less, as_much, more = (100 * n // articles for n in (below, same, above))
    if none:
        return f"none, as in {as_much}% {among}"
    if below == articles:
        return f"higher than all {among.removeprefix('of ')}"
    if above == articles:
        return f"lower than all {among.removeprefix('of ')}"
    if only_more:
        return f"higher than {less}% {among}"
    if not less and not more:
        return f"the same as nearly all {among}"
    side = f"higher than {less}%" if less >= more else f"lower than {more}%"
    return f"{side} {among}" + (f"; {as_much}% have the same" if as_much else "")


def count(n: int, one: str, many: str | None = None) -> str:
    """A number of things: "1 sentence", "10 sentences"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def in_words(n: int) -> str:
    """A small number as a word, others in digits."""
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def spelled(n: int, one: str, many: str | None = None) -> str:
    """A number of things at the beginning of a sentence or title: "One sentence", "Ten sentences"."""
    return f"{in_words(n).capitalize()} {one if n == 1 else many or one + 's'}"


def times(n: int) -> str:
    """How often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(n, f"{in_words(n)} times")


def fraction(part: int, whole: int) -> str:
    """A share of the words as the nearest of a few simple fractions.

    >>> fraction(248, 316), fraction(1, 316), fraction(316, 316), fraction(110, 316)
    ('About four of five words', 'Hardly any of the words', 'All the words', 'About a third of the words')
    """
    share = part / whole
    if part == whole:
        return "All the words"
    if share < FEW:
        return "Hardly any of the words"
    if share > 1 - FEW:
        return "Nearly all the words"
    return f"About {FRACTIONS[min(FRACTIONS, key=lambda f: abs(f - share))]}"


def first_upper(words: str) -> str:
    """The words with an upper case letter first."""
    return words[:1].upper() + words[1:]


def first_lower(words: str) -> str:
    """The words with a lower case letter first."""
    return words[:1].lower() + words[1:]


def listed(items: list[str]) -> str:
    """Items in a row: "a and b", "a, b, and c"; nothing where there is none."""
    return " and ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])}, and {items[-1]}"


def quote(text: str, limit: int = 80) -> str:
    """Words of the article in one pair of quotation marks, on one line, cut at a word's end where they are too long.

    Marks inside become single ones, each with its partner.

    >>> quote("a long way from home", limit=12)
    '“a long way …”'
    """
    line = re.sub(r'(?<![^\s(\[—–-])"', "“", " ".join(text.split())).replace('"', "”")
    if line.startswith("“") and (partner := _partner(line)) >= len(line) - 1:
        line = line[1:partner]
    if "“" not in line:
        line = line.removesuffix("”")
    if len(line) > limit:
        cut = line[: limit + 1].rpartition(" ")[0] or line[:limit]
        line = f"{cut.rstrip(' ,;:')} …"
    opened, _, _ = line.partition("”")
    line = "“" * ("”" in line and "“" not in opened) + line + "”" * (line.rfind("“") > line.rfind("”"))
    return f"“{line.translate(SINGLE)}”"


def us_marks(words: str) -> str:
    """The words with commas and periods inside closing quotation marks, as US newspapers print them.

    >>> us_marks("“key”, “stunning”, and “demand”.")
    '“key,” “stunning,” and “demand.”'
    """
    return re.sub(r"(’?”)([,.])", r"\2\1", words)


def in_marks(words: list[str], most: int, limit: int = 80) -> str:
    """Words of the article in quotation marks, in a row; beyond `most`, how many more there are."""
    kept = words[:most] if len(words) > most + 1 else words
    more = [f"{len(words) - len(kept)} more"] if len(kept) < len(words) else []
    return us_marks(listed([*(quote(w, limit) for w in kept), *more]))


def _partner(line: str) -> int:
    """Where the mark that opens the line is closed; its length if nowhere."""
    depths = accumulate((c == "“") - (c == "”") for c in line)
    return next((i for i, depth in enumerate(depths) if depth <= 0), len(line))


def day(value: date | None) -> str:
    """A date in words, or that the text gives none: "November 26, 2025"."""
    return NOT_IN_TEXT if value is None else f"{value:%B} {value.day}, {value.year}"
