"""How records show themselves: a short line in a terminal, text with its marks and a claim's drawing in a notebook.

    record ──lines──▶ one line        record ──pages──▶ HTML without script

A record takes both from `Shows`, which loads nothing before something is to be shown.
"""
