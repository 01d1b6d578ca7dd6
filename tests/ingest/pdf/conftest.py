"""PDFs of known text: the benchmark's typesetter, and documents written by hand that no program would make."""

from __future__ import annotations

import importlib.util
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

_TYPESET = Path(__file__).parents[3] / "benchmarks" / "typeset.py"


@pytest.fixture(scope="session")
def press() -> ModuleType:
    """Return the typesetter of the benchmark."""
    spec = importlib.util.spec_from_file_location("typeset", _TYPESET)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["typeset"] = module
    spec.loader.exec_module(module)
    return module


def written(content: bytes, *, more: str = "", trailer: str = "", packed: bool = True) -> bytes:
    """Return a PDF of one page whose content is given, with Times for a font and `more` in the page's resources."""
    stream = zlib.compress(content, 9) if packed else content
    packing = "/Filter /FlateDecode " if packed else ""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
        f"{more} >> >>".encode(),
        f"<< {packing}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 "
        b">>\nstream\n\x00\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


@pytest.fixture(scope="session")
def write() -> Callable[..., bytes]:
    """Return the writer of PDFs by hand."""
    return written
