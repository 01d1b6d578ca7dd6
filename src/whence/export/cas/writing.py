"""XMI of the UIMA CAS (OASIS UIMA 1.0), as INCEpTION, UIMA and dkpro-cassis read it.

Every piece of a statement is an annotation of its own, with the statement's id in a feature: so any tool can move,
delete and change it. Places are UTF-16 code units, as UIMA counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING

from whence.export.marks import file_of, marked
from whence.export.packed import File
from whence.export.units import Units
from whence.export.xml import element, holdable, text
from whence.records import Reading

if TYPE_CHECKING:
    from whence.case import Case

__all__ = ["FEATURES", "NAMESPACE", "case_cas"]

NAMESPACE = "http:///whence.ecore"
_STRING, _BOOLEAN = "uima.cas.String", "uima.cas.Boolean"
FEATURES = {
    "Content": {"statement": _STRING, "form": _STRING, "act": _STRING, "hedged": _BOOLEAN, "negated": _BOOLEAN},
    "Cue": {"statement": _STRING, "form": _STRING, "act": _STRING, "hedged": _BOOLEAN, "negated": _BOOLEAN},
    "Source": {"statement": _STRING, "name": _STRING, "kind": _STRING},
}
"""The types, and their features beside begin and end."""
_XMI = {
    "xmlns:xmi": "http://www.omg.org/XMI",
    "xmlns:cas": "http:///uima/cas.ecore",
    "xmlns:tcas": "http:///uima/tcas.ecore",
    "xmlns:whence": NAMESPACE,
    "xmi:version": "2.0",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def case_cas(case: Case) -> Iterator[File]:
    """Yield the type system, then a file an article."""
    yield File(name="TypeSystem.xml", write=_writer(_type_system()))
    for reading in case.readings():
        yield File(name=f"{file_of(reading.article)}.xmi", write=_writer(_xmi(reading)))


def _writer(content: str) -> Callable[[IO[bytes]], object]:
    return lambda out: out.write(content.encode())


def _xmi(reading: Reading) -> str:
    article = reading.article
    units = Units(article.text)
    whole = {"xmi:id": "2", "sofa": "1", "begin": "0", "end": str(units.of(len(article.text)))}
    lines = [
        element("cas:NULL", {"xmi:id": "0"}),
        element("tcas:DocumentAnnotation", whole | {"language": article.language or "x-unspecified"}),
    ]
    for number, (kind, start, end, features) in enumerate(_pieces(reading), start=3):
        place = {"xmi:id": str(number), "sofa": "1", "begin": str(units.of(start)), "end": str(units.of(end))}
        lines.append(element(f"whence:{kind}", place | features))
    members = " ".join(map(str, range(2, len(lines) + 1)))
    sofa = {"xmi:id": "1", "sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text/plain"}
    lines.append(element("cas:Sofa", sofa | {"sofaString": holdable(article.text)}))
    lines.append(element("cas:View", {"sofa": "1", "members": members}))
    return _HEAD + element("xmi:XMI", _XMI, "\n" + "\n".join(lines) + "\n") + "\n"


def _pieces(reading: Reading) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    for one in marked(reading):
        flags = {"hedged": str(one.hedged).lower(), "negated": str(one.negated).lower()}
        said = {"statement": one.statement, "form": one.form, "act": one.act} | flags
        who = {"statement": one.statement, "name": one.name or "", "kind": one.kind or ""}
        for kind, spans, features in (
            ("Content", one.content, said),
            ("Cue", one.cue, said),
            ("Source", one.source, who),
        ):
            for start, end in spans:
                yield kind, start, end, features


def _type_system() -> str:
    described = "".join(
        _tagged(
            "typeDescription",
            name=f"whence.{name}",
            supertypeName="uima.tcas.Annotation",
            features="".join(
                _tagged("featureDescription", name=feature, rangeTypeName=kind) for feature, kind in features.items()
            ),
        )
        for name, features in FEATURES.items()
    )
    inside = f"<name>whence</name><types>{described}</types>"
    space = {"xmlns": "http://uima.apache.org/resourceSpecifier"}
    return _HEAD + element("typeSystemDescription", space, inside) + "\n"


def _tagged(tag: str, *, features: str | None = None, **fields: str) -> str:
    inside = "".join(element(field, {}, text(value)) for field, value in fields.items())
    return element(tag, {}, inside + (element("features", {}, features) if features is not None else ""))
