"""Which lines are a site's furniture and no article: "Read more", newsletters, comment counts, time stamps.

Works on single short lines, as `lines` does, and only where the line can hardly be a sentence of the article.
"""

import re

from analysis.article import Zone
from analysis.reading.line_patterns import RecognizedLine

LONGEST = 200  # characters; longer lines are paragraphs
_OPENINGS = re.compile(
    r"""[\W_]{0,3}(?:
        (?:read|see|more)\s(?:more|also|next|on\sthis\sstory|stories|coverage)\s?(?:[:|>»→–—-]|\Z|(?:on|from|about)\s|here\b)
      | (?:also\sread|related(?:\s(?:stories|articles?|coverage|topics?|news|content|links?|posts?))?|recommended|watch
          |listen|more\sfrom\s[\w\s]{2,40}|most\s(?:read|popular|viewed)|trending(?:\snow)?|editors?['’]?s?\spicks?
          |you\smay\s(?:also\s)?like|in\sthis\sstory|topics|tags|filed\sunder)\s?(?:[:|>»→]|\Z)
      | sign\sup\s(?:for|to|here|now|today)\b | subscribe\s(?:to|now|here|today|for)\b | already\sa\ssubscriber
      | (?:get|receive)\s(?:the|our|your|all)\s[\w\s,’'-]{2,80}\s(?:in|to|into)\syour\s(?:inbox|email)
      | (?:join|follow|like)\sus\son\b | (?:share|tweet|pin|email|print)\s(?:this|on|via|to)\b | share\s?\Z
      | (?:join\sthe\s(?:conversation|discussion)
          |(?:leave|post|write|add|view|show|hide)\s(?:a\s|all\s|\d+\s)?comments?)\b
      | comments?\s?(?:\(\d{1,6}\)|:\s?\d{1,6}|\Z) | \d[\d,.]{0,8}k?\s(?:comments?|shares?|likes|replies)\s?\Z
      | advertisement\b.{0,40}\Z | advertising\s?\Z | sponsored(?:\scontent)?\s?\Z
      | (?:story|article)\scontinues\sbelow\b | continue\sreading\b | skip\s(?:advertisement|past\s\w+)\b
      | (?:click|tap)\shere\sto\b | listen\sto\sthis\s(?:article|story)\b | \d{1,2}\smin(?:ute)?s?\sread\s?\Z
      | (?:copyright\s)?©\s?(?:\d{4}|copyright)\b | copyright\s\d{4}\b | all\srights\sreserved\b
      | our\sstandards:\s | support\s(?:our|independent)\sjournalism\b | this\s(?:article|content)\sis\sfor\ssubscribers
      | \d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T))?\s?\Z
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def recognize_boilerplate(line: str) -> RecognizedLine | None:
    """A line of the site's own. "Watch the river, the mayor said." is none: what follows must look like a label."""
    if len(line) > LONGEST or not _OPENINGS.match(line):
        return None
    return RecognizedLine("boilerplate", (Zone("boilerplate", (0, len(line))),))
