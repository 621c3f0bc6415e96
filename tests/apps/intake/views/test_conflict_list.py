from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.record.models import Child
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there
from tests.apps.intake.views.test_conflict_decide import in_conflict

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
URL = reverse("conflict_list")


def test_open_conflicts_are_listed_and_pointed_at_from_the_imports(manager, here):
    conflict = in_conflict(here)
    assert reverse("conflict_decide", args=[conflict.ref]) in manager.get(URL).content.decode()
    assert URL in manager.get(reverse("import_list")).content.decode()


def test_without_any_the_page_says_what_would_show(manager):
    assert "Nothing to decide" in manager.get(URL).content.decode()


def test_one_of_a_closed_record_does_not_show(manager, here):
    conflict = in_conflict(here)
    Child.objects.filter(pk=conflict.child_id).update(sealed_at="2025-01-01T00:00:00Z")
    assert "Nothing to decide" in manager.get(URL).content.decode()
    address = reverse("conflict_decide", args=[conflict.ref])
    assert manager.get(address).status_code == 404


def test_to_everybody_else_the_page_does_not_exist(client, cast):
    assert_nobody_else_gets_there(client, cast, URL)
