"""A chain that somebody touched shows where; who looked is told in words."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connections, router, transaction
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_change, write_look
from basehaven.apps.audit.chain import digest
from basehaven.apps.audit.models import Change, Look
from basehaven.apps.audit.queries import Head, head_of, lookers, verify
from basehaven.apps.audit.triggers import set_guards, take_guards_away

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

CHAINS = {"changes": Change, "looks": Look}
A_BITE = 5000  # verify reads the chain in bites of this size


@pytest.fixture
def agency(cast):
    """An agency with a chain of twelve changes and one of twelve looks of its own."""
    agency = cast.other_agency
    by = Actor.at_command_line(agency, "clerk")
    while Change.objects.filter(agency_ref=agency.ref).count() < 12:
        write_change(by=by, action="tie_start", child_ref=uuid.uuid4())
    for _ in range(12):
        write_look(by=by, action="child_show", child_ref=uuid.uuid4(), grounds="caseworker")
    return agency


def connection_of(model):
    return connections[router.db_for_read(model) or "default"]


@pytest.fixture
def as_the_databases_owner():
    """What somebody can do who owns the database: take the guards away first."""
    for model in CHAINS.values():
        take_guards_away(connection_of(model), (model._meta.db_table,))
    yield
    for model in CHAINS.values():
        set_guards(connection_of(model), (model._meta.db_table,))


def tampered(agency, chain, anchors=()):
    """What verify says, guards put back so that only the chain itself can tell."""
    model = CHAINS[chain]
    set_guards(connection_of(model), (model._meta.db_table,))
    return verify(agency, chain, anchors)


def entry(agency, chain, seq):
    return CHAINS[chain].objects.get(agency_ref=agency.ref, seq=seq)


@pytest.mark.parametrize("chain", CHAINS)
def test_an_untouched_chain_holds(agency, chain):
    result = verify(agency, chain, [head_of(agency, chain)])
    assert result.holds, result.problems
    assert result.entries == 12


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize("seq", [1, 5, 12])
@pytest.mark.parametrize("column", ["actor", "action", "child_ref", "at"])
@pytest.mark.usefixtures("as_the_databases_owner")
def test_a_changed_entry_shows_where(agency, chain, seq, column):
    values = {
        "actor": "operator:else",
        "action": "x",
        "child_ref": None,
        "at": timezone.now() - timedelta(days=1),
    }
    CHAINS[chain].objects.filter(agency_ref=agency.ref, seq=seq).update(**{column: values[column]})
    result = tampered(agency, chain)
    assert result.broken_at == seq
    assert result.problems == [f"entry {seq}: changed after it was written"]


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.usefixtures("as_the_databases_owner")
def test_a_changed_entry_with_its_hash_made_anew_shows_at_the_next(agency, chain):
    row = entry(agency, chain, 5)
    row.actor = "operator:else"
    row.hash = digest(row)
    row.save()
    assert tampered(agency, chain).broken_at == 6


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize("seq", [1, 7, 11])
@pytest.mark.usefixtures("as_the_databases_owner")
def test_a_deleted_entry_shows_where(agency, chain, seq):
    entry(agency, chain, seq).delete()
    result = tampered(agency, chain)
    assert result.broken_at == seq
    assert "missing" in result.problems[0]


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.usefixtures("as_the_databases_owner")
def test_an_inserted_entry_shows_where(agency, chain):
    rows = CHAINS[chain].objects.filter(agency_ref=agency.ref, seq__gte=6).order_by("-seq")
    for row in rows:
        CHAINS[chain].objects.filter(pk=row.pk).update(seq=row.seq + 1)
    made_up = entry(agency, chain, 5)
    made_up.pk, made_up.seq, made_up.hash_before = None, 6, made_up.hash
    if chain == "changes":
        made_up.request_id = uuid.uuid4()
    made_up.hash = digest(made_up)
    made_up.save(force_insert=True)
    assert tampered(agency, chain).broken_at == 7


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.usefixtures("as_the_databases_owner")
def test_two_entries_that_changed_places_show_where(agency, chain):
    model = CHAINS[chain]
    model.objects.filter(agency_ref=agency.ref, seq=4).update(seq=99)
    model.objects.filter(agency_ref=agency.ref, seq=5).update(seq=4)
    model.objects.filter(agency_ref=agency.ref, seq=99).update(seq=5)
    assert tampered(agency, chain).broken_at == 4


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.usefixtures("as_the_databases_owner")
def test_a_tail_cut_off_shows_only_against_an_anchored_head(agency, chain):
    anchor = Head.read(head_of(agency, chain).signed())
    CHAINS[chain].objects.filter(agency_ref=agency.ref, seq__gte=10).delete()
    assert tampered(agency, chain).holds
    result = tampered(agency, chain, [anchor])
    assert result.broken_at == 10
    assert result.problems == ["entry 10: the chain ends before it, and entry 12 was anchored"]


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.usefixtures("as_the_databases_owner")
def test_a_chain_written_anew_shows_only_against_an_anchored_head(agency, chain):
    anchor = head_of(agency, chain)
    before = entry(agency, chain, 9).hash
    for seq in range(10, 13):
        row = entry(agency, chain, seq)
        row.actor, row.hash_before = "operator:else", before
        row.hash = before = digest(row)
        row.save()
    assert tampered(agency, chain).holds
    assert tampered(agency, chain, [anchor]).broken_at == 12


def test_an_anchor_that_somebody_edited_is_refused(agency):
    line = head_of(agency, "changes").signed().replace("|12|", "|11|")
    with pytest.raises(ValueError, match="not signed"):
        Head.read(line)


def test_an_anchor_of_another_agency_is_not_held_against_this_one(agency, cast):
    assert verify(agency, "changes", [head_of(cast.agency, "changes")]).holds


@pytest.mark.parametrize("chain", CHAINS)
@pytest.mark.parametrize("how", ["update", "delete"])
def test_the_database_itself_refuses_to_change_or_delete_an_entry(agency, chain, how):
    rows = CHAINS[chain].objects.filter(agency_ref=agency.ref, seq=3)
    write = rows.delete if how == "delete" else partial(rows.update, actor="operator:else")
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(using=router.db_for_write(CHAINS[chain]) or "default"),
    ):
        write()
    assert verify(agency, chain).holds


@pytest.mark.usefixtures("as_the_databases_owner")
def test_a_guard_that_was_taken_away_shows(agency):
    result = verify(agency, "changes")
    assert not result.holds
    assert result.broken_at == 0
    assert "guard audit_change_not_changed is missing" in result.problems[0]


def chain_of_looks(agency_ref, *, first_seq, hash_before, count):
    """``count`` looks that follow on each other."""
    rows = []
    for seq in range(first_seq, first_seq + count):
        row = Look(
            agency_ref=agency_ref, seq=seq, at=timezone.now(), actor="user:0123456789ab",
            action="child_show", child_ref=uuid.uuid4(), hash_before=hash_before, grounds="teacher",
        )  # fmt: skip
        row.hash = hash_before = digest(row)
        rows.append(row)
    return rows


def test_a_chain_longer_than_one_bite_holds_and_shows_a_break_in_its_last_link(agency):
    """How fast it is walked is measured in benchmarks/audit_verify.py."""
    before = entry(agency, "looks", 12).hash
    rows = chain_of_looks(agency.ref, first_seq=13, hash_before=before, count=A_BITE)
    Look.objects.bulk_create(rows, batch_size=2000)
    assert verify(agency, "looks").holds
    broken = chain_of_looks(agency.ref, first_seq=13 + len(rows), hash_before="0" * 64, count=1)
    Look.objects.bulk_create(broken)
    assert verify(agency, "looks").broken_at == 13 + len(rows)


# Who looked


def look(cast, who, child, **values):
    write_look(
        by=cast.actor(who), action="child_show", child_ref=child.ref,
        **{"grounds": "teacher of the room", **values},
    )  # fmt: skip


def test_looks_are_told_by_person_and_day(cast):
    for who in ("teacher", "teacher", "home_visitor"):
        look(cast, who, cast.milo)
    look(cast, "teacher", cast.other_child)
    page = lookers(cast.milo.ref, by_role=False)
    assert [(line.who, line.times) for line in page.lookers] == [
        ("Vera Castillo", 1),
        ("Ana Lindqvist", 2),
    ]
    assert page.lookers[1].grounds == "teacher of the room"
    assert page.before is None


def test_for_somebody_kept_away_there_are_roles_and_days_and_nothing_else(cast):
    for who in ("teacher", "teacher", "home_visitor"):
        look(cast, who, cast.milo)
    (visitor, teacher) = lookers(cast.milo.ref, by_role=True).lookers
    assert (visitor.who, visitor.grounds, visitor.role) == ("", "", "Home visitor")
    assert (teacher.who, teacher.role, teacher.times) == ("", "Teacher", 2)


def test_an_operator_at_the_command_line_has_no_name_and_is_still_there(cast):
    by = Actor.at_command_line(cast.agency, "root")
    write_look(by=by, action="export", child_ref=cast.milo.ref, how="export")
    (line,) = lookers(cast.milo.ref, by_role=False).lookers
    assert (line.who, line.role, line.ways) == ("", "", ["export"])


def test_pages_take_whole_days_and_together_show_every_look_once(cast, monkeypatch):
    start = timezone.now().replace(hour=12, minute=0)
    days = [start - timedelta(days=n) for n in range(9, -1, -1)]
    for day in days:
        monkeypatch.setattr("basehaven.apps.audit.actions.timezone.now", lambda at=day: at)
        for who in ("teacher", "home_visitor", "teacher"):
            look(cast, who, cast.milo)
    monkeypatch.undo()
    seen, before, pages = [], None, 0
    while True:
        page = lookers(cast.milo.ref, by_role=False, before=before, at_least=4)
        seen += [(line.day, line.who, line.times) for line in page.lookers]
        pages += 1
        before = page.before
        if before is None:
            break
    assert pages == 5
    assert len(seen) == len(set(seen)) == 20
    assert sum(times for *_, times in seen) == 30
