"""What the life line shows: rows of bars, each bar a row of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from basehaven.apps.record.child_record import ChildRecord, SiblingFacts
from basehaven.apps.record.map import words
from basehaven.apps.record.map.figure import Figure
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.head import STAY_KINDS
from basehaven.apps.record.map.siblings import sibling_kind
from basehaven.core.periods import covers
from basehaven.core.relationships.types import Spell, Stay, Tie

ORDER = ("home", "family", "staff", "friend")


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a row.

    Attributes:
        texts: what may be written in the bar, the longest first; the rest is left out.
        says: the whole in words, for the link.
        look: strong, plain, light, stopped or ended.
        opens: table and ref.
    """

    started_on: date
    ended_on: date | None
    texts: tuple[str, ...]
    says: str
    look: str
    opens: tuple[str, str]


@dataclass(frozen=True, slots=True)
class LifeRow:
    name: str
    shape: str  # home family staff friend, or empty
    kind: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A move: a dashed line and a word."""

    day: date
    word: str


def life_rows(on: OnDay) -> list[LifeRow]:
    """Homes, care, rooms, then people: those still there first, the ended after them."""
    record = on.record
    rows = [
        LifeRow(
            _("Homes"),
            "",
            "home",
            tuple(_home_bar(on, s) for s in record.stays if s.started_on <= on.today),
        ),
        LifeRow(_("In care"), "", "family", tuple(_care_bars(record))),
        LifeRow(_("Rooms"), "", "staff", tuple(_room_bars(on))),
    ]
    figures = {figure.key: figure for figure in on.figures}
    people = [
        _person_row(on, figure, [tie for tie in record.ties if tie.adult_id == key])
        for key, figure in figures.items()
        if not figure.sibling and any(tie.adult_id == key for tie in record.ties)
    ]
    siblings = [
        _sibling_row(on, sibling, figures[key])
        for sibling in record.siblings
        if (key := f"sibling-{sibling.ref}") in figures
    ]
    rows += [row for _order, row in sorted(people + siblings, key=lambda pair: pair[0])]
    return [row for row in rows if row.bars]


def span_words(started_on: date | None, ended_on: date | None) -> str:
    if started_on is None:
        return ""
    if ended_on is None:
        return _("since %(day)s") % {"day": words.day_words(started_on)}
    return _("from %(since)s to %(until)s") % {
        "since": words.day_words(started_on),
        "until": words.day_words(ended_on),
    }


def _bar(
    started_on: date,
    ended_on: date | None,
    texts: Sequence[str],
    about: str,
    look: str,
    opens: tuple[str, str],
) -> Bar:
    said = ", ".join(
        filter(None, (about, texts[0] if texts else "", span_words(started_on, ended_on)))
    )
    return Bar(started_on, ended_on, tuple(filter(None, texts)), said, look, opens)


def _home_bar(on: OnDay, stay: Stay) -> Bar:
    names = [on.name(carer) for carer in stay.carer_ids]
    kind = str(STAY_KINDS.get(stay.kind, stay.kind))
    home = on.record.homes.get(stay.home_id or "")
    who = words.joined(names) or (home.name if home else "")
    firsts = words.joined(words.first_name(name) for name in names)
    shared = _("shared care") if stay.shared else ""
    long = ", ".join(filter(None, (who, kind, shared)))
    look = "strong" if stay.ended_on is None or stay.ended_on > on.today else "ended"
    return _bar(
        stay.started_on,
        stay.ended_on,
        (long, who, firsts) if who else (long,),
        _("Home"),
        look,
        ("stay", stay.stay_id),
    )


def _care_bars(record: ChildRecord) -> Iterator[Bar]:
    for removal in record.removals:
        yield _bar(
            removal.removed_on,
            removal.exited_on,
            (_("in care"),),
            _("Removal"),
            "light" if removal.exited_on is None else "ended",
            ("removal", removal.ref),
        )


def _room_bars(on: OnDay) -> Iterator[Bar]:
    for room in on.record.rooms:
        mine = [p for p in on.record.primaries if p.room_ref == room.room_ref]
        names = [on.name(p.adult_id) for p in sorted(mine, key=lambda p: p.rank != "main")]
        firsts = words.joined(dict.fromkeys(words.first_name(name) for name in names))
        called = room.room_name or _("room")
        live = room.ended_on is None or room.ended_on > on.today
        yield _bar(
            room.started_on,
            room.ended_on,
            (f"{called}: {firsts}", called) if firsts else (called,),
            _("Room"),
            "strong" if live else "ended",
            ("enrolment", room.ref),
        )


def _person_row(
    on: OnDay, figure: Figure, ties: Sequence[Tie]
) -> tuple[tuple[bool, int, date], LifeRow]:
    bars = tuple(bar for tie in ties for bar in _tie_bars(on, tie, figure))
    ended = figure.status == "ended"
    order = (ended, ORDER.index(figure.shape), min(tie.started_on for tie in ties))
    return order, LifeRow(figure.name, figure.shape, figure.kind, bars)


def stretches(tie: Tie) -> Iterator[tuple[date, date | None, Spell | None]]:
    """A tie cut where its spells begin and end; the gaps have no spell."""
    at = tie.started_on
    for spell in sorted(tie.spells, key=lambda spell: spell.started_on):
        start = max(spell.started_on, at)
        if tie.ended_on is not None and start >= tie.ended_on:
            break
        ends = [day for day in (spell.ended_on, tie.ended_on) if day is not None]
        end = min(ends, default=None)
        if end is not None and end <= start:
            continue
        if start > at:
            yield at, start, None
        yield start, end, spell
        if end is None:
            return
        at = end
    if tie.ended_on is None or at < tie.ended_on or tie.started_on == tie.ended_on:
        yield at, tie.ended_on, None


def _tie_bars(on: OnDay, tie: Tie, figure: Figure) -> Iterator[Bar]:
    kind = words.kinds_words([tie.kind])
    over = tie.ended_on is not None and tie.ended_on <= on.today
    for start, end, spell in stretches(tie):
        texts, look = lived_bar(spell)
        if over and look != "stopped":
            look = "ended"
        about = f"{figure.name}, {kind}"
        yield _bar(start, end, texts, about, look, ("tie", tie.tie_id))


def lived_words(spell: Spell) -> str:
    return lived_bar(spell)[0][0]


def lived_bar(spell: Spell | None) -> tuple[tuple[str, ...], str]:
    """What a stretch says, and how strong its bar is drawn."""
    if spell is None:
        return (_("contact not recorded"), _("not recorded")), "light"
    if spell.mode == "none":
        return (words.interrupted_words(spell.reason), _("no contact")), "stopped"
    means = "" if spell.mode in ("", "in_person") else str(words.MODES.get(spell.mode, spell.mode))
    if spell.lives_with:
        return (_("lives together"), _("together")), "strong"
    hours = "" if spell.hours_per_week is None else words.hours_words(spell.hours_per_week)
    long = ", ".join(filter(None, (means, hours))) or _("hours not recorded")
    return (long, means or hours), "plain" if hours else "light"


def _sibling_row(
    on: OnDay, sibling: SiblingFacts, figure: Figure
) -> tuple[tuple[bool, int, date], LifeRow]:
    opens = ("sibling", sibling.ref)
    started = sibling.started_on or max(
        filter(None, (on.record.child.born_on, sibling.born_on)), default=on.today
    )
    bars: list[Bar] = []
    at: date = started
    about = f"{figure.name}, {sibling_kind(sibling)}"
    for spell in sibling.together:
        start = max(spell.started_on, at)
        if start > at:
            bars.append(_bar(at, start, (_("apart"),), about, "light", opens))
        bars.append(_bar(start, spell.ended_on, (_("together"),), about, "strong", opens))
        if spell.ended_on is None:
            break
        at = spell.ended_on
    else:
        apart = _("apart") if sibling.lives_together is not None else ""
        bars.append(_bar(at, sibling.ended_on, (apart,), about, "light", opens))
    order = (figure.status == "ended", ORDER.index("family"), started)
    return order, LifeRow(figure.name, "family", figure.kind, tuple(bars))


def _stays_on(record: ChildRecord, day: date) -> bool:
    """Whether a home of the day before goes on: a second home for shared care is no move."""
    before = {_place(stay) for stay in record.stays if covers(stay, day - timedelta(days=1))}
    return any(_place(stay) in before for stay in record.stays if covers(stay, day))


def _place(stay: Stay) -> object:
    """A home by its id; by who cares there, or by itself, where that is all that is shown."""
    return stay.home_id or stay.carer_ids or stay.stay_id


def life_markers(record: ChildRecord) -> list[Marker]:
    """Removals, moves and room moves, in order of days; one a day and kind."""
    marks: list[Marker] = []
    for removal in record.removals:
        marks.append(Marker(removal.removed_on, _("removal")))
        if removal.exited_on:
            marks.append(Marker(removal.exited_on, _("left care")))
    taken = {marker.day for marker in marks}
    moves = sorted({stay.started_on for stay in record.stays})[1:]
    moved = [day for day in moves if day not in taken and not _stays_on(record, day)]
    marks += [Marker(day, _("move")) for day in moved]
    rooms = sorted({room.started_on for room in record.rooms})[1:]
    marks += [Marker(day, _("room move")) for day in rooms]
    return sorted(set(marks), key=lambda marker: (marker.day, marker.word))
