"""The page on one article: the article itself, marked, and beside it what was found, each thing linked to its words.

    MarkedText (text.py) <- keys and marks -- parts (one module a question) --> templates/article/*.html.j2

A part gives plain values; a template makes HTML of them. Nothing is measured here.
"""
