"""Revisits whose payload lies in another archive of the run, or was read into the case file before."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.case import Case
from whence.cli.app import cli
from whence.ingest import ingest, ingest_bytes
from whence.ingest.archives import wording
from whence.records import Article, DigestCheck, Skipped

from .conftest import PAGE, digest

Make = Callable[..., bytes]
BODY = PAGE.encode()
LATER = "2031-05-20T08:00:00Z"
OTHER = BODY.replace(b"Tolm", b"Marl")


@pytest.fixture
def revisit(make_record: Make) -> bytes:
    """Return a revisit of the page by its digest."""
    return make_record(b"", kind="revisit", at=LATER, stated=digest(BODY))


def _written(folder: Path, **files: bytes) -> list[str]:
    for name, data in files.items():
        (folder / f"{name}.warc.gz").write_bytes(data)
    return [str(folder / f"{name}.warc.gz") for name in files]


def _zipped(name: str, data: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("note.txt", "The quay is shut, the harbour master said.")
        archive.writestr(name, data)
    return whole.getvalue()


def test_a_revisit_of_what_another_archive_holds_is_a_capture(
    make_record: Make, revisit: bytes, tmp_path: Path
) -> None:
    """Whether the other one is named before or behind; its own record, archive and offset are the revisit's."""
    first, later = _written(
        tmp_path, a=make_record(OTHER) + make_record(BODY), b=make_record(OTHER, at=LATER) + revisit
    )
    for sources in ([first, later], [later, first], [str(tmp_path)]):
        found = list(ingest(sources))
        articles = [item for item in found if isinstance(item, Article)]
        assert [item.reason for item in found if isinstance(item, Skipped)] == [wording.REPEATED]
        one = next(a for a in articles if a.record and a.record.at != LATER and "Tolm" in a.text)
        two = articles[-1]
        assert found[-1] is two
        assert (one.text, one.url, one.digest) == (two.text, two.url, two.digest)
        assert two.record is not None
        assert one.record is not None
        assert (two.record.refers_to, two.record.check) == (one.record.id, DigestCheck.matches)
        assert two.record.archive == later
        assert two.record.offset == len(make_record(OTHER, at=LATER))
        assert two.file == f"{later}/20310520080000/https://beacon.example/ferry"
        assert two.id not in {article.id for article in articles[:-1]}


def test_the_surest_name_decides_over_archives(make_record: Make, tmp_path: Path) -> None:
    """A record of the id that is named goes before one of the same digest in an archive that comes first."""
    holder = make_record(BODY, at="2031-05-15T00:00:00Z")
    named = next(item for item in ingest(_written(tmp_path, x=holder)) if isinstance(item, Article)).record
    assert named is not None
    asks = make_record(b"", kind="revisit", at=LATER, stated=digest(BODY), more=(f"WARC-Refers-To: {named.id}",))
    same = make_record(BODY, uri="https://other.example/ferry")
    *_, last = ingest(_written(tmp_path, a=same, b=asks, c=holder))
    assert isinstance(last, Article)
    assert last.record is not None
    assert last.record.refers_to == named.id


def test_a_payload_within_an_archive_of_files_is_found(make_record: Make, revisit: bytes, tmp_path: Path) -> None:
    """A web archive may lie in a zip; what else lies there is read once."""
    (tmp_path / "whole.zip").write_bytes(_zipped("a.warc.gz", make_record(BODY)))
    (later,) = _written(tmp_path, b=revisit)
    found = list(ingest([later, str(tmp_path / "whole.zip")]))
    assert [item.file for item in found if isinstance(item, Article)] == [
        f"{tmp_path}/whole.zip/a.warc.gz/20310514065000/https://beacon.example/ferry",
        f"{tmp_path}/whole.zip/note.txt",
        f"{later}/20310520080000/https://beacon.example/ferry",
    ]
    assert len(found) == 3


def test_what_no_archive_of_the_run_holds_is_skipped(make_record: Make, revisit: bytes, tmp_path: Path) -> None:
    """A picture, or a page of another digest, is not what the revisit is of; it is told once, with its reason."""
    picture = make_record(BODY, headers=("Content-Type: image/png",))
    *_, last = ingest(_written(tmp_path, a=picture + make_record(OTHER), b=revisit))
    assert isinstance(last, Skipped)
    assert last.reason == wording.revisit(None)


def _run(*arguments: object) -> None:
    found = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert found.exit_code == 0, found.output


def test_a_revisit_of_what_the_case_file_holds_is_a_capture(make_record: Make, revisit: bytes, tmp_path: Path) -> None:
    """What was added before is found by the record that it was read from, though its archive is gone."""
    case = tmp_path / "one.case"
    first, later = _written(tmp_path, a=make_record(BODY), b=revisit)
    together = [item for item in ingest([first, later]) if isinstance(item, Article)]
    _run("add", case, first, "--jobs", 1)
    Path(first).unlink()
    _run("add", case, later, "--jobs", 1)
    with Case(case) as opened:
        assert {article.id: article for article in opened.articles()} == {article.id: article for article in together}
        assert opened.skipped() == []


def test_bytes_at_hand_refer_to_the_case_file_too(make_record: Make, revisit: bytes, tmp_path: Path) -> None:
    """An archive that is handed over without a file finds what the case file holds."""
    case = tmp_path / "one.case"
    (first,) = _written(tmp_path, a=make_record(BODY))
    _run("add", case, first, "--jobs", 1)
    with Case(case) as opened:
        (found,) = ingest_bytes(revisit, name="b.warc.gz", earlier=opened.earlier())
        (none,) = ingest_bytes(revisit, name="b.warc.gz")
    assert isinstance(found, Article)
    assert found.file == "b.warc.gz/20310520080000/https://beacon.example/ferry"
    assert isinstance(none, Skipped)


def test_a_revisit_at_another_address_is_not_made_of_a_stored_article(make_record: Make, tmp_path: Path) -> None:
    """A page's links and outlet are read with its address, so that of another one it is skipped, as before."""
    case = tmp_path / "one.case"
    moved = make_record(b"", kind="revisit", at=LATER, stated=digest(BODY), uri="https://other.example/quay")
    first, later = _written(tmp_path, a=make_record(BODY), b=moved)
    _run("add", case, first, "--jobs", 1)
    with Case(case) as opened:
        (last,) = ingest([later], earlier=opened.earlier())
    assert isinstance(last, Skipped)
    assert last.reason == wording.revisit(None)
