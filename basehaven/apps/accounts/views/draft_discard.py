from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.access import signed_in
from basehaven.apps.accounts.drafts import clear_draft


@signed_in
@require_POST
def draft_discard(request: HttpRequest) -> HttpResponse:
    clear_draft(
        request.user,  # type: ignore[arg-type]
        request.POST.get("draft_form", ""),
        request.POST.get("draft_subject", ""),
    )
    back = request.POST.get("draft_page", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    return HttpResponseRedirect(back)
