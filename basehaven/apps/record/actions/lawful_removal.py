"""Lawful removal: asked by one person, done by another, leaving only that it took place.

``seal`` keeps everything and shows it to nobody. ``erase`` deletes every row of
the child, their history and whoever was in no other life. Files that somebody
uploaded or exported, and backups, are out of reach: the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Draft, Role
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions.finding_index import forget_words, words_held_by
from basehaven.apps.record.actions.people import reindex
from basehaven.apps.record.actions.rows import take_turn
from basehaven.apps.record.models import (
    Adult,
    Child,
    Home,
    LawfulRemoval,
    Merge,
    Removal,
    Stay,
    StayCarer,
    Tie,
    TieSpell,
    Version,
)
from basehaven.core.errors import NotAllowed, NotPossible

MAY_DO = (Role.DATA_MANAGER, Role.SUPERVISOR)

# Apps above the record that keep rows of a child without a foreign key (an
# import's conflicts, say) add a function here; it gets the refs that vanish.
ALSO_ERASE: list[Callable[[frozenset[UUID]], None]] = []


class Order(models.TextChoices):
    SEALED_ADOPTION = "sealed_adoption", gettext_lazy("adoption with sealed records")
    EXPUNGEMENT = "expungement", gettext_lazy("expungement by a court")
    ERASURE = "erasure", gettext_lazy("right to erasure")


@audited("removal_ask")
def removal_ask(
    *, by: Actor, request_id: UUID, child: Child, kind: str, order: str, reason: str
) -> LawfulRemoval:
    """Ask for a seal or an erasure. It waits for a second person."""
    child = take_turn(by, child)
    if by.user is None:
        raise NotAllowed(_("Somebody signed in has to ask, so that it is known who did."))
    if kind not in LawfulRemoval.Kind.values:
        raise NotPossible(_("Choose whether to seal or to erase."), field="kind")
    if order not in Order.values:
        raise NotPossible(_("Choose by which lawful order."), field="order")
    _reason_without_names(child, reason)
    if waiting(child.ref).exists():
        raise NotPossible(_("A removal has been asked for already and waits for a second person."))
    return LawfulRemoval.objects.create(
        agency=by.agency,
        child_ref=child.ref,
        kind=kind,
        order=order,
        reason=reason.strip(),
        asked_by=by.user,
    )


def waiting(child_ref: UUID) -> models.QuerySet[LawfulRemoval]:
    return LawfulRemoval.objects.filter(child_ref=child_ref, done_at=None, withdrawn_at=None)


def _reason_without_names(child: Child, reason: str) -> None:
    """The reason outlives the record, so no name may stand in it."""
    if not reason.strip():
        raise NotPossible(_("Give the reason, such as the number of the order."), field="reason")
    names = [child.name, *child.nicknames]
    names += Adult.objects.filter(ties__child=child).values_list("name", flat=True)
    words = {word.casefold().strip(".,;:!?()’'\"") for word in reason.split()}
    for name in names:
        if any(len(part) > 2 and part.casefold() in words for part in name.split()):
            raise NotPossible(
                _(
                    "Leave names out of the reason: it stays when the record is gone. The number "
                    "of the order is enough."
                ),
                field="reason",
            )


@audited("removal_withdraw")
def removal_withdraw(*, by: Actor, request_id: UUID, removal: LawfulRemoval) -> LawfulRemoval:
    removal = _open(by, removal)
    removal.withdrawn_at = timezone.now()
    removal.save()
    return removal


def _open(by: Actor, removal: LawfulRemoval) -> LawfulRemoval:
    removal = LawfulRemoval.objects.select_for_update().get(pk=removal.pk)
    if removal.agency_id != by.agency.pk:
        raise NotAllowed(_("This record is kept by another agency."))
    if removal.done_at is not None:
        raise NotPossible(_("This has been done already."))
    if removal.withdrawn_at is not None:
        raise NotPossible(_("This was withdrawn."))
    return removal


@audited("removal_do")
def removal_do(*, by: Actor, request_id: UUID, removal: LawfulRemoval) -> LawfulRemoval:
    """Seal or erase, as asked by somebody else."""
    removal = _open(by, removal)
    if by.user is None or by.user.role not in MAY_DO:
        raise NotAllowed(_("A data manager or a supervisor has to do this."))
    if by.user.pk == removal.asked_by_id:
        raise NotAllowed(_("Somebody other than the person who asked has to do this."))
    child = Child.objects.select_for_update().filter(ref=removal.child_ref).first()
    if child is None:
        raise NotPossible(_("This record is gone already."))
    if removal.kind == LawfulRemoval.Kind.SEAL:
        _seal(child)
    else:
        _erase(child)
    removal.done_by, removal.done_at = by.user, timezone.now()
    removal.save()
    return removal


def _seal(child: Child) -> None:
    """With it the records that were merged into it, which are the same child's."""
    for each in same_child(child):
        each.sealed_at = timezone.now()
        each.save()
        reindex(each)


