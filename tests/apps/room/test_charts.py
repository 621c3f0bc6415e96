"""What the small pictures do with what nobody saw."""

from __future__ import annotations

from basehaven.apps.room.charts import UpDown, even_steps


def test_hours_in_which_nobody_was_there_keep_their_place_on_the_axis():
    seen = {480: UpDown("08:00", 2, 1, 3), 600: UpDown("10:00", 1, 0, 3)}
    columns = even_steps(seen, 60, lambda start: f"{start // 60:02d}:00")
    assert [column.label for column in columns] == ["08:00", "09:00", "10:00"]
    assert columns[1].days == 0


def test_without_anything_seen_there_is_nothing_to_draw():
    assert even_steps({}, 60, str) == []
