"""Children and adults: put on the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Role, User
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import finding_index, rules
from basehaven.apps.record.actions.duplicates import note_hidden_duplicates
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import names_of_new_row, same_agency, take_turn
from basehaven.apps.record.models import (
    Adult,
    AdultRole,
    BornPrecision,
    Child,
    Sibling,
    Tie,
    WorkingRelationship,
    today,
)
from basehaven.core.errors import NotPossible

# Whoever puts a child on the record works with the child from that day on.
WORKS_AS = {
    Role.CASEWORKER: WorkingRelationship.Kind.CASEWORKER,
    Role.HOME_VISITOR: WorkingRelationship.Kind.HOME_VISITOR,
    Role.DIRECTOR: WorkingRelationship.Kind.DIRECTOR,
}


def reindex(row: Child | Adult) -> None:
    """Bring the search keys up to date with the row's names and dates."""
    if isinstance(row, Child):
        finding_index.reindex_child(row)
    else:
        finding_index.reindex_adult(row)


def tidy_names(names: Sequence[str]) -> list[str]:
    return [name.strip() for name in names if name.strip()]


def tidy_roles(roles: Sequence[str]) -> list[str]:
    for role in roles:
        if role not in AdultRole.values:
            raise NotPossible(_("Choose what this person is to the child."), field="roles")
    return list(dict.fromkeys(roles))


def check_child(child: Child) -> None:
    """Everything a child's own facts must fit in with, whether new or corrected."""
    child.born_precision = rules.birth(child.born_on, child.born_precision, child.due_on, today())
    if not child.name.strip() and child.born_precision != "unborn":
        raise NotPossible(
            _("Give the name the child goes by, even if it is only “baby” and a family name."),
            field="name",
        )
    if child.sex and child.sex not in Child.Sex.values:
        raise NotPossible(_("Choose one, or leave it empty."), field="sex")
    if child.pk is None or child.born_on is None or child.born_precision != "day":
        return
    early = child.stays.standing().filter(started_on__lt=child.born_on).first()
    if early is not None:
        raise NotPossible(
            _("A stay begins on %(day)s, before this birth date. Correct the stay first.")
            % {"day": rules.day(early.started_on)},
            field="born_on",
        )


def check_adult(adult: Adult) -> None:
    adult.roles = tidy_roles(adult.roles)
    unnamed = adult.pk is not None and adult.ties.filter(derived=True).exists()
    if not adult.name.strip() and not unnamed:
        raise NotPossible(
            _("Give a name, or what people call them (“bus driver Joe”)."), field="name"
        )


@audited("child_create")
def child_create(
    *,
    by: Actor,
    request_id: UUID,
    name: str = "",
    nicknames: Sequence[str] = (),
    born_on: date | None = None,
    born_precision: str = "",
    due_on: date | None = None,
    sex: str = "",
    region: str = "",
    groups: Sequence[str] = (),
    twin_of: Child | None = None,
    shared_ties: Sequence[Tie] = (),
) -> Child:
    """Put a child on the record, born or expected.

    With ``twin_of``, birth data left empty are the twin's, the two become
    siblings, and ``shared_ties`` (ties of the twin, such as to their parents)
    begin for this child too, with what restricts those people.
    """
    if twin_of is not None:
        twin_of = take_turn(by, twin_of)
        if born_on is None and not born_precision:
            born_on, born_precision = twin_of.born_on, twin_of.born_precision
        due_on = due_on or twin_of.due_on
        region = region or twin_of.region
    child = Child(
        **names_of_new_row(by),
        name=name.strip(),
        nicknames=tidy_names(nicknames),
        born_on=born_on,
        born_precision=born_precision,
        due_on=due_on,
        sex=sex,
        region=region.strip(),
        groups=tidy_names(groups),
    )
    check_child(child)
    child.save()
    _begin_work(by, child)
    if twin_of is not None:
        _join_twins(by, child, twin_of, shared_ties)
    reindex(child)
    note_hidden_duplicates(by, child)
    return child


def _begin_work(by: Actor, child: Child) -> None:
    if by.user is not None and by.user.role in WORKS_AS:
        WorkingRelationship.objects.create(
            agency=by.agency,
            user=by.user,
            kind=WORKS_AS[Role(by.user.role)],
            child=child,
            started_on=today(),
        )


def _join_twins(by: Actor, child: Child, twin: Child, shared_ties: Sequence[Tie]) -> None:
    Sibling.objects.create(
        **names_of_new_row(by, twin),
        child=twin,
        sibling=child,
        kind=Sibling.Kind.FULL,
        twin=True,
    )
    adults = set()
    for tie in shared_ties:
        if tie.child_id != twin.pk or tie.entered_in_error:
            raise NotPossible(_("Choose among the people around the twin."), field="shared_ties")
        adults.add(tie.adult_id)
        Tie.objects.create(
            **names_of_new_row(by, child),
            child=child,
            adult_id=tie.adult_id,
            kind=tie.kind,
            started_on=tie.started_on,
            called=tie.called,
        )
    # Safer to restrict one too many than to forget one: each can be ended.
    for restriction in twin.restrictions.standing().live_on(today()).filter(adult__in=adults):
        type(restriction).objects.create(
            **names_of_new_row(by, child),
            child=child,
            adult_id=restriction.adult_id,
            kind=restriction.kind,
            started_on=restriction.started_on,
            ended_on=restriction.ended_on,
            source=restriction.source,
        )


@audited("adult_create")
def adult_create(
    *,
    by: Actor,
    request_id: UUID,
    name: str,
    roles: Sequence[str] = (),
    nicknames: Sequence[str] = (),
    user: User | None = None,
) -> Adult:
    """Put a person on the record, once, whatever their roles."""
    if user is not None and user.agency_id != by.agency.pk:
        raise NotPossible(_("This account belongs to another agency."), field="user")
    adult = Adult(
        **names_of_new_row(by),
        name=name.strip(),
        nicknames=tidy_names(nicknames),
        roles=tidy_roles(roles),
        user=user,
    )
    check_adult(adult)
    adult.save()
    reindex(adult)
    note_hidden_duplicates(by, adult)
    return adult


@audited("adult_link_user")
def adult_link_user(*, by: Actor, request_id: UUID, adult: Adult, user: User | None) -> Adult:
    """Say which account is this person's own, or with None that none is.

    From then on rights open the record to that account, and orders close it. Nobody
    does this for themselves, or they could give themselves another family's rights.
    """
    same_agency(by, adult)
    if user is not None and user.agency_id != by.agency.pk:
        raise NotPossible(_("This account belongs to another agency."), field="account")
    if by.user is not None and by.user.pk in (adult.user_id, user.pk if user else None):
        raise NotPossible(
            _("This is your own account: ask a colleague to do this."), field="account"
        )
    if user is not None and Adult.objects.filter(user=user).exclude(pk=adult.pk).exists():
        raise NotPossible(_("This account is already another person's."), field="account")
    adult.user = user
    adult.save(update_fields=["user"])
    return adult


@audited("child_born")
def child_born(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    born_on: date,
    born_precision: str = "day",
    name: str = "",
    sex: str = "",
) -> Child:
    """An expected child is born: an event, not a correction. The due date stays."""
    child = take_turn(by, child)
    if child.born_precision != BornPrecision.UNBORN:
        raise NotPossible(
            _("This child is born already. Correct the birth date if it is wrong."),
            field="born_on",
        )
    keep_version(child, by, "")
    child.born_on, child.born_precision = born_on, born_precision
    child.name = name.strip() or child.name
    child.sex = sex or child.sex
    check_child(child)
    child.save()
    reindex(child)
    return child
