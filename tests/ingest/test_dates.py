from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.dates import contains_date, parse_declared, parse_printed, printed_moments
from whence.records import Precision, ReadFrom

PRINTED = [
    ("Published 8.52am, Tuesday 14 March 2034", "2034-03-14T08:52:00", Precision.minute),
    ("17 November 2031, 18:40", "2031-11-17T18:40:00", Precision.minute),
    ("Nov. 17, 2031 6:40 pm ET", "2031-11-17T18:40:00-05:00", Precision.minute),
    ("July 4, 2031 6:40 pm ET", "2031-07-04T18:40:00-04:00", Precision.minute),
    ("13:24 GMT +320 July 2018", "2018-07-20T13:24:00+03:00", Precision.minute),
    ("13:24 GMT +111 July 2018", "2018-07", Precision.month),
    ("The 14th of March, 2034 at 0652 GMT", "2034-03-14T06:52:00+00:00", Precision.minute),
    ("3 May 2031 - 18:40 (UTC+2)", "2031-05-03T18:40:00+02:00", Precision.minute),
    ("Fri, May 2, 2031 at 5:10 PM PDT", "2031-05-02T17:10:00-07:00", Precision.minute),
    ("Updated 12.05am BST, 1 June 2031", "2031-06-01T00:05:00+01:00", Precision.minute),
    ("INLAND *** 0745 3 JUN 2031 (Tue) ***", "2031-06-03T07:45:00", Precision.minute),
    ("In 2010 3 June 2031 came", "2031-06-03", Precision.day),
    ("2031-09-09 06:52:11", "2031-09-09T06:52:11", Precision.second),
    ("23.05.2031, 15:47 Uhr", "2031-05-23T15:47:00", Precision.minute),
    ("le 1er mai 2031 à 18h40", "2031-05-01T18:40:00", Precision.minute),
    ("14 de marzo de 2034", "2034-03-14", Precision.day),
    ("2031年5月3日 12:30", "2031-05-03T12:30:00", Precision.minute),
    ("Sat 3 May 2031", "2031-05-03", Precision.day),
    ("March 2034", "2034-03", Precision.month),
    ("posted 09/05/31 11:05 CEST // 41 comments", "2031-05-09T11:05:00+02:00", Precision.minute),
    ("09/05/2031 11:05 EST", "2031-09-05T11:05:00-05:00", Precision.minute),
    ("SUND-HARBOUR/ 14-05-31 18:05", "2031-05-14T18:05:00", Precision.minute),
    ("Filed 14.05.72 at 18:05", "1972-05-14T18:05:00", Precision.minute),
    ("Friday 9 May, evening bulletin, 2031", "2031-05-09", Precision.day),
    ("Friday, May 9, from the newsroom at six, 2031", "2031-05-09", Precision.day),
]


@pytest.mark.parametrize(("line", "at", "precision"), PRINTED)
def test_a_printed_date_is_read_as_finely_as_it_is_stated(line: str, at: str, precision: Precision) -> None:
    """A line's date, time and zone are read to the part that it states and no further."""
    moment = parse_printed(line, read_from=ReadFrom.text)
    assert moment is not None
    assert (moment.at, moment.precision, moment.read_from) == (at, precision, ReadFrom.text)


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday 14 March", "03/04/2031", "03/04/2031 11:05 GMT", "31 February 2031", "8.52am, Tuesday", "May told him",
        "", "posted 03/04/31 11:05", "won 14-05-31 at home", "Monday 9 May, evening bulletin, 2031",
    ],
)  # fmt: skip
def test_what_is_not_stated_is_not_guessed(line: str) -> None:
    """No year is added, and a day and month that cannot be told apart give nothing."""
    assert parse_printed(line, read_from=ReadFrom.text) is None


