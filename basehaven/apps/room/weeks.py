"""What the pages of weeks share: how many weeks are asked for, and words for counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.room.queries import since_weeks
from basehaven.knowledge.room import weeks_settings

CHOICES = (2, 4, 8, 12)


@dataclass(frozen=True)
class Weeks:
    """The weeks a page is about; they end today."""

    weeks: int
    since: datetime
    now: datetime

    @classmethod
    def asked(cls, request: HttpRequest) -> Weeks:
        """From ``?weeks=``; nonsense is the usual number, and too many the most there are."""
        settings, text = weeks_settings(), request.GET.get("weeks", "")
        usual = settings["weeks"]
        asked = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else usual
        weeks = min(max(asked, 1), settings["most_weeks"])
        now = timezone.now()
        return cls(weeks, since_weeks(weeks, now), now)

    @property
    def first(self) -> date:
        return timezone.localdate(self.since)

    @property
    def last(self) -> date:
        return timezone.localdate(self.now)

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        return [(n, said_weeks(n), n == self.weeks) for n in CHOICES]


def said_weeks(n: int) -> str:
    return ngettext("%(n)s week", "%(n)s weeks", n) % {"n": n}


def of_days(some: int, days: int) -> str:
    """The few and the many in one figure, such as: on 9 of 12 days."""
    return ngettext("on %(some)s of %(days)s day", "on %(some)s of %(days)s days", days) % {
        "some": some,
        "days": days,
    }


def span(start: int, minutes: int) -> str:
    """Between two times of day, from minutes since midnight."""
    return _("between %(since)s and %(until)s") % {
        "since": of_day(start),
        "until": of_day(start + minutes),
    }


def of_day(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def said_adults(n: int) -> str:
    return ngettext("%(n)s adult", "%(n)s adults", n) % {"n": n}


def said_children(n: int) -> str:
    return ngettext("%(n)s child", "%(n)s children", n) % {"n": n}
