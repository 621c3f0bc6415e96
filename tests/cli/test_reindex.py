"""The search index can be built anew from the record."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from basehaven.apps.record.models import ChildWord
from basehaven.cli.main import main

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_what_was_lost_of_the_index_comes_back(cast):
    before = ChildWord.objects.filter(agency=cast.agency).count()
    ChildWord.objects.filter(agency=cast.agency).delete()
    done = CliRunner().invoke(main, ["reindex", "--agency", cast.agency.slug])
    assert done.exit_code == 0, done.output
    assert ChildWord.objects.filter(agency=cast.agency).count() == before


def test_of_several_agencies_one_has_to_be_named(cast):
    done = CliRunner().invoke(main, ["reindex"])
    assert done.exit_code == 8
    assert "There are several agencies" in done.stderr
