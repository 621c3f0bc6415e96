"""What a statutory check would raise and we save: each with its way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from basehaven.exchange.ssda903.codes import codes, limits
from basehaven.exchange.ssda903.periods import Episode

SAME_CARER = ("T", "U")  # a new placement with the same carer
MOVES = ("P", "T", "B", "U")  # the reasons that change the placement


@dataclass(frozen=True, slots=True)
class Oddity:
    """One odd thing about one episode."""

    episode: Episode
    code: str
    column: str
    problem: str
    way_out: str


def oddities(episodes: Sequence[Episode], born_on: date | None) -> Iterator[Oddity]:
    """Everything odd about one child's episodes.

    Args:
        episodes: in order of start, without overlap.
        born_on: None when not known.
    """
    befores = [None, *episodes]
    afters = [*episodes[1:], None]
    for before, episode, after in zip(befores, episodes, afters, strict=False):
        yield from _start(before, episode)
        yield from _end(episode, after)
        yield from _placement(before, episode)
        yield from _temporary(before, episode)
        yield from _year(episode)
    yield from _holidays(episodes)
    yield from _returns(episodes)
    if born_on and episodes and episodes[0].started_on < born_on:
        yield Oddity(
            episodes[0], "in-care-before-birth", "DECOM",
            "The episode starts before the child's birth date.",
            "Check DOB in the header and DECOM here.",
        )  # fmt: skip


def _start(before: Episode | None, episode: Episode) -> Iterator[Oddity]:
    if before is None or before.closes:
        if episode.rne != "S":
            yield Oddity(
                episode, "period-does-not-start-with-s", "RNE",
                "A period of care should start with RNE S. It is read as going on from before.",
                "If care began here, write S; if earlier, import the earlier return too.",
            )  # fmt: skip
        return
    if before.ended_on is not None and episode.started_on > before.ended_on:
        yield Oddity(
            episode, "gap", "DECOM",
            f"Nothing is recorded from {before.ended_on:%d/%m/%Y} (row {before.line}) to here. "
            "A new period of care is read.",
            "Add the missing episode, or write in the one before why care ended.",
        )  # fmt: skip
    if episode.rne == "S":
        yield Oddity(
            episode, "starts-again-without-an-end", "RNE",
            f"RNE S, though row {before.line} does not say that care ended.",
            "Write P, T, L, B or U here, or the reason why care ended there.",
        )  # fmt: skip


def _end(episode: Episode, after: Episode | None) -> Iterator[Oddity]:
    def odd(code: str, problem: str, way_out: str) -> Oddity:
        return Oddity(episode, code, "REC", problem, way_out)

    if episode.ended_on is None and episode.rec:
        yield odd(
            "reason-without-an-end",
            "A reason for ending without a day (DEC). It is read as still going on.",
            "Write the day in DEC, or clear REC.",
        )
    elif episode.ended_on is not None and not episode.rec:
        yield odd("end-without-a-reason", "An end without its reason.", "Write the code in REC.")
    elif episode.rec == "X1" and after is None:
        yield odd(
            "next-episode-missing",
            "X1 says that another episode follows the same day, and none does.",
            "Add the next episode, or write the reason why care ended.",
        )
    moves = after is not None and episode.rec == "X1" and after.rne in MOVES
    if moves and not episode.reason:
        yield Oddity(
            episode, "reason-for-move-missing", "REASON_PLACE_CHANGE",
            f"The placement changes after this episode (row {after.line if after else ''}) "
            "and no reason is given.",
            f"Write one of: {', '.join(codes('REASON_PLACE_CHANGE'))}.",
        )  # fmt: skip
    elif episode.reason and not moves:
        yield Oddity(
            episode, "reason-without-a-move", "REASON_PLACE_CHANGE",
            "A reason for changing placement, and the placement does not change after this.",
            "Clear it, or check the next episode.",
        )  # fmt: skip


def _placement(before: Episode | None, episode: Episode) -> Iterator[Oddity]:
    placement = episode.placement
    goes_on = before is not None and not before.closes
    if goes_on and episode.rne == "L" and before and before.place_id != episode.place_id:
        yield Oddity(
            episode, "legal-change-with-another-placement", "RNE",
            "RNE L says that only the legal status changed, but the placement did too.",
            "Write U if the carer is the same, B if the carer changed.",
        )  # fmt: skip
    if placement.with_current_carer and episode.rne not in ("S", *SAME_CARER):
        yield Oddity(
            episode, "current-carer-with-another-reason", "PLACE",
            f"{episode.place} stays with the current carers and goes with RNE S, T or U.",
            "Check which of the two codes is meant.",
        )  # fmt: skip
    if episode.rne in SAME_CARER and not placement.tie and not placement.temporary:
        yield Oddity(
            episode, "same-carer-in-another-kind-of-place", "PLACE",
            f"RNE {episode.rne} says that the carer stays, and {episode.place} has none of its "
            "own. The tie goes on without the child living there.",
            "If the carer changed, write P or B.",
        )  # fmt: skip
    is_break = episode.ls == "V3" and episode.ended_on is not None
    if is_break and (days := (episode.ended_on - episode.started_on).days) > (  # type: ignore[operator]
        most := limits().short_break_days
    ):
        yield Oddity(
            episode, "short-break-too-long", "LS",
            f"{days} days under V3, of which one break has at most {most}.",
            "If the child is looked after all the time, write V2.",
        )  # fmt: skip


def _temporary(before: Episode | None, episode: Episode) -> Iterator[Oddity]:
    placement = episode.placement
    if placement.temporary and (before is None or before.closes or episode.closes):
        yield Oddity(
            episode, "care-starts-or-ends-in-a-temporary-placement", "PLACE",
            f"{episode.place} is temporary; care may not start or end in it.",
            "Record the placement that it interrupted.",
        )  # fmt: skip
    if placement.days_at_most is not None and episode.ended_on is not None:
        days = (episode.ended_on - episode.started_on).days
        if days > placement.days_at_most:
            yield Oddity(
                episode, "temporary-too-long", "PLACE",
                f"{days} days in {episode.place}, which lasts at most {placement.days_at_most}.",
                "After that it is a placement of its own: write its code.",
            )  # fmt: skip


def _returns(episodes: Sequence[Episode]) -> Iterator[Oddity]:
    """After a temporary placement the child comes back with P to the same place."""
    interrupted: Episode | None = None
    before: Episode | None = None
    for episode in episodes:
        if before is not None and before.placement.temporary and not episode.placement.temporary:
            if before.closes or interrupted is None:
                pass  # said already: care starts or ends in a temporary placement
            elif episode.place_id != interrupted.place_id:
                yield Oddity(
                    episode, "does-not-come-back", "PLACE",
                    f"After a temporary placement the child comes back to that of row "
                    f"{interrupted.line} ({interrupted.place}), and this is another.",
                    "Check PLACE and PL_POST, or record the move as one of its own.",
                )  # fmt: skip
            elif episode.rne != "P":
                yield Oddity(
                    episode, "comes-back-with-another-reason", "RNE",
                    "Coming back from a temporary placement is written with RNE P.",
                    "Write P.",
                )  # fmt: skip
        if not episode.placement.temporary:
            interrupted = episode
        before = episode


def _year(episode: Episode) -> Iterator[Oddity]:
    for column, code, day in (
        ("PLACE", episode.place, episode.started_on),
        ("LS", episode.ls, episode.started_on),
        ("REC", episode.rec, episode.ended_on),
        ("REASON_PLACE_CHANGE", episode.reason, episode.ended_on),
    ):
        if code and day and not codes(column)[code].is_valid_on(day):
            yield Oddity(
                episode, "code-of-another-year", column,
                f"{code} is not a code of the year of {day:%d/%m/%Y}.",
                "Use the code of that year.",
            )  # fmt: skip


def _holidays(episodes: Sequence[Episode]) -> Iterator[Oddity]:
    years: Counter[int] = Counter()
    for episode in episodes:
        if episode.place == "T3":
            day = episode.started_on
            years[year := day.year - ((day.month, day.day) < (4, 1))] += 1
            if years[year] > (most := limits().carer_holidays_a_year):
                yield Oddity(
                    episode, "too-many-carer-holidays", "PLACE",
                    f"The carer's holiday number {years[year]} in the year from 1 April {year}; "
                    f"at most {most}.",
                    "Check whether T3 is meant.",
                )  # fmt: skip
