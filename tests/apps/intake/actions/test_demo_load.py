"""The demo in the record: whole, once, and each sign-in sees whom they should."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.audit.models import Change
from basehaven.apps.intake.actions import demo_load as demo_load_module
from basehaven.apps.intake.actions.demo_day import demo_day_add
from basehaven.apps.intake.actions.demo_load import (
    demo_about,
    demo_agency,
    demo_is_whole,
    demo_load,
)
from basehaven.apps.intake.actions.demo_people import PEOPLE, demo_passwords_renew
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.record.access import children_for, project, sight_of
from basehaven.apps.record.models import Attendance, Child, ChildWord, Stay, today
from basehaven.apps.record.queries import load_child_record
from basehaven.core.errors import WrongSetting
from basehaven.exchange.demo import Plan

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
CHILDREN = 60


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def plan(**values):
    given = {"children": CHILDREN, "at": timezone.localtime().time(), **values}
    return Plan(given.pop("today", today()), **given)


@pytest.fixture
def loaded():
    sign_ins = demo_load(plan=plan(), operator="clerk")
    return {sign_in.username: sign_in for sign_in in sign_ins}


def seen_by(username):
    user = User.objects.get(username=username)
    return {child.key for child in children_for(user)}


def test_every_child_is_saved_found_by_name_and_audited(loaded):
    agency = demo_agency()
    assert agency.demo
    assert demo_is_whole(agency)
    assert Child.objects.filter(agency=agency).count() == CHILDREN
    assert ChildWord.objects.filter(agency=agency, word="milo").exists()
    actions = list(Change.objects.filter(agency_ref=agency.ref).values_list("action", flat=True))
    assert [action for action in actions if action != "duplicates_note"] == [
        "demo_load",
        "demo_people_make",
    ]
    assert demo_about(agency) == {
        "children": CHILDREN, "seed": 1, "today": today().isoformat()
    }  # fmt: skip


def test_no_files_with_rows_are_left(loaded, home):
    assert [path for path in home.rglob("*") if path.is_file() and "sqlite3" in path.name] == []


def test_there_is_one_sign_in_for_each_role_and_their_passwords_work(loaded):
    assert set(loaded) == {person.username for person in PEOPLE}
    for username, sign_in in loaded.items():
        assert User.objects.get(username=username).check_password(sign_in.password)
    assert len({sign_in.password for sign_in in loaded.values()}) == len(PEOPLE)


def test_only_the_data_manager_has_a_second_step(loaded):
    with_code = [name for name, sign_in in loaded.items() if sign_in.code_secret]
    assert with_code == ["demo-data-manager"]


@pytest.mark.parametrize(
    ("username", "sees"),
    [
        ("demo-parent", {"milo", "lou"}),
        ("demo-foster-carer", {"milo"}),
        ("demo-analyst", set()),
        ("demo-funder", set()),
        ("demo-stranger", set()),
    ],
)
def test_family_sees_its_own_and_strangers_see_nobody(loaded, username, sees):
    assert seen_by(username) == sees


@pytest.mark.parametrize(
    "username",
    ["demo-teacher", "demo-home-visitor", "demo-consultant", "demo-caseworker", "demo-supervisor",
     "demo-director"],
)  # fmt: skip
def test_everyone_who_works_with_milo_sees_him_and_not_everybody(loaded, username):
    seen = seen_by(username)
    assert "milo" in seen
    assert len(seen) < CHILDREN / 2


def test_the_data_manager_sees_everybody(loaded):
    assert len(seen_by("demo-data-manager")) == CHILDREN


def test_rosa_is_told_where_milo_sleeps_in_kind_and_not_in_place(loaded):
    rosa, milo = User.objects.get(username="demo-parent"), Child.objects.get(key="milo")
    shown = project(load_child_record(milo), sight_of(rosa, milo))
    assert any(stay.kind == "foster" for stay in shown.stays)
    dana_home = Stay.objects.get(child=milo, ended_on=None).home
    assert dana_home.confidential
    assert str(dana_home.ref) not in shown.homes
    assert "Alder Way" not in repr(shown)


def test_milo_is_in_the_room_now(loaded):
    milo = Child.objects.get(key="milo")
    presence = load_child_record(milo).presence
    assert presence is not None
    assert presence.room_name == "Toddler room"


def test_a_demo_that_was_cut_off_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(demo_load_module, "demo_people_make", lambda **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo_load(plan=plan(), operator="clerk")
    assert not demo_is_whole(demo_agency())
    monkeypatch.undo()
    assert len(demo_load(plan=plan(), operator="clerk")) == len(PEOPLE)
    assert Child.objects.count() == CHILDREN
    assert ImportRun.objects.count() == 1


def test_a_batch_that_fails_leaves_nothing(monkeypatch, home):
    monkeypatch.setattr(demo_load_module, "index_people", lambda *args: 1 / 0)
    monkeypatch.setattr(demo_load_module, "prepare", lambda staged: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo_load(plan=plan(), operator="clerk")
    assert (Child.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_a_large_one_comes_in_several_batches_that_do_not_disturb_each_other(monkeypatch):
    monkeypatch.setattr(demo_load_module, "BATCH", 1)
    demo_load(plan=plan(children=410), operator="clerk")
    runs = ImportRun.objects.order_by("id")
    assert [run.source_id for run in runs] == ["demo", "demo-2"]
    assert Child.objects.count() == 410
    assert not any(run.vanished.exists() for run in runs)


def test_a_database_with_real_children_is_refused():
    Agency.objects.create(slug="riverside", name="Riverside")
    with pytest.raises(WrongSetting, match="a database of its own"):
        demo_load(plan=plan(), operator="clerk")
    assert demo_agency() is None


def test_production_is_refused(settings):
    settings.PRODUCTION = True
    with pytest.raises(WrongSetting, match="do not go together"):
        demo_load(plan=plan(), operator="clerk")


def test_new_passwords_replace_the_lost_ones(loaded):
    by = Actor.at_command_line(demo_agency(), "clerk")
    renewed = {s.username: s for s in demo_passwords_renew(by=by, request_id=uuid.uuid4())}
    teacher = User.objects.get(username="demo-teacher")
    assert teacher.check_password(renewed["demo-teacher"].password)
    assert not teacher.check_password(loaded["demo-teacher"].password)
    assert renewed["demo-data-manager"].code_secret != loaded["demo-data-manager"].code_secret


def test_on_a_later_day_somebody_is_in_the_rooms_again():
    demo_load(plan=plan(today=today() - timedelta(days=2)), operator="clerk")
    by = Actor.at_command_line(demo_agency(), "clerk")
    milo = Child.objects.get(key="milo")
    assert load_child_record(milo).presence is None
    children, before = Child.objects.count(), Attendance.objects.count()
    assert demo_day_add(by=by, request_id=uuid.uuid4())
    assert load_child_record(milo).presence is not None
    assert Child.objects.count() == children
    assert Attendance.objects.count() > before
    assert not demo_day_add(by=by, request_id=uuid.uuid4())


def test_on_the_day_it_was_made_nothing_is_added(loaded):
    by = Actor.at_command_line(demo_agency(), "clerk")
    before = Attendance.objects.count()
    assert not demo_day_add(by=by, request_id=uuid.uuid4())
    assert Attendance.objects.count() == before
