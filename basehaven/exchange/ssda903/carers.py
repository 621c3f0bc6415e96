"""Who cares for the child from episode to episode, told by the codes alone.

The return names no carer. P, B and S say that another one takes over; T, U and
L that the same one goes on. So a tie to an unnamed carer begins with a family
placement and ends with the next P, B or S.

- A temporary placement (T0 to T4) ends nothing: the child still lives with the
  carer, who is away for some days. Coming back with P to the same place is
  coming back to the same carer.
- A placement without a carer of its own (a children's home) gives no tie. When
  the code says all the same that the carer stays, the tie goes on without the
  child living there.
- Leaving care ends no tie: how it goes on is not recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from basehaven.exchange.ssda903.periods import Episode


@dataclass(slots=True)
class Carer:
    """One unnamed carer and the child's time with them.

    Attributes:
        kind: of the tie, as the first placement has it.
        started_on: the first day known.
        from_before: the tie began before the file does.
        ended_on: another carer took over; None when it goes on or is not known.
        lived: when the child lived there, half-open; the last may be open.
    """

    kind: str
    started_on: date
    from_before: bool
    ended_on: date | None = None
    lived: list[tuple[date, date | None]] = field(default_factory=list)
    place_id: tuple[str, str] = ("", "")

    def lives_from(self, day: date) -> None:
        if self.lived and self.lived[-1][1] == day:
            day = self.lived.pop()[0]  # never left in between
        if not self.lived or self.lived[-1][1] is not None:
            self.lived.append((day, None))

    def lives_until(self, day: date | None) -> None:
        if self.lived and self.lived[-1][1] is None and day is not None:
            self.lived[-1] = (self.lived[-1][0], day)


@dataclass(slots=True)
class _Follower:
    """Goes through one child's episodes in order."""

    carer: Carer | None = None
    was_temporary: bool = False

    def next(self, before: Episode | None, episode: Episode) -> Carer | None:
        """The carer whose tie the episode belongs to."""
        if before is not None and before.closes:
            self.carer = None  # left care: the tie stays as it was
        if episode.rne == "S" and self.carer is not None:
            self.carer.ended_on = episode.started_on
            self.carer = None
        if episode.placement.temporary:
            self._keep_away(episode)
        else:
            self._change_if_said(episode)
            self._live_or_begin(before, episode)
        self.was_temporary = episode.placement.temporary
        if self.carer is not None:
            self.carer.lives_until(episode.ended_on)
        return self.carer

    def _keep_away(self, episode: Episode) -> None:
        if self.carer is not None and self.carer.lived[-1][1] == episode.started_on:
            self.carer.lives_from(episode.started_on)

    def _change_if_said(self, episode: Episode) -> None:
        if self.carer is None or not episode.new_carer:
            return
        if self.was_temporary and self.carer.place_id == episode.place_id:
            return
        self.carer.ended_on = episode.started_on
        self.carer = None

    def _live_or_begin(self, before: Episode | None, episode: Episode) -> None:
        if not episode.placement.tie:
            return
        if self.carer is None:
            self.carer = Carer(
                kind=episode.placement.tie,
                started_on=episode.started_on,
                from_before=before is None and not episode.new_carer,
            )
        self.carer.lives_from(episode.started_on)
        self.carer.place_id = episode.place_id


def follow_carers(episodes: Sequence[Episode]) -> list[Carer | None]:
    """The unnamed carer of each episode, the same object for the same carer.

    Args:
        episodes: of one child, in order of start, without overlap.

    Returns:
        One for each episode; None where the codes tell of no carer.

    Describes what the codes say. It is no statement on anyone's attachment.
    """
    follower = _Follower()
    followed: list[Carer | None] = []
    before: Episode | None = None
    for episode in episodes:
        followed.append(follower.next(before, episode))
        before = episode
    return followed
