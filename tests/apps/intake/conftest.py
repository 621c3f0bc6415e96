"""What tests of imports and exports share: a home, folders of tables, a run from end to end."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency
from basehaven.apps.intake.actions import import_run as runs
from basehaven.apps.intake.models import ImportRun

Tables = dict[str, list[dict[str, Any]]]

FAMILY: Tables = {
    "children": [
        {"child_id": "milo", "name": "Milo", "born_on": "2024-04-02", "born_precision": "day"},
        {"child_id": "lou", "name": "Lou", "born_on": "2021-05-05", "born_precision": "day"},
    ],
    "adults": [
        {"adult_id": "rosa", "name": "Rosa", "roles": "parent"},
        {"adult_id": "dana", "name": "Dana", "roles": "foster_carer|teacher"},
    ],
    "ties": [
        {"tie_id": "t1", "child_id": "milo", "adult_id": "rosa", "kind": "parent",
         "started_on": "2024-04-02"},
        {"tie_id": "t2", "child_id": "milo", "adult_id": "dana", "kind": "foster_carer",
         "started_on": "2024-09-01"},
        {"tie_id": "t3", "child_id": "lou", "adult_id": "rosa", "kind": "parent",
         "started_on": "2021-05-05"},
    ],
    "stays": [
        {"child_id": "milo", "stay_id": "s1", "started_on": "2024-04-02",
         "ended_on": "2024-09-01", "kind": "parent_home", "carer_ids": "rosa"},
        {"child_id": "milo", "stay_id": "s2", "started_on": "2024-09-01", "kind": "foster",
         "home_id": "h1", "carer_ids": "dana"},
    ],
}  # fmt: skip


def copy_of(tables: Tables) -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in tables.items()}


def write_tables(folder: Path, tables: Tables) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


class Bring:
    """Brings tables into one agency's record, as somebody at the command line would."""

    def __init__(self, home: Path, agency: Agency) -> None:
        self.home, self.agency, self.times = home, agency, 0
        self.by = Actor.at_command_line(agency, "olga")

    def check(self, tables: Tables | Path, *, source: str = "north") -> ImportRun:
        self.times += 1
        if not isinstance(tables, Path):
            tables = write_tables(self.home / f"in-{self.times}", tables)
        run = runs.import_start(
            by=self.by,
            request_id=uuid.uuid4(),
            format="tables",
            source_id=source,
            file_name=tables.name,
        )
        runs.import_check(by=self.by, run=run, path=tables)
        return run

    def save(self, run: ImportRun, *, partial: bool = False) -> ImportRun:
        runs.import_apply(by=self.by, request_id=uuid.uuid4(), run=run, partial=partial)
        return run

    def __call__(
        self, tables: Tables | Path, *, partial: bool = False, source: str = "north"
    ) -> ImportRun:
        return self.save(self.check(tables, source=source), partial=partial)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def agency(db: None) -> Agency:
    return Agency.objects.create(slug="riverside-imports", name="Riverside")


@pytest.fixture
def bring(home: Path, agency: Agency) -> Bring:
    return Bring(home, agency)


@pytest.fixture(autouse=True)
def _nothing_stays_attached() -> Iterator[None]:
    yield
    if connection.vendor == "sqlite" and connection.connection is not None:
        with connection.cursor() as cursor:
            names = [row[1] for row in cursor.execute("PRAGMA database_list").fetchall()]
        assert "stage" not in names
