"""A period of care as it may go: how long, how many moves, how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from basehaven.core.periods import completed_months
from basehaven.exchange.demo.chance import Chance
from basehaven.exchange.demo.rates import Rates

BANDS = ("0_3m", "4_11m", "1_5y")
FOUR_MONTHS = 122  # days
LEAST_DAYS = 9  # between two moves, and at least in care


@dataclass(frozen=True, slots=True)
class Episode:
    """One period of care, before anybody is named.

    Attributes:
        moves: days on which the child came to another home.
        exited: None while it goes on.
    """

    removed: date
    moves: tuple[date, ...]
    exited: date | None
    reason: str = ""


def band(born: date, day: date) -> str:
    """The age band of the published figures.

    >>> band(date(2024, 1, 31), date(2024, 5, 30)), band(date(2024, 1, 31), date(2024, 5, 31))
    ('0_3m', '4_11m')
    """
    months = completed_months(born, day)
    return BANDS[0] if months < 4 else BANDS[1] if months < 12 else BANDS[2]


# Share of entries, under one year and after, that are neither with a brother or sister nor a
# second one. It follows from the family sizes and the other rates: measured on a generated
# community, and held by the test that counts entries.
FIRST_AND_OWN = (0.98, 0.80)


def first_entry(chance: Chance, rates: Rates, born: date, until: date) -> date | None:
    """The day a child first comes into care by themself, or None.

    Args:
        chance: whom to ask.
        rates: the published ones.
        born: day of birth.
        until: entries on this day or later have not happened.
    """
    times = rates["care_oversampling"] / 1000
    early = rates["under_1_entries_before_4_months"]
    under_1 = rates["entries_under_1"] * times * FIRST_AND_OWN[0]
    after = rates["entries_1_to_5"] * times * FIRST_AND_OWN[1]
    spans = (
        (0, FOUR_MONTHS, under_1 * early / FOUR_MONTHS),
        (FOUR_MONTHS, 365, under_1 * (1 - early) / (365 - FOUR_MONTHS)),
        (365, 6 * 365, after / 365.25),
    )
    for begins, ends, a_day in spans:
        day = begins + chance.wait(a_day)
        if day < ends:
            entered = born + timedelta(days=day)
            return entered if entered < until else None
    return None


def draw_episode(chance: Chance, rates: Rates, born: date, removed: date, until: date) -> Episode:
    """One period of care from the published rates for the age at entry.

    Args:
        chance: whom to ask.
        rates: the published ones.
        born: day of birth.
        removed: the first day in care.
        until: later exits and moves have not happened yet.

    Must not be used to forecast anything: it draws from averages.

    Source: knowledge ``demo/rates``.
    """
    age = band(born, removed)
    exited, reason = _exit(chance, rates, age, removed)
    if exited >= until:
        return Episode(removed, _moves(chance, rates, age, removed, until), None)
    return Episode(removed, _moves(chance, rates, age, removed, exited), exited, reason)


def _exit(chance: Chance, rates: Rates, age: str, removed: date) -> tuple[date, str]:
    if chance.happens(rates[f"permanency_12m_{age}"]):
        exited = removed + timedelta(days=chance.days(20, 364))
        if chance.happens(rates["exits_home_first_year"]):
            return exited, "reunified"
        return exited, chance.pick(("relative", "guardianship"))
    year, share = 1, rates["permanency_second_year"]
    while not chance.happens(share):
        year, share = year + 1, rates["permanency_third_year"]
    exited = removed + timedelta(days=365 * year + chance.days(2, 364))
    home, adopted = rates["exits_home_later"], rates["exits_adoption_later"]
    other = (1 - home - adopted) / 2
    reasons = [("reunified", home), ("adoption", adopted), ("guardianship", other)]
    return exited, chance.weighted([*reasons, ("relative", other)])


def _moves(chance: Chance, rates: Rates, age: str, removed: date, until: date) -> tuple[date, ...]:
    """Days of moves: at the published rate in the first year, then rarer."""
    first_year, later = rates[f"moves_{age}"] / 1000, rates["moves_after_first_year"] / 1000
    moves: list[date] = []
    day, last = 0, (until - removed).days
    while len(moves) < rates["most_moves"]:
        rate = first_year if day < 365 else later
        after = day + max(chance.wait(rate), LEAST_DAYS)
        if day < 365 <= after:  # the rate changes on the way: draw again from there
            day = 365
            continue
        day = after
        if day > last - LEAST_DAYS:
            break
        moves.append(removed + timedelta(days=day))
    return tuple(moves)


def comes_back(
    chance: Chance, rates: Rates, born: date, episode: Episode, until: date
) -> date | None:
    """The day a child who left care is back in it within a year, or None."""
    if episode.exited is None or episode.reason == "adoption":
        return None
    if not chance.happens(rates[f"reentry_{band(born, episode.exited)}"]):
        return None
    back = episode.exited + timedelta(days=chance.days(30, 364))
    return back if back < until else None
