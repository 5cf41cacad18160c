"""Does the body carry the headline: word by word, verb by verb, and what the headline does to be opened."""

from .cues import clickbait_cues, cues
from .ladder import rungs
from .matching import Form, headline_unmatched, same_word, words
from .near import with_near
