"""Who is on the map on a day, each person once, with what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.child_record import ChildRecord, SiblingFacts
from basehaven.apps.record.map import words
from basehaven.core.periods import covers
from basehaven.core.relationships.network import PersonOnDay, TieStatus, network_on
from basehaven.core.relationships.share import Ring, ring_of_person
from basehaven.core.relationships.types import Restriction, Stay

HOME = ("parent", "foster_carer", "adoptive_parent")
FAMILY = ("kin",)
STAFF = ("teacher", "home_visitor", "doula", "caseworker", "consultant")


def shape_of(kinds: tuple[str, ...] | list[str]) -> str:
    """Circle, square, diamond or hexagon; staff only if nothing else ties them."""
    for shape, of_kinds in (("home", HOME), ("family", FAMILY)):
        if any(kind in of_kinds for kind in kinds):
            return shape
    return "staff" if kinds and all(kind in STAFF for kind in kinds) else "friend"


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody on the map.

    Attributes:
        key: the adult's ref, or ``sibling-`` and the pair's.
        shape: home, family, staff or friend.
        place: most, some, now_and_then, unknown or ended.
        status: live, interrupted, not_recorded or ended.
        kind: in words, such as ``main teacher``.
        line: the one short line under the name.
        says: whole sentences for the list.
        warnings: restrictions in words, short; ``warnings_long`` in full.
        opens: table and ref of the row to open, or None.
    """

    key: str
    name: str
    shape: str
    place: str
    status: str
    kind: str
    line: str
    says: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    warnings_long: tuple[str, ...] = ()
    opens: tuple[str, str] | None = None
    since: date | None = None
    until: date | None = None
    sibling: bool = False


@dataclass(frozen=True)
class OnDay:
    """A projected record, looked at on one day.

    Attributes:
        today: contacts are counted back from here, so they are said only then.
    """

    record: ChildRecord
    day: date
    today: date
    restrictions: Mapping[str, list[Restriction]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Restriction]] = defaultdict(list)
        for restriction in self.record.restrictions:
            if covers(restriction, self.day):
                found[restriction.adult_id].append(restriction)
        object.__setattr__(self, "restrictions", found)

    @cached_property
    def people(self) -> tuple[PersonOnDay, ...]:
        return network_on(self.record.ties, self.day)

    @cached_property
    def stays(self) -> list[Stay]:
        return [stay for stay in self.record.stays if covers(stay, self.day)]

    @cached_property
    def ranks(self) -> dict[str, str]:
        """Main or backup adult of the room that day."""
        ranks: dict[str, str] = {}
        for spell in self.record.primaries:
            if covers(spell, self.day) and ranks.get(spell.adult_id) != "main":
                ranks[spell.adult_id] = spell.rank
        return ranks

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        tied = [_of_person(self, person) for person in self.people]
        met = {figure.key for figure in tied}
        return (*tied, *_without_tie(self, met), *_siblings(self))

    def name(self, adult_id: str, kinds: tuple[str, ...] = ()) -> str:
        person = self.record.people.get(adult_id)
        return words.name_or_kind(person.name if person else "", kinds)

    def warnings(self, adult_id: str, *, short: bool) -> tuple[str, ...]:
        return words.restrictions_words(self.restrictions.get(adult_id, []), short=short)


def _of_person(on: OnDay, person: PersonOnDay) -> Figure:
    place = "ended" if person.status is TieStatus.ENDED else ring_of_person(person).value
    rank = on.ranks.get(person.adult_id, "") if person.status is not TieStatus.ENDED else ""
    latest = max(person.ties, key=lambda tie: (tie.kind in person.kinds, tie.started_on))
    kind = words.kinds_words(person.kinds, rank)
    known = on.record.people.get(person.adult_id)
    if not (known and known.name):  # the kind already stands for the name
        kind = gettext("no name here")
    return Figure(
        key=person.adult_id,
        name=on.name(person.adult_id, person.kinds),
        shape=shape_of(person.kinds),
        place=place,
        status=person.status.value,
        kind=kind,
        line=", ".join(filter(None, (kind, _fact(on, person)))),
        says=tuple(_sentences(on, person)),
        warnings=on.warnings(person.adult_id, short=True),
        warnings_long=on.warnings(person.adult_id, short=False),
        opens=("tie", latest.tie_id),
        since=person.since,
        until=person.until,
    )


