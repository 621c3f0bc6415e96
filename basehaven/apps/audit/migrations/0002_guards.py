"""Entries are written once and stay: triggers on both tables, each where it lives."""

from functools import partial
from typing import Any

from django.db import migrations

from basehaven.apps.audit.triggers import set_guards, take_guards_away


def guard(apps: Any, schema_editor: Any, table: str) -> None:
    set_guards(schema_editor.connection, (table,))


def unguard(apps: Any, schema_editor: Any, table: str) -> None:
    take_guards_away(schema_editor.connection, (table,))


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        # The hint tells the database router which table this is about.
        migrations.RunPython(
            partial(guard, table=f"audit_{model}"),
            partial(unguard, table=f"audit_{model}"),
            hints={"model_name": model},
        )
        for model in ("change", "look")
    ]
