"""Two laws of "as known on": today gives the present; a day gives what stood there that day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from basehaven.apps.record.child_record import PlanFacts
from basehaven.apps.record.models import Adult, Contact, Version
from basehaven.apps.record.queries import load_child_record
from basehaven.apps.record.queries.contacts import (
    MET,
    Group,
    _put_together,
    load_contacts,
    outcome_of,
)
from basehaven.apps.record.queries.known import Known
from basehaven.core.errors import BasehavenError
from tests.apps.record.queries.later import (
    all_recorded_long_ago,
    correct,
    fresh,
    merge,
    now,
    parts,
    then,
    undo,
    without_contacts,
)

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
STEPS = 25


class Life:
    """What may happen to a record, at random, through the actions that people have."""

    def __init__(self, cast, random: Random) -> None:
        self.cast, self.random = cast, random
        self.merges: list[Any] = []

    def step(self) -> None:
        deeds: list[Callable[[], Any]] = [
            self.rename_somebody, self.rename_a_place, self.correct_a_stay, self.new_main_adult,
            self.error_or_back, self.new_tie, self.note_contact, self.correct_contact,
            self.join_two, self.part_two, self.correct_a_child, self.interrupt,
        ]  # fmt: skip
        with suppress(BasehavenError):  # what cannot be is refused, and nothing is written
            self.random.choice(deeds)()

    def adult(self) -> Adult:
        standing = Adult.objects.filter(agency=self.cast.agency, merged_into=None)
        return self.random.choice(list(standing.order_by("pk")))

    def name(self) -> str:
        return f"Name {self.random.randrange(100)}"

    def of(self, relation: str) -> Any:
        return self.random.choice(list(getattr(self.cast.milo, relation).order_by("pk")))

    def rename_somebody(self) -> None:
        correct(self.cast, self.adult(), name=self.name())

    def rename_a_place(self) -> None:
        home = self.random.choice(list(self.cast.homes.values()))
        correct(self.cast, home, name=self.name(), confidential=self.random.random() < 0.5)
        correct(self.cast, self.random.choice(list(self.cast.rooms.values())), name=self.name())

    def correct_a_stay(self) -> None:
        home = self.random.choice(list(self.cast.homes.values()))
        carers = {self.adult(), self.adult()}
        correct(self.cast, self.of("stays"), home=home, carers=sorted(carers, key=lambda a: a.pk))

    def new_main_adult(self) -> None:
        correct(self.cast, self.of("primary_spells"), adult=self.adult())

    def error_or_back(self) -> None:
        row = self.of(self.random.choice(["ties", "stays", "restrictions", "enrolments"]))
        self.cast.do("row_restore" if row.entered_in_error else "row_mark_error", row=row,
                     reason="slip")  # fmt: skip

    def new_tie(self) -> None:
        kind, started = self.random.choice(["kin", "friend"]), self.cast.day(10)
        self.cast.do("tie_start", child=self.cast.milo, adult=self.adult(), kind=kind,
                     started_on=started)  # fmt: skip

    def interrupt(self) -> None:
        self.cast.do("tie_spell_add", tie=self.of("ties"), started_on=self.cast.ago(1), mode="none",
                     reason=self.random.choice(["", "hospital"]))  # fmt: skip

    def note_contact(self) -> None:
        on = self.cast.ago(self.random.randrange(-9, 60))
        planned, kept = self.random.choice([(True, None), (True, False), (None, True)])
        self.cast.do("contact_add", child=self.cast.milo, adult=self.adult(), on=on,
                     planned=planned, kept=kept)  # fmt: skip

    def correct_contact(self) -> None:
        correct(self.cast, self.of("contacts"), on=self.cast.ago(self.random.randrange(50)))

    def join_two(self) -> None:
        self.merges.append(merge(self.cast, self.adult(), self.adult()))

    def part_two(self) -> None:
        if self.merges:
            undo(self.cast, self.merges.pop(self.random.randrange(len(self.merges))))

    def correct_a_child(self) -> None:
        child = fresh(self.random.choice([self.cast.milo, self.cast.lou]))
        correct(self.cast, child, name=self.name(), nicknames=[self.name()], region=self.name())


def live(cast, seed: int, steps: int = STEPS) -> Life:
    life = Life(cast, Random(seed))
    for _step in range(steps):
        life.step()
    return life


@pytest.mark.parametrize("seed", range(6))
def test_as_known_today_is_the_present(cast, seed):
    live(cast, seed)
    record = load_child_record(fresh(cast.milo), as_known_on=cast.today)
    present = now(cast)
    assert parts(record) == parts(present)
    assert record.presence == present.presence
    assert without_contacts(parts(record.present)) == without_contacts(parts(present))


@pytest.mark.parametrize("seed", range(8))
def test_as_known_yesterday_is_what_stood_there_yesterday(cast, seed):
    """But for homes: those are as guarded as then or as now. And no undone merge is lived again."""
    live(cast, seed + 100)
    all_recorded_long_ago(cast)
    yesterday = parts(now(cast))
    live(cast, seed).merges.clear()
    assert Version.objects.exists()
    record = parts(then(cast))
    homes = {ref: home.name for ref, home in yesterday.pop("homes").items()}
    assert {ref: home.name for ref, home in record.pop("homes").items()} == homes
    assert record == yesterday
    assert without_contacts(parts(then(cast).present)) == without_contacts(parts(now(cast)))


# Contacts are counted by the database, or looked at one by one: both come to the same.

DAYS = st.integers(-40, 40)
CONTACTS = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from([None, True, False]),
        st.sampled_from([None, True, False]),
        st.sampled_from(["", "transport"]),
        st.sampled_from(["visit", "call"]),
    ),
    max_size=6,
)


@pytest.mark.parametrize("seed", range(4))
def test_contacts_counted_and_looked_at_one_by_one_come_to_the_same(cast, seed):
    random = Random(seed)
    Contact.objects.all().delete()
    for number in range(60):
        kept, planned = random.choice([None, True, False]), random.choice([None, True, False])
        Contact.objects.create(
            agency=cast.agency, source_id="x", key=str(number), child=cast.milo,
            adult=random.choice(list(cast.adults.values())), on=cast.ago(random.randrange(-30, 50)),
            kept=kept, planned=planned, kind=random.choice(["visit", "call", ""]),
            cancelled_by="" if kept else random.choice(["", "", "transport"]),
            entered_in_error=random.random() < 0.1,
        )  # fmt: skip
    record = load_child_record(cast.milo)
    one_by_one = load_contacts(cast.milo, OneByOne(cast.milo, {}))
    assert (record.rhythms, record.plans) == (one_by_one.rhythms, one_by_one.plans)
    assert record.plans


class OneByOne(Known):
    """Knows the present, and trusts no count."""

    def contacts_apart(self) -> Q:
        return Q(pk__isnull=False)


@given(CONTACTS)
def test_a_plan_is_spoken_of_only_until_they_meet(drawn):
    from datetime import date, timedelta

    today = date(2026, 1, 10)
    groups, met = [], []
    for days, kept, planned, who, _kind in drawn:
        on = today + timedelta(days=days)
        by_whom = "" if kept else who
        row = {"on": on, "kept": kept, "planned": planned, "cancelled_by": by_whom}
        outcome = outcome_of(row, today)
        met += [on] if outcome == MET else []
        groups.append(Group("ida", outcome, by_whom, on, on, 1, 0))
    for plan in _put_together(groups).plans.get("ida", ()):
        if plan.outcome == PlanFacts.AHEAD:
            assert plan.on > today
        else:
            assert not met or plan.on > max(met)
    assert all(day <= today for day in met)
