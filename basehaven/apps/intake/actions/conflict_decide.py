"""Where a person and a source say different things, somebody decides. Nothing is lost."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.intake.models import Conflict
from basehaven.apps.intake.sets.columns import IF_UNKNOWN, MODELS
from basehaven.apps.record.actions.corrections import CORRECTABLE
from basehaven.apps.record.actions.finding_index import reindex_adult, reindex_child
from basehaven.apps.record.actions.history import keep_version, refuse_if_changed
from basehaven.apps.record.actions.homes import set_carers
from basehaven.apps.record.models import Adult, Child, Restriction, Row, Stay, Tie
from basehaven.core.errors import NotAllowed, NotPossible
from basehaven.exchange.tables.schema import TABLES, Column

Decision = Conflict.Decision


@audited("conflict_decide")
def conflict_decide(
    *, by: Actor, request_id: uuid.UUID, conflict: Conflict, take: str, seen: str = ""
) -> Conflict:
    """Keep what the record has, or take what the source says.

    Args:
        by: who decides.
        request_id: of the form.
        conflict: an open one.
        take: ``ours`` or ``theirs``.
        seen: the stamp of our row as the person saw it.

    Raises:
        NotPossible: decided already, or the source's values do not fit any more.
    """
    if take not in (Decision.OURS, Decision.THEIRS):
        raise NotPossible(_("Choose which of the two should stand."), field="take")
    conflict = Conflict.objects.select_for_update().select_related("run").get(pk=conflict.pk)
    if conflict.run.agency_id != by.agency.pk:
        raise NotAllowed(_("This record is kept by another agency."))
    if conflict.decision:
        raise NotPossible(_("Somebody has decided this already."))
    row = row_of(conflict)
    if row is None:
        raise NotPossible(_("The row is no longer on record. There is nothing to decide."))
    refuse_if_changed(row, seen)
    if take == Decision.THEIRS:
        _take_theirs(row, conflict, by)
    row.source_digest = conflict.source_digest  # the next import of the same says nothing new
    row.save()
    _index(row)
    conflict.decision, conflict.decided_by = take, by.label
    conflict.decided_at = timezone.now()
    conflict.save()
    return conflict


def row_of(conflict: Conflict) -> Row | None:
    model = MODELS[conflict.table]
    row: Row | None = model.objects.filter(
        agency=conflict.run.agency_id, ref=conflict.row_ref
    ).first()
    return row


def _take_theirs(row: Row, conflict: Conflict, by: Actor) -> None:
    keep_version(row, by, conflict.run.label)
    for column in TABLES[conflict.table].columns:
        if column.name == TABLES[conflict.table].own_id or column.name == "carer_ids":
            continue
        value = conflict.theirs.get(column.name)
        if column.refers_to and column.kind != "list":
            if column.refers_to == "children":
                continue  # a row never changes whose it is by an import alone
            setattr(row, column.name.removesuffix("_id"), _meant(column, value, conflict))
        else:
            setattr(row, column.name, _plain(conflict.table, column, value))
    row.entered_in_error = row.edited = False
    _check(row)
    if isinstance(row, Stay):
        column = TABLES["stays"].column("carer_ids")
        carers = [_meant(column, one, conflict) for one in conflict.theirs.get("carer_ids") or ()]
        row.save()
        set_carers(row, [carer for carer in carers if carer is not None])


def _check(row: Row) -> None:
    """It must still fit in with the rest of the record."""
    correctable = CORRECTABLE.get(type(row))
    if correctable is None:
        return
    if isinstance(row, (Tie, Restriction)):
        correctable.check(row, checked=True)
    else:
        correctable.check(row)


def _plain(table: str, column: Column, value: Any) -> Any:
    if column.kind == "bool":
        if value is None and (table, column.name) in IF_UNKNOWN:
            return IF_UNKNOWN[table, column.name] == "true"
        return None if value is None else bool(value)
    if column.kind == "date":
        return date.fromisoformat(value) if value else None
    if column.kind == "time":
        return datetime.fromisoformat(value) if value else None
    if column.kind == "list":
        return list(value or ())
    if column.kind in ("int", "number"):
        return value
    return value or ""


def _meant(column: Column, value: str | None, conflict: Conflict) -> Any:
    """The row that a reference of the source names, or the one it was merged into."""
    if not value:
        return None
    source, _sign, key = value.rpartition("::")
    source = source or conflict.theirs["source_id"]
    rows = MODELS[column.refers_to].objects.filter(agency=conflict.run.agency_id, source_id=source)
    keys = [key]
    if column.refers_to == "removals":
        keys = [conflict.theirs.get("removal_key") or f"{conflict.theirs['child_id']}|{key}", key]
    found = rows.filter(key__in=keys).first()
    if found is None:
        raise NotPossible(
            _("What the source refers to in %(column)s is not on record any more.")
            % {"column": column.name}
        )
    while getattr(found, "merged_into", None) is not None:
        found = found.merged_into
    return found


def _index(row: Row) -> None:
    if isinstance(row, Child):
        reindex_child(row)
    elif isinstance(row, Adult):
        reindex_adult(row)
