from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.consent.queries import consents_of
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import look
from basehaven.apps.record.models import Child, today

MOST = 100  # more consents than a childhood brings


@with_child(may="see_sharing")
@require_GET
def consent_list(request: HttpRequest, child: Child) -> HttpResponse:
    """What is shared with whom, for what, until when; and what was."""
    look(request, "consent_list", child)
    sight: Any = request.sight  # type: ignore[attr-defined]
    day = today()
    consents = []
    for consent in consents_of(child)[:MOST]:
        in_force = consent.revoked_at is None and consent.started_on <= day < consent.ended_on
        own = str(consent.given_by.ref) == sight.adult_ref
        consents.append(
            {
                "consent": consent,
                "in_force": in_force,
                # Somebody kept away reads roles: a name would lead to a place of work.
                "to": "" if sight.restricted else str(consent.to_user),
                "role": consent.to_user.get_role_display(),
                "by": consent.given_by.name if own or not sight.restricted else "",
                "purpose": consent.purpose if own or not sight.restricted else "",
            }
        )
    context = {"child": child, "consents": consents, "may_give": "give_consent" in sight.may}
    return render(request, "record/consent_list.html", context)
