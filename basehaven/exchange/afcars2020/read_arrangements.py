"""The living arrangements of one removal: where, from which day, and what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from basehaven.exchange.afcars2020.codes import FOSTER_HOME, NOT_SAID, OTHER, codes
from basehaven.exchange.afcars2020.record import Arrangement, RemovalRecord
from basehaven.exchange.afcars2020.xml import local

if TYPE_CHECKING:
    from basehaven.exchange.afcars2020.read_record import RecordReader

ARRANGEMENT_ELEMENTS = frozenset({"E112", "E113", "E120"})
HOME_ELEMENTS = frozenset({"E114", "E115", "E116", "E117", "E118", "E119"})
PLAN_ELEMENTS = frozenset({"E147", "E148"})


def read_arrangements(
    reader: RecordReader, element: Any, removal: RemovalRecord
) -> list[Arrangement]:
    """The arrangements of a removal in order of their days, and its plans beside.

    Args:
        reader: keeps what is wrong.
        element: the removal.
        removal: with its days; the plans become one of its extra values.

    Returns:
        Those whose day could be read.
    """
    found: list[Arrangement] = []
    plans: list[str] = []
    for wrapper in element:
        for part in wrapper:
            name = local(part.tag)
            if name == "living_arrangement":
                found += _arrangement(reader, part)
            elif name == "permanency_plan":
                plan = reader.leaves(part, PLAN_ELEMENTS)
                plans.append(f"{plan.get('E147', '')}:{plan.get('E148', '')}")
    if plans:
        removal.extra["afcars_plans"] = " ".join(plans)
    in_order = sorted(found, key=lambda one: one.started_on)
    if in_order != found:
        reader.warn("not-in-order", "E112", "",
                    "The living arrangements do not stand in the order of their days. They are "
                    "read in that order.", "Nothing to do.")  # fmt: skip
    _compare_days(reader, removal, in_order)
    return in_order


def _arrangement(reader: RecordReader, element: Any) -> list[Arrangement]:
    values = reader.leaves(element, ARRANGEMENT_ELEMENTS)
    for part in element:
        if len(part):
            values |= reader.leaves(part, HOME_ELEMENTS)
    values |= reader.leaves(element, HOME_ELEMENTS)
    started_on = reader.day(values, "E112")
    if started_on == "":
        reader.refuse("no-first-day", "E112", "", "A living arrangement needs its first day.",
                      "Write it as yyyymmdd, for example 20240331.")  # fmt: skip
    kind = _kind(reader, values)
    if not started_on:
        return []
    carried = {
        f"afcars_{name.lower()}": value
        for name, value in sorted(values.items())
        if name != "E112" and value and not (name in HOME_ELEMENTS and value == "0")
    }
    return [Arrangement(started_on, kind, carried)]


def _kind(reader: RecordReader, values: dict[str, str]) -> str:
    """Our kind of stay; what the codes do not say is "other", never guessed."""
    is_foster, other = values.get("E113", ""), values.get("E120", "")
    if reader.code("E113", is_foster, {FOSTER_HOME: "", OTHER: ""}) and is_foster == FOSTER_HOME:
        if other:
            reader.warn("two-kinds-at-once", "E120", other,
                        "A foster family home (E113) and another arrangement (E120) at once. "
                        "It is read as a foster home.", "Clear one of the two.")  # fmt: skip
        homes = codes("foster_home")
        return next((homes[name].stay for name in homes if values.get(name) == "1"), "foster")
    if reader.code("E120", other, codes("other_arrangement")):
        return codes("other_arrangement")[other].stay
    if not other:
        reader.warn("place-not-said", "E120", "",
                    "It does not say where the child lived. It is read as another kind of place.",
                    "Write 1 in E113, or the code in E120.")  # fmt: skip
    return NOT_SAID


def _compare_days(
    reader: RecordReader, removal: RemovalRecord, arrangements: list[Arrangement]
) -> None:
    entry, end = removal.removed_on, removal.exited_on
    if not arrangements:
        reader.warn("no-arrangement", "E112", "", "A removal without any living arrangement.",
                    "Add where the child lived: moves cannot be counted without "
                    "it.")  # fmt: skip
        return
    first = arrangements[0].started_on
    if entry and first > entry and not (end and first > end):
        reader.warn("gap", "E112", first,
                    f"Where the child lived is not recorded from {entry} to here.",
                    "Add the living arrangement of these days.")  # fmt: skip
    for one in arrangements:
        reader.warn_if_later("E112", one.started_on)
        if entry and one.started_on < entry:
            reader.warn("before-the-removal", "E112", one.started_on,
                        f"The living arrangement starts before the removal ({entry}).",
                        "Check E112 and E69.")  # fmt: skip
        if end and one.started_on > end:
            reader.refuse("after-the-exit", "E112", one.started_on,
                          f"The living arrangement starts after the child left care ({end}).",
                          "Check E112 and E153.")  # fmt: skip