def test_each_clock_time_belongs_to_one_date() -> None:
    """Times before their dates stay with them, and the word before says which one is a change."""
    line = "PUBLISHED: 08:05, 10 Sep 2031 | UPDATED: 08:40, 11 Sep 2031"
    found = printed_moments(line, read_from=ReadFrom.text)
    assert [(p.moment.at, p.updated) for p in found] == [
        ("2031-09-10T08:05:00", False),
        ("2031-09-11T08:40:00", True),
    ]


def test_the_clock_of_a_change_makes_a_second_moment_of_its_day() -> None:
    """A date without a clock, and behind it a word of change with one, are a day and a change in it."""
    found = printed_moments("Friday 9 May 2031   Updated 12.10pm", read_from=ReadFrom.text)
    assert [(p.moment.at, p.updated) for p in found] == [("2031-05-09", False), ("2031-05-09T12:10:00", True)]


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("FIRE-MILL/ (UPDATE 2) 19-06-2031 07:15 +0100", False),
        ("UPDATE 3 - 19 June 2031", False),
        ("Updated: 19 June 2031", True),
        ("Update 19 June 2031", True),
        ("Updated 07:15, 19 June 2031", True),
    ],
)
def test_a_numbered_version_is_no_change(line: str, updated: bool) -> None:
    """A wire counts its versions; a word of change before a date without such a number marks a change."""
    assert [p.updated for p in printed_moments(line, read_from=ReadFrom.text)] == [updated]


@pytest.mark.parametrize(
    ("line", "named"), [("Tuesday 9 September", True), ("March 2034", False), ("On the march", False)]
)
def test_a_line_contains_a_date_where_it_names_a_day(line: str, named: bool) -> None:
    """A day and a month are enough for a line to be about a date; a month or a verb is not."""
    assert contains_date(line) is named


DECLARED = [
    ("2031-09-09T06:52:00+02:00", "2031-09-09T06:52:00+02:00"),
    ("2031-09-09T06:52:00.123Z", "2031-09-09T06:52:00+00:00"),
    ("2031-09-09T06:52", "2031-09-09T06:52:00"),
    ("Tue, 09 Sep 2031 06:52:00 GMT", "2031-09-09T06:52:00+00:00"),
    ("20310909T0652", "2031-09-09T06:52:00"),
    ("2031-09", "2031-09"),
    ("Sep 9, 2031", "2031-09-09"),
]


@pytest.mark.parametrize(("value", "at"), DECLARED)
def test_declared_values_keep_their_own_offset(value: str, at: str) -> None:
    """ISO 8601, RFC 822 and printed forms are read; the offset is the one that is written."""
    moment = parse_declared(value, read_from=ReadFrom.meta)
    assert moment is not None
    assert moment.at == at


@pytest.mark.parametrize("value", ["", "soon", "2031-13-40", "99999999999999999999", "0000-00-00T00:00:00Z"])
def test_a_declared_value_that_is_no_time_gives_nothing(value: str) -> None:
    """Values that cannot be a time are left out and raise nothing."""
    assert parse_declared(value, read_from=ReadFrom.json_ld) is None


@given(st.text(max_size=200))
def test_any_text_is_looked_at_without_error(text: str) -> None:
    """No line makes the reader of dates fail, and what it finds lies inside the line."""
    for found in printed_moments(text, read_from=ReadFrom.text):
        assert 0 <= found.start < found.end <= len(text)
    parse_declared(text, read_from=ReadFrom.meta)
    contains_date(text)


@given(
    st.dates(),
    st.sampled_from(
        ["{d.day} {m} {d.year:04d}", "{m} {d.day}, {d.year:04d}", "{d.year:04d}-{d.month:02d}-{d.day:02d}"]
    ),
)
def test_a_day_of_the_last_centuries_comes_back_as_printed(d: object, form: str) -> None:
    """A date that is printed in a usual form is read as that date."""
    import datetime

    assert isinstance(d, datetime.date)
    moment = parse_printed(form.format(d=d, m=d.strftime("%B")), read_from=ReadFrom.text)
    if 1900 <= d.year < 2200:
        assert moment is not None
        assert moment.at == d.isoformat()
