"""Which rows an export has: what stands, of children whom the person may see.

Left out are rows marked as entered in error, records closed by a lawful order
(with the people and homes known only from there), and people merged into
another: their rows stand under the one that was kept.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import Adult, Child, Home, Row, Stay, StayCarer, Tie
from basehaven.exchange.tables.schema import TABLES


def children_of_export(by: Actor) -> QuerySet[Child]:
    """An operator at the command line has the whole agency; anybody else what they may see."""
    rows = Child.objects.filter(agency=by.agency)
    if by.user is not None:
        rows = rows.filter(pk__in=children_for(by.user).values("pk"))
    return rows.filter(sealed_at=None, merged_into=None, entered_in_error=False)


def rows_of_export(table: str, by: Actor) -> QuerySet[Row]:
    """Rows of an open table, all of whose required references are exported too."""
    model = MODELS[table]
    if model is Child:
        return children_of_export(by)
    rows: QuerySet[Any] = model.objects.filter(agency=by.agency, entered_in_error=False)
    if model is Adult:
        return rows.filter(merged_into=None).exclude(_only_of_closed())
    if model is Home:
        return rows.exclude(_home_only_of_closed())
    children = children_of_export(by).values("pk")
    for column in TABLES[table].columns:
        if column.kind == "list" or not column.refers_to or not column.required:
            continue
        field = column.name.removesuffix("_id")
        if column.refers_to == "children":
            rows = rows.filter(**{f"{field}__in": children})
        else:
            rows = rows.filter(**{f"{field}__entered_in_error": False})
    if table == "tie_spells":
        rows = rows.filter(child__in=children, tie__adult__entered_in_error=False)
    return rows


def _only_of_closed() -> Q:
    """Adults who are in closed records and in no other."""
    ties = Tie.objects.filter(adult=OuterRef("pk"))
    carers = StayCarer.objects.filter(adult=OuterRef("pk"))
    closed = Q(Exists(ties.exclude(child__sealed_at=None))) | Q(
        Exists(carers.exclude(stay__child__sealed_at=None))
    )
    open_ = Q(Exists(ties.filter(child__sealed_at=None))) | Q(
        Exists(carers.filter(stay__child__sealed_at=None))
    )
    return closed & ~open_ & Q(user=None)


def _home_only_of_closed() -> Q:
    stays = Stay.objects.filter(home=OuterRef("pk"))
    return Q(Exists(stays.exclude(child__sealed_at=None))) & ~Q(
        Exists(stays.filter(child__sealed_at=None))
    )
