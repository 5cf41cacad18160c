"""Which lines are a site's furniture and no article: "Read more", newsletters, comment counts, time stamps.

Works on single short lines, as `lines` does, and only where the line can hardly be a sentence of the article.
"""

import re

from analysis.article import HASHTAG, WORD, Zone, blanked
from analysis.reading.end_matter import recognize_end_matter
from analysis.reading.line_patterns import RecognizedLine
from analysis.reading.line_words import pattern

LONGEST = 200  # characters; longer lines are paragraphs
_MARKS = re.compile(r"[\W_]{0,3}")
_OPENINGS = pattern("boilerplate", "openings")


def recognize_boilerplate(line: str) -> RecognizedLine | None:
    """A line of the site's own or of links and hashtags alone, or a correction or end matter between paragraphs.

    "Watch the river, the mayor said." is none: what follows must look like a label.
    """
    own = len(line) <= LONGEST and _OPENINGS.match(line, _MARKS.match(line).end())
    if not own and WORD.search(blanked(line, HASHTAG)):
        return recognize_end_matter(line)
    return RecognizedLine("boilerplate", (Zone("boilerplate", (0, len(line))),))
