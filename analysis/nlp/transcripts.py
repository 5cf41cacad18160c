"""Where in a text people talk in turns: behind their names, behind Q and A, or after bare questions.

Items of a list have a colon too ("When: Friday"). Speakers come again, and what follows them is talk.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from analysis.article import WORD
from analysis.patterns import patterns

TURNS, QUESTIONS = 4, 3  # the fewest that make an interview
LONGEST_QUESTION = 60  # words
LABEL = 140  # characters that a speaker's name with its title and time stamp may take

_PATTERNS = patterns("transcripts")
_TURN, _QUOTED = _PATTERNS["turn"], _PATTERNS["quoted"]
_AROUND = " *_“”\"'’‘"


@dataclass(frozen=True, slots=True)
class Talk:
    """The lines from the first turn to the last (`first` to `end`, half open), and who talks, as far as it is told."""

    first: int
    end: int
    names: tuple[str, ...]


def find_talk(lines: list[str], headline: str) -> Talk | None:
    """Where in these lines of the body people talk in turns, if they do."""
    return _labeled(lines) or _asked(lines, headline)


def _labeled(lines: list[str]) -> Talk | None:
    found = {n: m for n, line in enumerate(lines) if (m := _TURN.match(line[:LABEL]))}
    turns: dict[int, tuple[str, str]] = {}  # line -> speaker, what is said
    for n, m in found.items():
        said = lines[n][m.end() :]
        if not said and (n + 1 == len(lines) or n + 1 in found or "," in m[0] or " the " in m[0]):
            continue  # a heading, or furniture of a page
        who = m["capitals"] or m["bracketed"] or m["name"] or m["letter"] or "Q"
        if not _PATTERNS["item"].fullmatch(_key(who)):
            turns[n] = (who, said or lines[n + 1])
    many = Counter(_key(who) for who, _ in turns.values())
    often = {key for key, n in many.items() if n > 1}
    turns = {n: turn for n, turn in turns.items() if _key(turn[0]) in often or turn[0].isupper()}
    only_asked = often == {"q"} and many["q"] >= QUESTIONS
    if not only_asked and (len(often) < 2 or len(turns) < TURNS):
        return None
    in_capitals = all(who.isupper() and " " in who for who, _ in turns.values())  # as courts and stations write names
    # Without what somebody else said, but for a turn that is all in quotation marks.
    own = (said if _QUOTED.fullmatch(said) else _QUOTED.sub("", said) for _, said in turns.values())
    if not in_capitals and _many("talk", own) < 0.4 * len(turns):
        return None
    names: dict[str, str] = {}
    for who, _ in turns.values():
        if len(who) > 1 and _key(who) in often:
            names.setdefault(_key(who), who)
    last = max(turns)
    return Talk(min(turns), last + (1 if lines[last][found[last].end() :] else 2), tuple(names.values()))


def _key(name: str) -> str:
    """What stays the same where "Jane Roe" is "Roe" later."""
    return name.split()[-1].lower()


def _asked(lines: list[str], headline: str) -> Talk | None:
    """Bare questions answered by "I" or "we": some of the questions to "you", or an introduction says who was asked."""
    asks = [n for n, line in enumerate(lines) if _is_question(line)]
    turns = [(a, b) for a, b in pairwise([*asks, len(lines)]) if b > a + 1]
    if len(turns) < QUESTIONS or 4 * len(turns) < len(lines) - asks[0]:
        return None  # a column that asks now and then
    # A paragraph that quotes somebody is the reporter's, as in any article.
    own = [line if _QUOTED.fullmatch(line) or not _QUOTED.search(line) else "" for line in lines]
    answers = [" ".join(own[a + 1 : b]) for a, b in turns]
    we, i = _many("we", answers), _many("i", answers)
    to_you = sum(bool(_PATTERNS["you"].search(lines[a]) or _PATTERNS["prompt"].match(lines[a])) for a, _ in turns)
    between_two = to_you >= max(2, len(turns) / 3) and 2 * we >= len(turns) and 3 * i >= len(turns)
    before = "\n".join([headline, *lines[: asks[0]]])
    introduced = we and _PATTERNS["introduction"].search(before) and not _many("reported", lines[asks[0] :])
    if not between_two and not introduced:
        return None
    names = tuple(dict.fromkeys(_PATTERNS["interviewed"].findall(before)))
    return Talk(turns[0][0], len(lines), names if len(names) == 1 else ())


def _many(words: str, texts: Iterable[str]) -> int:
    """How many of the texts have any of these words."""
    return sum(bool(_PATTERNS[words].search(text)) for text in texts)


def _is_question(line: str) -> bool:
    asks = line.rstrip(_AROUND).endswith("?") or bool(_PATTERNS["prompt"].match(line.lstrip(_AROUND)))
    return asks and len(WORD.findall(line)) <= LONGEST_QUESTION
