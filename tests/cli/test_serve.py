"""basehaven serve: one command, a port that is free, and a clean end."""

from __future__ import annotations

import gc
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from basehaven.apps.accounts.models import Agency
from basehaven.cli import gunicorn_settings
from basehaven.cli import serve as serve_module
from basehaven.cli.main import main
from basehaven.cli.serve import refuse_taken, refuse_unsafe_demo
from basehaven.core.errors import WrongSetting

START_WITHIN = 90  # seconds, on a busy machine


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_taken_port_names_a_free_one(taken):
    with pytest.raises(WrongSetting, match=rf"Port {taken} .* Port (\d+) is free") as refused:
        refuse_taken("127.0.0.1", taken)
    named = int(str(refused.value).split(" is free")[0].split()[-1])
    refuse_taken("127.0.0.1", named)


@pytest.mark.django_db(databases=["default", "looks"])
def test_the_command_says_so_with_its_exit_code(taken):
    result = CliRunner().invoke(main, ["serve", "--port", str(taken)])
    assert result.exit_code == WrongSetting.exit_code
    assert "is free: use --port" in result.stderr


def test_a_free_port_is_accepted():
    refuse_taken("127.0.0.1", free_port())


def test_a_host_that_is_not_here_is_told_in_words():
    with pytest.raises(WrongSetting, match=r"There is no host 'nowhere\.invalid'"):
        refuse_taken("nowhere.invalid", 8000)


@pytest.mark.parametrize("port", ["0", "65536", "x"])
def test_a_port_that_cannot_be_is_wrong_usage(port):
    assert CliRunner().invoke(main, ["serve", "--port", port]).exit_code == 2


@pytest.fixture
def demo(db):
    return Agency.objects.create(slug="demo", name="Demo", demo=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "example.org"])  # noqa: S104
def test_a_demo_is_not_served_to_other_computers(demo, host):
    with pytest.raises(WrongSetting, match="can be reached from other computers"):
        refuse_unsafe_demo(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_demo_is_served_to_this_computer(demo, host):
    refuse_unsafe_demo(host)


def test_a_production_setting_refuses_a_demo(demo, settings):
    settings.PRODUCTION = True
    with pytest.raises(WrongSetting, match="this database is a demo"):
        refuse_unsafe_demo("127.0.0.1")


@pytest.mark.django_db
def test_a_real_record_may_be_served_anywhere():
    refuse_unsafe_demo("0.0.0.0")  # noqa: S104


@pytest.mark.django_db(databases=["default", "looks"])
def test_settings_that_do_not_fit_stop_the_start(monkeypatch):
    from django.core import checks

    monkeypatch.setattr(checks, "run_checks", lambda: [checks.Error("a route has no rule")])
    with pytest.raises(WrongSetting, match="a route has no rule"):
        serve_module.tidy_up("clerk")


@pytest.fixture
def home(tmp_path):
    return {**os.environ, "BASEHAVEN_HOME": str(tmp_path), "DATABASE_URL": ""}


def started(home, *args):
    command = [sys.executable, "-m", "basehaven.cli.main", *args]
    return subprocess.Popen(
        command, env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def heard(process, words):
    """What it printed up to and with the line that holds ``words``; it must be running then."""
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            break
    return said


def answers(port, process):
    ends = time.monotonic() + START_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        page = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            page.request("GET", "/accounts/login/")
            return page.getresponse().status
        except OSError:
            time.sleep(0.2)
        finally:
            page.close()
    return None


def running(port):
    found = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True)
    return [line for line in found.stdout.splitlines() if f"127.0.0.1:{port} " in line]


@pytest.mark.slow
def test_one_command_sets_up_serves_and_ends_cleanly(home):
    port = free_port()
    process = started(home, "demo", "--children", "5", "--serve", "--port", str(port))
    try:
        said = heard(process, "Basehaven answers at")
        assert answers(port, process) == 200
        assert running(port)
        process.send_signal(signal.SIGINT)
        _rest, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert f"Sign in at http://127.0.0.1:{port}/ as" in said
    assert "Traceback" not in errors
    assert not running(port)


@pytest.mark.slow
def test_nothing_stays_behind_when_the_command_is_killed(home):
    port = free_port()
    process = started(home, "serve", "--port", str(port))
    try:
        assert answers(port, process) == 200
    finally:
        process.kill()
        process.communicate(timeout=30)
    ends = time.monotonic() + 20
    while running(port) and time.monotonic() < ends:
        time.sleep(0.2)
    assert not running(port)


def test_what_never_goes_away_is_set_aside_before_the_first_page():
    try:
        gunicorn_settings.when_ready(None)
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
