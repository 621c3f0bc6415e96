"""The rules of six indicators in DuckDB's own SQL, by hand: what the product is timed against.

Each gives one row: numerator, denominator, by the default settings and for the period of
``benchmarks.indicators``. They are written to be fast, not to be set or explained: no rule by
name, no groups, no other engine. ``tests/benchmarks`` holds their figures against the product's.
"""

from __future__ import annotations

# The months and days of a year later, for 29 February the 28th; DuckDB adds months so.
EIGHTEEN = (
    "(born_on + interval 18 year)::date"
    " + case when month(born_on) = 2 and day(born_on) = 29 then 1 else 0 end"
)
HALF = "2 * year({0}) + case when month({0}) < 4 then 0 when month({0}) < 10 then 1 else 2 end"
EPISODES = f"""
ages as (select r.source_id, r.child_id, removal_id, removed_on as entry, exited_on as left_on,
    exit_reason, born_on, born_precision, {EIGHTEEN} as eighteen
    from '{{folder}}/removals.parquet' r
    left join '{{folder}}/children.parquet' c using (source_id, child_id)),
flaws as (select *, eighteen is not null and (left_on is null or left_on >= eighteen) as grown_up,
    least(left_on, eighteen) as exit_on,
    born_on is null or coalesce(born_precision = 'unborn', false)
        or coalesce(left_on <= entry, false) or coalesce(born_on > entry, false)
        or coalesce(entry >= eighteen, false) as flawed from ages),
episodes as (select *, lead(entry) over (
    partition by source_id, child_id, flawed order by entry, removal_id) as next_entry from flaws)
"""
P1 = f"""with {EPISODES},
entered as (select *, left_on is not null and exit_reason is null and not grown_up as no_reason,
    next_entry is not null and coalesce({HALF.format("next_entry")} = {HALF.format("left_on")},
        false) as lost_exit
    from episodes where entry between '2024-04-01' and '2025-03-31'),
visits as (select source_id, child_id, removal_id, min(started_on) as visit_start from (
        select *, kind in ('trial_home_visit', 'parent_home') as home,
            max(case when kind in ('trial_home_visit', 'parent_home') then null else started_on end)
                over (partition by source_id, child_id, removal_id) as other
        from '{{folder}}/stays.parquet'
        join (select source_id, child_id, removal_id, exit_on from entered) e
            using (source_id, child_id, removal_id)
        where started_on < exit_on)
    where home and (other is null or started_on >= other) group by all
    having bool_or(ended_on is null or ended_on >= exit_on)),
counted as (select e.*, case when exit_reason = 'reunified' and visit_start is not null
        then least(exit_on, visit_start + 30) else exit_on end as adjusted,
    not flawed and (no_reason or lost_exit or exit_on is null or exit_on - entry >= 8) as usable
    from entered e left join visits using (source_id, child_id, removal_id)),
first_of as (select *, row_number() over (
    partition by source_id, child_id order by entry, removal_id) as nth from counted where usable)
select coalesce(sum((not grown_up and exit_reason in
        ('reunified', 'relative', 'guardianship', 'adoption')
        and adjusted <= entry + interval 1 year)::int), 0), count(*)
from first_of where nth = 1 and not no_reason and not lost_exit"""
P5 = f"""with {EPISODES},
entered as (select source_id, child_id, removal_id, entry, exit_on,
    least(exit_on, date '2025-03-31') as until
    from episodes where entry between '2024-04-01' and '2025-03-31' and not flawed
        and least(exit_on, date '2025-03-31') - entry >= 8),
placed as (select * from '{{folder}}/stays.parquet'
    join entered using (source_id, child_id, removal_id)),
clipped as (select source_id, child_id, removal_id, stay_id, greatest(started_on, entry) as begins,
    least(ended_on, until) as ends from placed),
running as (select *, max(ends) over (partition by source_id, child_id, removal_id
        order by begins, stay_id rows between unbounded preceding and 1 preceding) as so_far
    from clipped where ends > begins),
covered as (select source_id, child_id, removal_id,
    sum(greatest(ends - greatest(begins, coalesce(so_far, begins)), 0)) as days
    from running group by all),
following as (select source_id, child_id, removal_id, kind, home_id, shared, carer_ids,
    lag(kind) over one as last_kind, lag(home_id) over one as last_home,
    lag(carer_ids) over one as last_carers, lag(shared) over one as last_shared
    from placed where kind not in ('runaway', 'trial_home_visit', 'parent_home', 'hospital',
        'respite', 'camp') and started_on <= '2025-03-31'
        and (exit_on is null or started_on < exit_on)
    window one as (partition by source_id, child_id, removal_id order by started_on, stay_id)),
moves as (select source_id, child_id, removal_id, count(*) as moves from following
    where last_kind is not null
        and not (coalesce(shared, false) and coalesce(last_shared, false))
        and not coalesce(list_has_any(carer_ids, last_carers), false)
        and not coalesce(home_id = last_home, false) group by all)
select coalesce(sum(moves), 0), sum(days) from covered
left join moves using (source_id, child_id, removal_id)"""
PLACEMENTS = """with e as (select source_id, child_id, stay_id, home_id, started_on as begins,
    coalesce(ended_on, date '9999-12-31') as ends, coalesce(ssda903_place, '') as place,
    coalesce(ssda903_rne, '') as rne, ssda903_place is not null or ssda903_rne is not null
        or ssda903_ls is not null as coded,
    coalesce(ssda903_ls in ('V3', 'V4'), false) as short_break
    from '{folder}/stays.parquet' where started_on <= '2025-03-31'
    and (ended_on is null or ended_on >= '2024-04-01')
    and (ssda903_place is not null or ssda903_rne is not null or ssda903_ls is not null
        or removal_id is not null)),
there as (select source_id, child_id from e group by all
    having bool_or(ends > '2025-03-31' and not short_break) and bool_and(coded)),
away as (select *, place in ('T0', 'T1', 'T2', 'T3', 'T4') as temporary,
    coalesce(lag(place in ('T0', 'T1', 'T2', 'T3', 'T4')) over (
        partition by source_id, child_id order by begins, ends, stay_id), false) as was_temporary
    from e semi join there using (source_id, child_id) where not short_break),
back as (select *, row_number() over one as nth, lag(home_id) over one as last_home,
    lag(place) over one as last_place from away where not temporary
    window one as (partition by source_id, child_id order by begins, ends, stay_id)),
placements as (select source_id, child_id, count(*) as n from back
    where nth = 1 or (rne in ('S', 'P', 'B', 'T', 'U')
        and not coalesce(was_temporary and rne <> 'S' and case
            when home_id is not null and last_home is not null then home_id = last_home
            else place = last_place end, false)
        and not (place in ('A3', 'A5') and rne <> 'S')) group by all)
select coalesce(sum((n >= 3)::int), 0), count(*) from there
left join placements using (source_id, child_id)"""
# Both were there: noted so, or neither cancelled nor only planned.
MET = "coalesce(kept, cancelled_by is null and not coalesce(planned, false))"
IN_PERIOD = f"""from '{{folder}}/contacts.parquet' where "on" between '2024-04-01' and '2025-03-31'
    and {MET} and adult_id is not null"""
