from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from basehaven.apps.accounts.access import public


@public
def closed(request: HttpRequest, **_: Any) -> HttpResponse:
    """A door of the sign-in package that this product does not have.

    Accounts are made by an agency (``basehaven user add``), have no e-mail
    address, and get a new password from whoever made them.
    """
    raise Http404
