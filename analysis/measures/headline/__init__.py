"""Does the body carry the headline: word by word, verb by verb, and what the headline does to be opened."""

from analysis.measures.headline.clickbait import clickbait_cues, find_cues
from analysis.measures.headline.ladder import find_rungs
from analysis.measures.headline.matching import Form, headline_unmatched, match_words, same_word
from analysis.measures.headline.near import add_near_words
