"""The rule that every route declares: who may call it at all.

Which children a person sees is decided further up, in ``record/access.py``. A
route without a rule stops start-up (``checks.py``).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from basehaven.apps.accounts.sign_in import opened_by_pin

View = Callable[..., HttpResponse]


def _declare(view: View, rule: str) -> View:
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anybody, signed in or not: sign-in pages, health, the components page."""
    return _declare(view, "public")


def signed_in(view: View) -> View:
    """Anybody with an account; the view's own queries narrow what they see."""
    return _declare(login_required(view), "signed_in")


def opens_by_pin(view: View) -> View:
    """Also to somebody who opened a shared tablet with a PIN (see ADR 0013)."""
    view.opens_by_pin = True  # type: ignore[attr-defined]
    return view


def back_from_here(request: HttpRequest, otherwise: str) -> str:
    """Where a page that is done leads: on a tablet opened with a PIN, to its board."""
    by_pin = opened_by_pin(request)
    return by_pin["board"] if by_pin else otherwise


def for_roles(*roles: str) -> Callable[[View], View]:
    """Only these roles; to others the page does not exist."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def check(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.role not in roles:  # type: ignore[union-attr]
                raise Http404
            return view(request, *args, **kwargs)

        return _declare(login_required(check), "roles:" + ",".join(roles))

    return decorate
