"""For the data manager: rows that may be one person, and merges that can be undone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.models import Role
from basehaven.apps.record.finding.pairs import merges_of, open_hints


@for_roles(Role.DATA_MANAGER)
@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    after, before = _key(request, "after"), _key(request, "before")
    hints, more = open_hints(request.user, after)  # type: ignore[arg-type]
    merges, earlier = merges_of(request.user, before)  # type: ignore[arg-type]
    context = {
        "hints": hints,
        "more": more,
        "merges": merges,
        "earlier": earlier,
        "on_first_page": not after and not before,
    }
    return TemplateResponse(request, "record/duplicate_list.html", context)


def _key(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
