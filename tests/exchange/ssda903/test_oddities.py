"""What a statutory check would raise: warned, with its way out, and saved."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from basehaven.exchange.ssda903.oddities import oddities
from tests.exchange.ssda903.returns import episode, episodes

FOSTER = "01/01/2020 S C2 U6 01/06/2020 X1"
MOVED = {"reason": "CARPL"}


def found(*lines: str, born_on: date | None = None) -> list[tuple[int, str, str]]:
    return [(o.episode.line, o.code, o.column) for o in oddities(episodes(*lines), born_on)]


def test_a_careful_return_raises_nothing():
    careful = [
        episode(FOSTER, line=2, pl_post="S1 2AB", **MOVED),
        episode("01/06/2020 P C2 T1 05/06/2020 X1", line=3, pl_post="S9 9ZZ", **MOVED),
        episode("05/06/2020 P C2 U6 01/09/2020 X1", line=4, pl_post="S1 2AB"),
        episode("01/09/2020 L E1 U6 01/12/2020 E11", line=5, pl_post="S1 2AB"),
    ]
    assert list(oddities(careful, date(2019, 5, 1))) == []


@pytest.mark.parametrize(
    ("code", "column", "line", "lines"),
    [
        ("period-does-not-start-with-s", "RNE", 2, ["01/01/2020 P C2 U6 - -"]),
        ("period-does-not-start-with-s", "RNE", 3,
         ["01/01/2020 S C2 U6 01/06/2020 E4A", "01/09/2020 P C2 U6 - -"]),
        ("gap", "DECOM", 3, [FOSTER, "03/06/2020 L C2 U6 - -"]),
        ("starts-again-without-an-end", "RNE", 3, [FOSTER, "01/06/2020 S C2 U6 - -"]),
        ("legal-change-with-another-placement", "RNE", 3, [FOSTER, "01/06/2020 L E1 U4 - -"]),
        ("reason-without-an-end", "REC", 2, ["01/01/2020 S C2 U6 - E4A"]),
        ("end-without-a-reason", "REC", 2, ["01/01/2020 S C2 U6 01/06/2020 -"]),
        ("next-episode-missing", "REC", 2, [FOSTER]),
        ("reason-for-move-missing", "REASON_PLACE_CHANGE", 2, [FOSTER, "01/06/2020 P C2 U6 - -"]),
        ("current-carer-with-another-reason", "PLACE", 3, [FOSTER, "01/06/2020 P C2 A5 - -"]),
        ("same-carer-in-another-kind-of-place", "PLACE", 3, [FOSTER, "01/06/2020 T C2 K2 - -"]),
        ("short-break-too-long", "LS", 2, ["01/01/2020 S V3 U6 19/01/2020 E4A"]),
        ("care-starts-or-ends-in-a-temporary-placement", "PLACE", 2, ["01/01/2020 S C2 T1 - -"]),
        ("care-starts-or-ends-in-a-temporary-placement", "PLACE", 3,
         [FOSTER, "01/06/2020 P C2 T4 02/06/2020 E4A"]),
        ("temporary-too-long", "PLACE", 3,
         [FOSTER, "01/06/2020 P C2 T4 09/06/2020 X1", "09/06/2020 P C2 U6 - -"]),
        ("does-not-come-back", "PLACE", 4,
         [FOSTER, "01/06/2020 P C2 T1 05/06/2020 X1", "05/06/2020 P C2 U1 - -"]),
        ("comes-back-with-another-reason", "RNE", 4,
         [FOSTER, "01/06/2020 P C2 T1 05/06/2020 X1", "05/06/2020 L C2 U6 - -"]),
        ("code-of-another-year", "PLACE", 2, ["01/05/2024 S C2 P2 - -"]),
        ("code-of-another-year", "REC", 2, ["01/01/2016 S C2 U6 01/06/2016 E46"]),
    ],
)  # fmt: skip
def test_it_is_told_that(code: str, column: str, line: int, lines: list[str]):
    assert (line, code, column) in found(*lines)


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("temporary-too-long",
         [FOSTER, "01/06/2020 P C2 T4 08/06/2020 X1", "08/06/2020 P C2 U6 - -"]),
        ("short-break-too-long", ["01/01/2020 S V3 U6 18/01/2020 E4A"]),
        ("code-of-another-year", ["31/03/2024 S C2 P2 - -"]),
        ("gap", [FOSTER, "01/06/2020 L C2 U6 - -"]),
    ],
)  # fmt: skip
def test_the_last_day_allowed_is_not_odd(code: str, lines: list[str]):
    assert code not in {code for _line, code, _column in found(*lines)}


def test_the_third_holiday_of_a_carer_in_a_year_is_one_too_many():
    home = "{} P C2 U6 {} X1"
    away = "{} P C2 T3 {} X1"
    days = [f"{day:02}/05/2020" for day in range(1, 8)]
    lines = [(away if n % 2 else home).format(*pair) for n, pair in enumerate(pairwise(days))]
    assert [line for line, code, _ in found(*lines) if code == "too-many-carer-holidays"] == [7]


def test_a_child_in_care_before_birth_is_told():
    assert (2, "in-care-before-birth", "DECOM") in found(FOSTER, born_on=date(2020, 1, 2))
    assert "in-care-before-birth" not in str(found(FOSTER, born_on=date(2020, 1, 1)))


def test_a_reason_for_a_move_that_is_none_is_told():
    alone = episode("01/01/2020 S C2 U6 - -", reason="CARPL")
    assert [o.code for o in oddities([alone], None)] == ["reason-without-a-move"]
