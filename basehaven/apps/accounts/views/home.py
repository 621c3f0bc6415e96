"""The front door: straight to the children, or to the figures for whoever sees no child."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from basehaven.apps.accounts.access import signed_in
from basehaven.apps.accounts.models import Role


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    role = getattr(request.user, "role", "")
    figures = role in (Role.ANALYST, Role.FUNDER)
    return redirect("policy_overview" if figures else "child_list")
