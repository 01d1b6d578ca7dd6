"""`whence.Case`: what the commands match, pictures, versions, check and review find, as calls."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

import whence
from whence.api.versions import ArticleVersions
from whence.cli.app import cli
from whence.pictures.records import Relation

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The ferry left the marked channel before she struck",
    "url": "https://checks.example/channel",
    "author": {"@type": "Organization", "name": "Channel Check"},
    "reviewRating": {"@type": "Rating", "alternateName": "Half the story"},
}
STORY = "https://tarn.example/ferry"
ROWS = [
    ("first", "2031-05-14", "Ferry may stop\n\nThe ferry may stop on Friday, its owner Pia Lund said."),
    ("second", "2031-05-15", "Ferry stops\n\nThe ferry stops on Friday, its owner Pia Lund said."),
]


@pytest.fixture
def example(traced_example: Path, tmp_path: Path) -> whence.Case:
    """Return the traced example, to be changed."""
    return whence.Case(shutil.copy(traced_example, tmp_path))


def command(*arguments: str) -> list[dict[str, object]]:
    """Return what a command prints with `--json`."""
    ran = CliRunner().invoke(cli, [*arguments, "--json"], catch_exceptions=False)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_checks_are_those_of_the_command(example: whence.Case, tmp_path: Path) -> None:
    """A feed gives the checks that the command finds, its faults go to `on_skip`, and what is found is kept."""
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([REVIEW, {"@type": "ClaimReview"}]), encoding="utf-8")
    skipped: list[whence.Skipped] = []
    found = example.match(feed, on_skip=skipped.append)
    assert [(one.check.publisher, one.check.rating) for one in found] == [("Channel Check", "Half the story")]
    assert len(skipped) == 1
    assert example.checks() == found == example.checks(found[0].claim[:5])
    assert example.match(feed, threshold=1.0) == []
    example.match(feed)
    (printed,) = command("match", str(example.path))
    assert printed["claim"] == found[0].claim
    assert [one["address"] for one in printed["checks"]] == [found[0].check.address]  # type: ignore[attr-defined,index]


def test_checks_need_a_trace(tmp_path: Path) -> None:
    """Where nothing is traced, one line says so."""
    with whence.Case(tmp_path / "new.case") as case, pytest.raises(whence.WhenceError, match="trace"):
        case.match("feed.json")


def test_pictures_are_those_of_the_command(tmp_path: Path) -> None:
    """Pictures beside saved pages are read and compared, and kept; what is missing goes to `on_skip`."""
    image = Image.effect_mandelbrot((240, 180), (-2.0, -1.2, 0.8, 1.2), 90).convert("RGB")
    for name, size in (("alder", (240, 180)), ("birch", (160, 120))):
        data = io.BytesIO()
        image.resize(size).save(data, "JPEG")
        (tmp_path / f"{name}.jpg").write_bytes(data.getvalue())
        (tmp_path / f"{name}.html").write_text(
            f"<h1>{name} in full</h1><p>The ferry was towed in on Tuesday, the harbour master said at the pier.</p>"
            f'<figure><img src="{name}.jpg" alt=""><figcaption>The ferry, {name}</figcaption></figure>'
            f'<figure><img src="gone.jpg" alt="A pier"><figcaption>The pier</figcaption></figure>',
            encoding="utf-8",
        )
    skipped: list[whence.Skipped] = []
    with whence.Case(tmp_path / "ferry.case") as case:
        case.add(tmp_path / "alder.html", tmp_path / "birch.html")
        (group,) = case.find_pictures(on_skip=skipped.append)
        assert [one.likeness.relation for one in group.shown[1:]] == [Relation.same]
        assert case.pictures() == [group]
        (printed,) = command("pictures", str(case.path), "--stored")
    assert [one["picture"] for one in printed["shown"]] == [one.picture.id for one in group.shown]  # type: ignore[attr-defined,index]
    assert skipped


def test_versions_are_those_of_the_command(tmp_path: Path) -> None:
    """Two captures of one address are one article in two versions, with what changed between them."""
    rows = [{"id": name, "url": STORY, "published": day, "text": text} for name, day, text in ROWS]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with whence.Case(tmp_path / "ferry.case") as case:
        case.add(tmp_path / "rows.jsonl")
        (found,) = case.versions()
        assert isinstance(found, ArticleVersions)
        assert [article.file for article in found.articles] == ["first", "second"]
        (change,) = found.changes
        assert [one.kind for restated in change.changed for one in restated.changes] == [
            whence.ChangeKind.hedge_dropped
        ]
        assert case.versions(STORY) == case.versions("second") == [found]
        with pytest.raises(whence.WrongUse):
            case.versions("third")
        (printed,) = command("versions", str(case.path))
    assert printed["address"] == found.address
    assert [one["after"] for one in printed["changes"]] == [change.after]  # type: ignore[attr-defined,index]


def test_what_is_not_whole_is_found(example: whence.Case) -> None:
    """A whole case file has no troubles; a row that names another which is not there is one."""
    assert example.troubles() == []
    example.store._connection.execute("PRAGMA foreign_keys = OFF")
    example.store._connection.execute("UPDATE claim_statement SET statement = 'gone' WHERE rowid = 1")
    assert {one.check for one in example.troubles()} & {"references", "findings"}


def test_corrections_made_elsewhere_are_taken_in(example: whence.Case, tmp_path: Path) -> None:
    """What was corrected in an export is decided once, and a file that is none is skipped with the reason."""
    example.export("brat", to=tmp_path / "brat")
    (path,) = (tmp_path / "brat").glob("05*.ann")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Act T1 assertion", "Act T1 belief", 1), encoding="utf-8")
    (path.parent / "other.ann").write_text("", encoding="utf-8")
    made = example.take_corrections(tmp_path / "brat", by="Ada")
    assert [type(one).__name__ for one in made] == ["Decision", "Skipped"]
    assert [one.by for one in example.decisions()] == ["Ada"]
    assert not [one for one in example.take_corrections(path, by="Ada") if isinstance(one, whence.Decision)]
