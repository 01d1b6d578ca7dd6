"""`whence pictures`: the same picture in several articles, with what each says of it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from whence.case import Case
from whence.cli.app import cli


def run(*arguments: object) -> Result:
    """Run `whence pictures`."""
    return CliRunner().invoke(cli, ["pictures", *map(str, arguments)])


def test_one_picture_with_two_captions_is_shown(pictured: Path) -> None:
    """The picture that is whole, cut and turned is one in three places; captions, dates and credits stand apart."""
    found = run(pictured)
    assert found.exit_code == 0, found.output
    assert "Picture 1: in 3 places of 3 articles in this collection" in found.stdout
    assert "looks the same, cut" in found.stdout
    assert "looks the same, turned left to right" in found.stdout
    assert "Cedar" not in found.stdout
    shown = " ".join(found.stdout.split())
    assert "Another place Alder Post: Orrany Dogwood Post: Tessock" in shown
    assert "Another date Alder Post: 14 May 2031 Dogwood Post: 2 March 2029" in shown
    assert "Another credit Alder Post: Photo: Ada Roe" in shown
    with Case(pictured) as case:
        (group,) = case.picture_groups()
    row = json.loads(run(pictured, "--stored", "--json").stdout)
    assert [one["picture"] for one in row["shown"]] == [one.picture.id for one in group.shown]
    assert {one["kind"] for one in row["differences"]} == {"words", "place", "date", "credit"}
    assert row["shown"][0]["caption_words"].startswith("The ferry at the pier")


def test_a_second_run_gives_the_same(pictured: Path) -> None:
    """What is found again stands in the place of what was found before, byte for byte."""
    first = run(pictured, "--json").stdout_bytes
    assert run(pictured, "--json").stdout_bytes == first
    with Case(pictured) as case:
        assert len(case.rows("SELECT * FROM picture")) == 4
        assert [row["relation"] for row in case.rows("SELECT relation FROM v_picture WHERE same_as IS NOT NULL")]


def test_a_picture_goes_with_its_article(pictured: Path) -> None:
    """An article that is removed takes its pictures along; a group of one place is none."""
    run(pictured)
    with Case(pictured) as case:
        files = [row["file"] for row in case.rows("SELECT file FROM article ORDER BY file")]
        case.remove(*[file for file in files if "birch" in file or "dogwood" in file])
        assert case.picture_groups() == []


def test_pages_that_have_moved_are_found_in_the_folder_named(pictured: Path, pages: Path, tmp_path: Path) -> None:
    """Where the pages are gone it is said for each picture; --pages names where they are now."""
    moved = pages.rename(tmp_path / "moved")
    gone = run(pictured)
    assert gone.exit_code == 1
    assert "alder.html, picture 1, because its page is not at hand" in gone.stderr
    assert run(pictured, "--pages", moved).exit_code == 0
