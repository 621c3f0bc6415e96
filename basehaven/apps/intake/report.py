"""An import's report: what is kept with the run, and the whole of it as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import connection

from basehaven.apps.accounts.models import Agency
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import private_folder
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.intake.sets.compare import Changes
from basehaven.exchange.rejects import write_findings
from basehaven.exchange.report import report_of
from basehaven.exchange.stage import Staged

AT_ONCE = 500
SHOWN = 5  # vanished rows of a table, on the page


def summary_of(staged: Staged, changes: Changes) -> dict[str, Any]:
    """For the database: counts and rules, without any value that a row had."""
    groups = [
        {"level": group["level"], "code": group["code"], "count": group["count"]}
        for group in staged.groups()
    ]
    return {"counts": staged.counts().as_json(), "groups": groups, "changes": changes.as_json()}


def write_whole_report(
    staged: Staged,
    path: Path,
    *,
    changes: Changes,
    saved: bool,
    dry_run: bool,
    vanished: Iterator[tuple[str, str]],
) -> dict[str, list[str]]:
    """Write every finding and every vanished row, one at a time: memory stays the same.

    Args:
        staged: the stage.
        path: where the JSON goes; readable by its owner alone.
        changes: what applying does, or would do.
        saved: it was applied.
        dry_run: as asked for.
        vanished: open table and key of each vanished row.

    Returns:
        Some vanished keys of each table, to be shown.
    """
    some: dict[str, list[str]] = {}
    applied = changes.as_json() if saved else None
    whole = report_of(staged, applied=applied, dry_run=dry_run)
    whole["would_change" if not saved else "changed_in_record"] = changes.as_json()
    head = json.dumps(whole, indent=2, ensure_ascii=False)
    private_folder(path.parent)
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8") as file:
        file.write(head[:-2] + ',\n  "findings": [')
        for number, found in enumerate(staged.findings()):
            file.write(("," if number else "") + "\n    ")
            file.write(json.dumps(asdict(found), ensure_ascii=False))
        file.write('\n  ],\n  "vanished": [')
        for number, (table, key) in enumerate(vanished):
            file.write(("," if number else "") + "\n    ")
            file.write(json.dumps({"table": table, "key": key}, ensure_ascii=False))
            if len(of_table := some.setdefault(table, [])) < SHOWN:
                of_table.append(key)
        file.write("\n  ]\n}\n")
    return some


def write_examples(staged: Staged, run: ImportRun, vanished: dict[str, list[str]]) -> None:
    """What the page shows of the report, and all findings for a spreadsheet."""
    private_folder(run.report_folder)
    for path in (run.examples_path, run.findings_path):
        path.touch(mode=0o600)
    shown = {"groups": staged.groups(), "vanished": vanished}
    run.examples_path.write_text(json.dumps(shown, ensure_ascii=False))
    write_findings(staged, run.findings_path)


def examples_of(run: ImportRun) -> dict[str, Any]:
    """Findings by rule and vanished rows, with examples; without once the report was removed."""
    try:
        shown: dict[str, Any] = json.loads(run.examples_path.read_text())
    except (FileNotFoundError, ValueError):
        groups = [{**group, "examples": []} for group in run.report.get("groups", [])]
        return {"groups": groups, "vanished": {}}
    return shown


def keys_of(refs: Iterator[tuple[str, Any]], agency: Agency) -> Iterator[tuple[str, str]]:
    """``(table, ref)`` into ``(table, key)``."""
    batch: dict[str, list[Any]] = {}
    for table, ref in refs:
        some = batch.setdefault(table, [])
        some.append(ref)
        if len(some) >= AT_ONCE:
            yield from _keys(table, some, agency)
            some.clear()
    for table, some in batch.items():
        yield from _keys(table, some, agency)


def _keys(table: str, refs: list[Any], agency: Agency) -> Iterator[tuple[str, str]]:
    rows = MODELS[table].objects.filter(agency=agency, ref__in=refs).order_by("key")
    for key in rows.values_list("key", flat=True):
        yield table, key


def rows_of(sql: str, given: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Rows of a query, some at a time."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
