"""Random small lives give the same units in core and on DuckDB, by any settings."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basehaven.knowledge.indicators import settings_of
from tests.spec.agree import engine_and_core
from tests.spec.lives import PERIODS, lives
from tests.spec.one_life import LIVES

NOT_OF_UNITS = {"groups_rule", "average"}  # of the figure, not of its rows
OTHER_VALUES = {  # of a number or a list; of all others, every choice that there is
    "kept_days_under_1": [1, 7, 30],
    "kept_days_1_to_2": [7, 14],
    "kept_days_from_3": [21, 90],
    "long_tie_months": [1, 6],
    "from_months": [0, 6],
    "below_years": [1, 18],
    "paid_roles": [[], ["teacher", "caseworker"], ["teacher", "caseworker", "foster_carer"]],
    "sibling_kinds": [["full"], ["full", "half", "foster"]],
    "change_causes": [["room_move"], ["staff_left", "other"]],
    "main_ranks": [["main"], ["main", "backup"]],
    "fewest_contacts": [2, 3],
    "visit_kinds": [["family_time"], ["family_time", "visit", "call"]],
    "needs_days": [1, 30],
    "screen_ages": [["9", "18"], ["9", "18", "24", "30"]],
    "screen_window_days": [7, 60],
}


def values(name, setting):
    return OTHER_VALUES[name] if name in OTHER_VALUES else list(setting.choices)


def chosen(name):
    """Every setting of an indicator at random."""
    own = {k: v for k, v in settings_of(name).items() if k not in NOT_OF_UNITS}
    return st.fixed_dictionaries({k: st.sampled_from(values(k, v)) for k, v in own.items()})


@pytest.mark.parametrize("name", LIVES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture,
                                                  HealthCheck.too_slow])  # fmt: skip
@given(data=st.data())
def test_core_and_duckdb_give_the_same_units(name, data, duckdb, tmp_path):
    drawn, period, by = data.draw(lives()), data.draw(PERIODS), data.draw(chosen(name))
    engine, core = engine_and_core(duckdb, tmp_path, name, drawn, period, by)
    assert engine == core
