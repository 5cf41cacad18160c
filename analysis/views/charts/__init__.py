"""DataFrames -> (figure, text alternative). The only user of matplotlib.

Every chart is drawn to be read on a page 400 pixels wide and in greyscale: few words, 12 points, each thing labelled
where it stands, each voice with its own tint and hatch. Words of the article are drawn as they are, never as
mathematics; what the shipped font cannot draw becomes a small box, and the table beside the chart has it in full.
"""

from analysis.views.charts.headline import headline_words
from analysis.views.charts.provenance import photo_and_dates
from analysis.views.charts.readability import readability_by_ruler, readability_by_voice, sentence_difficulty
from analysis.views.charts.reference import places
from analysis.views.charts.tone import tone_by_sentence, tone_gap
from analysis.views.charts.wording import verb_ladder, wording
