"""A care card opened by its link: no sign-in, the first name only, and gone when the link is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import public
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.room.card.page import Reader, card_of
from basehaven.apps.room.queries.card import share_open_now
from basehaven.apps.room.tokens import digest_of

GROUNDS = "card link"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@public
@require_safe
def card_open(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown, over, ended or no longer consented to: one and the same 404.

    Nobody counts tries: a token is 256 random bits, which no number of them finds.
    """
    share = share_open_now(digest_of(token))
    if share is None:
        raise Http404
    with translation.override(share.language):
        write_look(
            by=Actor(agency=share.agency, operator=share.opened_as),
            action="card_open",
            child_ref=share.child.ref,
            grounds=GROUNDS,
            how="link",
        )
        card = card_of(share.child, Reader(outside=True))
        page = render(request, "room/card_open.html", {"card": card, "share": share})
    for name, value in HEADERS.items():
        page.headers[name] = value
    return page
