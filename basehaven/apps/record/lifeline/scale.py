"""The axis: from before birth, if anybody was there then, to today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from basehaven.apps.record.map.words import month_words
from basehaven.core.periods import completed_months

STEPS = (1, 2, 3, 6, 12, 24, 36, 60)  # months from one tick to the next
MOST_TICKS = 9
PAD = 1.5  # percent of the width, left and right of what is shown


@dataclass(frozen=True, slots=True)
class Tick:
    at: float  # percent of the width
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first day shown to the last: today, or the due day of a child not born yet."""

    start: date
    end: date
    today: date

    def at(self, day: date) -> float:
        """Where a day lies, in percent of the width; days outside stand at the edge."""
        whole = max((self.end - self.start).days, 1)
        share = min(max((day - self.start).days / whole, 0.0), 1.0)
        return round(PAD + share * (100 - 2 * PAD), 2)


def scale_for(days: Iterable[date], born_on: date | None, today: date) -> Scale:
    known = [*days, *([born_on] if born_on else [])]
    start = min([day for day in known if day <= today], default=today - timedelta(days=30))
    end = max(today, born_on) if born_on else today
    return Scale(min(start, end - timedelta(days=30)), end, today)


def add_months(day: date, months: int) -> date:
    """The day as many months on, or the last of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def ticks_of(scale: Scale, born_on: date | None) -> list[Tick]:
    """Ages along the axis; calendar months where no birth is known."""
    first = born_on or scale.start.replace(day=1)
    months = completed_months(scale.start, scale.end) + 1
    step = next((step for step in STEPS if months / step <= MOST_TICKS), STEPS[-1])
    begin = -((first - scale.start).days // 28 // step + 1) * step
    ticks = []
    for number in range(begin, months + step, step):
        day = add_months(first, number)
        if scale.start <= day <= scale.end:
            label = age_label(number) if born_on else month_words(day)
            if number == 0 and born_on and born_on > scale.today:
                label = _("due")
            ticks.append(Tick(scale.at(day), label))
    return ticks


def age_label(months: int) -> str:
    if months == 0:
        return _("birth")
    if months % 12 == 0 and months > 12:
        return _("%(n)d y") % {"n": months // 12}
    return _("%(n)d mo") % {"n": months}
