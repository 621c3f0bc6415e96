"""UPC, COC and SECON of one child, as whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from basehaven.core.indicators.life import Contact, Life
from basehaven.core.indicators.unit import Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.continuity import (
    contacts_with_one,
    neighbours_with_one,
    pairs_with_one,
)


def upc(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Contacts with the adult seen most, of all contacts of the period.

    Args:
        life: of one child.
        window: the period.
        settings: contact_unit, fewest_contacts.

    Returns:
        One unit for a child; out by a rule of its own without a contact in the period.

    It describes how care is arranged. Must not be used to rank or assess one
    caregiver.

    Source: as :func:`basehaven.core.relationships.continuity.usual_provider`.
    """
    return _measured(contacts_with_one, life, window, settings)


def coc(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Pairs of contacts with the same adult, of all pairs. Otherwise as :func:`upc`.

    Source: as :func:`basehaven.core.relationships.continuity.continuity_of_care`.
    """
    return _measured(pairs_with_one, life, window, settings)


def secon(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Contacts with the same adult as the one before, of all in a row. Otherwise as :func:`upc`.

    Source: as :func:`basehaven.core.relationships.continuity.sequential_continuity`.
    """
    return _measured(neighbours_with_one, life, window, settings)


def _measured(
    count: Callable[[Sequence[str]], tuple[int, int]],
    life: Life,
    window: Window,
    settings: Settings,
) -> tuple[Unit, ...]:
    adults = _in_order(life.contacts, window, by_day=settings["contact_unit"] == "day")
    rule = first_rule(
        (not adults, "no_contacts_in_period"),
        (len(adults) < settings["fewest_contacts"], "too_few_contacts"),
    )
    top, bottom = count(adults) if adults else (0, 0)
    return (unit_of("", rule, top, bottom, window.end),)


def _in_order(contacts: Sequence[Contact], window: Window, *, by_day: bool) -> list[str]:
    """The adult of each contact that took place, in order of time.

    Contacts of one day without an order stand in the order of their ids.
    """
    met = [
        (one.on, one.seq, one.contact_id, one.adult_id)
        for one in contacts
        if one.took_place and one.adult_id is not None and window.start <= one.on <= window.end
    ]
    if by_day:  # one contact a day and adult: in the first one's place
        of_day: dict[tuple[date, str], list[tuple[int, str]]] = {}
        for on, seq, own_id, adult in met:
            of_day.setdefault((on, adult), []).append((seq, own_id))
        met = [
            (on, min(seq for seq, _id in these), min(own_id for _seq, own_id in these), adult)
            for (on, adult), these in of_day.items()
        ]
    return [adult for _on, _seq, _id, adult in sorted(met)]
