"""Frames of films: at changes of the scene, compared with pictures and with other films, told by their second."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from whence.case import Case
from whence.cli.app import cli
from whence.errors import Unreadable
from whence.ingest import ingest
from whence.pictures import films, wording
from whence.pictures.films import frames_of
from whence.pictures.finding import Finder, Found
from whence.records import Article, Reading, Skipped

Draw = Callable[[int], Image.Image]
_RATE = 4


def write_film(path: Path, *shots: tuple[Image.Image, float]) -> Path:
    """Write a film of shots, each a picture for so many seconds."""
    import av

    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg4", rate=_RATE)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 160, 120, "yuv420p", 600_000
        count = 0
        for image, seconds in shots:
            for _ in range(int(seconds * _RATE)):
                frame = av.VideoFrame.from_image(image.resize((160, 120)))
                frame.pts, frame.time_base = count, Fraction(1, _RATE)
                film.mux(stream.encode(frame))
                count += 1
        film.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def footage(draw: Draw, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a film of three shots and black, the second shot being the picture of the tests' pages."""
    shots = [(draw(31), 2.0), (draw(1), 3.0), (draw(32), 1.5), (Image.new("RGB", (160, 120)), 1.0)]
    return write_film(tmp_path_factory.mktemp("films") / "footage.mp4", *shots)


def test_a_frame_is_kept_where_the_scene_changes(footage: Path) -> None:
    """Each shot gives one frame, with its second, in the film's own size."""
    frames = list(frames_of(footage))
    assert [frame.second for frame in frames] == pytest.approx([0, 2, 5, 6.5], abs=0.3)
    assert {frame.size for frame in frames} == {(160, 120)}


@pytest.mark.parametrize(
    "data", [b"", b"no film", b"#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n", b"ffconcat version 1.0\nfile a.mp4\n"]
)
def test_what_is_no_film_is_told(data: bytes, tmp_path: Path) -> None:
    """Other bytes, and lists that would have other files opened, are refused with a reason."""
    (tmp_path / "a.mp4").write_bytes(data)
    with pytest.raises(Unreadable, match="no film that is opened"):
        list(frames_of(tmp_path / "a.mp4"))


