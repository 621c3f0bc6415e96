"""The machine-readable report of an import."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from basehaven.exchange.stage import Staged

ABOUT_SUBMISSIONS = ("submissions", "quality")  # of federal files: which, and how good


def report_of(staged: Staged, *, applied: dict[str, Any] | None, dry_run: bool) -> dict[str, Any]:
    """Counts that add up, findings by rule, and what applying did.

    ``applied`` None means that nothing was saved.
    """
    about = staged.about()
    told = {name: json.loads(about[name]) for name in ABOUT_SUBMISSIONS if name in about}
    return {
        "format": about.get("format", ""),
        "source_id": about.get("source_id", ""),
        "dry_run": dry_run,
        "saved_anything": applied is not None,
        "counts": staged.counts().as_json(),
        "groups": staged.groups(),
        "applied": applied,
        **told,
    }


def write_report(
    staged: Staged, path: Path, *, applied: dict[str, Any] | None, dry_run: bool
) -> None:
    """Write the report with every finding, one at a time: memory stays the same."""
    head = json.dumps(report_of(staged, applied=applied, dry_run=dry_run), indent=2)
    with path.open("w", encoding="utf-8") as file:
        file.write(head[:-2] + ',\n  "findings": [')
        for number, found in enumerate(staged.findings()):
            file.write(("," if number else "") + "\n    " + json.dumps(asdict(found)))
        file.write("\n  ]\n}\n")
