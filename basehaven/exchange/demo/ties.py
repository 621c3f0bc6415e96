"""Everyone in a child's life outside the centre: family, carers, workers, friends."""

from __future__ import annotations

from datetime import date, timedelta

from basehaven.exchange.demo.district import District
from basehaven.exchange.demo.family import Family, Kin, Life, Removal
from basehaven.exchange.demo.lived import (
    HOURS_AT_HOME,
    OUT_OF_HOME,
    Lived,
    Spell,
    Tie,
    days_of_change,
    kin_on,
    parent_on,
    spells_between,
)
from basehaven.exchange.demo.staff import Workers

REST = 10  # days in hospital or respite after which the same carers go on
EXPECTING = 90  # days before the birth that a doula comes
OTHERS = (  # share of families, kind, hours a week, days after birth from which
    (0.2, "neighbour", 2.0, 120),
    (0.15, "friend", 4.0, 60),
    (0.08, "librarian", 0.5, 200),
    (0.04, "consultant", 0.5, 300),
    (0.03, "other", 2.0, 100),
)


def ties_of(district: District, family: Family, workers: Workers, life: Life) -> list[Tie]:
    """All ties of one child, but those to teachers."""
    today = district.plan.today
    began = life.known_from(today)
    ties = []
    for parent in family.parents:
        tie = Tie(life.child_id, parent.adult_id, "parent", began, called=parent.called)
        changes = days_of_change(family, life, parent, today)
        tie.spells = spells_between(
            began,
            None,
            changes,
            lambda day, parent=parent: parent_on(family, life, parent, day),  # type: ignore[misc]
        )
        ties.append(tie)
    if life.born is None:
        return ties + _doula(district, family, workers, life)
    ties += [_kin_tie(family, life, kin, today) for kin in family.kin]
    ties += _carer_ties(district, family, life)
    for removal in life.removals:
        ties += _caseworkers(district, workers, life, removal)
    return ties + _doula(district, family, workers, life) + _others(district, family, workers, life)


def _kin_tie(family: Family, life: Life, kin: Kin, today: date) -> Tie:
    tie = Tie(life.child_id, kin.adult_id, "kin", life.birth, called=kin.called)
    tie.spells = spells_between(
        life.birth,
        None,
        days_of_change(family, life, None, today),
        lambda day: kin_on(life, kin, day),
    )
    return tie


def _carer_ties(district: District, family: Family, life: Life) -> list[Tie]:
    """Foster carers and adopters: a tie for as long as the child is in their home."""
    today = district.plan.today
    known = {parent.adult_id for parent in family.parents} | {kin.adult_id for kin in family.kin}
    found: list[Tie] = []
    latest: dict[str, Tie] = {}
    for stay in life.stays:
        for carer in stay.carers:
            if carer in known or stay.kind in OUT_OF_HOME:
                continue
            before = latest.get(carer)
            back = before is not None and before.ended is not None
            if before is None or (back and (stay.started - (before.ended or today)).days > REST):
                kind = "adoptive_parent" if stay.kind == "pre_adoptive" else "foster_carer"
                latest[carer] = Tie(life.child_id, carer, kind, stay.started)
                found.append(latest[carer])
            latest[carer].ended = stay.ended
    for tie in list(found):
        adopted = _adopted_by(life, tie.adult_id)
        if adopted is not None and tie.kind == "foster_carer" and tie is latest[tie.adult_id]:
            found.append(Tie(life.child_id, tie.adult_id, "adoptive_parent", adopted, tie.ended))
            tie.ended, tie.end_reason = adopted, "other"
    for tie in found:
        _finish(district, tie)
    return found


def _adopted_by(life: Life, adult_id: str) -> date | None:
    for removal in life.removals:
        if removal.reason == "adoption" and removal.exited is not None:
            after = [s for s in life.stays if s.started == removal.exited]
            if any(adult_id in stay.carers for stay in after):
                return removal.exited
    return None


