"""What if: how many partings of the past a rule would have addressed. Counting, no forecast."""

from __future__ import annotations

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import completed_months, day, day_of, key
from basehaven.analytics.placements import is_move, of_those_who_came, with_last_placement
from basehaven.analytics.relationships.contacts import took_place
from basehaven.analytics.relationships.kept import NOT_HOMES
from basehaven.analytics.relationships.rooms import changed_main_adult
from basehaven.analytics.relationships.ties import holds, ties
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window

KIN_HOMES = ("kin", "relative_foster")


def keep_main_adult(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Changes of main adult of young children, and those that a move between rooms made.

    The rule: every room keeps its main adult until a child is so many months old.
    """
    m = changed_main_adult(t)
    m = m.filter(m.begins.between(day_of(w.start), day_of(w.end))).mutate(on_key=key(m.started_on))
    born = t.children.select(*KEY, born_key=key(t.children.born_on))
    m = with_columns(m, born, KEY, "born_key")
    m = m.mutate(months=completed_months(m.born_key, m.on_key))
    m = m.mutate(
        rule=rule(
            (m.months.isnull(), "no_birth_date"),
            (m.months >= s["kept_until_months"], "old_enough"),
        )
    )
    return units(
        m, unit=m.adult_id.concat("@").concat(m.started_on.cast("string")),
        numerator=m.last_reason == "room_move", on=m.on_key,
    )  # fmt: skip


def kin_first(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Removals of the period, and those first to others although a tie to kin had not ended.

    The rule: kin are asked first. Whether they could have said yes is not known.
    """
    r = t.removals.mutate(begins=day(t.removals.removed_on), on_key=key(t.removals.removed_on))
    r = r.filter(r.begins.between(day_of(w.start), day_of(w.end)))
    of = [*KEY, "removal_id"]
    stays = t.stays.semi_join(r, of)
    order = ibis.window(group_by=of, order_by=[stays.started_on, stays.stay_id])
    first = stays.mutate(place=ibis.row_number().over(order)).filter(lambda row: row.place == 0)
    r = with_columns(r, first.select(*of, first_kind="kind"), of, "first_kind")
    kin = ties(t).filter(lambda row: row.kind == "kin")
    kin = kin.select(*KEY, kin_from="begins", kin_to="ends")
    known = r.select(*of, "begins").inner_join(kin, KEY)
    known = known.filter(holds(known.kin_from, known.kin_to, known.begins - 1))
    known = known.select(*of).distinct().mutate(had_kin=True)
    r = with_columns(r, known, of, "had_kin")
    r = r.mutate(rule=rule((r.first_kind.isnull(), "no_placements_recorded")))
    elsewhere = ~r.first_kind.isin(KIN_HOMES) & r.had_kin.fill_null(False)
    return units(r, unit=r.removal_id, numerator=elsewhere, on=r.on_key)


def overlap_visits(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Carers left at a change of home, and those whom the child was not with again soon after.

    The rule: each move has visits with those who looked after the child before.
    """
    homes = t.stays.filter(~t.stays.kind.isin(NOT_HOMES))
    homes = of_those_who_came(homes, day_of(w.start), day_of(w.end))
    placed = with_last_placement(homes, KEY)
    moved = placed.filter(is_move(placed, "move"))
    moved = moved.mutate(begins=day(moved.started_on), on_key=key(moved.started_on))
    moved = moved.filter(moved.begins.between(day_of(w.start), day_of(w.end)))
    left = moved.filter(moved.last_carers.length() > 0)
    left = left.select(*KEY, "begins", "on_key", adult_id=left.last_carers.unnest())
    of = [*KEY, "adult_id", "begins"]
    met = t.contacts.filter(took_place(t.contacts).fill_null(False))
    met = met.select(*KEY, "adult_id", met=day(met["on"]))
    until = met.group_by("source_id").aggregate(known_until=met.met.max())
    near = met.filter(met.met.between(day_of(w.start), day_of(w.end) + s["overlap_days"]))
    soon = left.select(*of).inner_join(near, [*KEY, "adult_id"])
    soon = soon.filter(soon.met >= soon.begins, soon.met <= soon.begins + s["overlap_days"])
    soon = soon.select(*of).distinct().mutate(seen=True)
    left = with_columns(left, soon, of, "seen")
    left = with_columns(left, until, "source_id", "known_until")
    late = (left.known_until < left.begins + s["overlap_days"]).fill_null(True)
    left = left.mutate(rule=rule((late, "follow_up_incomplete")))  # seen or not
    unit = left.adult_id.concat("@").concat(left.on_key.cast("string"))
    return units(left, unit=unit, numerator=left.seen.isnull(), on=left.on_key)
