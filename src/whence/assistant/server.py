"""The server: tools and resources of the Model Context Protocol over one case file, which it only reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Annotated, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from whence import __version__
from whence.api import Case
from whence.assistant import answers, wording
from whence.assistant.records import ArticlePart, Found, Reasons, Route, Said
from whence.case.older import Copy, copy_of_older
from whence.errors import WhenceError

__all__ = ["server"]

_T = TypeVar("_T")
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_JSON = "application/json"

_Page = Annotated[int, Field(description="which page, from 1", ge=1)]
_Size = Annotated[int, Field(description="items of a page", ge=1, le=answers.MOST)]
_Words = Annotated[str, Field(description='words to look for: all of them; "two words" is a phrase, wor* a beginning')]
_Outlet = Annotated[str, Field(description="an outlet's name, or some of its words")]
_Source = Annotated[str, Field(description="a source's id, or its name")]
_Claim = Annotated[str, Field(description="id of a claim, or the beginning of one")]
_Side = Annotated[
    str,
    Field(
        description="several, one_origin, denied, circular, missing (credits what is not here) or unordered",
        pattern="^(several|one_origin|denied|circular|missing|unordered)?$",
    ),
]


def server(path: Path) -> MCPServer[None]:
    """Return a server of a case file. It opens the file anew for each question, and only to read.

    Raises `CaseError` where the file cannot be opened.
    """
    file = _File(path)
    with Case(file.to_read(), read_only=True):
        pass  # what is wrong with it is said at once
    made: MCPServer[None] = MCPServer(
        "whence", instructions=wording.INSTRUCTIONS, version=__version__, log_level="WARNING", subscriptions=False
    )
    _add_tools(made, file)
    _add_resources(made, file)
    return made


class _File:
    """A case file that is asked again and again: of one that an older whence has made, one copy answers all questions.

    The copy lasts as long as this, unless the file changes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._copy: Copy | None = None
        self._seen: tuple[int, int] | None = None
        self._turn = Lock()  # questions come on several threads

    def to_read(self) -> Path:
        """Return what is to be opened: the file, or the copy of it that is of this version."""
        with self._turn:
            if not self._path.is_file():
                return self._path
            known = self._path.stat()
            seen = known.st_mtime_ns, known.st_size
            if seen != self._seen:
                self._copy, self._seen = copy_of_older(self._path), seen
            return self._path if self._copy is None else self._copy.path


@contextmanager
def _opened(file: _File, refuse: Callable[[str], Exception]) -> Iterator[Case]:
    """Open the case file for one question; what whence says is wrong is told to the assistant."""
    try:
        with Case(file.to_read(), read_only=True) as case, case.store.snapshot():
            yield case
    except WhenceError as error:
        raise refuse(str(error)) from error


def _add_tools(made: MCPServer[None], file: _File) -> None:
    @made.tool(description=wording.FIND, annotations=_READS)
    def find(
        words: _Words = "",
        outlet: _Outlet = "",
        source: _Source = "",
        side: _Side = "",
        page: _Page = 1,
        size: _Size = 10,
    ) -> Found:
        with _opened(file, ToolError) as case:
            return answers.find(case, words, outlet=outlet, source=source, side=side, page=page, size=size)

    @made.tool(description=wording.WHO_SAYS, annotations=_READS)
    def who_says(
        words: _Words = "",
        claim: _Claim = "",
        source: _Source = "",
        outlet: _Outlet = "",
        page: _Page = 1,
        size: _Size = 10,
    ) -> Said:
        with _opened(file, ToolError) as case:
            return answers.who_says(case, words, claim=claim, source=source, outlet=outlet, page=page, size=size)

    @made.tool(description=wording.TRACE, annotations=_READS)
    def trace(claim: _Claim, page: _Page = 1, size: _Size = answers.MOST) -> Route:
        with _opened(file, ToolError) as case:
            return answers.trace(case, claim, page=page, size=size)

    @made.tool(description=wording.EXPLAIN, annotations=_READS)
    def explain(
        finding: Annotated[str, Field(description="an id, LATER..EARLIER for a step, CLAIM:A for an origin")],
        depth: Annotated[int, Field(description="how far down", ge=1, le=8)] = 3,
    ) -> Reasons:
        with _opened(file, ToolError) as case:
            return answers.explain(case, finding, depth=depth)

    @made.tool(description=wording.READ, annotations=_READS)
    def read(
        article: Annotated[str, Field(description="an article's id, the beginning of one, or its file")],
        start: Annotated[int, Field(description="the code point to begin at", ge=0)] = 0,
        length: Annotated[int, Field(description="how many code points", ge=1, le=answers.TEXT)] = answers.TEXT // 2,
    ) -> ArticlePart:
        with _opened(file, ToolError) as case:
            return answers.read(case, article, start=start, length=length)


def _add_resources(made: MCPServer[None], file: _File) -> None:
    @made.resource("whence://collection", mime_type=_JSON, description=wording.COLLECTION)
    def collection() -> str:
        with _opened(file, ResourceNotFoundError) as case:
            overview = case.overview()
            counts = {
                name: getattr(overview, name)
                for name in ("articles", "not_read", "outlets", "statements", "sources", "claims")
            }
            return json.dumps({"in_this_collection": counts, "made_by": case.manifest()}, ensure_ascii=False)

    @made.resource("whence://articles/{article}", mime_type="text/plain", description=wording.ARTICLE)
    def article(article: str) -> str:
        with _opened(file, ResourceNotFoundError) as case:
            part = answers.read(case, article, length=answers.TEXT)
            more = "" if part.next < 0 else f"\n\n[{wording.cut(part.length - part.next)}]"
            return f"{part.text}{more}"

    @made.resource("whence://claims/{claim}", mime_type=_JSON, description=wording.CLAIM)
    def claim(claim: str) -> str:
        with _opened(file, ResourceNotFoundError) as case:
            return json.dumps(asdict(answers.trace(case, claim)), ensure_ascii=False)