def _fact(on: OnDay, person: PersonOnDay) -> str:
    """The one thing that the map says besides the kind."""
    if person.status is TieStatus.ENDED:
        return _until_words(on, person)
    rhythm = on.record.rhythms.get(person.adult_id) if on.day == on.today else None
    if person.status is TieStatus.INTERRUPTED:
        if rhythm and (on.today - rhythm.last).days > words.SEEN_LATELY:
            return words.last_seen_words(rhythm.last, on.today)
        return words.interrupted_words(person.reason)
    if person.lives_with:
        return gettext("since %(month)s") % {
            "month": words.month_words(_lives_since(person, on.day))
        }
    often = words.rhythm_words(rhythm, on.today) if rhythm else ""
    hours = person.hours_per_week
    if hours is not None and (hours >= 8 or not often):
        often = words.hours_words(hours)
    if rhythm and not often:
        often = words.last_seen_words(rhythm.last, on.today)
    means = str(words.MODES[person.mode]) if person.mode in words.MODES else ""
    if means and person.mode != "in_person":
        often = f"{often} ({means})" if often else means
    return often or gettext("since %(month)s") % {"month": words.month_words(person.since)}


def _lives_since(person: PersonOnDay, day: date) -> date:
    """The first day of the unbroken time together that holds on ``day``."""
    since = day
    spells = [spell for tie in person.ties for spell in tie.spells if spell.lives_with]
    for spell in sorted(spells, key=lambda spell: spell.started_on, reverse=True):
        if spell.started_on <= since and (spell.ended_on is None or spell.ended_on >= since):
            since = spell.started_on
    return since


def _until_words(on: OnDay, person: PersonOnDay) -> str:
    born, until = on.record.child.born_on, person.until or on.day
    if born and until <= born:
        return gettext("before birth")
    if any(tie.end_reason == "died" for tie in person.ties):
        return gettext("died in %(month)s") % {"month": words.month_words(until)}
    return gettext("until %(month)s") % {"month": words.month_words(until)}


def _sentences(on: OnDay, person: PersonOnDay) -> list[str]:
    """Everything that the map shows of somebody, for reading aloud."""
    said: list[str] = []
    called = dict.fromkeys(tie.called for tie in person.ties if tie.called)
    name = on.name(person.adult_id)
    said += [
        gettext("The child says “%(called)s”") % {"called": word} for word in called if word != name
    ]
    if person.status is TieStatus.ENDED:
        said.append(_span(person.since, person.until))
        reasons = {tie.end_reason for tie in person.ties if tie.ended_on == person.until}
        said += [str(words.END_REASONS[r]) for r in words.END_REASONS if r in reasons - {"other"}]
        return said
    if person.status is TieStatus.INTERRUPTED:
        said.append(words.interrupted_words(person.reason))
    elif person.status is TieStatus.NOT_RECORDED:
        said.append(gettext("how often is not recorded"))
    else:
        said += _how_lived(person)
    since = min(tie.started_on for tie in person.ties if tie.kind in person.kinds)
    said.append(gettext("since %(day)s") % {"day": words.day_words(since)})
    rhythm = on.record.rhythms.get(person.adult_id)
    if rhythm and on.day == on.today:
        said.append(words.last_seen_words(rhythm.last, on.today))
    return said + _stay_differs(on, person)


def _how_lived(person: PersonOnDay) -> list[str]:
    said = [gettext("lives with the child")] if person.lives_with else []
    if person.hours_per_week is not None:
        said.append(words.hours_words(person.hours_per_week))
    elif not person.lives_with:
        said.append(gettext("hours not recorded"))
    if person.mode and person.mode != "in_person":
        said.append(str(words.MODES.get(person.mode, person.mode)))
    return said


def _stay_differs(on: OnDay, person: PersonOnDay) -> list[str]:
    """The tie and the stay may disagree; both are shown and neither is put right."""
    cares = any(person.adult_id in stay.carer_ids for stay in on.stays)
    if cares and person.lives_with is False:
        return [gettext("named as carer of the present home, though the tie says they live apart")]
    named = any(stay.carer_ids for stay in on.stays)
    home_kind = any(kind in HOME for kind in person.kinds)
    if person.lives_with and named and not cares and home_kind:
        return [gettext("lives with the child by the tie, though the stay names other carers")]
    return []


