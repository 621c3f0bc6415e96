"""What cannot be, said in words that help. Pure: values in, nothing or an error out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from basehaven.core.errors import NotPossible

BEFORE_BIRTH = timedelta(days=305)  # ten months: a tie may begin with the pregnancy
GESTATION_LEFT = timedelta(days=310)  # a due date further off than this is a slip


class Dated(Protocol):
    started_on: date
    ended_on: date | None


class PleaseCheck(NotPossible):
    """Unlikely, not impossible. Said once; the person may say that it is so."""


def day(on: date) -> str:
    return str(date_format(on, _("j F Y")))


def overlaps(a_from: date, a_to: date | None, b_from: date, b_to: date | None) -> bool:
    """Whether two half-open intervals share a day. One of no days shares none."""
    if (a_to is not None and a_to <= a_from) or (b_to is not None and b_to <= b_from):
        return False
    return (b_to is None or a_from < b_to) and (a_to is None or b_from < a_to)


def ends_after_it_starts(
    started_on: date, ended_on: date | None, *, field: str = "ended_on"
) -> None:
    if ended_on is not None and ended_on < started_on:
        raise NotPossible(
            _("It ends on %(end)s, before it starts on %(start)s. Check both dates.")
            % {"end": day(ended_on), "start": day(started_on)},
            field=field,
        )


def not_in_the_future(on: date | None, today: date, *, field: str) -> None:
    if on is not None and on > today:
        raise NotPossible(
            _("%(day)s is still to come. Give the day it happened; a plan is not yet a fact.")
            % {"day": day(on)},
            field=field,
        )


def birth(born_on: date | None, born_precision: str, due_on: date | None, today: date) -> str:
    """Check what is known of a birth and return its precision.

    A date without a precision is meant to the day; no date at all is unknown,
    and nobody has to guess one.
    """
    if born_precision == "unborn":
        _not_born_yet(born_on, due_on, today)
        return born_precision
    if born_on is None:
        if born_precision:
            raise NotPossible(
                _(
                    "Give the birth date, as well as it is known, or leave both empty if nothing "
                    "is known of it."
                ),
                field="born_on",
            )
        return ""
    if born_on > today:
        raise NotPossible(
            _(
                "%(day)s is still to come. If the child is not born yet, choose “not born yet” and "
                "give the due date."
            )
            % {"day": day(born_on)},
            field="born_on",
        )
    if due_on is not None and not -timedelta(days=60) <= due_on - born_on <= timedelta(days=150):
        raise NotPossible(
            _(
                "The due date and the birth date are too far apart to be one child's. Check both "
                "years."
            ),
            field="due_on",
        )
    return born_precision or "day"


def _not_born_yet(born_on: date | None, due_on: date | None, today: date) -> None:
    if born_on is not None:
        raise NotPossible(
            _(
                "A child not born yet has no birth date. Give the due date, or say how exactly "
                "the birth date is known."
            ),
            field="born_on",
        )
    if due_on is not None and due_on > today + GESTATION_LEFT:
        raise NotPossible(
            _("This due date is more than ten months away. Check the year."), field="due_on"
        )


def tie_not_before_pregnancy(
    started_on: date, born_on: date | None, due_on: date | None, *, checked: bool = False
) -> None:
    """A tie may begin before birth (doulas, expectant parents), not before the pregnancy."""
    anchor = born_on or due_on
    if anchor is None or checked:
        return
    if started_on < anchor - BEFORE_BIRTH:
        raise PleaseCheck(
            _(
                "This is more than ten months before the child was born or due (%(day)s). Check "
                "the date. If it is right all the same, tick “I have checked this” and save again."
            )
            % {"day": day(anchor)},
            field="started_on",
        )


def tie_not_twice(
    started_on: date, ended_on: date | None, others: Iterable[Dated], *, field: str = "adult"
) -> None:
    """``others``: the child's standing ties of the same kind to the same adult."""
    for other in others:
        if overlaps(started_on, ended_on, other.started_on, other.ended_on):
            raise NotPossible(
                _(
                    "This tie is already on the record since %(day)s. Correct that one if it is "
                    "wrong, or add how it changed."
                )
                % {"day": day(other.started_on)},
                field=field,
            )


