"""Fixtures that every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation

from tests.cast import Cast, build_cast

# A password's digest is made slow for whoever guesses. Tests know it and need not wait.
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of the demo's sign-ins
]


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of tests/cast.py, built through actions."""
    return build_cast()


@pytest.fixture(autouse=True)
def _every_test_begins_in_english() -> Iterator[None]:
    """A page asked for in Spanish leaves its language behind in this process."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _a_flush_between_tests_may_empty_the_audit_trail() -> Iterator[None]:
    """The database's guards refuse even the flush that follows a test with real transactions."""
    from basehaven.apps.audit.triggers import ONE_ROW, set_guards, take_guards_away

    guarded = set(ONE_ROW)
    flush = TransactionTestCase._fixture_teardown

    def unguarded(self: TransactionTestCase) -> None:
        here = [
            (connection, tuple(guarded & set(connection.introspection.table_names())))
            for connection in connections.all()
        ]
        for connection, tables in here:
            take_guards_away(connection, tables)
        flush(self)
        for connection, tables in here:
            set_guards(connection, tables)

    TransactionTestCase._fixture_teardown = unguarded
    yield
    TransactionTestCase._fixture_teardown = flush
