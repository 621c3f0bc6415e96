"""The ratio of a room in words: now, and what will be short within the hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.record.models import PrimarySpell
from basehaven.apps.room.queries import RoomHere
from basehaven.core.room.moments import AdultToday, Away, ChildToday, Gap, GapKind
from basehaven.core.room.outlook import Outlook, outlook
from basehaven.core.room.ratio import RoomChild
from basehaven.core.room.rules import RuleSet
from basehaven.knowledge.room import rule_set

Spells = Mapping[int, Sequence[PrimarySpell]]
AHEAD = timedelta(hours=1)
GAPS = 3  # sentences at most: more would not be read


@dataclass(frozen=True, slots=True)
class RatioShown:
    """Adults and children now, whether that is enough, and by which rules."""

    words: str
    holds: bool
    rules: str

    @property
    def look(self) -> str:
        return "home" if self.holds else "family"


@cache
def rules() -> tuple[RuleSet, ...]:
    """The rule sets that this installation goes by; the stricter wins."""
    return tuple(rule_set(name) for name in settings.BASEHAVEN_RATIO_RULES)


def outlook_of(day: RoomHere, primaries: Spells = MappingProxyType({})) -> Outlook:
    """The room now and over the next hour. Children come when they come: none is planned.

    Without main and backup adults it knows the ratio, and not for whom somebody is missing.
    """
    now = timezone.localtime(day.now)
    adults = [
        AdultToday(
            adult_id=str(shift.adult.pk),
            here=shift.from_at <= day.now,
            comes_at=None if shift.from_at <= day.now else timezone.localtime(shift.from_at),
            leaves_at=timezone.localtime(shift.to_at),
            away=(Away(now),) if shift.away and shift.from_at <= day.now else (),
        )
        for shift in day.shifts
    ]
    return outlook(_children(day, primaries), adults, rules(), now, now + AHEAD)


def _children(day: RoomHere, primaries: Spells) -> list[ChildToday]:
    found = []
    for child in day.children:
        if day.here(child):
            ranks = {spell.rank: str(spell.adult_id) for spell in primaries.get(child.pk, ())}
            found.append(
                ChildToday(
                    RoomChild(str(child.pk), child.born_on, child.born_precision),
                    here=True,
                    main=ranks.get(PrimarySpell.Rank.MAIN, ""),
                    backup=ranks.get(PrimarySpell.Rank.BACKUP, ""),
                )
            )
    return found


def ratio_shown(found: Outlook) -> RatioShown:
    now = found.now.ratio
    adults = ngettext("%(n)s adult", "%(n)s adults", now.adults) % {"n": now.adults}
    children = ngettext("%(n)s child", "%(n)s children", now.children) % {"n": now.children}
    words = _("%(adults)s, %(children)s") % {"adults": adults, "children": children}
    short = next((gap for gap in found.gaps if gap.kind is GapKind.ADULTS), None)
    if now.adults_short and short is not None:
        words += ": " + _more_adults(now.adults_short)
        if short.until is not None:
            words += " " + _("until %(time)s") % {"time": f"{short.until:%H:%M}"}
    elif now.children_over:
        words += ": " + _("the group is larger than the rule allows")
    return RatioShown(words, now.holds, _labels(tuple(one.rule_id for one in now.asked)))


def _more_adults(n: int) -> str:
    return ngettext("%(n)s more adult needed", "%(n)s more adults needed", n) % {"n": n}


def _labels(ids: tuple[str, ...]) -> str:
    """Which rules are asked, each with whether somebody has checked it against its source."""
    said = [
        rule.label if rule.checked else _("%(rule)s, draft") % {"rule": rule.label}
        for rule in rules()
        if rule.rule_id in ids and rule.bands
    ]
    return "; ".join(said)


def gaps_said(found: Outlook, names: Mapping[int, str]) -> list[str]:
    """What will be short, and for whom nobody known is there now: the most pressing first."""
    now = found.now.start
    said = [_gap(gap, names, later=gap.start > now) for gap in found.gaps]
    return [words for words in said if words][:GAPS]


def _gap(gap: Gap, names: Mapping[int, str], *, later: bool) -> str:
    who = ", ".join(names[int(child)] for child in gap.children)
    at = {"time": f"{gap.start:%H:%M}", "n": gap.count, "who": who}
    if gap.kind is GapKind.ADULTS and later:
        return _("From %(time)s on: %(more)s.") % {**at, "more": _more_adults(gap.count)}
    if gap.kind is GapKind.NEITHER and later:
        return _("From %(time)s on nobody in the room is a main or backup adult of %(who)s.") % at
    if gap.kind is GapKind.NEITHER:
        return _("Nobody in the room is a main or backup adult of %(who)s.") % at
    if gap.kind is GapKind.NO_MAIN and later:
        return _("From %(time)s on the main adult of %(who)s is not here.") % at
    return ""
