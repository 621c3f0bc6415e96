"""Somebody who used to come has not come: said as something to do, to those who may act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import ngettext

from basehaven.apps.record.child_record import ChildFacts, PlanFacts, Rhythm
from basehaven.apps.record.map import words
from basehaven.apps.record.map.figure import Figure
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.told import plans_words
from basehaven.core.periods import age_on
from basehaven.core.relationships.network import PersonOnDay, TieStatus
from basehaven.core.relationships.silence import SilenceRule, longest_usual, rule_at, usual_gap
from basehaven.knowledge.contact import silence_rules

# Kinds of restriction that stop every prompt to make contact.
STOPS_PROMPTS = frozenset(
    {"no_contact", "supervised_only", "no_pickup", "no_information", "hide_address"}
)


@dataclass(frozen=True, slots=True)
class Silence:
    """A gap in contact longer than usual.

    Attributes:
        said: what somebody has noted of it since they last met, in words.
        calm: it was said lately, or holds still: nothing to do for now.
        open_on: a planned day of which nobody has said what became of it.
        is_planned: a contact is still ahead.
    """

    figure: Figure
    days: int
    usual: str
    said: tuple[str, ...] = ()
    calm: bool = False
    open_on: date | None = None
    is_planned: bool = False

    @property
    def title(self) -> str:
        return ngettext(
            "%(name)s has not been seen for %(days)d day",
            "%(name)s has not been seen for %(days)d days",
            self.days,
        ) % {"name": self.figure.name, "days": self.days}


def rule_for(child: ChildFacts, day: date) -> SilenceRule:
    """The numbers for a child of this age: the package's, or the team's own."""
    found = silence_rules(settings.BASEHAVEN_SILENCE_RULES)
    age = age_on(child.born_on, child.due_on, child.born_precision, day)
    months = 0 if age.say == "unborn" else age.months
    return rule_at(found.rules, months, found.unknown_age_months)


def silences(on: OnDay, rule: SilenceRule | None = None) -> list[Silence]:
    """Live ties whose own rhythm has stopped: first those with something to do, then the longest.

    Nobody with any restriction in force, nobody whose contact is stopped by an
    order or by custody, nobody living with the child, nobody who died; nothing on
    a day that is not today, and nothing by what was known before today: an order
    may have come since.
    """
    if on.day != on.today or on.record.as_known_on is not None:
        return []
    rule = rule or rule_for(on.record.child, on.today)
    people = {person.adult_id: person for person in on.people}
    found = []
    for figure in on.figures:
        person, rhythm = people.get(figure.key), on.record.rhythms.get(figure.key)
        if person is None or rhythm is None or not _may_prompt(on, person):
            continue
        usual = longest_usual(rhythm.first, rhythm.last, rhythm.times, rule)
        days = (on.today - rhythm.last).days
        if usual is not None and days > usual:
            found.append(_silence(on, figure, person, days, usual))
    return sorted(found, key=lambda silence: (silence.calm, -silence.days))


def _may_prompt(on: OnDay, person: PersonOnDay) -> bool:
    if any(r.kind in STOPS_PROMPTS for r in on.restrictions.get(person.adult_id, ())):
        return False
    if person.status is TieStatus.ENDED or person.lives_with:
        return False
    if person.status is not TieStatus.INTERRUPTED:
        return True
    # A reason that is not for this viewer may be one of those that stop every prompt.
    hidden = not person.reason and person.adult_id in on.record.explained
    return person.reason not in ("order", "prison") and not hidden


def _silence(on: OnDay, figure: Figure, person: PersonOnDay, days: int, usual: float) -> Silence:
    plans = on.record.plans.get(person.adult_id, ())
    said = list(plans_words(on, person.adult_id))
    interrupted = person.status is TieStatus.INTERRUPTED and bool(person.reason)
    if interrupted:
        said.insert(0, words.interrupted_words(person.reason))
    lately = [p for p in plans if p.outcome == PlanFacts.MISSED and (on.today - p.on).days <= usual]
    ahead = any(plan.outcome == PlanFacts.AHEAD for plan in plans)
    return Silence(
        figure,
        days,
        _usual(on.record.rhythms[person.adult_id]),
        said=tuple(said),
        calm=interrupted or bool(lately) or ahead,
        open_on=next((p.on for p in plans if p.outcome == PlanFacts.OPEN), None),
        is_planned=ahead,
    )


def _usual(rhythm: Rhythm) -> str:
    gap = max(round(usual_gap(rhythm.first, rhythm.last, rhythm.times)), 1)
    return ngettext(
        "Until then about every %(days)d day.", "Until then about every %(days)d days.", gap
    ) % {"days": gap}
