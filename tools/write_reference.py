"""`make docs`: the reference, written from the code that it describes."""

from __future__ import annotations

import ast
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

os.environ.setdefault("BASEHAVEN_HOME", tempfile.mkdtemp(prefix="basehaven-docs-"))
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import click

from basehaven.cli.main import VERBS, main
from basehaven.exchange.tables.schema import TABLES, Column
from basehaven.knowledge.comfort import (
    comfort_entry,
    comfort_questions,
    comfort_settings_listed,
)
from basehaven.knowledge.load import load
from tools.indicator_pages import indicator_pages

FOLDER = ROOT / "docs" / "reference"
WRITTEN = "<!-- Written by `make docs` from the code. Change the code, not this file. -->"

SETTINGS_ARE = """\
Environment variables; there is no settings file to edit. Every command reads the same ones."""
CLI_IS = """\
`basehaven VERB`, in this folder `.venv/bin/basehaven VERB`. What goes to stdout is data; progress
and remarks go to stderr."""
TABLES_ARE = """\
A folder of these, CSV or Parquet, is what `basehaven export` writes and `basehaven import --format
tables` reads. UTF-8, ISO dates (`2024-03-31`), times with zone, empty = unknown, lists joined with
`|`, `true` and `false`. Intervals are half-open: `started_on` is the first day, `ended_on` the day
it stopped, empty = still going. A missing table means not recorded, never none. Every table has
`source_id`, and a row's key is the pair of `source_id` and what names it. Columns that are not
listed are carried along by import and export."""
COMFORT_IS = """\
From `comfort/order` and `comfort/questions` of the knowledge, both a {status}: nobody has checked
them yet. `basehaven comfort-order --setting name=value` takes another value for one run.
[How they are used](../explanation/whom-a-child-turns-to.md)."""
SETTINGS = {  # name: (what it does, what it is when not set)
    "DATABASE_URL": (
        "Which database every command uses: a SQLite path, or `postgres://user:password@host/name`.",
        "`basehaven.sqlite3` in `BASEHAVEN_HOME`",
    ),
    "BASEHAVEN_HOME": ("The folder of this installation's own files.", "`var` where it is started"),
    "BASEHAVEN_PRODUCTION": (
        "`1` for real records: asks for HTTPS and a secret key, and refuses a demo database.",
        "not set",
    ),
    "BASEHAVEN_SECRET_KEY": (
        "50 random characters that sign sessions. Keep it secret, keep it the same.",
        "made once and kept in `BASEHAVEN_HOME`; must be given in production",
    ),
    "BASEHAVEN_HOSTS": (
        "Host names under which it is served, with commas between them.",
        "`127.0.0.1,localhost,[::1]`",
    ),
    "BASEHAVEN_ORIGINS": (
        "Addresses such as `https://record.example.org` from which forms may come.",
        "none",
    ),
    "BASEHAVEN_BEHIND_PROXY": (
        "`1` if a proxy in front speaks HTTPS and sets `X-Forwarded-Proto`.",
        "not set",
    ),
    "BASEHAVEN_IDLE_SECONDS": (
        "After so many seconds without a request, the next one asks for a new sign-in.",
        "`1800`, half an hour",
    ),
    "BASEHAVEN_TABLET_IDLE_SECONDS": (
        "After so many seconds without a touch a shared tablet is locked; a doubtful number.",
        "`120`, two minutes",
    ),
    "BASEHAVEN_TIME_ZONE": ("Where the agency is, such as `America/Los_Angeles`.", "`UTC`"),
    "BASEHAVEN_UPLOAD_MAX_BYTES": ("The largest file that may be uploaded.", "512 MiB"),
    "BASEHAVEN_RATIO_RULES": (
        "Ratio rules that hold here: `head-start`, `caring-for-our-children`, `pitc`, `state`.",
        "`head-start,state`",
    ),
    "BASEHAVEN_FAMILY_SEES_TURNS": (
        (
            "`0`: family does not read whom their child turns to. In doubt: it is their child's "
            "record, and a weapon in a quarrel not yet known here."
        ),
        "`1`: family reads it, adults named in a dispute do not",
    ),
    "BASEHAVEN_SILENCE_RULES": (
        "Your own copy of `basehaven/knowledge/contact/silence.yaml`: when a gap is spoken of.",
        "the file that comes with Basehaven",
    ),
    "BASEHAVEN_SNAPSHOT_KEY": (
        "Makes the pseudonyms of snapshots: 64 random characters, kept apart from them.",
        "the file `snapshot-key` in the home folder, made once",
    ),
    "BASEHAVEN_DEBUG": (
        "`1` for developers: error pages with code. Refused in production.",
        "not set",
    ),
}


