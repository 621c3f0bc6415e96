"""Two rows found to be one person become one, in a way that can be undone.

Nothing is rewritten: rows that pointed at the merged row point at the kept one
from now on, and ``Merge.moved`` names each of them. Both histories stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Role
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions.finding_index import reindex_adult, reindex_child
from basehaven.apps.record.actions.lawful_removal import waiting
from basehaven.apps.record.merging import between_the_two, only_one_of
from basehaven.apps.record.models import (
    Adult,
    AdultWord,
    Child,
    ChildWord,
    DuplicateHint,
    Merge,
    Sibling,
    Stay,
    StayCarer,
    Version,
)
from basehaven.core.errors import NotAllowed, NotPossible

TABLES: dict[str, type[Child | Adult]] = {"children": Child, "adults": Adult}
# Made anew by the search index, or about the two rows as they were before.
STAY = (ChildWord, AdultWord, DuplicateHint, Child, Adult)
IN_LIST = 500

Moved = list[Any]  # [table, ref or "pk:" and key, field], and the row's values if it was put aside


@audited("person_merge")
def person_merge(
    *, by: Actor, request_id: UUID, kept: Child | Adult, merged: Child | Adult
) -> Merge:
    """Make ``kept`` the row for both: everything of ``merged`` is theirs from now on.

    Facts of the row itself (name, birth date) stay those of ``kept``; the other
    row keeps its own, and its names still find the person.
    """
    _refuse_unless_data_manager(by)
    model = type(kept)
    if model is not type(merged):
        raise NotPossible(_("A child and an adult cannot be one person."))
    if kept.pk == merged.pk:
        raise NotPossible(_("Choose two different records: this is the same one twice."))
    kept, merged = _lock(model, kept.pk, merged.pk)
    _refuse_impossible(by, kept, merged)
    moved = [*_account(kept, merged), *_rows_of_stays(kept, merged)]
    for related, field in _pointing_at(model):
        moved += _point(related, field, merged, kept)
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    for hint in _hints(kept, merged):
        hint.settled_at = timezone.now()
        hint.save(update_fields=["settled_at"])
    _reindex(merged)
    merge = Merge.objects.create(
        agency=by.agency,
        table="children" if model is Child else "adults",
        kept_ref=kept.ref,
        merged_ref=merged.ref,
        moved=moved,
        merged_by=by.label,
    )
    if isinstance(kept, Child):
        merge.child = kept  # type: ignore[attr-defined]  # the audit entry is about this child
    return merge


@audited("person_unmerge")
def person_unmerge(*, by: Actor, request_id: UUID, merge: Merge) -> Merge:
    """Give each of the two its rows back. What was written since stays with the kept one."""
    _refuse_unless_data_manager(by)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.agency_id != by.agency.pk:
        raise NotAllowed(_("This record is kept by another agency."))
    if merge.undone_at is not None:
        raise NotPossible(_("This merge has been undone already."))
    model = TABLES[merge.table]
    found = {
        row.ref: row for row in model.objects.filter(ref__in=[merge.kept_ref, merge.merged_ref])
    }
    if len(found) < 2:
        raise NotPossible(_("One of the two was erased by a lawful order, so nothing can go back."))
    kept, merged = _lock(model, found[merge.kept_ref].pk, found[merge.merged_ref].pk)
    if kept.merged_into_id is not None:
        raise NotPossible(
            _("The kept record was itself merged into another later. Undo that merge first.")
        )
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    _give_back(merge.moved, kept, merged)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    _reindex(kept)
    _reindex(merged)
    if isinstance(kept, Child):
        merge.child = kept  # type: ignore[attr-defined]
    return merge


def _refuse_unless_data_manager(by: Actor) -> None:
    if by.user is not None and by.user.role != Role.DATA_MANAGER:
        raise NotAllowed(_("Only a data manager merges records, or undoes it."))


def _lock(model: type[Any], kept: int, merged: int) -> tuple[Any, Any]:
    rows = model.objects.select_for_update().filter(pk__in=[kept, merged]).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[kept], found[merged]


def _refuse_impossible(by: Actor, kept: Any, merged: Any) -> None:
    if {kept.agency_id, merged.agency_id} != {by.agency.pk}:
        raise NotPossible(
            _(
                "These records belong to different agencies. Each keeps its own: agree with the "
                "other agency on a transfer instead."
            )
        )
    if kept.merged_into_id or merged.merged_into_id:
        raise NotPossible(
            _("One of the two was merged already. Choose the record that it was merged into.")
        )
    if kept.entered_in_error or merged.entered_in_error:
        raise NotPossible(
            _("One of the two is marked as entered in error. Bring it back first, or leave it.")
        )
    if isinstance(kept, Adult):
        if kept.user_id and merged.user_id:
            raise NotPossible(
                _("Both have an account of their own. Unlink one account first, then merge.")
            )
        return
    if kept.sealed_at or merged.sealed_at:
        raise NotPossible(_("A sealed record is not merged."))
    if waiting(kept.ref).exists() or waiting(merged.ref).exists():
        raise NotPossible(
            _("A lawful removal has been asked for. Carry it out or withdraw it before merging.")
        )
    if _pairs(kept, merged).filter(entered_in_error=False).exists():
        raise NotPossible(
            _(
                "The record says that these two are brothers or sisters. If they are one child, "
                "first mark that row as entered in error."
            )
        )


def _pairs(one: Child, other: Child) -> models.QuerySet[Sibling]:
    both = Q(child=one, sibling=other) | Q(child=other, sibling=one)
    return Sibling.objects.filter(both)


def _pointing_at(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every table and field that points at children, or at adults, in whichever app."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        related = relation.related_model
        if isinstance(related, type) and related not in STAY and not related._meta.auto_created:
            yield related, relation.field.name  # type: ignore[union-attr]


def _point(related: type[models.Model], field: str, merged: Any, kept: Any) -> list[Moved]:
    ended = _end_twice(related, field, merged, kept)
    rows = related._base_manager.filter(**{field: merged})
    rows = rows.exclude(between_the_two(related, field, kept, merged))
    if related is Version:  # what the merged row itself held is its own history
        rows = rows.exclude(row_ref=merged.ref)
    has_ref = any(f.name == "ref" for f in related._meta.concrete_fields)
    names = list(rows.order_by("pk").values_list("pk", "ref" if has_ref else "pk"))
    for start in range(0, len(names), IN_LIST):
        pks = [pk for pk, _name in names[start : start + IN_LIST]]
        related._base_manager.filter(pk__in=pks).update(**{field: kept})
    return ended + [
        [related._meta.label_lower, str(name) if has_ref else f"pk:{name}", field]
        for _pk, name in names
    ]


def _end_twice(related: type[models.Model], field: str, merged: Any, kept: Any) -> list[Moved]:
    """Of some rows one may be open: where both have one, that of ``merged`` ends."""
    rule = only_one_of(related, field)
    if rule is None:
        return []
    ended = []
    for row in rule.twice(kept, merged):
        setattr(row, rule.ends, rule.end_of(row))
        row.save(update_fields=[rule.ends])
        ended.append([related._meta.label_lower, str(row.ref), field, {"open": rule.ends}])
    return ended


def _account(kept: Any, merged: Any) -> list[Moved]:
    """The account goes along, so that whoever signs in still finds their own child."""
    if isinstance(kept, Child) or not merged.user_id:
        return []
    user, merged.user = merged.user, None
    merged.save(update_fields=["user"])
    kept.user = user
    kept.save(update_fields=["user"])
    return [["record.adult", str(merged.ref), "user", {"user": user.pk}]]


def _rows_of_stays(kept: Any, merged: Any) -> list[Moved]:
    """Somebody named twice as carer of one stay is named once: the other row is put aside."""
    if isinstance(kept, Child):
        return []
    twice = StayCarer.objects.filter(adult=merged, stay__carer_rows__adult=kept)
    aside = [
        [
            "record.staycarer",
            f"pk:{row.pk}",
            "adult",
            {"stay": row.stay_id, "position": row.position},
        ]
        for row in twice
    ]
    StayCarer.objects.filter(pk__in=[row.pk for row in twice]).delete()
    return aside


def _give_back(moved: list[Moved], kept: Any, merged: Any) -> None:
    """Rows that still point at the kept one, and only those, point back."""
    together: dict[tuple[str, str, bool], list[str]] = {}
    ended: list[Moved] = []
    for label, name, field, *values in moved:
        if values and "open" in values[0]:
            ended.append([label, name, field, values[0]["open"]])
        elif values:
            _put_back(label, name, values[0], kept, merged)
        else:
            by_pk = name.startswith("pk:")
            together.setdefault((label, field, by_pk), []).append(name.removeprefix("pk:"))
    for (label, field, by_pk), names in together.items():
        rows = apps.get_model(label)._base_manager.filter(**{field: kept})
        for start in range(0, len(names), IN_LIST):
            some = {("pk__in" if by_pk else "ref__in"): names[start : start + IN_LIST]}
            rows.filter(**some).update(**{field: merged})
    for label, name, field, ends in ended:  # last: now that they are the merged one's again
        given_back = apps.get_model(label)._base_manager.filter(ref=name, **{field: merged})
        given_back.update(**{ends: None})


def _put_back(label: str, name: str, values: dict[str, Any], kept: Any, merged: Any) -> None:
    if label == "record.adult":
        if kept.user_id == values["user"]:
            merged.user, kept.user = kept.user, None
            kept.save(update_fields=["user"])
            merged.save(update_fields=["user"])
    elif Stay.objects.filter(pk=values["stay"]).exists():
        StayCarer.objects.create(
            pk=int(name.removeprefix("pk:")),
            adult=merged,
            stay_id=values["stay"],
            position=values["position"],
        )


def _hints(kept: Any, merged: Any) -> models.QuerySet[DuplicateHint]:
    name = "child" if isinstance(kept, Child) else "adult"
    pairs = Q(**{name: kept, f"other_{name}": merged}) | Q(**{name: merged, f"other_{name}": kept})
    return DuplicateHint.objects.filter(pairs, settled_at=None)


def _reindex(row: Child | Adult) -> None:
    if isinstance(row, Child):
        reindex_child(row)
    else:
        reindex_adult(row)
