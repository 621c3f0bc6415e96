"""What is to be made: how many, from which seed, as of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from basehaven.core.errors import WrongSetting

DISTRICT = 400  # children of one district, who share its centres and workers
CENTRES = 5  # in a district
MOST_CHILDREN = 1_000_000
FULL_UP_TO = 2_000  # children; beyond, days of the last weeks are fewer


@dataclass(frozen=True, slots=True)
class Plan:
    """A community to be made.

    Attributes:
        today: the last day of the community.
        children: how many, those of the hand-written family included.
        seed: the same seed gives the same rows.
        at: the time of day then; only matters to who has arrived today.
        zone: of the times of day.
    """

    today: date
    children: int = DISTRICT
    seed: int = 1
    at: time = time(10, 0)
    zone: tzinfo = UTC

    def __post_init__(self) -> None:
        if not 1 <= self.children <= MOST_CHILDREN:
            raise WrongSetting(
                f"A demo of {self.children:,} children cannot be made. "
                f"Choose a number from 1 to {MOST_CHILDREN:,}."
            )

    @property
    def districts(self) -> int:
        return -(-self.children // DISTRICT)

    def children_of(self, district: int) -> int:
        """How many children a district has; districts count from 1."""
        return min(DISTRICT, self.children - (district - 1) * DISTRICT)

    @property
    def full(self) -> bool:
        """Small enough for weeks of daily rows; large ones have a few days."""
        return self.children <= FULL_UP_TO

    @property
    def weeks_of_contacts(self) -> int:
        return 12 if self.full else 3

    @property
    def days_of_attendance(self) -> int:
        return 15 if self.full else 2

    @property
    def share_with_moments(self) -> float:
        """Children with moments of care written down."""
        return 0.35 if self.full else 0.02

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def moment(self, day: date, minutes: int) -> str:
        """A time of day as the stage holds it: in UTC, with its zone said."""
        clock = time(minutes // 60, minutes % 60)
        local = datetime.combine(day, clock, tzinfo=self.zone)
        return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")

    def open_days(self) -> list[date]:
        """The last days on which the centres were open, today always among them.

        Today counts whatever the day of the week: a demo looked at on a Sunday
        would otherwise show empty rooms.
        """
        days, day = [self.today], self.today
        while len(days) < self.days_of_attendance:
            day -= timedelta(days=1)
            if day.weekday() < 5:
                days.append(day)
        return days[::-1]
