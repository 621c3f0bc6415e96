"""Random histories of a young child: homes and carers named in every stay, or in none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from basehaven.core.relationships.types import Stay

BORN = date(2022, 1, 1)
KINDS = (
    "parent_home", "kin", "foster", "residential", "hospital", "respite", "camp", "runaway",
    "trial_home_visit",
)  # fmt: skip


@st.composite
def history(draw: Any) -> tuple[date, tuple[Stay, ...]]:
    """The day of birth, and stays in a row with gaps here and there, some on one day."""
    born = BORN + timedelta(days=draw(st.integers(0, 400)))
    named = draw(st.sampled_from(["carers", "homes", "both", "nothing"]))
    shared = draw(st.booleans()) and named == "homes"
    day = born + timedelta(days=draw(st.integers(0, 200)))
    stays: list[Stay] = []
    for number in range(draw(st.integers(0, 6))):
        length = draw(st.sampled_from([0, 1, 3, 6, 7, 8, 20, 40, 200]))
        end = day + timedelta(days=length)
        who = draw(st.sampled_from("AB" if shared else "ABC"))
        stays.append(
            Stay(
                stay_id=f"{number:02d}",
                started_on=day,
                ended_on=end,
                kind="parent_home" if shared else draw(st.sampled_from(KINDS)),
                removal_id=draw(st.sampled_from(["r1", "r2", None])),
                home_id=f"home {who}" if named in ("homes", "both") else None,
                carer_ids=(f"carer {who}",) if named in ("carers", "both") else (),
                shared=shared,
            )
        )
        day = end + timedelta(days=draw(st.sampled_from([0, 0, 0, 5])))
    if stays and draw(st.booleans()):
        stays[-1] = _open(stays[-1])
    return born, tuple(stays)


def _open(stay: Stay) -> Stay:
    return Stay(
        stay.stay_id, stay.started_on, None, stay.kind, stay.removal_id, stay.home_id,
        stay.carer_ids, stay.shared,
    )  # fmt: skip


many = st.lists(history(), min_size=30, max_size=40)
