"""Moments of care, drawn short, and as hypothesis draws them: few people, so they collide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from basehaven.core.relationships.types import CareEvent
from basehaven.knowledge.comfort import comfort_settings

TODAY = date(2024, 6, 30)
BORN = date(2022, 10, 1)  # 20 months: half after 8 weeks
SETTINGS = comfort_settings()
PEOPLE = "abcd"


def at(days_ago: int) -> datetime:
    return datetime.combine(TODAY - timedelta(days=days_ago), datetime.min.time(), UTC)


def moment(turned: str = "", there: str = "", ago: int = 0, **more: Any) -> CareEvent:
    """A hard moment: ``moment("ab", there="abc")`` turned to a, then b, while c was there too."""
    values = {"context": "hurt", "sought": "someone" if turned else ""} | more
    number = more.pop("event_id", f"{turned}-{there}-{ago}")
    values.pop("event_id", None)
    return CareEvent(
        number, at(ago), available=tuple(there), approached=tuple(turned), **values
    )  # fmt: skip


def several(count: int, turned: str, there: str, **more: Any) -> list[CareEvent]:
    """The same, on so many days in a row up to today."""
    return [
        moment(turned, there, ago, event_id=f"{turned}-{there}-{ago}-{more}", **more)
        for ago in range(count)
    ]


@st.composite
def moments(draw: st.DrawFn, context: str | None = None, without: str = "") -> CareEvent:
    """Any moment, also one that contradicts itself; ``without`` some people."""
    people = st.sampled_from([adult for adult in PEOPLE if adult not in without])
    some = st.lists(people, unique=True, max_size=4).map(tuple)
    return CareEvent(
        event_id=draw(st.uuids()).hex,
        at=at(draw(st.integers(0, 200))),
        context=context or draw(st.sampled_from(["hurt", "tired", "play", "departure", "meal"])),
        distress=draw(st.sampled_from([None, None, True, False])),
        arousal=draw(st.sampled_from(["", "calm", "overwhelmed"])),
        available=draw(some),
        sought=draw(st.sampled_from(["", "someone", "someone", "nobody"])),
        approached=draw(some),
        missed=draw(some),
        responder_id=draw(st.none() | people),
        soothed=draw(st.sampled_from(["", "yes", "partly", "no"])),
        minutes_to_settle=draw(st.none() | st.integers(0, 60)),
        back_to_play=draw(st.none() | st.booleans()),
        observer_id=draw(st.none() | people),
    )


def renamed(event: CareEvent, names: dict[str, str]) -> CareEvent:
    """The same moment of other people."""

    def all_of(adults: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[adult] for adult in adults)

    def one(adult: str | None) -> str | None:
        return None if adult is None else names[adult]

    return replace(
        event,
        available=all_of(event.available),
        approached=all_of(event.approached),
        missed=all_of(event.missed),
        responder_id=one(event.responder_id),
        observer_id=one(event.observer_id),
    )


some_moments = st.lists(moments(), max_size=12)
