"""Exports: each is a look at every child in it, and recorded as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.intake.exporting.folder import write_folder


def export_folder(
    *,
    by: Actor,
    folder: Path,
    names: bool,
    format: str = "csv",
    say: Callable[[str], None] | None = None,
) -> dict[str, int]:
    """Write the open tables into a folder, having recorded who took them.

    Returns:
        Rows by table.
    """
    write_look(by=by, action="export_make", grounds=grounds_of(names), how="export")
    return write_folder(folder, by, names=names, format=format, say=say)


def grounds_of(names: bool) -> str:
    return "open tables with names" if names else "open tables without names"
