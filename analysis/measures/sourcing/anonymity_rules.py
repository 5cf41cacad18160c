"""Two agencies' published rules on unnamed sources, compared with what the article says of each of its own.

A check says what is in the text, not whether the outlet kept the rule: most of a rule happens in a newsroom.
"""

import re
from collections.abc import Sequence

from analysis.article import Check, Source, Span, State

# As the agencies put them to the public, in our words; the dates are those of the pages that have them.
AP = (
    "Associated Press, rules of December 2004, as quoted by Reason",
    "2005-01-04",
    "https://reason.com/2005/01/04/shooing-anonymice/",
)
REUTERS = (
    "Reuters Editors, Anonymous sources - Reuters rules",
    "2008-07-17",
    "http://blogs.reuters.com/reuters-editors/2008/07/17/anonymous-sources-reuters-rules/",
)
COUNTS = "an?|the|one|two|three|four|five|several|some|many|multiple|other"
BARE = re.compile(rf"(?:{COUNTS})?\s*(?:sources?|people|persons?)", re.IGNORECASE)


def check_rules(text: str, source: Source) -> tuple[Check, ...]:
    """The rules for one unnamed person or group; nothing for other sources. Evidence are the words that meet a rule."""
    if source.named or source.kind not in ("person", "group"):
        return ()
    described = tuple(m for m in source.mentions[:1] if not BARE.fullmatch(text[slice(*m)].strip()))
    several = source.mentions[:1] if source.kind == "group" else ()
    return (
        _check("described", "It says more of who this is than “a source”.", AP, described),
        _check("position", "The source is in a position to know; the text says how.", AP, source.position_to_know),
        _check("reason", "The text explains why the source is not named.", AP, source.reason_for_anonymity),
        _check("information", "What the source gives is information, no opinion or guess.", AP, None),
        _check("only_way", "It could not be had from somebody with a name.", AP, None),
        _check("more_than_one", "More than one person says so.", REUTERS, several),
        _check("true_plural", "“Sources” are more than one only where there was more than one.", REUTERS, None),
    )


def _check(rule: str, says: str, origin: tuple[str, str, str], evidence: Sequence[Span] | None) -> Check:
    """None for evidence: no text could show it."""
    state: State = "cannot tell" if evidence is None else "met" if evidence else "not stated"
    return Check(rule, says, state, tuple(evidence or ()), *origin)
