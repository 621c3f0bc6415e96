"""One child's whole record in six queries, and one or two more as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from basehaven.apps.record.child_record import (
    ChildFacts,
    ChildRecord,
    HomeFacts,
    PersonFacts,
    PrimaryFacts,
    RecordThen,
    RemovalFacts,
    RestrictionFacts,
    RoomStay,
)
from basehaven.apps.record.models import (
    Child,
    PrimarySpell,
    Removal,
    Restriction,
    Stay,
    Tie,
    TieSpell,
    today,
)
from basehaven.apps.record.queries.contacts import Contacts, load_contacts
from basehaven.apps.record.queries.facts import facts_in
from basehaven.apps.record.queries.known import Known, KnownThen
from basehaven.apps.record.queries.presence import presence_now
from basehaven.apps.record.queries.rows import Fields, Rows, spell_of
from basehaven.apps.record.queries.siblings import load_siblings
from basehaven.core.relationships.network import spell_on
from basehaven.core.relationships.types import Spell as CoreSpell
from basehaven.core.relationships.types import Stay as CoreStay
from basehaven.core.relationships.types import Tie as CoreTie

FACTS_OF_CHILD = ("name", "nicknames", "born_on", "born_precision", "due_on", "sex", "region")
UNKNOWN: Fields = {
    "nicknames": [], "born_on": None, "born_precision": "", "due_on": None, "sex": "", "region": ""
}  # fmt: skip


def load_child_record(child: Child, *, as_known_on: date | None = None) -> ChildRecord:
    """Everything that matters to one child, as values.

    ``as_known_on`` gives the record as it stood at the end of that day, names and
    addresses too, with the present one beside it. Show nothing of either before
    ``access.project``: this loads also what a viewer may not see.
    """
    rows = Rows.of(child)
    facts = facts_in(rows)
    now = Known(child, facts)
    if as_known_on is None:
        return _with_presence(child, _build(child, rows, now, load_contacts(child, now)))
    known = KnownThen(child, rows, facts, as_known_on)
    record = _build(child, rows, known, load_contacts(child, known))
    if as_known_on >= today():  # before that, who is there today was not known yet
        record = _with_presence(child, record)
    return RecordThen.of(
        record,
        present=_build(child, rows, now, Contacts()),
        same_as={str(then): str(since) for then, since in known.same_as.items()},
    )


def load_child_people(child: Child) -> ChildRecord:
    """The record without contacts and without who is there today: two queries fewer.

    For pages about people and not about days. The same rule holds: show nothing of it before
    ``access.project``.
    """
    rows = Rows.of(child)
    return _build(child, rows, Known(child, facts_in(rows)), Contacts())


def _with_presence(child: Child, record: ChildRecord) -> ChildRecord:
    presence, there = presence_now(child)
    people = {**{person.ref: person for person in there}, **record.people}
    return replace(record, presence=presence, people=people)


def _build(child: Child, rows: Rows, known: Known, contacts: Contacts) -> ChildRecord:
    people: dict[str, PersonFacts] = {}
    ties = _ties(rows, known, people)
    dated = _dated(rows, known, people)
    stays, homes = _stays(rows, known, people)
    return ChildRecord(
        child=_facts(child, known),
        people=people,
        ties=ties,
        restrictions=tuple(dated.restrictions),
        removals=tuple(dated.removals),
        stays=stays,
        homes=homes,
        rooms=tuple(dated.rooms),
        primaries=tuple(dated.primaries),
        siblings=load_siblings(rows.pairs, stays, known),
        last_contact={adult: rhythm.last for adult, rhythm in contacts.rhythms.items()},
        rhythms=contacts.rhythms,
        plans=contacts.plans,
        explained=_explained(ties),
        as_known_on=known.on,
    )


def _facts(child: Child, known: Known) -> ChildFacts:
    now = {
        "ref": child.ref,
        "recorded_on": child.recorded_on,
        "entered_in_error": False,
        **{name: getattr(child, name) for name in FACTS_OF_CHILD},
    }
    # A child not known yet on that day still has a page: its name and no more.
    then = known.row(Child, now) or {**UNKNOWN, "name": known.called_first()}
    return ChildFacts(
        ref=str(child.ref),
        name=then["name"],
        nicknames=tuple(then["nicknames"]),
        born_on=then["born_on"],
        born_precision=then["born_precision"],
        due_on=then["due_on"],
        sex=then["sex"],
        region=then["region"],
    )


def _meet(people: dict[str, PersonFacts], ref: UUID, known: Known) -> str:
    """The adult's ref as text; the person joins ``people``. Erased since: without a name."""
    text = str(ref)
    if text not in people:
        facts = known.facts(ref) or {"name": "", "roles": ()}
        people[text] = PersonFacts(text, facts["name"], facts["roles"])
    return text


