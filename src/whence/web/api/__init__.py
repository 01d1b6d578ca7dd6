"""A case file for programs, under `/api`: the records of the contract, a page at a time, described by OpenAPI.

Case ──browse──▶ rows ──export.contract──▶ JSON, CSV
"""

from __future__ import annotations

from whence.web.api.router import api_router

__all__ = ["api_router"]
