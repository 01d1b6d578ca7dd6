"""Sources to articles: which files are read, in which order, under which identity, and why others are not."""

from __future__ import annotations

import errno
import gzip
import io
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from whence.errors import WrongUse
from whence.ingest import ingest, ingest_text, wording
from whence.ingest.saved.wording import BROKEN_WEBARCHIVE, NO_PAGE, NO_TEXT
from whence.records import Article, Skipped

STORY = (
    "Ferry line to Tolm closes\n\nThe ferry to Tolm stops on Friday, the line's owner said in a letter to residents.\n"
)
PAGE = f"<html lang=en><title>x</title><body><article><h1>Ferry line closes</h1><p>{STORY[27:]}</p></article></body>"


def write(folder: Path, name: str, content: str | bytes = STORY) -> str:
    """Put a file into a folder and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def run(*sources: str, **options: object) -> list[Article | Skipped]:
    """Ingest everything."""
    return list(ingest(sources, **options))  # type: ignore[arg-type]


def reason(*sources: str, **options: object) -> str:
    """Return why the only source was skipped."""
    (found,) = run(*sources, **options)
    assert isinstance(found, Skipped)
    return found.reason


@pytest.mark.parametrize(
    "name", ["a.html", "a.htm", "a.xhtml", "a.txt", "a.text", "a.md", "a", "a.story", "a.html.gz", "a.txt.gz"]
)
def test_each_suffix_is_read(tmp_path: Path, name: str) -> None:
    """A page or a capture is read under every suffix, an unknown one by its look, and unpacked where it ends in .gz."""
    content = (PAGE if "html" in name or name.endswith("htm") else STORY).encode()
    path = write(tmp_path, name, gzip.compress(content) if name.endswith(".gz") else content)
    (article,) = run(path)
    assert isinstance(article, Article)
    assert article.file == path
    assert "stops on Friday" in article.text
    assert article.language == "en"


def test_a_page_without_a_telling_suffix_is_read_as_a_page(tmp_path: Path) -> None:
    """A file that begins as a page does is a page, whatever its name promises."""
    for name in ("page", "page.txt"):
        (article,) = run(write(tmp_path, name, PAGE))
        assert isinstance(article, Article)
        assert "<p>" not in article.text


def test_a_folder_is_read_sorted_without_hidden_files(tmp_path: Path) -> None:
    """A folder gives its files by name, those of its folders too, without hidden ones and parts of saved pages."""
    for name in ("b.txt", "a/z.txt", "a/.secret.txt", ".git/c.txt", "c.html", "c_files/ad.html", "c_files/x.js"):
        write(tmp_path, name, f"{name} {PAGE}" if name.endswith("html") else f"{name}\n\n{STORY}")
    found = run(str(tmp_path))
    assert [os.path.relpath(item.file, tmp_path) for item in found if isinstance(item, Article)] == [
        "a/z.txt",
        "b.txt",
        "c.html",
    ]
    assert len(found) == 3


def test_a_folder_is_read_lazily(tmp_path: Path) -> None:
    """The first article of a folder is there before the others are opened."""
    write(tmp_path, "a.txt")
    late = write(tmp_path, "b.txt")
    found = ingest([str(tmp_path)])
    assert isinstance(next(found), Article)
    Path(late).unlink()
    assert next(found) == Skipped(source=late, reason=wording.MISSING)


def test_a_pattern_that_no_shell_expanded_is_expanded(tmp_path: Path) -> None:
    """A pattern gives the files that match it, sorted."""
    paths = [write(tmp_path, name, f"{name}\n\n{STORY}") for name in ("b.txt", "a.txt", "c.md")]
    found = run(str(tmp_path / "*.txt"))
    assert [item.file for item in found if isinstance(item, Article)] == [paths[1], paths[0]]
    assert reason(str(tmp_path / "*.pdf")) == wording.NO_MATCH


def test_the_same_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A file is read once, by whatever names it is reached."""
    path = write(tmp_path, "a.txt")
    assert len(run(path, path, str(tmp_path), str(tmp_path / "*.txt"))) == 1


