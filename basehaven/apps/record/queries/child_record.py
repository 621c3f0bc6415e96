"""One child's whole record in at most nine queries, however long the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q

from basehaven.apps.record.child_record import (
    ChildFacts,
    ChildRecord,
    HomeFacts,
    PersonFacts,
    PrimaryFacts,
    RemovalFacts,
    RestrictionFacts,
    Rhythm,
    RoomStay,
)
from basehaven.apps.record.models import (
    Child,
    Contact,
    PrimarySpell,
    Removal,
    Restriction,
    Stay,
    Tie,
    TieSpell,
    today,
)
from basehaven.apps.record.queries import rows
from basehaven.apps.record.queries.known import Known
from basehaven.apps.record.queries.presence import presence_now
from basehaven.apps.record.queries.siblings import load_siblings
from basehaven.core.relationships.types import Spell as CoreSpell
from basehaven.core.relationships.types import Stay as CoreStay
from basehaven.core.relationships.types import Tie as CoreTie

RECENT_DAYS = 28  # the span that "twice a week" is counted over: four whole weeks


def load_child_record(child: Child, *, as_known_on: date | None = None) -> ChildRecord:
    """Everything that matters to one child, as values.

    ``as_known_on`` gives the record as it stood at the end of that day. Names of
    adults, homes and rooms are today's. Show nothing of it before
    ``access.project``: this loads also what a viewer may not see.
    """
    known = Known(child, as_known_on)
    people: dict[str, PersonFacts] = {}
    ties = _ties(child, known, people)
    dated = _dated(child, known, people)
    stays, homes = _stays(child, known, people)
    rhythms = _rhythms(child, as_known_on)
    presence, there = presence_now(child)
    for person in there:
        people.setdefault(person.ref, person)
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
        siblings=load_siblings(child, stays, known),
        last_contact={adult: rhythm.last for adult, rhythm in rhythms.items()},
        rhythms=rhythms,
        presence=presence,
        as_known_on=as_known_on,
    )


def _facts(child: Child, known: Known) -> ChildFacts:
    now = {
        "ref": child.ref,
        "recorded_on": child.recorded_on,
        "entered_in_error": False,
        **{
            name: getattr(child, name)
            for name in [
                "name",
                "nicknames",
                "born_on",
                "born_precision",
                "due_on",
                "sex",
                "region",
            ]
        },
    }
    # A child not known yet on that day still has a page: its name and no more.
    then = known.row(Child, now) or {
        **now, "born_on": None, "born_precision": "", "due_on": None, "sex": "", "region": ""
    }  # fmt: skip
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


def _meet(people: dict[str, PersonFacts], ref: Any, row: Mapping[str, Any]) -> str:
    """The adult's ref as text; the person joins ``people``."""
    text = str(ref)
    if text not in people:
        same = str(row.get("adult_ref_now", ref)) == text
        people[text] = PersonFacts(
            ref=text,
            name=row["adult_name"] if same else "",
            roles=tuple(row["adult_roles"] or ()) if same else (),
        )
    return text


def _ties(child: Child, known: Known, people: dict[str, PersonFacts]) -> tuple[CoreTie, ...]:
    ties: dict[Any, CoreTie] = {}
    spells: dict[Any, list[CoreSpell]] = {}
    for joined in rows.tie_rows(child):
        ref = joined["ref"]
        if ref not in spells:
            spells[ref] = []
            tie = known.row(Tie, joined)
            if tie is not None:
                ties[ref] = CoreTie(
                    tie_id=str(ref),
                    adult_id=_meet(people, tie["adult_ref"], tie),
                    kind=tie["kind"],
                    started_on=tie["started_on"],
                    ended_on=tie["ended_on"],
                    end_reason=tie["end_reason"],
                    called=tie["called"],
                    derived=tie["derived"],
                )
        spell = known.row(TieSpell, rows.spell_of(joined)) if joined["spell_ref"] else None
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


@dataclass
class _Dated:
    """What the one question about dated rows brings."""

    restrictions: list[RestrictionFacts] = field(default_factory=list)
    primaries: list[PrimaryFacts] = field(default_factory=list)
    removals: list[RemovalFacts] = field(default_factory=list)
    rooms: list[RoomStay] = field(default_factory=list)


def _dated(child: Child, known: Known, people: dict[str, PersonFacts]) -> _Dated:
    found = _Dated()
    for model, joined in rows.dated_rows(child):
        row = known.row(model, joined)
        if row is None:
            continue
        ref, adult = str(row["ref"]), ""
        if model in (Restriction, PrimarySpell):
            adult = _meet(people, row["adult_ref"], row)
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
            kept = _of(row, "room_name centre started_on ended_on")
            found.rooms.append(RoomStay(ref, str(row["room_ref"]), **kept))
    return found


def _of(row: Mapping[str, Any], names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split()}


def _stays(
    child: Child, known: Known, people: dict[str, PersonFacts]
) -> tuple[tuple[CoreStay, ...], dict[str, HomeFacts]]:
    stays: list[CoreStay] = []
    homes: dict[str, HomeFacts] = {}
    for found in rows.stay_rows(child):
        row = known.row(Stay, found)
        if row is None:
            continue
        if found["home_ref"]:
            homes[str(found["home_ref"])] = HomeFacts(
                ref=str(found["home_ref"]),
                name=found["home_name"],
                address=found["address"],
                confidential=found["confidential"],
            )
        carers = row.get("carers") or [carer["adult_ref"] for carer in found["carer_rows"]]
        facts = {str(carer["adult_ref"]): carer for carer in found["carer_rows"]}
        stays.append(
            CoreStay(
                stay_id=str(row["ref"]),
                started_on=row["started_on"],
                ended_on=row["ended_on"],
                kind=row["kind"],
                removal_id=str(row["removal_ref"]) if row["removal_ref"] else None,
                home_id=str(row["home_ref"]) if row["home_ref"] else None,
                carer_ids=tuple(
                    _meet(people, ref, facts.get(str(ref), rows.NOBODY)) for ref in carers
                ),
                shared=bool(row["shared"]),
            )
        )
    return tuple(stays), homes


def _rhythms(child: Child, as_known_on: date | None) -> dict[str, Rhythm]:
    day = today()
    since = day - timedelta(days=RECENT_DAYS)
    found: Iterable[Mapping[str, Any]] = (
        Contact.objects.standing()
        .filter(child=child, on__lte=day)
        .filter(Q(recorded_on__lte=as_known_on) if as_known_on else Q())
        .exclude(kept=False)
        .exclude(kind=Contact.Kind.CALL)
        .values("adult__ref")
        .annotate(
            first=Min("on"), last=Max("on"), times=Count("pk"), recent=Count("pk", Q(on__gt=since))
        )
        .order_by()
    )
    return {
        str(row["adult__ref"]): Rhythm(row["first"], row["last"], row["times"], row["recent"])
        for row in found
    }
