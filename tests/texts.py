"""Articles of our own writing, named: the people, places and outlets are invented. What each is for stands above it.

Body paragraphs are shared, so that a test of a layout says only what stands around them.
"""

FIRST = "The council of Lowfield voted on Monday to close the old bridge, which the spring flood had damaged."
SECOND = "“We could not wait,” said Marta Vell, the mayor. The U.S. engineers agreed."
BODY = f"{FIRST}\n{SECOND}"

HEADLINE = "Lowfield council closes bridge after flood"
CAPTION = "Mayor Marta Vell waves to residents at the old bridge in Lowfield, March 3, 2025. REUTERS/Ida Norr"

# The seed's layout: headline, caption with the credit inside, date, paragraphs with nothing between.
LIKE_THE_SEED = f"{HEADLINE}\n{CAPTION}\nMarch 31, 2025\n{BODY}"

# Everything that the reading knows, in the order of an agency's page, with blank lines between.
EVERYTHING = "\n\n".join(
    (
        HEADLINE,
        "By Ida Norr and Tom Quill, Associated Press",
        "Published March 31, 2025, 5:30 p.m. EDT",
        "Mayor Marta Vell at the old bridge in Lowfield, Ohio, on March 3, 2025. (AP Photo/Sam Oake)",
        f"LOWFIELD, Ohio (AP) — {FIRST}",
        SECOND,
        "https://news.example/lowfield-bridge",
    )
)

# Quotation marks of four kinds and an apostrophe, which stay as they are.
QUOTATION_MARKS = "''We agreed,'' she said.\n\"Straight,\" he said.\n“Curly,” they said. It’s ‘done’."

# Paragraphs wrapped at 60 characters, a blank line between them.
WRAPPED = """\
Lowfield council closes bridge after flood

By Ida Norr

The council of Lowfield voted on Monday to close the old
bridge, which the spring flood had damaged so badly that
nobody could say whether it would stand another winter.

Marta Vell, the mayor, said that the town could not wait for
the county and would ask the state to pay for a ferry.
"""
