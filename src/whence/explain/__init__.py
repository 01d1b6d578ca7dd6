"""Why a claim, statement, step, origin, source or article is what it is in a trace, with the articles' own words.

case file, id ──explain──▶ Fact (a tree of them) ──print_fact, fact_json──▶ reader
"""

from __future__ import annotations

from whence.explain.facts import Fact, fact_json
from whence.explain.finding import explain
from whence.explain.printing import print_fact

__all__ = ["Fact", "explain", "fact_json", "print_fact"]
