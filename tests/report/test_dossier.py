"""The dossier: one HTML file that shows all that it counts, and on which no text of an article acts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from whence.errors import WrongUse
from whence.match.records import Matched, PublishedCheck
from whence.records import Form, LinkBasis, Moment, Origin, Precision, ReadFrom, Skipped, SourceKind
from whence.report.dossier import dossier

MANIFEST = {"whence": "0.1.0", "inputs": ["pages/"], "counts": {"articles": 5}}
HEADINGS = "//h1 | //h2 | //h3 | //h4 | //h5 | //h6"


def page(room: Any, **options: Any) -> Any:
    """Return the dossier of a collection as a tree, with a blank where a line or a cell ends."""
    written = dossier(room.readings(), room.trace(), MANIFEST, **options)
    return html.fromstring(re.sub("<br>|</t[dh]>|</dt>", r"\g<0> ", written))


def text(node: Any) -> str:
    """Return the words of a node in one line."""
    return " ".join(node.text_content().split())


def section(tree: Any, claim: int) -> Any:
    """Return a claim's section."""
    (found,) = tree.xpath(f'//section[h2[@id="c{claim}"]]')
    return found


# --- what it shows --------------------------------------------------------------------------------------------------


def test_a_claim_stands_under_its_earliest_wording_with_its_origins(weir: Any) -> None:
    """A claim's heading is its earliest wording, and the first sentence says how many origins are behind it."""
    found = section(page(weir), 1)
    assert text(found.xpath("h2")[0]) == "Claim 1 some 40 homes may flood"
    assert text(found.xpath('.//p[@class="standing"]')[0]) == (
        "1 independent origin behind 4 articles from 4 outlets in this collection."
    )


def test_every_version_has_its_row(weir: Any) -> None:
    """The table has a row a version: where and when, words, changes, who, why."""
    (table,) = section(page(weir), 1).xpath('.//table[contains(@class, "versions")]')
    rows = [[text(cell) for cell in row.xpath("th | td")] for row in table.xpath("tbody/tr")]
    assert rows[3] == [
        "4 Night Owl 3 Mar 2031 article 4, statement 1",
        "Nearly 90 homes will flood in the valley Said in other words; too little is the same to compare.",
        "Figure changed 40 → Nearly 90 Hedge dropped may",
        "the outlet's own words",
        "follows Morning Post, inferred from wording and time version 3 · how sure 0.61",
    ]
    added = table.xpath("tbody/tr[2]//ins")
    assert [text(node) for node in added] == ["added: at Ostrel"]


def test_every_count_is_the_number_of_items_shown(weir: Any) -> None:
    """The counts of the table of claims are those of what the claims' sections show."""
    tree = page(weir)
    for row in tree.xpath('//table[contains(@class, "claims")]/tbody/tr'):
        number = int(row.xpath("string(th/a/@href)").removeprefix("#c"))
        articles, outlets, _, changes, denied = (text(cell) for cell in row.xpath("td")[:5])
        versions = section(tree, number).xpath('.//table[contains(@class, "versions")]/tbody/tr')
        links = [v.xpath("string(th//a/@href)").split("s")[0] for v in versions]
        names = {v.xpath("string(th/text()[1])").strip() for v in versions}
        assert int(articles) == len(set(links))
        assert int(outlets) == len(names)
        assert int(changes) == len(section(tree, number).xpath('.//span[@class="chip"]'))
        others = section(tree, number).xpath('.//li[starts-with(normalize-space(), "Denied by claim")]')
        assert denied == ("yes" if others else "no")
        assert len(section(tree, number).xpath('.//ul[@class="origins"]/li')) == 1


def test_the_summary_counts_what_the_page_holds(weir: Any) -> None:
    """The counts at the top are those of the articles, statements, sources and claims below."""
    tree = page(weir)
    said = text(tree.xpath('//section[h2[@id="summary"]]/p')[0])
    articles = len(tree.xpath('//article[@class="page"]'))
    statements = len(tree.xpath('//article[@class="page"]//sup[@id]'))
    sources = len(tree.xpath('//table[contains(@class, "sources")]/tbody/tr'))
    assert said == (
        f"{articles} articles · 5 outlets · {statements} statements · {sources} sources · "
        "2 claims in several articles or denied"
    )


