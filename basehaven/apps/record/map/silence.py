"""Somebody who used to come has not come: said as something to do, to those who may act."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from basehaven.apps.record.child_record import Rhythm
from basehaven.apps.record.map.figure import Figure
from basehaven.apps.record.map.figures import OnDay
from basehaven.core.relationships.network import PersonOnDay, TieStatus

# Kinds of restriction that stop every prompt to make contact.
STOPS_PROMPTS = frozenset(
    {"no_contact", "supervised_only", "no_pickup", "no_information", "hide_address"}
)


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """When a gap is long enough to be spoken of.

    Attributes:
        gaps: how many of the person's own usual gaps must have passed.
        least_days: and never less than these days, so that a daily visitor's
            long weekend is no alarm.
        least_times: with fewer contacts recorded there is no usual gap.

    Doubt: all three are our own proposal. No study known to us says after how
    many days a missed rhythm matters to a young child, and it will differ by
    age. The card is a reminder to a person, never a measure of anybody.
    """

    gaps: float = 2.0
    least_days: int = 14
    least_times: int = 3


@dataclass(frozen=True, slots=True)
class Silence:
    figure: Figure
    days: int
    usual: str

    @property
    def title(self) -> str:
        return ngettext(
            "%(name)s has not been seen for %(days)d day",
            "%(name)s has not been seen for %(days)d days",
            self.days,
        ) % {"name": self.figure.name, "days": self.days}


def silences(on: OnDay, rule: SilenceRule | None = None) -> list[Silence]:
    """Live ties whose own rhythm has stopped, longest silence first.

    Nobody with any restriction in force, nobody whose contact is stopped by an
    order or by custody, nobody living with the child, nobody who died; and
    nothing on a day that is not today.
    """
    rule = rule or SilenceRule()
    if on.day != on.today:
        return []
    people = {person.adult_id: person for person in on.people}
    found = []
    for figure in on.figures:
        person, rhythm = people.get(figure.key), on.record.rhythms.get(figure.key)
        if person is None or rhythm is None or not _may_prompt(on, person):
            continue
        days = (on.today - rhythm.last).days
        if _is_long(days, rhythm, rule):
            found.append(Silence(figure, days, _usual(rhythm)))
    return sorted(found, key=lambda silence: -silence.days)


def _may_prompt(on: OnDay, person: PersonOnDay) -> bool:
    if any(r.kind in STOPS_PROMPTS for r in on.restrictions.get(person.adult_id, ())):
        return False
    if person.status is TieStatus.ENDED or person.lives_with:
        return False
    stopped_by_law = person.reason in ("order", "prison")
    return not (person.status is TieStatus.INTERRUPTED and stopped_by_law)


def _gap(rhythm: Rhythm) -> float:
    return (rhythm.last - rhythm.first).days / (rhythm.times - 1)


def _is_long(days: int, rhythm: Rhythm, rule: SilenceRule) -> bool:
    if rhythm.times < rule.least_times:
        return False
    return days >= rule.least_days and days > rule.gaps * _gap(rhythm)


def _usual(rhythm: Rhythm) -> str:
    gap = max(round(_gap(rhythm)), 1)
    return ngettext(
        "Until then about every %(days)d day.", "Until then about every %(days)d days.", gap
    ) % {"days": gap}
