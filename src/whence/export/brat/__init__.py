"""A case file as brat's standoff annotation, and corrected files read back.

case ──writing──▶ .txt, .ann, annotation.conf ──(a person corrects)──reading──▶ Marked
"""
