"""Names beside dots: none over another, none that could be taken for another's."""

from __future__ import annotations

from basehaven.apps.policy.charts.labels import placed

SIZE = (600, 300)


def names(*spots: tuple[str, tuple[float, float]]) -> list[str]:
    return [one.name for one in placed(spots, [spot for _name, spot in spots], SIZE)]


def test_a_name_stands_where_there_is_room():
    assert names(("IL", (100, 100)), ("MI", (400, 200))) == ["IL", "MI"]


def test_a_name_is_left_out_where_it_could_be_taken_for_anothers():
    """Between two dots that both have a name, with no other room: whose would it be?"""
    named = [("Milton Keynes", (500, 100)), ("Bury", (398, 100))]
    blocked = [(500, 87), (500, 113), (530, 100)]
    dots = [*(spot for _name, spot in named), *blocked]
    assert [one.name for one in placed(named, dots, SIZE)] == ["Bury"]
    assert [one.name for one in placed(named[:1], [dots[0], *blocked], SIZE)] == ["Milton Keynes"]


def test_no_name_is_outside_the_picture():
    for one in placed([("Kensington and Chelsea", (5, 5))], [(5, 5)], SIZE):
        assert one.x >= 0
        assert one.y >= 6
