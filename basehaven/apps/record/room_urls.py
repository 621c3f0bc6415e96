"""Addresses of rooms: what they are called, who works in them, and when."""

from __future__ import annotations

from django.urls import URLPattern, path

from basehaven.apps.record.views.room_correct import room_correct
from basehaven.apps.record.views.room_create import room_create
from basehaven.apps.record.views.room_list import room_list
from basehaven.apps.record.views.room_pick import room_pick
from basehaven.apps.record.views.room_show import room_show
from basehaven.apps.record.views.room_work_end import room_work_end
from basehaven.apps.record.views.room_work_start import room_work_start
from basehaven.apps.record.views.shift_add import shift_add
from basehaven.apps.record.views.shift_correct import shift_correct
from basehaven.apps.record.views.shift_mark_error import shift_mark_error
from basehaven.apps.record.views.shift_restore import shift_restore

ROOM = "rooms/<uuid:room>/"

urlpatterns: list[URLPattern] = [
    path("rooms/", room_list, name="room_list"),
    path("rooms/new/", room_create, name="room_create"),
    path(ROOM, room_show, name="room_show"),
    path(f"{ROOM}correct/", room_correct, name="room_correct"),
    path(f"{ROOM}pick/", room_pick, name="room_pick"),
    path(f"{ROOM}workers/new/", room_work_start, name="room_work_start"),
    path(f"{ROOM}workers/<uuid:work>/end/", room_work_end, name="room_work_end"),
    path(f"{ROOM}shifts/new/", shift_add, name="shift_add"),
    path(f"{ROOM}shifts/<uuid:shift>/correct/", shift_correct, name="shift_correct"),
    path(f"{ROOM}shifts/<uuid:shift>/error/", shift_mark_error, name="shift_mark_error"),
    path(f"{ROOM}shifts/<uuid:shift>/restore/", shift_restore, name="shift_restore"),
]
