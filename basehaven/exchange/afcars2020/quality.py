"""The state's data-quality limits, counted while its files are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from basehaven.core.quality.afcars import Checked, Removal, Tally, check_limits
from basehaven.exchange.afcars2020.codes import codes, quality_limits
from basehaven.exchange.afcars2020.record import ChildRecord
from basehaven.exchange.findings import NOTED, WARNED, Finding
from basehaven.exchange.stage import Staged

ABOUT = "quality"
NO_NEXT = "It needs the half-year after this one, which is not among the files."


@dataclass(frozen=True, slots=True)
class SubmissionQuality:
    """One submission's checks."""

    source_id: str
    half_year: str
    file: str
    checks: tuple[Checked, ...]


def count_record(tally: Tally, record: ChildRecord) -> None:
    """Count a record as it stands, refused or not."""
    tally.add(
        _day(record.born_on),
        [
            Removal(
                _day(one.removed_on),
                _day(one.exited_on),
                codes("exit_reason")[one.exit_code].exit if one.exit_code else "",
            )
            for one in record.removals
        ],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def quality_of_file(tally: Tally, unmatched: tuple[int, int] | None) -> tuple[Checked, ...]:
    """Each limit held against one file.

    Args:
        tally: of all its records.
        unmatched: children still in care and not in the next half-year, out of
            all still in care; None when the next half-year is not there.
    """
    counts = tally.counts()
    if unmatched is not None:
        counts["unmatched-ids"] = unmatched
    return tuple(check_limits(quality_limits(), counts, NO_NEXT))


def findings_of(quality: SubmissionQuality) -> Iterator[Finding]:
    """What the report says: each limit that was passed, and how many were not."""
    kept = [check for check in quality.checks if check.is_over is False]
    for check in quality.checks:
        if check.is_over:
            yield Finding(
                WARNED, "over-a-quality-limit", quality.file, None, "", "",
                f"{check.label}: {check.numerator} of {check.denominator}, and the limit is "
                f"{in_100(check.limit)} in 100.",
                "Figures of this half-year need a word of caution; the state may have to "
                "send it again.",
            )  # fmt: skip
    yield Finding(
        NOTED, "quality-limits-kept", quality.file, None, "", "",
        f"{len(kept)} data-quality limits were checked and kept.", "Nothing to do.",
    )  # fmt: skip


def findings_of_the_rest(all_of_them: list[SubmissionQuality]) -> Iterator[Finding]:
    """Limits that these files cannot tell, each once."""
    for limit in quality_limits():
        if limit.why_not and all_of_them:
            yield Finding(
                NOTED, "quality-limit-not-checked", "", None, "", "",
                f"Not checked: {limit.label}.", limit.why_not,
            )  # fmt: skip


def in_100(share: float) -> str:
    """A limit as so many in a hundred, without what floating point adds.

    >>> in_100(0.05)
    '5'
    """
    hundredths = Fraction(str(share)) * 100
    return str(hundredths) if hundredths.denominator == 1 else str(float(hundredths))


def as_text(quality: list[SubmissionQuality]) -> str:
    """To be kept with the stage."""
    return json.dumps(
        [
            {
                "source_id": one.source_id,
                "half_year": one.half_year,
                "file": one.file,
                "checks": [check.as_json() for check in one.checks],
            }
            for one in quality
        ]
    )


def quality_of(staged: Staged) -> list[SubmissionQuality]:
    """The checks of each submission that a stage was read from; empty for other formats."""
    fields = ("id", "label", "numerator", "denominator", "limit", "why_not")
    return [
        SubmissionQuality(
            one["source_id"],
            one["half_year"],
            one["file"],
            tuple(Checked(*(check[name] for name in fields)) for check in one["checks"]),
        )
        for one in json.loads(staged.about().get(ABOUT, "[]"))
    ]
