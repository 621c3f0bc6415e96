"""What ``basehaven rota --json`` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from basehaven.core.room.cover import cover_of, uncovered, wishes_missed
from basehaven.core.room.pairs import pair_changes
from basehaven.core.room.verify import breaches
from basehaven.core.room.week import Rota
from basehaven.exchange.rota.read import RotaFile
from basehaven.exchange.rota.write import (
    cover_out,
    pairs_out,
    plain,
    rows_out,
    shifts_out,
)
from basehaven.solver.outcome import Outcome


def outcome_out(asked: RotaFile, outcome: Outcome) -> dict[str, Any]:
    """The whole outcome as JSON values."""
    week = asked.week
    values: dict[str, Any] = {
        "title": asked.title,
        "week": week.monday.isoformat(),
        "status": outcome.status.value,
        "seed": outcome.seed,
        "same_again": outcome.same_again,
        "seconds": round(outcome.seconds, 1),
        "rules": [
            {
                "id": rule.rule_id,
                "label": rule.label,
                "status": "checked" if rule.checked else "draft",
            }
            for rule in week.rules.rules
        ],
        "settings": plain(asdict(week.rules.ratio)),
    }
    if outcome.rota is None:
        return values | {"obstacles": plain(asdict(outcome.obstacles))}
    return values | _plan(asked, outcome, outcome.rota)


def _plan(asked: RotaFile, outcome: Outcome, rota: Rota) -> dict[str, Any]:
    week, today = asked.week, asked.week.today_rota()
    return {
        "cover": {
            "hours": outcome.asked / 60,
            "with_main_or_backup": outcome.covered / 60,
            "at_most": outcome.bound / 60,
            "gap": round(outcome.gap, 5),
            "proven": outcome.gap == 0,
            "pairs_proven": outcome.pairs_proven,
        },
        "shifts": shifts_out(rota.shifts),
        "pairs": pairs_out(pair_changes(week, rota)),
        "children": cover_out(cover_of(week, rota), cover_of(week, today) if week.today else ()),
        "without_both": rows_out(uncovered(week, rota)),
        "wishes_missed": rows_out(wishes_missed(week, rota)),
        "breaches": rows_out(breaches(week, rota)),
        "today": {
            "shifts": shifts_out(week.today),
            "breaches": rows_out(breaches(week, today)) if week.today else [],
        },
    }
