"""The database itself keeps entries, and what was published, as they were written."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, connections, router, transaction

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_change, write_look
from basehaven.apps.audit.models import Change, Look
from basehaven.apps.audit.queries import verify
from basehaven.apps.audit.triggers import RELEASES, set_guards, take_guards_away

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

CHAINS = {"changes": Change, "looks": Look}


def connection_of(model):
    return connections[router.db_for_read(model) or "default"]


def written(agency, chain):
    by = Actor.at_command_line(agency, "clerk")
    if chain == "looks":
        write_look(by=by, action="child_show", child_ref=uuid.uuid4(), grounds="caseworker")
    else:
        write_change(by=by, action="tie_start", child_ref=uuid.uuid4())
    return CHAINS[chain].objects.filter(agency_ref=agency.ref).order_by("seq").last()


def marks(values):
    return ", ".join(["%s"] * len(values))


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize("same", ["id", "seq"])
def test_an_entry_takes_no_others_place(cast, chain, same):
    """INSERT OR REPLACE removes a row on SQLite, and asks no guard against removal."""
    connection = connection_of(CHAINS[chain])
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    row = written(cast.agency, chain)
    forged = {f.column: f.get_db_prep_save(getattr(row, f.attname), connection)
              for f in row._meta.fields}  # fmt: skip
    forged |= {"actor": "operator:else"} | ({"id": None} if same == "seq" else {"seq": 99})
    if chain == "changes":
        forged["request_id"] = uuid.uuid4().hex
    columns = ", ".join(f'"{name}"' for name in forged)
    sql = f"INSERT OR REPLACE INTO {row._meta.db_table} ({columns}) VALUES ({marks(forged)})"
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(using=connection.alias),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, list(forged.values()))
    assert CHAINS[chain].objects.get(pk=row.pk).actor == row.actor


def test_a_guard_of_what_was_published_that_is_gone_is_said(cast):
    connection = connection_of(Change)
    take_guards_away(connection, (RELEASES,))
    said = verify(cast.agency, "changes").problems
    set_guards(connection, (RELEASES,), "A published release is never changed or deleted.")
    assert f"the database's guard {RELEASES}_not_changed is missing" in said
    assert verify(cast.agency, "changes").holds
