"""Kept at 30 and at 90 days: who is still in a child's life after a change of home."""

from __future__ import annotations

import ibis
from ibis.expr.types import IntegerValue

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import completed_months, day, day_of, key
from basehaven.analytics.placements import is_move, of_those_who_came, with_last_placement
from basehaven.analytics.relationships.births import births
from basehaven.analytics.relationships.contacts import took_place
from basehaven.analytics.relationships.ties import holds, live_on, ties
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window

# As basehaven.core.relationships.carers.CarerChangeRule: nobody takes over a child's care in these.
NOT_HOMES = ("hospital", "respite", "camp", "runaway")
PERSON = [*KEY, "adult_id", "changed"]
FORBIDDING = "no_contact"
FOLLOWED = (30, 90)  # days after a change: an indicator for each


def kept(t: Tables, w: Window, s: Settings, days: int) -> ibis.Table:
    """Of the people with a live tie on the day before a change of home, those seen since.

    One row a person and change. Somebody is kept who was with the child, or
    called, within the days set for the child's age before the follow-up day, or
    lives with the child on it.
    """
    moves = _changes_of_home(t, w, s)
    before = _people_before(moves, t, s)
    asked = _with_age(before, births(t, s), days)
    people = _with_what_is_known(asked, t, s)
    # Each from the same people, not from one another: else engines look for them again each time.
    for flag in (_contacted(before, asked, t, w, s), _together(asked, t, s), _died(asked, t),
                 _restricted(asked, t, s)):  # fmt: skip
        people = with_columns(people, flag, PERSON, flag.columns[-1])
    people = people.mutate(
        rule=rule(
            (people.died.fill_null(False), "died"),
            (people.restricted.fill_null(False), "restricted"),
            (
                people.derived if s["derived_ties"] == "withhold" else ibis.literal(False),
                "tie_derived",
            ),
            (people.months.isnull(), "no_birth_date"),
            (people.known_until < people.follow_up, "follow_up_incomplete"),
            (people.any_contact.isnull(), "no_contacts_recorded"),
        )
    )
    unit = people.adult_id.concat("@").concat(people.changed_on.cast("string"))
    seen = people.contacted.notnull() | people.together.fill_null(False)
    return units(people, unit=unit, numerator=seen, on=people.changed_key)


def _changes_of_home(t: Tables, w: Window, s: Settings) -> ibis.Table:
    homes = t.stays.filter(~t.stays.kind.isin(NOT_HOMES))
    if s["zero_days"] == "leave_out":
        homes = homes.filter(homes.ended_on.isnull() | (homes.ended_on > homes.started_on))
    homes = of_those_who_came(homes, day_of(w.start), day_of(w.end))
    placed = with_last_placement(homes, KEY)
    moved = placed.filter(is_move(placed, "move"))
    moved = moved.select(*KEY, changed_on=moved.started_on, changed=day(moved.started_on))
    return t.once(moved.filter(moved.changed.between(day_of(w.start), day_of(w.end))).distinct())


