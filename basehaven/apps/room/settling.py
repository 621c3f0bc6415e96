"""A child's arrival plan and mornings in words, with a picture that judges nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from basehaven.apps.record.models import Adult, Child, today
from basehaven.apps.room.charts import Dots, mornings_chart
from basehaven.apps.room.models import SettlingPlan
from basehaven.apps.room.names import clock, first_name
from basehaven.apps.room.queries import MorningSeen, bringers, orders_about
from basehaven.core.room.settling import Came, Morning

CAME = {
    Came.HARD: _lazy("a hard moment on arriving"),
    Came.EASY: _lazy("no hard moment noted on arriving"),
    Came.NOT_NOTED: _lazy("nothing noted on arriving"),
}
BACK = {True: _lazy("yes"), False: _lazy("not yet, when it was noted"), None: _lazy("not noted")}
LABELS = {
    "goodbye": _lazy("How the goodbye goes"),
    "first_place": _lazy("Where the child goes first"),
    "thing": _lazy("What the child has along"),
    "phrases": _lazy("Words that help"),
    "return_phrase": _lazy("How we say who comes back"),
    "not_to_do": _lazy("Better not"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a plan says; an order about whoever is named stands beside the name."""

    label: str
    words: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanShown:
    """One plan as a page shows it."""

    plan: SettlingPlan
    orders: Mapping[int, tuple[str, ...]]

    @property
    def lines(self) -> list[Line]:
        plan = self.plan
        found = [
            self._person(_("Who brings"), plan.brings),
            self._person(_("First adult"), plan.first_adult),
        ]
        found += [Line(str(label), getattr(plan, name)) for name, label in LABELS.items()]
        return [line for line in found if line.words]

    @property
    def is_due(self) -> bool:
        return self.plan.review_on is not None and self.plan.review_on <= today()

    def _person(self, label: str, adult: Adult | None) -> Line:
        if adult is None:
            return Line(label, "")
        return Line(label, adult.name, warnings_of(self.orders, adult))


def warnings_of(orders: Mapping[int, tuple[str, ...]], adult: Adult) -> tuple[str, ...]:
    """What orders say of somebody, under their present entry too if two were made one."""
    merged = orders.get(adult.merged_into_id, ()) if adult.merged_into_id else ()
    return (*orders.get(adult.pk, ()), *merged)


def who_may_bring(
    child: Child, current: SettlingPlan | None, *, sources: bool
) -> dict[str, tuple[Adult, str]]:
    """Who can be named as bringing the child; an order stands in words beside the name."""
    orders = orders_about(child, sources=sources)
    people = [(one.adult, one.kind) for one in bringers(child)]
    if current and current.brings and current.brings not in [adult for adult, _kind in people]:
        people.append((current.brings, ""))
    return {str(adult.ref): (adult, _named(adult, kind, orders)) for adult, kind in people}


def _named(adult: Adult, kind: str, orders: Mapping[int, tuple[str, ...]]) -> str:
    named = f"{adult.name} ({kind})" if kind else adult.name
    warned = ", ".join(warnings_of(orders, adult))
    return f"{named}: {warned}" if warned else named


@dataclass(frozen=True, slots=True)
class Row:
    """One morning in the table."""

    on: date
    arrived: str
    came: str
    settled: str
    played: str
    first_adult: str
    begins: bool


@dataclass(frozen=True)
class Mornings:
    """The mornings of some weeks, beside the plans that began in them."""

    seen: Sequence[MorningSeen]
    plans: Sequence[SettlingPlan]

    @cached_property
    def _begun(self) -> set[date]:
        """The first morning from each plan on."""
        mornings = [one.morning.on for one in self.seen]
        starts = [plan.from_on for plan in self.plans if mornings and plan.from_on >= mornings[0]]
        return {next((on for on in mornings if on >= start), date.max) for start in starts}

    @property
    def words(self) -> list[str]:
        """Counts of what was noted; which mornings were easier is for people to see."""
        kinds = [one.morning.came for one in self.seen]
        hard, easy = kinds.count(Came.HARD), kinds.count(Came.EASY)
        said = []
        if easy:
            said.append(
                ngettext(
                    "On %(n)s morning something was noted on arriving, and nothing hard.",
                    "On %(n)s mornings something was noted on arriving, and nothing hard.", easy,
                ) % {"n": easy}
            )  # fmt: skip
        if hard:
            timed = sum(one.morning.settled is not None for one in self.seen)
            said.append(
                ngettext(
                    "On %(n)s morning a hard moment was noted; how long it took, %(timed)s times.",
                    "On %(n)s mornings a hard moment was noted; how long it took, %(timed)s times.",
                    hard,
                ) % {"n": hard, "timed": timed}
            )  # fmt: skip
        if missing := kinds.count(Came.NOT_NOTED):
            said.append(
                ngettext(
                    "Of %(n)s morning nothing was noted: that is not known, and not nothing.",
                    "Of %(n)s mornings nothing was noted: that is not known, and not nothing.",
                    missing,
                ) % {"n": missing}
            )  # fmt: skip
        return said

    @property
    def first_adults(self) -> list[str]:
        """Who was first with the child, as runs of mornings in their order."""
        runs: list[tuple[str, date, date]] = []
        for one in self.seen:
            name = first_name(one.first_adult.name) if one.first_adult else _("not noted")
            since = one.morning.on
            if runs and runs[-1][0] == name:
                since = runs.pop()[1]
            runs.append((name, since, one.morning.on))
        return [f"{_days(since, until)}: {name}" for name, since, until in runs]

    @cached_property
    def picture(self) -> SafeString:
        columns = [
            Dots(
                label=f"{one.morning.on.day}.",
                settled=one.morning.settled,
                played=one.morning.played,
                letter=first_name(one.first_adult.name)[0] if one.first_adult else "",
                begins=one.morning.on in self._begun,
                easy=one.morning.came is Came.EASY,
            )
            for one in self.seen
        ]
        title = _("Minutes from arriving until settled and until at play, morning by morning")
        return mornings_chart(columns, title, _("new plan"))

    @property
    def rows(self) -> list[Row]:
        return [self._row(one) for one in self.seen]

    def _row(self, one: MorningSeen) -> Row:
        morning = one.morning
        return Row(
            on=morning.on,
            arrived=clock(one.arrived_at),
            came=str(CAME[morning.came]),
            settled=_settled(morning),
            played=_minutes(morning.played) or str(BACK[morning.back_to_play]),
            first_adult=one.first_adult.name if one.first_adult else _("not noted"),
            begins=morning.on in self._begun,
        )


def _settled(morning: Morning) -> str:
    if morning.came is not Came.HARD:
        return "–"
    return _minutes(morning.settled) or _("not noted")


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def _days(since: date, until: date) -> str:
    one, other = (date_format(day, _("j M")) for day in (since, until))
    return one if since == until else f"{one} – {other}"
