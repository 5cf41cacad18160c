"""How wide words are when drawn: charts place labels before any browser has seen them."""

# Widths as shares of the font size, those of DejaVu Sans: few fonts for screens are wider, so that labels never touch.
WIDTHS = {
    letter: width
    for width, letters in {
        0.3: " ,.'IJijl’‘·",
        0.4: "-/:;\\f|!()[]rt",
        0.5: '"*_`sz“”–',
        0.6: "?LcFPTYaekovxy",
        0.65: "$0123456789EKSbdghnpqu{}",
        0.75: "ABCRVXZDGHNU&OQw",
        0.85: "#+<=>M^~",
    }.items()
    for letter in letters
}
WIDEST = 1.0  # of all other letters
BOLD = 1.17  # bold letters are wider by this


def wide(words: str, size: float = 13, bold: bool = False) -> float:
    """How wide words are in pixels, at this font size in pixels; rather too much than too little."""
    return sum(WIDTHS.get(letter, WIDEST) for letter in words) * size * (BOLD if bold else 1)


def fitting(words: str, room: float, size: float = 13, bold: bool = False) -> str:
    """The words, cut at a word's end so that they fit into `room` pixels; "" where none does.

    >>> fitting("a long way", 200), fitting("a long way", 60), fitting("a long way", 5)
    ('a long way', 'a long …', '')
    """
    if wide(words, size, bold) <= room:
        return words
    parts = words.split(" ")
    cuts = (" ".join(parts[:n]).rstrip(" ,;:") + " …" for n in range(len(parts) - 1, 0, -1))
    return next((cut for cut in cuts if wide(cut, size, bold) <= room), "")


def lines(words: str, room: float, most: int = 2, size: float = 13, bold: bool = False) -> list[str]:
    """The words in lines that fit into `room` pixels; the last of at most so many lines is cut."""
    parts, found = words.split(" "), list[str]()
    while parts and len(found) < most - 1:
        n = max((n for n in range(1, len(parts) + 1) if wide(" ".join(parts[:n]), size, bold) <= room), default=1)
        found.append(" ".join(parts[:n]))
        parts = parts[n:]
    return [*found, fitting(" ".join(parts), room, size, bold) or f"{parts[0][:12]}…"] if parts else found
