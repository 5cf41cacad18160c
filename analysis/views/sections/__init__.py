"""The sections of a page, one function each: `workbook` hands them to notebooks.

Each works for any article. Where it does not apply, it says so in a sentence. Charts are imported where they are
drawn, so that nothing heavy is loaded before.
"""

from analysis.views.base.common import NO_HEADLINE, NO_SOURCES
from analysis.views.sections.headline import headline_words
from analysis.views.sections.ladder import headline_cues, verb_ladder
from analysis.views.sections.numbers import numbers
from analysis.views.sections.provenance import photo_and_dates
from analysis.views.sections.readability import (
    readability_by_paragraph,
    readability_by_ruler,
    readability_by_voice,
    sentence_difficulty,
)
from analysis.views.sections.reference import places
from analysis.views.sections.tone import tone_by_list, tone_by_sentence, tone_gap
from analysis.views.sections.wording import found_words, marked_wording, word_lists, wording
