"""The time slider: its days, and what each step kept, added and took away."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.record.child_record import ChildRecord
from basehaven.apps.record.map import words
from basehaven.core.relationships.changes import change_days, changes_between

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A place of the slider.

    Attributes:
        days: every day that the slider stops at, first to last (today).
        at: which of them is shown, from 0.
        since: the day of the change that the names are about.
        kept, added, taken_away: people by name, against the step before.
    """

    days: Sequence[date]
    at: int
    since: date
    kept: Sequence[str]
    added: Sequence[str]
    taken_away: Sequence[str]
    interrupted: Sequence[str] = ()
    resumed: Sequence[str] = ()

    @property
    def day(self) -> date:
        return self.days[self.at]

    @property
    def last(self) -> int:
        return len(self.days) - 1

    @property
    def is_today(self) -> bool:
        return self.at == self.last

    @property
    def before(self) -> date | None:
        return self.days[self.at - 1] if self.at else None

    @property
    def after(self) -> date | None:
        return self.days[self.at + 1] if self.at < self.last else None

    @property
    def kept_words(self) -> str:
        return ngettext("kept %(n)d", "kept %(n)d", len(self.kept)) % {"n": len(self.kept)}

    @property
    def added_words(self) -> str:
        return _changed(ngettext("added %(n)d", "added %(n)d", len(self.added)), self.added)

    @property
    def taken_words(self) -> str:
        taken = self.taken_away
        return _changed(ngettext("taken away %(n)d", "taken away %(n)d", len(taken)), taken)

    @property
    def interrupted_words(self) -> str:
        return _changed(_("interrupted %(n)d"), self.interrupted) if self.interrupted else ""

    @property
    def resumed_words(self) -> str:
        return _changed(_("resumed %(n)d"), self.resumed) if self.resumed else ""


def _changed(counted: str, names: Sequence[str]) -> str:
    said = counted % {"n": len(names)}
    return f"{said}: {words.joined(names)}" if names else said


def slider_days(record: ChildRecord, today: date) -> list[date]:
    """Every day up to today on which the map differs from the day before, and today."""
    days = set(change_days(record.ties, record.stays))
    dated: Iterable[tuple[date | None, date | None]] = (
        *((row.started_on, row.ended_on) for row in record.restrictions),
        *((row.started_on, row.ended_on) for row in record.rooms),
        *((row.started_on, row.ended_on) for row in record.primaries),
        *((row.removed_on, row.exited_on) for row in record.removals),
        *((row.started_on, row.ended_on) for row in record.siblings),
        *((s.started_on, s.ended_on) for row in record.siblings for s in row.together),
        (record.child.born_on, None),
    )
    days.update(day for pair in dated for day in pair if day is not None)
    return [*sorted(day for day in days if day < today), today]


def step_on(record: ChildRecord, days: Sequence[date], day: date) -> Step:
    """The step that holds on ``day``: the last one not after it.

    On the last step, today, what is said is what the last change did.
    """
    at = max(bisect_right(days, day) - 1, 0)
    since = days[at]
    changes = changes_between(record.ties, since - ONE_DAY, since)
    if at and at == len(days) - 1 and not changes.anything:
        since = days[at - 1]
        changes = changes_between(record.ties, since - ONE_DAY, since)

    def names(adults: Iterable[str]) -> list[str]:
        return sorted(_name(record, adult) for adult in adults)

    return Step(
        days=days,
        at=at,
        since=since,
        kept=names(changes.kept),
        added=names(changes.added),
        taken_away=names(changes.taken_away),
        interrupted=names(changes.interrupted),
        resumed=names(changes.resumed),
    )


def _name(record: ChildRecord, adult: str) -> str:
    kinds = tuple(tie.kind for tie in record.ties if tie.adult_id == adult)
    person = record.people.get(adult)
    return words.name_or_kind(person.name if person else "", kinds)
