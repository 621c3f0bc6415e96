from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.accounts.access import signed_in

STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@signed_in
@require_GET
def second_step(request: HttpRequest) -> HttpResponse:
    """Why a password alone does not open the record here, and what to do."""
    return render(
        request,
        "accounts/second_step.html",
        {"is_set_up": is_mfa_enabled(request.user, STEPS)},
    )
