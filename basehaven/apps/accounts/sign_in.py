"""How long a sign-in lasts, what a second step is, and where a demo answers."""

from __future__ import annotations

import ipaddress
import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from basehaven.apps.accounts.models import User

SIGNED_IN_AT = "signed_in_at"
BY_PIN = "opened_by_pin"  # in a session: where it leads when it is over, and for which room
POLL = "X-Poll"  # a page that asks by itself is nobody being there
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_HOST",
)


def passed_second_step(request: HttpRequest) -> bool:
    """Whether this session was opened, or confirmed since, with more than a password."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def is_loopback(request: HttpRequest) -> bool:
    """Whether the request comes from this very machine, and not through a proxy on it."""
    if any(header in request.META for header in FORWARDED):
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    host = request.get_host().rsplit(":", 1)[0] if "]" not in request.get_host() else "::1"
    return address.is_loopback and host in LOOPBACK_NAMES


def is_demo_sign_in(user: User) -> bool:
    if user.username.startswith("demo-"):
        return True
    return user.agency is not None and user.agency.demo


# When somebody was last here is kept in a signed cookie tied to the session, not
# in the session's own row: reading a page must not wait for an import that writes.


def _cookie_name() -> str:
    return "__Host-seen" if settings.PRODUCTION else "seen"


def _seal(request: HttpRequest, at: str) -> str:
    return salted_hmac("basehaven.seen", f"{request.session.session_key}:{at}").hexdigest()


def last_seen(request: HttpRequest) -> float:
    """Seconds since the epoch. Without a cookie that holds: when the sign-in began."""
    at, _, seal = request.COOKIES.get(_cookie_name(), "").partition(".")
    began = float(request.session.get(SIGNED_IN_AT, 0))
    if at.isdigit() and constant_time_compare(seal, _seal(request, at)):
        return max(float(at), began)
    return began


def opened_by_pin(request: HttpRequest) -> dict[str, str] | None:
    """What a shared tablet wrote into this session: the room, and where it is locked."""
    found: dict[str, str] | None = request.session.get(BY_PIN)
    return found


def idle_seconds(request: HttpRequest) -> int:
    """How long nobody may do anything: a tablet that children run past is locked sooner."""
    if opened_by_pin(request):
        return int(settings.BASEHAVEN_TABLET_IDLE_SECONDS)
    return int(settings.BASEHAVEN_IDLE_SECONDS)


def mark_seen(request: HttpRequest, response: HttpResponse) -> None:
    if POLL in request.headers:
        return
    now = time.time()
    lately = now - last_seen(request) < min(30, idle_seconds(request) / 10)
    if lately and _cookie_name() in request.COOKIES:
        return
    at = str(int(now))
    response.set_cookie(
        _cookie_name(),
        f"{at}.{_seal(request, at)}",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_over(request: HttpRequest) -> bool:
    """Whether this sign-in has idled too long, or lasted as long as any may."""
    now = time.time()
    began = request.session.get(SIGNED_IN_AT)
    if began is None:
        request.session[SIGNED_IN_AT] = now
        return False
    if now - float(began) > settings.SESSION_COOKIE_AGE:
        return True
    return now - last_seen(request) > idle_seconds(request)
