"""The laws of the map: everyone once, no label on another, nobody jumps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basehaven.apps.record.map.boxes import Box
from basehaven.apps.record.map.frame import NARROW, RINGS, WIDE, Layout, Mark
from basehaven.apps.record.map.layout import lay_out
from basehaven.apps.record.map.measure import cut, text_width, wrap
from basehaven.apps.record.map.slots import SECTORS, Lifetime, assign_slots

FRAMES = {"wide": WIDE, "narrow": NARROW}
PLACES = (*RINGS, "unknown", "ended")
NAMES = ("Ana", "Maria Fernanda Rodríguez-Gonzálvez", "Bo", "Nguyễn Thị Minh Khai", "李小龍", "")
LINES = ("main teacher, 34 h a week", "grandmother, last seen 26 days ago", "", "kin")
TEN = ("Ana", "Ben", "Cleo", "Dana", "Eli", "Fay", "Gus", "Hal", "Ida", "June")
ORDERS = (
    (),
    ("no contact, may not pick up (order of 3 May)",),
    ("supervised contact only (plan)", "no contact (since 3 May 2025)"),
)


def mark(number: int, place: str, total: int, name: str, line: str, warnings=()) -> Mark:
    angle = 14 + (number + 0.5) * 332 / max(total, 1)
    return Mark(
        key=f"person-{number:02}",
        name=name or "Unnamed",
        place=place,
        angle=angle,
        slot=number,
        details=line,
        short=line.split(",")[0],
        brief=name.split(" ")[0],
        warnings=warnings,
    )


@st.composite
def crowds(draw):
    total = draw(st.integers(0, 60))
    return [
        mark(
            number,
            draw(st.sampled_from(PLACES)),
            total,
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(LINES)),
            draw(st.sampled_from(ORDERS)),
        )
        for number in range(total)
    ]


def touching(layout: Layout) -> list[tuple[str, str]]:
    boxes = [(node.key, node.label.box) for node in layout.nodes]
    return [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.meets(two)]


@pytest.mark.parametrize("frame", FRAMES)
@given(crowd=crowds())
@settings(max_examples=40, deadline=None)
def test_no_two_labels_ever_touch(frame, crowd):
    assert touching(lay_out(crowd, slots=len(crowd), frame=FRAMES[frame])) == []


@pytest.mark.parametrize("frame", FRAMES)
@given(crowd=crowds())
@settings(max_examples=40, deadline=None)
def test_everyone_is_there_exactly_once_and_inside_the_drawing(frame, crowd):
    layout = lay_out(crowd, slots=len(crowd), frame=FRAMES[frame])
    assert sorted(node.key for node in layout.nodes) == [m.key for m in crowd]
    whole = Box(0, 0, layout.frame.width, layout.height)
    for node in layout.nodes:
        assert node.label.box.within(whole), node
        assert Box.around(node.x, node.y, node.radius).within(whole), node


@given(crowd=crowds())
@settings(max_examples=40, deadline=None)
def test_a_restriction_is_never_shortened(crowd):
    layout = lay_out(crowd, slots=len(crowd))
    said = {node.key: node.label for node in layout.nodes}
    for each in crowd:
        words = " ".join(t.words for t, _x, _y in said[each.key].lines if t.role == "warning")
        assert words == " ".join(each.warnings)


@given(crowd=crowds(), seed=st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_in_which_people_come_changes_nothing(crowd, seed):
    shuffled = list(crowd)
    seed.shuffle(shuffled)
    assert lay_out(crowd, slots=60) == lay_out(shuffled, slots=60)


@given(crowd=crowds())
@settings(max_examples=25, deadline=None)
def test_a_person_keeps_their_angle_whoever_else_comes_and_goes(crowd):
    together = {n.key: n for n in lay_out(crowd, slots=60).nodes}
    for each in [m for m in crowd if m.place in RINGS][:5]:
        (alone,) = lay_out([each], slots=60).nodes
        there = together[each.key]
        middle = WIDE.width / 2
        cy = WIDE.radii[-1] + WIDE.nodes[-1] + WIDE.top
        one = (alone.x - middle) * (there.y - cy)
        other = (there.x - middle) * (alone.y - cy)
        assert one == pytest.approx(other, abs=60)  # the same direction from the middle


def test_ten_people_all_have_their_label_beside_them():
    crowd = [
        mark(n, RINGS[n % 3], 10, name, "main teacher, 34 h a week") for n, name in enumerate(TEN)
    ]
    assert [n.key for n in lay_out(crowd, slots=10).nodes if n.number is not None] == []


def test_someone_without_room_for_a_label_is_numbered_and_named_in_the_key():
    crowd = [mark(n, "most", 60, f"Person {n}", "teacher, 3 h a week") for n in range(60)]
    layout = lay_out(crowd, slots=60)
    numbered = [node for node in layout.nodes if node.number is not None]
    assert layout.bands[0].name == "key"
    assert [node.number for node in numbered] == list(range(1, len(numbered) + 1))
    for node in numbered:
        assert node.label.lines[0][0].words.startswith(f"{node.number} ")


def test_unknown_hours_stand_in_a_band_of_their_own_and_not_on_the_outer_ring():
    known = mark(0, "now_and_then", 2, "Ana", "kin")
    unknown = mark(1, "unknown", 2, "Ben", "kin")
    layout = lay_out([known, unknown], slots=2)
    placed = {node.key: node for node in layout.nodes}
    assert [band.name for band in layout.bands] == ["unknown"]
    assert placed[unknown.key].y > layout.bands[0].y0 > placed[known.key].y


def test_sixty_ended_ties_are_all_named():
    crowd = [mark(n, "ended", 60, f"Person {n}", "teacher, until May 2024") for n in range(60)]
    layout = lay_out(crowd, slots=0)
    named = {text.words for node in layout.nodes for text, _x, _y in node.label.lines}
    assert {m.name for m in crowd} <= named


# Directions


BIRTH = date(2024, 1, 1)
DAYS = st.integers(0, 900).map(lambda n: BIRTH + timedelta(days=n))


@st.composite
def lifetimes(draw):
    found = []
    for number in range(draw(st.integers(0, 40))):
        start = draw(DAYS)
        length = draw(st.none() | st.integers(0, 500))
        end = None if length is None else start + timedelta(days=length)
        found.append(Lifetime(f"p{number}", draw(st.sampled_from(SECTORS)), start, end))
    return found


@given(everyone=lifetimes())
def test_nobody_shares_a_direction_with_somebody_there_at_the_same_time(everyone):
    slots = assign_slots(everyone)
    for one, two in combinations(everyone, 2):
        last = max(one.started_on, two.started_on)
        both = all(life.ended_on is None or life.ended_on > last for life in (one, two))
        if both:
            assert slots.numbers[one.key] != slots.numbers[two.key]


@given(everyone=lifetimes())
def test_each_kind_keeps_to_its_sector(everyone):
    slots = assign_slots(everyone)
    ordered = sorted(everyone, key=lambda life: slots.angles[life.key])
    sectors = [SECTORS.index(life.sector) for life in ordered]
    assert sectors == sorted(sectors)


# Words


def test_a_text_that_fits_is_not_cut():
    assert cut("Ana", 14, 100) == "Ana"


@given(st.text("abcdefgh mw WM", min_size=1, max_size=60), st.integers(40, 200))
def test_a_cut_text_fits(text, room):
    assert text_width(cut(text, 12, room), 12) <= room or len(cut(text, 12, room)) <= 2


def test_wrapping_keeps_every_word_when_lines_suffice():
    assert wrap("main teacher, 34 h a week", 12, 90, lines=9) == [
        "main teacher,",
        "34 h a week",
    ]
