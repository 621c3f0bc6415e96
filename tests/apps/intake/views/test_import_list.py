from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.accounts.models import User
from tests.apps.intake.conftest import FAMILY, Bring
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
URL = reverse("import_list")


def test_before_the_first_import_the_page_says_how_to_begin(manager):
    page = manager.get(URL).content.decode()
    assert "Nothing was imported yet" in page
    assert reverse("import_start") in page


def test_runs_are_listed_with_what_became_of_them(manager, here):
    run = here(FAMILY)
    page = manager.get(URL).content.decode()
    assert reverse("import_show", args=[run.ref]) in page
    assert "9 good, 0 refused" in page


def test_another_agency_s_imports_do_not_show(client, cast, here, home):
    run = Bring(home / "other", cast.other_agency)(FAMILY)
    sign_in(client, cast.data_manager)
    assert str(run.ref) not in client.get(URL).content.decode()
    assert client.get(reverse("import_show", args=[run.ref])).status_code == 404


def test_to_everybody_else_the_page_does_not_exist(client, cast):
    assert_nobody_else_gets_there(client, cast, URL)


def test_a_long_list_goes_on_by_key_in_few_questions(manager, here, django_assert_max_num_queries):
    from basehaven.apps.intake.models import ImportRun

    ImportRun.objects.bulk_create(
        ImportRun(agency=here.agency, format="tables", source_id="s", file_name=f"f{n}.zip",
                  operator="x", started_by=User.objects.get(role="data_manager"), state="done")
        for n in range(60)
    )  # fmt: skip
    with django_assert_max_num_queries(10):
        first = manager.get(URL)
    assert len(first.content) < 40 * 1024
    assert "f59.zip" in first.content.decode()
    second = manager.get(URL, {"after": first.context["after"]}).content.decode()
    assert "f34.zip" in second
    assert "f59.zip" not in second
