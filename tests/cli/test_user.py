"""basehaven user: accounts are made by an agency, and closed at once."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.urls import reverse

from basehaven.apps.accounts.models import Agency, Supervision, User
from basehaven.apps.audit.models import Change
from basehaven.apps.record.access import children_for
from basehaven.cli import user as user_commands
from basehaven.cli.main import main
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture(autouse=True)
def _tables_are_ready(monkeypatch):
    monkeypatch.setattr(user_commands, "ready_database", lambda: None)


def run(*args):
    return CliRunner().invoke(main, ["user", *args])


def test_a_new_account_signs_in_once_with_what_is_printed_and_then_chooses_a_password(client, cast):
    result = run("add", "nora", "--role", "teacher", "--agency", "riverside", "--name", "Nora Ek")
    assert result.exit_code == 0, result.output
    password = result.stdout.strip()
    made = User.objects.get(username="nora")
    assert (made.role, made.agency, str(made)) == ("teacher", cast.agency, "Nora Ek")
    client.post(reverse("account_login"), {"login": "nora", "password": password})
    assert client.get(reverse("child_list"))["Location"] == reverse("account_change_password")


def test_making_an_account_is_in_the_trail_with_who_ran_the_command(cast):
    run("add", "nora", "--role", "teacher", "--agency", "riverside", "--operator", "it-desk")
    made = User.objects.get(username="nora")
    change = Change.objects.get(action="user_add")
    assert (change.actor, change.row_ref) == ("operator:it-desk", made.ref)


def test_the_first_account_can_bring_its_agency_along(db):
    result = run("add", "nora", "--role", "data_manager", "--agency", "new", "--agency-name", "New")
    assert result.exit_code == 0, result.output
    assert Agency.objects.get(slug="new").name == "New"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["n", "--role", "teacher", "--agency", "riverside"], "2 to 60 letters"),
        (["no way", "--role", "teacher", "--agency", "riverside"], "no space"),
        (["nora", "--role", "boss", "--agency", "riverside"], "Choose a role: parent"),
        (["nora", "--role", "teacher", "--agency", "nowhere"], "There are: hillside, riverside"),
        (["TEACHER", "--role", "teacher", "--agency", "riverside"], "by this name already"),
        (["demo-nora", "--role", "teacher", "--agency", "riverside"], "are for the demo"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out_and_nothing_is_made(cast, args, said):
    before = User.objects.count()
    result = run("add", *args)
    assert result.exit_code in (6, 8)
    assert said in result.stderr
    assert User.objects.count() == before


def test_closing_an_account_ends_every_sign_in_at_once(client, cast):
    client.post(reverse("account_login"), {"login": "teacher", "password": "wrong"})
    sign_in(client, cast.teacher)
    assert client.get(reverse("child_list")).status_code == 200
    result = run("disable", "teacher")
    assert result.exit_code == 0
    assert client.get(reverse("child_list")).status_code == 302
    assert "closed" in run("list").stdout
    assert Change.objects.filter(action="user_disable").exists()
    run("enable", "teacher")
    assert User.objects.get(username="teacher").is_active


def test_a_new_password_ends_the_sign_ins_made_with_the_old_one(client, cast):
    sign_in(client, cast.teacher)
    assert client.get(reverse("child_list")).status_code == 200
    password = run("password", "teacher").stdout.strip()
    assert client.get(reverse("child_list")).status_code == 302
    assert User.objects.get(username="teacher").check_password(password)


def test_a_name_that_nobody_has_is_told(cast):
    result = run("disable", "nobody")
    assert result.exit_code == 6
    assert "Nobody signs in as 'nobody'" in result.stderr


def test_the_list_names_role_and_agency(cast):
    assert "teacher\tteacher\triverside\tnever" in run("list", "--agency", "riverside").stdout


def test_a_supervisor_sees_what_those_whom_they_support_see_until_it_ends(cast):
    assert cast.other_child not in children_for(cast.supervisor)
    cast.do(
        "working_relationship_start", role="data_manager", user=cast.consultant,
        kind="consultant", child=cast.other_child, started_on=cast.ago(3),
    )  # fmt: skip
    assert run("supervise", "supervisor", "consultant").exit_code == 0
    assert cast.other_child in children_for(cast.supervisor)
    assert Change.objects.filter(action="supervision_start").exists()
    assert run("supervise", "supervisor", "consultant", "--end").exit_code == 0
    assert cast.other_child not in children_for(cast.supervisor)
    assert Change.objects.filter(action="supervision_end").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["supervisor", "caseworker"], "so already"),
        (["teacher", "caseworker"], "Only a supervisor or a centre director"),
        (["supervisor", "stranger"], "two people of one agency"),
        (["supervisor", "supervisor"], "two people of one agency"),
        (["supervisor", "teacher", "--end"], "nothing to end"),
        (["supervisor", "nobody"], "Nobody signs in as 'nobody'"),
    ],
)
def test_support_that_cannot_be_is_refused_in_words(cast, words, said):
    before = Supervision.objects.count()
    result = run("supervise", *words)
    assert result.exit_code == 6
    assert said in result.stderr
    assert Supervision.objects.count() == before
