"""What tests of a child's page share: opening it, and what it says without its markup."""

from __future__ import annotations

import re

from tests.cast import sign_in


def page(client, user, child, query="") -> str:
    sign_in(client, user)
    response = client.get(child.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
