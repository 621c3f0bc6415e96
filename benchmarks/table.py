"""What was measured, as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.browser import Timing


@dataclass(slots=True)
class Result:
    """A page and how long it took."""

    what: str
    queries: int | None
    timings: list[Timing]

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "queries": self.queries,
            "timings": [
                {
                    "clients": timing.clients,
                    "requests": len(timing.milliseconds),
                    "errors": dict(timing.errors),
                    "per_second": round(timing.rate, 1),
                    "p50_ms": round(timing.median),
                    "p95_ms": round(timing.percentile(0.95)),
                    "p99_ms": round(timing.percentile(0.99)),
                    "kib": round(timing.kib, 1),
                }
                for timing in self.timings
            ],
        }


def machine() -> dict[str, Any]:
    """Where and when; other work on the machine shows in ``load``."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "cores": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "python": platform.python_version(),
        "database": os.environ.get("DATABASE_URL", "sqlite").split(":")[0] or "sqlite",
    }


def show(results: Sequence[Result], about: dict[str, Any]) -> None:
    table = Table(title="Pages over loopback, milliseconds", title_justify="left")
    for heading in ("page", "queries", "KiB", "clients", "a second", "p50", "p95", "p99", "errors"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for result in results:
        for number, timing in enumerate(result.timings):
            first = number == 0
            table.add_row(
                result.what if first else "",
                str(result.queries or "") if first else "",
                f"{timing.kib:.0f}" if first else "",
                str(timing.clients),
                f"{timing.rate:.1f}",
                *(f"{ms:.0f}" for ms in (timing.median, timing.percentile(0.95),
                                         timing.percentile(0.99))),
                str(timing.errors.total()),
            )  # fmt: skip
    Console(width=110).print(table)
    Console(width=110).print_json(json.dumps(about))