def _ties(rows: Rows, known: Known, people: dict[str, PersonFacts]) -> tuple[CoreTie, ...]:
    ties: dict[Any, CoreTie] = {}
    spells: dict[Any, list[CoreSpell]] = {}
    for joined in rows.ties:
        ref = joined["ref"]
        if ref not in spells:
            spells[ref] = []
            tie = known.row(Tie, joined)
            if tie is not None:
                ties[ref] = CoreTie(
                    tie_id=str(ref),
                    adult_id=_meet(people, tie["adult_ref"], known),
                    kind=tie["kind"],
                    started_on=tie["started_on"],
                    ended_on=tie["ended_on"],
                    end_reason=tie["end_reason"],
                    called=tie["called"],
                    derived=tie["derived"],
                )
        spell = known.row(TieSpell, spell_of(joined)) if joined["spell_ref"] else None
        if spell is not None:
            spells[ref].append(_spell(spell))
    return tuple(replace(tie, spells=tuple(spells[ref])) for ref, tie in ties.items())


def _spell(row: Mapping[str, Any]) -> CoreSpell:
    hours = row["hours_per_week"]
    return CoreSpell(
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        lives_with=row["lives_with"],
        hours_per_week=None if hours is None else float(hours),
        mode=row["mode"],
        reason=row["reason"],
    )


def _explained(ties: Iterable[CoreTie]) -> tuple[str, ...]:
    """Of whom is said why there is no contact today, whoever may read the reason itself."""
    said = [(tie.adult_id, spell_on(tie, today())) for tie in ties]
    found = {adult for adult, spell in said if spell and spell.mode == "none" and spell.reason}
    return tuple(sorted(found))


@dataclass
class _Dated:
    """What the one question about dated rows brings."""

    restrictions: list[RestrictionFacts] = field(default_factory=list)
    primaries: list[PrimaryFacts] = field(default_factory=list)
    removals: list[RemovalFacts] = field(default_factory=list)
    rooms: list[RoomStay] = field(default_factory=list)


def _dated(rows: Rows, known: Known, people: dict[str, PersonFacts]) -> _Dated:
    found = _Dated()
    for model, joined in rows.dated:
        row = known.row(model, joined)
        if row is None:
            continue
        ref, adult = str(row["ref"]), ""
        if model in (Restriction, PrimarySpell):
            adult = _meet(people, row["adult_ref"], known)
        if model is Restriction:
            found.restrictions.append(
                RestrictionFacts(adult, **_of(row, "kind started_on ended_on source"), ref=ref)
            )
        elif model is PrimarySpell:
            kept = _of(row, "rank started_on ended_on end_reason")
            found.primaries.append(PrimaryFacts(ref, str(row["room_ref"]), adult, **kept))
        elif model is Removal:
            kept = _of(row, "removed_on exited_on exit_reason")
            found.removals.append(RemovalFacts(ref, **kept))
        else:
            room = known.facts(row["room_ref"]) or {"name": "", "centre": ""}
            dates = _of(row, "started_on ended_on")
            found.rooms.append(
                RoomStay(ref, str(row["room_ref"]), room["name"], room["centre"], **dates)
            )
    return found


def _of(row: Mapping[str, Any], names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split()}


def _stays(
    rows: Rows, known: Known, people: dict[str, PersonFacts]
) -> tuple[tuple[CoreStay, ...], dict[str, HomeFacts]]:
    stays: list[CoreStay] = []
    homes: dict[str, HomeFacts] = {}
    for found in rows.stays:
        row = known.row(Stay, found)
        if row is None:
            continue
        home = known.facts(row["home_ref"]) if row["home_ref"] else None
        if home is not None:
            homes[str(row["home_ref"])] = HomeFacts(
                str(row["home_ref"]), **_of(home, "name address confidential")
            )
        stays.append(_stay(row, [_meet(people, ref, known) for ref in known.carers(row)]))
    return tuple(stays), homes


def _stay(row: Fields, carers: Iterable[str]) -> CoreStay:
    return CoreStay(
        stay_id=str(row["ref"]),
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        kind=row["kind"],
        removal_id=str(row["removal_ref"]) if row["removal_ref"] else None,
        home_id=str(row["home_ref"]) if row["home_ref"] else None,
        carer_ids=tuple(carers),
        shared=bool(row["shared"]),
    )