def test_identity_depends_on_the_name_below_the_source_only(tmp_path: Path) -> None:
    """The same collection at another place has the same identities; another name or other bytes have others."""
    one, two = (str(Path(write(tmp_path, f"{place}/day/a.txt")).parent.parent) for place in ("here", "there"))
    (first,), (second,) = run(one), run(two)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id
    (renamed,) = run(write(tmp_path, "b.txt"))
    (changed,) = run(write(tmp_path, "there/day/a.txt", STORY + "More.\n"))
    assert len({item.id for item in (first, renamed, changed) if isinstance(item, Article)}) == 3


def test_two_files_of_one_name_and_one_content_are_two_articles(tmp_path: Path) -> None:
    """A copy under the same name in another folder has an identity of its own: copies are what whence counts."""
    found = run(write(tmp_path, "one/a.txt"), write(tmp_path, "two/a.txt"))
    assert len({item.id for item in found if isinstance(item, Article)}) == 2


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", wording.EMPTY),
        ("a.txt", b" \r\n\t ", wording.EMPTY),
        ("a.jsonl", b"", wording.EMPTY),
        ("a.pdf", b"%PDF-1.7\n\x00\x01", "the PDF is broken; fetch it again"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        ("a.docx", b"PK\x03\x04" + bytes(50), "a Word document"),
        ("a.zip", b"PK\x03\x04" + bytes(50), "a zip archive without an end"),
        ("a.xlsx", b"PK\x03\x04" + bytes(50), "save the sheet as CSV"),
        ("a.txt", b"words" + bytes(range(256)) * 9, wording.NOT_TEXT),
        ("a", b"From: <x>\r\nContent-Type: multipart/related; boundary=1\r\n\r\n", NO_TEXT),
        ("a.mht", b"Content-Location: x\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\n", NO_PAGE),
        ("a.webarchive", b"bplist00" + bytes(50), BROKEN_WEBARCHIVE),
        ("a.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "the feed holds no entries"),
        ("a.css", b"p { color: red }", wording.NOT_AN_ARTICLE),
        ("a.json", b"{}", wording.JSON_FILE),
        ("a.txt.gz", gzip.compress(STORY.encode(), mtime=0)[:-12], wording.BROKEN_GZIP),
        ("a.csv", b"name,age\nx,3\n", "--map url=COLUMN"),
    ],
)
def test_what_is_no_article_is_skipped_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    """A file that gives no article is skipped, and the reason names the format or the next step."""
    assert expected in reason(write(tmp_path, name, content))


def test_a_missing_source_is_skipped(tmp_path: Path) -> None:
    """What is not there is skipped, with a hint where an address seems to be meant."""
    assert reason(str(tmp_path / "nowhere.txt")) == wording.MISSING
    assert reason("www.example.org/story") == wording.MISSING_ADDRESS
    assert reason("ftp://example.org/story") == wording.SCHEME
    assert reason("a\0b") == wording.MISSING


