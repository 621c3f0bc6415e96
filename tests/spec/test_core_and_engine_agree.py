"""Random small histories give the same units in core and on DuckDB, by any settings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.spec.agree import engine_and_core
from tests.spec.case import specs
from tests.spec.one_child import FEDERAL

OTHER_VALUES = {
    "min_days": [0, 8, 30],
    "twelve_months": ["anniversary", "days_365"],
    "window_ends": ["inclusive", "exclusive"],
    "lost_first_exit": ["drop", "keep"],
    "exits_seen_months": [12, 18, 36],
    "several_entries": ["first", "each"],
    "home_visit_days": [0, 30, 100],
    "home_visit_exits": ["reunification", "reunification_or_relative"],
    "groups_rule": ["own_category"],
    "unknown_home_visits": ["none", "whole"],
    "in_care_window": ["period_end", "anniversary"],
    "last_day": ["exclusive", "inclusive"],
    "uncovered_days": ["leave_out", "count"],
    "not_placements": [[], ["runaway", "trial_home_visit", "parent_home"]],
    "short_stay_kinds": [[], ["hospital", "respite", "camp"]],
    "short_stay_days": [0, 5, 30],
    "same_home": ["either", "home", "carers"],
    "unnamed_homes": ["move", "same"],
    "first_days": [0, 7],
    "same_report_days": [0, 1],
    "s2_window_days": [0, 13, 14],
    "report_on_exit_day": ["in", "out"],
    "use_incident_dates": [True, False],
    "sequence_months": [2, 12, 18],
    "sequence_states": ["nine", "kin_foster_group"],
    "reports_before_birth": ["leave_out_child", "leave_out_report"],
}
DEFAULTS = {spec.indicator: spec.settings for spec in specs() if spec.indicator in FEDERAL}
FIRST = date(2022, 3, 20)
CLOSE = st.sampled_from(  # where something turns
    [date(2022, 4, 1), date(2023, 3, 31), date(2023, 4, 1), date(2024, 2, 29), date(2024, 3, 31),
     date(2024, 4, 1), date(2024, 9, 30), date(2024, 10, 1), date(2025, 2, 28), date(2025, 3, 31)]
)  # fmt: skip
DAYS = st.integers(0, 1200).map(lambda n: FIRST + timedelta(days=n)) | CLOSE
LENGTHS = st.sampled_from([0, 1, 7, 8, 20, 60, 365, 366, 400]) | st.integers(-3, 500)
REASONS = ["reunified", "relative", "adoption", "guardianship", "runaway", "other", None]
KINDS = ["foster", "kin", "group", "hospital", "respite", "trial_home_visit", "parent_home",
         "runaway", "pre_adoptive"]  # fmt: skip
PERIODS = st.sampled_from(["24B25A", "23B24A", "24A", "2024-02-29/2025-02-28"])


@st.composite
def spans(draw):
    start = draw(DAYS)
    length = draw(st.none() | LENGTHS)
    return start, None if length is None else start + timedelta(days=length)


@st.composite
def tables(draw):
    """One to three children, each with up to three of everything."""
    found = {"children": [], "removals": [], "stays": [], "reports": []}
    for child in "abc"[: draw(st.integers(1, 3))]:
        own = {"source_id": "s", "child_id": child}
        grown = st.sampled_from([date(2006, 6, 15), date(2006, 4, 1), date(2004, 2, 29)])
        born = draw(st.none() | st.just(date(2020, 2, 29)) | grown | DAYS)
        precision = draw(st.sampled_from([None, None, "day", "unborn"]))
        found["children"].append({**own, "born_on": born, "born_precision": precision})
        for number in range(draw(st.integers(0, 3))):
            start, end = draw(spans())
            removal = {**own, "removal_id": f"r{number}", "removed_on": start, "exited_on": end}
            reason = draw(st.sampled_from(REASONS)) if end else None
            form = draw(st.sampled_from([None, "1993"]))
            found["removals"].append({**removal, "exit_reason": reason, "afcars_form": form})
            found["stays"] += draw(_stays(own, f"r{number}", start))
        for number in range(draw(st.integers(0, 4))):
            found["reports"].append({**own, "report_id": f"p{number}", **draw(_report())})
    return found


@st.composite
def _report(draw):
    made = draw(DAYS)
    ago = draw(st.none() | st.sampled_from([0, 1, 15, 90]))
    happened = None if ago is None else made - timedelta(days=ago)
    return {"reported_on": made, "incident_on": happened, "substantiated": draw(st.booleans())}


@st.composite
def _stays(draw, own, removal_id, start):
    """Stays in a row, with a gap or an overlap now and then."""
    rows = []
    for number in range(draw(st.integers(0, 4))):
        length = draw(st.sampled_from([0, 5, 9, 30, 100, 300]))
        end = draw(st.sampled_from([start + timedelta(days=length)] * 3 + [None]))
        rows.append(
            {
                **own,
                "stay_id": f"{removal_id}-{number}",
                "removal_id": removal_id,
                "started_on": start,
                "ended_on": end,
                "kind": draw(st.sampled_from(KINDS)),
                "home_id": draw(st.sampled_from([None, "A", "B"])),
                "carer_ids": draw(st.sampled_from([None, [], ["eva"], ["ivo"], ["eva", "ivo"]])),
                "shared": draw(st.sampled_from([None, False, True])),
            }
        )
        start += timedelta(days=length + draw(st.sampled_from([0, 0, 0, 3, -2])))
    return rows


# Found once: an unborn child expected on a day from which an 18th birthday can be reckoned.
EXPECTED = {"source_id": "s", "child_id": "a", "born_precision": "unborn"}
IN_CARE = {"source_id": "s", "child_id": "a", "removal_id": "r0", "exit_reason": None}
FOUND = {
    "children": [{**EXPECTED, "born_on": date(2006, 4, 1)}],
    "removals": [
        {**IN_CARE, "removed_on": date(2023, 4, 1), "exited_on": None},
        {**IN_CARE, "removed_on": date(2022, 3, 20), "exited_on": None, "removal_id": "r1"},
    ],
    "stays": [],
    "reports": [],
}


@pytest.mark.parametrize("name", DEFAULTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture,
                                                  HealthCheck.too_slow])  # fmt: skip
@given(
    drawn=tables(),
    period=PERIODS,
    every=st.fixed_dictionaries({key: st.sampled_from(own) for key, own in OTHER_VALUES.items()}),
)
@example(drawn=FOUND, period="24B25A", every={key: own[0] for key, own in OTHER_VALUES.items()})
def test_core_and_duckdb_give_the_same_units(name, drawn, period, every, duckdb, tmp_path):
    chosen = {key: every[key] for key in DEFAULTS[name]}
    engine, core = engine_and_core(duckdb, tmp_path, name, drawn, period, chosen)
    assert engine == core


def test_every_setting_is_drawn():
    assert {key for own in DEFAULTS.values() for key in own} == set(OTHER_VALUES)
