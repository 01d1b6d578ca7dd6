"""News items as agencies send them: ninjs (IPTC, 1.x to 3.x), NewsML-G2 (IPTC, 2.x) and NITF (IPTC, 3.x).

JSON or XML ──ninjs, newsml, nitf──▶ WireItem ──article──▶ Article
"""
