"""An installation of its own for each test of a command: its home, its database."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

RETURN = Path(__file__).resolve().parent.parent / "data" / "ssda903"


@dataclass
class Installation:
    """Runs ``basehaven`` as somebody would in a shell."""

    home: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        rest = {k: v for k, v in os.environ.items() if not k.startswith(("BASEHAVEN", "DJANGO"))}
        rest.pop("DATABASE_URL", None)
        url = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return {**rest, **url, "BASEHAVEN_HOME": str(self.home)}

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "basehaven.cli.main", *map(str, arguments)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parent.parent.parent,
        )

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments)
        out, errors = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, errors)

    def count(self, table: str, where: str = "true") -> int:
        """Rows of a live table, asked past the program; a missing table has none."""
        sql = f"SELECT count(*) FROM {table} WHERE {where}"
        if self.database_url.startswith("postgres"):
            with psycopg.connect(self.database_url) as db:
                return int(db.execute(sql).fetchone()[0])  # type: ignore[index]
        db = sqlite3.connect(self.home / "basehaven.sqlite3", timeout=30)
        try:
            return int(db.execute(sql).fetchone()[0])
        finally:
            db.close()


@pytest.fixture(scope="session")
def empty_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Tables and nothing in them: made once, copied for each test."""
    home = tmp_path_factory.mktemp("installation") / "home"
    with _database() as url:
        empty = Installation(home, url)
        done = empty.run("migrate")
        assert done.returncode == 0, done.stderr
        yield empty


@pytest.fixture
def installation(empty_installation: Installation, tmp_path: Path) -> Iterator[Installation]:
    home = tmp_path / "home"
    shutil.copytree(empty_installation.home, home)
    with _database(like=empty_installation.database_url) as url:
        yield Installation(home, url)


@contextmanager
def _database(like: str = "") -> Iterator[str]:
    """The address of a database of its own, or nothing: SQLite lives in the home."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield ""
        return
    name = f"cli_{uuid.uuid4().hex[:12]}"
    template = f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""
    admin = _named(given, "postgres")
    with psycopg.connect(admin, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}{template}")
    yield _named(given, name)
    with psycopg.connect(admin, autocommit=True) as db:
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