def test_a_film_that_is_cut_off_gives_what_there_is(footage: Path, tmp_path: Path) -> None:
    """Of a film that breaks off nothing is lost silently: frames as far as they go, or the reason."""
    data = footage.with_suffix(".mkv")
    write_film(data, *[(Image.new("RGB", (160, 120), (200 * n % 255, 90 * n % 255, 40)), 1.0) for n in range(4)])
    (tmp_path / "cut.mkv").write_bytes(data.read_bytes()[: data.stat().st_size // 2])
    with Finder() as finder:
        found = list(finder.films(tmp_path))
    assert found
    assert all(isinstance(one, Found) or one.reason == wording.BROKEN_FILM for one in found)


def page_with(footage: Path, folder: Path) -> Path:
    """Save a page that shows the film, with a caption."""
    (folder / "elder_files").mkdir(parents=True)
    (folder / "elder_files" / "clip.mp4").write_bytes(footage.read_bytes())
    (folder / "elder.html").write_text(
        """<html lang="en"><head><title>Elder</title><meta property="og:site_name" content="Elder Post">
<meta property="article:published_time" content="2031-05-16T08:00:00Z"></head><body><article><h1>Ferry filmed</h1>
<p>The ferry was filmed from the pier on Friday morning, the harbour master told reporters there.</p>
<figure><video controls><source src="https://elder.example/v/clip.mp4" type="video/mp4"></video>
<figcaption>The ferry is towed away on Friday.</figcaption></figure>
<p>Nobody was hurt, she said, and the ship will be looked at in the yard before she sails again.</p>
</article></body></html>""",
        encoding="utf-8",
    )
    return folder / "elder.html"


def test_a_page_s_film_is_found_with_its_caption(footage: Path, tmp_path: Path) -> None:
    """A film beside a page gives its frames as the article's, with the words below it."""
    (article,) = [one for one in ingest([str(page_with(footage, tmp_path))]) if isinstance(one, Article)]
    with Finder() as finder:
        found = [one for one in finder.pictures(article) if isinstance(one, Found)]
    assert [one.frame for one in found] == pytest.approx([0, 2, 5, 6.5], abs=0.3)
    caption = found[0].image.caption
    assert caption is not None
    assert article.text[caption.start : caption.end] == "The ferry is towed away on Friday."


def test_the_finding_says_at_which_second_of_which_film(pictured: Path, footage: Path, tmp_path: Path) -> None:
    """A photograph in articles, a film of a page and one in a folder are one; each says where and when."""
    page = page_with(footage, tmp_path / "more")
    with Case(pictured) as case:
        case.add(Reading(article=one) for one in ingest([str(page)]) if isinstance(one, Article))
    run = CliRunner().invoke(cli, ["pictures", str(pictured), "--films", str(footage.parent)])
    assert run.exit_code == 0, run.output
    shown = " ".join(run.stdout.split())
    assert "Elder Post · 16 May 2031, 08:00 UTC · at 2.0 s of the film · looks the same" in shown
    assert "shown by no article in this collection · at 2.0 s of the film" in shown
    assert "“The ferry is towed away on Friday.”" in shown
    again = CliRunner().invoke(cli, ["pictures", str(pictured), "--stored", "--json"])
    first = json.loads(again.stdout.splitlines()[0])
    places = [(one["outlet"], one["second"]) for one in first["shown"]]
    assert ("Alder Post", None) in places
    assert {second for outlet, second in places if outlet in ("Elder Post", None)} == {2.0}
    assert sum(one["article"] is None for one in first["shown"]) == 1
    with Case(pictured) as case:
        rows = case.rows("SELECT outlet, frame FROM v_picture WHERE same_as = ?", (first["id"],))
        assert len(rows) == len(first["shown"])


def test_the_other_shots_of_one_film_are_no_finding(footage: Path, pictured: Path) -> None:
    """Frames of one film that look alike are not one picture in several places."""
    run = CliRunner().invoke(cli, ["pictures", str(pictured), "--films", str(footage), "--json"])
    groups = [json.loads(line) for line in run.stdout.splitlines()]
    for group in groups:
        assert len({(one["article"], one["found_in"]) for one in group["shown"]}) > 1


def test_without_the_decoder_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, pictured: Path, footage: Path, tmp_path: Path
) -> None:
    """A film of a page is skipped with what to install; asking for films without it is an error of one line."""
    monkeypatch.setattr(films.importlib.util, "find_spec", lambda name: None if name == "av" else sys)
    (article,) = [one for one in ingest([str(page_with(footage, tmp_path))]) if isinstance(one, Article)]
    with Finder() as finder:
        (skipped,) = finder.pictures(article)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == wording.NO_AV
    run = CliRunner().invoke(cli, ["pictures", str(pictured), "--films", str(footage)])
    assert run.exit_code != 0
    assert "pip install '.[films]'" in str(run.exception or run.output)


@pytest.mark.parametrize(
    ("second", "said"),
    [(0.0, "at 0.0 s"), (12.34, "at 12.3 s"), (75.5, "at 1:15.5"), (3723.0, "at 1:02:03.0"), (59.97, "at 1:00.0")],
)
def test_a_second_is_said_as_a_clock_says_it(second: float, said: str) -> None:
    """Hours and minutes are said where there are any."""
    assert wording.at_seconds([second]) == f"{said} of the film"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([0.0, 2.0], "at 0.0 s and 2.0 s"),
        ([0.0, 2.0, 75.5], "at 0.0 s, 2.0 s and 1:15.5"),
        ([0.0, 2.0, 4.0, 6.0, 8.0], "at 0.0 s, 2.0 s, 4.0 s and 2 further moments"),
    ],
)
def test_several_moments_are_said_in_one_line(seconds: list[float], said: str) -> None:
    """Of many moments the first are told, and how many more there are."""
    assert wording.at_seconds(seconds) == f"{said} of the film"


def test_two_copies_of_a_film_are_one_finding(footage: Path, tmp_path: Path) -> None:
    """A film that an article shows and one in a folder share all their shots: both are named once, with the moments."""
    page = page_with(footage, tmp_path / "more")
    case = tmp_path / "films.case"
    with Case(case) as opened:
        opened.add(Reading(article=one) for one in ingest([str(page)]) if isinstance(one, Article))
    run = CliRunner().invoke(cli, ["pictures", str(case), "--films", str(footage.parent)])
    shown = " ".join(run.stdout.split())
    assert "Picture 1: in 1 place of 1 article in this collection, and in 1 film that no article shows" in shown
    assert shown.count("at 0.0 s, 2.0 s and 5.0 s of the film") == 2
    assert "Picture 2" not in shown
    stored = CliRunner().invoke(cli, ["pictures", str(case), "--stored", "--json"])
    (group,) = map(json.loads, stored.stdout.splitlines())
    assert len(group["shown"]) == 6
