"""DataFrames -> (figure, text alternative). The only user of matplotlib.

Every chart is drawn to be read on a page 400 pixels wide and in greyscale: few words, 12 points, each thing labelled
where it stands, each voice with its own tint and hatch. Words of the article are drawn as they are, never as
mathematics; what the shipped font cannot draw becomes a small box, and the table beside the chart has it in full.
"""

from .classroom import class_splits
from .comparison import voice_ribbons
from .headline import headline_words
from .provenance import photo_and_dates
from .readability import readability_by_ruler, readability_by_voice, sentence_difficulty
from .reference import places
from .sourcing import source_chain, voice_ribbon
from .tone import tone_by_sentence, tone_gap
from .wording import verb_ladder, wording
