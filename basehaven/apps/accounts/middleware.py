"""What holds for every request: time-outs, second steps, where a demo answers, headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from basehaven.apps.accounts import drafts, sign_in

# What is still open while a password is temporary, or a second step has not been passed.
NEW_PASSWORD = frozenset({"account_change_password", "account_logout", "account_reauthenticate"})
SECOND_STEP = NEW_PASSWORD | {
    "account_show",
    "second_step",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "usersessions_list",
}
# What a sign-in by PIN may open besides the views that say so themselves.
BY_PIN_TOO = frozenset({"account_logout", "language_set"})
HEADERS = {
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), payment=(), usb=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}


class AccountsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._turned_away(request) or self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
            sign_in.mark_seen(request, response)
        return response

    def _turned_away(self, request: HttpRequest) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        if sign_in.is_over(request):
            if by_pin := sign_in.opened_by_pin(request):
                return _lock(request, by_pin["locked_at"])
            return _sign_in_again(
                request,
                _(
                    "You were signed out because nothing happened for a while. Sign in to go on "
                    "where you were: what you had typed is kept."
                ),
            )
        if not sign_in.is_loopback(request) and sign_in.is_demo_sign_in(request.user):
            return _sign_in_again(request, _("Demo sign-ins work only on the machine itself."))
        return None

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if user.must_change_password:
            if name not in NEW_PASSWORD:
                return HttpResponseRedirect(reverse("account_change_password"))
        elif (
            user.must_use_second_step
            and name not in SECOND_STEP
            and not sign_in.passed_second_step(request)
        ):
            return HttpResponseRedirect(reverse("second_step"))
        return self._beyond_a_pin(request, view, name or "")

    def _beyond_a_pin(self, request: HttpRequest, view: Any, name: str) -> HttpResponse | None:
        """A PIN on a shared tablet opens the board and what belongs to it, no more."""
        by_pin = sign_in.opened_by_pin(request)
        if by_pin is None or getattr(view, "opens_by_pin", False) or name in BY_PIN_TOO:
            return None
        messages.info(
            request,
            _(
                "With a PIN this tablet opens the board alone. For everything else, sign in with "
                "your password on a device of your own."
            ),
        )
        return HttpResponseRedirect(by_pin["board"])


def _lock(request: HttpRequest, locked_at: str) -> HttpResponse:
    """End what a PIN opened; the tablet shows first names again."""
    drafts.keep_what_was_posted(request)
    logout(request)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": locked_at})
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"sign_in": locked_at}, status=401)
    return HttpResponseRedirect(locked_at)


def _sign_in_again(request: HttpRequest, why: str) -> HttpResponse:
    """End the session, keep what was being typed, and lead back after a new sign-in."""
    drafts.keep_what_was_posted(request)
    logout(request)
    to = f"{reverse('account_login')}?{urlencode({'next': _back_to(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": to})
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"sign_in": to}, status=401)
    messages.info(request, why)
    return HttpResponseRedirect(to)


def _back_to(request: HttpRequest) -> str:
    """The page they were on: not a fragment of it, nor an address that only takes posts."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")
