"""The formats that a case file can be written in: one registry for help, errors, documents and REST."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from whence.export import wording
from whence.export.packed import into_file, into_folder, into_zip

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["FORMATS", "Format"]

_TOGETHER = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a case file.

    `extension` and `media_type` are those of the one file, which is a zip where there are several. `writer` is
    `module:function` below `whence.export`, loaded when it is used: it takes an open case file and yields pieces of
    bytes, or, where there are `several`, files. `extra` is the optional part of the package that it needs.
    """

    name: str
    extension: str
    media_type: str
    writer: str
    several: bool = False
    extra: str | None = None

    @property
    def holds(self) -> str:
        """What it holds, in a few words."""
        return wording.HOLDS[self.name]

    @property
    def opens(self) -> str:
        """What opens it."""
        return wording.OPENS[self.name]

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return not self.several

    def write(self, case: Case, out: IO[bytes]) -> None:
        """Write a case file as one file; several become a zip.

        Raises `WhenceError` where what it needs is not installed.
        """
        made = self._made(case)
        if self.several:
            into_zip(made, out)
            return
        _write(made, out)

    def write_to(self, case: Case, path: Path) -> None:
        """Write a case file to a path: a file, or, where there are several and it does not end in .zip, a folder.

        Raises `WrongUse` for a folder that is not empty.
        """
        if self.several and path.suffix.lower() != ".zip":
            into_folder(self._made(case), path)
        else:
            into_file(lambda out: self.write(case, out), path)

    def _made(self, case: Case) -> Iterable[Any]:
        module, _, name = self.writer.partition(":")
        writer: Callable[[Case], Iterable[Any]] = getattr(import_module(f"whence.export.{module}"), name)
        return writer(case)


def _write(pieces: Iterable[bytes], out: IO[bytes]) -> None:
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= _TOGETHER:
            out.write(waiting)
            waiting = bytearray()
    out.write(waiting)


_ALL = (
    Format(name="json", extension=".json", media_type="application/json", writer="whole:case_json"),
    Format(name="csv", extension=".csv", media_type="text/csv", writer="sheet:case_csv"),
    Format(name="passages", extension=".jsonl", media_type="application/jsonl", writer="shared:case_passages"),
    Format(name="training", extension=".jsonl", media_type="application/jsonl", writer="training:case_training"),
    Format(
        name="parquet",
        extension=".zip",
        media_type="application/zip",
        writer="parquet.tables:case_parquet",
        several=True,
        extra="arrow",
    ),
    Format(name="prov-json", extension=".json", media_type="application/json", writer="prov.as_json:case_prov_json"),
    Format(name="prov-turtle", extension=".ttl", media_type="text/turtle", writer="prov.as_turtle:case_prov_turtle"),
    Format(
        name="web-annotation",
        extension=".jsonld",
        media_type="application/ld+json",
        writer="annotation.pages:case_annotations",
    ),
    Format(
        name="schema-org",
        extension=".jsonld",
        media_type="application/ld+json",
        writer="schema_org.graph:case_schema_org",
    ),
    Format(name="gexf", extension=".gexf", media_type="application/gexf+xml", writer="graph.gexf:case_gexf"),
    Format(
        name="graphml", extension=".graphml", media_type="application/graphml+xml", writer="graph.graphml:case_graphml"
    ),
    Format(name="brat", extension=".zip", media_type="application/zip", writer="brat.writing:case_brat", several=True),
    Format(name="cas", extension=".zip", media_type="application/zip", writer="cas.writing:case_cas", several=True),
    Format(name="ftm", extension=".ftm.jsonl", media_type="application/jsonl", writer="ftm.entities:case_ftm"),
    Format(name="stix", extension=".json", media_type="application/stix+json", writer="stix.bundle:case_stix"),
    Format(name="misp", extension=".json", media_type="application/json", writer="misp.event:case_misp"),
)
FORMATS: Mapping[str, Format] = {one.name: one for one in _ALL}
"""All formats by name, in the order in which they are listed."""
