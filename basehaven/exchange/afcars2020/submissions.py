"""Which half-years of which agencies were read: what a figure may speak of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from basehaven.core.half_years import HalfYear, missing_between
from basehaven.exchange.stage import Staged

ABOUT = "submissions"


@dataclass(frozen=True, slots=True)
class Submission:
    """One file.

    Attributes:
        source_id: the agency, as the rows name it.
        half_year: ``24B``.
        starts_on: its first day.
        ends_on: the day after its last.
        file: its name.
        records: how many it has.
    """

    source_id: str
    half_year: str
    starts_on: date
    ends_on: date
    file: str
    records: int

    @property
    def half(self) -> HalfYear:
        """The half-year as a value."""
        return HalfYear(
            self.ends_on.year if self.half_year[-1] == "A" else self.starts_on.year,
            self.half_year[-1],
        )


def as_text(submissions: Sequence[Submission]) -> str:
    """To be kept with the stage."""
    return json.dumps([asdict(one) for one in submissions], default=date.isoformat)


def submissions_of(staged: Staged) -> list[Submission]:
    """The submissions that a stage was read from, the one that wins last.

    Returns:
        In order of agency and half-year; empty for a stage of another format.
    """
    listed = json.loads(staged.about().get(ABOUT, "[]"))
    return [
        Submission(
            **{
                **one,
                "starts_on": date.fromisoformat(one["starts_on"]),
                "ends_on": date.fromisoformat(one["ends_on"]),
            }
        )
        for one in listed
    ]


def covered(submissions: Sequence[Submission], source_id: str) -> list[HalfYear]:
    """Half-years of one agency that are there, in order, each once."""
    return sorted({one.half for one in submissions if one.source_id == source_id})


def missing(submissions: Sequence[Submission], source_id: str) -> list[HalfYear]:
    """Half-years of one agency between its first and its last that are not there."""
    return missing_between(covered(submissions, source_id))