def not_after_death(
    started_on: date, ended_on: date | None, died_on: date | None, *, field: str = "started_on"
) -> None:
    """The dead keep their place on the map; nothing new begins with them."""
    if died_on is None:
        return
    if started_on >= died_on or ended_on is None or ended_on > died_on:
        raise NotPossible(
            _(
                "The record says that this person died on %(day)s. If that is a mistake, correct "
                "it first; if not, this ended by then."
            )
            % {"day": day(died_on)},
            field=field,
        )


def spell_fits(
    started_on: date, ended_on: date | None, tie: Dated, others: Iterable[Dated]
) -> None:
    """A spell lies inside its tie and shares no day with another of the same tie."""
    ends_after_it_starts(started_on, ended_on)
    if started_on < tie.started_on:
        raise NotPossible(
            _("The tie itself begins on %(day)s. Give a later day, or correct the tie's start.")
            % {"day": day(tie.started_on)},
            field="started_on",
        )
    if tie.ended_on is not None and (
        started_on > tie.ended_on or ended_on is None or ended_on > tie.ended_on
    ):
        raise NotPossible(
            _("The tie ended on %(day)s. How it was lived must end by then.")
            % {"day": day(tie.ended_on)},
            field="ended_on",
        )
    for other in others:
        if overlaps(started_on, ended_on, other.started_on, other.ended_on):
            raise NotPossible(
                _(
                    "For part of this time the record already says how they were in touch (from "
                    "%(day)s). Correct that, or choose other dates."
                )
                % {"day": day(other.started_on)},
                field="started_on",
            )


def hours_of_a_week(hours: object, *, field: str = "hours_per_week") -> None:
    if hours is not None and not 0 <= float(hours) <= 168:  # type: ignore[arg-type]
        raise NotPossible(_("A week has 168 hours: give a number from 0 to 168."), field=field)


class StayLike(Dated, Protocol):
    shared: bool | None


def one_home_a_day(
    started_on: date, ended_on: date | None, shared: bool | None, others: Iterable[StayLike]
) -> None:
    """A child lives in one home on a day, unless both stays are shared care."""
    for other in others:
        if not overlaps(started_on, ended_on, other.started_on, other.ended_on):
            continue
        if shared and other.shared:
            continue
        until = day(other.ended_on) if other.ended_on else _("now")
        raise NotPossible(
            _(
                "The record already says where the child lives then (from %(start)s until "
                "%(end)s). End that stay on the day of the move, or mark both as shared care if "
                "the child alternates between the homes."
            )
            % {"start": day(other.started_on), "end": until},
            field="started_on",
        )


def stay_inside_removal(
    started_on: date, ended_on: date | None, removed_on: date, exited_on: date | None
) -> None:
    if started_on < removed_on:
        raise NotPossible(
            _(
                "This stay begins before the period of care did (%(day)s). Check the day, or leave "
                "the period of care empty."
            )
            % {"day": day(removed_on)},
            field="started_on",
        )
    if exited_on is not None and (ended_on is None or ended_on > exited_on):
        raise NotPossible(
            _(
                "The period of care ended on %(day)s. The stay must end by then, or belong to no "
                "period of care."
            )
            % {"day": day(exited_on)},
            field="ended_on",
        )


class RemovalLike(Protocol):
    removed_on: date
    exited_on: date | None


def one_removal_at_a_time(
    removed_on: date, exited_on: date | None, others: Iterable[RemovalLike]
) -> None:
    for other in others:
        if (other.exited_on is None and exited_on is None) or overlaps(
            removed_on, exited_on, other.removed_on, other.exited_on
        ):
            raise NotPossible(
                _(
                    "The child is already in a period of care that began on %(day)s. A move inside "
                    "it is a new stay, not a new removal. End that period first if it is over."
                )
                % {"day": day(other.removed_on)},
                field="removed_on",
            )


def restriction_has_source(source: str, *, checked: bool = False) -> None:
    if not source.strip() and not checked:
        raise PleaseCheck(
            _(
                "By which order or plan? Whoever reads this needs to know. If you cannot tell yet, "
                "tick “I have checked this” and save again: the restriction counts at once."
            ),
            field="source",
        )


def not_live_twice(
    started_on: date, ended_on: date | None, others: Iterable[Dated], *, what: str, field: str
) -> None:
    for other in others:
        if overlaps(started_on, ended_on, other.started_on, other.ended_on):
            raise NotPossible(
                _("%(what)s is already on the record from %(day)s. Correct or end that one.")
                % {"what": what, "day": day(other.started_on)},
                field=field,
            )
