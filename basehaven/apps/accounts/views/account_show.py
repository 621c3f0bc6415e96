from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.accounts.access import signed_in


@signed_in
@require_GET
def account_show(request: HttpRequest) -> HttpResponse:
    """“My account”: password, second step, passkeys, recovery codes, where one is signed in."""
    kinds = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(
        request,
        "accounts/account_show.html",
        {
            "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
            "has_totp": Authenticator.Type.TOTP in kinds,
            "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        },
    )
