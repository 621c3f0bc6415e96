"""Addresses of the room: its board, and what is logged from it."""

from __future__ import annotations

from django.urls import URLPattern, path

from basehaven.apps.room.views.away_set import away_set
from basehaven.apps.room.views.beside_set import beside_set
from basehaven.apps.room.views.board_list import board_list
from basehaven.apps.room.views.board_show import board_show
from basehaven.apps.room.views.call_answer import call_answer
from basehaven.apps.room.views.call_make import call_make
from basehaven.apps.room.views.card_line_correct import card_line_correct
from basehaven.apps.room.views.card_line_remove import card_line_remove
from basehaven.apps.room.views.card_line_write import card_line_write
from basehaven.apps.room.views.card_open import card_open
from basehaven.apps.room.views.card_print import card_print
from basehaven.apps.room.views.card_share import card_share
from basehaven.apps.room.views.card_share_end import card_share_end
from basehaven.apps.room.views.child_arrive import child_arrive
from basehaven.apps.room.views.child_card import child_card
from basehaven.apps.room.views.child_day import child_day
from basehaven.apps.room.views.child_settling import child_settling
from basehaven.apps.room.views.child_turns_to import child_turns_to
from basehaven.apps.room.views.child_weeks import child_weeks
from basehaven.apps.room.views.cue_row_list import cue_row_list
from basehaven.apps.room.views.dispute_end import dispute_end
from basehaven.apps.room.views.dispute_set import dispute_set
from basehaven.apps.room.views.interview_answer import interview_answer
from basehaven.apps.room.views.interview_mark_error import interview_mark_error
from basehaven.apps.room.views.line_write import line_write
from basehaven.apps.room.views.moment_log import moment_log
from basehaven.apps.room.views.moment_show import moment_show
from basehaven.apps.room.views.moment_undo import moment_undo
from basehaven.apps.room.views.pin_set import pin_set
from basehaven.apps.room.views.room_weeks import room_weeks
from basehaven.apps.room.views.routine_note import routine_note
from basehaven.apps.room.views.settling_write import settling_write
from basehaven.apps.room.views.tablet_end import tablet_end
from basehaven.apps.room.views.tablet_enrol import tablet_enrol
from basehaven.apps.room.views.tablet_open import tablet_open
from basehaven.apps.room.views.tablet_show import tablet_show

urlpatterns: list[URLPattern] = [
    path("boards/", board_list, name="board_list"),
    path("boards/<uuid:room>/", board_show, name="board_show"),
    path("boards/<uuid:room>/weeks/", room_weeks, name="room_weeks"),
    path("boards/<uuid:room>/log/", moment_log, name="moment_log"),
    path("boards/<uuid:room>/moments/<uuid:event>/", moment_show, name="moment_show"),
    path("boards/<uuid:room>/moments/<uuid:event>/undo/", moment_undo, name="moment_undo"),
    path("boards/<uuid:room>/children/<uuid:child>/arrive/", child_arrive, name="child_arrive"),
    path("boards/<uuid:room>/children/<uuid:child>/beside/", beside_set, name="beside_set"),
    path("boards/<uuid:room>/children/<uuid:child>/routine/", routine_note, name="routine_note"),
    path("boards/<uuid:room>/children/<uuid:child>/line/", line_write, name="line_write"),
    path("boards/<uuid:room>/adults/<uuid:adult>/away/", away_set, name="away_set"),
    path("boards/<uuid:room>/call/", call_make, name="call_make"),
    path("boards/<uuid:room>/tablets/", tablet_enrol, name="tablet_enrol"),
    path("boards/<uuid:room>/tablets/<uuid:tablet>/end/", tablet_end, name="tablet_end"),
    path("tablet/", tablet_show, name="tablet_show"),
    path("tablet/<uuid:user>/", tablet_open, name="tablet_open"),
    path("pin/", pin_set, name="pin_set"),
    path("calls/<uuid:call>/over/", call_answer, name="call_answer"),
    path("children/<uuid:child>/day/", child_day, name="child_day"),
    path("children/<uuid:child>/card/", child_card, name="child_card"),
    path("children/<uuid:child>/card.pdf", card_print, name="card_print"),
    path("children/<uuid:child>/card/lines/new/", card_line_write, name="card_line_write"),
    path(
        "children/<uuid:child>/card/lines/<uuid:line>/correct/",
        card_line_correct,
        name="card_line_correct",
    ),
    path(
        "children/<uuid:child>/card/lines/<uuid:line>/remove/",
        card_line_remove,
        name="card_line_remove",
    ),
    path("children/<uuid:child>/card/links/", card_share, name="card_share"),
    path(
        "children/<uuid:child>/card/links/<uuid:share>/end/", card_share_end, name="card_share_end"
    ),
    path("cards/<str:token>/", card_open, name="card_open"),
    path("children/<uuid:child>/turns-to/", child_turns_to, name="child_turns_to"),
    path("children/<uuid:child>/turns-to/questions/", interview_answer, name="interview_answer"),
    path(
        "children/<uuid:child>/turns-to/answers/<uuid:answer>/error/",
        interview_mark_error,
        name="interview_mark_error",
    ),
    path("children/<uuid:child>/turns-to/dispute/", dispute_set, name="dispute_set"),
    path(
        "children/<uuid:child>/turns-to/disputes/<uuid:dispute>/over/",
        dispute_end,
        name="dispute_end",
    ),
    path("children/<uuid:child>/weeks/", child_weeks, name="child_weeks"),
    path("children/<uuid:child>/settling/", child_settling, name="child_settling"),
    path("children/<uuid:child>/settling/write/", settling_write, name="settling_write"),
    path("cue-rows/", cue_row_list, name="cue_row_list"),
]
