"""The words of a later version with those of the one before it that are gone, line by line: what a reader compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whence.records import Article, Role, Span
from whence.report.records import Part, Piece
from whence.text.shown import visible
from whence.versions.differences import Difference, Edit
from whence.versions.lines import Line
from whence.versions.sections import SECTION_OF, Section

__all__ = ["redline"]


def redline(found: Difference, before: Article, after: Article) -> dict[Section, tuple[Line, ...]]:
    """Return the lines of each section that has changed: the later version's, with what is gone in its place.

    Every edit of the difference is in it once. The pieces of a line that are not removed are its words, but for white
    space at either end, and a blank that the page needs before words that took the place of others.
    """
    return {
        section: tuple(_lines(edits, section, before, after))
        for section in Section
        if (edits := [edit for edit in found.edits if edit.section is section])
    }


def _lines(edits: Sequence[Edit], section: Section, before: Article, after: Article) -> Iterator[Line]:
    old, new = ({b.span: b.role for b in a.blocks if SECTION_OF.get(b.role) is section} for a in (before, after))
    gone = [edit for edit in edits if edit.after is None and edit.before in old and not _is_inside(edit, new)]
    within = [edit for edit in edits if edit not in gone]
    for span, role in new.items():
        yield from (_removed(edit, old, before) for edit in gone if edit.at <= span.start)
        gone = [edit for edit in gone if edit.at > span.start]
        here = [edit for edit in within if _touches(edit, span)]
        within = [edit for edit in within if edit not in here or (edit.after and edit.after.end > span.end)]
        yield Line(role=role, pieces=tuple(_spaced(list(_raw(here, span, before, after)))))
    yield from (_removed(edit, old, before) for edit in gone)


def _is_inside(edit: Edit, lines: Iterable[Span]) -> bool:
    """Whether an edit stands within a line, so that a line that is gone stood between words that are one line now."""
    return any(line.start < edit.at < line.end for line in lines)


def _touches(edit: Edit, span: Span) -> bool:
    """Whether something of an edit stands in a line; at the very end of one stands what was taken out there."""
    end = edit.after.end if edit.after else edit.at
    return edit.at <= span.end and (end > span.start or (edit.after is None and edit.at >= span.start))


def _removed(edit: Edit, old: dict[Span, Role], before: Article) -> Line:
    assert edit.before is not None
    text = visible(before.text[slice(*edit.before)]).strip()
    return Line(role=old[edit.before], pieces=(Piece(part=Part.removed, text=text),))


def _raw(edits: Sequence[Edit], line: Span, before: Article, after: Article) -> Iterator[Piece]:
    """The pieces of a line in their order; words that took the place of others stand behind those."""
    at = line.start
    for edit in sorted(edits, key=lambda edit: edit.at):
        if edit.at > at:
            yield Piece(part=Part.same, text=after.text[at : edit.at])
            at = edit.at
        if edit.before and edit.at >= line.start:  # where an edit goes on into a further line, that has its words only
            start, end = edit.before
            blank = before.text[start - 1 : start].isspace() and at > line.start
            yield Piece(part=Part.removed, text=" " * blank + before.text[start:end])
        if edit.after:
            end = min(edit.after.end, line.end)
            yield Piece(part=Part.added, text=after.text[at:end])
            at = end
    if at < line.end:
        yield Piece(part=Part.same, text=after.text[at : line.end])


def _spaced(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Let a blank between two pieces begin the later one, as the templates have it; removed words stand before it."""
    blank = False
    for place, piece in enumerate(pieces):
        text = visible(piece.text)
        lead = blank or text[:1].isspace()
        words = " ".join(text.split())
        blank = text[-1:].isspace()
        if piece.part is Part.removed and place + 1 < len(pieces):
            blank = lead or blank or pieces[place + 1].text[:1].isalnum()
            blank = blank and pieces[place + 1].text[:1] not in _CLOSING
        if words:
            yield Piece(part=piece.part, text=f" {words}" if lead and place else words)
        else:
            blank = blank or lead


_CLOSING = tuple(".,;:!?’”)]")
