"""``DATABASE_URL`` into Django's two aliases: the record, and the log of looks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a writer waits at BEGIN instead of failing at COMMIT
    "timeout": 30,  # seconds
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
    ),
}


def databases(url: str, home: Path) -> dict[str, dict[str, Any]]:
    """Settings for ``DATABASES``.

    Args:
        url: ``postgres://user:pass@host/name``, ``sqlite:///path`` or a bare
            path; empty means ``basehaven.sqlite3`` under ``home``.
        home: the folder of this installation's files.

    On SQLite the looks live in a second file, so that reading a page, which is
    itself recorded, never waits for an import. On PostgreSQL both aliases are
    one database.
    """
    if not url:
        url = str(home / "basehaven.sqlite3")
    if "://" not in url:
        url = f"sqlite:///{Path(url).absolute()}"
    record = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if record["ENGINE"] == "django.db.backends.sqlite3":
        path = Path(str(record["NAME"]))
        path.parent.mkdir(parents=True, exist_ok=True)
        record["OPTIONS"] = SQLITE_OPTIONS
        looks = {**record, "NAME": str(path.with_suffix(".looks.sqlite3"))}
    else:
        looks = {**record, "TEST": {"MIRROR": "default"}}
    return {"default": record, "looks": looks}


class LooksRouter:
    """Keeps ``audit.Look`` under the alias ``looks`` and everything else out of it."""

    def db_for_read(self, model: type, **hints: Any) -> str | None:
        return "looks" if model._meta.label_lower == "audit.look" else None  # type: ignore[attr-defined]

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        from django.conf import settings

        # Asked of MIRROR, not of the names: a test run renames only one of the two.
        if settings.DATABASES["looks"].get("TEST", {}).get("MIRROR"):
            return db == "default"
        if app_label == "audit" and model_name == "look":
            return db == "looks"
        if db == "looks":
            return False
        return None
