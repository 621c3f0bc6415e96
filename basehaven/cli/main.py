"""The command ``basehaven``: finds a verb, sets Django up if it needs it, shows errors in words.

A verb's module is loaded only when that verb is called, so that ``--help``
answers at once.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from typing import Any

import click

from basehaven import __version__
from basehaven.core.errors import BasehavenError


@dataclass(frozen=True, slots=True)
class Verb:
    """Where a command is, what it is for, and whether it needs the database's settings."""

    module: str
    command: str
    about: str
    django: bool = True


VERBS = {
    "demo": Verb("demo", "demo", "Load the made-up community."),
    "demo-code": Verb("demo", "demo_code", "Print the demo data manager's one-time code."),
    "demo-figures": Verb("demo_figures", "demo_figures", "Publish the demo's figures."),
    "serve": Verb("serve", "serve", "Serve the pages and run background work."),
    "migrate": Verb("migrate", "migrate", "Create or update the tables of the database."),
    "import": Verb("import_", "import_", "Bring a file into the record."),
    "export": Verb("export", "export", "Write the open tables back into a folder."),
    "snapshot": Verb("snapshot", "snapshot", "Write de-identified tables to compute figures from."),
    "release": Verb("release", "release", "Publish an agency's figures from a snapshot, for good."),
    "reindex": Verb("reindex", "reindex", "Build the search index anew."),
    "user": Verb("user", "user", "Add people who sign in."),
    "audit": Verb("audit", "audit", "Verify the audit trail."),
    "read-cues": Verb(
        "read_cues", "read_cues", "Say what a moment may be asking for, from a file.", False
    ),
    "comfort-order": Verb(
        "comfort_order", "comfort_order", "Say whom a child turns to, from open tables.", False
    ),
    "indicators": Verb(
        "indicators", "indicators", "Compute indicators from open tables or a return.", False
    ),
    "rota": Verb("rota", "rota", "Plan a week: who works when, and who is whose adult.", False),
    "check-knowledge": Verb(
        "check_knowledge", "check_knowledge", "Say which knowledge entries lack a source.", False
    ),
}
"""In the order in which ``--help`` lists them."""


def set_up_django() -> None:
    """Make models usable. Settings come from the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "basehaven.project.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


class Verbs(click.Group):
    """Loads the verb that is called and no other; turns our errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        verb = VERBS.get(name)
        if verb is None:
            return None
        if verb.django:
            set_up_django()
        try:
            module = importlib.import_module(f"basehaven.cli.{verb.module}")
        except ModuleNotFoundError as error:
            if error.name != f"basehaven.cli.{verb.module}":
                raise
            return None
        command: click.Command = getattr(module, verb.command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.about) for name, verb in VERBS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BasehavenError as error:
            click.echo(f"error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="basehaven")
def main() -> None:
    """The open record of a young child's relationships.

    DATABASE_URL chooses the database (a SQLite path or postgres://...), and
    BASEHAVEN_HOME the folder of this installation's own files.
    """


if __name__ == "__main__":
    main()
