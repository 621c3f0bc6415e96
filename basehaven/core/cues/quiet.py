"""Children whom a loud room overlooks: quiet, shut down, or too easy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from basehaven.core.cues.types import NOBODY, SOMEONE, Observation

NO_COMFORT_SOUGHT = "no_comfort_sought"
SHUT_DOWN = "shut_down"
EASY = "easy"
NO_HARD_MOMENT = "no_hard_moment"
NOTHING_NOTED = "nothing_noted"


@dataclass(frozen=True, slots=True)
class QuietSettings:
    """From when on a quiet child is pointed out. Every number is a setting with its doubt.

    Attributes:
        window_days: how far back is looked, in days.
        hard_moments: so many hard moments of which it was noted whom the child
            turned to; fewer say nothing.
        sought_share: at most this share of them with somebody turned to.
        shut_down_moments: so many moments with a cue of shutting down.
        easy_moments: so many moments with a cue of being too easy.
        on_days: on so many different days at least, for the two above.
        calm_days: so many days here without one hard moment.
        silent_days: so many days here with nothing noted at all.
        shut_down_cues: cue ids that count as shutting down.
        easy_cues: cue ids that count as too easy.
        someone_cues: cues that say that the child turned to somebody.
        nobody_cues: cues that say that the child turned to nobody.
    """

    window_days: int
    hard_moments: int
    sought_share: float
    shut_down_moments: int
    easy_moments: int
    on_days: int
    calm_days: int
    silent_days: int
    shut_down_cues: frozenset[str] = frozenset()
    easy_cues: frozenset[str] = frozenset()
    someone_cues: frozenset[str] = frozenset()
    nobody_cues: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class QuietSign:
    """Something that was not noted, or not asked for, in counts.

    Attributes:
        kind: ``no_comfort_sought shut_down easy no_hard_moment nothing_noted``.
        count: moments it is about; 0 for the last two kinds.
        days: days here that it covers; days of the calendar where nobody
            recorded when the child was here.
        here: ``days`` counts days on which the child was here.
        sought: of ``count``, those in which the child did turn to somebody.
        not_noted: further hard moments of which nobody noted whom the child
            turned to. They count neither way.
    """

    kind: str
    count: int
    days: int
    here: bool
    sought: int = 0
    not_noted: int = 0


def quiet_signs(
    observations: Iterable[Observation],
    *,
    today: date,
    settings: QuietSettings,
    days_here: Iterable[date] = (),
) -> tuple[QuietSign, ...]:
    """What speaks for looking at a quiet child again.

    Args:
        observations: moments of one child, in any order.
        today: the last day that counts.
        settings: from when on something is said.
        days_here: days on which the child was here; without them nothing is
            said about days on which nothing was noted.

    Returns:
        Signs, always in the same order; empty when nothing speaks for it. They
        are prompts to look, and say as much about the log as about the child.

    Must not be used to compare children or to describe one to others.

    Source: knowledge ``cues/settings``; every number is ours, with its doubt.

    >>> settings = QuietSettings(28, 2, 0.2, 3, 3, 2, 10, 3)
    >>> alone = [Observation(date(2026, 3, d), context="hurt", sought="nobody") for d in (2, 6)]
    >>> [s.kind for s in quiet_signs(alone, today=date(2026, 3, 6), settings=settings)]
    ['no_comfort_sought']
    """
    first = today - timedelta(days=settings.window_days - 1)
    moments = [each for each in observations if first <= each.on <= today]
    here = sorted({day for day in days_here if first <= day <= today})
    found = (
        _no_comfort_sought(moments, here, settings),
        _repeated(SHUT_DOWN, settings.shut_down_cues, settings.shut_down_moments,
                  moments, here, settings),
        _repeated(EASY, settings.easy_cues, settings.easy_moments, moments, here, settings),
        _no_hard_moment(moments, here, settings),
        _nothing_noted(moments, here, settings),
    )  # fmt: skip
    return tuple(sign for sign in found if sign is not None)


def _no_comfort_sought(
    moments: list[Observation], here: list[date], settings: QuietSettings
) -> QuietSign | None:
    hard = [each for each in moments if each.hard]
    noted = [(each, said) for each in hard if (said := _sought(each, settings))]
    sought = sum(said == SOMEONE for _, said in noted)
    if len(noted) < settings.hard_moments or sought > settings.sought_share * len(noted):
        return None
    days = _days([each for each, _ in noted], here)
    return QuietSign(
        NO_COMFORT_SOUGHT, len(noted), days, bool(here), sought, len(hard) - len(noted)
    )


def _sought(each: Observation, settings: QuietSettings) -> str:
    """``someone``, ``nobody``, or empty when nothing says so."""
    if each.sought:
        return each.sought
    if each.seen & settings.someone_cues:
        return SOMEONE
    return NOBODY if each.seen & settings.nobody_cues else ""


def _repeated(
    kind: str,
    cues: frozenset[str],
    at_least: int,
    moments: list[Observation],
    here: list[date],
    settings: QuietSettings,
) -> QuietSign | None:
    found = [each for each in moments if each.seen & cues]
    if len(found) < at_least or len({each.on for each in found}) < settings.on_days:
        return None
    return QuietSign(kind, len(found), _days(found, here), bool(here))


def _no_hard_moment(
    moments: list[Observation], here: list[date], settings: QuietSettings
) -> QuietSign | None:
    if len(here) < settings.calm_days or not moments or any(each.hard for each in moments):
        return None
    return QuietSign(NO_HARD_MOMENT, 0, len(here), here=True)


def _nothing_noted(
    moments: list[Observation], here: list[date], settings: QuietSettings
) -> QuietSign | None:
    last = max((each.on for each in moments), default=date.min)
    silent = [day for day in here if day > last]
    if len(silent) < settings.silent_days:
        return None
    return QuietSign(NOTHING_NOTED, 0, len(silent), here=True)


def _days(moments: Sequence[Observation], here: list[date]) -> int:
    """Days here from the first to the last of some moments; else days of the calendar."""
    first, last = min(each.on for each in moments), max(each.on for each in moments)
    if here:
        return len({*(day for day in here if first <= day <= last), *(m.on for m in moments)})
    return (last - first).days + 1
