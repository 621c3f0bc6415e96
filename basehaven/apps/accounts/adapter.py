"""How people get accounts and keep them: an agency makes them; nobody signs up alone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import User
from basehaven.apps.accounts.sign_in import is_demo_sign_in, is_loopback


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is not None:
            return response
        if not is_loopback(request) and is_demo_sign_in(user):
            messages.error(request, _("Demo sign-ins work only on the machine itself."))
            return HttpResponseRedirect(reverse("account_login"))
        return None

    def set_password(self, user: User, password: str) -> None:
        user.must_change_password = False
        super().set_password(user, password)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Somebody who must pass a second step keeps at least one."""
        user = authenticator.user
        if not user.must_use_second_step:
            return True
        steps = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user=user, type__in=steps)
        return bool(others.exclude(pk=authenticator.pk).exists())
