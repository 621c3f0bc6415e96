"""Opening the policy pages as somebody of the cast."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.test import Client

from tests.apps.spanish import Texts
from tests.cast import sign_in


def client_of(cast: Any, who: str) -> Client:
    client = Client()
    sign_in(client, cast.users[who])
    return client


def texts(response: Any) -> list[str]:
    """Every text of the page, as a screen reader would meet it."""
    assert response.status_code == 200
    page = response.content.decode().replace('translate="no"', "")
    return Texts(page.replace("&nbsp;", "\xa0")).found


def rows(response: Any) -> list[dict[str, str]]:
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode())))
