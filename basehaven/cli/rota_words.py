"""What a rota says on stdout. Adults stand in the order of their names; nobody is compared."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date

import click
from rich import box
from rich.console import Console
from rich.table import Table

from basehaven.cli.rota_why import breach_words
from basehaven.core.room.cover import Uncovered, cover_of, uncovered, wishes_missed
from basehaven.core.room.pairs import Became, PlaceChange, Rank, Why, count_kept, pair_changes
from basehaven.core.room.rules import RuleSet
from basehaven.core.room.verify import breaches
from basehaven.core.room.week import Rota, Shift
from basehaven.exchange.rota.read import RotaFile
from basehaven.exchange.rota.write import clock
from basehaven.solver.outcome import Outcome

WIDE = 110  # characters
FREE = 60  # minutes below which free hours of a contract are not worth telling
LISTED = 12  # breaches of today's rota that are told one by one
WHY = {
    Why.GONE: "{name} is not among the adults",
    Why.OTHER_ROOM: "{name} does not work in this room",
    Why.APART: "{name} is kept apart from the child",
    Why.LIMIT: "{name} is main adult of as many children as the rules allow",
    Why.RANK: "{name} changes places",
    Why.OTHER: "so that more children keep their adult, or have one",
}


def say(asked: RotaFile, outcome: Outcome) -> None:
    """The whole plan: cover, pairs, shifts, each child's hours, and what is left open."""
    rota = outcome.rota
    if rota is None:
        return
    changes = pair_changes(asked.week, rota)
    click.echo(f"{asked.title}: a plan that keeps every rule.\n")
    _say_cover(asked, outcome)
    _say_pairs(asked, changes)
    _say_shifts(asked, rota)
    _say_children(asked, rota)
    _say_open(asked, rota)
    _say_free(asked, rota)
    _say_today(asked)
    _say_rules(asked)
    if not outcome.same_again:
        click.echo(
            "The clock ran out before the search did, so another run may find another plan. "
            "Give it more --seconds."
        )


def _hours(minutes: int) -> str:
    return f"{minutes / 60:,.2f}".rstrip("0").rstrip(".")


def _day(day: date) -> str:
    return f"{day:%a}"


def _say_cover(asked: RotaFile, outcome: Outcome) -> None:
    share = outcome.covered / outcome.asked if outcome.asked else 1
    line = (
        f"Main or backup adult in the room for {_hours(outcome.covered)} of "
        f"{_hours(outcome.asked)} children's hours ({share:.1%})."
    )
    if outcome.gap:
        best = f"No plan with these pairs has more than {_hours(outcome.bound)}: a gap of at most"
        click.echo(f"{line} {best} {outcome.gap:.1%}.")
    else:
        click.echo(f"{line} No plan with these pairs has more.")
    if asked.week.today:
        today = sum(c.either for c in cover_of(asked.week, asked.week.today_rota()))
        click.echo(f"Today's rota: {_hours(today)} hours.")


def _say_pairs(asked: RotaFile, changes: Sequence[PlaceChange]) -> None:
    had = {rank: sum(c.rank is rank and bool(c.before) for c in changes) for rank in Rank}
    kept = {rank: count_kept(changes, rank) for rank in Rank}
    click.echo(
        f"\nPairs: {kept[Rank.MAIN]} of {had[Rank.MAIN]} main adults kept, {kept[Rank.BACKUP]} of "
        f"{had[Rank.BACKUP]} backup adults."
    )
    table = Table(box=box.SIMPLE, pad_edge=False)
    for heading in ("child", "main adult", "backup adult", "why it changes"):
        table.add_column(heading)
    by_child: dict[str, list[PlaceChange]] = {}
    for change in changes:
        by_child.setdefault(change.child_id, []).append(change)
    for child in _children(asked):
        two = by_child[child]
        reasons = [words for change in two if (words := _reason(asked, change))]
        table.add_row(asked.names[child], *(_who(asked, c) for c in two), "; ".join(reasons))
    _print(table)


def _children(asked: RotaFile) -> list[str]:
    """By room, then by name."""
    rooms = asked.week.rooms
    ordered = sorted(
        asked.week.children, key=lambda c: (rooms.index(c.room_id), asked.names[c.child_id])
    )
    return [child.child_id for child in ordered]


def _who(asked: RotaFile, change: PlaceChange) -> str:
    name = asked.names.get(change.after, change.after) or "nobody"
    marks = {Became.NEW: " (new)", Became.CHANGED: " (new)", Became.KEPT: ""}
    return name + marks.get(change.became, "")


def _reason(asked: RotaFile, change: PlaceChange) -> str:
    if change.became is Became.KEPT or not change.before:
        return "nobody is left for it" if change.became is Became.NOBODY else ""
    words = WHY[change.why].format(name=asked.names.get(change.before, change.before))
    return f"{words}, and stays as {change.stays_as}" if change.stays_as else words