def test_a_source_links_to_each_of_its_statements(weir: Any) -> None:
    """A source stands once, whatever articles call it, with as many links as it has statements."""
    (row,) = page(weir).xpath('//table[contains(@class, "sources")]/tbody/tr[contains(th, "Pia Lund")]')
    assert [text(cell) for cell in row.xpath("td")][:3] == ["named person", "Lund; the engineer Pia Lund", "3"]
    assert row.xpath("td[last()]//a/@href") == ["#a1s1", "#a1s2", "#a2s1"]


def test_every_statement_is_marked_in_its_article(weir: Any) -> None:
    """An article's text is whole, and its statements are marked by form and kind, with a number and a note each."""
    tree = page(weir)
    (article,) = tree.xpath('//article[h3[@id="a1"]]')
    line = article.xpath('.//div[contains(@class, "r-paragraph")]')[0]
    marked = [(s.get("class"), s.text_content()) for s in line.xpath('.//span[contains(@class, "s ")]')]
    assert marked == [
        ("s f-indirect k-named_person", "The weir has cracked"),
        ("s f-indirect k-named_person", "some 40 homes may flood"),
    ]
    notes = [text(note) for note in line.xpath('.//ul[@class="notes"]/li')]
    assert notes == [
        "1 Pia Lund (names a speaker) · in no other article here",
        "2 Pia Lund (names a speaker) · hedged · said to the Gazette · claim 1: 4 articles, 1 independent origin",
    ]
    words = re.sub(r"statement \d+", "", text(line.xpath("p")[0]))
    assert words.replace(" ", "") == weir.articles["a"].text.split("\n")[1].replace(" ", "")


def test_nested_statements_are_each_marked(newsroom: Callable[[], Any]) -> None:
    """Words in two statements bear the inner one's mark, and both statements have a number."""
    room = newsroom()
    room.article("a", "Tarn Times", "2031-03-02", "News", "The mayor said the engineer had said the weir leaks.")
    room.source("m", "a", "The mayor", SourceKind.named_person)
    room.source("e", "a", "the engineer", SourceKind.unnamed)
    room.say("out", "a", "the engineer had said the weir leaks", "m")
    room.say("in", "a", "the weir leaks", "e")
    marked = page(room).xpath('//div[contains(@class, "r-paragraph")]//span[contains(@class, "s ")]')
    assert [(s.get("class"), s.text_content()) for s in marked] == [
        ("s f-indirect k-named_person", "the engineer had said "),
        ("s f-indirect k-unnamed", "the weir leaks"),
    ]
    numbers = page(room).xpath('//div[contains(@class, "r-paragraph")]//sup/@id')
    assert sorted(numbers) == ["a1s1", "a1s2"]


def test_one_claim_can_be_chosen(weir: Any) -> None:
    """With a claim's id, only that claim is shown, with the articles that carry it."""
    tree = page(weir, claims=["safe"])
    assert [text(h) for h in tree.xpath('//section[@class="claim"]/h2')] == ["Claim 2 No home is at risk"]
    assert tree.xpath('//article[@class="page"]/h3/@id') == ["a5"]
    assert not tree.xpath('//*[@id="single"]')


def test_a_claim_that_is_not_there_is_named(weir: Any) -> None:
    """An id that no claim has is an error that names it."""
    with pytest.raises(WrongUse, match="'storm'"):
        page(weir, claims=["storm"])


def test_what_was_skipped_and_how_it_was_made_are_shown(weir: Any) -> None:
    """Skipped sources stand there with their reasons, and the manifest with all its entries."""
    tree = page(weir, skipped=[Skipped(source="a.pdf", reason="it is a PDF")], title="The weir")
    assert [text(row) for row in tree.xpath('//section[h2[@id="skipped"]]//tbody/tr')] == ["a.pdf it is a PDF"]
    assert [text(row) for row in tree.xpath('//dl[@class="manifest"]/div')] == [
        "whence 0.1.0",
        "inputs pages/",
        "counts.articles 5",
    ]
    assert tree.xpath("string(//title)") == tree.xpath("string(//h1)") == "The weir"