COC = f"""select sum(squares - total), sum(total * (total - 1)) from (
    select sum(n) as total, sum(n * n) as squares from (
        select source_id, child_id, count(*) as n {IN_PERIOD}
        group by source_id, child_id, adult_id)
    group by source_id, child_id) where total >= 2"""
SECON = f"""select sum(same), sum(total - 1) from (
    select count(*) as total, sum(same) as same from (
        select source_id, child_id, coalesce((adult_id = lag(adult_id) over (
            partition by source_id, child_id order by "on", coalesce(seq, 0), contact_id))::int, 0)
            as same {IN_PERIOD})
    group by source_id, child_id) where total >= 2"""
SOON = "('hospital', 'respite', 'camp', 'runaway')"
KEPT_30 = f"""with homes as (select * from '{{folder}}/stays.parquet' semi join (
        select source_id, child_id from '{{folder}}/stays.parquet'
        where started_on between '2024-04-01' and '2025-03-31' and kind not in {SOON})
    using (source_id, child_id) where kind not in {SOON}),
following as (select source_id, child_id, started_on as changed, home_id, shared, carer_ids,
    lag(kind) over one as last_kind, lag(home_id) over one as last_home,
    lag(carer_ids) over one as last_carers, lag(shared) over one as last_shared from homes
    window one as (partition by source_id, child_id order by started_on, stay_id)),
moves as (select distinct source_id, child_id, changed from following
    where changed between '2024-04-01' and '2025-03-31' and last_kind is not null
    and not (coalesce(shared, false) and coalesce(last_shared, false))
    and case when len(carer_ids) > 0 and len(last_carers) > 0
        then not list_has_any(carer_ids, last_carers)
        else not coalesce(home_id = last_home, false) end),
live as (select source_id, child_id, tie_id, adult_id, changed, coalesce(derived, false) as derived
    from '{{folder}}/ties.parquet' join moves using (source_id, child_id)
    where started_on < changed and (ended_on is null or ended_on >= changed)),
stopped as (select source_id, tie_id, changed from live
    join '{{folder}}/tie_spells.parquet' s using (source_id, tie_id)
    where s.started_on < changed and (s.ended_on is null or s.ended_on >= changed)
    qualify row_number() over (partition by source_id, tie_id, changed
        order by s.started_on desc, mode) = 1 and coalesce(mode = 'none', false)),
people as materialized (select source_id, child_id, adult_id, changed, changed + 30 as follow_up,
    bool_and(derived) as derived from live anti join stopped using (source_id, tie_id, changed)
    group by source_id, child_id, adult_id, changed),
aged as materialized (select people.*, case when months < 12 then 7 when months < 36 then 14
    else 21 end as gap, months from people left join (
        select source_id, child_id, born_on from '{{folder}}/children.parquet') c
    using (source_id, child_id), lateral (select (year(follow_up) - year(born_on)) * 12
        + month(follow_up) - month(born_on) - (day(follow_up) < day(born_on))::int as months)),
met as (select source_id, child_id, adult_id, "on" as day from '{{folder}}/contacts.parquet'
    where {MET}),
known as materialized (select source_id, child_id, max(day) as last from met group by all),
until as (select source_id, max(last) as last from known group by all),
contacted as (select distinct source_id, child_id, adult_id, changed from aged
    join met using (source_id, child_id, adult_id) where day between '2024-04-01' and '2025-04-30'
    and day <= follow_up and day >= follow_up - gap and day >= changed),
together as (select distinct source_id, child_id, adult_id, changed from people join (
        select source_id, child_id, unnest(carer_ids) as adult_id, started_on, ended_on
        from '{{folder}}/stays.parquet') s using (source_id, child_id, adult_id)
    where started_on <= follow_up and (ended_on is null or ended_on > follow_up)),
died as (select distinct source_id, child_id, adult_id, changed from people
    join '{{folder}}/ties.parquet' t using (source_id, child_id, adult_id)
    where end_reason = 'died' and ended_on <= follow_up),
restricted as (select distinct source_id, child_id, adult_id, changed from people
    join '{{folder}}/restrictions.parquet' r using (source_id, child_id, adult_id)
    where r.kind = 'no_contact' and started_on <= follow_up
    and (ended_on is null or ended_on > changed))
select coalesce(sum((c.changed is not null or g.changed is not null)::int), 0), count(*)
from aged a
left join until u using (source_id)
left join contacted c using (source_id, child_id, adult_id, changed)
left join together g using (source_id, child_id, adult_id, changed)
anti join died using (source_id, child_id, adult_id, changed)
anti join restricted using (source_id, child_id, adult_id, changed)
semi join known using (source_id, child_id)
where not derived and months is not null and not coalesce(u.last < follow_up, false)"""
BY_HAND = {
    "cfsr.p1": P1, "cfsr.p5": P5, "england.placements_3plus": PLACEMENTS,
    "relationships.kept_30": KEPT_30, "relationships.coc": COC, "relationships.secon": SECON,
}  # fmt: skip
SAID = "kept, planned, cancelled_by"
# The columns that each rule cannot do without: what a bare scan reads.
SCANNED = {
    "cfsr.p1": {"children": "born_on, born_precision", "removals": "removed_on, exited_on, "
                "exit_reason, removal_id", "stays": "removal_id, started_on, ended_on, kind"},
    "cfsr.p5": {"children": "born_on, born_precision", "removals": "removed_on, exited_on, "
                "removal_id", "stays": "removal_id, stay_id, started_on, ended_on, kind, home_id, "
                "carer_ids, shared"},
    "england.placements_3plus": {"stays": "stay_id, home_id, started_on, ended_on, removal_id, "
                                 "ssda903_place, ssda903_rne, ssda903_ls"},
    "relationships.kept_30": {
        "children": "born_on", "stays": "stay_id, started_on, ended_on, kind, home_id, carer_ids, "
        "shared", "ties": "tie_id, adult_id, started_on, ended_on, end_reason, derived",
        "restrictions": "adult_id, kind, started_on, ended_on",
        "contacts": f'adult_id, "on", {SAID}',
    },
    "relationships.coc": {"contacts": f'adult_id, "on", {SAID}'},
    "relationships.secon": {"contacts": f'adult_id, "on", seq, contact_id, {SAID}'},
}  # fmt: skip


def scan_of(id_: str, folder: str) -> list[str]:
    """Queries that read those columns and the ids, and do next to nothing with them."""
    return [
        f"select sum(hash(source_id, child_id, {columns})::hugeint) from '{folder}/{name}.parquet'"
        for name, columns in SCANNED[id_].items()
    ]
