from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Child
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_card
from basehaven.apps.room.card.forms import CardShareForm
from basehaven.apps.room.pages import attempt, look_at_child
from basehaven.apps.room.queries.card import consenters, shares_of, times_opened
from basehaven.apps.room.tokens import digest_of, new_token


@with_card(may="give_consent")
@require_http_methods(["GET", "POST"])
def card_share(request: HttpRequest, child: Child) -> HttpResponse:
    """Lend the card by a link that ends by itself; the link is shown once and kept by nobody."""
    form, link = _form(request, child), ""
    if request.method == "POST" and form.is_valid():
        link = _lend(request, child, form)
        form = form if form.errors else _form(request, child, fresh=True)
    look_at_child(request, "card_share", child)
    return TemplateResponse(
        request,
        "room/card_share.html",
        {
            "child": child,
            "form": form,
            "link": link,
            "shares": [(share, times_opened(share)) for share in shares_of(child)],
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _form(request: HttpRequest, child: Child, *, fresh: bool = False) -> CardShareForm:
    adults = consenters(child)
    own = [adult for adult in adults if adult.user_id == request.user.pk]
    begin = {"request_id": uuid.uuid4(), "language": (get_language() or "en")[:2]}
    sent = request.POST if request.method == "POST" and not fresh else None
    return CardShareForm(sent, givers=own or adults, initial=begin)


def _lend(request: HttpRequest, child: Child, form: CardShareForm) -> str:
    """The whole address of the link, or nothing with the refusal on the form."""
    token = new_token()
    share: Any = attempt(
        form,
        lambda: actions.card_share_make(
            by=Actor.of(request.user),  # type: ignore[arg-type]
            child=child,
            token=token,
            **form.cleaned_data,
        ),
    )
    if share is None:
        return ""
    if share.digest != digest_of(token):  # the same form sent twice: the first one counts
        form.add_error(
            None,
            _(
                "This link was made already, and is shown once. If it is lost, end it and make "
                "another."
            ),
        )
        return ""
    return request.build_absolute_uri(reverse("card_open", args=[token]))
