"""An article to be holds all that making it needs, wherever it is made, and nothing is made before it is asked for."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from whence.case import Case
from whence.ingest import ingest, ingest_raw, wording
from whence.ingest.raw import Raw, made, then
from whence.records import Article, Reading, Skipped

WORDS = "The quay at Holm stays shut until May, the harbour master said on Monday."
PAGE = f"<html><head><title>Quay shut</title></head><body><article><p>{WORDS}</p></article></body></html>"
ITEM = {"uri": "urn:holm:1", "type": "text", "headline": "Quay shut", "body_text": WORDS, "version": "1"}
MAIL = f"From: Holm News <news@holm.example>\nSubject: Quay shut\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}\n"
SAVED = (
    "Snapshot-Content-Location: https://holm.example/quay\nMIME-Version: 1.0\n"
    f"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n{PAGE}\n--b--\n"
)


def feed(entries: int) -> str:
    """Return a feed of some entries that hold their texts."""
    items = (f"<item><guid>holm-{n}</guid><title>Quay {n}</title><description>{WORDS}</description></item>"
             for n in range(entries))  # fmt: skip
    return f"<rss version='2.0'><channel><title>Holm News</title>{''.join(items)}</channel></rss>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("quay.html", PAGE),
        ("quay.txt", f"Quay shut\n\n{WORDS}\n"),
        (
            "quay.jsonl",
            json.dumps({"text": WORDS, "published": "2031-05-14"}) + "\n" + json.dumps({"html": PAGE}) + "\n",
        ),
        ("quay.csv", f'title,text\nQuay shut,"{WORDS}"\n'),
        ("quay.json", json.dumps(ITEM)),
        ("quay.xml", feed(2)),
        ("quay.eml", MAIL),
        ("quay.mht", SAVED),
    ],
)
def test_what_is_made_elsewhere_is_the_same(name: str, text: str, tmp_path: Path) -> None:
    """An article to be of each kind of source goes to another process and gives there what it gives here."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    found = list(ingest_raw([str(file)]))
    assert all(isinstance(item, Raw) for item in found)
    sent = [made(pickle.loads(pickle.dumps(item))) for item in found]
    assert sent == list(ingest([str(file)]))
    assert all(isinstance(article, Article) for article in sent)
    assert [(item.id, item.file) for item in found if isinstance(item, Raw)] == [
        (article.id, article.file) for article in sent if isinstance(article, Article)
    ]


def test_an_entry_goes_without_the_others_of_its_feed(tmp_path: Path) -> None:
    """A long feed is not sent as often as it has entries."""
    file = tmp_path / "quay.xml"
    file.write_text(feed(200), encoding="utf-8")
    first = next(iter(ingest_raw([str(file)])))
    assert len(pickle.dumps(first)) < 4096


def test_nothing_is_made_of_what_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is looked into when its article is asked for, and one that an earlier run has read is not looked into."""
    for name in ("old", "new"):
        (tmp_path / f"{name}.html").write_text(PAGE, encoding="utf-8")
    with Case(tmp_path / "one.case") as case:
        (old,) = (one for one in ingest([str(tmp_path / "old.html")]) if isinstance(one, Article))
        case.add([Reading(article=old)])
        monkeypatch.setattr("whence.ingest.making.read_page", None)
        new, known = ingest_raw([str(tmp_path / "*.html")], earlier=case.earlier())
    assert known == old
    assert isinstance(new, Raw)
    assert made(new) == Skipped(source=new.file, reason=wording.failed("TypeError"))


def test_a_change_waits_for_the_article() -> None:
    """What is to be changed of an article is changed once it is there; of what was skipped nothing is."""
    skipped = Skipped(source="quay.png", reason="a picture")
    assert then(skipped, lambda _: pytest.fail("there is no article")) is skipped
