from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.consent.actions import consent_revoke as revoke
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import look, open_form
from basehaven.apps.record.forms.base import RecordForm
from basehaven.apps.record.models import Child
from basehaven.core.errors import BasehavenError


@with_child(may="give_consent")
@require_http_methods(["GET", "POST"])
def consent_revoke(request: HttpRequest, child: Child, consent: UUID) -> HttpResponse:
    row = Consent.objects.filter(child=child, ref=consent).select_related("child").first()
    if row is None:
        raise Http404
    form = open_form(request, RecordForm, child)
    if request.method == "POST" and form.is_valid():
        try:
            revoke(by=Actor.of(form.user), request_id=form.cleaned_data["request_id"], consent=row)
        except BasehavenError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Stopped. From now on nothing of it is shown to them."))
            return redirect("consent_list", child.ref)
    look(request, "consent_revoke", child)
    sight: Any = request.sight  # type: ignore[attr-defined]
    shown: dict[str, Any] = {
        "form": form,
        "child": child,
        "consent": row,
        "to": row.to_user.get_role_display() if sight.restricted else row.to_user,
    }
    status = 422 if isinstance(form, forms.Form) and form.errors else 200
    return TemplateResponse(request, "record/consent_revoke.html", shown, status=status)
