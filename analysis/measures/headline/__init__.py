"""Whether the body says what the headline says, word by word and verb by verb, and what it does to get clicks."""

from analysis.measures.headline.clickbait import clickbait_cues, find_cues
from analysis.measures.headline.ladder import find_rungs
from analysis.measures.headline.matching import Form, add_near_words, headline_unmatched, match_words, same_word
from analysis.measures.headline.pressing import find_pressing
