"""An entry takes no other's place: SQLite's INSERT OR REPLACE passed by the first guards."""

from functools import partial
from typing import Any

from django.db import migrations

from basehaven.apps.audit.triggers import set_guards


def guard(apps: Any, schema_editor: Any, table: str) -> None:
    set_guards(schema_editor.connection, (table,))


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_guards")]

    operations = [
        # The hint tells the database router which table this is about.
        migrations.RunPython(
            partial(guard, table=f"audit_{model}"),
            migrations.RunPython.noop,
            hints={"model_name": model},
        )
        for model in ("change", "look")
    ]
