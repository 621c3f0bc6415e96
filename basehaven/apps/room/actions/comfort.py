"""What adults answer to the nine questions, and who in dispute does not read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions.rows import take_turn
from basehaven.apps.record.models import Adult, Child, today
from basehaven.apps.room.access import may_mark_answer
from basehaven.apps.room.actions.rows import same_agency
from basehaven.apps.room.models import ComfortAnswer, ComfortDispute
from basehaven.core.errors import NotAllowed, NotPossible
from basehaven.knowledge.comfort import comfort_questions

NOBODY = "nobody"


@audited("interview_answer")
def interview_answer(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    asked: Adult,
    said: Mapping[str, Sequence[str]],
    sure: str = "",
    seen_on: date | None = None,
) -> ComfortAnswer:
    """Write down one adult's answers of today. What they answered before stays beside it.

    ``said`` holds references of adults in order, or ``nobody``, by question.
    """
    child = take_turn(by, child)
    same_agency(by, asked)
    answered = {question: list(named) for question, named in said.items() if named}
    _check(by, answered)
    if sure not in ("", *ComfortAnswer.Sure.values):
        raise NotPossible(_("Choose one of the answers shown."), field="sure")
    if seen_on is not None and seen_on > today():
        raise NotPossible(_("This day is still to come."), field="seen_on")
    return ComfortAnswer.objects.create(
        agency=by.agency,
        child=child,
        asked=asked,
        asked_on=today(),
        said=answered,
        sure=sure,
        seen_on=seen_on,
        written_by=by.label,
    )


def _check(by: Actor, said: Mapping[str, list[str]]) -> None:
    if not said:
        raise NotPossible(_("Answer at least one question. The others can stay unknown."))
    asks = {question.id for question in comfort_questions() if question.asks_for == "people"}
    named = {ref for refs in said.values() for ref in refs} - {NOBODY}
    known = Adult.objects.filter(agency=by.agency, ref__in=named).count()
    if not said.keys() <= asks or known != len(named):
        raise NotPossible(_("Choose one of the answers shown."))
    for question, refs in said.items():
        if len(set(refs)) != len(refs) or (NOBODY in refs and len(refs) > 1):
            raise NotPossible(
                _("Name each person once, and nobody beside “nobody”."), field=question
            )


@audited("interview_mark_error")
def interview_mark_error(*, by: Actor, request_id: UUID, answer: ComfortAnswer) -> ComfortAnswer:
    """Hide answers that should never have been written. They are kept in the table."""
    take_turn(by, answer.child)
    if not may_mark_answer(by, answer):
        raise NotAllowed(_("Only who answered, or who wrote it down, can take it back."))
    answer.entered_in_error = True
    answer.save(update_fields=["entered_in_error"])
    return answer


@audited("dispute_set")
def dispute_set(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    one: Adult,
    other: Adult,
    ended_on: date | None = None,
) -> ComfortDispute:
    """From today neither of two adults reads whom the child turns to, until a day or for now."""
    child = take_turn(by, child)
    same_agency(by, one, other)
    decided_by = _decider(by, one, other)
    if one == other:
        raise NotPossible(_("Choose two different people."), field="other")
    if ended_on is not None and ended_on <= today():
        raise NotPossible(_("Choose a day after today, or leave it open."), field="ended_on")
    return ComfortDispute.objects.create(
        agency=by.agency,
        child=child,
        one=one,
        other=other,
        started_on=today(),
        ended_on=ended_on,
        decided_by=decided_by,
    )


@audited("dispute_end")
def dispute_end(*, by: Actor, request_id: UUID, dispute: ComfortDispute) -> ComfortDispute:
    """The team decides that both read it again, from today."""
    take_turn(by, dispute.child)
    _decider(by, dispute.one, dispute.other)
    if dispute.ended_on is None or dispute.ended_on > today():
        dispute.ended_on = today()
        dispute.save(update_fields=["ended_on"])
    return dispute


def _decider(by: Actor, *adults: Adult) -> User:
    if by.user is None:
        raise NotAllowed(_("Somebody signed in has to decide, so that it is known who did."))
    if any(adult.user_id == by.user.pk for adult in adults):
        raise NotAllowed(_("Somebody who is not in the dispute has to decide this."))
    return by.user
