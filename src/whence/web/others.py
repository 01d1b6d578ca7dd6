"""Other collections: the case files beside the one that is served, each opened by a server of its own on a free port.

So an address never comes to mean another collection.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from whence.errors import WrongUse
from whence.web import wording
from whence.web.site import FORM, site_of

__all__ = ["Others", "router"]

router = APIRouter(include_in_schema=False)
_ENDING = ".case"
_LONGEST = 80  # characters of a name
_MOST = 100  # collections to choose among, and to open
_PATIENCE = 10.0  # seconds for a server to end when asked to
_NAME = re.compile(r"""[^.<>:"/\\|?*][^<>:"/\\|?*]*""")  # what may stand in a file's name on any system
_ADDRESS = re.compile(r"http://\S+/")


class Others:
    """The servers that were started from this one; they end with it."""

    def __init__(self, served: Path) -> None:
        self._served = served.absolute()
        self._open: dict[str, tuple[str, subprocess.Popen[str]]] = {}
        self._turn = threading.Lock()

    def names(self) -> list[str]:
        """Return the names of the case files beside the one that is served, without their ending."""
        found = self._served.parent.glob(f"*{_ENDING}")
        return sorted(path.stem for path in found if path.name != self._served.name and path.is_file())[:_MOST]

    def address(self, given: str) -> str:
        """Return the address at which a collection is open, by its name; a new one is made where there is none.

        Raises `WrongUse` for a name that is none, or a collection that cannot be opened.
        """
        name = " ".join(given.split()).removesuffix(_ENDING)
        if not _NAME.fullmatch(name) or not name.isprintable() or len(name) > _LONGEST:
            raise WrongUse(wording.NO_COLLECTION)
        path = self._served.with_name(f"{name}{_ENDING}")
        if path == self._served:
            raise WrongUse(wording.IS_THIS)
        with self._turn:
            known = self._open.get(name)
            if known is None or known[1].poll() is not None:
                if len(self._open) >= _MOST:
                    raise WrongUse(wording.NO_COLLECTION)
                known = self._open[name] = _serve(path)
        return known[0]

    def stop(self) -> None:
        """End the servers."""
        processes = [process for _, process in self._open.values()]
        for process in processes:
            with suppress(OSError):
                process.terminate()
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE)


def _serve(path: Path) -> tuple[str, subprocess.Popen[str]]:
    """Start a server of a case file, and return where it answers; what it says after that is its own affair."""
    command = [sys.executable, "-m", "whence", "serve", str(path), "--port", "0"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stderr is not None
    said = process.stderr.readline()
    found = _ADDRESS.search(said)
    if found is None:
        process.terminate()
        process.stderr.close()
        process.wait()
        raise WrongUse(said.strip() or wording.NO_COLLECTION)
    threading.Thread(target=_drain, args=(process.stderr,), daemon=True).start()
    return found[0], process


def _drain(said: IO[str]) -> None:
    with said:
        for line in said:
            sys.stderr.write(line)


@router.post("/collections", dependencies=[FORM])
def opened(request: Request, name: str = Form(default="")) -> Response:
    """Open another collection, and say where it is: a form must not lead to another address by itself."""
    others: Others = request.app.state.others
    site = site_of(request)
    if site.door.token is not None:
        raise WrongUse(wording.ONLY_HERE)
    return site.page(request, "opened.html", name=name.removesuffix(_ENDING), there=others.address(name))
