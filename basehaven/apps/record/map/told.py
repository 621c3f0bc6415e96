"""What is said of a person: one fact on the map, whole sentences in the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from basehaven.apps.record.map import words
from basehaven.apps.record.map.figure import HOME
from basehaven.core.periods import covers
from basehaven.core.relationships.network import PersonOnDay, TieStatus

if TYPE_CHECKING:
    from basehaven.apps.record.map.figures import OnDay

NO_CONTACT = "no_contact"


def fact_of(on: OnDay, person: PersonOnDay) -> str:
    """The one thing that the map says besides the kind."""
    if person.status is TieStatus.ENDED:
        return _until_words(on, person)
    rhythm = on.record.rhythms.get(person.adult_id) if on.day == on.today else None
    long_ago = rhythm is not None and (on.today - rhythm.last).days > words.SEEN_LATELY
    planned = plans_words(on, person.adult_id)
    if planned and not person.lives_with and (long_ago or rhythm is None):
        return planned[0]
    if person.status is TieStatus.INTERRUPTED:
        if rhythm and long_ago and not person.reason:
            return words.last_seen_words(rhythm.last, on.today)
        return words.interrupted_words(person.reason)
    if person.lives_with:
        return _("since %(month)s") % {"month": words.month_words(_lives_since(person, on.day))}
    often = words.rhythm_words(rhythm, on.today) if rhythm else ""
    hours = person.hours_per_week
    if hours is not None and (hours >= 8 or not often):
        often = words.hours_words(hours)
    if rhythm and not often:
        often = words.last_seen_words(rhythm.last, on.today)
    means = str(words.MODES[person.mode]) if person.mode in words.MODES else ""
    if means and person.mode != "in_person":
        often = f"{often} ({means})" if often else means
    return often or _("since %(month)s") % {"month": words.month_words(person.since)}


def plans_words(on: OnDay, adult_id: str) -> list[str]:
    """What was planned since they last met, and what is planned next: said today only."""
    if on.day != on.today:
        return []
    orders = [r for r in on.record.restrictions if r.adult_id == adult_id and r.kind == NO_CONTACT]
    return [
        words.plan_words(plan, on.today, forbidden=any(covers(order, plan.on) for order in orders))
        for plan in on.record.plans.get(adult_id, ())
    ]


def _lives_since(person: PersonOnDay, day: date) -> date:
    """The first day of the unbroken time together that holds on ``day``."""
    since = day
    spells = [spell for tie in person.ties for spell in tie.spells if spell.lives_with]
    for spell in sorted(spells, key=lambda spell: spell.started_on, reverse=True):
        if spell.started_on <= since and (spell.ended_on is None or spell.ended_on >= since):
            since = spell.started_on
    return since


def _until_words(on: OnDay, person: PersonOnDay) -> str:
    born, until = on.record.child.born_on, person.until or on.day
    if born and until <= born:
        return _("before birth")
    if any(tie.end_reason == "died" for tie in person.ties):
        return _("died in %(month)s") % {"month": words.month_words(until)}
    return _("until %(month)s") % {"month": words.month_words(until)}


def sentences_on(on: OnDay, person: PersonOnDay) -> list[str]:
    """Everything that the map shows of somebody, for reading aloud."""
    said: list[str] = []
    called = dict.fromkeys(tie.called for tie in person.ties if tie.called)
    name = on.name(person.adult_id)
    said += [_("The child says “%(called)s”") % {"called": word} for word in called if word != name]
    if person.status is TieStatus.ENDED:
        said.append(_span(person.since, person.until))
        reasons = {tie.end_reason for tie in person.ties if tie.ended_on == person.until}
        said += [str(words.END_REASONS[r]) for r in words.END_REASONS if r in reasons - {"other"}]
        return said
    if person.status is TieStatus.INTERRUPTED:
        said.append(words.interrupted_words(person.reason))
    elif person.status is TieStatus.NOT_RECORDED:
        said.append(_("how often is not recorded"))
    else:
        said += _how_lived(person)
    since = min(tie.started_on for tie in person.ties if tie.kind in person.kinds)
    said.append(_("since %(day)s") % {"day": words.day_words(since)})
    rhythm = on.record.rhythms.get(person.adult_id)
    if rhythm and on.day == on.today:
        said.append(words.last_seen_words(rhythm.last, on.today))
    return said + plans_words(on, person.adult_id) + _stay_differs(on, person)


def _how_lived(person: PersonOnDay) -> list[str]:
    said = [_("lives with the child")] if person.lives_with else []
    if person.hours_per_week is not None:
        said.append(words.hours_words(person.hours_per_week))
    elif not person.lives_with:
        said.append(_("hours not recorded"))
    if person.mode and person.mode != "in_person":
        said.append(str(words.MODES.get(person.mode, person.mode)))
    return said


def _stay_differs(on: OnDay, person: PersonOnDay) -> list[str]:
    """The tie and the stay may disagree; both are shown and neither is put right."""
    cares = any(person.adult_id in stay.carer_ids for stay in on.stays)
    if cares and person.lives_with is False:
        return [_("named as carer of the present home, though the tie says they live apart")]
    named = any(stay.carer_ids for stay in on.stays)
    home_kind = any(kind in HOME for kind in person.kinds)
    if person.lives_with and named and not cares and home_kind:
        return [_("lives with the child by the tie, though the stay names other carers")]
    return []


def _span(since: date | None, until: date | None) -> str:
    if since and until:
        return _("from %(since)s to %(until)s") % {
            "since": words.day_words(since),
            "until": words.day_words(until),
        }
    return _("since %(day)s") % {"day": words.day_words(since)} if since else ""
