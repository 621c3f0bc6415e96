"""Addresses of the room: its board, and what is logged from it."""

from __future__ import annotations

from django.urls import URLPattern, path

from basehaven.apps.room.views.away_set import away_set
from basehaven.apps.room.views.beside_set import beside_set
from basehaven.apps.room.views.board_list import board_list
from basehaven.apps.room.views.board_show import board_show
from basehaven.apps.room.views.call_answer import call_answer
from basehaven.apps.room.views.call_make import call_make
from basehaven.apps.room.views.child_arrive import child_arrive
from basehaven.apps.room.views.child_day import child_day
from basehaven.apps.room.views.child_settling import child_settling
from basehaven.apps.room.views.child_weeks import child_weeks
from basehaven.apps.room.views.cue_row_list import cue_row_list
from basehaven.apps.room.views.line_write import line_write
from basehaven.apps.room.views.moment_log import moment_log
from basehaven.apps.room.views.moment_show import moment_show
from basehaven.apps.room.views.moment_undo import moment_undo
from basehaven.apps.room.views.room_weeks import room_weeks
from basehaven.apps.room.views.routine_note import routine_note
from basehaven.apps.room.views.settling_write import settling_write

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
    path("calls/<uuid:call>/over/", call_answer, name="call_answer"),
    path("children/<uuid:child>/day/", child_day, name="child_day"),
    path("children/<uuid:child>/weeks/", child_weeks, name="child_weeks"),
    path("children/<uuid:child>/settling/", child_settling, name="child_settling"),
    path("children/<uuid:child>/settling/write/", settling_write, name="settling_write"),
    path("cue-rows/", cue_row_list, name="cue_row_list"),
]
