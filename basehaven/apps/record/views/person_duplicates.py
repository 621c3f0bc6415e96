"""While somebody is put on the record: who may be there already. A fragment for htmx."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import signed_in
from basehaven.apps.record.finding.dates import take_dates
from basehaven.apps.record.finding.duplicates import likely_duplicates
from basehaven.apps.record.finding.query import TEXT
from basehaven.apps.record.finding.results import LikelyLine, likely_lines
from basehaven.apps.record.models import today


@signed_in
@require_safe
def person_duplicates(request: HttpRequest) -> HttpResponse:
    kind = "adult" if request.GET.get("kind") == "adult" else "child"
    name = (request.GET.get("name") or request.GET.get("new_name", ""))[:TEXT]
    lines: list[LikelyLine] = []
    if len(name.strip()) > 2:
        user = request.user
        born_on = _day(request.GET.get("born_on", ""))
        lines = likely_lines(likely_duplicates(user, name, born_on, kind))  # type: ignore[arg-type]
    return TemplateResponse(
        request, "record/person_duplicates.html", {"likely": lines, "kind": kind}
    )


def _day(text: str) -> date | None:
    days = take_dates(text[:TEXT], today())[1]
    return days[0] if days else None