def _finish(district: District, tie: Tie) -> None:
    """A carer whom the child left sees them still, or the tie ended with the move."""
    home = Lived(True, HOURS_AT_HOME, "in_person")
    tie.spells = [Spell(tie.started, tie.ended, home)]
    if tie.ended is None or tie.end_reason:
        return
    if district.happens("former_carer_keeps_contact"):
        tie.spells.append(Spell(tie.ended, None, Lived(False, 1.0, "in_person")))
        tie.ended = None
    else:
        tie.end_reason = "moved"


def _caseworkers(district: District, workers: Workers, life: Life, removal: Removal) -> list[Tie]:
    """One, two or three in each year of care, one after another."""
    rates, chance = district.rates, district.chance
    last = removal.exited or district.plan.today
    three, two = rates["three_social_workers"], rates["two_social_workers"]
    starts = [removal.removed]
    year = removal.removed
    while year < last:
        length = min(365, (last - year).days)
        count = chance.weighted(((3, three), (2, two), (1, 1 - three - two)))
        for number in range(1, count):
            day = year + timedelta(days=number * 365 // count + chance.days(-30, 30))
            if day < year + timedelta(days=length):
                starts.append(day)
        year += timedelta(days=365)
    ties: list[Tie] = []
    for number, begins in enumerate(starts):
        ends = starts[number + 1] if number + 1 < len(starts) else removal.exited
        others = [w for w in workers.caseworkers if not ties or w != ties[-1].adult_id]
        reason = "" if ends is None else "staff_left" if number + 1 < len(starts) else "other"
        tie = Tie(life.child_id, chance.pick(others), "caseworker", begins, ends, reason)
        tie.spells = [Spell(begins, ends, Lived(False, 0.5, "in_person"))]
        ties.append(tie)
    return ties


def _doula(district: District, family: Family, workers: Workers, life: Life) -> list[Tie]:
    """Before the birth and six weeks after it."""
    today = district.plan.today
    born = life.born or life.due
    if born is None or not district.happens("doula"):
        return []
    begins, ends = born - timedelta(days=EXPECTING), born + timedelta(days=42)
    if begins >= today:
        return []
    over = ends if ends <= today else None
    tie = Tie(life.child_id, district.chance.pick(workers.doulas), "doula", begins, over)
    tie.end_reason = "other" if over else ""
    tie.spells = [Spell(begins, over, Lived(False, 2.0, "in_person"))]
    return [tie]


def _others(district: District, family: Family, workers: Workers, life: Life) -> list[Tie]:
    ties = []
    for share, kind, hours, after in OTHERS:
        begins = life.birth + timedelta(days=after + district.chance.days(0, 200))
        if not district.chance.happens(share) or begins >= district.plan.today:
            continue
        pool = {"librarian": workers.librarians, "consultant": workers.consultants}.get(kind)
        adult_id = district.chance.pick(pool) if pool else district.adult(kind)
        tie = Tie(life.child_id, adult_id, kind, begins)
        tie.spells = [Spell(begins, None, Lived(False, hours, "in_person"))]
        if pool is None and district.chance.happens(0.15):  # they lost touch
            ends = begins + timedelta(days=district.chance.days(30, 600))
            if ends < district.plan.today:
                tie.ended, tie.end_reason, tie.spells[0].ended = ends, "contact_stopped", ends
        ties.append(tie)
    return ties


def put_tie(district: District, tie: Tie) -> None:
    """The rows of a tie and of how it was lived."""
    tie_id = district.new_id("t")
    district.put(
        "ties",
        tie_id=tie_id,
        child_id=tie.child_id,
        adult_id=tie.adult_id,
        kind=tie.kind,
        started_on=tie.started,
        ended_on=tie.ended,
        end_reason=tie.end_reason,
        called=tie.called,
        derived=False,
    )
    for spell in tie.spells:
        district.put(
            "tie_spells",
            tie_id=tie_id,
            child_id=tie.child_id,
            started_on=spell.started,
            ended_on=spell.ended,
            lives_with=spell.lived.lives_with,
            hours_per_week=spell.lived.hours,
            mode=spell.lived.mode,
            reason=spell.lived.reason,
        )
