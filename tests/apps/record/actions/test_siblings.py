from __future__ import annotations

import pytest

from basehaven.apps.record.models import Sibling
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_child_is_not_their_own_sibling(cast):
    with pytest.raises(NotPossible, match="not their own"):
        cast.do("sibling_add", child=cast.milo, sibling=cast.milo, kind="full")


@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_is_kept_once_in_whichever_direction_it_is_told(cast, turned):
    pair = (cast.lou, cast.milo) if turned else (cast.milo, cast.lou)
    with pytest.raises(NotPossible, match="already on the record"):
        cast.do("sibling_add", child=pair[0], sibling=pair[1], kind="full")
    assert Sibling.objects.count() == 1


def test_a_pair_entered_in_error_does_not_stand_in_the_way(cast):
    cast.do("row_mark_error", row=Sibling.objects.get(), reason="slip")
    cast.do("sibling_add", child=cast.lou, sibling=cast.milo, kind="half")


def test_twins_are_full_siblings(cast):
    with pytest.raises(NotPossible, match="Twins are full"):
        cast.do("sibling_add", child=cast.milo, sibling=cast.other_child, kind="half", twin=True)


def test_brothers_by_birth_stay_so(cast):
    with pytest.raises(NotPossible, match="by birth stay so"):
        cast.do("sibling_end", sibling=Sibling.objects.get(), ended_on=cast.today)


def test_foster_siblings_may_end_and_stay_on_the_record(cast):
    row = cast.do(
        "sibling_add",
        child=cast.milo,
        sibling=cast.other_child,
        kind="foster",
        started_on=cast.ago(100),
    )
    cast.do("sibling_end", sibling=row, ended_on=cast.ago(1))
    assert Sibling.objects.get(pk=row.pk).ended_on == cast.ago(1)
