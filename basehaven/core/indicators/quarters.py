"""The fixed calendar of releases: quarters, and years that never overlap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from basehaven.core.errors import WrongSetting
from basehaven.core.indicators.window import Window

LABEL = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
MONTHS = 3
FIRST_QUARTER = 1  # a year that ends with it ends on 31 March
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three calendar months.

    Attributes:
        year: of the calendar.
        number: 1 to 4.
    """

    year: int
    number: int

    @classmethod
    def of_label(cls, text: str) -> Self:
        """The quarter called ``2026Q3``.

        Raises:
            WrongSetting: not the name of a quarter.

        >>> str(Quarter.of_label("2026q3"))
        '2026Q3'
        """
        found = LABEL.fullmatch(text.strip().upper())
        if found is None:
            raise WrongSetting(f"'{text}' is no quarter. Write the year and 1 to 4: 2026Q3.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def last_over(cls, day: date) -> Self:
        """The newest quarter that is over on a day.

        >>> str(Quarter.last_over(date(2026, 9, 30))), str(Quarter.last_over(date(2026, 10, 1)))
        ('2026Q2', '2026Q3')
        """
        return cls(day.year, (day.month - 1) // MONTHS + 1).back(1)

    def back(self, quarters: int) -> Self:
        """So many quarters before.

        >>> str(Quarter(2026, 1).back(1))
        '2025Q4'
        """
        year, number = divmod(self.year * 4 + self.number - 1 - quarters, 4)
        return type(self)(year, number + 1)

    @property
    def window(self) -> Window:
        """From its first to its last day.

        >>> Quarter(2026, 3).window.name
        '2026-07-01/2026-09-30'
        """
        after = self.back(-1)
        return _window(self._first_day, after._first_day - A_DAY)

    @property
    def year_window(self) -> Window:
        """The last year from April to March that is over with it.

        Years do not overlap, so that two of them cannot be subtracted. English
        returns and two federal half-years in a row (B and A) are such years.

        >>> Quarter(2026, 3).year_window.name
        '2025-04-01/2026-03-31'
        """
        end = Quarter(self.year, FIRST_QUARTER).window.end
        return _window(date(end.year - 1, 4, 1), end)

    @property
    def _first_day(self) -> date:
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def _window(first: date, last: date) -> Window:
    return Window(first, last, f"{first}/{last}")