def _span(since: date | None, until: date | None) -> str:
    if since and until:
        return gettext("from %(since)s to %(until)s") % {
            "since": words.day_words(since),
            "until": words.day_words(until),
        }
    return gettext("since %(day)s") % {"day": words.day_words(since)} if since else ""


def _without_tie(on: OnDay, met: set[str]) -> list[Figure]:
    """People whom a stay, a room or a restriction names, and no tie does."""
    found: dict[str, list[str]] = defaultdict(list)
    opens: dict[str, tuple[str, str]] = {}
    for stay in on.stays:
        for adult in stay.carer_ids:
            found[adult].append(gettext("carer of the present home"))
            opens.setdefault(adult, ("stay", stay.stay_id))
    for adult, rank in on.ranks.items():
        found[adult].append(gettext("main adult") if rank == "main" else gettext("backup adult"))
    for adult, rows in on.restrictions.items():
        found.setdefault(adult, [])
        ref = getattr(rows[0], "ref", "")
        if ref:
            opens.setdefault(adult, ("restriction", ref))
    figures = []
    for adult, kinds in found.items():
        if adult in met:
            continue
        roles = on.record.people[adult].roles if adult in on.record.people else ()
        kind = ", ".join(dict.fromkeys(kinds)) or words.kinds_words(roles)
        figures.append(
            Figure(
                key=adult,
                name=on.name(adult, roles),
                shape="home" if any(adult in s.carer_ids for s in on.stays) else shape_of(roles),
                place=Ring.UNKNOWN.value,
                status=TieStatus.NOT_RECORDED.value,
                kind=kind,
                line=", ".join(filter(None, (kind, gettext("no tie recorded")))),
                says=(gettext("no tie recorded"),),
                warnings=on.warnings(adult, short=True),
                warnings_long=on.warnings(adult, short=False),
                opens=opens.get(adult),
            )
        )
    return figures


def _siblings(on: OnDay) -> list[Figure]:
    return [
        _of_sibling(on, sibling)
        for sibling in on.record.siblings
        if not (sibling.started_on and sibling.started_on > on.day)
        and not (sibling.born_on and sibling.born_on > on.day)
    ]


def _of_sibling(on: OnDay, sibling: SiblingFacts) -> Figure:
    ended = sibling.ended_on is not None and sibling.ended_on <= on.day
    together = _together(on, sibling)
    kind = sibling_kind(sibling)
    where = {True: gettext("together"), False: gettext("lives elsewhere"), None: ""}[together]
    place = "ended" if ended else Ring.MOST.value if together else Ring.UNKNOWN.value
    if ended and sibling.ended_on:
        where = gettext("until %(month)s") % {"month": words.month_words(sibling.ended_on)}
    return Figure(
        key=f"sibling-{sibling.ref}",
        name=sibling.name or gettext("Brother or sister"),
        shape="family",
        place=place,
        status="ended" if ended else "live",
        kind=kind,
        line=", ".join(filter(None, (kind, where))),
        says=(where,) if where else (gettext("whether they live together is not shown here"),),
        opens=("sibling", sibling.ref),
        since=sibling.started_on,
        until=sibling.ended_on,
        sibling=True,
    )


def _together(on: OnDay, sibling: SiblingFacts) -> bool | None:
    if sibling.lives_together is None or on.day == on.today:
        return sibling.lives_together
    return any(covers(spell, on.day) for spell in sibling.together) or (
        False if sibling.together or on.stays else None
    )


SIBLINGS = {
    ("full", "f"): _("sister"),
    ("full", "m"): _("brother"),
    ("full", ""): _("brother or sister"),
    ("half", "f"): _("half sister"),
    ("half", "m"): _("half brother"),
    ("half", ""): _("half brother or sister"),
    ("step", "f"): _("stepsister"),
    ("step", "m"): _("stepbrother"),
    ("step", ""): _("stepbrother or stepsister"),
    ("foster", "f"): _("foster sister"),
    ("foster", "m"): _("foster brother"),
    ("foster", ""): _("foster brother or sister"),
}


def sibling_kind(sibling: SiblingFacts) -> str:
    sex = sibling.sex if sibling.sex in ("f", "m") and sibling.name else ""
    kind = str(SIBLINGS.get((sibling.kind, sex), sibling.kind))
    return gettext("%(kind)s, twin") % {"kind": kind} if sibling.twin else kind