def same_child(child: Child) -> list[Child]:
    """The record and all that were ever merged into it, however deep."""
    found, new = {child.pk: child}, [child]
    while new:
        new = [
            each
            for each in Child.objects.filter(merged_into__in=[row.pk for row in new])
            if each.pk not in found
        ]
        found.update({each.pk: each for each in new})
    return list(found.values())


def _erase(child: Child) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")  # freed pages are overwritten with zeros
        transaction.on_commit(_empty_the_log)
    children = same_child(child)
    keys = [each.pk for each in children]
    names = [each.name for each in children if len(each.name.split()) > 1]
    adults = list(Adult.objects.filter(pk__in=_adults_of(keys)))
    homes = list(Home.objects.filter(stays__child__in=keys).distinct())
    words = [word for each in children for word in words_held_by(each)]
    gone = {each.ref for each in children} | _refs_of_rows(keys)
    _delete_rows(keys)
    for adult in _alone(adults):
        gone.add(adult.ref)
        words += words_held_by(adult)
        adult.delete()
    for home in homes:
        if not home.stays.exists():
            gone.add(home.ref)
            home.delete()
    Version.objects.filter(row_ref__in=gone).delete()
    Merge.objects.filter(Q(kept_ref__in=gone) | Q(merged_ref__in=gone)).delete()
    forget_words(child.agency, words)
    _delete_drafts(gone, names)
    for also in ALSO_ERASE:
        also(frozenset(gone))


def _empty_the_log() -> None:
    """What SQLite still holds in its write-ahead log goes too, unless others are reading it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA secure_delete=OFF")


def _rows_of(keys: list[int]) -> Iterable[models.QuerySet[models.Model]]:
    """Every row of these children in any app, in an order that deletes cleanly."""
    first: list[type[models.Model]] = [Stay, TieSpell, Tie, Removal]
    related: dict[Any, list[str]] = {}
    for relation in Child._meta.related_objects:
        if relation.related_model is not Child:
            related.setdefault(relation.related_model, []).append(relation.field.name)
    for model in [*first, *(model for model in related if model not in first)]:
        ours = Q()
        for field in related[model]:
            ours |= Q(**{f"{field}__in": keys})
        yield model._base_manager.filter(ours)


def _refs_of_rows(keys: list[int]) -> set[UUID]:
    refs: set[UUID] = set()
    for rows in _rows_of(keys):
        if any(field.name == "ref" for field in rows.model._meta.concrete_fields):
            refs |= set(rows.values_list("ref", flat=True))
    return refs


def _adults_of(keys: list[int]) -> set[int]:
    """Keys of every adult whom a row of these children names."""
    found: set[int] = set(
        StayCarer.objects.filter(stay__child__in=keys).values_list("adult", flat=True)
    )
    for rows in _rows_of(keys):
        for field in rows.model._meta.concrete_fields:
            if field.related_model is Adult:
                found |= set(rows.values_list(field.attname, flat=True))
    return found - {None}


def _delete_rows(keys: list[int]) -> None:
    for rows in _rows_of(keys):
        rows.delete()
    Child.objects.filter(pk__in=keys).update(merged_into=None)
    Child.objects.filter(pk__in=keys).delete()


def _alone(adults: list[Adult]) -> list[Adult]:
    """Those in no other life: no row protects them, and they do not work here."""
    family = (Role.PARENT, Role.FOSTER_CARER)
    found = []
    for adult in adults:
        if adult.user is not None and adult.user.role not in family:
            continue
        needed = False
        for relation in Adult._meta.related_objects:
            if relation.on_delete is models.CASCADE:
                continue  # search keys go with the person
            field = relation.field.name
            needed |= relation.related_model._base_manager.filter(**{field: adult.pk}).exists()
        if not needed:
            found.append(adult)
    return found


def _delete_drafts(gone: set[UUID], names: list[str]) -> None:
    """Whatever anybody had typed and not saved about this child."""
    marks = {str(ref) for ref in gone} | {ref.hex for ref in gone} | set(names)
    for draft in Draft.objects.iterator():
        text = " ".join([draft.subject, *map(str, _leaves(draft.values))])
        if any(mark in text for mark in marks):
            draft.delete()


def _leaves(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value
