"""Small drawn records for the tests of the map."""

from __future__ import annotations

from datetime import date, timedelta

from basehaven.apps.record.child_record import (
    ChildFacts,
    ChildRecord,
    PersonFacts,
    RestrictionFacts,
)
from basehaven.apps.record.map.figures import OnDay
from basehaven.core.relationships.types import Spell, Tie

BORN = date(2024, 5, 1)
TODAY = date(2026, 1, 10)
MILO = ChildFacts("milo", "Milo Marin", (), BORN, "day", None, "m", "")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def tie(adult: str, kind: str = "kin", started: date = BORN, ended=None, **spell) -> Tie:
    spells = (Spell(started, ended, **spell),) if spell else ()
    return Tie(f"tie-{adult}-{kind}", adult, kind, started, ended, spells=spells)


def record(*ties: Tie, **parts) -> ChildRecord:
    named = {t.adult_id: PersonFacts(t.adult_id, t.adult_id.title(), (t.kind,)) for t in ties}
    named.update({p.ref: p for p in parts.pop("people", ())})
    parts.setdefault("restrictions", ())
    return ChildRecord(child=MILO, people=named, ties=ties, **parts)


def look(*ties: Tie, day: date = TODAY, **parts):
    on = OnDay(record(*ties, **parts), day, TODAY)
    return {figure.key: figure for figure in on.figures}


def order(adult: str, kind: str = "no_contact", source: str = "order of 3 May") -> RestrictionFacts:
    return RestrictionFacts(adult, kind, BORN, None, source, ref=f"r-{adult}-{kind}")
