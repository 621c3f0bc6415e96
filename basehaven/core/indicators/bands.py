"""Ages in the bands that the federal indicators are published by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Ages from a first to a last completed month, both of it."""

    name: str
    first: int
    last: int


# CFSR Round 4 context data; knowledge id ``cfsr-r4-age-bands`` (docs/reference/indicators.md).
BANDS = (
    Band("0-3 months", 0, 3),
    Band("4-11 months", 4, 11),
    Band("1-5 years", 12, 71),
    Band("6-10 years", 72, 131),
    Band("11-16 years", 132, 203),
    Band("17 years", 204, 215),
)
UNKNOWN = "unknown"
OLDER = "18 years and over"


def band_of(months: int | None) -> str:
    """The band of an age in completed months.

    >>> band_of(3), band_of(4), band_of(None)
    ('0-3 months', '4-11 months', 'unknown')
    """
    if months is None or months < 0:
        return UNKNOWN
    return next((band.name for band in BANDS if band.first <= months <= band.last), OLDER)
