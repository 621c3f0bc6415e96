"""Who is kept, who is there for long, and who is paid: small histories, the answer by hand."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from basehaven.cli.figures import indicators

PERIOD = "2024-04-01/2025-03-31"
TYPES = {"born_on": "d", "started_on": "d", "ended_on": "d", "on": "d", "carer_ids": "l",
         "kept": "b", "derived": "b"}  # fmt: skip
ARROW = {"d": pa.date32(), "l": pa.list_(pa.string()), "b": pa.bool_()}


@pytest.fixture
def figure(tmp_path):
    """The one figure of an indicator, from tables drawn as rows of words."""

    def of(id_, **tables):
        for name, rows in tables.items():
            columns = sorted({key for row in rows for key in row})
            made = {"source_id": ["s"] * len(rows)}
            for column in columns:
                kind = TYPES.get(column, "t")
                values = [row.get(column) for row in rows]
                if kind == "d":
                    values = [date.fromisoformat(v) if v else None for v in values]
                made[column] = pa.array(values, ARROW.get(kind, pa.string()))
            pq.write_table(pa.table(made), tmp_path / f"{name}.parquet")
        row = indicators(tmp_path, set=id_, period=PERIOD).to_pylist()[0]
        return (row["numerator"], row["denominator"]) if not row["withheld"] else row["withheld"]

    return of


MILO = [{"child_id": "milo", "born_on": "2022-06-01"}]  # two years old: within 14 days
MOVE = [
    {"child_id": "milo", "stay_id": "1", "started_on": "2024-01-01", "ended_on": "2024-06-01",
     "kind": "foster", "home_id": "A", "carer_ids": ["dana"]},
    {"child_id": "milo", "stay_id": "2", "started_on": "2024-06-01", "kind": "foster",
     "home_id": "B", "carer_ids": ["kay"]},
]  # fmt: skip


def tie(adult, kind="kin", started="2023-01-01", **more):
    return {"tie_id": adult, "child_id": "milo", "adult_id": adult, "kind": kind,
            "started_on": started, **more}  # fmt: skip


def met(adult, on, **more):
    return {"contact_id": f"{adult}{on}", "child_id": "milo", "adult_id": adult, "on": on,
            "kept": True, **more}  # fmt: skip


def test_of_two_people_the_one_met_in_the_last_fortnight_is_kept(figure):
    contacts = [met("ana", "2024-06-20"), met("ben", "2024-06-10"), met("x", "2024-12-01")]
    ties = [tie("ana"), tie("ben")]
    got = figure("relationships.kept_30", children=MILO, stays=MOVE, ties=ties, contacts=contacts)
    assert got == (1, 2)  # day 30 is 1 July: from 17 June on


def test_a_tie_that_began_after_the_eve_is_nobody_to_keep(figure):
    ties = [tie("ana"), tie("kay", "foster_carer", "2024-06-01")]
    contacts = [met("ana", "2024-06-20"), met("x", "2024-12-01")]
    got = figure("relationships.kept_30", children=MILO, stays=MOVE, ties=ties, contacts=contacts)
    assert got == (1, 1)


def test_somebody_under_a_no_contact_order_is_counted_apart(figure):
    order = [{"child_id": "milo", "adult_id": "ben", "kind": "no_contact",
              "started_on": "2024-06-05"}]  # fmt: skip
    got = figure(
        "relationships.kept_30", children=MILO, stays=MOVE, ties=[tie("ana"), tie("ben")],
        contacts=[met("ana", "2024-06-20"), met("x", "2024-12-01")], restrictions=order,
    )  # fmt: skip
    assert got == (1, 1)


def test_nothing_is_said_before_the_follow_up_is_over(figure):
    got = figure("relationships.kept_90", children=MILO, stays=MOVE, ties=[tie("ana")],
                 contacts=[met("ana", "2024-06-20")])  # fmt: skip
    assert "follow_up_incomplete 1" in got


def test_a_child_without_a_tie_of_six_months_counts(figure):
    children = [*MILO, {"child_id": "lou", "born_on": "2024-12-01"}]
    ties = [tie("ana", started="2024-11-01"), tie("ben", ended_on="2025-01-01")]
    assert figure("relationships.no_long_tie", children=children, ties=ties) == (1, 1)


def test_a_tie_that_has_lasted_six_months_to_the_day_is_long(figure):
    ties = [tie("ana", started="2024-09-30")]
    assert figure("relationships.no_long_tie", children=MILO, ties=ties) == (0, 1)


def test_a_teacher_who_is_kin_too_is_not_paid_alone(figure):
    teacher = tie("ana", "teacher")
    assert figure("relationships.only_paid", children=MILO, ties=[teacher]) == (1, 1)
    both = [teacher, tie("ana", "kin") | {"tie_id": "ana2"}]
    assert figure("relationships.only_paid", children=MILO, ties=both) == (0, 1)


def test_contacts_of_the_reference_give_its_three_figures(figure):
    order = ["ana", "ana", "ana", "ben", "ana", "cleo"]
    contacts = [met(who, f"2024-05-0{n}") for n, who in enumerate(order, 1)]
    assert figure("relationships.upc", children=MILO, contacts=contacts) == (4, 6)
    assert figure("relationships.coc", children=MILO, contacts=contacts) == (12, 30)
    assert figure("relationships.secon", children=MILO, contacts=contacts) == (2, 5)


def test_without_who_may_have_visits_their_coverage_is_withheld(figure):
    visits = [{"visit_id": "v", "child_id": "milo", "on": "2024-06-20", "kept": True}]
    got = figure("families.coverage", children=MILO, visits=visits)
    assert got == "not recorded: eligibility"


def test_ties_from_a_file_that_names_nobody_give_no_figure(figure):
    ties = [tie("dad", "parent", derived=True)]
    contacts = [met("ana", "2024-12-01")]
    got = figure("relationships.kept_30", children=MILO, stays=MOVE, ties=ties, contacts=contacts)
    assert got == "nobody counted: tie_derived 1"
