"""One child's moments of care out of a folder of open tables, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from basehaven.core.errors import UnreadableSource
from basehaven.core.relationships.types import CareEvent
from basehaven.exchange.findings import REFUSED, Finding
from basehaven.exchange.tables.parse import CONTROL, JOINS_SOURCE, Unfit
from basehaven.exchange.tables.read import tables_in
from basehaven.exchange.tables.rows import TableRows
from basehaven.exchange.tables.schema import TABLES

READ = ("children", "adults", "care_events")


class Key(NamedTuple):
    """An id and the source it is unique in; the source may be empty."""

    source_id: str
    own_id: str


@dataclass(slots=True)
class ChildMoments:
    """What a folder holds of one child.

    Attributes:
        sources: those with a child of that id. Nothing more is read unless it
            is exactly one; where no file says its source it is one without a name.
        born: None when the folder does not say, or the child is not born.
        events: in the order in which they stand.
        names: adult id, as in ``events``, -> name, for those the folder names.
        refused: rows of this child that do not fit; they are not in ``events``.
    """

    sources: tuple[str, ...]
    born: date | None = None
    events: list[CareEvent] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    refused: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of the child, or one too broken to say whose it is: then without an id."""

    file: TableRows
    line: int
    cells: Any
    key: Key


def read_child_moments(folder: Path, child: str, zone: tzinfo) -> ChildMoments:
    """Read what a folder of open tables holds of one child's moments of care.

    Args:
        folder: with ``care_events``; ``children`` and ``adults`` are optional.
        child: the child's id, or ``source::id``.
        zone: in which the days of the moments are told.

    Returns:
        The moments, and the rows of this child that could not be read. Rows of
        other children are passed over unread.

    Raises:
        UnreadableSource: no ``care_events``, or a file that is not what it says.
    """
    known, _ = tables_in(folder)
    if "care_events" not in known:
        raise UnreadableSource(
            f"{folder.name}: no table care_events (.csv or .parquet) in it, so nothing is recorded "
            "there of whom a child turned to. Export it too, or name another folder."
        )
    files = {name: TableRows(path, TABLES[name]) for name, path in known.items() if name in READ}
    source, _, own_id = child.rpartition(JOINS_SOURCE)
    rows = [
        row
        for name in ("children", "care_events")
        if name in files
        for row in _rows_of(files[name], own_id)
        if not source or row.key.source_id in ("", source)
    ]
    found = {row.key.source_id for row in rows if row.key.own_id}
    read = ChildMoments(tuple(sorted(found - {""})) or tuple(found))
    if len(read.sources) == 1:
        whose = Key(read.sources[0], own_id)
        _read_rows(read, rows, whose, zone)
        if "adults" in files:
            read.names = dict(_names(files["adults"], whose))
    return read


def _rows_of(file: TableRows, own_id: str) -> Iterator[_Found]:
    for line, cells in file.rows:
        if len(cells) != len(file.header):
            yield _Found(file, line, cells, Key("", ""))
            continue
        key = _key(file.as_it_stands(cells, "child_id"), file.as_it_stands(cells, "source_id"))
        if key.own_id == own_id:
            yield _Found(file, line, cells, key)


def _key(value: str, own_source: str) -> Key:
    source, between, own_id = value.partition(JOINS_SOURCE)
    return Key(source, own_id) if between else Key(own_source, value)


def _read_rows(read: ChildMoments, rows: list[_Found], whose: Key, zone: tzinfo) -> None:
    first: dict[tuple[str, str], int] = {}  # an event's key -> the row where it stands
    for row in rows:
        values: dict[str, Any] = {}
        problems = list(row.file.problems(row.cells, values))
        if row.file.table.name == "care_events" and not problems:
            key = (values.get("source_id") or whose.source_id, values["event_id"])
            if first.setdefault(key, row.line) != row.line:
                twice = f"This event_id stands in row {first[key]} too."
                problems.append(
                    ("event_id", key[1], Unfit("key-twice", twice, "Keep one of the two rows."))
                )
        for column, value, unfit in problems:
            read.refused.append(
                Finding(REFUSED, unfit.code, row.file.path.name, row.line, column, value,
                        str(unfit), unfit.way_out, whose.own_id)
            )  # fmt: skip
        if problems:
            continue
        if row.file.table.name == "care_events":
            read.events.append(care_event(_named_by(whose, values), zone))
        elif values.get("born_on") and values.get("born_precision") != "unborn":
            read.born = date.fromisoformat(values["born_on"])


def _named_by(whose: Key, values: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its adults named as the child's own source names them."""
    row_source = values.get("source_id") or whose.source_id
    named = dict(values)
    for column in TABLES["care_events"].columns:
        value = values.get(column.name)
        if column.refers_to == "adults" and value:
            given = value if isinstance(value, list) else [value]
            plain = [_plain(_key(adult, row_source), whose) for adult in given]
            named[column.name] = plain if isinstance(value, list) else plain[0]
    return named


def _plain(key: Key, whose: Key) -> str:
    same = key.source_id == whose.source_id
    return key.own_id if same else f"{key.source_id}{JOINS_SOURCE}{key.own_id}"


def care_event(values: Mapping[str, Any], zone: tzinfo) -> CareEvent:
    """A row of ``care_events`` as a value.

    Args:
        values: as the readers of the open tables give them; missing is unknown.
        zone: in which the day of the moment is told.

    Returns:
        The moment.
    """

    def flag(name: str) -> bool | None:
        return None if values.get(name) is None else bool(values[name])

    def text(name: str) -> str:
        return values.get(name) or ""

    def many(name: str) -> tuple[str, ...]:
        return tuple(values.get(name) or ())

    return CareEvent(
        event_id=text("event_id"),
        at=datetime.fromisoformat(values["at"]).astimezone(zone),
        context=text("context"),
        seen=many("seen"),
        distress=flag("distress"),
        arousal=text("arousal"),
        available=many("available"),
        sought=text("sought"),
        approached=many("approached"),
        approach=text("approach"),
        missed=many("missed"),
        responder_id=text("responder_id") or None,
        response=text("response"),
        soothed=text("soothed"),
        minutes_to_settle=values.get("minutes_to_settle"),
        back_to_play=flag("back_to_play"),
        observer_id=text("observer_id") or None,
        confidence=text("confidence"),
    )


def _names(file: TableRows, whose: Key) -> Iterator[tuple[str, str]]:
    for _, cells in file.rows:
        name = file.as_it_stands(cells, "name")
        if len(cells) == len(file.header) and name and not CONTROL.search(name):
            source = file.as_it_stands(cells, "source_id") or whose.source_id
            yield _plain(Key(source, file.as_it_stands(cells, "adult_id")), whose), name
