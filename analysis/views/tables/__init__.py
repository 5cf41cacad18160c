"""Records -> DataFrames: the only place that names columns and units.

Columns in sentence case are for readers; those in lower case are for charts. Pandas is imported when a table is made,
so that the command line starts without it. A value that the text does not give is None.
"""

from analysis.views.base.names import (
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
    unnamed,
    voice_names,
)
from analysis.views.tables.headline import headline_carriers, headline_words
from analysis.views.tables.ladder import cues, on_ladder, rungs
from analysis.views.tables.numbers import numbers
from analysis.views.tables.provenance import dates, photo
from analysis.views.tables.readability import paragraphs as readability_of_paragraphs
from analysis.views.tables.readability import readability, sentences
from analysis.views.tables.readability import voices as readability_of_voices
from analysis.views.tables.reference import PLACE, distributions, places
from analysis.views.tables.tone import GAP, gap, gap_by_kind, lexicons, tone
from analysis.views.tables.wording import CATEGORIES, PLACES, found_words, references, wording
