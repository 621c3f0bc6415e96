"""What holds for every test: a home of its own, no network, a failure that says how to repeat it.

Loaded with ``-p`` before Django's settings are read, because these name the home.
"""

from __future__ import annotations

import os
import secrets
import socket
import tempfile
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

if "BASEHAVEN_TEST_HOME" not in os.environ:
    os.environ["BASEHAVEN_TEST_HOME"] = tempfile.mkdtemp(prefix="basehaven-tests-")
os.environ["BASEHAVEN_HOME"] = os.environ["BASEHAVEN_TEST_HOME"]
for name in ("BASEHAVEN_PRODUCTION", "BASEHAVEN_DEBUG"):
    os.environ.pop(name, None)

# How fast a busy machine draws says nothing of what is tested.
settings.register_profile(
    "house", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0")  # noqa: S104 a test server's own address


class NoNetwork(RuntimeError):
    """A test tried to leave this machine."""


class _StaysHere(socket.socket):
    """Connects to this machine only: nothing in Basehaven calls anywhere else."""

    def _check(self, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in HERE:
            raise NoNetwork(f"a test may not connect to {address[0]}")

    def connect(self, address: Any) -> None:
        self._check(address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        self._check(address)
        return super().connect_ex(address)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    socket.socket = _StaysHere  # type: ignore[misc]
    if config.getoption("hypothesis_seed", None) is None:
        config.option.hypothesis_seed = secrets.randbelow(10**9)


def pytest_report_header(config: pytest.Config) -> list[str]:
    return [_how(config)]


def _how(config: pytest.Config) -> str:
    database = os.environ.get("DATABASE_URL", "")
    kind = "PostgreSQL" if database.startswith("postgres") else "SQLite"
    return f"database: {kind}; seed: --hypothesis-seed={config.getoption('hypothesis_seed')}"


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    wrong = terminalreporter.stats.get("failed", []) + terminalreporter.stats.get("error", [])
    if not wrong:
        return
    terminalreporter.write_line(f"To repeat: {_how(config)}")
    for report in wrong:
        for name, value in getattr(report, "user_properties", []):
            if name == "picture":
                terminalreporter.write_line(f"Picture of {report.nodeid}: {value}")
