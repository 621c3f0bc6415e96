"""The only writers of the record. Each takes ``by`` and ``request_id`` and is audited."""

from basehaven.apps.record.actions.care_events import (
    Seen,
    care_event_finish,
    care_event_record,
)
from basehaven.apps.record.actions.corrections import row_correct, row_mark_error, row_restore
from basehaven.apps.record.actions.days import attendance_arrive, attendance_leave, contact_add
from basehaven.apps.record.actions.homes import (
    home_create,
    removal_end,
    removal_start,
    stay_end,
    stay_start,
)
from basehaven.apps.record.actions.lawful_removal import (
    removal_ask,
    removal_do,
    removal_withdraw,
)
from basehaven.apps.record.actions.people import (
    adult_create,
    adult_link_user,
    child_born,
    child_create,
)
from basehaven.apps.record.actions.restrictions import restriction_add, restriction_end
from basehaven.apps.record.actions.rights import (
    family_right_end,
    family_right_grant,
    working_relationship_end,
    working_relationship_start,
)
from basehaven.apps.record.actions.rooms import (
    enrolment_end,
    enrolment_start,
    primary_end,
    primary_set,
    room_create,
)
from basehaven.apps.record.actions.shifts import shift_add
from basehaven.apps.record.actions.siblings import sibling_add, sibling_end
from basehaven.apps.record.actions.ties import tie_end, tie_spell_add, tie_start

__all__ = [
    "Seen",
    "adult_create",
    "adult_link_user",
    "attendance_arrive",
    "attendance_leave",
    "care_event_finish",
    "care_event_record",
    "child_born",
    "child_create",
    "contact_add",
    "enrolment_end",
    "enrolment_start",
    "family_right_end",
    "family_right_grant",
    "home_create",
    "primary_end",
    "primary_set",
    "removal_ask",
    "removal_do",
    "removal_end",
    "removal_start",
    "removal_withdraw",
    "restriction_add",
    "restriction_end",
    "room_create",
    "row_correct",
    "row_mark_error",
    "row_restore",
    "shift_add",
    "sibling_add",
    "sibling_end",
    "stay_end",
    "stay_start",
    "tie_end",
    "tie_spell_add",
    "tie_start",
    "working_relationship_end",
    "working_relationship_start",
]
