"""Guards in the database itself: an audit entry is written once, and stays.

They stop mistakes and a stolen application password, not the database's own
owner, who can take a guard away. That shows in ``basehaven audit verify``, and
a chain rewritten behind it shows against an anchored head.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

SAID = "Audit entries are never changed or deleted."
TABLES = ("audit_change", "audit_look")

RELEASES = "policy_publishedrelease"
ONE_ROW = {  # table: what no two rows of it may share
    "audit_change": ("id", "agency_ref, seq", "request_id, action"),
    "audit_look": ("id", "agency_ref, seq"),
    RELEASES: ("id", "ref", "agency_id, name"),
}

# SQLite removes a row for INSERT OR REPLACE without asking the guard against removal.
NOT_REPLACED = (
    "CREATE TRIGGER IF NOT EXISTS {table}_not_replaced BEFORE INSERT ON {table} WHEN {there} "
)
NOT_CHANGED = "CREATE TRIGGER IF NOT EXISTS {table}_not_changed BEFORE UPDATE ON {table} "
NOT_DELETED = "CREATE TRIGGER IF NOT EXISTS {table}_not_deleted BEFORE DELETE ON {table} "
ABORT = "BEGIN SELECT RAISE(ABORT, '{said}'); END"
SQLITE = (NOT_CHANGED + ABORT, NOT_DELETED + ABORT, NOT_REPLACED + ABORT)
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{said}'; END $$""",
    """CREATE OR REPLACE TRIGGER {table}_not_changed BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_stays()""",
    """CREATE OR REPLACE TRIGGER {table}_not_deleted BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays()""",
)


def set_guards(
    connection: BaseDatabaseWrapper, tables: tuple[str, ...] = TABLES, said: str = SAID
) -> None:
    """Refuse every change and removal of rows of these tables, in these words."""
    statements = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    with connection.cursor() as cursor:
        for table in tables:
            for statement in statements:
                there = _there_already(table)
                cursor.execute(statement.format(table=table, said=said, there=there))


def _there_already(table: str) -> str:
    """Whether the new row would take the place of one that is there."""
    same = []
    for columns in ONE_ROW[table]:
        names = columns.split(", ")
        pairs = " AND ".join(f"{name} = NEW.{name}" for name in names)
        same.append(f"EXISTS (SELECT 1 FROM {table} WHERE {pairs})")
    return " OR ".join(same)


def take_guards_away(connection: BaseDatabaseWrapper, tables: tuple[str, ...] = TABLES) -> None:
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in tables:
            for guard in ("not_changed", "not_deleted", "not_replaced"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{guard}{on.format(table=table)}")


def guards_missing(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Names of guards that are not in the database."""
    wanted = {f"{table}_not_changed", f"{table}_not_deleted"}
    if connection.vendor == "sqlite":
        wanted.add(f"{table}_not_replaced")
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(wanted - {name for (name,) in cursor.fetchall()})
