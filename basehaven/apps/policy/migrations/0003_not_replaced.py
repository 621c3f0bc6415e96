"""A release takes no other's place: SQLite's INSERT OR REPLACE passed by the first guards."""

from typing import Any

from django.db import migrations

from basehaven.apps.audit.triggers import RELEASES, set_guards

SAID = "A published release is never changed or deleted. Publish a correction."


def guard(apps: Any, schema_editor: Any) -> None:
    set_guards(schema_editor.connection, (RELEASES,), SAID)


class Migration(migrations.Migration):
    dependencies = [("policy", "0002_written_once")]

    # The hint tells the database router which table this is about.
    operations = [
        migrations.RunPython(
            guard, migrations.RunPython.noop, hints={"model_name": "publishedrelease"}
        )
    ]
