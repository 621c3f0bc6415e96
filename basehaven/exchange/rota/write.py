"""A plan, or why there is none, as JSON values. Names stay out: ids are enough for a machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from basehaven.core.room.breaches import Breach
from basehaven.core.room.cover import Cover, Uncovered, WishMissed
from basehaven.core.room.pairs import PlaceChange
from basehaven.core.room.week import Shift


def clock(minute: int) -> str:
    """Minutes after midnight as people write them.

    >>> clock(455)
    '07:35'
    """
    return f"{minute // 60:02}:{minute % 60:02}"


def plain(value: Any) -> Any:
    """Dataclass values as JSON has them: dates and times as text, empty values left out."""
    if isinstance(value, dict):
        return {
            key: clock(inner) if key in ("start", "end") else plain(inner)
            for key, inner in value.items()
            if inner not in (None, "", ())
        }
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def shifts_out(shifts: Iterable[Shift]) -> list[dict[str, Any]]:
    """Each shift with its pieces; a piece without a room is the break."""
    return [
        {
            "adult": shift.adult_id,
            "day": shift.day.isoformat(),
            "start": clock(shift.start),
            "end": clock(shift.end),
            "pieces": [
                {
                    "room": piece.room_id or None,
                    "break": not piece.room_id,
                    "start": clock(piece.start),
                    "end": clock(piece.end),
                }
                for piece in shift.pieces
            ],
        }
        for shift in shifts
    ]


def pairs_out(changes: Iterable[PlaceChange]) -> list[dict[str, Any]]:
    """Each child's two places: who, who before, what became of it, and why."""
    found: dict[str, dict[str, Any]] = {}
    for change in changes:
        child = found.setdefault(change.child_id, {"child": change.child_id})
        child[change.rank.value] = {
            "adult": change.after or None,
            "before": change.before or None,
            "became": change.became.value,
            "why": change.why.value or None,
            "stays_as": change.stays_as.value if change.stays_as else None,
        }
    return list(found.values())


def cover_out(covers: Iterable[Cover], before: Iterable[Cover]) -> list[dict[str, Any]]:
    """Each child's hours, in the plan and today. Children's hours, no adult's."""
    today = {cover.child_id: cover for cover in before}
    return [
        {
            "child": cover.child_id,
            "hours": cover.minutes / 60,
            "with_main": cover.main / 60,
            "with_main_or_backup": cover.either / 60,
            "today_with_main_or_backup": (
                today[cover.child_id].either / 60 if cover.child_id in today else None
            ),
        }
        for cover in covers
    ]


def rows_out(rows: Iterable[Breach | Uncovered | WishMissed]) -> list[dict[str, Any]]:
    """Breaches, uncovered times, and wishes."""
    return [plain(asdict(row)) for row in rows]
