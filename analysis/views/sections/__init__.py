"""The sections of a page, one function each: `workbook` hands them to notebooks.

Each works for any article. Where it does not apply, it says so in a sentence. Charts are imported where they are
drawn, so that nothing heavy is loaded before.
"""

from analysis.views.base.common import NO_HEADLINE, NO_SOURCES
from analysis.views.sections.article import marked_article, parts_of_article, plain_article
from analysis.views.sections.checking import lines_to_check, never_heard, rules_on_unnamed
from analysis.views.sections.classroom import (
    class_agreement,
    class_chance,
    class_machine,
    class_messy,
    class_splits,
    coding_sheet,
)
from analysis.views.sections.comparison import compare
from analysis.views.sections.contrast import same_measures
from analysis.views.sections.glossary import glossary
from analysis.views.sections.headline import headline_words
from analysis.views.sections.indicators import indicators
from analysis.views.sections.ladder import headline_cues, verb_ladder
from analysis.views.sections.numbers import numbers
from analysis.views.sections.other_names import moved_by_names, other_names
from analysis.views.sections.provenance import photo_and_dates
from analysis.views.sections.readability import (
    readability_by_paragraph,
    readability_by_ruler,
    readability_by_voice,
    sentence_difficulty,
)
from analysis.views.sections.reference import places
from analysis.views.sections.sourcing import source_chain, source_ledger, statements, voice_ribbon
from analysis.views.sections.statement import longest_statement, statement_to_sort, taken_up
from analysis.views.sections.summary import summary
from analysis.views.sections.tone import tone_by_list, tone_by_sentence, tone_gap
from analysis.views.sections.wording import found_words, marked_wording, word_lists, wording
