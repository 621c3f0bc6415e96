"""A merge of two people moves whatever hangs on them, in every app, and trips over nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CheckConstraint, ForeignKey, Model, UniqueConstraint

from basehaven.apps.record.actions.merge import STAY, _pointing_at
from basehaven.apps.record.merging import between, only_one_of
from basehaven.apps.record.models import Adult, Child, StayCarer

OTHERWISE = {(StayCarer, "adult"): "put aside by the merge itself: its rows have no beginning"}


def _keys() -> Iterator[tuple[type[Model], ForeignKey]]:
    """Every key of ours to a child or an adult, those of hidden tables too."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("basehaven.") and model not in STAY:
            for field in model._meta.concrete_fields:
                if isinstance(field, ForeignKey) and field.related_model in (Child, Adult):
                    yield model, field


def test_every_row_that_points_at_a_child_or_an_adult_is_moved():
    moved = {*_pointing_at(Child), *_pointing_at(Adult)}
    keys = {(model, field.name) for model, field in _keys()}
    assert len(keys) > 30
    assert {f"{model._meta.label}.{name}" for model, name in keys - moved} == set()


def test_of_whatever_a_person_has_one_at_most_it_is_said_which_stays_open():
    unsaid = [
        f"{model._meta.label}.{field.name}: register it (record/merging.py)"
        for model, field in _keys()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        and field.name in constraint.fields
        and only_one_of(model, field.name) is None
        and (model, field.name) not in OTHERWISE
    ]
    unsaid += [f"{m._meta.label}.{f.name} is unique" for m, f in _keys() if f.unique]
    assert not unsaid, "\n".join(unsaid)


def test_one_open_row_for_each_of_what_the_table_says():
    for model, field in _keys():
        rule = only_one_of(model, field.name)
        if rule is not None:
            names = {frozenset(c.fields) for c in model._meta.constraints
                     if isinstance(c, UniqueConstraint)}  # fmt: skip
            assert frozenset({field.name, *rule.each}) in names, model


def test_rows_between_two_people_are_named():
    """A table that refuses the same person twice would refuse the merge of the two."""
    keys: dict[type[Model], set[str]] = {}
    for model, field in _keys():
        keys.setdefault(model, set()).add(field.name)
    unsaid = [
        model._meta.label
        for model, names in keys.items()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and len(
            {
                name
                for name in names
                if f"'{name}'" in str(constraint.condition)
                or f"F({name})" in str(constraint.condition)
            }
        )
        > 1
        and between(model) is None
    ]
    assert not unsaid, unsaid
