"""When the entries of a live page were published."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from whence.ingest.capture import read_capture
from whence.ingest.html import read_page
from whence.records import Article, ReadFrom, Role

SAID = (
    "The harbour bridge is closed in both directions, the county said, and buses turn back at the toll house.",
    "Divers have found a crack in the second pier, said Lena Orr, who leads the county's engineers on the river.",
    "Two barges wait above the lock and will not be let through before the morning, the lock keeper said.",
)
DAY = "2031-06-03"


def read(markup: str) -> Article:
    return read_page(markup, file="page.html", url=None, article_id="a", digest="d")


def times(article: Article) -> list[str | None]:
    """The time of each paragraph of the article that is one of the entries' texts, in their order."""
    found = {article.text[b.span.start : b.span.end]: b.at for b in article.blocks}
    return [at.at if (at := found[said]) else None for said in SAID]


def stamped(stamps: Sequence[str], *, tag: str = "p", published: str | None = None, updated: str = "") -> str:
    """A page whose entries stand below printed times."""
    head = f'<meta property="article:published_time" content="{published}">' if published else ""
    head += f'<meta property="article:modified_time" content="{updated}">' if updated else ""
    body = "".join(f"<{tag}>{stamp}</{tag}><p>{said}</p>" for stamp, said in zip(stamps, SAID, strict=True))
    return f"<html lang=en><head>{head}</head><body><main><h1>Bridge closed: the day so far</h1>{body}</main></body>"


@pytest.mark.parametrize(
    ("stamps", "published", "expected"),
    [
        (("14.32", "15.10", "16.05"), "2031-06-03T14:20:00+01:00", ["T14:32:00", "T15:10:00", "T16:05:00"]),
        (("16:05", "15:10", "14:32"), "2031-06-03T14:20:00+01:00", ["T16:05:00", "T15:10:00", "T14:32:00"]),
        (("4:05 pm", "3:10 pm", "2:32 pm"), DAY, ["T16:05:00", "T15:10:00", "T14:32:00"]),
        (("4.05pm", "3.10pm", "11am"), DAY, ["T16:05:00", "T15:10:00", "T11:00:00"]),
        (
            ("Updated 14:32 GMT", "Updated 15:10 GMT", "Updated 16:05 GMT"),
            DAY,
            ["T14:32:00+00:00", "T15:10:00+00:00", "T16:05:00+00:00"],
        ),
        (("14:32 CEST", "15:10 CEST", "16:05 CEST"), "2031-06-03T12:20:00+00:00", ["T14:32:00+02:00"]),
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "h3"])
def test_an_entry_has_the_time_printed_above_it(
    stamps: Sequence[str], published: str, expected: Sequence[str], tag: str
) -> None:
    """Clocks that run one way are of the day of publication, in the zone that stands beside them."""
    article = read(stamped(stamps, published=published, tag=tag))
    assert times(article)[: len(expected)] == [DAY + time for time in expected]
    assert {b.role for b in article.blocks if article.text[b.span.start : b.span.end] in stamps} == {Role.time}


@pytest.mark.parametrize(
    ("stamps", "published", "updated"),
    [
        (("09.15", "10.40", "12.05"), "2031-06-03T18:00:00+01:00", ""),  # what happened before the report
        (("09.15", "10.40", "12.05"), DAY, ""),  # from the first to the last: it may be what happened
        (("22.40", "23.50", "00.20"), "2031-06-03T22:30:00+01:00", ""),  # a midnight lies between
        (("14.32", "15.10", "16.05"), "2031-06-03T14:20:00+01:00", "2031-06-04T09:00:00+01:00"),
        (("14.32", "15.10", "16.05"), None, ""),
        (("14.32", "15.10", "Later"), "2031-06-03T14:20:00+01:00", ""),
    ],
)
def test_clocks_whose_day_or_meaning_is_open_are_no_entries(
    stamps: Sequence[str], published: str | None, updated: str
) -> None:
    """No day is guessed, and a chronology's clocks are no times of publication."""
    assert times(read(stamped(stamps, published=published, updated=updated))) == [None, None, None]


def test_a_heading_above_a_time_belongs_to_its_entry() -> None:
    """An entry begins with its heading, whether its time stands above or below it."""
    entries = "".join(
        f"<h3>What we know, part {n}</h3><p>{clock}</p><p>{said}</p>"
        for n, (clock, said) in enumerate(zip(("14.32", "15.10", "16.05"), SAID, strict=True))
    )
    head = '<meta property="article:published_time" content="2031-06-03T14:20:00+01:00">'
    article = read(f"<html><head>{head}</head><body><main><h1>Bridge closed</h1>{entries}</main></body></html>")
    headings = [b.at.at for b in article.blocks if "What we know" in article.text[slice(*b.span)] and b.at]
    assert headings == [f"{DAY}T{clock}:00" for clock in ("14:32", "15:10", "16:05")]


