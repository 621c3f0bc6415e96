"""Episodes, and the periods of care that they make up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from basehaven.exchange.ssda903.codes import Code, codes


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the episodes file, its codes known and its dates real."""

    file: str
    line: int
    started_on: date
    ended_on: date | None
    rne: str
    ls: str = ""
    cin: str = ""
    place: str = ""
    provider: str = ""
    rec: str = ""
    reason: str = ""
    pl_post: str = ""
    urn: str = ""

    @property
    def placement(self) -> Code:
        return codes("PLACE")[self.place]

    @property
    def new_carer(self) -> bool:
        """Its reason says that somebody else cares for the child from here on."""
        return codes("RNE")[self.rne].carer == "new"

    @property
    def closes(self) -> bool:
        """Care ended with this episode: a day, and any reason but X1."""
        return self.ended_on is not None and self.rec not in ("", "X1")

    @property
    def place_id(self) -> tuple[str, str]:
        """What a return from a temporary placement must return to (rule 383)."""
        return (self.place, self.pl_post)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of care: what the open tables call a removal.

    Attributes:
        removal_id: its first day, numbered when two begin on one day.
        episodes: in order, at least one.
        from_before: it began before the file does (the child's first episode
            here, and not one that starts care).
        exited_on: the day care ended; None while it goes on.
        exit_reason: ours, empty when not known.
    """

    removal_id: str
    episodes: tuple[Episode, ...]
    from_before: bool
    exited_on: date | None
    exit_reason: str


class DayNames:
    """Ids made of a day, the second of one day with its number.

    >>> names = DayNames()
    >>> [names.next(date(2020, 1, 1)), names.next(date(2020, 1, 1))]
    ['2020-01-01', '2020-01-01-2']
    """

    def __init__(self) -> None:
        self.given: Counter[date] = Counter()

    def next(self, day: date) -> str:
        self.given[day] += 1
        number = self.given[day]
        return day.isoformat() if number == 1 else f"{day.isoformat()}-{number}"


def starts_period(before: Episode | None, episode: Episode) -> bool:
    """Whether a new period of care begins with an episode.

    It does with the first one, with RNE S, after a reason that ends care, and
    after a gap.
    """
    return (
        before is None
        or episode.rne == "S"
        or before.closes
        or (before.ended_on is not None and episode.started_on > before.ended_on)
    )


def periods(episodes: Sequence[Episode]) -> list[Period]:
    """Episodes of one child as periods of care.

    Args:
        episodes: in order of start, without overlap; at least one.

    Returns:
        Periods in order. One followed by another without having been closed
        ends with its last episode, for a reason not known; the last one goes
        on unless it was closed.
    """
    runs: list[list[Episode]] = []
    for episode in episodes:
        if starts_period(runs[-1][-1] if runs else None, episode):
            runs.append([])
        runs[-1].append(episode)
    names = DayNames()
    return [
        Period(
            names.next(run[0].started_on),
            tuple(run),
            from_before=number == 0 and run[0].rne != "S",
            exited_on=run[-1].ended_on if run[-1].closes or run is not runs[-1] else None,
            exit_reason=codes("REC")[run[-1].rec].exit if run[-1].closes else "",
        )
        for number, run in enumerate(runs)
    ]
