"""Runs, conflicts and exports that one data manager may see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from basehaven.apps.accounts.models import User
from basehaven.apps.intake.models import Conflict, ExportRun, ImportRun
from basehaven.apps.record.access import children_for

PAGE = 25


def imports_of(user: User) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(agency=user.agency).select_related("agency", "started_by")


def import_or_404(user: User, ref: UUID) -> ImportRun:
    run = imports_of(user).filter(ref=ref).first()
    if run is None:
        raise Http404
    return run


def conflicts_of(user: User) -> QuerySet[Conflict]:
    """Open ones, of children whom they may see, or of rows that are no child's."""
    seen = Q(child=None) | Q(child__in=children_for(user).values("pk"))
    return (
        Conflict.objects.filter(seen, run__agency=user.agency, decision="")
        .select_related("run", "child")
        .order_by("id")
    )


def exports_of(user: User) -> QuerySet[ExportRun]:
    return ExportRun.objects.filter(agency=user.agency).select_related("started_by")


def export_or_404(user: User, ref: UUID) -> ExportRun:
    """One's own: a file with children's data goes to whoever asked for it."""
    export = exports_of(user).filter(ref=ref, started_by=user).first()
    if export is None:
        raise Http404
    return export


def page_of(rows: QuerySet[Any], after: str, *, newest_first: bool) -> tuple[list[Any], str]:
    """Some rows by key, and where the next page begins (or nothing)."""
    if after.isdigit():
        rows = rows.filter(pk__lt=int(after)) if newest_first else rows.filter(pk__gt=int(after))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""
