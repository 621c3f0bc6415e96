from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.intake.queries import conflicts_of, page_of
from basehaven.apps.intake.shown import TABLE_WORDS


@for_roles("data_manager")
@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    rows, after = page_of(
        conflicts_of(request.user),  # type: ignore[arg-type]
        request.GET.get("after", ""),
        newest_first=False,
    )
    return TemplateResponse(
        request,
        "intake/conflict_list.html",
        {"conflicts": [(row, TABLE_WORDS[row.table]) for row in rows], "after": after},
    )
