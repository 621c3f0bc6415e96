"""Addresses of what changes a child's record."""

from __future__ import annotations

from django.urls import URLPattern, path

from basehaven.apps.record.views.adult_correct import adult_correct
from basehaven.apps.record.views.adult_link import adult_link
from basehaven.apps.record.views.attendance_arrive import attendance_arrive
from basehaven.apps.record.views.attendance_leave import attendance_leave
from basehaven.apps.record.views.child_born import child_born
from basehaven.apps.record.views.child_correct import child_correct
from basehaven.apps.record.views.child_create import child_create
from basehaven.apps.record.views.child_edit import child_edit
from basehaven.apps.record.views.contact_add import contact_add
from basehaven.apps.record.views.enrolment_end import enrolment_end
from basehaven.apps.record.views.enrolment_start import enrolment_start
from basehaven.apps.record.views.family_right_end import family_right_end
from basehaven.apps.record.views.family_right_grant import family_right_grant
from basehaven.apps.record.views.home_correct import home_correct
from basehaven.apps.record.views.pick import pick
from basehaven.apps.record.views.primary_end import primary_end
from basehaven.apps.record.views.primary_set import primary_set
from basehaven.apps.record.views.removal_ask import removal_ask
from basehaven.apps.record.views.removal_do import removal_do
from basehaven.apps.record.views.removal_end import removal_end
from basehaven.apps.record.views.removal_list import removal_list
from basehaven.apps.record.views.removal_start import removal_start
from basehaven.apps.record.views.removal_withdraw import removal_withdraw
from basehaven.apps.record.views.restriction_add import restriction_add
from basehaven.apps.record.views.restriction_end import restriction_end
from basehaven.apps.record.views.rights_show import rights_show
from basehaven.apps.record.views.row_correct import row_correct
from basehaven.apps.record.views.row_list import row_list
from basehaven.apps.record.views.row_mark_error import row_mark_error
from basehaven.apps.record.views.row_restore import row_restore
from basehaven.apps.record.views.sibling_add import sibling_add
from basehaven.apps.record.views.sibling_end import sibling_end
from basehaven.apps.record.views.silence_explain import silence_explain
from basehaven.apps.record.views.stay_end import stay_end
from basehaven.apps.record.views.stay_start import stay_start
from basehaven.apps.record.views.tie_end import tie_end
from basehaven.apps.record.views.tie_spell_add import tie_spell_add
from basehaven.apps.record.views.tie_start import tie_start
from basehaven.apps.record.views.twin_add import twin_add
from basehaven.apps.record.views.work_end import work_end
from basehaven.apps.record.views.work_start import work_start

CHILD = "children/<uuid:child>/"


def corrections(plural: str, table: str) -> list[URLPattern]:
    """``/children/<child>/ties/<tie>/correct/`` is called ``tie_correct``, and so on."""
    return [
        path(
            f"{CHILD}{plural}/<uuid:row>/correct/",
            row_correct,
            {"table": table},
            name=f"{table}_correct",
        )
    ]


urlpatterns: list[URLPattern] = [
    path("children/new/", child_create, name="child_create"),
    path(f"{CHILD}edit/", child_edit, name="child_edit"),
    path(f"{CHILD}correct/", child_correct, name="child_correct"),
    path(f"{CHILD}born/", child_born, name="child_born"),
    path(f"{CHILD}twin/", twin_add, name="twin_add"),
    path(f"{CHILD}people/<uuid:adult>/correct/", adult_correct, name="adult_correct"),
    path(f"{CHILD}people/<uuid:adult>/account/", adult_link, name="adult_link"),
    path(f"{CHILD}pick/<slug:what>/", pick, name="pick"),
    path(f"{CHILD}ties/new/", tie_start, name="tie_start"),
    path(f"{CHILD}ties/<uuid:tie>/end/", tie_end, name="tie_end"),
    path(f"{CHILD}ties/<uuid:tie>/change/", tie_spell_add, name="tie_spell_add"),
    path(f"{CHILD}contacts/", row_list, {"table": "contact"}, name="contact_list"),
    path(f"{CHILD}ties/<uuid:tie>/silence/", silence_explain, name="silence_explain"),
    path(f"{CHILD}contacts/new/", contact_add, name="contact_add"),
    path(f"{CHILD}siblings/new/", sibling_add, name="sibling_add"),
    path(f"{CHILD}siblings/<uuid:sibling>/end/", sibling_end, name="sibling_end"),
    path(f"{CHILD}stays/new/", stay_start, name="stay_start"),
    path(f"{CHILD}stays/<uuid:stay>/end/", stay_end, name="stay_end"),
    path(f"{CHILD}homes/<uuid:home>/correct/", home_correct, name="home_correct"),
    path(f"{CHILD}removals/new/", removal_start, name="removal_start"),
    path(f"{CHILD}removals/<uuid:removal>/end/", removal_end, name="removal_end"),
    path(f"{CHILD}enrolments/new/", enrolment_start, name="enrolment_start"),
    path(f"{CHILD}enrolments/<uuid:enrolment>/end/", enrolment_end, name="enrolment_end"),
    path(f"{CHILD}primaries/new/", primary_set, name="primary_set"),
    path(f"{CHILD}primaries/<uuid:primary>/end/", primary_end, name="primary_end"),
    path(f"{CHILD}attendance/", row_list, {"table": "attendance"}, name="attendance_list"),
    path(f"{CHILD}attendance/new/", attendance_arrive, name="attendance_arrive"),
    path(f"{CHILD}attendance/<uuid:attendance>/leave/", attendance_leave, name="attendance_leave"),
    path(f"{CHILD}restrictions/new/", restriction_add, name="restriction_add"),
    path(f"{CHILD}restrictions/<uuid:restriction>/end/", restriction_end, name="restriction_end"),
    path(f"{CHILD}rights/", rights_show, name="rights_show"),
    path(f"{CHILD}rights/new/", family_right_grant, name="family_right_grant"),
    path(f"{CHILD}rights/<uuid:right>/end/", family_right_end, name="family_right_end"),
    path(f"{CHILD}workers/new/", work_start, name="work_start"),
    path(f"{CHILD}workers/<uuid:work>/end/", work_end, name="work_end"),
    *corrections("ties", "tie"),
    *corrections("spells", "spell"),
    *corrections("contacts", "contact"),
    *corrections("siblings", "sibling"),
    *corrections("stays", "stay"),
    *corrections("removals", "removal"),
    *corrections("enrolments", "enrolment"),
    *corrections("primaries", "primary"),
    *corrections("attendance", "attendance"),
    *corrections("restrictions", "restriction"),
    *corrections("rights", "right"),
    path(f"{CHILD}<slug:table>/<uuid:row>/correct/", row_correct, name="row_correct"),
    path(f"{CHILD}<slug:table>/<uuid:row>/error/", row_mark_error, name="row_mark_error"),
    path(f"{CHILD}<slug:table>/<uuid:row>/restore/", row_restore, name="row_restore"),
    path(f"{CHILD}lawful-removal/", removal_ask, name="removal_ask"),
    path("lawful-removals/", removal_list, name="removal_list"),
    path("lawful-removals/<uuid:removal>/do/", removal_do, name="removal_do"),
    path("lawful-removals/<uuid:removal>/withdraw/", removal_withdraw, name="removal_withdraw"),
]