def test_an_unreadable_file_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the user may not read is skipped."""
    path = write(tmp_path, "a.txt")

    def refuse(*_: object) -> None:  # what the system answers to everybody but root
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason(path) == wording.NOT_PERMITTED


def test_a_pipe_in_a_folder_does_not_keep_the_run_waiting(tmp_path: Path) -> None:
    """What is no regular file is skipped where it was not named itself."""
    os.mkfifo(tmp_path / "pipe")
    assert reason(str(tmp_path)) == wording.NOT_A_FILE


def test_links_that_lead_nowhere_or_round_are_skipped(tmp_path: Path) -> None:
    """A broken link and a link to the folder above end in reasons, not in an endless walk."""
    (tmp_path / "a*").symlink_to(tmp_path / "nothing")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    assert all(isinstance(item, Skipped) for item in run(str(tmp_path)))
    assert all(isinstance(item, Skipped) for item in run(str(tmp_path / "a*")))


def test_a_file_over_the_limit_is_skipped(tmp_path: Path) -> None:
    """A file that is larger than the limit is skipped, packed or not."""
    assert "larger than 10 bytes" in reason(write(tmp_path, "a.txt"), max_bytes=10)
    assert "larger than 1 kB" in reason(write(tmp_path, "b.txt.gz", gzip.compress(b"x " * 9000)), max_bytes=1024)


@pytest.mark.parametrize("content", [STORY.encode(), PAGE.encode(), gzip.compress(STORY.encode(), mtime=0)])
def test_standard_input_is_sniffed(content: bytes) -> None:
    """Standard input gives a page or a capture by its look."""
    (article,) = run("-", stdin=io.BytesIO(content))
    assert isinstance(article, Article)
    assert article.file == "-"
    assert "<" not in article.text
    assert "stops on Friday" in article.text


def test_standard_input_that_is_not_there_is_skipped() -> None:
    """A `-` without standard input, or a second one, is skipped."""
    assert reason("-") == wording.NO_STDIN
    assert run("-", "-", stdin=io.BytesIO(STORY.encode()))[1] == Skipped(source="-", reason=wording.NO_STDIN)


def test_line_ends_are_made_even_in_files(tmp_path: Path) -> None:
    """The text of a file has plain line ends, whatever system wrote it."""
    (article,) = run(write(tmp_path, "a.txt", STORY.replace("\n", "\r\n")))
    assert isinstance(article, Article)
    assert article.text == STORY


def test_a_name_that_is_no_text_is_shown_as_one(tmp_path: Path) -> None:
    """A file whose name is no UTF-8 is read, and its name can be printed."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    (article,) = run(str(tmp_path))
    assert isinstance(article, Article)
    assert article.file.encode().endswith("caf\ufffd.txt".encode())


def test_an_unforeseen_error_costs_one_article_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw becomes the reason of one article, with its class, and the run goes on."""

    def broken(text: str, **_: object) -> Article:
        raise ZeroDivisionError(text)

    monkeypatch.setattr("whence.ingest.making.read_page", broken)
    bad, good = run(write(tmp_path, "a.html", PAGE), write(tmp_path, "b.txt"))
    assert isinstance(bad, Skipped)
    assert "ZeroDivisionError" in bad.reason
    assert isinstance(good, Article)


def test_a_mapping_to_an_unknown_field_is_wrong_use() -> None:
    """A mapping names fields that rows have; anything else is the caller's mistake."""
    with pytest.raises(WrongUse, match="no field 'publisher'"):
        run("-", mapping={"publisher": "x"})


def test_a_text_at_hand_is_read() -> None:
    """A text gives an article without a file, as a page where it looks like one."""
    plain, page = ingest_text(STORY), ingest_text(PAGE)
    assert isinstance(plain, Article)
    assert plain.text == STORY
    assert isinstance(page, Article)
    assert "<h1>" not in page.text
    assert ingest_text("  ") == Skipped(source="text", reason=wording.EMPTY)


SUFFIXES = ["", ".html", ".txt", ".jsonl", ".csv", ".html.gz"]
PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            b"<html>",
            b"<p>",
            b"</div>",
            b'{"text":"',
            b'"}\n',
            b"url,title\n",
            b'"',
            b"\n",
            b"<!--",
            b"&#0;",
            b"\x1f\x8b\x08",
        ]
    ),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
)


@example(b'"url,\n!"', "")  # a column's name over two lines stands in the reason
@settings(max_examples=150)
@given(st.lists(PIECES, max_size=12).map(b"".join), st.sampled_from(SUFFIXES))
def test_no_bytes_raise(data: bytes, suffix: str) -> None:
    """Any bytes under any suffix give articles whose blocks lie inside their text, or reasons; never an error."""
    with tempfile.TemporaryDirectory() as folder:
        for item in run(write(Path(folder), f"a{suffix}", data)):
            if isinstance(item, Skipped):
                assert item.reason
                assert "\n" not in item.reason
                assert "reading it failed" not in item.reason
            else:
                assert all(0 <= block.span.start < block.span.end <= len(item.text) for block in item.blocks)
