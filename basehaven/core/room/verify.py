"""Whether a plan keeps every rule: counted anew, sharing nothing with what made the plan.

Nothing of :mod:`basehaven.core.room.ratio` or of the solver is used here, only the
values. Ages, ratios and hours are worked out in another way, so that one mistake
does not hide in both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from basehaven.core.room.breaches import Breach, Rule
from basehaven.core.room.verify_ages import least_adults, met_by, younger_than
from basehaven.core.room.week import Pair, Rota, RotaAdult, RotaChild, Shift, Span, Week

STEP = 15  # minutes


def breaches(week: Week, rota: Rota) -> tuple[Breach, ...]:
    """Every rule of a week that a plan breaks.

    Args:
        week: what was asked for.
        rota: the plan, from the solver or from a person.

    Returns:
        Breaches in a stable order, neighbouring quarter hours joined; empty when
        the plan keeps every rule.

    A plan without breaches is allowed, not good: see cover and pairs for that.

    Source: our own; written apart from the solver on purpose.
    """
    adults = {adult.adult_id: adult for adult in week.adults}
    sound = [shift for shift in rota.shifts if not list(_shape(week, shift, adults))]
    found: list[Breach] = []
    for shift in rota.shifts:
        found += _shape(week, shift, adults)
    for shift in sound:
        found += _shift(week, shift, adults[shift.adult_id])
    found += _contracts(week, sound)
    found += _rooms(week, sound)
    found += _pairs(week, rota, adults)
    return tuple(found)


def _shape(week: Week, shift: Shift, adults: Mapping[str, RotaAdult]) -> Iterator[Breach]:
    if shift.adult_id not in adults or shift.day not in {span.day for span in week.opening}:
        yield Breach(Rule.UNKNOWN, shift.adult_id, day=shift.day)
        return
    edges = [(piece.start, piece.end) for piece in shift.pieces]
    whole = all(start < end and not start % STEP and not end % STEP for start, end in edges)
    joined = all(one[1] == other[0] for one, other in pairwise(edges))
    if not edges or not whole or not joined or not any(p.room_id for p in shift.pieces):
        yield Breach(Rule.SHAPE, shift.adult_id, day=shift.day)
    for piece in shift.pieces:
        if piece.room_id and piece.room_id not in week.rooms:
            yield Breach(Rule.UNKNOWN, shift.adult_id, room_id=piece.room_id, day=shift.day)


def _shift(week: Week, shift: Shift, adult: RotaAdult) -> Iterator[Breach]:
    def breach(rule: Rule, start: int, end: int, **more: object) -> Breach:
        return Breach(rule, adult.adult_id, day=shift.day, start=start, end=end, **more)  # type: ignore[arg-type]

    for piece in shift.pieces:
        if piece.room_id and piece.room_id not in adult.rooms:
            yield breach(Rule.ROOM, piece.start, piece.end, room_id=piece.room_id)

    def within(spans: Iterable[Span], minute: int) -> bool:
        return any(span.holds(shift.day, minute) for span in spans)

    def outside(minute: int) -> bool:
        return not (within(adult.can_work, minute) and within(week.opening, minute))

    for start, end in _runs(shift, outside):
        yield breach(Rule.TIMES, start, end)
    for start, end in _runs(shift, lambda minute: within(adult.away, minute)):
        yield breach(Rule.AWAY, start, end)
    for start, end, rule, count in _rests(week, shift):
        yield breach(rule, start, end, count=count)


def _runs(shift: Shift, wrong: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """The stretches of a shift in which something is wrong."""
    opened: int | None = None
    first, last = shift.pieces[0].start, shift.pieces[-1].end
    for minute in range(first, last + STEP, STEP):
        bad = minute < last and wrong(minute)
        if bad and opened is None:
            opened = minute
        if not bad and opened is not None:
            yield opened, minute
            opened = None


def _rests(week: Week, shift: Shift) -> Iterator[tuple[int, int, Rule, int]]:
    """Breaks that are too short or stand at an end, and stretches that are too long."""
    rules, since = week.rules, shift.pieces[0].start
    first, last = since, shift.pieces[-1].end
    stretches = []
    for piece in shift.pieces:
        if piece.room_id:
            continue
        if piece.end - piece.start < rules.break_minutes:
            yield piece.start, piece.end, Rule.BREAK, piece.end - piece.start
        near = rules.break_from_ends_minutes
        if piece.start - first < near or last - piece.end < near:
            yield piece.start, piece.end, Rule.BREAK, 0
        stretches.append((since, piece.start))
        since = piece.end
    for start, end in [*stretches, (since, last)]:
        if end - start > rules.longest_stretch_minutes:
            yield start, end, Rule.STRETCH, end - start


def _worked(week: Week, shift: Shift) -> int:
    paid = week.rules.breaks_count_as_work
    return sum(p.end - p.start for p in shift.pieces if p.room_id or paid)


def _contracts(week: Week, shifts: list[Shift]) -> Iterator[Breach]:
    by_adult: dict[str, list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_adult[shift.adult_id].append(shift)
    for adult in week.adults:
        mine = by_adult[adult.adult_id]
        worked = [(shift.day, _worked(week, shift)) for shift in mine]
        total, often = sum(minutes for _, minutes in worked), Counter(day for day, _ in worked)
        name = adult.adult_id
        if total > adult.week_minutes:
            yield Breach(Rule.WEEK_HOURS, name, count=total - adult.week_minutes)
        if total < adult.least_week_minutes:
            yield Breach(Rule.LEAST_HOURS, name, count=adult.least_week_minutes - total)
        if len(often) > adult.days:
            yield Breach(Rule.DAYS, name, count=len(often) - adult.days)
        for day, minutes in worked:
            if minutes > adult.day_minutes:
                yield Breach(Rule.DAY_HOURS, name, day=day, count=minutes - adult.day_minutes)
            if minutes < adult.shortest_minutes:
                yield Breach(Rule.SHORTEST, name, day=day, count=adult.shortest_minutes - minutes)
        for day in (day for day, times in often.items() if times > 1):
            yield Breach(Rule.SHAPE, name, day=day)


def _rooms(week: Week, shifts: list[Shift]) -> Iterator[Breach]:
    """Ratios, groups and people kept apart, quarter hour by quarter hour."""
    children: dict[tuple[str, date, int], list[RotaChild]] = defaultdict(list)
    adults: dict[tuple[str, date, int], set[str]] = defaultdict(set)
    for child in week.children:
        for stay in child.stays:
            for minute in range(stay.span.start, stay.span.end, STEP):
                children[stay.room_id, stay.span.day, minute].append(child)
    for shift in shifts:
        for piece in shift.pieces:
            for minute in range(piece.start, piece.end, STEP):
                if piece.room_id:
                    adults[piece.room_id, shift.day, minute].add(shift.adult_id)
    single: list[Breach] = []
    for (room, day, minute), here in sorted(children.items()):
        team = adults[room, day, minute]
        for found in (*_ratio(week, here, len(team), day), *_apart(here, team)):
            rule, adult_id, child_id, count, by = found
            end = minute + STEP
            single.append(Breach(rule, adult_id, child_id, room, day, minute, end, count, by))
    yield from _joined(single)


def _ratio(
    week: Week, here: list[RotaChild], team: int, day: date
) -> Iterator[tuple[Rule, str, str, int, tuple[str, ...]]]:
    settings = week.rules.ratio
    most = 0
    for rule in week.rules.rules:
        if met_by(rule, here, team, day, settings):
            continue
        needed, largest = least_adults(rule, here, day, settings)
        if needed is None:
            yield Rule.GROUP, "", "", len(here) - largest, (rule.rule_id,)
        else:
            most = max(most, needed)
            yield Rule.RATIO, "", "", needed - team, (rule.rule_id,)
    if team < settings.least_adults and most < settings.least_adults:
        yield Rule.RATIO, "", "", settings.least_adults - team, ()


def _apart(
    here: list[RotaChild], team: set[str]
) -> Iterator[tuple[Rule, str, str, int, tuple[str, ...]]]:
    for child in here:
        for adult_id in sorted(child.kept_apart & team):
            yield Rule.APART, adult_id, child.child_id, 0, ()


def _joined(single: list[Breach]) -> Iterator[Breach]:
    """Breaches of neighbouring quarter hours that say the same, as one."""
    last: dict[tuple[object, ...], Breach] = {}
    for one in single:
        what = (one.rule, one.adult_id, one.child_id, one.room_id, one.day, one.count, one.by)
        before = last.get(what)
        if before is not None and before.end == one.start:
            last[what] = replace(before, end=one.end)
            continue
        if before is not None:
            yield before
        last[what] = one
    yield from last.values()


def _pairs(week: Week, rota: Rota, adults: Mapping[str, RotaAdult]) -> Iterator[Breach]:
    children = {child.child_id: child for child in week.children}
    for child_id in children.keys() - {pair.child_id for pair in rota.pairs}:
        yield Breach(Rule.UNKNOWN, child_id=child_id)
    for pair in rota.pairs:
        child = children.get(pair.child_id)
        if child is None:
            yield Breach(Rule.UNKNOWN, child_id=pair.child_id)
            continue
        for name in filter(None, (pair.main, pair.backup)):
            fits = name in adults and child.room_id in adults[name].rooms
            if not fits or name in child.kept_apart or pair.main == pair.backup:
                yield Breach(Rule.PAIR, name, child.child_id)
    for name in adults:
        yield from _limits(week, [p for p in rota.pairs if p.child_id in children], children, name)


def _limits(
    week: Week, pairs: list[Pair], children: Mapping[str, RotaChild], name: str
) -> Iterator[Breach]:
    mine = [children[pair.child_id] for pair in pairs if pair.main == name]
    for rule in week.rules.rules:
        limit = rule.main_adult
        if limit is None or not rule.holds_on(week.monday):
            continue
        young = [
            c for c in mine if younger_than(c, limit.under_months, week.monday, week.rules.ratio)
        ]
        if len(young) > limit.children:
            over = len(young) - limit.children
            yield Breach(Rule.MAIN_LIMIT, name, count=over, by=(rule.rule_id,))
    backed = [children[pair.child_id] for pair in pairs if pair.backup == name]
    new_main = [child for child in mine if child.main != name]
    new_backup = [child for child in backed if child.backup != name]
    for all_, new, most in (
        (mine, new_main, week.rules.main_most_new),
        (backed, new_backup, week.rules.backup_most_new),
    ):
        if new and len(all_) > most:
            yield Breach(Rule.NEW_LIMIT, name, count=len(all_) - most)
