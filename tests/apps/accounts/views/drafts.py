"""What the tests of drafts share."""

from __future__ import annotations

import json

from django.test import RequestFactory

from basehaven.apps.accounts import drafts


def keep(client, values, form="tie_start", subject="s", **headers):
    posted = {"form": form, "subject": subject, "values": json.dumps(values)}
    return client.post("/drafts/", posted, HTTP_ACCEPT="application/json", **headers)


def opened_by(user, form="tie_start", subject="s"):
    request = RequestFactory().get("/")
    request.user = user
    return drafts.initial(request, form, subject)
