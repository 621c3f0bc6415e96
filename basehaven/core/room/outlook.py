"""A room from now over the next hour: who will be there, what will be short, and until when.

Doubt always falls on the safe side. A child who is late may come any moment; an
adult who is late is not there until seen. A child past the planned time to leave
stays until seen to go; an adult past the end of a shift counts now and not later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from basehaven.core.room.moments import AdultToday, ChildToday, Gap, GapKind, Moment
from basehaven.core.room.ratio import RoomAdult, ratio_of
from basehaven.core.room.rules import RatioSettings, RuleSet

ANY_MOMENT = timedelta(minutes=5)
"""From when on a late child is expected and an overrun shift is over. Ours, without a source."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Now, and what comes. ``moments[0]`` is now.

    Attributes:
        late_adults: planned to be there by now and not seen.
        late_children: likewise.
    """

    moments: tuple[Moment, ...]
    gaps: tuple[Gap, ...]
    late_adults: tuple[str, ...] = ()
    late_children: tuple[str, ...] = ()

    @property
    def now(self) -> Moment:
        """The room as it is."""
        return self.moments[0]


def outlook(
    children: Sequence[ChildToday],
    adults: Sequence[AdultToday],
    rules: Sequence[RuleSet],
    now: datetime,
    until: datetime,
    settings: RatioSettings | None = None,
) -> Outlook:
    """The room now and until a time, by what is seen and what is planned.

    Args:
        children: those here, and those who may come before ``until``.
        adults: likewise.
        rules: rule sets; those in force count.
        now: the time now, with its zone; the day of it gives the ages.
        until: where the outlook ends, later than ``now``.
        settings: how to read the rules.

    Returns:
        Moments without a hole from ``now`` to ``until``, and the gaps in them.

    Raises:
        ValueError: ``until`` is not after ``now``.

    A plan is not a promise: it says what is due, not what will be.

    Source: our own; the rules' sources are in their entries.
    """
    if until <= now:
        raise ValueError("An outlook ends after it begins: give a later time.")
    changes = [*_changes(children, adults), now + ANY_MOMENT]
    edges = sorted({now, *(t for t in changes if now < t < until)})
    moments = tuple(
        _moment(children, adults, rules, start, end, now, settings)
        for start, end in zip(edges, [*edges[1:], until], strict=True)
    )
    return Outlook(
        _joined(moments),
        gaps_in(moments),
        tuple(a.adult_id for a in adults if _late(a, now)),
        tuple(c.child.child_id for c in children if _late(c, now)),
    )


def _changes(children: Sequence[ChildToday], adults: Sequence[AdultToday]) -> Iterable[datetime]:
    people: list[ChildToday | AdultToday] = [*children, *adults]
    for person in people:
        yield from (t for t in (person.comes_at, person.leaves_at) if t is not None)
    for adult in adults:
        for away in adult.away:
            yield away.start
            if away.until is not None:
                yield away.until


def _late(person: ChildToday | AdultToday, now: datetime) -> bool:
    gone = person.leaves_at is not None and person.leaves_at <= now
    return not person.here and person.comes_at is not None and person.comes_at <= now and not gone


def _child_there(child: ChildToday, at: datetime, now: datetime) -> bool:
    """A late child is expected from now on; one who should have gone is still here."""
    if at == now:
        return child.here
    gone = child.leaves_at is not None and child.leaves_at <= at
    if child.here:
        overdue = child.leaves_at is not None and child.leaves_at <= now
        return overdue or not gone
    return child.comes_at is not None and child.comes_at <= at and not gone


def _adult_there(adult: AdultToday, at: datetime, now: datetime) -> bool:
    """A late adult is not expected; a shift that is over ends with the first change."""
    if at == now:
        return adult.here
    if adult.leaves_at is not None and adult.leaves_at <= at:
        return False
    return adult.here or (adult.comes_at is not None and now < adult.comes_at <= at)


def _is_away(adult: AdultToday, at: datetime) -> bool:
    return any(a.start <= at and (a.until is None or at < a.until) for a in adult.away)


def _moment(
    children: Sequence[ChildToday],
    adults: Sequence[AdultToday],
    rules: Sequence[RuleSet],
    start: datetime,
    end: datetime,
    now: datetime,
    settings: RatioSettings | None,
) -> Moment:
    here = [child for child in children if _child_there(child, start, now)]
    team = [a.adult_id for a in adults if _adult_there(a, start, now) and not _is_away(a, start)]
    ratio = ratio_of(
        [c.child for c in here], [RoomAdult(a) for a in team], rules, start.date(), settings
    )
    named = [child for child in here if child.main]
    without = [child for child in named if child.main not in team]
    return Moment(
        start,
        end,
        ratio,
        children=tuple(c.child.child_id for c in here),
        adults=tuple(team),
        no_main=tuple(c.child.child_id for c in without if c.backup in team),
        neither=tuple(c.child.child_id for c in without if c.backup not in team),
        unnamed=tuple(c.child.child_id for c in here if not c.main),
    )


def _joined(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Moments between which nothing differs are one."""
    joined: list[Moment] = []
    for moment in moments:
        last = joined[-1] if joined else None
        if last is not None and replace(moment, start=last.start) == replace(
            last, until=moment.until
        ):
            joined[-1] = replace(last, until=moment.until)
        else:
            joined.append(moment)
    return tuple(joined)


def gaps_in(moments: Sequence[Moment]) -> tuple[Gap, ...]:
    """What is short, each gap from where it opens to where it closes.

    A gap about children closes and opens anew when other children are in it.
    """
    found: list[Gap] = []
    for kind in GapKind:
        opened: Gap | None = None
        for moment in moments:
            found_now = _gap_at(moment, kind)
            if opened is not None and (found_now is None or found_now.children != opened.children):
                found.append(replace(opened, until=moment.start))
                opened = None
            if found_now is not None:
                opened = found_now if opened is None else _wider(opened, found_now)
        if opened is not None:
            found.append(opened)
    order = list(GapKind)
    return tuple(sorted(found, key=lambda gap: (gap.start, order.index(gap.kind))))


def _gap_at(moment: Moment, kind: GapKind) -> Gap | None:
    ratio = moment.ratio
    if kind is GapKind.ADULTS:
        return _gap(kind, moment, ratio.adults_short, rules=ratio.needed_by)
    if kind is GapKind.GROUP:
        return _gap(kind, moment, ratio.children_over, rules=ratio.group_by)
    children = moment.neither if kind is GapKind.NEITHER else moment.no_main
    return _gap(kind, moment, len(children), children=children)


def _gap(
    kind: GapKind,
    moment: Moment,
    count: int,
    children: tuple[str, ...] = (),
    rules: tuple[str, ...] = (),
) -> Gap | None:
    return Gap(kind, moment.start, None, count, children, rules) if count else None


def _wider(one: Gap, other: Gap) -> Gap:
    rules = tuple(dict.fromkeys(one.rules + other.rules))
    return replace(one, count=max(one.count, other.count), rules=rules)