# --- what it must never do ------------------------------------------------------------------------------------------

HOSTILE = '</p></style><script>alert(1)</script><img src=x onerror="alert(2)"> & {{ 7 * 7 }} \x00\x1b[31m \u202eevil'


def hostile(newsroom: Callable[[], Any]) -> Any:
    """A collection whose every text is an attack."""
    room = newsroom()
    known = {"file": HOSTILE, "url": f"javascript:{HOSTILE}", "authors": (HOSTILE,), "agency": HOSTILE}
    room.article("a", HOSTILE, "2031-03-02", HOSTILE, f"Words {HOSTILE} end.", **known)
    room.article("b", "Vale Wire", "2031-03-03", "News", f"Words {HOSTILE} end.")
    room.source("s", "a", HOSTILE, SourceKind.unnamed, aliases=(HOSTILE + "2",), description=HOSTILE + "3")
    room.say("a1", "a", f"Words {HOSTILE}", "s", form=Form.direct)
    room.say("b1", "b", f"Words {HOSTILE}")
    room.step("b1", "a1", LinkBasis.credit, credit=(room.at("b", HOSTILE),))
    origin = Origin(source="s", kind=SourceKind.unnamed, name=HOSTILE, statements=("a1", "b1"), through=HOSTILE)
    room.claim("c", ("a1", "b1"), (origin,), missing=(HOSTILE,))
    return room


def test_text_of_an_article_is_shown_and_never_acted_on(newsroom: Callable[[], Any]) -> None:
    """Markup, template syntax and control characters of an article stand there as plain words."""
    room = hostile(newsroom)
    written = dossier(room.readings(), room.trace(), {HOSTILE: HOSTILE}, title=HOSTILE)
    tree = html.fromstring(written)
    assert not tree.xpath("//script | //img | //iframe | //object | //embed | //link | //form | //base")
    assert not [name for node in tree.iter() for name in node.attrib if name.lower().startswith("on")]
    assert len(tree.xpath("//style")) == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
    assert "{{ 7 * 7 }}" in tree.text_content()
    assert text(tree.xpath("//h1")[0]).startswith("</p></style><script>alert(1)</script>")


def test_nothing_is_fetched(weir: Any) -> None:
    """The page has no script and no address to fetch, its links lead into itself, and its policy forbids the rest."""
    tree = page(weir)
    assert not tree.xpath("//@src | //@srcset | //@action | //@data | //link | //script")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    (style,) = tree.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    policy = tree.xpath('string(//meta[@http-equiv="Content-Security-Policy"]/@content)')
    assert policy.startswith("default-src 'none'")


def test_every_link_leads_somewhere_and_every_id_is_one(weir: Any, newsroom: Callable[[], Any]) -> None:
    """Each anchor that a link names is there once."""
    for tree in (page(weir), page(weir, claims=["flood"]), page(hostile(newsroom))):
        ids = Counter(tree.xpath("//@id"))
        assert max(ids.values()) == 1
        named = {link.removeprefix("#") for link in tree.xpath("//@href")}
        named |= {name for value in tree.xpath("//@aria-labelledby") for name in value.split()}
        assert named - set(ids) == set()


def test_the_same_collection_gives_the_same_bytes(weir: Any) -> None:
    """Neither the order of the readings nor the seed of hashes changes a byte."""
    here = dossier(weir.readings()[::-1], weir.trace(), MANIFEST)
    script = (
        "import importlib.util, sys; spec = importlib.util.spec_from_file_location('room', sys.argv[1]); "
        "room = importlib.util.module_from_spec(spec); sys.modules['room'] = room; spec.loader.exec_module(room); "
        "from whence.report.dossier import dossier; weir = room.make_weir(); "
        f"sys.stdout.buffer.write(dossier(weir.readings(), weir.trace(), {MANIFEST!r}).encode())"
    )
    conftest = sys.modules[type(weir).__module__].__file__
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        run = subprocess.run([sys.executable, "-c", script, conftest], capture_output=True, check=True, env=env)
        assert run.stdout == here.encode()


