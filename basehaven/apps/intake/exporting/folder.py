"""A folder of open tables out of the record, as it stands at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.exporting.rows import TableOut
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.core.errors import NotPossible
from basehaven.exchange.tables.schema import TABLES
from basehaven.exchange.tables.write import write_csv, write_parquet

WRITERS = {"csv": write_csv, "parquet": write_parquet}


def write_folder(
    folder: Path,
    by: Actor,
    *,
    names: bool,
    format: str = "csv",  # noqa: A002
    say: Callable[[str], None] | None = None,
) -> dict[str, int]:
    """Write every table that has rows. Returns how many rows each has.

    Args:
        folder: made if missing; must be empty.
        by: who exports; decides which children are in it.
        names: with names, addresses and free words.
        format: ``csv`` or ``parquet``.
        say: told which table is being written.

    Raises:
        NotPossible: there is something in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotPossible(
            _("%(folder)s is not an empty folder. Name a new one, so that nothing is mixed up.")
            % {"folder": folder}
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    written: dict[str, int] = {}
    with one_moment():
        for name in MODELS:
            if say:
                say(name)
            table = TableOut(name, by, names=names)
            path = folder / f"{name}.{format}"
            path.touch(mode=0o600)
            rows = WRITERS[format](path, TABLES[name], table.extra_columns(), _flat(table.rows()))
            if rows:
                written[name] = rows
            else:
                path.unlink()
    return written


def _flat(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        extra = row.pop("extra")
        yield {**extra, **row}


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as of now, while others go on writing."""
    if connection.in_atomic_block:  # whoever opened the transaction decides
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # a reader; Django's own would hold up writers
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")
