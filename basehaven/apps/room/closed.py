"""The closed board and the locked tablet: first names, who is here, the ratio. No more is asked.

Parents stand in front of it. The names are in the order of the alphabet: an order of need
would tell them who needs somebody.
"""

from __future__ import annotations

from dataclasses import dataclass

from basehaven.apps.room.names import alphabetical, first_names
from basehaven.apps.room.queries import RoomHere
from basehaven.apps.room.ratio import RatioShown, outlook_of, ratio_shown


@dataclass(frozen=True)
class ClosedBoard:
    """What of a room may be read by whoever stands before it."""

    day: RoomHere

    @property
    def names_here(self) -> list[str]:
        names = first_names(self.day.children)
        here = [names[child.pk] for child in self.day.children if self.day.here(child)]
        return sorted(here, key=alphabetical)

    @property
    def ratio(self) -> RatioShown:
        return ratio_shown(outlook_of(self.day))
