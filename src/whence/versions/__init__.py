"""Captures of one address are versions of one article: which these are, their order, and what changed between two.

`grouping` knows articles alone, so that linking and tracing may ask it; `differences` compares two readings.
"""
