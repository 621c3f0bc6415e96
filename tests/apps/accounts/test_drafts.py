"""What somebody typed and did not save: kept, filled in once more, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from basehaven.apps.accounts import drafts
from basehaven.apps.accounts.actions.draft_save import draft_save
from basehaven.apps.accounts.models import Draft
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_drafts_older_than_two_weeks_go_with_the_next_save(cast):
    draft_save(user=cast.teacher, form="old", subject="", values={"a": "b"})
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=15))
    draft_save(user=cast.teacher, form="new", subject="", values={"a": "b"})
    assert list(Draft.objects.values_list("form", flat=True)) == ["new"]


def test_a_form_given_twice_is_a_list():
    from django.http import QueryDict

    assert drafts.values_of(QueryDict("a=1&a=2&b=3&request_id=x")) == {"a": ["1", "2"], "b": "3"}


def test_a_name_that_is_no_forms_is_refused_by_the_action_itself(cast):
    with pytest.raises(NotPossible):
        draft_save(user=cast.teacher, form="../x", subject="", values={"a": "b"})
