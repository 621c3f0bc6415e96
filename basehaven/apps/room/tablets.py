"""A shared tablet: what the device holds, and what a PIN opens on it (ADR 0013)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from basehaven.apps.accounts.access import opens_by_pin, public
from basehaven.apps.accounts.models import User
from basehaven.apps.accounts.sign_in import BY_PIN, opened_by_pin
from basehaven.apps.room.models import Tablet
from basehaven.apps.room.tokens import digest_of

View = Callable[..., HttpResponse]
KEPT = 400 * 24 * 3600  # seconds: as long as a browser keeps a cookie at most
BACKEND = "basehaven.apps.accounts.backend.Backend"


def cookie_name() -> str:
    return "__Host-tablet" if settings.PRODUCTION else "tablet"


def give_token(response: HttpResponse, token: str) -> None:
    """The device alone holds it; scripts cannot read it."""
    response.set_cookie(
        cookie_name(), token, max_age=KEPT, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def tablet_of(request: HttpRequest) -> Tablet | None:
    """The tablet that this device is, if somebody enrolled it and nobody ended that."""
    token = request.COOKIES.get(cookie_name(), "")
    if not token:
        return None
    found: Tablet | None = (
        Tablet.objects.filter(digest=digest_of(token), ended_at=None)
        .select_related("room__agency")
        .first()
    )
    return found


def on_tablet(view: View) -> View:
    """Hand the view the tablet that asks; any other device finds nothing here."""

    @functools.wraps(view)
    def find(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        tablet = tablet_of(request)
        if tablet is None:
            raise Http404
        return view(request, tablet=tablet, **kwargs)

    return opens_by_pin(public(find))


def open_by_pin(request: HttpRequest, tablet: Tablet, user: User) -> None:
    """Sign in for this room's board and no more; it is locked again soon."""
    login(request, user, backend=BACKEND)
    request.session[BY_PIN] = {
        "room": str(tablet.room.ref),
        "board": reverse("board_show", args=[tablet.room.ref]),
        "locked_at": reverse("tablet_show"),
    }
    request.session.set_expiry(0)


def is_still_open(request: HttpRequest, room_ref: object) -> bool:
    """Whether a PIN's sign-in holds for this room: of this tablet, and nobody ended it."""
    by_pin = opened_by_pin(request)
    if by_pin is None:
        return True
    tablet = tablet_of(request)
    return tablet is not None and str(tablet.room.ref) == by_pin["room"] == str(room_ref)


def lock(request: HttpRequest) -> None:
    """End what a PIN opened. Somebody's own sign-in is left alone."""
    if request.user.is_authenticated and opened_by_pin(request):
        logout(request)
