"""The top of a child's page in words: how old, who is there today, at home with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.record.child_record import ChildFacts, ChildRecord
from basehaven.apps.record.map import words
from basehaven.apps.record.models import Stay
from basehaven.core.periods import Age, age_on, covers

STAY_KINDS = dict(Stay.Kind.choices)


def age_words(child: ChildFacts, day: date) -> str:
    """The age that people say: 12 days, 19 months (corrected 17), 4 years."""
    return say_age(age_on(child.born_on, child.due_on, child.born_precision, day))


def say_age(age: Age) -> str:
    if age.say == "unknown":
        return _("age not known")
    if age.say == "unborn":
        return _unborn(age.weeks_until_due)
    said = _units(age)
    if age.approximate:
        said = _("about %(age)s") % {"age": said}
    if age.corrected_months is not None:
        months = age.corrected_months
        corrected = ngettext("corrected %(n)d month", "corrected %(n)d months", months)
        if age.say == "months":
            corrected = _("corrected %(n)d")  # 19 months, corrected 17
        return f"{said}, {corrected % {'n': months}}"
    if age.corrected_days_to_go is not None:
        days = age.corrected_days_to_go
        to_go = ngettext("%(n)d day before the due date", "%(n)d days before the due date", days)
        return f"{said}, {to_go % {'n': days}}"
    return said


def _units(age: Age) -> str:
    if age.say == "days":
        return ngettext("%(n)d day", "%(n)d days", age.days or 0) % {"n": age.days or 0}
    if age.say == "months":
        return ngettext("%(n)d month", "%(n)d months", age.months or 0) % {"n": age.months or 0}
    years, rest = divmod(age.months or 0, 12)
    said = ngettext("%(n)d year", "%(n)d years", years) % {"n": years}
    if rest and years < 5 and not age.approximate:
        return f"{said} " + ngettext("%(n)d month", "%(n)d months", rest) % {"n": rest}
    return said


def _unborn(weeks: int | None) -> str:
    if weeks is None:
        return _("not born yet")
    if weeks < 0:
        return _("not born yet, past the due date")
    return ngettext(
        "not born yet, due in %(n)d week", "not born yet, due in %(n)d weeks", weeks
    ) % {"n": weeks}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Each a sentence part, or empty: in which room with whom, and at home with whom."""

    here: str
    home: str


def whereabouts(record: ChildRecord, today: date) -> Whereabouts:
    return Whereabouts(_here(record), home_words(record, today))


def _here(record: ChildRecord) -> str:
    presence = record.presence
    if presence is None:
        return ""
    since = time_format(timezone.localtime(presence.arrived_at), "H:i")
    names = words.joined(_name(record, adult) for adult in presence.adult_ids)
    values = {"names": names, "room": presence.room_name, "since": since}
    if names and presence.room_name:
        return _("with %(names)s in %(room)s since %(since)s") % values
    if names:
        return _("with %(names)s since %(since)s") % values
    if presence.room_name:
        return _("in %(room)s since %(since)s") % values
    return _("in care since %(since)s") % values


def home_words(record: ChildRecord, day: date) -> str:
    """At home with whom; without names, the kind of stay."""
    stays = [stay for stay in record.stays if covers(stay, day)]
    if not stays:
        together = [t for t in record.ties for s in t.spells if covers(s, day) and s.lives_with]
        names = words.joined(dict.fromkeys(_name(record, tie.adult_id) for tie in together))
        return _("home with %(names)s") % {"names": names} if names else ""
    said = []
    for stay in stays:
        names = words.joined(_name(record, adult) for adult in stay.carer_ids)
        if names:
            said.append(_("home with %(names)s") % {"names": names})
        else:
            said.append(str(STAY_KINDS.get(stay.kind, stay.kind)))
    where = words.joined(dict.fromkeys(said))
    shared = len(stays) > 1 and all(stay.shared for stay in stays)
    return f"{where}, {_('shared care')}" if shared else where


def _name(record: ChildRecord, adult: str) -> str:
    person = record.people.get(adult)
    return person.name if person else ""
