"""PDFs with a text layer.

bytes ──worker (a process of its own)──▶ Runs of letters with their places ──furniture, columns, paragraphs──▶ text in
reading order ──article──▶ Article
"""
