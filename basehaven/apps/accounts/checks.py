"""Nothing is served whose rule nobody has declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.urls import URLPattern, URLResolver, get_resolver

from basehaven.apps.accounts.models import Agency
from basehaven.core.errors import WrongSetting

# Routes of other packages, by name: who may call each, and why that is right.
# A route that an update adds is not in here, and so stops start-up until somebody decides.
THIRD_PARTY: dict[str, str] = {
    "account_login": "public",
    "account_logout": "public",  # asks first; without a session it only says so
    "account_inactive": "public",
    "account_reauthenticate": "signed_in",
    "account_change_password": "signed_in",
    "mfa_index": "signed_in",
    "mfa_authenticate": "public",  # between password and second step nobody is signed in yet
    "mfa_reauthenticate": "signed_in",
    "mfa_activate_totp": "signed_in",
    "mfa_deactivate_totp": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
    "mfa_list_webauthn": "signed_in",
    "mfa_add_webauthn": "signed_in",
    "mfa_reauthenticate_webauthn": "signed_in",
    "mfa_remove_webauthn": "signed_in",
    "mfa_edit_webauthn": "signed_in",
    "mfa_login_webauthn": "public",
    "usersessions_list": "signed_in",
    # Closed: a view of ours that answers 404 stands in front (accounts/urls.py).
    "account_signup": "closed",
    "account_email": "closed",
    "account_email_verification_sent": "closed",
    "account_confirm_email": "closed",
    "account_set_password": "closed",
    "account_reset_password": "closed",
    "account_reset_password_done": "closed",
    "account_reset_password_from_key": "closed",
    "account_reset_password_from_key_done": "closed",
    "account_confirm_login_code": "closed",
}


@dataclass(frozen=True, slots=True)
class Route:
    pattern: str
    name: str
    callback: Callable[..., Any]

    @property
    def rule(self) -> str:
        """``public``, ``signed_in``, ``roles:...``, ``child:<verb>``, ``room:board``; or empty."""
        declared = getattr(self.callback, "access_rule", "")
        if not declared and self.callback.__module__.startswith("allauth."):
            declared = THIRD_PARTY.get(self.name, "")
        return declared


def every_route() -> Iterator[Route]:
    """All addresses that this installation answers, in the order they are tried."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here)
        else:
            yield Route(here, pattern.name or "", pattern.callback)


@register(Tags.urls)
def routes_have_rules(**_: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The route /{route.pattern} declares no access rule.",
            hint=(
                "Put @with_child, @with_board, @signed_in, @for_roles or @public on its view, or "
                "name it in basehaven.apps.accounts.checks.THIRD_PARTY with the reason."
            ),
            id="accounts.E001",
        )
        for route in every_route()
        if not route.rule
    ]


@register(Tags.database)
def production_holds_no_demo(databases: Any = None, **_: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION or not databases:
        return []
    return [Error(problem, id="accounts.E002") for problem in _demo_problems()]


def _demo_problems() -> list[str]:
    try:
        slugs = list(Agency.objects.filter(demo=True).values_list("slug", flat=True))
    except DatabaseError:  # not migrated yet: there is nothing to refuse
        return []
    return [
        f"BASEHAVEN_PRODUCTION=1 and the database holds the demo agency {slug!r}, whose passwords "
        "were printed on a screen. Use an empty database, or unset BASEHAVEN_PRODUCTION."
        for slug in slugs
    ]


def refuse_unsafe_start() -> None:
    """Stop a server that would serve a route without a rule, or a demo in production.

    Raises:
        WrongSetting: with every problem and the way out.
    """
    problems = [f"{error.msg} {error.hint}" for error in routes_have_rules()]
    if settings.PRODUCTION:
        problems += _demo_problems()
    if problems:
        raise WrongSetting("\n".join(problems))
