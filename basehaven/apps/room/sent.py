"""A button's ``request_id``: pressed twice, it is one write."""

from __future__ import annotations

import uuid

from django.http import HttpRequest


def request_id_of(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("request_id", ""))
    except ValueError:
        return uuid.uuid4()
