"""Write a published release into the package's own shape: `cfsr FILE`, or `england FILE FILE`.

Rows and columns are moved, and nothing is computed: every figure stands as it was printed.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "basehaven/knowledge/published"
COLUMNS = (
    "indicator", "variant", "period", "level", "area", "name", "region",
    "dimension", "group", "numerator", "denominator", "value",
)  # fmt: skip
FEDERAL = {
    "Perm in 12 (entries)": "cfsr.p1",
    "Perm in 12 (12-23 mos)": "cfsr.p2",
    "Perm in 12 (24+ mos)": "cfsr.p3",
    "Reentry": "cfsr.p4",
    "Placement stability": "cfsr.p5",
    "Maltreatment in care": "cfsr.s1",
    "Maltreatment recurrence": "cfsr.s2",
}
LEVELS = {"National": "nation", "Regional": "region", "Local authority": "area"}
ALL = "Total children"
ENGLISH = {  # what the file says: indicator, variant
    "With 3 or more placements during the year": ("england.placements_3plus", ""),
    "With 3 or more placements during the previous 2 years": (
        "england.placements_3plus",
        "years_back=2",
    ),
    "Living with the same carer for at least 2 years": ("england.same_carer_2y", ""),
    "3 or more social workers during the year": ("england.social_workers_3plus", ""),
}
Row = dict[str, str]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cfsr(path: Path) -> Iterator[Row]:
    """States and the nation; the entry rate is left out, being no indicator of the round."""
    for row in _rows(path):
        name = FEDERAL.get(row["indicator_very_short"])
        if name is None:
            continue
        state = row["dimension"] == "State"
        total = row["dimension_value"] == "Total"
        dimension = "race" if row["dimension"] == "Race/ethnicity" else "age"
        yield {
            "indicator": name,
            "variant": "",
            "period": row["period"],
            "level": "region" if state else "nation",
            "area": row["state_abb"] if state else "US",
            "name": row["state"] if state else "United States",
            "region": "",
            "dimension": "all" if state or total else dimension,
            "group": "" if state or total else row["dimension_value"],
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "value": row["performance"],
        }


def england(*paths: Path) -> Iterator[Row]:
    """Each count beside the total of its own group of children."""
    for path in paths:
        rows = _rows(path)
        said, count, share = _columns(rows[0])
        totals = {_key(row): row[count] for row in rows if row[said] == ALL}
        for row in rows:
            if row[said] == ALL:
                continue
            name, variant = ENGLISH[row[said]]
            yield {
                "indicator": name,
                "variant": variant,
                "period": row["time_period"],
                "dimension": "all",
                "group": "",
                **_area(row),
                "numerator": row[count],
                "denominator": totals[_key(row)],
                "value": row[share],
            }


def _columns(row: Row) -> tuple[str, str, str]:
    if "sw_stability" in row:
        return "sw_stability", "number", "percentage"
    return "placement_stability", "children_count", "children_percent"


def _key(row: Row) -> tuple[str, ...]:
    level = row["geographic_level"]
    return row["time_period"], level, row["region_code"], row["new_la_code"], row["cla_group"]


def _area(row: Row) -> Row:
    level = LEVELS[row["geographic_level"]]
    code = {"nation": "country", "region": "region", "area": "new_la"}[level]
    name = {"nation": "country_name", "region": "region_name", "area": "la_name"}[level]
    region = row["region_code"] if level == "area" else ""
    return {"level": level, "area": row[f"{code}_code"], "name": row[name], "region": region}


def write(name: str, rows: list[Row]) -> None:
    order = {"nation": 0, "region": 1, "area": 2}
    rows.sort(key=lambda r: (r["indicator"], r["variant"], r["period"], order[r["level"]]))
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", choices=("cfsr", "england"))
    parser.add_argument("files", nargs="+", type=Path)
    given = parser.parse_args()
    write(given.release, list({"cfsr": cfsr, "england": england}[given.release](*given.files)))


if __name__ == "__main__":
    main()
