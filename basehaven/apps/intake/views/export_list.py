from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.intake.queries import exports_of, page_of


@for_roles("data_manager")
@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    rows, after = page_of(
        exports_of(request.user),  # type: ignore[arg-type]
        request.GET.get("after", ""),
        newest_first=True,
    )
    return TemplateResponse(request, "intake/export_list.html", {"exports": rows, "after": after})
