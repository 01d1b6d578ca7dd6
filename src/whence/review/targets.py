"""What a person points at, by ids, to what a decision keeps: the ids, their anchors, and the value that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whence.case.decisions import bearing
from whence.errors import WrongUse
from whence.records import Reading, Statement
from whence.review import wording
from whence.review.action import Action
from whence.review.anchors import Anchor, ArticleAnchor, Sides, SourceAnchor, StatementAnchor, anchored
from whence.review.applying import apply
from whence.review.corrections import as_it_stands
from whence.review.values import checked

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["Targets"]

Ids = tuple[tuple[str, ...], ...]
Made = tuple[Ids, Sides, dict[str, Any]]
_STATEMENTS = ("statement", "claim")


class Targets:
    """Finds what ids mean in a case file as it stands."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._as_read: dict[str, Reading] = {}

    # --- for each action --------------------------------------------------------------------------------------------

    def to_add(self, target: str, value: dict[str, Any]) -> Made:
        """An article, with what is set for a statement of it that was not read."""
        home = self._id(target, ("article",))
        found = checked(value, self._reading(home).article)
        if "content" not in found:
            raise WrongUse(wording.NO_WORDS)
        return ((home,),), ((self._anchor("article", home),),), found

    def to_confirm(self, target: str, value: dict[str, Any]) -> Made:
        """A statement with all that is read of it; or two, as a step where there is one, else as one claim."""
        if ".." not in target:
            ids, sides, _ = self.whole(target, value)
            home = sides[0][0].article
            now = apply(list(self._case.as_read(home)), bearing(self._case.decisions())).readings[0]
            found = [statement for statement in now.statements if statement.id == ids[0][0]]
            return ids, sides, as_it_stands(found[0], now) if found else {}
        ids, sides, _ = self.statements(target, {})
        (later, *_), (earlier, *_) = ids
        is_step = any(step.earlier == earlier for step in self._case.steps(later=[later]))
        what = value.get("what", "step" if is_step else "claim")
        if what not in ("step", "claim") or (what == "step" and not is_step):
            raise WrongUse(wording.NO_SUCH_STEP)
        return ids, sides, {"what": what}

    def to_correct(self, target: str, value: dict[str, Any]) -> Made:
        """A whole statement, with what is set for it."""
        given = self._id(target, ("statement",))
        ids, sides, _ = self.whole(target, value)
        if given != ids[0][0] and "content" in value:
            raise WrongUse(wording.WHOLE_ONLY)
        reading = self._reading(sides[0][0].article)
        return ids, sides, checked(self._named(value), reading.article)

    def _named(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return a value whose source, where it is an id, is given by its name and kind."""
        source = value.get("source")
        if not (isinstance(source, dict) and "id" in source):
            return value
        found = self._source(str(source["id"]))
        named = {"name": found.name, "kind": found.kind.value}
        return value | {"source": {k: v for k, v in source.items() if k != "id"} | named}

    def whole(self, target: str, value: dict[str, Any]) -> Made:
        """A whole statement; of a part, the whole that it is a part of."""
        del value
        anchor = self._statement(self._id(target, ("statement",)), whole=True)
        return ((anchor.statement,),), ((anchor,),), {}

    def statements(self, target: str, value: dict[str, Any]) -> Made:
        """Two sides of statements; a claim's id stands for its statements, less those of the other side."""
        del value
        sides = [[(one, self._meant(one, _STATEMENTS)) for one in side] for side in _two(target)]
        named = {found for side in sides for _, (kind, found) in side if kind == "statement"}
        ids = tuple(
            tuple(dict.fromkeys(s for _, meant in side for s in self._members(*meant, named))) for side in sides
        )
        if not all(ids):
            raise WrongUse(wording.TWO_SIDES)
        return _checked(ids), tuple(tuple(self._statement(one) for one in side) for side in ids), {}

    def _members(self, kind: str, found: str, named: set[str]) -> list[str]:
        if kind == "statement":
            return [found]
        return [s for claim in self._case.claims(found) for s in claim.statements if s not in named]

    def sources(self, target: str, value: dict[str, Any]) -> Made:
        """Two sides of sources; where there is one only, the others that are taken for the same are the second."""
        del value
        sides = [[self._id(one, ("source",)) for one in side.split(",")] for side in target.split("..")]
        if len(sides) == 1:
            sides.append([name for name, _ in self._case.namings(sides[0][0]) if name not in sides[0]])
        if len(sides) != 2 or not all(sides):
            raise WrongUse(wording.TWO_SIDES)
        ids = tuple(tuple(dict.fromkeys(side)) for side in sides)
        return _checked(ids), tuple(tuple(self._source(one) for one in side) for side in ids), {}

    def step(self, target: str, value: dict[str, Any]) -> Made:
        """A statement and the one that it follows, of another article."""
        ids, sides, _ = self.statements(target, value)
        if any(len(side) > 1 for side in sides):
            raise WrongUse(wording.ONE_STATEMENT)
        if sides[0][0].article == sides[1][0].article:
            raise WrongUse(wording.ONE_ARTICLE)
        return ids, sides, {}

    def anything(self, target: str, value: dict[str, Any]) -> Made:
        """A statement, source, article, or a claim, which is anchored by its earliest statement; or two of them."""
        del value
        found = [self._meant(one, ("statement", "claim", "source", "article")) for one in target.split("..")]
        return tuple((name,) for _, name in found), tuple((self._anchor(kind, name),) for kind, name in found), {}

    # --- records ----------------------------------------------------------------------------------------------------

    def _anchor(self, kind: str, found: str) -> Anchor:
        if kind == "article":
            return ArticleAnchor(article=found, name=self._case.files().get(found, ""))
        if kind == "source":
            return self._source(found)
        return self._statement(found if kind == "statement" else next(self._case.claims(found)).statements[0])

    def _meant(self, given: str, kinds: tuple[str, ...]) -> tuple[str, str]:
        found = [named for named in self._case.named(given.strip()) if named.kind in kinds]
        if not found:
            raise WrongUse(wording.nothing(given, ", ".join(kinds)))
        if len(found) > 1:
            raise WrongUse(wording.several(given, ", ".join(f"{named.kind} {named.id}" for named in found)))
        return found[0].kind, found[0].id

    def _id(self, given: str, kinds: tuple[str, ...]) -> str:
        return self._meant(given, kinds)[1]

    def _statement(self, name: str, *, whole: bool = False) -> StatementAnchor:
        """Return a statement's anchor as it was read, for so it will be read again; a part's as it is now."""
        home = self._case.article_of(name) or ""
        reading = self._reading(home)
        found = _of(reading, name)
        if found is None:
            part = next((part for part in self._case.parts(home) if part.id == name), None)
            found = part and (_of(reading, part.part_of or "") if whole else part)
        if found is None:
            raise WrongUse(wording.nothing(name, "statement"))
        anchor = anchored(found, reading)
        assert isinstance(anchor, StatementAnchor)
        return anchor

    def _source(self, name: str) -> SourceAnchor:
        found = self._id(name, ("source",))
        home = next(article for source, article in self._case.namings(found) if source == found)
        reading = self._case.reading(home)
        assert reading is not None
        anchor = anchored(next(source for source in reading.sources if source.id == found), reading)
        assert isinstance(anchor, SourceAnchor)
        return anchor

    def _reading(self, article: str) -> Reading:
        if article not in self._as_read:
            made = [one for one in bearing(self._case.decisions()) if one.action == Action.add]
            read = list(self._case.as_read(article))
            self._as_read |= {one.article.id: one for one in (apply(read, made).readings if made else read)}
        if article not in self._as_read:
            raise WrongUse(wording.nothing(article, "article"))
        return self._as_read[article]


def _of(reading: Reading, name: str) -> Statement | None:
    return next((statement for statement in reading.statements if statement.id == name), None)


def _two(target: str) -> list[list[str]]:
    sides = [side.split(",") for side in target.split("..")]
    if len(sides) != 2:
        raise WrongUse(wording.TWO_SIDES)
    return sides


def _checked(ids: Ids) -> Ids:
    if set(ids[0]) & set(ids[1]):
        raise WrongUse(wording.TWICE)
    return ids
