"""The rules of COC and SECON in vectorised pandas: what the product is timed against.

By the default settings and for the period of ``benchmarks.indicators``: numerator, denominator.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

CHILD = ["source_id", "child_id"]
SAID = ["kept", "planned", "cancelled_by"]


def coc(folder: Path) -> tuple[int, int]:
    c = _contacts(folder, [])
    each = c.groupby([*CHILD, "adult_id"], sort=False, observed=True).size()
    squares = (each * each).groupby(level=CHILD, sort=False).sum()
    total = each.groupby(level=CHILD, sort=False).sum()
    enough = total >= 2
    squares, total = squares[enough], total[enough]
    return int((squares - total).sum()), int((total * (total - 1)).sum())


def secon(folder: Path) -> tuple[int, int]:
    c = _contacts(folder, ["seq", "contact_id"])
    c["seq"] = c["seq"].fillna(0)
    c = c.sort_values([*CHILD, "on", "seq", "contact_id"], ignore_index=True)
    last = c.shift()
    of_child = (c["child_id"] == last["child_id"]) & (c["source_id"] == last["source_id"])
    same = of_child & (c["adult_id"] == last["adult_id"])
    return int(same.sum()), int(of_child.sum())


def _contacts(folder: Path, more: list[str]) -> pd.DataFrame:
    c = pd.read_parquet(
        folder / "contacts.parquet",
        columns=[*CHILD, "adult_id", "on", *SAID, *more],
        filters=[("on", ">=", pd.Timestamp(2024, 4, 1)), ("on", "<=", pd.Timestamp(2025, 3, 31))],
        dtype_backend="pyarrow",
    )
    unnoted = c["cancelled_by"].isna() & ~c["planned"].fillna(False)
    return c[c["kept"].fillna(unnoted) & c["adult_id"].notna()].drop(columns=SAID)


IN_PANDAS = {"relationships.coc": coc, "relationships.secon": secon}
