from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.intake.queries import conflicts_of, imports_of, page_of
from basehaven.apps.intake.shown import state_words


@for_roles("data_manager")
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    user = request.user
    runs, after = page_of(imports_of(user), request.GET.get("after", ""), newest_first=True)  # type: ignore[arg-type]
    return TemplateResponse(
        request,
        "intake/import_list.html",
        {
            "runs": [(run, state_words(run)) for run in runs],
            "after": after,
            "open_conflicts": conflicts_of(user).exists(),  # type: ignore[arg-type]
        },
    )
