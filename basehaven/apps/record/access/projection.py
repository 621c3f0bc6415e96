"""The part of a child's record that one viewer may see: pure, values in, values out.

One projection for page, API, search and export. It builds what may be shown
rather than deleting what may not, so that a field added later stays hidden
from people under an order until somebody decides otherwise.

A record as it was known on a day is shown by today's access: what decides (who is
family, whose home it is, where the child lives now) is read from the present one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.utils.translation import gettext as _

from basehaven.apps.record.access.sight import Sight
from basehaven.apps.record.child_record import (
    ChildRecord,
    HomeFacts,
    PersonFacts,
    PlanFacts,
    RecordThen,
    RemovalFacts,
    RoomStay,
    SiblingFacts,
)
from basehaven.apps.record.models import today
from basehaven.core.periods import covers
from basehaven.core.relationships.types import Restriction, Spell, Stay, Tie

# Whom somebody kept away from the child may see by name: their own family, as
# long as the child does not live with them. Everybody else leads to a place.
FAMILY_KINDS = frozenset({"parent", "kin"})
Value = TypeVar("Value")


def project(record: ChildRecord, sight: Sight) -> ChildRecord:
    """The part of a record that a viewer may see, with words for what is left out."""
    now = Now.of(record)
    homes = _homes(record, now.record, sight)
    nameless = _nameless(record, now, sight)
    shown = ChildRecord(
        child=record.child if sight.sees_places else replace(record.child, region=""),
        people={},
        ties=tuple(_tie(tie, sight, nameless) for tie in record.ties),
        restrictions=_restrictions(record.restrictions, now, sight),
        removals=tuple(_removal(row, sight) for row in record.removals if sight.sees_stays),
        stays=tuple(_stay(stay, sight, homes) for stay in record.stays if sight.sees_stays),
        homes=homes,
        rooms=tuple(_room(room, sight) for room in record.rooms if sight.sees_stays),
        primaries=record.primaries if sight.sees_places else (),
        siblings=tuple(
            _sibling(row, sight)
            for row in record.siblings
            if row.child_ref not in sight.siblings_hidden
        ),
        last_contact=_of_viewer_if_restricted(record.last_contact, now, sight),
        rhythms=_of_viewer_if_restricted(record.rhythms, now, sight),
        plans=_plans(record.plans, sight),
        explained=() if sight.restricted else record.explained,
        presence=record.presence if sight.sees_places else None,
        as_known_on=record.as_known_on,
        hidden=tuple(words_for_hidden(sight)),
    )
    return replace(shown, people=_people(record, shown, nameless))


@dataclass(frozen=True, slots=True)
class Now:
    """The present record beside the one that is shown, and who somebody is by now."""

    record: ChildRecord
    same_as: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, record: ChildRecord) -> Now:
        if isinstance(record, RecordThen) and record.present is not None:
            return cls(record.present, record.same_as)
        return cls(record)

    def is_viewer(self, adult: str, sight: Sight) -> bool:
        return bool(sight.adult_ref) and self.same_as.get(adult, adult) == sight.adult_ref


def _homes(record: ChildRecord, present: ChildRecord, sight: Sight) -> dict[str, HomeFacts]:
    if sight.restricted or not sight.sees_stays:
        return {}
    own = {
        stay.home_id
        for stay in present.stays
        if sight.adult_ref and sight.adult_ref in stay.carer_ids
    }
    now = {stay.home_id for stay in present.stays if covers(stay, today())}
    shown = {}
    for ref, home in record.homes.items():
        if ref in own or sight.confidential == "all":
            shown[ref] = home
        elif sight.confidential == "now" and ref in now:
            shown[ref] = _as_now(home, present.homes[ref])
        elif sight.sees_homes and not home.confidential:
            shown[ref] = home if sight.sees_addresses else replace(home, address="")
    return shown


def _as_now(home: HomeFacts, present: HomeFacts) -> HomeFacts:
    """Opened because the child lives there now: not an address it may have had before."""
    return home if home.address == present.address else replace(home, address="")


def _nameless(record: ChildRecord, now: Now, sight: Sight) -> frozenset[str]:
    """People whose names would lead somebody kept away to where the child is.

    As known on a day, only those are named who would be by what is known today too.
    """
    if not sight.restricted:
        return frozenset()
    named, named_now = _named_to_the_kept_away(record), _named_to_the_kept_away(now.record)
    return frozenset(
        ref
        for ref in record.people
        if not now.is_viewer(ref, sight)
        and (ref not in named or now.same_as.get(ref, ref) not in named_now)
    )


def _named_to_the_kept_away(record: ChildRecord) -> set[str]:
    kinds: dict[str, set[str]] = {ref: set() for ref in record.people}
    houses: set[str] = set()
    for tie in record.ties:
        kinds.setdefault(tie.adult_id, set()).add(tie.kind)
        if tie.kind != "parent" and any(spell.lives_with for spell in tie.spells):
            houses.add(tie.adult_id)
    for stay in record.stays:
        if stay.kind != "parent_home":
            houses.update(stay.carer_ids)
    return {ref for ref, of in kinds.items() if of and of <= FAMILY_KINDS and ref not in houses}


def _tie(tie: Tie, sight: Sight, nameless: frozenset[str]) -> Tie:
    return replace(
        tie,
        called="" if tie.adult_id in nameless else tie.called,
        end_reason=(
            "" if tie.end_reason == "removal" and not sight.sees_reasons else tie.end_reason
        ),
        spells=tuple(_spell(spell, sight) for spell in tie.spells),
    )


def _spell(spell: Spell, sight: Sight) -> Spell:
    if sight.restricted:  # who the child lives with, and how much, leads to a place
        return Spell(spell.started_on, spell.ended_on, mode=spell.mode)
    return spell if sight.sees_reasons else replace(spell, reason="")


def _restrictions(rows: Iterable[Restriction], now: Now, sight: Sight) -> tuple[Restriction, ...]:
    shown = []
    for row in rows:
        own = now.is_viewer(row.adult_id, sight)
        if sight.restricted and not own:
            continue
        shown.append(row if own or sight.sees_sources else replace(row, source=""))
    return tuple(shown)


def _removal(row: RemovalFacts, sight: Sight) -> RemovalFacts:
    return row if sight.sees_reasons else replace(row, exit_reason="")


def _stay(stay: Stay, sight: Sight, homes: dict[str, HomeFacts]) -> Stay:
    return replace(
        stay,
        home_id=stay.home_id if stay.home_id in homes else None,
        carer_ids=() if sight.restricted else stay.carer_ids,
    )


def _room(room: RoomStay, sight: Sight) -> RoomStay:
    if sight.sees_places:
        return room
    return replace(room, room_ref="", room_name="", centre="")


def _sibling(row: SiblingFacts, sight: Sight) -> SiblingFacts:
    """Where a sibling lives is the sibling's record, not this one's."""
    if row.child_ref in sight.siblings:
        return row
    return replace(
        row,
        child_ref="",
        lives_together=row.lives_together if sight.sees_sibling_homes else None,
        together=row.together if sight.sees_sibling_homes else (),
        born_on=row.born_on if sight.sees_sibling_homes or sight.sees_reasons else None,
    )


def _of_viewer_if_restricted(
    by_adult: Mapping[str, Value], now: Now, sight: Sight
) -> dict[str, Value]:
    if not sight.restricted:
        return dict(by_adult)
    return {ref: value for ref, value in by_adult.items() if now.is_viewer(ref, sight)}


def _plans(
    plans: Mapping[str, tuple[PlanFacts, ...]], sight: Sight
) -> dict[str, tuple[PlanFacts, ...]]:
    """A planned day tells where the child will be; who cancelled is said to those who write it."""
    if sight.restricted or not sight.sees_places:
        return {}
    if sight.sees_reasons or "edit_ties" in sight.may:
        return dict(plans)
    return {
        adult: tuple(replace(plan, cancelled_by="") for plan in those)
        for adult, those in plans.items()
    }


def _people(
    record: ChildRecord, shown: ChildRecord, nameless: frozenset[str]
) -> dict[str, PersonFacts]:
    """Only people whom something shown speaks of."""
    spoken_of = {tie.adult_id for tie in shown.ties}
    spoken_of |= {row.adult_id for row in shown.restrictions}
    spoken_of |= {row.adult_id for row in shown.primaries}
    spoken_of.update(*(stay.carer_ids for stay in shown.stays))
    spoken_of.update(shown.presence.adult_ids if shown.presence else ())
    people = {}
    for ref, person in record.people.items():
        if ref in nameless and ref in spoken_of:
            kinds = dict.fromkeys(tie.kind for tie in shown.ties if tie.adult_id == ref)
            people[ref] = PersonFacts(ref=ref, name="", roles=tuple(kinds))
        elif ref in spoken_of:
            people[ref] = person
    return people


def words_for_hidden(sight: Sight) -> Iterable[str]:
    """What this viewer is not shown and why: the same whatever the record holds.

    A sentence that came only when there is something to hide would tell of it.
    """
    if sight.restricted:
        yield _(
            "An order keeps where the child is from you: homes, rooms, addresses, and the names "
            "of those who care for the child there are not shown."
        )
        return
    if not sight.sees_stays:
        yield _("Homes, rooms and moves are not shown: only the people were shared with you.")
    elif not sight.sees_homes:
        yield _("Homes are shown by kind only: names and addresses are not part of your work.")
    elif sight.confidential == "none":
        yield _("A home that is kept confidential is shown by kind only.")
    elif sight.confidential == "now":
        yield _("Of homes that are kept confidential, only the present one is shown.")
    if sight.sees_homes and not sight.sees_addresses:
        yield _("Addresses are not shown: no right or task of yours asks for them.")
    if not sight.sees_reasons:
        yield _("Why somebody is away or care ended is not shown: the family tells that itself.")
    if not sight.sees_sources:
        yield _("Which order a restriction comes from is not shown.")
    if not sight.sees_sibling_homes:
        yield _("Whether a brother or sister lives here too is shown only if you may open theirs.")
