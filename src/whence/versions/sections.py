"""The parts of an article whose words are compared, by the roles of its lines."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from whence.records import Role

__all__ = ["SECTION_OF", "Section"]


class Section(StrEnum):
    """The parts of an article whose words are compared."""

    headline = "headline"
    body = "body"
    caption = "caption"
    notice = "notice"


SECTION_OF: Mapping[Role, Section] = {
    Role.headline: Section.headline,
    Role.subhead: Section.body,
    Role.dateline: Section.body,
    Role.paragraph: Section.body,
    Role.quote: Section.body,
    Role.footnote: Section.body,
    Role.caption: Section.caption,
    Role.credit: Section.caption,
    Role.notice: Section.notice,
}
"""Furniture of the page, its counters and its lines of time are no words of the article's."""
