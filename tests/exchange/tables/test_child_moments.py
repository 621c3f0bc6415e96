"""One child's moments out of a folder of open tables."""

from __future__ import annotations

import csv
from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from basehaven.core.errors import UnreadableSource
from basehaven.core.relationships.types import CareEvent
from basehaven.exchange.tables.child_moments import ChildMoments, read_child_moments
from basehaven.exchange.tables.parse import parse
from basehaven.exchange.tables.schema import TABLES
from basehaven.exchange.tables.write import write_tables
from tests.exchange.drawn import draw

CHILDREN = """
    child_id, name,  born_on
    milo,     Milo,  2022-10-01
    lou,      Lou,
"""
ADULTS = """
    adult_id, name
    ana,      Ana
    ben,
"""
EVENTS = """
    event_id, child_id, at,                        context, distress, available, sought,  approached, missed, soothed, minutes_to_settle, observer_id
    e1,       milo,     2024-05-01T08:00:00+00:00, hurt,    ,         ana|ben,   someone, ana,        ,       yes,     4,                 ben
    e2,       milo,     2024-05-02T03:00:00+00:00, play,    false,    ,          ,        ,           rosa,   ,        ,
    e3,       lou,      2024-05-02T08:00:00+00:00, hurt,    ,         ana,       nobody,  ,           ,       ,        ,
"""  # noqa: E501 a row of a table is a line


def read(folder: Path, child: str = "milo", zone=UTC) -> ChildMoments:
    return read_child_moments(folder, child, zone)


def refused(folder: Path, child: str = "milo") -> list[tuple[str, int | None, str, str]]:
    return [(f.file, f.line, f.column, f.code) for f in read(folder, child).refused]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return draw(tmp_path / "tables", children=CHILDREN, adults=ADULTS, care_events=EVENTS)


def test_a_row_becomes_a_moment_with_blanks_unknown(folder):
    found = read(folder)
    first, second = found.events
    assert first == CareEvent(
        "e1", first.at, "hurt", available=("ana", "ben"), sought="someone", approached=("ana",),
        soothed="yes", minutes_to_settle=4, observer_id="ben",
    )  # fmt: skip
    assert (second.distress, second.sought, second.missed) == (False, "", ("rosa",))
    assert (second.minutes_to_settle, second.observer_id) == (None, None)
    assert (found.born, found.names, found.refused) == (date(2022, 10, 1), {"ana": "Ana"}, [])


def test_days_are_told_where_they_happened(folder):
    there = read(folder, zone=ZoneInfo("America/Los_Angeles")).events[1]
    assert there.at.date() == date(2024, 5, 1)


def test_moments_alone_are_enough(tmp_path):
    found = read(draw(tmp_path / "tables", care_events=EVENTS))
    assert (len(found.events), found.born, found.names) == (2, None, {})


def test_parquet_says_the_same(folder, tmp_path):
    def rows(name: str) -> list[dict[str, object]]:
        with (folder / f"{name}.csv").open(newline="") as file:
            return [_typed(name, row) for row in csv.DictReader(file)]

    write_tables(tmp_path / "p", {n: rows(n) for n in ("children", "care_events")}, "parquet")
    assert read(tmp_path / "p").events == read(folder).events
    assert read(tmp_path / "p").born == date(2022, 10, 1)


def _typed(table: str, row: dict[str, str]) -> dict[str, object]:
    return {c.name: parse(c, row[c.name]) for c in TABLES[table].columns if c.name in row}


def test_a_child_without_moments_is_found_and_another_is_not(tmp_path):
    events = EVENTS.replace("milo", "nobody-else")
    folder = draw(tmp_path / "tables", children=CHILDREN, care_events=events)
    assert read(folder).sources == ("",)
    assert read(folder).events == []
    assert read(folder, "stranger").sources == ()


def test_a_folder_without_moments_of_care_says_what_is_missing(tmp_path):
    with pytest.raises(UnreadableSource, match="tables: no table care_events"):
        read(draw(tmp_path / "tables", children=CHILDREN))


@pytest.mark.parametrize(
    ("old", "new", "column", "code"),
    [
        ("2024-05-01T08:00:00+00:00", "2024-05-01T08:00:00", "at", "time-without-zone"),
        ("hurt,    ,         ana|ben", "hungry, , ana|ben", "context", "unknown-code"),
        ("ana|ben", "ana|ana", "available", "twice-in-list"),
        ("yes,     4,", "yes, soon,", "minutes_to_settle", "not-a-number"),
        ("e2,       milo", "e1, milo", "event_id", "key-twice"),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_file_row_and_column(tmp_path, old, new, column, code):
    assert old in EVENTS
    folder = draw(tmp_path / "tables", care_events=EVENTS.replace(old, new, 1))
    line = 3 if code == "key-twice" else 2
    assert refused(folder) == [("care_events.csv", line, column, code)]
    assert refused(folder, "lou") == []


def test_a_row_too_broken_to_say_whose_it_is_counts_for_every_child(tmp_path):
    folder = draw(tmp_path / "tables", care_events=EVENTS + "\n    e4, lou, 2024")
    assert refused(folder) == [("care_events.csv", 5, "", "unreadable-row")]


def test_a_birth_date_that_cannot_be_is_named(tmp_path):
    folder = draw(
        tmp_path / "tables",
        children=CHILDREN.replace("2022-10-01", "2022-13-01"),
        care_events=EVENTS,
    )
    assert refused(folder) == [("children.csv", 2, "born_on", "impossible-date")]


def test_a_child_not_born_has_no_age(tmp_path):
    children = CHILDREN.replace("born_on", "born_on, born_precision").replace(
        "2022-10-01", "2022-10-01, unborn"
    )
    children = children.replace("Lou,", "Lou,,")
    assert read(draw(tmp_path / "t", children=children, care_events=EVENTS)).born is None


SOURCES = """
    source_id, event_id, child_id, at,                        context, available, approached
    county,    e1,       milo,     2024-05-01T08:00:00+00:00, hurt,    ana|ben,   ana
    centre,    e1,       milo,     2024-05-01T08:00:00+00:00, hurt,    ana,       ana
    centre,    e2,       county::milo, 2024-05-02T08:00:00+00:00, hurt, ana|county::ana, ana
"""


def test_one_id_in_two_sources_is_two_children(tmp_path):
    folder = draw(tmp_path / "tables", care_events=SOURCES)
    assert read(folder).sources == ("centre", "county")
    assert read(folder).events == []
    assert len(read(folder, "centre::milo").events) == 1
    assert len(read(folder, "county::milo").events) == 2


def test_adults_of_another_source_are_other_people(tmp_path):
    adults = "source_id, adult_id, name\ncounty, ana, Ana\ncentre, ana, Anabel"
    found = read(draw(tmp_path / "t", care_events=SOURCES, adults=adults), "county::milo")
    assert found.events[1].available == ("centre::ana", "ana")
    assert found.events[1].approached == ("centre::ana",)
    assert found.names == {"ana": "Ana", "centre::ana": "Anabel"}


def test_a_file_without_its_source_belongs_to_the_one_that_is_named(tmp_path):
    folder = draw(
        tmp_path / "tables", children="source_id, child_id\ncounty, milo", care_events=EVENTS
    )
    assert read(folder).sources == ("county",)
    assert len(read(folder).events) == 2


def test_a_name_that_would_write_on_the_terminal_is_not_taken(tmp_path):
    adults = "adult_id, name\nana, \x1b[31mAna"
    assert read(draw(tmp_path / "t", care_events=EVENTS, adults=adults)).names == {}
