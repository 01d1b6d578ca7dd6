"""`whence.Case`: a case file as one object."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, TypeVar

from whence import browse, words
from whence import case as files
from whence.api import wording
from whence.api.adding import add
from whence.api.as_of import as_of
from whence.api.rows import Rows, listed
from whence.browse import (
    ArticlePage,
    ArticleRow,
    Beside,
    Card,
    ClaimRow,
    OutletPage,
    OutletRow,
    Overview,
    SourcePage,
    SourceRow,
    StatementRow,
    StepRow,
)
from whence.case import Added, Hit
from whence.case.compare import Difference, compare
from whence.errors import WhenceError, WrongUse
from whence.export.formats import FORMATS
from whence.export.packed import into_file
from whence.in_parts import trace_stored
from whence.ingest import MAX_BYTES
from whence.match.records import SURE, Matched
from whence.notebook.shows import Shows
from whence.pictures.records import Group
from whence.pipeline import OnSkip, OnStage
from whence.records import Decision, Reading, Skipped, Trace
from whence.report.records import ClaimView

if TYPE_CHECKING:
    from whence.api.versions import ArticleVersions
    from whence.case.integrity import Trouble
    from whence.explain import Fact
    from whence.review import Action, Conflict, Item

__all__ = ["Case"]

_T = TypeVar("_T")
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


class Case(Shows):
    r"""A case file: a collection's articles, what they say, and what is traced of them.

    It is a context manager that closes the file. Lists (`claims`, `articles`, `statements`, `sources`, `outlets`,
    `steps`) are read as they are used; they take the filters of the browser's lists and of the REST interface. Where an
    id is asked for, the beginning of one will do as long as it fits one record only.

    Args:
        path: the SQLite file; it is made where there is none.
        must_exist: raise `CaseError` where there is none.
        read_only: open it so that no byte of it can change; it must exist. One that an older whence has made is copied
            into the folder for temporary files, and the copy is brought to this version and read until it is closed.

    Raises:
        NewerCase: a newer whence has made the file.
        CaseError: the file is no case file, or cannot be opened or written. Every method may raise it.

    >>> import tempfile, pathlib
    >>> with Case(pathlib.Path(tempfile.mkdtemp()) / "dam.case") as case:
    ...     added = case.add(text="Dam holds\n\nThe dam will hold, the mayor said on Monday.")
    ...     print(added.articles, len(case.claims()))
    1 0
    """

    def __init__(self, path: str | os.PathLike[str], *, must_exist: bool = False, read_only: bool = False) -> None:
        self.path = Path(path)
        self.store = files.Case(path, must_exist=must_exist, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Case({str(self.path)!r})"

    def __str__(self) -> str:
        return repr(self)

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """Let everything that is read in its block come from one state of the file, whatever others write meanwhile."""
        return self.store.snapshot()

    # --- what goes in ---------------------------------------------------------------------------------------------

    def add(
        self,
        *sources: str | os.PathLike[str],
        text: str | None = None,
        url: str | None = None,
        mapping: Mapping[str, str] = _NO_MAPPING,
        allow_private: bool = False,
        stdin: BinaryIO | None = None,
        max_bytes: int = MAX_BYTES,
        on_skip: OnSkip | None = None,
        jobs: int = 1,
    ) -> Added:
        """Read sources and store what they say; an article that is stored already is not read again.

        The sources and the other arguments are those of `whence.read`; `jobs` processes read, and this one writes.
        What gives no article is kept with its reason (`skipped`) and handed to `on_skip`; it never stops the run.
        Whatever is stored stays stored when this is interrupted.
        """
        return add(
            self.store,
            sources,
            text=text,
            url=url,
            mapping=mapping,
            allow_private=allow_private,
            stdin=stdin,
            max_bytes=max_bytes,
            on_skip=on_skip,
            jobs=jobs,
        )

    def trace(
        self,
        *sources: str | os.PathLike[str],
        again: bool = False,
        progress: OnStage | None = None,
        jobs: int = 1,
    ) -> Rows[ClaimRow]:
        """Add sources, trace all that the case file holds, store what is found, and return the claims.

        What is stored of the same articles, network and decisions is taken as it is, unless `again` is set. `progress`
        is called with a stage's name, its number from 1, and how many there are. A large collection is traced in parts
        (`whence.in_parts`), by so many `jobs`.
        """
        if sources:
            self.add(*sources, jobs=jobs)
        trace_stored(self.store, jobs=jobs, progress=progress, again=again)
        return self.claims()

    def as_of(self, time: str, into: str | os.PathLike[str], *, progress: OnStage | None = None) -> Case:
        """Trace what was in print by the end of a time, and return it as a case file of its own, which is open.

        `time` is a year, month, day or time. An article without a time of publication is left out, and of a live page
        what stands in later entries (`whence.in_print`).

        Raises `WrongUse` for a time that is none, and where `into` holds further articles.
        """
        as_of(self.store, time, Path(into), progress=progress)
        return Case(into)

    def remove(self, *names: str) -> list[str]:
        """Take articles out, by their ids or files, with all that hangs on them, and return their ids.

        The stored trace goes with them: it is to be made again.
        """
        return self.store.remove(*names)

    def own(self, owners: Mapping[str, str]) -> None:
        """Store who owns which outlet, in the place of what was stored: outlets of one owner are shown together."""
        self.store.keep_owners(owners)

    # --- lists ----------------------------------------------------------------------------------------------------

    claims = listed(ClaimRow, browse.claims)
    articles = listed(ArticleRow, browse.articles)
    statements = listed(StatementRow, browse.statements)
    sources = listed(SourceRow, browse.sources)
    outlets = listed(OutletRow, browse.outlets)
    steps = listed(StepRow, browse.steps)

    def search(
        self,
        query: str,
        *,
        source: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[Hit]:
        """Return the articles that hold all the words, the closest match first, with the words around what was found.

        `"two words"` is a phrase, `wor*` the beginning of a word. With `source`, the statements of sources with that
        name are searched instead; `outlet`, `since` and `until` narrow the articles.

        Raises `WrongUse` for a time that is none.
        """
        return self.store.search(query, source=source, outlet=outlet, since=since, until=until, limit=limit)

    def versions(self, article: str | None = None) -> list[ArticleVersions]:
        """Return the articles that have several versions, or one of them by its address, id or file.

        Raises `WrongUse` where one is named that has no versions here.
        """
        from whence.api.versions import versions_of  # noqa: PLC0415  -- it needs what linking needs

        with self.store.snapshot():
            return list(versions_of(self.store, article))

    # --- one record -----------------------------------------------------------------------------------------------

    def claim(self, id: str) -> ClaimView:
        """Return a claim: its origins and their range, its versions, and how each leads to an origin.

        An id that the claim had in a former trace leads to it too.
        """
        return _there(browse.claim(self.store, self._id("claim", id)), "claim", id)

    def article(self, name: str) -> ArticlePage:
        """Return an article by its id or its file: its text with the statements marked, and a card for each."""
        found = self.store.find(name)
        article = found[0] if len(found) == 1 else self._id("article", name)
        return _there(browse.article(self.store, article), "article", name)

    def statement(self, id: str) -> Card:
        """Return what is known of a statement: who, how, on what evidence, of which claim."""
        full = self._id("statement", id)
        page = browse.article(self.store, self.store.article_of(full) or "")
        found = next((card for card in page.cards if card.id == full), None) if page else None
        return _there(found, "statement", id)

    def source(self, id: str) -> SourcePage:
        """Return a source with its namings, statements and claims, by the id of any of its namings."""
        return _there(browse.source(self.store, self._id("source", id)), "source", id)

    def outlet(self, name: str) -> OutletPage:
        """Return an outlet by its name: what it has first here, whom it credits, and who credits it."""
        return _there(browse.outlet(self.store, name), "outlet", name)

    def beside(self, later: str, earlier: str) -> Beside:
        """Return two statements beside one another, with the words that their articles share."""
        ids = (self._id("statement", later), self._id("statement", earlier))
        return _there(browse.beside(self.store, *ids), "statement", later)

    def explain(self, id: str) -> Fact:
        """Return why a finding is what it is, as a tree of facts with the articles' own words.

        `id` is that of a claim, statement, source or article; `LATER..EARLIER` for a step; `CLAIM:A` for an origin.
        """
        from whence.explain import explain  # noqa: PLC0415  -- as in `report`

        with self.store.snapshot():
            return explain(self.store, id)

    # --- the whole ------------------------------------------------------------------------------------------------

    def overview(self) -> Overview:
        """Return how much there is: each number is the length of the list of that name."""
        return browse.overview(self.store)

    def readings(self) -> Iterator[Reading]:
        """Yield each article with its statements and sources, as records, by file."""
        return self.store.readings()

    def traced(self) -> Trace | None:
        """Return all that tracing found, as records; None where the collection is not traced."""
        return self.store.trace()

    def skipped(self) -> list[Skipped]:
        """Return what gave no article, each with the reason."""
        return self.store.skipped()

    def manifest(self) -> dict[str, object]:
        """Return what made the case file: versions, digests, inputs and counts."""
        return self.store.manifest()

    def troubles(self) -> list[Trouble]:
        """Return what is not whole in the case file, as `whence check` looks for it; nothing where all is well."""
        from whence.case.integrity import CHECKS, troubles  # noqa: PLC0415  -- asked seldom

        with self.store.snapshot():
            return [found for check in CHECKS for found in troubles(self.store, check)]

    def owners(self) -> dict[str, str]:
        """Return the owner of each outlet that `own` has named one for."""
        return self.store.owners()

    def changed_since(self, before: Case) -> Difference:
        """Return what is different here from an earlier case file, or from one of another collection."""
        with before.store.snapshot(), self.store.snapshot():
            return compare(before.store, self.store)

    def export(self, form: str = "json", *, to: str | os.PathLike[str] | None = None) -> bytes:
        """Return the whole as `whence export --as FORM` writes it; where a path is named, write it there instead.

        What is written to a path is not returned. A format of several files is a zip, or at a path that does not end in
        .zip a folder. A format may need an optional part of whence.

        Raises `WrongUse` for a form that there is not, and for a folder that is not empty.
        """
        if form not in FORMATS:
            raise WrongUse(wording.no_form(form, FORMATS))
        out = BytesIO()
        with self.store.snapshot():
            if to is None:
                FORMATS[form].write(self.store, out)
            else:
                FORMATS[form].write_to(self.store, Path(to))
        return out.getvalue()

    def report(self, *claims: str, title: str | None = None, to: str | os.PathLike[str] | None = None) -> str:
        """Return the dossier as one HTML page, of some claims or of all, and write it to a file where one is named.

        Raises `WhenceError` where nothing is traced.
        """
        from whence.report.dossier import dossier  # noqa: PLC0415  -- the templates are not needed for the rest

        chosen = [self._id("claim", claim) for claim in claims]
        with self.store.snapshot():
            readings, trace, tracing = list(self.readings()), self.traced(), self.store.tracing()
            manifest, skipped, owners = self.manifest(), self.skipped(), self.owners()
            checks = self.store.checks()
        if trace is None or not trace.claims:
            raise WhenceError(words.NOTHING_TRACED)
        notice = words.stale(tracing.articles, len(readings)) if tracing and not tracing.current else ""
        page = dossier(
            readings,
            trace,
            manifest,
            claims=chosen,
            title=title,
            skipped=skipped,
            owners=owners,
            notice=notice,
            checks=checks,
        )
        if to is not None:
            into_file(lambda out: out.write(page.encode("utf-8")), Path(to))
        return page

    # --- what others say ------------------------------------------------------------------------------------------

    def match(
        self,
        *feeds: str | os.PathLike[str],
        threshold: float = SURE,
        mapping: Mapping[str, str] = _NO_MAPPING,
        allow_private: bool = False,
        on_skip: OnSkip | None = None,
    ) -> list[Matched]:
        """Find which published fact-checks speak of the claims, store them, and return all that are stored.

        Feeds and `mapping` are those of `whence match`; what a feed gave before is replaced. A check is taken from a
        sureness of `threshold` on. What gives no check is handed to `on_skip`.

        Raises `WhenceError` where nothing is traced.
        """
        from whence.api.others import match  # noqa: PLC0415  -- feeds need the readers of pages

        return match(
            self.store, feeds, threshold=threshold, mapping=mapping, allow_private=allow_private, on_skip=on_skip
        )

    def checks(self, claim: str | None = None) -> list[Matched]:
        """Return the published checks that speak of a claim, or of any: by claim, the surest first.

        A check's rating is its publisher's own.
        """
        return self.store.checks(*([] if claim is None else [self._id("claim", claim)]))

    def find_pictures(
        self,
        *,
        folder: str | os.PathLike[str] | None = None,
        fetch: bool = False,
        films: Iterable[str | os.PathLike[str]] = (),
        allow_private: bool = False,
        on_skip: OnSkip | None = None,
    ) -> list[Group]:
        """Read the pictures of all articles, store what is found, and return those that stand in several places.

        `folder` is where the pages lie now, where they have moved; nothing is fetched unless `fetch` is set. `films`
        are films, and folders of films, that are looked through too. What gives no picture is handed to `on_skip`.

        Raises `WhenceError` where Pillow is not installed, or PyAV and films are given.
        """
        from whence.api.others import find_pictures  # noqa: PLC0415  -- as in `match`

        return find_pictures(
            self.store,
            folder=None if folder is None else Path(folder),
            fetch=fetch,
            films=[Path(film) for film in films],
            allow_private=allow_private,
            on_skip=on_skip,
        )

    def pictures(self) -> list[Group]:
        """Return the pictures that stand in several places, as they were found last, those in most places first."""
        return self.store.picture_groups()

    # --- what people decide ---------------------------------------------------------------------------------------

    def decide(
        self,
        action: Action | str,
        target: str,
        *,
        by: str,
        value: Mapping[str, object] | None = None,
        note: str = "",
        at: str | None = None,
    ) -> Decision:
        """Make a decision, store it, and return it; `trace` heeds it. `docs/review.md` names the actions.

        `target` are ids, or two sides with `..` between them. `by` is who decides, `note` why.

        Raises `WrongUse` where an id means nothing here, or the value cannot be.
        """
        from whence import review  # noqa: PLC0415  -- it needs what reading needs

        return review.decide(self.store, action=action, target=target, value=value, by=by, note=note, at=at)

    def decisions(self) -> list[Decision]:
        """Return all decisions, by time; those that were taken back are among them."""
        return self.store.decisions()

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the decisions in force that cannot be heeded, each with the reason."""
        from whence import review  # noqa: PLC0415  -- as in `decide`

        return review.conflicts(self.store)

    def questions(self) -> tuple[Item, ...]:
        """Return what is worth deciding, the least certain first."""
        from whence import review  # noqa: PLC0415  -- as in `decide`

        return review.queue(self.store)

    def take_corrections(self, path: str | os.PathLike[str], *, by: str) -> list[Decision | Skipped]:
        """Take in what was corrected in brat or as UIMA CAS, and return the decisions made, and why others were not.

        `path` is a file or a folder of an export; `by` is who has corrected it. Taking it in again decides nothing.

        Raises `WrongUse` where there is no such file.
        """
        from whence.export.corrected import take_in  # noqa: PLC0415  -- as in `decide`

        return list(take_in(self.store, Path(path), by=by))

    def take_decisions(self, other: Case) -> int:
        """Add the decisions of another case file to this one's, and return how many it did not hold."""
        from whence import review  # noqa: PLC0415  -- as in `decide`

        return review.merge_logs(self.store, other.store)

    # --- help -----------------------------------------------------------------------------------------------------

    def _id(self, kind: str, given: str) -> str:
        """Return the id that a beginning means; what is given where there is none."""
        found = [named.id for named in self.store.named(given) if named.kind == kind]
        if len(found) > 1:
            raise WhenceError(words.several_ids(given, ", ".join(found)))
        return found[0] if found else self._now(given) if kind == "claim" else given

    def _now(self, given: str) -> str:
        """Return the id of the claim that the statements are in now of one that had this id; else what is given.

        Raises `WhenceError` where they are in several.
        """
        from whence.case.former import one_now  # noqa: PLC0415  -- as in `decide`

        former = one_now(self.store.former(given))
        return former.now[0].claim if former else given


def _there(found: _T | None, kind: str, given: str) -> _T:
    if found is None:
        raise WhenceError(wording.nothing(kind, given))
    return found
