"""A rota file as a week to be planned. Format: docs/how-to/plan-a-rota.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from basehaven.core.room.week import Week
from basehaven.exchange.rota.fields import Fields, read_values
from basehaven.exchange.rota.people import ADULT, CHILD, Centre, read_adult, read_child, read_today
from basehaven.exchange.rota.rules import read_rules, shortest_default
from basehaven.exchange.rota.times import day_spans

TOP = "title week open rules own_rules settings rooms adults children"


@dataclass(frozen=True, slots=True)
class RotaFile:
    """What a rota file holds.

    Attributes:
        title: what it is called, or the file's name.
        week: what is asked for.
        names: how to call each room, adult and child.
    """

    title: str
    week: Week
    names: Mapping[str, str]


def read_rota(path: Path) -> RotaFile:
    """Read a rota file.

    Args:
        path: YAML or JSON.

    Returns:
        The week it asks for, and everybody's names.

    Raises:
        UnreadableSource: a field is missing, unknown, or cannot be; it says
            which, where and what to write.
    """
    top = Fields(read_values(path), path.name, TOP)
    centre = _centre(top)
    rules = read_rules(top)
    for row in top.rows("rooms", "id name"):
        centre.rooms.append(centre.named(row))
    adults, today = [], []
    for row in top.rows("adults", ADULT):
        adults.append(read_adult(row, centre))
        today += read_today(row, adults[-1], centre)
    children = [read_child(row, centre) for row in top.rows("children", CHILD)]
    for what, there in (("rooms", centre.rooms), ("adults", adults), ("children", children)):
        if not there:
            raise top.refuse(what, "is missing or empty. Add at least one.")
    week = Week(
        centre.monday,
        centre.opening,
        tuple(centre.rooms),
        tuple(adults),
        tuple(children),
        rules,
        tuple(today),
    )
    return RotaFile(top.text("title", path.stem), week, centre.names)


def _centre(top: Fields) -> Centre:
    monday = top.day("week")
    if monday is None:
        raise top.refuse("week", "is missing. Write the Monday of the week, such as 2026-03-02.")
    if monday.weekday():
        right = monday - timedelta(days=monday.weekday())
        raise top.refuse("week", f"is {monday}, a {monday:%A}. Write its Monday, {right}.")
    opening = day_spans(top, "open", monday)
    if not opening:
        raise top.refuse("open", "is missing. Write 'mon-fri: \"07:00-17:30\"' or the like.")
    return Centre(monday, opening, shortest_default(top))
