"""Whom to talk to, and when: apart from the readings, and never in the way of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from basehaven.core.cues.types import Moment, Observation

AT_ONCE, PATTERN = "at_once", "pattern"
NOW, TALK, WATCH = "now", "talk", "watch"
LEVELS = (NOW, TALK, WATCH)


@dataclass(frozen=True, slots=True)
class Reporting:
    """The reporting step of a jurisdiction or agency.

    ``own`` is False while the agency has not set its own, which ``lines`` then say.
    """

    title: str
    lines: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """When somebody is to be talked to, and what to do until then.

    Attributes:
        sort: ``at_once`` (one sign is enough) or ``pattern``.
        cues: any of them counts.
        reports: shows the jurisdiction's reporting step.
        who: roles to talk to, by id.
        within: by when, by id.
        observations: how many moments make a pattern; 1 for ``at_once``.
        on_days: on how many different days at least.
        within_days: how far back they count, in days.
        span_days: at least so many days from the first to the last.
        seen_once: what to do before it is a pattern; empty says nothing then.
    """

    rule_id: str
    sort: str
    cues: tuple[str, ...]
    title: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    who: tuple[str, ...]
    within: str
    reports: bool = False
    observations: int = 1
    on_days: int = 1
    within_days: int = 1
    span_days: int = 0
    seen_once: str = ""


@dataclass(frozen=True, slots=True)
class SafetyStep:
    """A rule that holds now.

    Attributes:
        level: ``now``, ``talk`` (a pattern: the people of the rule), or
            ``watch`` (seen, and not yet a pattern).
        seen: its cues that were seen.
        moments: how many moments they were seen in.
        days: on how many different days.
        reporting: the jurisdiction's step, where the rule shows it.
    """

    rule: SafetyRule
    level: str
    seen: tuple[str, ...]
    moments: int
    days: int
    reporting: Reporting | None = None


def safety_steps(
    moment: Moment,
    observations: Iterable[Observation] = (),
    *,
    rules: Iterable[SafetyRule],
    reporting: Reporting,
) -> tuple[SafetyStep, ...]:
    """Which rules hold now that this was seen.

    Args:
        moment: what was seen now; with no cue at all, and a day, it asks for the
            patterns of that day. One sign is looked for here alone: a past one
            was shown when it was seen.
        observations: earlier moments, for the patterns. Later ones than
            ``moment``, and itself if it was saved already, are not counted.
        rules: the escalation rules in one language.
        reporting: the jurisdiction's step, or the default that says that the
            agency has none of its own yet.

    Returns:
        Steps, most urgent first. One cue more never takes a step away.

    It never reports anything, and it is no condition of a report: who suspects
    harm reports at once, whatever stands here.

    Source: knowledge ``cues/escalation``; each number there has a source or a doubt.

    >>> rule = SafetyRule("mark", AT_ONCE, ("injury_sign",), "", (), (), (), "", reports=True)
    >>> steps = safety_steps(
    ...     Moment(frozenset({"injury_sign"})), rules=[rule], reporting=Reporting("", ())
    ... )
    >>> [step.level for step in steps]
    ['now']
    """
    past = [each for each in observations if not moment.event_id or _is_other(each, moment)]
    steps = [step for rule in rules if (step := _step(rule, moment, past, reporting)) is not None]
    return tuple(sorted(steps, key=lambda step: (LEVELS.index(step.level), step.rule.rule_id)))


def _is_other(each: Observation, moment: Moment) -> bool:
    return each.event_id != moment.event_id


def _step(
    rule: SafetyRule, moment: Moment, past: list[Observation], reporting: Reporting
) -> SafetyStep | None:
    cues = set(rule.cues)
    now = moment.cues & cues
    counted = [] if rule.sort == AT_ONCE else _before(rule, moment, past)
    days = [each.on for each in counted] + ([_today(moment, past)] if now else [])
    level = _level(rule, days, now=bool(now))
    if not level:
        return None
    seen = now.union(*(each.cues & cues for each in counted))
    return SafetyStep(
        rule=rule,
        level=level,
        seen=tuple(cue for cue in rule.cues if cue in seen),
        moments=len(days),
        days=len(set(days)),
        reporting=reporting if rule.reports else None,
    )


def _today(moment: Moment, past: list[Observation]) -> date:
    """The moment's day; without one, it is taken to be the latest."""
    return moment.on or max((each.on for each in past), default=date.min)


def _before(rule: SafetyRule, moment: Moment, past: list[Observation]) -> list[Observation]:
    """Earlier moments that count for a pattern."""
    today, cues = _today(moment, past), set(rule.cues)
    return [
        each for each in past if each.cues & cues and 0 <= (today - each.on).days < rule.within_days
    ]


def _level(rule: SafetyRule, days: list[date], *, now: bool) -> str:
    if rule.sort == AT_ONCE:
        return NOW if now else ""
    pattern = (
        len(days) >= rule.observations
        and len(set(days)) >= rule.on_days
        and (max(days) - min(days)).days >= rule.span_days
    )
    if pattern:
        return TALK
    return WATCH if now and rule.seen_once else ""
