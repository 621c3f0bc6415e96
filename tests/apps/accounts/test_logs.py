"""No line of a log carries a child's data, whatever breaks."""

from __future__ import annotations

import io
import logging
import logging.config
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from basehaven.apps.accounts.checks import every_route
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

CANARY = "Kanarienvogel"


@pytest.fixture
def log():
    """Everything the settings would write, from the lowest level up."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    plain = settings.LOGGING["formatters"]["plain"]
    configurator = logging.config.DictConfigurator({"version": 1})
    handler.setFormatter(configurator.configure_formatter(dict(plain)))
    loggers = [logging.getLogger(name) for name in ("", "django.request", "django.server")]
    before = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    yield written
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


@pytest.fixture
def milo(cast):
    """Milo with a canary in every field that takes words."""
    child = cast.milo
    child.name, child.nicknames, child.region = f"{CANARY} Marin", [CANARY], CANARY
    child.groups, child.extra = [CANARY], {"note": CANARY}
    child.save()
    for adult in cast.adults.values():
        adult.name, adult.nicknames = f"{CANARY} {adult.name}", [CANARY]
        adult.save()
    for home in cast.homes.values():
        home.name, home.address = f"{CANARY} home", f"1 {CANARY} Street"
        home.save()
    child.ties.update(called=CANARY)
    child.restrictions.update(source=CANARY)
    return child


def broken(*_args, **_values):
    """Fails as databases do: with the values in its words, and a cause that has them too."""
    try:
        int(CANARY)
    except ValueError as cause:
        raise DatabaseError(f"Key (name)=({CANARY}) already exists.") from cause


def assert_silent(log, capfd) -> None:
    out, err = capfd.readouterr()
    for name, text in (("log", log.getvalue()), ("stdout", out), ("stderr", err)):
        lines = [line for line in text.splitlines() if CANARY.lower() in line.lower()]
        assert lines == [], name


def test_a_canary_that_is_written_is_found(log, capfd):
    logging.getLogger("x").error("about %s", CANARY)
    with pytest.raises(AssertionError):
        assert_silent(log, capfd)


def test_an_error_in_a_view_is_logged_with_its_place_and_without_its_values(
    log, capfd, cast, milo, monkeypatch
):
    monkeypatch.setattr("basehaven.apps.record.access.route.sight_of", broken)
    client = Client(raise_request_exception=False)
    sign_in(client, cast.caseworker)
    for url in (f"/children/{milo.ref}/", f"/children/{milo.ref}/?note={CANARY}"):
        response = client.get(url)
        assert response.status_code == 500
        assert CANARY not in response.content.decode()
    assert_silent(log, capfd)
    text = log.getvalue()
    assert "django.db.utils.DatabaseError" in text
    assert "builtins.ValueError" in text
    assert "test_logs.py" in text


def test_walking_every_page_with_canaries_everywhere_logs_none(log, capfd, cast, milo):
    client = Client(raise_request_exception=False)
    sign_in(client, cast.data_manager)
    logging.getLogger("django.request").setLevel(logging.DEBUG)
    typed = {
        "name": CANARY,
        "called": CANARY,
        "purpose": CANARY,
        "to_user": CANARY,
        "reason": CANARY,
        "born_on": CANARY,
        "started_on": CANARY,
        "request_id": CANARY,
    }
    for route in every_route():
        if route.name in ("account_logout", "home") or "<" in route.pattern.replace(
            "<uuid:child>", ""
        ):
            continue
        url = "/" + route.pattern.replace("<uuid:child>", str(milo.ref))
        client.get(url, {"q": CANARY, "name": CANARY})
        client.post(url, typed)
        client.get(url, HTTP_REFERER=f"http://testserver/?q={CANARY}", HTTP_HX_REQUEST="true")
    assert_silent(log, capfd)


def test_failed_sign_ins_and_forbidden_posts_log_nothing_that_was_typed(log, capfd, cast):
    client = Client(enforce_csrf_checks=True)
    client.post(reverse("account_login"), {"login": CANARY, "password": CANARY})
    Client().post(reverse("account_login"), {"login": CANARY, "password": CANARY})
    client.get(f"/children/{uuid.uuid4()}/{CANARY.lower()}/", HTTP_HOST="127.0.0.1")
    assert_silent(log, capfd)


def test_rows_print_without_values(cast, milo):
    rows = [milo, *cast.adults.values(), *milo.ties.all(), *milo.stays.all(), *cast.homes.values()]
    assert not [row for row in rows if CANARY in str(row) or CANARY in repr(row)]


def test_a_record_that_another_handler_formatted_first_is_formatted_anew(log, capfd):
    first = logging.StreamHandler(io.StringIO())
    logging.getLogger().handlers.insert(0, first)
    try:
        broken()
    except DatabaseError:
        logging.getLogger("x").exception("it broke after %s", timedelta(seconds=1))
    logging.getLogger().removeHandler(first)
    assert_silent(log, capfd)
