"""Everything that the map, its list and its time slider show for one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.record.child_record import ChildRecord
from basehaven.apps.record.map import words
from basehaven.apps.record.map.draw import MapWords, draw_map
from basehaven.apps.record.map.figure import Figure, shape_of
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.frame import NARROW, RINGS, WIDE, Mark
from basehaven.apps.record.map.layout import lay_out
from basehaven.apps.record.map.slots import Lifetime, Slots, assign_slots
from basehaven.core.relationships.types import Spell

GROUPS = ("now", "interrupted", "siblings", "ended")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the list in words, and who stands under it."""

    name: str
    title: str
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class MapOnDay:
    day: date
    wide: SafeString
    narrow: SafeString
    counts: str
    groups: Sequence[Group]


def map_on(on: OnDay, address: Callable[[Figure], str]) -> MapOnDay:
    """The drawing in both widths and the list that says the same."""
    figures = on.figures
    slots = slots_of(on.record, on.today)
    marks = [_mark(figure, slots) for figure in figures]
    by_key = {figure.key: figure for figure in figures}
    groups = grouped(figures, now=on.day == on.today)
    counts = counted(groups)
    said = _words(on, counts, address)
    captions = [said.captions[ring] for ring in RINGS]
    drawn = [
        draw_map(lay_out(marks, slots=slots.total, frame=frame, captions=names), by_key, said, css)
        for frame, css, names in (
            (WIDE, "map--wide", captions),
            (NARROW, "map--narrow", captions),
        )
    ]
    return MapOnDay(on.day, drawn[0], drawn[1], counts, groups)


def slots_of(record: ChildRecord, today: date) -> Slots:
    """Directions for everyone who is ever on a ring, from the whole record."""
    lives = []
    for adult in dict.fromkeys(tie.adult_id for tie in record.ties):
        ties = [tie for tie in record.ties if tie.adult_id == adult]
        if not any(_places(spell) for tie in ties for spell in tie.spells):
            continue
        ends = [tie.ended_on for tie in ties]
        lives.append(
            Lifetime(
                key=adult,
                sector=shape_of([tie.kind for tie in ties]),
                started_on=min(tie.started_on for tie in ties),
                ended_on=None if None in ends else max(end for end in ends if end),
            )
        )
    for sibling in record.siblings:
        if sibling.together or sibling.lives_together:
            starts = [spell.started_on for spell in sibling.together]
            started = min(starts, default=sibling.started_on or today)
            lives.append(Lifetime(f"sibling-{sibling.ref}", "family", started, sibling.ended_on))
    return assign_slots(lives)


def _places(spell: Spell) -> bool:
    """Whether a spell ever puts somebody on a ring."""
    return bool(spell.lives_with) or spell.hours_per_week is not None or spell.mode == "none"


def _mark(figure: Figure, slots: Slots) -> Mark:
    ended = figure.until.toordinal() if figure.until else 0
    return Mark(
        key=figure.key,
        name=figure.name,
        place=figure.place,
        angle=slots.angles.get(figure.key, 0.0),
        slot=slots.numbers.get(figure.key, 0),
        details=figure.line,
        short=figure.kind,
        brief=words.first_name(figure.name),
        warnings=figure.warnings,
        order=-ended,
    )


def _words(on: OnDay, counts: str, address: Callable[[Figure], str]) -> MapWords:
    name = words.first_name(on.record.child.name) or _("the child")
    return MapWords(
        child=name,
        label=_("Map of the people around %(name)s: %(counts)s. The list says the same in words.")
        % {"name": name, "counts": counts},
        captions={
            "most": _("most of the week"),
            "some": _("some of it"),
            "now_and_then": _("now and then"),
        },
        bands={
            "key": _("On the rings, by number"),
            "unknown": _("How much of the week is not recorded"),
            "ended": _("Ended, and still part of the story"),
        },
        address=address,
    )


def grouped(figures: Sequence[Figure], *, now: bool = True) -> list[Group]:
    found: dict[str, list[Figure]] = {name: [] for name in GROUPS}
    for figure in figures:
        if figure.sibling:
            found["siblings"].append(figure)
        elif figure.status in ("interrupted", "ended"):
            found[figure.status].append(figure)
        else:
            found["now"].append(figure)
    found["ended"].sort(key=lambda f: f.until or date.min, reverse=True)
    titles = {
        "now": _("There now") if now else _("There then"),
        "interrupted": _("Interrupted"),
        "ended": _("Ended, and still part of the story"),
        "siblings": _("Brothers and sisters"),
    }
    return [Group(name, titles[name], found[name]) for name in GROUPS if found[name]]


def counted(groups: Sequence[Group]) -> str:
    """8 live ties, 1 interrupted, 3 ended."""
    number = {group.name: len(group.figures) for group in groups}
    live = number.get("now", 0)
    said = [ngettext("%(n)d live tie", "%(n)d live ties", live) % {"n": live}]
    if number.get("interrupted"):
        said.append(_("%(n)d interrupted") % {"n": number["interrupted"]})
    if number.get("ended"):
        said.append(_("%(n)d ended") % {"n": number["ended"]})
    return ", ".join(said)
