from __future__ import annotations

import re

import pytest

from basehaven.apps.accounts.views.components import ICONS
from tests.architecture.house import PACKAGE
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

SPRITE = PACKAGE / "apps/accounts/static/basehaven/icons.svg"


@pytest.fixture
def page(client) -> str:
    return client.get("/components/").content.decode()


def test_it_shows_every_part_that_the_style_sheet_has(page):
    sheet = SPRITE.with_name("components.css").read_text()
    parts = set(re.findall(r"^\.((?:button|chip|notice)--\w+)", sheet, re.MULTILINE))
    assert parts
    assert not {part for part in parts if part not in page}


def test_it_shows_every_icon(page):
    assert set(re.findall(r'symbol id="(\w+)"', SPRITE.read_text())) == set(ICONS)
    assert all(f"icons.svg#{name}" in page for name in ICONS)


def test_a_form_that_came_back_names_each_field_and_keeps_what_was_typed(page):
    assert '<a href="#id_wrong-name">Name: This field is required.</a>' in page
    assert 'aria-describedby="id_wrong-name_helptext id_wrong-name_error"' in page
    assert 'value="2025-02-31"' in page


def test_the_menu_holds_what_the_role_may_do(client, cast):
    sign_in(client, cast.users["teacher"])
    teacher = client.get("/components/").content.decode()
    sign_in(client, cast.users["data_manager"])
    manager = client.get("/components/").content.decode()
    assert "/children/" in teacher
    assert "Imports" not in teacher
    assert "Teacher" in teacher
    assert "Data manager" in manager


def test_without_sign_in_there_is_no_menu_and_no_search(page):
    assert "frame-top" in page
    assert 'class="account"' not in page
    assert 'id="find"' not in page
