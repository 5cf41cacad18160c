"""Records -> DataFrames: the only place that names columns and units.

Columns in sentence case are for readers; those in lower case are for charts. Pandas is imported when a table is made,
so that the command line starts without it. A value that the text does not give is None.
"""

from .checking import rules, silent, to_check, unheard
from .classroom import (
    class_agreement,
    class_chance,
    class_machine,
    class_messy,
    codes,
    empty_sheet,
    split_grid,
    split_rows,
)
from .common import (
    LARGEST,
    MANNERS,
    NO_MATCH,
    NOT_NEEDED,
    NOT_STATED,
    NOT_STATED_HERE,
    OTHER_SOURCES,
    OTHERS,
    OWN,
    OWN_VOICE,
    PEOPLE,
    ZONE_NAMES,
    looks,
    shares,
    sharing,
    unnamed,
    voice_names,
)
from .comparison import articles, letters, ribbons, shared_sources, side_by_side, twins, verbs
from .headline import headline_carriers, headline_words
from .ladder import cues, on_ladder, rungs
from .numbers import numbers
from .provenance import dates, parts, photo
from .readability import paragraphs as readability_of_paragraphs
from .readability import readability, sentences
from .readability import voices as readability_of_voices
from .reference import PLACE, distributions, places
from .sourcing import chain, ledger, ribbon, statements, voices
from .statement import beside, other_names, subjects, to_sort
from .summary import glance, indicators, open_questions
from .tone import GAP, gap, gap_by_kind, lexicons, tone
from .wording import CATEGORIES, PLACES, found_words, references, wording
