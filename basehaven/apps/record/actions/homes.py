"""Where a child lives: homes, stays, and periods of care under the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import names_of_new_row, same_agency, take_turn
from basehaven.apps.record.models import Adult, Child, Home, Removal, Stay, StayCarer, today
from basehaven.core.errors import NotPossible


def check_home(home: Home) -> None:
    if not home.name.strip():
        raise NotPossible(_("Give the home a name, such as “Dana's home”."), field="name")


@audited("home_create")
def home_create(
    *, by: Actor, request_id: UUID, name: str, address: str = "", confidential: bool = True
) -> Home:
    """Put a home or provider on the record; confidential unless somebody says otherwise."""
    home = Home(
        **names_of_new_row(by),
        name=name.strip(),
        address=address.strip(),
        confidential=confidential,
    )
    check_home(home)
    home.save()
    return home


def check_stay(stay: Stay) -> None:
    """Everything a stay must fit in with, whether new or corrected."""
    if stay.kind not in Stay.Kind.values:
        raise NotPossible(_("Choose what kind of home it is."), field="kind")
    rules.ends_after_it_starts(stay.started_on, stay.ended_on)
    rules.not_in_the_future(stay.started_on, today(), field="started_on")
    rules.not_in_the_future(stay.ended_on, today(), field="ended_on")
    if stay.child.born_precision == "unborn":
        raise NotPossible(
            _("A child not born yet does not live anywhere yet. Record the birth first."),
            field="started_on",
        )
    if (
        stay.child.born_on
        and stay.started_on < stay.child.born_on
        and (stay.child.born_precision == "day")
    ):
        raise NotPossible(
            _("The child was born on %(day)s. A stay can begin that day at the earliest.")
            % {"day": rules.day(stay.child.born_on)},
            field="started_on",
        )
    others = stay.child.stays.standing().exclude(pk=stay.pk)
    rules.one_home_a_day(stay.started_on, stay.ended_on, stay.shared, others)
    if stay.removal is not None:
        if stay.removal.child_id != stay.child.pk or stay.removal.entered_in_error:
            raise NotPossible(_("Choose one of this child's periods of care."), field="removal")
        rules.stay_inside_removal(
            stay.started_on, stay.ended_on, stay.removal.removed_on, stay.removal.exited_on
        )


def set_carers(stay: Stay, carers: Sequence[Adult]) -> None:
    stay.carer_rows.all().delete()
    StayCarer.objects.bulk_create(
        StayCarer(stay=stay, adult=adult, position=position)
        for position, adult in enumerate(dict.fromkeys(carers))
    )


@audited("stay_start")
def stay_start(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    kind: str,
    started_on: date,
    ended_on: date | None = None,
    home: Home | None = None,
    removal: Removal | None = None,
    carers: Sequence[Adult] = (),
    shared: bool | None = None,
    ends_current: bool = False,
) -> Stay:
    """Say where the child lives from a day on.

    ``ends_current``: the stay that is open now ended on that day (a move). With
    ``shared`` and no end, it goes on as the other home of shared care instead.
    """
    child = take_turn(by, child)
    for carer in carers:
        same_agency(by, carer, field="carers")
    if home is not None and home.agency_id != by.agency.pk:
        raise NotPossible(_("Choose a home from your own agency's record."), field="home")
    if ends_current:
        open_now = child.stays.standing().filter(ended_on=None, started_on__lte=started_on)
        for before in open_now:
            before.child = child
            _end(by, before, started_on)
    elif shared and ended_on is None:
        _share_current(by, child, started_on)
    stay = Stay(
        **names_of_new_row(by, child),
        child=child,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        home=home,
        removal=removal,
        shared=shared,
    )
    check_stay(stay)
    stay.save()
    set_carers(stay, carers)
    return stay


def _share_current(by: Actor, child: Child, day: date) -> None:
    """Where the child lives now becomes one of two homes, from a day on; before, it was the one."""
    for before in child.stays.standing().filter(ended_on=None, started_on__lte=day):
        if before.shared:
            continue
        before.child = child
        if before.started_on == day:
            keep_version(before, by, "")
            before.shared = True
            before.save()
            continue
        _end(by, before, day)
        goes_on = Stay(
            **names_of_new_row(by, child),
            child=child,
            kind=before.kind,
            started_on=day,
            home=before.home,
            removal=before.removal,
            shared=True,
        )
        goes_on.save()
        set_carers(goes_on, [row.adult for row in before.carer_rows.select_related("adult")])


@audited("stay_end")
def stay_end(*, by: Actor, request_id: UUID, stay: Stay, ended_on: date) -> Stay:
    """End a stay. The ties to those who cared for the child there go on."""
    stay.child = take_turn(by, stay.child)
    stay.refresh_from_db(fields=["started_on", "ended_on", "entered_in_error"])
    if stay.ended_on is not None:
        raise NotPossible(
            _("This stay already ended on %(day)s. Correct it if that is wrong.")
            % {"day": rules.day(stay.ended_on)}
        )
    _end(by, stay, ended_on)
    return stay


def _end(by: Actor, stay: Stay, ended_on: date) -> None:
    rules.ends_after_it_starts(stay.started_on, ended_on)
    rules.not_in_the_future(ended_on, today(), field="ended_on")
    keep_version(stay, by, "")
    stay.ended_on = ended_on
    stay.save()


def check_removal(removal: Removal) -> None:
    rules.ends_after_it_starts(removal.removed_on, removal.exited_on, field="exited_on")
    rules.not_in_the_future(removal.removed_on, today(), field="removed_on")
    rules.not_in_the_future(removal.exited_on, today(), field="exited_on")
    if removal.child.born_precision == "unborn":
        raise NotPossible(
            _("A child not born yet is in nobody's care under the law. Record the birth first."),
            field="removed_on",
        )
    if removal.exit_reason and removal.exited_on is None:
        raise NotPossible(
            _("Give the day the child left care, or leave the reason empty."), field="exited_on"
        )
    others = removal.child.removals.standing().exclude(pk=removal.pk)
    rules.one_removal_at_a_time(removal.removed_on, removal.exited_on, others)
    if removal.pk is None:
        return
    for stay in removal.stays.standing():
        try:
            rules.stay_inside_removal(
                stay.started_on, stay.ended_on, removal.removed_on, removal.exited_on
            )
        except NotPossible as error:
            raise NotPossible(
                _(
                    "A stay of this period of care (from %(day)s) would lie outside it. Correct "
                    "the stay first."
                )
                % {"day": rules.day(stay.started_on)},
                field="removed_on" if error.field == "started_on" else "exited_on",
            ) from error


@audited("removal_start")
def removal_start(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    removed_on: date,
    exited_on: date | None = None,
    exit_reason: str = "",
) -> Removal:
    """Begin a period of care under the law. Where the child lives in it are its stays."""
    child = take_turn(by, child)
    removal = Removal(
        **names_of_new_row(by, child),
        child=child,
        removed_on=removed_on,
        exited_on=exited_on,
        exit_reason=exit_reason,
    )
    check_removal(removal)
    removal.save()
    return removal


@audited("removal_end")
def removal_end(
    *, by: Actor, request_id: UUID, removal: Removal, exited_on: date, exit_reason: str
) -> Removal:
    """End a period of care, and with it the stay in it that is still open."""
    removal.child = take_turn(by, removal.child)
    removal.refresh_from_db(fields=["removed_on", "exited_on", "entered_in_error"])
    if removal.exited_on is not None:
        raise NotPossible(
            _("This period of care already ended on %(day)s. Correct it if that is wrong.")
            % {"day": rules.day(removal.exited_on)}
        )
    if exit_reason not in Removal.ExitReason.values:
        raise NotPossible(_("Choose how the child left care."), field="exit_reason")
    rules.ends_after_it_starts(removal.removed_on, exited_on, field="exited_on")
    open_stays = removal.stays.standing().filter(Q(ended_on=None), started_on__lte=exited_on)
    for stay in open_stays:
        _end(by, stay, exited_on)
    keep_version(removal, by, "")
    removal.exited_on, removal.exit_reason = exited_on, exit_reason
    check_removal(removal)
    removal.save()
    return removal
