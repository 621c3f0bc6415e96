"""The time slider: its days, and what each step kept, added and took away."""

from __future__ import annotations

from datetime import date

from basehaven.apps.record.map.steps import slider_days, step_on
from tests.apps.record.map.people import BORN, TODAY, record, tie


def test_each_step_names_who_came_and_who_went():
    rec = record(
        tie("rosa", "parent", lives_with=True),
        tie("mia", "teacher", date(2025, 1, 1), date(2025, 6, 1), hours_per_week=30.0),
        tie("ana", "teacher", date(2025, 6, 1), hours_per_week=30.0),
    )
    days = slider_days(rec, TODAY)
    assert days == [BORN, date(2025, 1, 1), date(2025, 6, 1), TODAY]
    step = step_on(rec, days, date(2025, 6, 1))
    assert (step.kept, step.added, step.taken_away) == (["Rosa"], ["Ana"], ["Mia"])
    assert (step.before, step.after) == (date(2025, 1, 1), TODAY)


def test_a_day_between_two_steps_shows_the_step_before_it():
    rec = record(tie("rosa", "parent"), tie("mia", "teacher", date(2025, 1, 1)))
    days = slider_days(rec, TODAY)
    assert step_on(rec, days, date(2024, 9, 9)).day == BORN


def test_today_tells_of_the_last_change():
    rec = record(tie("rosa", "parent"), tie("mia", "teacher", date(2025, 1, 1)))
    step = step_on(rec, slider_days(rec, TODAY), TODAY)
    assert step.is_today
    assert (step.since, step.added) == (date(2025, 1, 1), ["Mia"])


def test_the_slider_begins_before_birth_when_somebody_was_there():
    rec = record(tie("june", "doula", date(2024, 2, 1)))
    assert slider_days(rec, TODAY)[0] == date(2024, 2, 1)
