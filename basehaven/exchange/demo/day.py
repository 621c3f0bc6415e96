"""A later day in the demo's rooms, so that somebody is there whenever it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from basehaven.exchange.demo.chance import Chance
from basehaven.exchange.demo.district import Row
from basehaven.exchange.demo.milo import MILO, OWN_SHIFTS
from basehaven.exchange.demo.milo_days import attendance_and_shifts
from basehaven.exchange.demo.plan import Plan
from basehaven.exchange.demo.rates import load_rates
from basehaven.exchange.demo.rooms import OPENS, SHUTS


def rows_of_day(
    plan: Plan, enrolled: Iterable[tuple[str, str]], teachers: Iterable[tuple[str, str]]
) -> Iterator[Row]:
    """Attendance and shifts of the plan's ``today``.

    Args:
        plan: whose day, and what time it is.
        enrolled: (child id, room id) of the children enrolled that day.
        teachers: (adult id, room id) of the adults who have children there.
    """
    day, chance = plan.today, Chance(f"{plan.seed}/{plan.today.isoformat()}")
    present = load_rates()["present_on_a_day"]
    for child_id, room_id in enrolled:
        if child_id == MILO:
            yield from attendance_and_shifts(plan, day, room_id)
        elif chance.happens(present):
            yield (
                "attendance",
                {
                    "child_id": child_id,
                    "room_id": room_id,
                    "arrived_at": plan.moment(day, OPENS + chance.days(10, 120)),
                    "left_at": None,
                    "recorded_on": day,
                },
            )
    for adult_id, room_id in teachers:
        if adult_id not in OWN_SHIFTS:
            yield (
                "shifts",
                {
                    "adult_id": adult_id,
                    "room_id": room_id,
                    "from_at": plan.moment(day, OPENS),
                    "to_at": plan.moment(day, SHUTS),
                    "recorded_on": day,
                },
            )
