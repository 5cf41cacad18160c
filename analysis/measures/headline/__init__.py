"""Does the body carry the headline: word by word, verb by verb, and what the headline does to be opened."""

from analysis.measures.headline.cues import clickbait_cues, cues
from analysis.measures.headline.ladder import rungs
from analysis.measures.headline.matching import Form, headline_unmatched, same_word, words
from analysis.measures.headline.near import with_near
