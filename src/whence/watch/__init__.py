"""Following feeds: what is new in them comes into a case file, one polite round after another.

addresses ──sources──▶ feeds of the case file ──rounds──▶ items ──ingest, read──▶ articles of the case file
"""
