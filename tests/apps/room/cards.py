"""What the tests of the care card share: lines and links, written through the pages."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from basehaven.apps.room import actions
from basehaven.apps.room.models import CardLine
from tests.cast import Cast, sign_in

KEPT_OUT = ("father", "stranger", "analyst", "funder")  # by an order, or by having no ground


def client_of(cast: Cast, who: str, **settings: Any) -> Client:
    client = Client(**settings)
    sign_in(client, cast.users[who])
    return client


def url(name: str, cast: Cast, *more: Any) -> str:
    return reverse(name, args=[cast.milo.ref, *more])


def typed(**values: Any) -> dict[str, Any]:
    begin = {"request_id": uuid.uuid4(), "kind": "likes", "text": "Buses and water"}
    return {**begin, "language": "en", **values}


def line(cast: Cast, who: str = "parent", **values: Any) -> CardLine:
    given = {"kind": "likes", "text": "Buses and water", "child": cast.milo, **values}
    written: CardLine = actions.card_line_write(
        by=cast.actor(who), request_id=uuid.uuid4(), **given
    )
    return written


def lend(cast: Cast, who: str = "parent", **values: Any) -> Any:
    """The page that shows the link once."""
    sent = {"request_id": uuid.uuid4(), "given_by": cast.adults["parent"].ref, "days": 7}
    sent |= {"to_whom": "Aunt Bea, on Fridays", "language": "en", **values}
    return client_of(cast, who).post(url("card_share", cast), sent)


def link_on(page: Any) -> str:
    """The path of the link that a page shows."""
    return re.search(r'value="http://[^/]+(/cards/[^"]+)"', page.content.decode())[1]


def main_of(page: Any) -> str:
    """What stands on a page between its frame."""
    return page.content.decode().split("<main")[1].split("</main")[0]


def assert_not_there(cast: Cast, address: str, *who: str) -> None:
    for each in who or KEPT_OUT:
        client = client_of(cast, each)
        for response in (client.get(address), client.post(address, {})):
            assert response.status_code == 404, (each, address)
