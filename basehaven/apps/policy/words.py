"""How a figure is said: numbers, units, periods, codes, and where it lies by chance."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from basehaven.core.areas.federal_periods import federal_period
from basehaven.core.areas.funnel import Position
from basehaven.knowledge.cues.words import Words
from basehaven.knowledge.indicator import Indicator

NARROW = "\u00a0"  # a number and its sign stay on one line


def in_words(words: Words) -> str:
    """Knowledge in the reader's language."""
    return words.of((translation.get_language() or "en")[:2])


def rounded(value: float, decimals: int) -> str:
    """Half up, and only when shown.

    >>> rounded(4.885, 2)
    '4.89'
    """
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(exact)


def number(value: float | str, decimals: int = 0) -> str:
    return str(number_format(value, decimals, use_l10n=True, force_grouping=True))


def with_unit(value: str, indicator: Indicator) -> str:
    """A rounded value as one reads it: 10 %, or 4.88."""
    said = number(value, indicator.decimals)
    return f"{said}{NARROW}%" if indicator.unit == "percent" else said


def unit_words(indicator: Indicator) -> str:
    """What a value counts; shown apart from it unless the value says it itself."""
    return {
        "percent": _("percent"),
        "per_1000_days": _("for each 1,000 days in care"),
        "per_100000_days": _("for each 100,000 days in care"),
        "index": _("from 0 to 1"),
    }[indicator.unit]


def unit_beside(indicator: Indicator) -> str:
    """The unit to stand beside a value; empty for a percentage, which has its sign."""
    return "" if indicator.unit == "percent" else unit_words(indicator)


def period_days(system: str, code: str) -> tuple[date, date]:
    """First and last day that a period names."""
    if system == "cfsr":
        return federal_period(code)
    return date(int(code) - 1, 4, 1), date(int(code), 3, 31)


def period_words(system: str, code: str) -> str:
    first, last = period_days(system, code)
    shape = _("F Y")
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, shape),
        "last": date_format(last, shape),
    }


def period_brief(system: str, code: str) -> str:
    """The month and year in which a period ends, for a column that says "Year to"."""
    return str(date_format(period_days(system, code)[1], _("M Y")))


def period_short(system: str, code: str) -> str:
    """The year in which a period ends, and the month where it is not the same for all."""
    if system == "england":
        return code
    last = period_days(system, code)[1]
    return str(date_format(last, _("M Y")))


def standing_words(place: Position | None, usual: Position | None) -> str:
    """Where a figure lies: against chance alone, and against how much areas usually differ."""
    if place is None:
        return _("not placed")
    if place is Position.WITHIN:
        return _("no more different than chance would give")
    if usual is None:
        return _("higher than chance alone would give") if place in HIGHER else _(
            "lower than chance alone would give"
        )  # fmt: skip
    if usual is Position.WITHIN:
        return _("higher, by more than chance, but not unusual") if place in HIGHER else _(
            "lower, by more than chance, but not unusual"
        )  # fmt: skip
    return {
        Position.FAR_BELOW: _("unusually low, by far"),
        Position.BELOW: _("unusually low"),
        Position.ABOVE: _("unusually high"),
        Position.FAR_ABOVE: _("unusually high, by far"),
    }[usual]


def apart_words(far: float, chance: float, indicator: Indicator) -> str:
    """A group's distance from all children; points of a percentage, or the rate's own unit."""
    decimals = max(1, indicator.decimals)
    said = {
        "far": number(rounded(abs(far), decimals), decimals),
        "chance": number(rounded(chance, decimals), decimals),
    }
    if indicator.unit == "percent":
        words = _("%(far)s points higher") if far > 0 else _("%(far)s points lower")
    else:
        words = _("%(far)s higher") if far > 0 else _("%(far)s lower")
    by_chance = (
        _("by chance alone up to %(chance)s")
        if abs(far) > chance
        else _("no more than chance would give: up to %(chance)s")
    )
    return f"{words}; {by_chance}" % said


HIGHER = {Position.ABOVE, Position.FAR_ABOVE}
SIGNS = {
    Position.FAR_BELOW: "▼▼",
    Position.BELOW: "▼",
    Position.WITHIN: "",
    Position.ABOVE: "▲",
    Position.FAR_ABOVE: "▲▲",
}
"""Shape says the same as colour; words stand in the table and in the key."""


def direction_words(indicator: Indicator) -> str:
    return {
        "lower": _("Those who made it hope that it goes down."),
        "higher": _("Those who made it hope that it goes up."),
        "neither": _("Neither up nor down is meant to be good."),
    }[indicator.direction]
