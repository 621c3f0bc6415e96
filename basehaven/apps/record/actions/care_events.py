"""Moments of care: what was seen and done. What it may mean is never written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import names_of_new_row, same_agency, take_turn
from basehaven.apps.record.models import Adult, CareEvent, Child
from basehaven.core.errors import NotPossible

A_CLOCK_AHEAD = timedelta(minutes=5)
SOOTHED = ("", "yes", "partly", "no")
SOUGHT = ("", "someone", "nobody")


@dataclass(frozen=True, slots=True)
class Seen:
    """One moment as somebody saw it. What nobody noted stays empty: that is not "no".

    Attributes:
        context: one of the open tables' contexts.
        seen: cue ids.
        distress: a hard moment; None when nobody said.
        sought: ``someone``, ``nobody``, or empty.
        approached: adults the child turned to, in order.
        missed: adults the child looked for who were not there.
        available: adults who were there.
        responder: who answered, and ``response`` how.
        soothed: ``yes``, ``partly``, ``no``, or empty.
        observer: whoever saw it.
    """

    context: str
    seen: tuple[str, ...] = ()
    distress: bool | None = None
    arousal: str = ""
    sought: str = ""
    approached: Sequence[Adult] = ()
    missed: Sequence[Adult] = ()
    available: Sequence[Adult] = ()
    responder: Adult | None = None
    response: str = ""
    soothed: str = ""
    minutes_to_settle: int | None = None
    back_to_play: bool | None = None
    observer: Adult | None = None
    confidence: str = ""


@audited("care_event_record")
def care_event_record(
    *, by: Actor, request_id: UUID, child: Child, at: datetime, moment: Seen
) -> CareEvent:
    """Write down a moment of one child.

    Raises:
        NotPossible: a time still to come, or somebody of another agency.
    """
    child = take_turn(by, child)
    _check(by, at, moment)
    event = CareEvent(
        **names_of_new_row(by, child),
        child=child,
        at=at,
        context=moment.context,
        seen=list(moment.seen),
        distress=moment.distress,
        arousal=moment.arousal,
        sought=moment.sought or ("someone" if moment.approached else ""),
        approached=_ids(moment.approached, child),
        missed=_ids(moment.missed, child),
        available=_ids(moment.available, child),
        responder=moment.responder,
        response=moment.response,
        soothed=moment.soothed,
        minutes_to_settle=moment.minutes_to_settle,
        back_to_play=moment.back_to_play,
        observer=moment.observer,
        confidence=moment.confidence,
    )
    event.save()
    return event


@audited("care_event_finish")
def care_event_finish(
    *,
    by: Actor,
    request_id: UUID,
    event: CareEvent,
    soothed: str = "",
    back_to_play: bool | None = None,
    minutes_to_settle: int | None = None,
) -> CareEvent:
    """Add what nobody noted at the time: whether it helped. What stood there is kept."""
    child = take_turn(by, event.child)
    event = CareEvent.objects.get(pk=event.pk)
    event.child = child
    if event.entered_in_error:
        raise NotPossible(_("This was undone. Log it again if it happened."))
    if soothed not in SOOTHED:
        raise NotPossible(_("Choose yes, a little, or not yet."), field="soothed")
    keep_version(event, by, "")
    event.soothed = soothed or event.soothed
    if back_to_play is not None:
        event.back_to_play = back_to_play
    if minutes_to_settle is not None:
        event.minutes_to_settle = minutes_to_settle
    event.save()
    return event


def _check(by: Actor, at: datetime, moment: Seen) -> None:
    if at > timezone.now() + A_CLOCK_AHEAD:
        raise NotPossible(_("This time is still to come. Give the time it happened."), field="at")
    if moment.sought not in SOUGHT or moment.soothed not in SOOTHED:
        raise NotPossible(_("Choose one of the answers shown."), field="soothed")
    if moment.sought == "nobody" and moment.approached:
        raise NotPossible(_("“Nobody” and a name cannot both be. Choose one."), field="approached")
    people = [*moment.approached, *moment.missed, *moment.available]
    people += [adult for adult in (moment.responder, moment.observer) if adult is not None]
    for adult in people:
        same_agency(by, adult, field="approached")


def _ids(adults: Sequence[Adult], child: Child) -> list[str]:
    """As the open tables name them: bare within the child's source, else qualified."""
    return [
        adult.key if adult.source_id == child.source_id else f"{adult.source_id}::{adult.key}"
        for adult in adults
    ]
