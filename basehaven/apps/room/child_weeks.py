"""One child's weeks in words: what went well first, then hard moments and what helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from basehaven.apps.room.charts import DayMarks, UpDown, even_steps, lanes, up_and_down
from basehaven.apps.room.names import language_now
from basehaven.apps.room.queries import ChildSeen
from basehaven.apps.room.weeks import of_days, span
from basehaven.core.room.child_weeks import Alike, ChildWeeks, Day, Part, Tried, child_weeks
from basehaven.knowledge.board import response_words
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.say import Speaker
from basehaven.knowledge.room import weeks_settings

HOUR = 60
SOUGHT = {
    "someone": ("chart__full", "●", _lazy("to somebody")),
    "nobody": ("chart__open", "○", _lazy("to nobody")),
    "both": ("chart__half", "◐", _lazy("now to somebody, now to nobody")),
}
KNOWN = {
    "main": _lazy("the main adult was there"),
    "backup": _lazy("the backup adult was there"),
    "neither": _lazy("neither was there"),
}


@dataclass(frozen=True)
class ChildWeeksPage:
    """What the page shows of one child."""

    seen: ChildSeen

    @cached_property
    def weeks(self) -> ChildWeeks:
        fewest = weeks_settings()["fewest_days"]
        return child_weeks(self.seen.moments, self.seen.stays, fewest_days=fewest)

    @cached_property
    def language(self) -> str:
        return language_now()

    @property
    def fewest(self) -> int:
        return weeks_settings()["fewest_days"]

    @property
    def good(self) -> str:
        weeks = self.weeks
        return _("Good moments were noted %(days)s.") % {
            "days": of_days(weeks.good_days, len(weeks.days))
        }

    @property
    def good_parts(self) -> list[tuple[str, str]]:
        return self._contexts(self.weeks.good)

    @property
    def hard(self) -> list[str]:
        weeks, hour = self.weeks, self.weeks.most_hard
        said = [
            _("Hard moments were noted %(days)s.")
            % {"days": of_days(weeks.hard_days, len(weeks.days))}
        ]
        if hour is not None:
            said.append(
                _("Most of them were %(when)s: %(days)s.")
                % {
                    "when": span(hour.hour * HOUR, HOUR),
                    "days": of_days(hour.hard_days, hour.days),
                }
            )
        return said

    @property
    def hard_parts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """When, where, and with whom: each under its heading."""
        weeks = self.weeks
        parts = [
            (_("What was going on"), self._contexts(weeks.contexts)),
            (_("Where"), [(p.what or _("no room noted"), _moments(p)) for p in weeks.places]),
            (_("With whom"), [(_known(p.what), _moments(p)) for p in weeks.known]),
        ]
        return [(heading, rows) for heading, rows in parts if rows]

    @property
    def helped(self) -> list[tuple[str, str]]:
        return [(response_words(one.did, self.language), _tried(one)) for one in self.weeks.tried]

    @property
    def alike(self) -> list[str]:
        return _alike(self.weeks.alike)

    @cached_property
    def by_hour(self) -> SafeString:
        columns = even_steps(
            {
                hour.hour: UpDown(_hour(hour.hour), hour.good_days, hour.hard_days, hour.days)
                for hour in self.weeks.hours
            },
            1,
            _hour,
        )
        return up_and_down(columns, _("Days with good and hard moments, by hour of the day"))

    @cached_property
    def by_day(self) -> SafeString:
        days = [DayMarks(f"{day.on.day}.", _marks(day)) for day in self.weeks.days]
        return lanes(days, _("Day by day: good moments, hard moments, whom the child turned to"))

    @property
    def rows(self) -> list[tuple[Day, str, str]]:
        return [(day, _sought(day), _day_helped(day)) for day in self.weeks.days]

    def _contexts(self, parts: Sequence[Part]) -> list[tuple[str, str]]:
        speaker = Speaker(library(), self.language)
        return [(speaker.context(p.what) or _("not noted"), _moments(p)) for p in parts]


def _moments(part: Part) -> str:
    moments = ngettext("%(n)s moment", "%(n)s moments", part.moments) % {"n": part.moments}
    days = ngettext("on %(n)s day", "on %(n)s days", part.days) % {"n": part.days}
    return f"{moments} {days}"


def _known(what: str) -> str:
    return str(KNOWN[what]) if what in KNOWN else _("not noted who was there")


def _tried(one: Tried) -> str:
    times = ngettext("%(n)s time", "%(n)s times", one.times) % {"n": one.times}
    said = _("helped %(helped)s of %(times)s") % {"helped": one.helped, "times": times}
    if one.partly:
        said += ", " + _("a little %(n)s more") % {"n": one.partly}
    return said


def _alike(alike: Alike) -> list[str]:
    """How alike the days were, in counts: described, and never named."""
    if not alike.days:
        return []
    parts = [(alike.someone, "someone"), (alike.nobody, "nobody"), (alike.both, "both")]
    ways = "; ".join(f"{SOUGHT[way][2]} {of_days(days, alike.days)}" for days, way in parts if days)
    said = [_("In hard moments the child turned %(ways)s.") % {"ways": ways}]
    if alike.pairs:
        said.append(
            _("From one such day to the next it was alike %(same)s of %(pairs)s times.")
            % {"same": alike.same, "pairs": alike.pairs}
        )
    if alike.not_noted:
        said.append(
            ngettext(
                "On %(n)s further day nobody noted whom the child turned to.",
                "On %(n)s further days nobody noted whom the child turned to.",
                alike.not_noted,
            )
            % {"n": alike.not_noted}
        )
    return said


def _marks(day: Day) -> tuple[tuple[str, str] | None, ...]:
    sought = SOUGHT.get(day.sought)
    return (
        ("chart__good", str(day.good)) if day.good else None,
        ("chart__hard", str(day.hard)) if day.hard else None,
        (sought[0], sought[1]) if sought else None,
    )


def _sought(day: Day) -> str:
    if not day.hard:
        return ""
    return str(SOUGHT[day.sought][2]) if day.sought else _("not noted")


def _day_helped(day: Day) -> str:
    yes, partly, no = day.helped
    words = [
        _("helped: %(n)s") % {"n": yes} if yes else "",
        _("helped a little: %(n)s") % {"n": partly} if partly else "",
        _("not yet: %(n)s") % {"n": no} if no else "",
    ]
    said = ", ".join(word for word in words if word)
    return said or (_("not noted") if day.hard else "")


def _hour(hour: int) -> str:
    return f"{hour:02d}"
