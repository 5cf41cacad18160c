"""The sections of a page, one function each: `workbook` hands them to notebooks.

Each works for any article. Where it does not apply, it says so in a sentence. Charts are imported where they are
drawn, so that nothing heavy is loaded before.
"""

from .article import marked_article, parts_of_article, plain_article
from .checking import lines_to_check, never_heard, rules_on_unnamed
from .classroom import class_agreement, class_chance, class_machine, class_messy, class_splits, coding_sheet
from .common import NO_HEADLINE, NO_SOURCES
from .comparison import compare
from .contrast import same_measures
from .glossary import glossary
from .headline import headline_words
from .indicators import indicators
from .ladder import headline_cues, verb_ladder
from .numbers import numbers
from .other_names import moved_by_names, other_names
from .provenance import photo_and_dates
from .readability import readability_by_paragraph, readability_by_ruler, readability_by_voice, sentence_difficulty
from .reference import places
from .sourcing import source_chain, source_ledger, statements, voice_ribbon
from .statement import longest_statement, statement_to_sort, taken_up
from .summary import summary
from .tone import tone_by_list, tone_by_sentence, tone_gap
from .wording import found_words, marked_wording, word_lists, wording
