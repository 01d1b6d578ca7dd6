"""The version of the case file that finds the articles whose statements were not read, without a look at the others."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
CREATE INDEX article_not_read ON article (not_read) WHERE not_read IS NOT NULL;
"""
