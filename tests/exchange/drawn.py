"""Small folders of tables, drawn as text: what a person would see in the file."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from basehaven.exchange.stage import Staged
from basehaven.exchange.stage_path import stage_path


def draw(folder: Path, **tables: str) -> Path:
    """Write each drawn table to ``folder``; cells may be padded with spaces."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        lines = [line for line in dedent(text).strip().splitlines() if line.strip()]
        rows = [",".join(cell.strip() for cell in line.split(",")) for line in lines]
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def staged(source: Path, kind: str = "tables", source_id: str = "here") -> Staged:
    return stage_path(
        source, format=kind, source_id=source_id, into=source.parent / f"{source.name}.stage"
    )


def rows(stage: Staged, table: str, *columns: str) -> list[tuple[object, ...]]:
    db = stage.connect()
    try:
        wanted = ", ".join(f'"{column}"' for column in columns)
        return [tuple(row) for row in db.execute(f"SELECT {wanted} FROM {table} ORDER BY rowno")]
    finally:
        db.close()


def said(stage: Staged, level: str = "refused") -> list[tuple[str, str, int | None, str]]:
    """``(code, file, line, column)`` of each finding of a level."""
    return [(f.code, f.file, f.line, f.column) for f in stage.findings(level=level)]
