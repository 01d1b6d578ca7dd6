"""Sentences of the news read as a whole: the network's relations and the rules that mend them, together."""

from __future__ import annotations

import pytest

from whence.ingest.capture import read_capture
from whence.read import read
from whence.records import Form, Reading

TITLE = "Report of the day\n\n"

CITED = [
    (  # the cited between the outlet and its verb
        "Reuters, citing two people familiar with the matter, reported that the dam at Orvik was leaking.",
        ("two people familiar with the matter", "unnamed", ["Reuters"]),
    ),
    (  # the cited between the verb and what is reported
        "Reuters reported, citing two people familiar with the matter, that the dam at Orvik was leaking.",
        ("two people familiar with the matter", "unnamed", ["Reuters"]),
    ),
    (
        "The bank is old. The Marlow Post, citing unidentified sources, said the bank would close 40 branches.",
        ("unidentified sources", "unnamed", ["Marlow Post"]),
    ),
    (  # a group stays one
        "The Financial Courier, citing people who had seen the report, said the fund lost $40 million.",
        ("people who had seen the report", "collective", ["Financial Courier"]),
    ),
    (  # the network gave the cited alone
        "The Sund Herald, quoting three engineers at the plant, wrote on Friday that the wall had moved.",
        ("three engineers at the plant", "unnamed", ["Sund Herald"]),
    ),
    (
        "The Marlow Post, which cited three officials, reported that the bridge would close.",
        ("three officials", "unnamed", ["Marlow Post"]),
    ),
    (  # what a person cites is evidence
        "The minister, citing two studies, said that the dam was safe.",
        ("minister", "unnamed", []),
    ),
    (
        "Tass cited Foreign Minister Ivan Holm as saying that “dozens” of soldiers had crossed the river.",
        ("Ivan Holm", "named_person", ["Tass"]),
    ),
    (
        "The bridge fell on Monday. Radio Tarsk quoted a spokesman as saying the bridge had been hit by a drone.",
        ("spokesman", "unnamed", ["Radio Tarsk"]),
    ),
    (  # two outlets
        "The bridge fell on Monday. TASS and Interfax quoted the ministry as saying the ship had turned back.",
        ("ministry", "named_organisation", ["TASS", "Interfax"]),
    ),
    (
        "The news agency Tarska and the daily Vesti quoted Interior Minister Ivo Tamm as saying that a man was held.",
        ("Ivo Tamm", "named_person", ["Tarska", "Vesti"]),
    ),
    (  # the passive
        "Foreign Minister Ivan Holm was quoted by Tass as saying that “dozens” of soldiers had died.",
        ("Ivan Holm", "named_person", ["Tass"]),
    ),
    (  # what was said before the quoting verb, an outlet with a day's name in its own
        "“The bridge is safe,” the Sunday Herald quoted Deputy Minister Ada Brom as saying.",
        ("Ada Brom", "named_person", ["Sunday Herald"]),
    ),
    (
        "State television quoted Mr Tamm as telling reporters that the bridge would be rebuilt.",
        ("Tamm", "named_person", ["State television"]),
    ),
]


def reading(text: str) -> Reading:
    """The reading of a plain capture."""
    return read(read_capture(TITLE + text, file="f", url=None, article_id="a", digest="d", language="en"))


def told(found: Reading) -> list[tuple[str | None, str, list[str], str]]:
    """The speaker, the kind, the stations before the speaker and the content of each attributed statement."""
    by_id = {source.id: source for source in found.sources}
    rows = []
    for statement in found.statements:
        if statement.form is Form.own_voice:
            continue
        who = by_id.get(statement.speaker or "")
        content = " … ".join(found.article.text[s.start : s.end] for s in statement.content)
        stations = [station.name for station in statement.chain if not who or station.name != who.name]
        rows.append((who.name if who else None, who.kind.value if who else "none", stations, content))
    return rows


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_who_is_cited_or_quoted_speaks_once_through_the_outlet(text, expected):
    """One statement of whoever is cited or quoted, with the outlets as stations; no content begins with the citing."""
    rows = told(reading(text))
    assert [row[:3] for row in rows] == [expected]
    assert not rows[0][3].startswith(("citing", "quoting"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"I don\'t hear a word of it," said Hale. "Nor do I," Lee said.',
            [("Hale", '"I don\'t hear a word of it,"'), ("Lee", '"Nor do I,"')],
        ),
        (
            "“I am sorry,” said Brom. “So am I,” said Tamm. “Me too,” Lind said.",
            [("Brom", "“I am sorry,”"), ("Tamm", "“So am I,”"), ("Lind", "“Me too,”")],
        ),
        (
            '"It was dark," Hale said. "Nobody saw the boat."',
            [("Hale", '"It was dark," … "Nobody saw the boat."')],
        ),
    ],
)
def test_each_quotation_goes_to_whom_its_own_words_name(text, expected):
    """Of two who speak in turn each has what stands beside them; a quotation that goes on stays with its speaker."""
    rows = told(reading(text))
    assert [(speaker, content) for speaker, _, _, content in rows if content.startswith(('"', "“"))] == expected