def _say_shifts(asked: RotaFile, rota: Rota) -> None:
    week = asked.week
    table = Table(
        title="Who works when", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
        pad_edge=False, show_lines=True, padding=(0, 1, 0, 0),
    )  # fmt: skip
    table.add_column("", no_wrap=True, max_width=14)
    for day in week.days:
        table.add_column(f"{day:%a %-d %b}", no_wrap=True)
    plan = {(s.adult_id, s.day): s for s in rota.shifts}
    today = {(s.adult_id, s.day): s for s in week.today}
    for adult in sorted(week.adults, key=lambda a: asked.names[a.adult_id]):
        cells = []
        for day in week.days:
            key = (adult.adult_id, day)
            cells.append(_cell(asked, plan.get(key), today.get(key), bool(today)))
        table.add_row(asked.names[adult.adult_id], *cells)
    _print(table)
    if today:
        click.echo("Was: today's rota, where it differs.\n")


def _cell(asked: RotaFile, shift: Shift | None, today: Shift | None, compares: bool) -> str:
    lines = []
    if shift is not None:
        lines.append(f"{clock(shift.start)}-{clock(shift.end)}")
        rooms = [piece.room_id for piece in shift.pieces if piece.room_id]
        several = len(set(rooms)) > 1
        if not several:
            lines.append(asked.names[rooms[0]])
        for piece in shift.pieces:
            if not piece.room_id:
                lines.append(f"{clock(piece.start)} break")
            elif several:
                lines.append(f"{clock(piece.start)} {asked.names[piece.room_id]}")
    if compares and _times(shift) != _times(today):
        lines += ["was off"] if today is None else ["was", _times(today)]
    return "\n".join(lines)


def _times(shift: Shift | None) -> str:
    return f"{clock(shift.start)}-{clock(shift.end)}" if shift else "off"


def _say_children(asked: RotaFile, rota: Rota) -> None:
    week = asked.week
    table = Table(
        title="Each child's hours", title_justify="left", title_style="bold", box=box.SIMPLE,
        pad_edge=False,
    )  # fmt: skip
    table.add_column("child")
    headings = ["here", "with main", "with main or backup"] + ["today"] * bool(week.today)
    for heading in headings:
        table.add_column(heading, justify="right")
    covers = {cover.child_id: cover for cover in cover_of(week, rota)}
    before = {cover.child_id: cover for cover in cover_of(week, week.today_rota())}
    for child in _children(asked):
        cover = covers[child]
        cells = [_hours(cover.minutes), _hours(cover.main), _hours(cover.either)]
        if week.today:
            cells.append(_hours(before[child].either))
        table.add_row(asked.names[child], *cells)
    _print(table)


def _say_open(asked: RotaFile, rota: Rota) -> None:
    gaps = uncovered(asked.week, rota)
    if gaps:
        click.echo("Neither main nor backup in the room:")
    for room, day, start, end, children in _together(gaps):
        names = ", ".join(sorted(asked.names[child] for child in children))
        click.echo(f"  {_day(day)} {clock(start)}-{clock(end)} {asked.names[room]}: {names}")
    missed = wishes_missed(asked.week, rota)
    if missed:
        click.echo("Outside a wish:")
    for one in sorted(missed, key=lambda m: (asked.names[m.adult_id], m.day)):
        name = asked.names[one.adult_id]
        click.echo(f"  {name} {_day(one.day)}, {_hours(one.minutes)} hours")


def _say_free(asked: RotaFile, rota: Rota) -> None:
    """Contract hours that no room needs: for notes, visits and training."""
    paid = asked.week.rules.breaks_count_as_work
    lines = []
    for adult in sorted(asked.week.adults, key=lambda a: asked.names[a.adult_id]):
        mine = [shift for shift in rota.shifts if shift.adult_id == adult.adult_id]
        free = adult.week_minutes - sum(shift.work_minutes(with_breaks=paid) for shift in mine)
        if free >= FREE:
            lines.append(f"{asked.names[adult.adult_id]} {_hours(free)}")
    if lines:
        click.echo(f"Hours of a contract that are left free: {', '.join(lines)}.")


def _together(gaps: Iterable[Uncovered]) -> list[tuple[str, date, int, int, list[str]]]:
    """Gaps of the same room and time in one line."""
    found: dict[tuple[date, int, int, str], list[str]] = {}
    for gap in gaps:
        found.setdefault((gap.day, gap.start, gap.end, gap.room_id), []).append(gap.child_id)
    return [(room, day, start, end, who) for (day, start, end, room), who in sorted(found.items())]


def _say_today(asked: RotaFile) -> None:
    if not asked.week.today:
        return
    broken = breaches(asked.week, asked.week.today_rota())
    if not broken:
        click.echo("Today's rota keeps every rule too.")
        return
    click.echo("Today's rota breaks rules that the plan keeps:")
    for breach in broken[:LISTED]:
        click.echo(f"  {breach_words(asked, breach)}")
    if len(broken) > LISTED:
        click.echo(f"  and {len(broken) - LISTED} more; --json lists them all.")


def _say_rules(asked: RotaFile) -> None:
    rules, ratio = asked.week.rules, asked.week.rules.ratio
    click.echo(f"Rules: {', '.join(_label(rule) for rule in rules.rules)}.")
    click.echo(
        f"Read by: mixed_ages {ratio.mixed_ages}, unknown_age {ratio.unknown_age}, class_team "
        f"{ratio.class_team}. What that means: docs/explanation/ratios-and-groups.md"
    )


def _label(rule: RuleSet) -> str:
    return rule.label if rule.checked else f"{rule.label} (draft)"


def _print(table: Table) -> None:
    """To a terminal as wide as it is; to a file wide enough for a week."""
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)
