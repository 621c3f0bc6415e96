"""basehaven demo: loads once, keeps its sign-ins to itself, and says what it did."""

from __future__ import annotations

import json
import stat

import pytest
from allauth.mfa.totp.internal.auth import validate_totp_code
from click.testing import CliRunner
from django.test import Client

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.models import Child
from basehaven.cli import demo as demo_module
from basehaven.cli.main import main

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def run(*args):
    return CliRunner().invoke(main, list(args))


def kept(home):
    return json.loads((home / "demo-sign-ins.json").read_text())["sign_ins"]


@pytest.fixture
def loaded(home):
    result = run("demo", "--children", "20")
    assert result.exit_code == 0, result.output
    return result


def test_it_prints_one_sign_in_for_each_role(loaded, home):
    assert "20 children" in loaded.stdout
    for sign_in in kept(home):
        assert sign_in["username"] in loaded.stdout
        assert sign_in["password"] in loaded.stdout
    assert len(kept(home)) == 12


def test_only_the_owner_of_the_folder_can_read_the_passwords(loaded, home):
    mode = (home / "demo-sign-ins.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_second_run_changes_nothing_and_says_the_same(loaded, home):
    before = kept(home)
    again = run("demo")
    assert again.exit_code == 0
    assert again.stdout == loaded.stdout
    assert kept(home) == before
    assert Child.objects.count() == 20


def test_the_printed_password_opens_the_pages(loaded, home):
    teacher = next(s for s in kept(home) if s["username"] == "demo-teacher")
    answer = Client(headers={"host": "127.0.0.1"}).post(
        "/accounts/login/", {"login": teacher["username"], "password": teacher["password"]}
    )
    assert answer.status_code == 302
    assert "login" not in answer.url


def test_the_code_is_the_one_that_the_second_step_asks_for(loaded, home):
    secret = next(s["code_secret"] for s in kept(home) if s["code_secret"])
    result = run("demo-code")
    assert result.exit_code == 0
    assert validate_totp_code(secret, result.stdout.strip())


def test_without_a_demo_there_is_no_code():
    result = run("demo-code")
    assert result.exit_code == 8
    assert "Run: basehaven demo" in result.stderr


@pytest.mark.parametrize(
    "option", [["--children", "30"], ["--seed", "9"], ["--today", "2020-01-01"]]
)
def test_another_demo_does_not_replace_the_one_that_is_there(loaded, option):
    result = run("demo", *option)
    assert result.exit_code == 8
    assert "holds the demo of 20 children, seed 1" in result.stderr
    assert Child.objects.count() == 20


def test_lost_passwords_are_made_anew(loaded, home):
    (home / "demo-sign-ins.json").unlink()
    assert run("demo").exit_code == 0
    for sign_in in kept(home):
        user = User.objects.get(username=sign_in["username"])
        assert user.check_password(sign_in["password"])


def test_passwords_of_another_database_are_not_shown(loaded, home):
    path = home / "demo-sign-ins.json"
    other = json.loads(path.read_text()) | {"agency": "another"}
    path.write_text(json.dumps(other))
    result = run("demo")
    assert other["sign_ins"][0]["password"] not in result.stdout


def test_a_record_of_real_children_is_left_alone():
    Agency.objects.create(slug="riverside", name="Riverside")
    result = run("demo", "--children", "20")
    assert result.exit_code == 8
    assert "a database of its own" in result.stderr
    assert Child.objects.count() == 0


@pytest.mark.parametrize("option", [["--children", "1"], ["--children", "x"], ["--today", "soon"]])
def test_wrong_usage_exits_2(option):
    assert run("demo", *option).exit_code == 2


def test_a_given_day_makes_the_same_community_at_any_hour():
    assert run("demo", "--children", "20", "--today", "2026-03-02").exit_code == 0
    assert Child.objects.get(key="milo").born_on.isoformat() == "2024-07-24"


def test_a_taken_port_is_told_before_anything_is_made(monkeypatch):
    from basehaven.core.errors import WrongSetting

    def taken(host, port):
        raise WrongSetting("taken")

    monkeypatch.setattr(demo_module.server, "refuse_taken", taken)
    assert run("demo", "--serve", "--children", "20").exit_code == 8
    assert Child.objects.count() == 0


def test_the_address_stands_above_the_sign_ins_when_it_is_served(monkeypatch):
    def serve(host, port, workers, ready, then):
        ready(f"http://{host}:{port}/")
        begun.append(then)

    begun = []
    monkeypatch.setattr(demo_module.server, "run", serve)
    monkeypatch.setattr(demo_module.server, "refuse_taken", lambda host, port: None)
    result = run("demo", "--serve", "--children", "20", "--port", "8765")
    assert result.exit_code == 0, result.output
    assert "Sign in at http://127.0.0.1:8765/ as" in result.stdout
    assert begun == [None], "of 20 children nearly every figure would be hidden"