def settings_read() -> set[str]:
    """The names of the environment that settings.py asks for."""
    tree = ast.parse((ROOT / "basehaven/project/settings.py").read_text())
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"os.environ.get", "os.getenv"}
        and isinstance(node.args[0], ast.Constant)
    }


def settings_page() -> Iterator[str]:
    yield from ("# Settings", "", WRITTEN, "")
    yield SETTINGS_ARE
    yield from ("", "| name | what it does | when it is not set |", "|---|---|---|")
    for name in sorted(settings_read(), key=list(SETTINGS).index):
        does, default = SETTINGS[name]
        yield f"| `{name}` | {does} | {default} |"


def cli_page() -> Iterator[str]:
    yield from ("# The command line", "", WRITTEN, "")
    yield CLI_IS
    context = click.Context(main, info_name="basehaven", terminal_width=80, max_content_width=80)
    for name in VERBS:
        command = main.get_command(context, name)
        if command is not None:
            yield from _command(command, click.Context(command, context, info_name=name), 2)
    yield from ("", "## Exit codes", "", "| code | meaning |", "|---|---|", "| 0 | done |")
    yield "| 2 | wrong usage |"
    yield from (f"| {code} | {meaning} |" for code, meaning in exit_codes())


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {context.command_path}", "")
    yield from ("```text", command.get_help(context).rstrip(), "```")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                inside = click.Context(inner, context, info_name=name)
                yield from _command(inner, inside, level + 1)


def exit_codes() -> list[tuple[int, str]]:
    """Every error that is shown to people, by its code."""
    from basehaven.core import errors

    found = {}
    for error in vars(errors).values():
        if isinstance(error, type) and issubclass(error, errors.BasehavenError):
            first = (error.__doc__ or "").strip().split("\n")[0]
            found.setdefault(error.exit_code, first)
    return sorted(found.items())


def tables_page() -> Iterator[str]:
    yield from ("# The open tables", "", WRITTEN, "")
    yield TABLES_ARE
    for table in TABLES.values():
        yield from ("", f"## {table.name}", "")
        yield f"A row is named by {' + '.join(f'`{name}`' for name in table.key)}."
        yield from ("", "| column | holds | |", "|---|---|---|")
        yield from (_column(column) for column in table.columns)


def _column(column: Column) -> str:
    holds = {"list": "list", "enum": "one of", "bool": "true or false"}.get(
        column.kind, column.kind
    )
    if column.choices:
        holds += ": " + ", ".join(f"`{choice}`" for choice in column.choices)
    if column.refers_to:
        holds += f", of `{column.refers_to}`"
    if column.length:
        holds += f", at most {column.length} characters"
    notes = [
        word
        for word, holds_true in (
            ("**required**", column.required),
            ("left empty in an export without names", column.names),
            ("our own", column.ours),
        )
        if holds_true
    ]
    return f"| `{column.name}` | {holds} | {', '.join(notes)} |"


def comfort_page() -> Iterator[str]:
    yield from ("# The numbers and questions of the comfort order", "", WRITTEN, "")
    entry, questions = comfort_entry(), load("comfort/questions")
    yield COMFORT_IS.format(status=entry.review.status)
    yield from (
        "",
        "| setting | what it is | value | from, to | doubt, or why |",
        "|---|---|---|---|---|",
    )
    for each in comfort_settings_listed():
        limits = f"{each.at_least:g}, {each.at_most:g}"
        yield f"| `{each.id}` | {each.label} | {each.value:g} | {limits} | {each.why} |"
    yield from ("", "## The nine questions", "", _one_line(questions.model_extra["caution"]))
    yield from ("", "| question | asked | beside the lane |", "|---|---|---|")
    for question in comfort_questions():
        asked = "<br>".join(question.words.values())
        yield f"| `{question.id}` | {asked} | {question.lane.replace('_', ' ')} |"
    yield from ("", "## Sources", "")
    cited = {r.id: r for r in (*entry.references, *questions.references) if r.citation}
    yield from (f"- `{r.id}`: {_one_line(r.citation or '')}" for r in cited.values())


def _one_line(text: str) -> str:
    return " ".join(text.split())


PAGES = {
    "cli.md": cli_page,
    "comfort-settings.md": comfort_page,
    "settings.md": settings_page,
    "tables.md": tables_page,
}


@cache
def pages() -> dict[Path, str]:
    """Each page of the generated reference with what it must hold."""
    lines = {FOLDER / name: list(page()) for name, page in PAGES.items()}
    lines |= {FOLDER / "indicators" / name: page for name, page in indicator_pages().items()}
    return {path: "\n".join(page) + "\n" for path, page in lines.items()}


if __name__ == "__main__":
    (FOLDER / "indicators").mkdir(parents=True, exist_ok=True)
    for path in set((FOLDER / "indicators").iterdir()) - set(pages()):
        path.unlink()  # of what is no more
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
