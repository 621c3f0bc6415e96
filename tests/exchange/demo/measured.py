"""What a generated community comes to, counted from its rows alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from basehaven.core.periods import completed_months
from basehaven.core.relationships.carers import placement_moves
from basehaven.core.relationships.types import Stay
from basehaven.exchange.demo import Plan, community
from basehaven.exchange.demo.rates import load_rates

TODAY = date(2026, 3, 2)
YEAR = timedelta(days=365)
Values = dict[str, Any]


@cache
def rows_of(children: int, seed: int = 1) -> dict[str, list[Values]]:
    """Table -> rows."""
    rows: dict[str, list[Values]] = defaultdict(list)
    for table, values in community(Plan(TODAY, children=children, seed=seed)):
        rows[table].append(values)
    return rows


def by_child(rows: list[Values]) -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = defaultdict(list)
    for row in rows:
        found[row["child_id"]].append(row)
    return found


def band(months: int) -> str:
    return "0_3m" if months < 4 else "4_11m" if months < 12 else "1_5y"


def measured(rows: dict[str, list[Values]]) -> dict[str, float]:
    """Rate id -> what came out."""
    born = {row["child_id"]: row["born_on"] for row in rows["children"] if row["born_on"]}
    return {
        **_entries(rows, born),
        **_leaving(rows, born),
        **_moves(rows, born),
        **_caseworkers(rows),
        **_teachers(rows),
        **_early(rows),
        **_sessions(rows),
    }


def _share(found: list[bool]) -> float:
    return sum(found) / len(found)


def _entries(rows: dict[str, list[Values]], born: dict[str, date]) -> Values:
    years = {"under_1": 0.0, "1_to_5": 0.0}
    for day in born.values():
        lived = (TODAY - day).days / 365.25
        years["under_1"] += min(lived, 1)
        years["1_to_5"] += max(lived - 1, 0)
    months = [
        completed_months(born[row["child_id"]], row["removed_on"])
        for row in rows["removals"]
        if row["child_id"] in born
    ]
    times = load_rates()["care_oversampling"] / 1000
    under_1 = [month for month in months if month < 12]
    return {
        "entries_under_1": len(under_1) / years["under_1"] / times,
        "entries_1_to_5": (len(months) - len(under_1)) / years["1_to_5"] / times,
        "under_1_entries_before_4_months": _share([month < 4 for month in under_1]),
    }


def _leaving(rows: dict[str, list[Values]], born: dict[str, date]) -> Values:
    within: dict[str, list[bool]] = defaultdict(list)
    for removals in by_child(rows["removals"]).values():
        removals.sort(key=lambda row: row["removed_on"])
        for number, row in enumerate(removals):
            begins, ends = row["removed_on"], row.get("exited_on") or date.max
            age = band(completed_months(born[row["child_id"]], begins))
            if begins + YEAR <= TODAY:
                within[f"permanency_12m_{age}"].append(ends <= begins + YEAR)
            if begins + 2 * YEAR <= TODAY and ends > begins + YEAR:
                within["permanency_second_year"].append(ends <= begins + 2 * YEAR)
            if begins + 3 * YEAR <= TODAY and ends > begins + 2 * YEAR:
                within["permanency_third_year"].append(ends <= begins + 3 * YEAR)
            if ends + YEAR <= TODAY if ends < date.max else False:
                after = removals[number + 1 : number + 2]
                back = bool(after) and after[0]["removed_on"] <= ends + YEAR
                age = band(completed_months(born[row["child_id"]], ends))
                if row["exit_reason"] != "adoption":
                    within[f"reentry_{age}"].append(back)
    return {name: _share(found) for name, found in within.items()}


def as_stays(rows: list[Values]) -> list[Stay]:
    return [
        Stay(
            row["stay_id"],
            row["started_on"],
            row.get("ended_on"),
            row["kind"],
            row["removal_id"] or None,
            row["home_id"],
            tuple(row["carer_ids"]),
            bool(row.get("shared")),
        )
        for row in rows
    ]


def _moves(rows: dict[str, list[Values]], born: dict[str, date]) -> Values:
    moves: dict[str, int] = defaultdict(int)
    days: dict[str, int] = defaultdict(int)
    stays = by_child(rows["stays"])
    for row in rows["removals"]:
        begins = row["removed_on"]
        ends = min(row.get("exited_on") or TODAY, begins + YEAR, TODAY)
        age = f"moves_{band(completed_months(born[row['child_id']], begins))}"
        own = [s for s in stays[row["child_id"]] if s["removal_id"] == row["removal_id"]]
        moves[age] += placement_moves(as_stays(own), ends)
        days[age] += (ends - begins).days
    return {age: 1000 * moves[age] / days[age] for age in moves}


def _caseworkers(rows: dict[str, list[Values]]) -> Values:
    ties = by_child([row for row in rows["ties"] if row["kind"] == "caseworker"])
    year_ago, found = TODAY - YEAR, []
    for row in rows["removals"]:
        if row.get("exited_on") is None and row["removed_on"] <= year_ago:
            lately = [
                tie["adult_id"]
                for tie in ties[row["child_id"]]
                if (tie["ended_on"] or TODAY) > year_ago
            ]
            found.append(len(lately) >= 3)
    return {"three_social_workers": _share(found)}


def _teachers(rows: dict[str, list[Values]]) -> Values:
    mains = [row for row in rows["primary_spells"] if row["rank"] == "main"]
    year_ago = TODAY - YEAR
    there, left = set(), set()
    for row in rows["primary_spells"]:
        ends = row["ended_on"]
        if row["started_on"] <= year_ago and (ends is None or ends > year_ago):
            there.add(row["adult_id"])
            if ends is not None and row["end_reason"] == "staff_left":
                left.add(row["adult_id"])
    changes = [n for n in _changes_in_two_years(rows, by_child(mains)) if n <= 6]
    return {
        "staff_leave_in_a_year": len(left) / len(there),
        "teacher_changes_none": _share([n == 0 for n in changes]),
        "teacher_changes_one": _share([n == 1 for n in changes]),
        "teacher_changes_two_to_six": _share([n >= 2 for n in changes]),
    }


def _changes_in_two_years(
    rows: dict[str, list[Values]], mains: dict[str, list[Values]]
) -> Iterator[int]:
    for child, enrolments in by_child(rows["enrolments"]).items():
        enrolments.sort(key=lambda row: row["started_on"])
        begins = enrolments[0]["started_on"]
        until = begins + 2 * YEAR
        last = begins
        for row in enrolments:
            if row["started_on"] == last:
                last = row["ended_on"] or date.max
        if until > TODAY or last < until:
            continue
        spells = sorted(
            (row["started_on"], row["adult_id"])
            for row in mains[child]
            if row["started_on"] < until
        )
        yield sum(one[1] != other[1] for one, other in pairwise(spells))


def _early(rows: dict[str, list[Values]]) -> Values:
    born = [row for row in rows["children"] if row["born_on"] and row["born_precision"] == "day"]
    early = [
        row["due_on"] is not None and (row["due_on"] - row["born_on"]).days > 21 for row in born
    ]
    return {"born_early": _share(early)}


def _sessions(rows: dict[str, list[Values]]) -> Values:
    pfr = [r for r in rows["visits"] if r["programme_id"] == "promoting-first-relationships"]
    over = [found for found in by_child(pfr).values() if found[0]["on"] + YEAR < TODAY]
    return {"pfr_ten_sessions": _share([sum(r["kept"] for r in found) == 10 for found in over])}