@pytest.mark.parametrize(
    ("text", "own", "evidence"),
    [
        (
            "A video posted on Telegram and verified by the Sund Herald appears to show a burning truck.",
            True,
            "A video posted on Telegram and verified by the Sund Herald",
        ),
        (
            "Video posted on X on Monday and verified by the BBC showed smoke over the bridge and a truck in flames.",
            False,
            "Video posted on X on Monday and verified by the BBC",
        ),
        (
            "This photo provided on Sunday, Jan. 7, 2018 by the Orvik Fire Department shows a burned house.",
            False,
            "This photo provided on Sunday, Jan. 7, 2018 by the Orvik Fire Department",
        ),
        ("The mayor appears to believe that the bridge is safe.", False, ""),
    ],
)
def test_a_picture_is_the_evidence_of_what_it_shows(text, own, evidence):
    """Nobody who posted or checked a picture speaks; what it only appears to show the outlet says itself."""
    found = reading(text)
    said = found.statements[-1]
    assert (said.form is Form.own_voice) is own
    assert [found.article.text[s.start : s.end] for s in said.evidence] == ([evidence] if evidence else [])
    assert not any(name in ("BBC", "Sund Herald", "Orvik Fire Department") for name, *_ in told(found))


def test_whoever_warns_speaks_and_a_verb_is_nobody_told():
    """Where engineers speaking to a station warn, the station was told, and "warned" is no part of it."""
    text = "Engineers speaking to Radio Tarsk warned that their readings led them to conclude that the dam would fail."
    found = reading(text)
    assert all(row[0] == "Engineers speaking to Radio Tarsk" for row in told(found))
    for statement in found.statements:
        assert not any("warned" in found.article.text[s.start : s.end] for s in statement.addressee)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The mayor said the claim was “absurd.”", Form.mixed),
        ('The mayor called it "nonsense".', Form.mixed),
        ("Ms Holm described the report as “rubbish” and left.", Form.mixed),
        ("“Well,” the mayor said, “no.”", Form.direct),
    ],
)
def test_a_lone_word_that_somebody_said_is_quoted(text, form):
    """The last word behind "said" and what a thing was called are the speaker's own, and so no scare quotes."""
    said = next(s for s in reading(text).statements if s.cue)
    assert (said.form, said.scare) == (form, ())


def test_a_group_that_will_not_be_named_keeps_its_outlet():
    """What officials on condition of anonymity say next, or others of their kind, came through whom they told."""
    rows = told(
        reading(
            "French officials, speaking on condition of anonymity, told the Sund Herald that the ship had left. "
            "The officials said the crew was safe."
        )
    )
    assert [row[:3] for row in rows] == [("French officials", "collective", ["Sund Herald"])] * 2


def test_a_group_speaks_for_itself_and_not_for_a_body_that_comes_later():
    """ "The group" is the front that spoke, "it" nobody who is named paragraphs later."""
    rows = told(
        reading(
            "The Northern Liberation Front said on Monday that it had burned the depot at Ossa.\n\n"
            "“We burned it,” the group said.\n\nFires spread. The World Reed Organization (WRO) urged calm."
        )
    )
    assert [row[0] for row in rows] == ["Northern Liberation Front"] * 2 + ["World Reed Organization"]


def test_a_station_with_a_number_is_named_in_full():
    """A programme's station is the one that was told."""
    rows = told(reading("The mayor told BBC Radio 4's Today programme that the dam was safe."))
    assert [row[2] for row in rows] == [["BBC Radio 4"]]
