"""One child's episodes into removals, stays and ties to unnamed carers.

The return names no carer, but its codes say when the carer changes: P and B
with a new one, T, U and L with the same. Everything made here is marked as
derived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from basehaven.exchange.ssda903.codes import Code, codes


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the episodes file, its codes known and its dates real."""

    line: int
    started_on: date
    ended_on: date | None
    rne: str
    ls: str
    cin: str
    place: str
    provider: str
    rec: str
    reason: str
    pl_post: str
    urn: str

    @property
    def placement(self) -> Code:
        return codes("PLACE")[self.place]

    @property
    def closes(self) -> bool:
        """Care ended with this episode (any reason but X1)."""
        return self.ended_on is not None and self.rec not in ("", "X1")

    @property
    def home_id(self) -> str:
        """An opaque id of the place, when the file says which it is."""
        if not self.pl_post and not self.urn:
            return ""
        return "home-" + blake2b(f"{self.pl_post}|{self.urn}".encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class Carer:
    """A tie to one unnamed carer while it is being followed."""

    adult_id: str
    kind: str
    started_on: date
    continues: bool  # it began before this file does
    left_on: date | None = None  # the child stopped living there
    ended_on: date | None = None  # the tie ended: another carer took over
    place: tuple[str, str, str] = ("", "", "")


@dataclass(slots=True)
class Derived:
    """Rows for the stage, by table, and what is odd about the episodes."""

    rows: list[tuple[str, dict[str, Any], int | None]] = field(default_factory=list)
    odd: list[tuple[Episode, str, str, str, str]] = field(default_factory=list)
    # (episode, code, column, problem, way out)


def periods(episodes: Sequence[Episode]) -> list[list[Episode]]:
    """Episodes in order, split into periods of care.

    A new period starts with RNE S, after a reason that ends care, and after a
    gap.
    """
    found: list[list[Episode]] = []
    for episode in episodes:
        before = found[-1][-1] if found else None
        if (
            before is None
            or episode.rne == "S"
            or before.closes
            or (before.ended_on is not None and episode.started_on > before.ended_on)
        ):
            found.append([])
        found[-1].append(episode)
    return found


def derive(child_id: str, episodes: Sequence[Episode]) -> Derived:
    """Rows of the open tables for one child.

    Args:
        child_id: the child's id in the return.
        episodes: in order of start, without overlap; at least one.
    """
    derived = Derived()
    starts: dict[date, int] = {}
    for number, period in enumerate(periods(episodes)):
        removal_id = _removal(derived, child_id, period)
        carers = _carers(derived, child_id, period, number)
        _tie_rows(derived, child_id, carers)
        for episode in period:
            same_day = starts[episode.started_on] = starts.get(episode.started_on, 0) + 1
            stay_id = episode.started_on.isoformat() + (f"-{same_day}" if same_day > 1 else "")
            _stay(derived, child_id, removal_id, stay_id, episode, carers)
    _say_what_is_odd(derived, episodes)
    return derived


def _removal(derived: Derived, child_id: str, period: Sequence[Episode]) -> str:
    first, last = period[0], period[-1]
    removal_id = first.started_on.isoformat()
    ceased = last.closes
    derived.rows.append(
        (
            "removals",
            {
                "child_id": child_id,
                "removal_id": removal_id,
                "removed_on": first.started_on,
                "exited_on": last.ended_on if ceased else None,
                "exit_reason": codes("REC")[last.rec].exit if ceased else "",
                "extra": {} if first.rne == "S" else {"ssda903_continues": "true"},
            },
            None,
        )
    )
    return removal_id


def _carers(
    derived: Derived, child_id: str, period: Sequence[Episode], number: int
) -> list[tuple[Episode, Carer | None]]:
    """Who cares in each episode, following the codes through the period."""
    followed: list[tuple[Episode, Carer | None]] = []
    carer: Carer | None = None
    in_temporary = False
    for episode in period:
        placement = episode.placement
        place = (episode.place, episode.pl_post, episode.urn)
        if placement.temporary:  # it interrupts the placement and ends nothing
            followed.append((episode, carer))
            in_temporary = True
            continue
        back = in_temporary and carer is not None and carer.place == place
        changes = (
            codes("RNE")[episode.rne].carer == "new"
            and not back
            and not (placement.with_current_carer and carer is not None and episode.rne != "P")
        )
        in_temporary = False
        if carer is not None and changes:
            carer.ended_on = carer.left_on = episode.started_on
            carer = None
        if carer is None and placement.tie:
            carer = Carer(
                adult_id=f"carer-{child_id}-{episode.started_on.isoformat()}",
                kind=placement.tie,
                started_on=episode.started_on,
                continues=episode.rne not in ("S", "P", "B") and episode is period[0],
            )
        if carer is not None:
            carer.place = place
        followed.append((episode, carer))
    last = period[-1]
    if carer is not None and last.ended_on is not None:
        carer.left_on = last.ended_on  # left care: how it went on is not recorded
    return followed


def _tie_rows(
    derived: Derived, child_id: str, followed: Sequence[tuple[Episode, Carer | None]]
) -> None:
    seen: set[str] = set()
    for _episode, carer in followed:
        if carer is None or carer.adult_id in seen:
            continue
        seen.add(carer.adult_id)
        tie_id = carer.adult_id.replace("carer-", "tie-", 1)
        extra = {"ssda903_continues": "true"} if carer.continues else {}
        derived.rows += [
            ("adults", {"adult_id": carer.adult_id, "roles": [carer.kind]}, None),
            (
                "ties",
                {
                    "tie_id": tie_id,
                    "child_id": child_id,
                    "adult_id": carer.adult_id,
                    "kind": carer.kind,
                    "started_on": carer.started_on,
                    "ended_on": carer.ended_on,
                    "end_reason": "moved" if carer.ended_on else "",
                    "derived": True,
                    "extra": extra,
                },
                None,
            ),
            (
                "tie_spells",
                {
                    "tie_id": tie_id,
                    "child_id": child_id,
                    "started_on": carer.started_on,
                    "ended_on": carer.left_on,
                    "lives_with": True,
                    "mode": "in_person",
                },
                None,
            ),
        ]


def _stay(
    derived: Derived,
    child_id: str,
    removal_id: str,
    stay_id: str,
    episode: Episode,
    followed: Sequence[tuple[Episode, Carer | None]],
) -> None:
    carer = next(carer for other, carer in followed if other is episode)
    if episode.home_id:
        derived.rows.append(
            (
                "homes",
                {"home_id": episode.home_id, "address": episode.pl_post, "confidential": True},
                None,
            )
        )
    derived.rows.append(
        (
            "stays",
            {
                "child_id": child_id,
                "stay_id": stay_id,
                "started_on": episode.started_on,
                "ended_on": episode.ended_on,
                "kind": episode.placement.stay,
                "removal_id": removal_id,
                "home_id": episode.home_id,
                "carer_ids": [carer.adult_id]
                if carer is not None and not episode.placement.temporary
                else [],
                "extra": {
                    "ssda903_place": episode.place,
                    "ssda903_rne": episode.rne,
                    "ssda903_ls": episode.ls,
                    "ssda903_rec": episode.rec,
                    "ssda903_reason": episode.reason,
                    "ssda903_cin": episode.cin,
                    "ssda903_provider": episode.provider,
                },
            },
            episode.line,
        )
    )


def _say_what_is_odd(derived: Derived, episodes: Sequence[Episode]) -> None:
    """What a statutory check would raise and we save: each with its way out."""
    for before, episode in zip([None, *episodes], episodes, strict=False):
        _odd_start(derived, before, episode)
        _odd_end(derived, episode, is_last=episode is episodes[-1])
        _odd_placement(derived, before, episode)


def _odd_start(derived: Derived, before: Episode | None, episode: Episode) -> None:
    def odd(code: str, problem: str, way_out: str) -> None:
        derived.odd.append((episode, code, "RNE", problem, way_out))

    if before is None or before.closes:
        if episode.rne != "S":
            odd(
                "period-does-not-start-with-s",
                "A period of care should start with RNE S. It is read as going on from before.",
                "If care began here, write S; if earlier, import the earlier return too.",
            )
    elif before.ended_on is not None and episode.started_on > before.ended_on:
        odd(
            "gap",
            f"Nothing is recorded between {before.ended_on} and {episode.started_on}. "
            "Two periods of care are read.",
            "Add the missing episode, or close the one before with the reason why care ended.",
        )
    elif episode.rne == "S":
        odd(
            "starts-again-without-an-end",
            "RNE S, though the episode before says that care went on (X1).",
            "Write P, T, L, B or U, or give the episode before its reason for ending.",
        )
    elif before.placement.temporary and episode.rne == "P":
        pass  # the return from a temporary placement: looked at with the placement
    if episode.rne == "L" and before is not None and before.place != episode.place:
        odd(
            "legal-change-with-another-placement",
            "RNE L says that only the legal status changed, but the placement did too.",
            "Write U if the carer is the same, B if the carer changed.",
        )


def _odd_end(derived: Derived, episode: Episode, *, is_last: bool) -> None:
    def odd(code: str, problem: str, way_out: str) -> None:
        derived.odd.append((episode, code, "REC", problem, way_out))

    if episode.ended_on is None and episode.rec:
        odd(
            "reason-without-an-end",
            "A reason for ending stands here without a date (DEC). It is read as still going on.",
            "Write the date in DEC, or clear REC.",
        )
    elif episode.ended_on is not None and not episode.rec:
        odd("end-without-a-reason", "An end without its reason.", "Write the code in REC.")
    elif episode.rec == "X1" and is_last:
        odd(
            "next-episode-missing",
            "X1 says that another episode follows the same day, and none does.",
            "Add the next episode, or write the reason why care ended.",
        )


def _odd_placement(derived: Derived, before: Episode | None, episode: Episode) -> None:
    def odd(code: str, problem: str, way_out: str) -> None:
        derived.odd.append((episode, code, "PLACE", problem, way_out))

    placement = episode.placement
    if placement.temporary and (before is None or before.closes or episode.closes):
        odd(
            "care-starts-or-ends-in-a-temporary-placement",
            f"{episode.place} is temporary; care may not start or end in it.",
            "Record the placement that it interrupted.",
        )
    if placement.days_at_most is not None and episode.ended_on is not None:
        days = (episode.ended_on - episode.started_on).days
        if days > placement.days_at_most:
            odd(
                "temporary-too-long",
                f"{days} days in {episode.place}, which lasts at most {placement.days_at_most}.",
                "After that it is a placement of its own: write its code.",
            )
    if placement.with_current_carer and episode.rne not in ("S", "T", "U"):
        odd(
            "current-carer-with-another-reason",
            f"{episode.place} stays with the current carers and goes with RNE S, T or U.",
            "Check which of the two codes is meant.",
        )
    outside = (placement.valid_from and episode.started_on < placement.valid_from) or (
        placement.valid_to and episode.started_on > placement.valid_to
    )
    if outside:
        odd(
            "code-of-another-year",
            f"{episode.place} is not a code of the year in which this episode started.",
            "Use the code of that year.",
        )
