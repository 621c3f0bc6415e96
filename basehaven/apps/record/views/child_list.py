"""The children whom somebody may see, by name."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import signed_in
from basehaven.apps.record.child_list import child_lines


@signed_in
@require_safe
def child_list(request: HttpRequest) -> HttpResponse:
    after = _ref(request.GET.get("after", ""))
    return TemplateResponse(
        request,
        "record/child_list.html",
        {"page": child_lines(request.user, after=after), "after": after},  # type: ignore[arg-type]
    )


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
