"""A merged child into rows of the open tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from basehaven.exchange.afcars2020.codes import codes
from basehaven.exchange.afcars2020.record import ChildRecord, RemovalRecord

DerivedRow = tuple[str, dict[str, Any], int]


def child_row(record: ChildRecord) -> dict[str, Any]:
    """The row of ``children``."""
    return {
        "child_id": record.child_id,
        "born_on": record.born_on or None,
        "born_precision": "day" if record.born_on else "",
        "sex": record.sex,
        "groups": record.groups,
        "extra": record.extra,
    }


def rows_of(child_id: str, removals: Sequence[RemovalRecord]) -> Iterator[DerivedRow]:
    """Removals and stays of one child.

    Args:
        child_id: the child's id in the file.
        removals: in order, without a shared day.

    Yields:
        ``(table, values, number of the submission it is from)``; a removal
        before its stays.

    A stay ends where the next one starts, or with the exit; the last one of a
    removal that goes on is open. No home is named: the file has no provider.
    """
    removal_days: Counter[str] = Counter()
    stay_days: Counter[str] = Counter()
    for removal in removals:
        removal_id = _name(child_id, removal.removed_on, removal_days)
        yield "removals", _removal(child_id, removal_id, removal), removal.origin
        stays = removal.arrangements
        ends = [*(stay.started_on for stay in stays[1:]), removal.exited_on or None]
        for stay, ended_on in zip(stays, ends, strict=False):
            values = {
                "child_id": child_id,
                "stay_id": _name(child_id, stay.started_on, stay_days),
                "started_on": stay.started_on,
                "ended_on": ended_on,
                "kind": stay.kind,
                "removal_id": removal_id,
                "extra": stay.extra,
            }
            yield "stays", values, stay.origin


def _removal(child_id: str, removal_id: str, removal: RemovalRecord) -> dict[str, Any]:
    code = removal.exit_code if removal.exited_on else ""
    return {
        "child_id": child_id,
        "removal_id": removal_id,
        "removed_on": removal.removed_on,
        "exited_on": removal.exited_on or None,
        "exit_reason": codes("exit_reason")[code].exit if code else "",
        "extra": {**removal.extra, "afcars_form": removal.form},
    }


def _name(child_id: str, day: str, given: Counter[str]) -> str:
    """An id made of the child and a day; the second of one day has its number."""
    given[day] += 1
    number = f"-{given[day]}" if given[day] > 1 else ""
    return f"{child_id}-{day}{number}"
