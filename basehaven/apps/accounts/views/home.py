"""The front door: straight to the children, or to the figures for whoever sees no child."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from basehaven.apps.accounts.access import signed_in
from basehaven.apps.accounts.models import Role


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    figures = request.user.role in (Role.ANALYST, Role.FUNDER)  # type: ignore[union-attr]
    return redirect("policy_overview" if figures else "child_list")
