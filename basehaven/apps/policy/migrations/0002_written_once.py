"""A release is written once and stays: guards in the database itself."""

from typing import Any

from django.db import migrations

from basehaven.apps.audit.triggers import set_guards, take_guards_away

TABLES = ("policy_publishedrelease",)
SAID = "A published release is never changed or deleted. Publish a correction."


def guard(apps: Any, schema_editor: Any) -> None:
    set_guards(schema_editor.connection, TABLES, SAID)


def unguard(apps: Any, schema_editor: Any) -> None:
    take_guards_away(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]

    # The hint tells the database router which table this is about.
    operations = [migrations.RunPython(guard, unguard, hints={"model_name": "publishedrelease"})]