# --- who can use it -------------------------------------------------------------------------------------------------


def test_headings_go_down_one_step_at_a_time(weir: Any) -> None:
    """There is one main heading, and no heading skips a level."""
    levels = [int(node.tag[1]) for node in page(weir).xpath(HEADINGS)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_tables_and_drawings_name_themselves(weir: Any) -> None:
    """Header cells have a scope, tables a name, drawings a title and a description, scrolling parts a tab stop."""
    tree = page(weir)
    assert all(cell.get("scope") in ("col", "row") for cell in tree.xpath("//th"))
    assert all(table.xpath("caption") for table in tree.xpath("//table"))
    for drawing in tree.xpath("//svg"):
        assert drawing.get("role") == "img"
        assert drawing.xpath("title")
        assert drawing.xpath("desc")
    for region in tree.xpath('//*[contains(@class, "scroll")]'):
        assert region.get("tabindex") == "0"
        assert region.get("aria-label") or region.get("aria-labelledby")
    assert tree.xpath("string(/html/@lang)") == "en"
    assert tree.xpath("//body/a[1]/@class") == ["skip"]
    assert all(p.get("lang") for p in tree.xpath('//div[contains(@class, "line")]/p'))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.2."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_from_their_ground(weir: Any) -> None:
    """Every colour of words has a contrast of 4.5 to the page and to its washes, by day and by night."""
    (style,) = page(weir).xpath("//style/text()")
    themes = [dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)]
    assert len(themes) == 2
    for theme in themes:
        words = [name for name in theme if name not in ("paper", "wash", "rule")]
        assert len(words) == 9
        for name in words:
            assert min(contrast(theme[name], theme[ground]) for ground in ("paper", "wash")) >= 4.5, name


def test_no_hue_grades(weir: Any) -> None:
    """No colour of the page is red or green."""
    (style,) = page(weir).xpath("//style/text()")
    for digits in re.findall(r"#([0-9a-f]{6})\b", style):
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        assert not (red > 1.6 * max(green, blue) and red - green > 0x60), digits
        assert not (green > 1.2 * max(red, blue)), digits


# --- published checks -----------------------------------------------------------------------------------------------


def matched(claim: str, statement: str, **known: Any) -> Matched:
    """Return a published check that speaks of a claim."""
    check = PublishedCheck(
        id=claim,
        claim="Forty homes are under water",
        address="https://checks.example/weir?a=1&b=2",
        publisher="Tide <Check>",
        published=Moment(at="2031-03-04", precision=Precision.day, read_from=ReadFrom.feed),
        **known,
    )
    return Matched(claim=claim, check=check, score=0.913, statement=statement)


def test_published_checks_stand_with_their_claims_as_their_publishers_words(weir: Any) -> None:
    """A check is a link with publisher, date and quoted rating below its claim; the summary counts such claims."""
    found = [matched("flood", "a2", rating="Hoax", title="How wet is Ostrel?"), matched("calm", "e0")]
    tree = page(weir, checks=found)
    (line,) = section(tree, 1).xpath('.//ul[@class="checks"]/li')
    assert text(line) == (
        "Tide <Check> · 4 March 2031 · rated “Hoax” by Tide <Check>: How wet is Ostrel? “Forty homes are under water” "
        "(speaks of it: 0.91, inferred from wording)"
    )
    assert line.xpath("a/@href") == ["https://checks.example/weir?a=1&b=2"]
    (single,) = tree.xpath('//ul[@class="singles"]//ul[@class="checks"]/li')
    assert "gives no rating" in text(single)
    (counted,) = tree.xpath('//dl/div[dt="Published checks speak of it"]/dd')
    assert len(counted.xpath("a")) == len(tree.xpath('//ul[@class="checks"]')) == 2
    assert text(counted).startswith("2 claims: ")


def test_a_dossier_of_some_claims_has_their_checks_alone(weir: Any) -> None:
    """A check of a claim that is not shown is left out; without checks nothing is said of them."""
    tree = page(weir, claims=["safe"], checks=[matched("flood", "a2", rating="Hoax")])
    assert "Hoax" not in tree.text_content()
    assert "Published checks" not in page(weir).text_content()
