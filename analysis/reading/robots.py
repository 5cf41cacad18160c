"""What a site's robots.txt allows (RFC 9309): the longest rule that matches decides, `*` and `$` are understood.

The standard library's parser takes the first rule that matches and reads `*` as a letter, so it would let pass what a
site asks not to be fetched. Imports nothing of ours; no regular expressions, since the rules are a stranger's.
"""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes

LARGEST = 500_000  # bytes; RFC 9309 asks for at least 500 KiB
_MOST_RULES = 5_000
_UNRESERVED = "/?&=;:@+,!~*'()$-._"


def allows(robots: str, agent: str, target: str) -> bool:
    """May the program with this product name fetch `target`, a path with its query?"""
    best = ("", True)
    for pattern, allowed in _rules(robots, agent.lower()):
        # Of two rules as long, the one that allows wins.
        if _matches(_plain(pattern), _plain(target)) and (len(pattern), allowed) > (len(best[0]), best[1]):
            best = (pattern, allowed)
    return best[1]


def _rules(robots: str, agent: str) -> list[tuple[str, bool]]:
    """The rules of the groups that name this agent, or else of those for everybody."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    named: list[str] = []
    in_rules = False
    for line in robots.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            named = [] if in_rules else named
            in_rules = False
            named.append(value.partition("/")[0].lower())
            groups.setdefault(named[-1], [])
        elif key in ("allow", "disallow"):
            in_rules = True
            for name in {*named} & {agent, "*"}:
                if value and len(groups[name]) < _MOST_RULES:
                    groups[name].append((value, key == "allow"))
    return groups[agent] if agent in groups else groups.get("*", [])


def _plain(path: str) -> str:
    """One spelling of what may be written in two: `%7E` and `~`, `é` and `%C3%A9`."""
    return quote(unquote_to_bytes(path), safe=_UNRESERVED)


def _matches(pattern: str, path: str) -> bool:
    """Does the path begin as the pattern says? Each piece between stars is looked for once, from left to right."""
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in rest[:-1] if whole else rest:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    if not whole:
        return True
    return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at if rest else at == len(path)
