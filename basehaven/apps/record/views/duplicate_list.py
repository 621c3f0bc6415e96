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
    after = request.GET.get("after", "")
    hints, more = open_hints(request.user, int(after) if after.isdecimal() else 0)  # type: ignore[arg-type]
    context = {
        "hints": hints,
        "more": more,
        "after": after,
        "merges": merges_of(request.user),  # type: ignore[arg-type]
    }
    return TemplateResponse(request, "record/duplicate_list.html", context)
