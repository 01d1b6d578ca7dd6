"""XML from anywhere is parsed without anything in it that could expand, reach out or run away."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.looks import is_xml
from whence.ingest.xml import attribute, canonical, child, local, parse_xml, root_name, words_of

BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))


def test_entities_of_a_document_s_own_expand_to_nothing(tmp_path: Path) -> None:
    """An entity that the document declares, or that names a file, gives no text; HTML's names of characters do."""
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read this")
    subset = f'<!ENTITY e0 "lol">{BOMB}<!ENTITY file SYSTEM "{secret.as_uri()}">'
    root = parse_xml(
        f'<?xml version="1.0"?><!DOCTYPE rss [{subset}]><rss><a>&e9;&file;one&nbsp;&eacute;&amp;</a></rss>'
    )
    assert words_of(root) == "&e9;&file;one é&"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<?xml version="1.0" encoding="UTF-16"?><rss version="2.0"><channel/></rss>', "rss"),
        ("\ufeff<!-- made <by> hand --><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "RDF"),
        ('<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.org/rss.dtd"><rss></rss>', "rss"),
        ("<!DOCTYPE opml [ <!ENTITY a '>]<feed>'> ] ><opml ></opml>", "opml"),
        ("no element", ""),
        ("<!DOCTYPE rss [ <!ENTITY never closed", ""),
    ],
)
def test_the_root_is_told_before_it_is_parsed(text: str, name: str) -> None:
    """A look at the first characters names the first element, and the parser agrees."""
    assert root_name(text) == name
    root = parse_xml(text)
    assert (local(root) if root is not None else "") == name


def test_what_is_broken_is_read_as_far_as_it_goes() -> None:
    """A document that breaks off, or leaves elements open, still gives what stands before."""
    root = parse_xml("<rss><channel><title>Ferry & quay<item><title>One</title>")
    assert root is not None
    assert words_of(child(root, "channel", "title")) == "Ferry & quayOne"


def test_deep_nesting_ends() -> None:
    """A document of a hundred thousand open elements is no trouble."""
    root = parse_xml("<rss>" + "<a>" * 100_000)
    assert root is None or (local(root) == "rss" and sum(1 for _ in root.iter()) < 1_000)


def test_an_element_s_own_bytes_do_not_depend_on_what_stands_around_it() -> None:
    """The canonical form of an item is the same in two documents that write it differently."""
    one = parse_xml("<rss xmlns:x='urn:x'><item a='1' b='2'><t>x</t></item> tail</rss>")
    two = parse_xml('<rss>\n<!-- c --><item b="2"  a="1"><t>x</t></item></rss>')
    assert one is not None and two is not None
    assert canonical(one[0]) == canonical(two[0])
    assert attribute(one[0], "none", "b") == "2"


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")))
def test_any_text_gives_a_tree_or_none(text: str) -> None:
    """Whatever is given, there is a root or None, and never an error."""
    for document in (text, f"<rss>{text}</rss>", f"<!DOCTYPE r [{text}<r a='{text}'>"):
        root_name(document)
        root = parse_xml(document)
        assert root is None or isinstance(words_of(root), str)


@pytest.mark.parametrize(
    ("head", "xml"),
    [
        (b"<?xml version='1.0'?>", True),
        (b"\xef\xbb\xbf \n<rss version='2.0'>", True),
        (b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", True),
        ("<?xml version='1.0' encoding='UTF-16'?>".encode("utf-16"), True),
        (b"<!-- made by hand -->", True),
        (b"<!-- saved from url --><html>", False),
        (b"<feedback>", False),
        (b"<html>", False),
        (b"words <rss>", False),
    ],
)
def test_xml_is_told_by_its_first_bytes(head: bytes, xml: bool) -> None:
    """A declaration, or the root of a format that is read, tells XML in whatever width of letters."""
    assert is_xml(head) is xml
