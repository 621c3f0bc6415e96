from __future__ import annotations

import uuid

import pytest

from basehaven.apps.record.models import CareEvent, Version
from basehaven.apps.room.actions import card_line_write
from basehaven.apps.room.models import CueRowOn
from basehaven.knowledge.cues.library import library
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def turn_on(room, trust="all"):
    CueRowOn.objects.bulk_create(
        CueRowOn(agency=room.room.agency, row_id=row, turned_on_by=room.cast.consultant)
        for row in library().on(trust)
    )


def shown(room, event, **headers):
    return room.client.get(room.address("moment_show", event.ref), **headers).content.decode()


def test_a_moment_is_read_in_several_ways_once_a_clinician_has_turned_rows_on(room):
    room.arrive("Noor")
    event = room.saw("Noor", "cried", "pulled_at_door", distress=True)
    assert "Not enough to say" in shown(room, event)
    turn_on(room)
    page = shown(room, event)
    assert "(all guesses)" in page
    assert page.count("Why, and what better not") >= 2


def test_readings_are_kept_nowhere(room):
    turn_on(room)
    event = room.saw("Noor", "cried", "pulled_at_door", distress=True)
    before = {field: getattr(event, field) for field in ("seen", "response", "extra")}
    shown(room, event)
    event.refresh_from_db()
    assert before == {field: getattr(event, field) for field in before}
    assert not Version.objects.filter(row_ref=event.ref).exists()


def test_one_sign_of_injury_shows_the_reporting_step_at_once_whatever_is_turned_on(room):
    event = room.saw("Noor", "injury_sign", context="care")
    page = shown(room, event)
    assert 'role="alert"' in page
    assert "report" in page.lower()


def test_whether_it_helped_is_added_later_and_what_stood_there_is_kept(room):
    event = room.saw("Noor", "cried", distress=True, response="held")
    answer = room.client.post(
        room.address("moment_show", event.ref),
        {"soothed": "yes", "back_to_play": "true", "minutes_to_settle": "4"},
    )
    assert answer.status_code == 302
    event.refresh_from_db()
    assert (event.soothed, event.back_to_play, event.minutes_to_settle) == ("yes", True, 4)
    assert Version.objects.get(row_ref=event.ref).values["soothed"] == ""


def test_bad_input_comes_back_with_all_that_was_typed(room):
    event = room.saw("Noor", "cried", distress=True)
    page = room.client.post(
        room.address("moment_show", event.ref), {"soothed": "yes", "minutes_to_settle": "many"}
    )
    assert page.status_code == 422
    assert 'value="many"' in page.content.decode()
    assert 'value="yes" checked' in page.content.decode()
    assert CareEvent.objects.get().soothed == ""


def test_the_board_takes_the_part_alone(room):
    event = room.saw("Noor", "cried")
    part = shown(room, event, HTTP_HX_REQUEST="true")
    assert part.lstrip().startswith("<section")


def test_to_everybody_else_and_of_other_rooms_it_does_not_exist(room):
    event = room.saw("Noor", "cried")
    assert_nobody_else_gets_there(room, room.address("moment_show", event.ref))
    CareEvent.objects.update(child=room.cast.milo)
    assert room.client.get(room.address("moment_show", event.ref)).status_code == 404


def test_after_a_bite_it_asks_for_the_other_childs_own_moment(room):
    room.arrive("Noor", "Eva")
    page = shown(room, room.saw("Noor", "bit"))
    asked = f"child={room.children['Eva'].ref}&amp;context=hurt"
    assert asked in page
    assert f"child={room.children['Noor'].ref}&amp;context=hurt" not in page
    log = room.client.get(room.address("moment_log") + "?" + asked.replace("&amp;", "&"))
    html = log.content.decode()
    assert 'name="context" value="hurt" checked' in html
    assert "Noor" not in html.split('<fieldset class="taps"')[0].split("<main")[1]


def test_after_a_cry_nobody_else_is_asked_for(room):
    room.arrive("Noor", "Eva")
    assert "And the other child?" not in shown(room, room.saw("Noor", "cried"))


def test_what_people_say_on_the_care_card_stands_before_any_guess(room):
    turn_on(room)
    event = room.saw("Noor", "cried", "hit", "pulled_at_door", distress=True)
    card_line_write(
        by=room.by, request_id=uuid.uuid4(), child=room.children["Noor"], kind="helps",
        text="Hum by the window",
    )  # fmt: skip
    page = shown(room, event)
    assert page.index("Hum by the window") < page.index("This may mean")
