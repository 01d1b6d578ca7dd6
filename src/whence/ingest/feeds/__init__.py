"""Feeds: RSS 2.0 (and 0.9x), RSS 1.0, Atom, and OPML lists of feeds.

text ──parse──▶ Feed with its Entries ──article──▶ Article, where an entry holds its text
"""
