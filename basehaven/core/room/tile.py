"""What is open for a child in a room at this moment: what the last things seen ask of the adults.

A state is for the next half hour and for nobody's file: it is worked out when
somebody looks, and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

NEEDS_SOMEONE = "needs_someone"
QUIET = "quiet"
CLOSE = "close"
SILENT = "silent"
HERE = "here"
WITH_ADULT = "with_adult"
EXPLORING = "exploring"
EXPECTED = "expected"
LEFT = "left"

IN_ORDER = (NEEDS_SOMEONE, CLOSE, SILENT, HERE, WITH_ADULT, EXPLORING, EXPECTED, LEFT)
"""How tiles are laid out. Quiet children stand with those who need someone: see ``place``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing seen of a child today.

    Attributes:
        at: when, with zone.
        hard: a moment of distress, by the rule of the open tables.
        quiet: it holds a cue of shutting down.
        sought: the child turned to an adult.
        glad: it holds cues of a good moment and none of distress.
        helped: ``yes``, ``partly``, ``no``, or empty when not noted.
    """

    at: datetime
    hard: bool = False
    quiet: bool = False
    sought: bool = False
    glad: bool = False
    helped: str = ""


@dataclass(frozen=True, slots=True)
class TileSettings:
    """Every number is a setting with its doubt (knowledge ``room/board``).

    Attributes:
        fresh: how long one thing seen says how a child is now.
        silent: after so long without anything logged, a child who is here is pointed out.
    """

    fresh: timedelta
    silent: timedelta


@dataclass(frozen=True, slots=True)
class State:
    """What is open, and since when."""

    kind: str
    since: datetime | None = None

    @property
    def place(self) -> tuple[int, float]:
        """Where the tile stands: the quiet beside the loud, whoever waits longest first."""
        kind = NEEDS_SOMEONE if self.kind == QUIET else self.kind
        return IN_ORDER.index(kind), self.since.timestamp() if self.since else float("inf")


def tile_state(
    seen: Iterable[Shown],
    *,
    now: datetime,
    arrived_at: datetime | None,
    left_at: datetime | None = None,
    beside_since: datetime | None = None,
    quiet_before: bool = False,
    settings: TileSettings,
) -> State:
    """What is open for one child now.

    Args:
        seen: what was seen of the child today, in any order.
        now: with zone, like every time here.
        arrived_at: None when the child is not here yet.
        left_at: when the child went home, or None.
        beside_since: an adult is with the child since then.
        quiet_before: the days before say that this child is easily overlooked.
        settings: how long something seen holds.

    Returns:
        One state. A quiet child without anything logged is ``quiet``, not
        ``silent``: the quiet child must not lose to the loud one.

    Must not be stored, counted over days, or used to compare children.

    >>> from datetime import UTC
    >>> half = TileSettings(timedelta(minutes=30), timedelta(minutes=40))
    >>> eight = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    >>> tile_state([Shown(eight, hard=True)], now=eight, arrived_at=eight, settings=half).kind
    'needs_someone'
    """
    if arrived_at is None:
        return State(EXPECTED)
    if left_at is not None:
        return State(LEFT, left_at)
    if beside_since is not None:
        return State(WITH_ADULT, beside_since)
    lately = sorted((each for each in seen if each.at <= now), key=lambda each: each.at)
    fresh = [each for each in lately if now - each.at <= settings.fresh]
    state = _by_what_was_seen(fresh)
    if state is not None:
        return state
    last = max([arrived_at, *(each.at for each in lately)])
    if now - last >= settings.silent:
        return State(QUIET if quiet_before else SILENT, last)
    return State(QUIET, arrived_at) if quiet_before and not fresh else State(HERE, arrived_at)


def _by_what_was_seen(fresh: list[Shown]) -> State | None:
    """The latest thing seen decides; of a run of the same, the first says since when."""
    kind = _kind(fresh[-1]) if fresh else ""
    if not kind:
        return None
    since = fresh[-1].at
    for each in reversed(fresh):
        if _kind(each) != kind:
            break
        since = each.at
    return State(kind, since)


def _kind(each: Shown) -> str:
    if each.hard and each.helped != "yes":
        return QUIET if each.quiet and not each.sought else NEEDS_SOMEONE
    if each.quiet:
        return QUIET
    if each.sought and each.helped != "yes":
        return CLOSE
    return EXPLORING if each.glad else ""
