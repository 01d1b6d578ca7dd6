"""Records show themselves: in a line, and in a notebook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from rich.console import Console

import whence
from whence.api.versions import ArticleVersions
from whence.notebook.shows import Shows
from whence.records import Block, Form, Role, Span

STYLE = files("whence.notebook").joinpath("static/notebook.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def case(traced_example: Path) -> Iterator[whence.Case]:
    """Return the traced example, open to be read."""
    with whence.Case(traced_example, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def shown(case: whence.Case) -> list[Any]:
    """Return something of each kind that shows itself."""
    reading, trace = next(case.readings()), case.traced()
    assert trace is not None
    rows = [case.claims(), case.articles(), case.statements(), case.sources(), case.outlets(), case.steps()]
    claim = case.claims(side="several")[1].id
    views = [case.claim(claim), case.article(reading.article.id), case.explain(claim)]
    views += [case.source(rows[3][0].id), case.outlet(rows[4][0].name), case.statement(rows[2][0].id)]
    views += [ArticleVersions(address="tarn.example/ferry", articles=(reading.article,) * 2, changes=())]
    records = [reading, reading.article, reading.statements[0], reading.sources[0], trace.claims[0], trace.steps[0]]
    return [case, *rows, *(listed[0] for listed in rows), *views, *records]


def page(record: Any) -> html.HtmlElement:
    """Return what a notebook is given, parsed."""
    return html.fragment_fromstring(record._repr_html_())


def test_everything_shows_itself_in_one_line(shown: list[Any]) -> None:
    """`str`, IPython's printer and rich give one short line, the same one, without a field's name."""
    for record in shown:
        assert isinstance(record, Shows)
        line = str(record)
        assert 0 < len(line) < 300
        assert "\n" not in line and "kw_only" not in line and "text='" not in line
        said: list[str] = []
        record._repr_pretty_(type("Printer", (), {"text": staticmethod(said.append)}), cycle=False)
        out = io.StringIO()
        Console(file=out, width=400).print(record)
        assert said == [line] == [out.getvalue().removesuffix("\n")]


def test_the_whole_record_is_still_to_be_had(shown: list[Any]) -> None:
    """`repr` of a record has every field."""
    reading = next(record for record in shown if isinstance(record, whence.Reading))
    assert repr(reading.article).startswith("Article(id=")
    assert repr(reading.article.text) in repr(reading)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("claims", "“It is the only ferry between"),
        ("sources", "Thea Rusk (names a speaker) · "),
        ("articles", "Ferry runs aground off Skerrin Isles, 12 hurt · ORRANY NEWSWIRE · 14 May 2031, 06:50 +01:00 · "),
    ],
)
def test_lines_say_what_one_looks_for(case: whence.Case, name: str, line: str) -> None:
    """A line begins with the words, or the name, and says of counts that they are of this collection."""
    rows = getattr(case, name)()
    assert str(rows[0]).startswith(line)
    assert str(rows) == f"{len(rows)} {name} in this collection"
    assert name == "articles" or str(rows[0]).endswith("in this collection")


# --- notebooks ------------------------------------------------------------------------------------------------------


def test_nothing_acts_and_nothing_is_fetched(shown: list[Any]) -> None:
    """What a notebook is given is one element, without script, handlers, forms, frames or addresses to load."""
    for record in shown:
        whole = page(record)
        assert whole.get("class") == "whence"
        assert not whole.xpath("//script | //iframe | //form | //link | //img | //object | //embed")
        assert not [name for one in whole.iter() for name in one.attrib if name.startswith("on")]
        assert not whole.xpath("//@src | //@href")
        assert "url(" not in record._repr_html_()


def test_an_article_is_its_text_with_marks(case: whence.Case) -> None:
    """An article's words are all there, each statement's are marked, and it has a number and a note."""
    for row in case.articles()[:4]:
        shown = case.article(row.place.id)
        whole = page(shown)
        text = "".join(case.store.text(row.place.id).split())
        lines = ["".join(line.xpath(".//p")[0].itertext()) for line in whole.xpath(".//div[contains(@class, 'line')]")]
        marks = [mark for line in shown.page.lines for stretch in line.stretches for mark in stretch.ends]
        assert len(lines) == len(shown.page.lines)
        for line in shown.page.lines:
            assert "".join("".join(stretch.text for stretch in line.stretches).split()) in text
        numbers = whole.xpath(".//sup/@id")
        assert len(numbers) == len(set(numbers)) == len(marks) == shown.page.statements
        assert len(whole.xpath(".//span[contains(@class, 's f-')]")) >= 1


def test_a_claim_is_drawn(case: whence.Case) -> None:
    """A claim of several articles has its drawing, with a mark for each article, and a line for each version."""
    for row in case.claims(side="several")[:5]:
        view, whole = case.claim(row.id), page(case.claim(row.id))
        (svg,) = whole.xpath(".//*[local-name() = 'svg']")
        marks = svg.xpath(".//*[local-name() = 'circle'] | .//*[local-name() = 'rect'][@class = 'start']")
        assert 0 < len(marks) <= len(view.articles)
        assert len(whole.xpath(".//ol/li")) == len(view.versions)
        assert "in this collection" in whole.text_content()
        guesses = [why for version in view.versions for why in version.follows if not why.stated]
        assert len(whole.xpath(".//span[@class = 'guess']")) == len(guesses)


def test_a_list_says_how_long_it_is(case: whence.Case) -> None:
    """A list shows its first items, and says how many more there are."""
    whole = page(case.claims())
    shown = len(whole.xpath(".//li"))
    assert f"{len(case.claims())} claims in this collection" in whole.text_content()
    assert f"and {len(case.claims()) - shown} more" in whole.text_content()


def test_a_case_that_is_not_traced_says_so(tmp_path: Path) -> None:
    """A case file without a trace shows what it holds, and what to do."""
    with whence.Case(tmp_path / "new.case") as case:
        assert "0 articles" in case._repr_html_()
        assert "call trace()" in case._repr_html_()


@settings(max_examples=40)
@given(
    text=st.text(alphabet="ab <>&\"'`/=\u202e\x1b\x00é🚢\n{%}", min_size=1, max_size=80).filter(str.strip),
    cut=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_an_article_s_text_is_only_ever_text(text: str, cut: tuple[float, float]) -> None:
    """Whatever stands in an article, a notebook is given it as words: no markup, no control characters."""
    start, end = sorted(int(part * len(text)) for part in cut)
    content = (Span(start, end),) if start < end else ()
    said = whence.Statement(id="s", article="a", form=Form.direct, act=whence.Act.assertion, content=content)
    blocks = (Block(role=Role.paragraph, span=Span(0, len(text))),)
    article = whence.Article(id="a", text=text, digest="", file=text, title=text, outlet=text, blocks=blocks)
    reading = whence.Reading(article=article, statements=(said,))
    whole = page(reading)
    allowed = {"div", "style", "p", "span", "sup", "ul", "li", "b", "br"}
    assert {one.tag for one in whole.iter()} <= allowed
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", reading._repr_html_())
    assert "\n" not in str(reading) and "\x1b" not in str(reading)


def test_what_is_shown_is_of_bounded_size(case: whence.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook keeps what it shows: a long article, claim or explanation is cut, and says by how much."""
    from dataclasses import replace

    from whence.notebook import pages

    text = "\n".join(f"Line {number} of a long article." for number in range(5_000))
    at = [(found.start(), found.end()) for found in re.finditer(".+", text)]
    blocks = tuple(Block(role=Role.paragraph, span=Span(*span)) for span in at)
    long = whence.Article(id="a", text=text, digest="", file="a", blocks=blocks)
    assert len(long._repr_html_()) < 300_000
    shown = len(page(long).xpath(".//div[contains(@class, 'line')]"))
    assert f"and {5_000 - shown:,} more lines" in page(long).text_content()
    one = whence.Article(
        id="a", text="a" * 10**6, digest="", file="a", blocks=(replace(blocks[0], span=Span(0, 10**6)),)
    )
    assert len(one._repr_html_()) < 10_000

    claim = case.claim(case.claims(sort="articles")[0].id)
    fact = case.explain(claim.id)
    monkeypatch.setattr(pages, "_VERSIONS", 2)
    monkeypatch.setattr(pages, "_FACTS", 5)
    whole = page(claim)
    assert len(whole.xpath(".//ol/li")) == 2
    assert not whole.xpath(".//*[local-name() = 'svg']")
    assert f"and {len(claim.versions) - 2} more" in whole.text_content()
    told = page(fact)
    assert len(told.xpath(".//li")) == 5
    assert re.search(r"and \d+ more", told.text_content())


