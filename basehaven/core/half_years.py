"""The half-years of the federal foster care file: A from October, B from April."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

LABEL = re.compile(r"(\d{2})([AB])", re.ASCII)
REPORT_DATE = re.compile(r"(\d{4})(0[39])", re.ASCII)  # yyyymm, the month in which it ends


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """One half of a federal year.

    Attributes:
        year: the federal year, which ends on 30 September: ``24B`` is of 2024.
        half: ``A`` from 1 October of the year before, ``B`` from 1 April.

    Source: CFSR Round 4 data dictionary, Children's Bureau, 2022.

    >>> str(HalfYear(2025, "A")), HalfYear(2025, "A").starts_on.isoformat()
    ('25A', '2024-10-01')
    """

    year: int
    half: str

    @classmethod
    def of_report_date(cls, text: str) -> Self | None:
        """The half-year of a report date ``yyyymm``; None when it is not the end of one.

        >>> str(HalfYear.of_report_date("202409"))
        '24B'
        """
        match = REPORT_DATE.fullmatch(text)
        if match is None or int(match[1]) < 1:
            return None
        return cls(int(match[1]), "A" if match[2] == "03" else "B")

    @classmethod
    def of_label(cls, text: str) -> Self | None:
        """The half-year called ``24B``; None when it is not the name of one."""
        match = LABEL.fullmatch(text.upper())
        return cls(2000 + int(match[1]), match[2]) if match else None

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year - 1, 10, 1) if self.half == "A" else date(self.year, 4, 1)

    @property
    def ends_on(self) -> date:
        """The day after its last: half-open, as all intervals are."""
        return self.after().starts_on

    def after(self) -> HalfYear:
        """The next one."""
        return HalfYear(self.year, "B") if self.half == "A" else HalfYear(self.year + 1, "A")

    def __str__(self) -> str:
        return f"{self.year % 100:02}{self.half}"


def missing_between(have: Sequence[HalfYear]) -> list[HalfYear]:
    """Half-years that lie between the first and the last of some, and are not among them.

    Args:
        have: in any order, repeats allowed.

    Returns:
        In order; empty when none is missing, or none is given.

    >>> [str(one) for one in missing_between([HalfYear(2024, "A"), HalfYear(2025, "A")])]
    ['24B']
    """
    if not have:
        return []
    missing, one = [], min(have)
    while one < max(have):
        if one not in have:
            missing.append(one)
        one = one.after()
    return missing
