from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts import drafts
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.consent.actions import consent_give as give
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import look, open_form
from basehaven.apps.record.forms.sharing import ConsentForm
from basehaven.apps.record.models import Child
from basehaven.core.errors import BasehavenError


@with_child(may="give_consent")
@require_http_methods(["GET", "POST"])
def consent_give(request: HttpRequest, child: Child) -> HttpResponse:
    kept = drafts.initial(request, "consent_give", child.ref)
    form = open_form(request, ConsentForm, child, kept)
    if request.method == "POST" and form.is_valid() and _given(request, form, child):
        messages.success(request, _("Shared. You can stop it at any time."))
        return redirect("consent_list", child.ref)
    look(request, "consent_give", child)
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(
        request, "record/consent_give.html", {"form": form, "child": child}, status=status
    )


def _given(request: HttpRequest, form: ConsentForm, child: Child) -> bool:
    try:
        with transaction.atomic():
            give(
                by=Actor.of(form.user),
                request_id=form.cleaned_data["request_id"],
                child=child,
                **form.values(),
            )
            drafts.clear_draft(form.user, "consent_give", child.ref)
    except BasehavenError as error:
        form.refuse(error)
        return False
    return True
