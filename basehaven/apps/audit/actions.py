"""Writing to the audit trail: a change with its write, a look with its read."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, connections, models, router, transaction
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency
from basehaven.apps.audit.chain import FIRST_HASH, digest
from basehaven.apps.audit.models import ChainedEntry, Change, Look
from basehaven.core.errors import BasehavenError

Action = TypeVar("Action", bound=Callable[..., Any])


def _append(entry: ChainedEntry, agency: Agency) -> None:
    """Add one link. Runs inside a transaction; writers of one chain take turns."""
    model = type(entry)
    alias = router.db_for_write(model)
    connection = connections[alias]
    if connection.vendor == "postgresql":  # SQLite's write lock already takes turns
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [model._meta.db_table, agency.pk]
            )
    last = (
        model._default_manager.using(alias)
        .filter(agency_ref=agency.ref)
        .order_by("-seq")
        .values_list("seq", "hash")
        .first()
    )
    entry.agency_ref = agency.ref
    entry.seq, entry.hash_before = (last[0] + 1, last[1]) if last else (1, FIRST_HASH)
    entry.at = timezone.now()
    entry.hash = digest(entry)
    entry.save(using=alias, force_insert=True)


def write_change(
    *,
    by: Actor,
    action: str,
    request_id: uuid.UUID | None = None,
    row: models.Model | None = None,
    child_ref: uuid.UUID | None = None,
) -> None:
    """Record a write. Call it last inside the write's own transaction.

    Last, because writers of one agency wait for each other from here on.
    """
    entry = Change(
        actor=by.label,
        action=action,
        child_ref=child_ref,
        table=row._meta.label_lower if row else "",
        row_ref=getattr(row, "ref", None),
        request_id=request_id or uuid.uuid4(),
    )
    _append(entry, by.agency)


def write_look(
    *,
    by: Actor,
    action: str,
    child_ref: uuid.UUID | None = None,
    grounds: str = "",
    how: str = "page",
) -> None:
    """Record a read, before the page is shown."""
    entry = Look(actor=by.label, action=action, child_ref=child_ref, grounds=grounds[:60], how=how)
    with transaction.atomic(using=router.db_for_write(Look)):
        _append(entry, by.agency)


def write_looks_this_hour(
    *, by: Actor, action: str, child_refs: Iterable[uuid.UUID], grounds: str
) -> None:
    """Record that somebody reads a page about several children, once an hour for each.

    For a page that stays open and refreshes itself: every refresh a look would
    bury the looks that matter.
    """
    refs = list(child_refs)
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic(using=router.db_for_write(Look)):
        seen = Look.objects.filter(
            agency_ref=by.agency.ref, actor=by.label, action=action, at__gte=hour
        )
        known = set(seen.filter(child_ref__in=refs).values_list("child_ref", flat=True))
        for ref in refs:
            if ref not in known:
                look = Look(actor=by.label, action=action, child_ref=ref, grounds=grounds[:60])
                _append(look, by.agency)


def _child_ref_of(row: models.Model | None) -> uuid.UUID | None:
    if row is None:
        return None
    if row._meta.label_lower == "record.child":
        return cast(uuid.UUID, row.ref)  # type: ignore[attr-defined]
    child = getattr(row, "child", None)
    return child.ref if child is not None else None


def audited(action: str) -> Callable[[Action], Action]:
    """Make a function an action: one transaction, written once, and audited.

    The function takes keyword-only arguments, among them ``by`` (an Actor) and
    ``request_id`` (a UUID that the form carries), and returns the row it wrote.
    A second call with the same ``request_id`` changes nothing and returns the
    row of the first: a slow page sent twice is one write.
    """

    def decorate(function: Action) -> Action:
        @functools.wraps(function)
        def run(*, by: Actor, request_id: uuid.UUID, **values: Any) -> Any:
            done = _already_written(action, request_id)
            if done is not None:
                return done
            try:
                with transaction.atomic():
                    row = function(by=by, request_id=request_id, **values)
                    write_change(
                        by=by,
                        action=action,
                        request_id=request_id,
                        row=row,
                        child_ref=_child_ref_of(row),
                    )
            except (IntegrityError, BasehavenError):
                # Perhaps what stands in the way is this very request, sent twice at once.
                done = _already_written(action, request_id)
                if done is None:
                    raise
                return done
            return row

        return run  # type: ignore[return-value]

    return decorate


def _already_written(action: str, request_id: uuid.UUID) -> models.Model | None:
    written = Change.objects.filter(action=action, request_id=request_id).first()
    if written is None or not written.table:
        return None
    model = apps.get_model(written.table)
    return cast(models.Model | None, model._default_manager.filter(ref=written.row_ref).first())