def _people_before(moves: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """Adults with a live tie the day before; ``derived`` when no tie of theirs names them."""
    named = ties(t).select(*KEY, "tie_id", "adult_id", "derived", "begins", "ends")
    both = named.inner_join(moves, KEY)
    both = both.mutate(eve=both.changed - 1)
    found = live_on(both, t, both.eve, s)
    return t.once(
        found.group_by([*PERSON, "changed_on"]).aggregate(
            derived=found.derived.fill_null(False).all()
        )
    )


def _with_age(people: ibis.Table, born: ibis.Table, days: int) -> ibis.Table:
    found = with_columns(people, born, KEY, "born_key")
    later = found.changed_on + ibis.interval(days=days)
    return found.mutate(
        follow_up=found.changed + days,
        changed_key=key(found.changed_on),
        months=completed_months(found.born_key, key(later)),
    )


def contact_days(months: IntegerValue, s: Settings) -> IntegerValue:
    """How many days may have passed since the last contact, for a child's age."""
    return ibis.cases(
        (months < 12, s["kept_days_under_1"]),
        (months < 36, s["kept_days_1_to_2"]),
        else_=s["kept_days_from_3"],
    )


def _contacts(t: Tables, s: Settings) -> ibis.Table:
    """Contacts; ``keeps``: it keeps a tie; ``recorded``: it shows that contacts are recorded."""
    c = t.contacts
    outcome = took_place(c)
    in_mode = (c.kind != "call").fill_null(True)
    keeps = outcome.fill_null(False)
    if s["contact_modes"] == "in_person":
        keeps &= in_mode
    recorded = keeps if s["recorded_by"] == "keeping" else outcome.notnull()
    return c.select(*KEY, "adult_id", met=day(c["on"]), keeps=keeps, recorded=recorded)


def _with_what_is_known(people: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """``known_until`` of the source; ``any_contact``: whether the child's contacts are kept."""
    contacts = _contacts(t, s)
    contacts = contacts.filter(contacts.recorded)
    children = t.once(contacts.group_by(KEY).aggregate(last_met=contacts.met.max()))
    until = children.group_by("source_id").aggregate(known_until=children.last_met.max())
    found = with_columns(people, until, "source_id", "known_until")
    return with_columns(found, children.mutate(any_contact=True), KEY, "any_contact")


def _contacted(people: ibis.Table, asked: ibis.Table, t: Tables, w: Window,
               s: Settings) -> ibis.Table:  # fmt: skip
    """``contacted``: the last contact that was in time."""
    of = asked.select(*PERSON, "follow_up", gap=contact_days(asked.months, s))
    met = of.inner_join(_met_after(people, t, w, s), PERSON)
    in_time = met.filter(met.met <= met.follow_up, met.met >= met.follow_up - met.gap)
    return in_time.group_by(PERSON).aggregate(contacted=in_time.met.max())


def _met_after(people: ibis.Table, t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Days after the change on which a person was with the child, as long as anybody asks.

    The same for each number of days, so that all contacts are looked through once.
    """
    contacts = _contacts(t, s)
    contacts = contacts.filter(
        contacts.keeps, contacts.met.between(day_of(w.start), day_of(w.end) + max(FOLLOWED))
    )
    of_them = contacts.semi_join(people, [*KEY, "adult_id"])  # first: most are with others
    met = people.select(*PERSON).inner_join(of_them, [*KEY, "adult_id"])
    met = met.filter(met.met >= met.changed, met.met <= met.changed + max(FOLLOWED))
    return t.once(met.select(*PERSON, "met").distinct())


def _together(people: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """``together``: the person looks after the child where the child lives on the follow-up day."""
    asked = people.select(*PERSON, "follow_up")
    if s["living_together"] == "needs_contact":
        return asked.filter(False).select(*PERSON).mutate(together=False)
    stays = t.stays.filter(t.stays.carer_ids.length() > 0)
    stays = stays.select(
        *KEY, adult_id=stays.carer_ids.unnest(), begins=day(stays.started_on),
        ends=day(stays.ended_on),
    )  # fmt: skip
    both = asked.inner_join(stays, [*KEY, "adult_id"])
    there = both.filter(holds(both.begins, both.ends, both.follow_up))
    return there.select(*PERSON).distinct().mutate(together=True)


def _died(people: ibis.Table, t: Tables) -> ibis.Table:
    """``died`` by the follow-up day."""
    all_ties = ties(t)
    gone = all_ties.filter(all_ties.end_reason == "died").select(*KEY, "adult_id", "ends")
    dead = people.select(*PERSON, "follow_up").inner_join(gone, [*KEY, "adult_id"])
    return dead.filter(dead.ends <= dead.follow_up).select(*PERSON).distinct().mutate(died=True)


def _restricted(people: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """``restricted``: contact forbidden on any day up to the follow-up day; unknown is none."""
    orders = t.restrictions.filter(t.restrictions.kind == FORBIDDING)
    if s["zero_days"] == "leave_out":
        orders = orders.filter(orders.ended_on.isnull() | (orders.ended_on > orders.started_on))
    orders = orders.select(
        *KEY, "adult_id", begins=day(orders.started_on), ends=day(orders.ended_on)
    )
    under = people.select(*PERSON, "follow_up").inner_join(orders, [*KEY, "adult_id"])
    under = under.filter(
        under.begins <= under.follow_up, under.ends.isnull() | (under.ends > under.changed)
    )
    return under.select(*PERSON).distinct().mutate(restricted=True)
