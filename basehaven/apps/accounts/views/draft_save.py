from __future__ import annotations

import json

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.access import signed_in
from basehaven.apps.accounts.actions.draft_save import draft_save as keep
from basehaven.apps.accounts.drafts import NOT_KEPT
from basehaven.core.errors import NotPossible


@signed_in
@require_POST
def draft_save(request: HttpRequest) -> JsonResponse:
    """Called by ``drafts.js`` while somebody types."""
    try:
        given = json.loads(request.POST.get("values", ""))
        values = {name: value for name, value in given.items() if not NOT_KEPT.search(name)}
    except (ValueError, AttributeError):
        return JsonResponse({"problem": _("This draft is not readable.")}, status=400)
    try:
        keep(
            user=request.user,  # type: ignore[arg-type]
            form=request.POST.get("form", ""),
            subject=request.POST.get("subject", ""),
            values=values,
        )
    except NotPossible as problem:
        return JsonResponse({"problem": str(problem)}, status=422)
    now = timezone.localtime()
    return JsonResponse({"said": _("Kept at %(time)s") % {"time": f"{now:%H:%M}"}})
