"""What the tests of who looked and of consents share."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.urls import reverse

from basehaven.apps.consent.models import Consent
from tests.cast import sign_in


def url(name, cast, *more):
    return reverse(name, args=[cast.milo.ref, *more])


def page(client, cast, who, name, *more, **query):
    sign_in(client, cast.users[who])
    return client.get(url(name, cast, *more), query)


def given(cast, **values):
    return Consent.objects.create(
        **{
            "child": cast.milo,
            "given_by": cast.adults["parent"],
            "to_user": cast.consultant,
            "purpose": "to think about the move",
            "started_on": cast.today,
            "ended_on": cast.today + timedelta(days=30),
            **values,
        }
    )


def typed(cast, **values):
    return {
        "given_by": str(cast.adults["parent"].ref),
        "to_user": "consultant",
        "scope": "record",
        "purpose": "to think about the move",
        "ended_on": (cast.today + timedelta(days=60)).isoformat(),
        "request_id": str(uuid.uuid4()),
        **values,
    }
