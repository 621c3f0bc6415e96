"""What tests of forms share: open a page, send it, read what came back."""

from __future__ import annotations

import html
import uuid
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from basehaven.apps.accounts.models import User
from tests.cast import sign_in


class Page:
    """One address, as one person opens it."""

    def __init__(self, client: Client, user: User, name: str, *refs: Any) -> None:
        sign_in(client, user)
        self.client = client
        self.address = reverse(name, args=[getattr(ref, "ref", ref) for ref in refs])

    def get(self, **query: Any) -> HttpResponse:
        return self.client.get(self.address, query)

    def form(self) -> dict[str, Any]:
        """What the form holds when it is opened, as a browser would send it back."""
        form = self.get().context["form"]
        sent = {}
        for bound in form:
            value = bound.field.prepare_value(bound.value())
            if isinstance(value, datetime):
                value = f"{value:%Y-%m-%dT%H:%M}"
            if value not in (None, False):
                sent[bound.html_name] = "on" if value is True else value
        return sent

    def post(self, **typed: Any) -> HttpResponse:
        """Send the form as opened, with some fields typed over; refs stand for rows."""
        ready = {name: _sent(value) for name, value in typed.items()}
        sent = {**self.form(), **ready}
        return self.client.post(self.address, {k: v for k, v in sent.items() if v is not None})


def _sent(value: Any) -> Any:
    if isinstance(value, list):
        return [_sent(each) for each in value]
    if hasattr(value, "ref"):
        return str(value.ref)
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def text_of(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def wrong(response: HttpResponse) -> dict[str, str]:
    """Field -> what is wrong with it, of a form that came back."""
    assert response.status_code == 422, response.status_code
    return {
        name: " ".join(map(str, errors)) for name, errors in response.context["form"].errors.items()
    }


def saved(response: HttpResponse) -> bool:
    if response.status_code == 422:
        raise AssertionError(wrong(response))
    return response.status_code == 302
