"""Starting again without what was kept."""

from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import Draft
from tests.apps.accounts.views.drafts import keep
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_discarding_forgets_and_leads_back(client, cast):
    sign_in(client, cast.teacher)
    keep(client, {"called": "Nana"})
    posted = {"draft_form": "tie_start", "draft_subject": "s", "draft_page": "/children/?a=1"}
    response = client.post("/drafts/discard/", posted)
    assert response["Location"] == "/children/?a=1"
    assert not Draft.objects.exists()


def test_discarding_never_leads_to_another_site(client, cast):
    sign_in(client, cast.teacher)
    response = client.post("/drafts/discard/", {"draft_page": "//evil.example/"})
    assert response["Location"] == "/"


def test_nobody_discards_anothers_draft(client, cast):
    sign_in(client, cast.teacher)
    keep(client, {"called": "Nana"})
    sign_in(client, cast.home_visitor)
    client.post("/drafts/discard/", {"draft_form": "tie_start", "draft_subject": "s"})
    assert Draft.objects.exists()


def test_a_link_alone_discards_nothing(client, cast):
    sign_in(client, cast.teacher)
    assert client.get("/drafts/discard/").status_code == 405
