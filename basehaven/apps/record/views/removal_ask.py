from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.actions.lawful_removal import MAY_DO, waiting
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.removal import RemovalAskForm
from basehaven.apps.record.models import Child


@with_child(may="ask_removal")
@require_http_methods(["GET", "POST"])
def removal_ask(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, RemovalAskForm, child)
    return write(
        request,
        form,
        lambda by, request_id: actions.removal_ask(
            by=by, request_id=request_id, child=child, **form.values()
        ),
        template="removal_ask",
        done=child.get_absolute_url(),
        said=_("Asked. A data manager or supervisor other than you has to do it."),
        waiting=waiting(child.ref).first(),
        lists=form.user.role in MAY_DO,
    )
