"""The made-up tables of ``benchmarks.indicators``: one SQL sentence a table, with a seed.

Of each 10 stays there are 3 children, 3.3 removals, 40 ties and 200 contacts. Ids are 24
characters that look drawn. Contacts stand in the order of the children. Everything is drawn
from ``hash``, so two runs of one version of DuckDB give the same tables.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

SEED = 20_250_331
MACROS = f"""
create macro id(kind, n) as substr(md5(kind || n), 1, 24);
create macro draw(kind, n) as (hash(kind, n, {SEED}) % 1000003) / 1000003.0;
create macro upto(kind, n, most) as (hash(kind, n, {SEED}) % most)::bigint;
create macro first_of(child, many, children) as ((child * many + children - 1) // children);
create macro adult(child, nth, adults) as id('adult', upto('knows', child * 64 + nth, adults));
create macro entry(child) as date '2019-01-01' + upto('entry', child, 2200)::int;
create macro days(child) as 20 + upto('days', child, 1500);
"""
# A child's number from a row's, so that rows stand in the order of the children.
OF_CHILD = "select range as i, range * {children} // {many} as c from range({many})"
NTH = "i - first_of(c, {many}, {children})"
UNTIL = "date '2025-06-30'"
PER_STAY = {
    "children": 0.3, "removals": 0.33, "stays": 1, "reports": 0.12, "siblings": 0.15, "ties": 4,
    "tie_spells": 0.4, "restrictions": 0.02, "contacts": 20, "enrolments": 0.06,
    "primary_spells": 0.12, "attendance": 1.2, "shifts": 0.2, "visits": 0.3, "screens": 0.3,
    "needs": 0.1, "eligibility": 0.1,
}  # fmt: skip
TABLES = {
    "children": """select id('child', c) as child_id,
        date '2006-01-01' + upto('born', c, 6900)::int as born_on, 'day' as born_precision,
        'region ' || upto('region', c, 12) as region,
        case upto('groups', c, 5) when 0 then null when 1 then ['group 1', 'group 2']
            else ['group ' || upto('group', c, 6)] end as groups""",
    "removals": """select id('child', c) as child_id, id('removal', c * 10 + nth) as removal_id,
        entry(c) + (nth * (days(c) + 60))::int as removed_on,
        case when exit <= {until} then exit end as exited_on,
        case when exit <= {until} then ['reunified', 'relative', 'guardianship', 'adoption',
            'emancipation'][1 + upto('exit', i, 5)] end as exit_reason
        from (select *, entry(c) + (nth * (days(c) + 60) + days(c))::int as exit from rows_)
        where entry(c) + (nth * (days(c) + 60))::int <= {until}""",
    "stays": """select id('child', c) as child_id, id('stay', i) as stay_id,
        started_on, case when ends <= {until} then ends end as ended_on,
        ['foster', 'foster', 'kin', 'relative_foster', 'hospital', 'group'][
            1 + upto('kind', i, 6)] as kind,
        id('removal', c * 10) as removal_id, id('home', upto('home', i, {children})) as home_id,
        [adult(c, nth, {children})] as carer_ids, false as shared, 'U1' as ssda903_place,
        case when nth = 0 then 'S' else 'P' end as ssda903_rne, 'C2' as ssda903_ls,
        case when ends > {until} then null when last then 'E4A' else 'X1' end as ssda903_rec
        from (select *, nth = n - 1 as last, entry(c) + (days(c) * nth // n)::int as started_on,
            entry(c) + (days(c) * (nth + 1) // n)::int as ends
            from (select *, first_of(c + 1, {many}, {children})
                - first_of(c, {many}, {children}) as n from rows_))
        where started_on <= {until}""",
    "reports": """select id('child', c) as child_id, id('report', i) as report_id,
        date '2023-01-01' + upto('report', i, 900)::int as reported_on, null::date as incident_on,
        draw('found', i) < 0.5 as substantiated""",
    "siblings": """select id('child', c) as child_id,
        id('child', (c + 1) % {children}) as sibling_id, 'full' as kind, null::date as started_on,
        null::date as ended_on""",
    "ties": """select id('tie', i) as tie_id, id('child', c) as child_id,
        adult(c, nth, {children}) as adult_id,
        ['parent', 'kin', 'foster_carer', 'teacher', 'caseworker', 'friend'][
            1 + nth % 6] as kind,
        date '2018-01-01' + upto('tie', i, 2700)::int as started_on,
        case when draw('tie ends', i) < 0.4 then date '2018-01-01'
            + (upto('tie', i, 2700) + 30 + upto('lasts', i, 900))::int end as ended_on,
        case when draw('died', i) < 0.002 then 'died' end as end_reason, false as derived""",
    "tie_spells": """select id('tie', i * 10) as tie_id,
        date '2023-01-01' + upto('spell', i, 700)::int as started_on,
        date '2025-01-01' + upto('spell ends', i, 700)::int as ended_on,
        case when draw('mode', i) < 0.2 then 'none' else 'in_person' end as mode""",
    "restrictions": """select id('child', c) as child_id, adult(c, 0, {children}) as adult_id,
        'no_contact' as kind, date '2024-01-01' + upto('order', i, 500)::int as started_on,
        null::date as ended_on""",
    "contacts": """select id('contact', i) as contact_id, id('child', c) as child_id,
        adult(c, (13 * pow(draw('who', i), 2))::int, {children}) as adult_id,
        date '2024-04-01' + upto('met', i, 455)::int as "on", null::bigint as seq,
        ['care', 'visit', 'family_time', 'call'][1 + upto('contact', i, 4)] as kind,
        draw('planned', i) < 0.3 as planned, draw('kept', i) < 0.9 as kept,
        case when draw('kept', i) >= 0.97 then 'agency' end as cancelled_by""",
    "enrolments": """select id('child', c) as child_id, id('room', c // 60) as room_id,
        date '2024-01-01' + upto('enrolled', c, 300)::int as started_on, null::date as ended_on""",
    "primary_spells": """select id('child', c) as child_id, id('room', c // 60) as room_id,
        id('staff', c // 60 * 4 + upto('main', i, 4)) as adult_id, 'main' as rank,
        date '2024-01-01' + (nth * 200 + upto('main from', i, 150))::int as started_on,
        null::date as ended_on, null::varchar as end_reason""",
    "attendance": """select id('child', c) as child_id, id('room', c // 60) as room_id,
        timestamp '2024-06-03 08:00:00' + to_days(nth::int)
            + to_minutes(upto('came', i, 60)) as arrived_at,
        timestamp '2024-06-03 15:00:00' + to_days(nth::int)
            + to_minutes(upto('left', i, 120)) as left_at""",
    "shifts": """select id('staff', c // 60 * 4 + upto('on shift', i, 4)) as adult_id,
        id('room', c // 60) as room_id,
        timestamp '2024-06-03 07:30:00' + to_days(upto('shift', i, 20)::int) as from_at,
        timestamp '2024-06-03 13:30:00' + to_days(upto('shift', i, 20)::int) as to_at""",
    "visits": """select id('visit', i) as visit_id, id('child', c) as child_id,
        date '2024-04-01' + upto('visit', i, 365)::int as "on", id('programme', 1) as programme_id,
        draw('visited', i) < 0.8 as kept, null::varchar as cancelled_by""",
    "screens": """select id('screen', i) as screen_id, id('child', c) as child_id,
        'child' as subject, 'asq-3' as instrument,
        date '2024-04-01' + upto('screen', i, 365)::int as "on" """,
    "needs": """select id('need', i) as need_id, id('child', c) as child_id, 'housing' as kind,
        date '2024-04-01' + upto('need', i, 365)::int as raised_on, true as wants_help,
        null::date as referred_on, case when draw('met', i) < 0.5 then date '2024-04-01'
            + (upto('need', i, 365) + 20)::int end as met_on""",
    "eligibility": """select id('child', c) as child_id, id('programme', 1) as programme_id,
        date '2024-01-01' + upto('may', i, 300)::int as from_on, null::date as to_on""",
}


def generate(folder: Path, stays: int) -> dict[str, int]:
    """Write the tables. Returns the rows asked for of each."""
    folder.mkdir(parents=True, exist_ok=True)
    children = max(int(stays * PER_STAY["children"]), 60)
    rows = {name: max(int(stays * share), 1) for name, share in PER_STAY.items()}
    rows["children"] = children
    with duckdb.connect(config={"threads": 2, "memory_limit": "6GiB"}) as connection:
        connection.execute(MACROS)
        for name, written in TABLES.items():
            said = {"children": children, "many": rows[name], "until": UNTIL}
            nth = NTH.format(**said)
            source = f"(select *, {nth} as nth from ({OF_CHILD.format(**said)})) as rows_"
            query = written.format(**said)
            inside = query.replace("from rows_", f"from {source}")
            query = inside if inside != query else f"{query} from {source}"
            query = query.replace("select ", "select 'state' as source_id, ", 1)
            path = folder / f"{name}.parquet"
            connection.execute(f"copy ({query}) to '{path}' (format parquet)")
    return rows
