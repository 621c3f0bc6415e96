"""How long a snapshot of a large record takes, and how much memory.

    python -m benchmarks.snapshot --stays 1000000
    python tools/postgres.py python -m benchmarks.snapshot --stays 1000000

The recipe of the input, for each three stays: one child with one adult and one
tie, one removal, and the stays one after the other in one of 5,000 homes, each
with that adult as carer. Rows are made inside the database, by one statement a
table; that is not timed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.import_speed import run

STAYS_OF_A_CHILD = 3
HOMES = 5_000
DAY = "2020-01-01"


def fill(stays: int) -> None:
    """Rows of a made-up record, in the database that the environment names."""
    from basehaven.cli.main import set_up_django

    set_up_django()
    from django.db import connection, transaction

    from basehaven.apps.accounts.actions.agency_make import agency_make
    from basehaven.apps.record import models as m

    agency = agency_make(slug="bench", name="Bench")
    lite = connection.vendor == "sqlite"
    day = "date('{}', '+' || ({}) || ' days')" if lite else "date '{}' + ({})::int"

    def days(of: str) -> str:
        return day.format(DAY, of)

    children = stays // STAYS_OF_A_CHILD
    with transaction.atomic(), connection.cursor() as cursor:

        def insert(model: Any, rows: int, **given: str) -> None:
            cursor.execute(_statement(model, rows, agency.pk, given, lite))

        insert(m.Child, children, key="'c' || n", name="'Child ' || n", born_on=days("n % 1500"),
               born_precision="'day'", sex="'f'", region="'region ' || (n % 9)")  # fmt: skip
        insert(m.Adult, children, key="'a' || n", name="'Adult ' || n",
               roles="""'["foster_carer"]'""")  # fmt: skip
        insert(m.Home, HOMES, key="'h' || n", confidential="true")
        insert(m.Tie, children, key="'t' || n", child_id="n", adult_id="n", kind="'foster_carer'",
               started_on=days("n % 1500"))  # fmt: skip
        insert(m.Removal, children, key="'c' || n || '|1'", child_id="n",
               removed_on=days("n % 1500"))  # fmt: skip
        child, from_day = "(n + 2) / 3", "(n + 2) / 3 % 1500 + n % 3 * 90"
        insert(m.Stay, children * STAYS_OF_A_CHILD, key=f"'c' || ({child}) || '|' || n",
               child_id=child, kind="'foster'", started_on=days(from_day),
               ended_on=days(f"{from_day} + 90"), removal_id=child,
               home_id=f"n % {HOMES} + 1")  # fmt: skip
        insert(m.StayCarer, children * STAYS_OF_A_CHILD, stay_id="n", adult_id=child)


def _statement(model: Any, rows: int, agency: int, given: dict[str, str], lite: bool) -> str:
    """One INSERT of numbered rows, with whatever the model leaves unsaid."""
    ref = "lower(hex(randomblob(16)))" if lite else "gen_random_uuid()"
    usual = {"id": "n", "ref": ref, "agency_id": str(agency), "source_id": "'bench'",
             "recorded_on": f"'{DAY}'", "position": "0"}  # fmt: skip
    columns, values = [], []
    for field in model._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        kind = field.get_internal_type()
        empty = {"BooleanField": "false", "CharField": "''", "JSONField": "'[]'"}.get(kind, "NULL")
        default = "NULL" if field.null else "'{}'" if field.name == "extra" else empty
        values.append(given.get(field.column, usual.get(field.column, default)))
    numbers = f"WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {rows})"
    into = f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
    select = f"SELECT {', '.join(values)} FROM t"
    return f"{into}{numbers} {select}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stays", type=int, default=1_000_000)
    parser.add_argument("--fill", action="store_true", help="only make the rows; used by itself")
    given = parser.parse_args()
    if given.fill:
        fill(given.stays)
        return
    with tempfile.TemporaryDirectory() as scratch:
        home = f"{scratch}/home"
        run(["migrate"], home)
        subprocess.run(
            [sys.executable, "-m", "benchmarks.snapshot", "--fill", "--stays", str(given.stays)],
            env={**os.environ, "BASEHAVEN_HOME": home},
            check=True,
        )
        load = round(os.getloadavg()[0], 1)
        seconds, memory, processor = run(["snapshot", f"{scratch}/shot"], home)
        about = json.loads(Path(scratch, "shot", "snapshot.json").read_text())
        size = sum(path.stat().st_size for path in Path(scratch, "shot").iterdir())
        result = {
            "database": os.environ.get("DATABASE_URL", "sqlite").split(":")[0],
            "rows": about["rows"],
            "seconds": round(seconds, 1),
            "peak_memory_mib": memory,
            "processor_seconds": round(processor, 1),
            "snapshot_mib": round(size / 2**20),
            "load_before": load,
            "cores": os.cpu_count(),
        }
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
