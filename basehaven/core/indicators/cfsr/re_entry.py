"""P4 for one child: back in care within twelve months of leaving it for family or guardians."""

from __future__ import annotations

from basehaven.core.indicators.cfsr.care import Care, care_of, exit_was_lost, last_of_twelve_months
from basehaven.core.indicators.cfsr.history import History
from basehaven.core.indicators.unit import COUNTED, Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window

FOR_RE_ENTRY = frozenset({"reunified", "relative", "guardianship"})
DROPPED = frozenset({"entry_before_exit", "no_exit_reason", "first_exit_lost"})


def p4(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Exits in the period, of which a child's first that can be returned from counts.

    Args:
        history: of one child.
        window: the period of the exits.
        settings: twelve_months, window_ends, lost_first_exit.

    Returns:
        One unit a removal with an exit in the period; 1 of 1 where the child
        came back within twelve months. A first exit that cannot be judged (no
        reason, reason lost, the next removal dated before it) puts the child out;
        an exit to adoption or elsewhere is passed over.

    A return to care may be what keeps a child safe.

    Source: CFSR Round 4 data dictionary, P4.
    """
    found: list[Unit] = []
    settled = False
    for care in care_of(history):
        if care.exit is None or not window.start <= care.exit <= window.end:
            continue
        rule = _rule(care, settings)
        if rule == COUNTED and settled:
            rule = "later_exit"
        settled = settled or rule == COUNTED or rule in DROPPED
        back = care.next_entry is not None and care.next_entry <= last_of_twelve_months(
            care.exit, settings
        )
        found.append(unit_of(care.removal.removal_id, rule, int(back), 1, care.exit))
    return tuple(found)


def _rule(care: Care, settings: Settings) -> str:
    overtaken = care.next_entry is not None and care.exit is not None
    return first_rule(
        (bool(care.flaw), care.flaw),
        (care.grown_up, "grown_up"),
        (overtaken and care.next_entry < care.exit, "entry_before_exit"),  # type: ignore[operator]
        (care.has_no_reason, "no_exit_reason"),
        (exit_was_lost(care, settings), "first_exit_lost"),
        (care.removal.exit_reason not in FOR_RE_ENTRY, "other_exit"),
    )
