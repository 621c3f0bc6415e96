from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction

from basehaven.apps.accounts.models import User


@transaction.atomic
def user_disable(*, user: User) -> int:
    """Close an account: every sign-in of it ends at once. Returns how many there were.

    A request in flight is asked for its user anew, and finds none: nobody waits
    for a session to run out.
    """
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def user_enable(*, user: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
