"""Take a news article apart: who speaks, how hard it reads, and whether the headline says what the body says."""

__version__ = "0.1.0"
