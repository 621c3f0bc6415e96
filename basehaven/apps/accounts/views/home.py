"""The front door: straight to the children."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from basehaven.apps.accounts.access import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    return redirect("child_list")
