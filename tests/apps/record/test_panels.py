"""Panels on a child's page: registered by the practice apps, seen by those who may."""

from __future__ import annotations

import pytest

from basehaven.apps.record import panels
from basehaven.apps.record.panels import Panel, register
from tests.apps.record.views.showing import page

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def registry(monkeypatch):
    """The registry of this test alone."""
    monkeypatch.setattr(panels, "_panels", {})


def panel(order, title, route="child_edit", seen=True, part=""):
    return Panel(order, title, "A line", route, lambda sight: seen, part)


def test_panels_stand_in_their_order_and_lead_to_their_page(client, cast, registry):
    register(panel(20, "Later", "child_edit"))
    register(panel(10, "First", "child_lookers", part="child_edit"))
    html = page(client, cast.teacher, cast.milo)
    assert html.index("First") < html.index("Later")
    assert f'hx-get="{panel(1, "x").address(cast.milo)}"' in html


def test_who_may_not_see_a_panel_does_not_learn_of_it(client, cast, registry):
    register(panel(10, "Not for you", seen=False))
    assert "Not for you" not in page(client, cast.teacher, cast.milo)


def test_a_page_as_it_was_known_has_no_panels_of_now(client, cast, registry):
    register(panel(10, "Of now"))
    html = page(client, cast.teacher, cast.milo, "?known=2024-01-01")
    assert "Of now" not in html


def test_the_room_adds_the_day(client, cast):
    html = page(client, cast.teacher, cast.milo)
    assert f'href="/children/{cast.milo.ref}/day/"' in html
