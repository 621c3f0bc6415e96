"""Why nothing fits, and what a rota breaks, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from basehaven.core.room.breaches import Breach, Rule
from basehaven.exchange.rota.read import RotaFile
from basehaven.exchange.rota.write import clock
from basehaven.solver.outcome import Conflict, Family, Obstacles, Outcome, Status

FAMILIES = {
    Family.BREAKS: "the breaks and the longest stretch without one",
    Family.SHORTEST: "the shortest shifts",
    Family.DAY_HOURS: "the hours a day of each contract",
    Family.ROOMS: "the rooms each adult may work in",
    Family.ABSENCE: "leave, days off and the times each adult can work",
    Family.CONTRACTS: "the hours and days a week of each contract",
}
BREACHES = {
    Rule.RATIO: "{count} more {adults} needed",
    Rule.GROUP: "{count} {children} too many together",
    Rule.MAIN_LIMIT: "main adult of {count} {children} more than the rule allows",
    Rule.NEW_LIMIT: "newly named, with {count} {children} more than new names may have",
    Rule.PAIR: "cannot be this child's main or backup adult",
    Rule.UNKNOWN: "is not in the week",
    Rule.SHAPE: "a shift with a hole, an overlap or no quarter hours",
    Rule.ROOM: "a room they may not work in",
    Rule.TIMES: "outside the times they can work or the opening hours",
    Rule.AWAY: "on leave",
    Rule.APART: "in a room with a child they are kept apart from",
    Rule.WEEK_HOURS: "{hours} hours a week too many",
    Rule.LEAST_HOURS: "{hours} hours a week too few",
    Rule.DAY_HOURS: "{hours} hours too many that day",
    Rule.DAYS: "{count} days a week too many",
    Rule.SHORTEST: "a shift {hours} hours too short",
    Rule.STRETCH: "{hours} hours in one go",
    Rule.BREAK: "a break too short or too near an end of the shift",
}


def headline(outcome: Outcome) -> str:
    """The one line that goes to stderr."""
    if outcome.status is Status.IMPOSSIBLE:
        return "Nothing fits. The reasons are above; change one of them and try again."
    return (
        "No rota was found in the time given, and none was proved impossible. Give more --seconds, "
        "or change something named above."
    )


def why(asked: RotaFile, outcome: Outcome) -> str:
    """Everything that stands in the way, the plainest reason first."""
    lines = [f"{asked.title}: no rota."]
    lines += _too_many(asked, outcome.obstacles)
    lines += _too_few(asked, outcome.obstacles)
    if outcome.obstacles.conflict is not None:
        lines += _conflict(asked, outcome.obstacles.conflict)
    lines += _nearest(asked, outcome.obstacles)
    return "\n".join(lines)


def _names(asked: RotaFile, ids: Iterable[str]) -> str:
    return ", ".join(asked.names.get(one, one) for one in ids) or "nobody"


def _rules(asked: RotaFile, ids: Iterable[str]) -> str:
    labels = {rule.rule_id: rule.label for rule in asked.week.rules.rules}
    return ", ".join(labels.get(one, one) for one in ids) or "the agency's own least"


def _when(day: date, start: int, end: int) -> str:
    return f"{day:%a %-d %b} {clock(start)}-{clock(end)}"


def _too_many(asked: RotaFile, obstacles: Obstacles) -> list[str]:
    lines = [
        f"  {_when(one.day, one.start, one.end)} {_names(asked, [one.room_id])}: {one.children} "
        f"children, and {_rules(asked, one.by)} allows {one.most}."
        for one in obstacles.too_many
    ]
    if not lines:
        return []
    way_out = "  Way out: move a child's hours or room, or split the group."
    return ["Groups that no number of adults makes right:", *lines, way_out]


def _too_few(asked: RotaFile, obstacles: Obstacles) -> list[str]:
    lines = [
        f"  {_when(one.day, one.start, one.end)} {_names(asked, one.rooms)}: {one.needed} needed, "
        f"{len(one.could)} could be there ({_names(asked, one.could)}): {one.short} missing."
        for one in obstacles.at_once
    ]
    if lines:
        lines.insert(
            0, "Times at which too few adults could be in these rooms, whatever the shifts:"
        )
        lines.append("  Way out: somebody else for these times, other leave, or a second room.")
    week = obstacles.in_week
    if week is not None:
        days = ", ".join(f"{day:%a}" for day in week.days)
        missing = week.needed_minutes - week.had_minutes
        lines.append("Contracts that hold too few hours:")
        lines.append(
            f"  {_names(asked, week.rooms)} on {days}: {week.needed_minutes / 60:g} adult hours "
            f"needed, {week.had_minutes / 60:g} to be had from {_names(asked, week.could)}: "
            f"{missing / 60:g} missing, before any break."
        )
        lines.append("  Way out: more hours, one more adult, or somebody from another room.")
    return lines


def _conflict(asked: RotaFile, conflict: Conflict) -> list[str]:
    when = f"On {conflict.day:%a %-d %b}" if conflict.day else "Over the week"
    families = [FAMILIES[family] for family in conflict.families]
    without = ", and without any one of them they could" if conflict.smallest else ""
    lines = [f"{when} these cannot all hold{without}:"]
    lines += [f"  - ratio and group in {_names(asked, [room])}" for room in conflict.rooms]
    return lines + [f"  - {family}" for family in families]


def _nearest(asked: RotaFile, obstacles: Obstacles) -> list[str]:
    lines = []
    for one in obstacles.nearest:
        more = f"{one.short} more adult{'s' if one.short > 1 else ''} needed"
        there = f"{one.children} {'child' if one.children == 1 else 'children'}"
        lines.append(
            f"  {_when(one.day, one.start, one.end)} {_names(asked, [one.room_id])}: {more} "
            f"({there}, {_rules(asked, one.by)} asks for {one.needed})."
        )
    if lines:
        lines.insert(0, "The nearest plan lacks only this; with it, it would fit:")
    if obstacles.below_least:
        lines.append(f"Least hours not reached: {_names(asked, obstacles.below_least)}.")
    return lines


def breach_words(asked: RotaFile, breach: Breach) -> str:
    """One breach in a line: when, where, who, what."""
    parts = []
    if breach.day is not None:
        parts.append(
            _when(breach.day, breach.start, breach.end)
            if breach.start is not None and breach.end is not None
            else f"{breach.day:%a %-d %b}"
        )
    parts += [
        _names(asked, [one]) for one in (breach.room_id, breach.adult_id, breach.child_id) if one
    ]
    count = breach.count
    words = BREACHES[breach.rule].format(
        count=count,
        hours=f"{count / 60:g}",
        adults="adult" if count == 1 else "adults",
        children="child" if count == 1 else "children",
    )
    by = f" ({_rules(asked, breach.by)})" if breach.by else ""
    return f"{' '.join(parts)}: {words}{by}"