def test_a_capture_has_entries_too() -> None:
    """A plain text's times on lines of their own are read as a page's."""
    lines = [f"{clock}\n\n{said}\n" for clock, said in zip(("14.32", "15.10", "16.05"), SAID, strict=True)]
    text = "Bridge closed: the day so far\n\nPublished 3 June 2031, 14:20\n\n" + "\n".join(lines)
    article = read_capture(text, file="a.txt", url=None, article_id="a", digest="d")
    assert times(article) == [f"{DAY}T14:32:00", f"{DAY}T15:10:00", f"{DAY}T16:05:00"]
    assert article.text == text


ISO = ("2031-06-03T14:32:00+01:00", "2031-06-03T15:10:00+01:00", "2031-06-04T00:05:00+01:00")


@pytest.mark.parametrize(
    ("entry", "holder"),
    [
        ("<article><time datetime='{at}'>{clock}</time><p>{said}</p></article>", "{}"),
        (
            "<li><div><span>Live</span> <time datetime='{at}'>{clock}</time></div><div><p>{said}</p></div></li>",
            "<ol>{}</ol>",
        ),
        ("<section><p>{said}</p><footer></footer><p><time datetime='{at}'>{clock}</time></p></section>", "{}"),
        ("<div><meta itemprop='datePublished' content='{at}'><h3>News</h3><p>{said}</p></div>", "<div>{}</div>"),
    ],
)
def test_an_entry_has_the_time_that_its_element_holds(entry: str, holder: str) -> None:
    """Where each element of a list holds a time and words of the report, that is when the words were published."""
    entries = "".join(entry.format(at=at, clock=at[11:16], said=said) for at, said in zip(ISO, SAID, strict=True))
    head = '<meta property="article:published_time" content="2031-06-03T14:20:00+01:00">'
    page = f"<html><head>{head}</head><body><main><h1>Bridge closed</h1>{holder.format(entries)}</main></body></html>"
    article = read(page)
    assert times(article) == list(ISO)
    assert {b.at.read_from for b in article.blocks if b.at} == {ReadFrom.meta}
    assert [b.at for b in article.blocks if b.role is Role.headline] == [None]


@pytest.mark.parametrize(
    "body",
    [
        # one time for the page, another for its change
        f"<p><time datetime='{ISO[0]}'>14.32</time></p><p><time datetime='{ISO[1]}'>15.10</time></p>"
        + "".join(f"<p>{said}</p>" for said in SAID),
        # what happened, inside the sentences
        "".join(
            f"<p>At <time datetime='{at}'>{at[11:16]}</time> it was said: {said}</p>"
            for at, said in zip(ISO, SAID, strict=True)
        ),
        # comments and other stories below the report
        "".join(f"<p>{said}</p>" for said in SAID)
        + "<section class=comments>"
        + "".join(f"<div><time datetime='{at}'>x</time><p>I walk there.</p></div>" for at in ISO)
        + "</section>",
        # past events, from the first to the last
        "".join(
            f"<section><time datetime='2031-05-0{n}T10:00'>{n} May</time><p>{said}</p></section>"
            for n, said in enumerate(SAID, start=1)
        ),
    ],
)
def test_times_on_other_pages_make_no_entries(body: str) -> None:
    """A page's own times, those of events, of comments and of past days leave its lines without times of their own."""
    head = '<meta property="article:published_time" content="2031-06-03T14:20:00+01:00">'
    article = read(f"<html><head>{head}</head><body><main><h1>Bridge closed</h1>{body}</main></body></html>")
    assert not any(block.at for block in article.blocks)


def declared(updates: object) -> Article:
    """A page that declares itself a live page with some entries."""
    data = {
        "@type": "LiveBlogPosting",
        "headline": "Bridge closed",
        "datePublished": "2031-06-03T14:20:00+01:00",
        "liveBlogUpdate": updates,
    }
    body = "".join(f"<div><h2>Part {n}</h2><p>{said}</p><p>More, {n}.</p></div>" for n, said in enumerate(SAID))
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return read(f"<html><head>{script}</head><body><main><h1>Bridge closed</h1>{body}</main></body></html>")


@pytest.mark.parametrize("given", ["articleBody", "headline"])
def test_declared_entries_are_found_on_the_page(given: str) -> None:
    """A live page's declared entries are known by their headings or words, each up to the next one."""
    words = SAID if given == "articleBody" else [f"Part {n}" for n in range(3)]
    updates = [{"@type": "BlogPosting", given: said, "datePublished": at} for at, said in zip(ISO, words, strict=True)]
    article = declared(updates)
    assert times(article) == list(ISO)
    found = {article.text[slice(*b.span)]: b.at for b in article.blocks}
    for n, at in enumerate(ISO):
        for line in (f"Part {n}", f"More, {n}."):
            moment = found[line]
            assert moment is not None
            assert (moment.at, moment.read_from) == (at, ReadFrom.json_ld)


@pytest.mark.parametrize("updates", [None, "x", [], [1, None], [{"articleBody": SAID[0]}], {"datePublished": ISO[0]}])
def test_declared_entries_without_times_or_words_are_passed_over(updates: object) -> None:
    """What states no time, or stands nowhere on the page, gives no line a time."""
    assert times(declared(updates)) == [None, None, None]
