"""The only writers of a room's day. Moments of care are written by the record's own action."""

from basehaven.apps.room.actions.away import away_begin, away_end
from basehaven.apps.room.actions.beside import beside_begin, beside_end
from basehaven.apps.room.actions.call import call_answer, call_make
from basehaven.apps.room.actions.card_lines import (
    card_line_correct,
    card_line_remove,
    card_line_write,
)
from basehaven.apps.room.actions.card_shares import card_share_end, card_share_make
from basehaven.apps.room.actions.comfort import (
    dispute_end,
    dispute_set,
    interview_answer,
    interview_mark_error,
)
from basehaven.apps.room.actions.cue_rows import cue_row_turn_off, cue_row_turn_on
from basehaven.apps.room.actions.day import day_line_write, routine_note, routine_undo
from basehaven.apps.room.actions.settling import (
    Arrival,
    settling_plan_end,
    settling_plan_write,
)
from basehaven.apps.room.actions.tablet import (
    pin_check,
    pin_set,
    tablet_end,
    tablet_enrol,
    tablet_open,
)

__all__ = [
    "Arrival",
    "away_begin",
    "away_end",
    "beside_begin",
    "beside_end",
    "call_answer",
    "call_make",
    "card_line_correct",
    "card_line_remove",
    "card_line_write",
    "card_share_end",
    "card_share_make",
    "cue_row_turn_off",
    "cue_row_turn_on",
    "day_line_write",
    "dispute_end",
    "dispute_set",
    "interview_answer",
    "interview_mark_error",
    "pin_check",
    "pin_set",
    "routine_note",
    "routine_undo",
    "settling_plan_end",
    "settling_plan_write",
    "tablet_end",
    "tablet_enrol",
    "tablet_open",
]