# --- style ----------------------------------------------------------------------------------------------------------


def test_the_style_concerns_nothing_else() -> None:
    """Every rule is about what stands inside, so that the notebook around it looks as before."""
    selectors = [
        one.strip() for found in re.findall(r"^([^{}\n]+?) ?\{", STYLE, re.MULTILINE) for one in found.split(",")
    ]
    assert len(selectors) > 30
    assert [one for one in selectors if not one.startswith(".whence")] == []


def light(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(("ink", "paper"), [((0.07,) * 3, (1.0,) * 3), ((0.93,) * 3, (0.07,) * 3)])
def test_hues_can_be_read_on_light_and_on_dark(ink: tuple[float, ...], paper: tuple[float, ...]) -> None:
    """Each hue, mixed with the notebook's colour of text, has a contrast of 4.5 to 1 at least with its paper."""
    mixes = re.findall(r"--(?:k-\w+|mark): color-mix\(in srgb, #(\w{6}) (\d+)%, currentColor\)", STYLE)
    assert len(mixes) == 6
    for hue, share in mixes:
        part = int(share) / 100
        channels = (int(hue[at : at + 2], 16) / 255 for at in (0, 2, 4))
        colour = tuple(part * channel + (1 - part) * own for channel, own in zip(channels, ink, strict=True))
        high, low = sorted((light(colour), light(paper)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, hue
