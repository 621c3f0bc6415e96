from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.models import Change
from basehaven.apps.audit.triggers import RELEASES
from basehaven.apps.policy.actions.release_publish import release_publish
from basehaven.apps.policy.models import PublishedRelease
from basehaven.apps.policy.queries import core_release, periods_published
from basehaven.core.disclosure import Rules
from basehaven.core.errors import NotAllowed, NotPossible
from basehaven.knowledge.disclosure import disclosure_rules
from tests.apps.policy.releases import (
    LONG,
    PAID,
    REGIONS,
    moves_by_region,
    offer,
    publish,
    share,
    two_quarters,
)

pytestmark = pytest.mark.django_db

PERIOD = "2026-07-01/2026-09-30"
MORE = {**REGIONS, "North": (40, 200)}


def test_what_was_published_reads_back_and_is_in_the_audit_trail(cast):
    row = publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    release = core_release(row)
    assert release.id == "2026Q3"
    assert release.figures[PAID, PERIOD, ()].numerator == 55
    assert release.figures[PAID, PERIOD, (("region", "East"),)].numerator is None
    entry = Change.objects.get(action="release_publish")
    assert (entry.row_ref, entry.actor) == (row.ref, "operator:olga")


def test_the_database_refuses_to_change_or_remove_a_release(cast):
    publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    for change in (
        lambda: PublishedRelease.objects.update(name="2026Q4"),
        lambda: PublishedRelease.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            change()


@pytest.mark.parametrize("same", ["id", "ref", "name"])
def test_no_release_takes_the_place_of_another(cast, same):
    """INSERT OR REPLACE removes a row on SQLite, and asks no guard against removal."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    row = publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    forged = {f.column: f.get_db_prep_save(getattr(row, f.attname), connection)
              for f in row._meta.fields}  # fmt: skip
    apart = {"id": None, "ref": uuid.uuid4().hex, "name": "2026Q4"}
    forged |= {"text": "{}"} | {key: value for key, value in apart.items() if key != same}
    columns, marks = ", ".join(f'"{name}"' for name in forged), ", ".join(["%s"] * len(forged))
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT OR REPLACE INTO {RELEASES} ({columns}) VALUES ({marks})",
            list(forged.values()),
        )
    assert PublishedRelease.objects.get().text == row.text


def test_a_correction_has_a_name_of_its_own_and_both_stay(cast):
    first = publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    again = publish(cast.agency, "2026Q3", share(PAID, PERIOD, MORE), again=True)
    assert [first.name, again.name] == ["2026Q3", "2026Q3-2"]
    assert core_release(again).figures[PAID, PERIOD, ()].numerator == 75
    assert core_release(first).figures[PAID, PERIOD, ()].numerator == 55


def test_what_was_hidden_stays_hidden_in_a_correction(cast):
    publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    again = publish(
        cast.agency, "2026Q3", share(PAID, PERIOD, {**REGIONS, "East": (30, 60)}), again=True
    )
    assert core_release(again).figures[PAID, PERIOD, (("region", "East"),)].numerator is None


@pytest.mark.parametrize(
    ("indicator", "made"),
    [
        (PAID, lambda counts: share(PAID, PERIOD, counts)),
        ("moves.first_year", lambda counts: moves_by_region(PERIOD, counts)),
    ],
)
def test_a_region_with_nobody_left_is_none_in_a_correction_and_does_not_stop_it(
    cast, indicator, made
):
    publish(cast.agency, "2026Q3", made(REGIONS))
    fewer = {name: counts for name, counts in REGIONS.items() if name != "South"}
    again = publish(cast.agency, "2026Q3", made(fewer), again=True)
    assert (indicator, PERIOD, (("region", "South"),)) in core_release(again).figures


def test_what_was_published_while_it_was_counted_is_not_published_again(cast):
    """Two commands at once both find it due; the second waits for the first, and asks anew."""
    publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    with pytest.raises(NotPossible, match="published while these were counted"):
        publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    assert PublishedRelease.objects.count() == 1


def test_what_is_handed_in_beside_something_new_is_published_with_it(cast):
    publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    more = share(LONG, PERIOD, REGIONS)
    assert publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS), more).name == "2026Q3-2"


@pytest.mark.parametrize("rules", [disclosure_rules("us-eleven"), Rules(rounding=4)])
def test_unrounded_figures_are_not_published_whatever_the_rules_say(cast, rules):
    with pytest.raises(NotPossible, match="set rounding to 5, and name its path"):
        publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS), rules=rules)
    assert not PublishedRelease.objects.exists()


def test_a_correction_is_rounded_as_what_it_corrects(cast):
    """Rounded to 5 and to 7, a count of 12 is one of 8 to 12 that is one of 11 to 17."""
    publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    seven = Rules(rounding=7)
    with pytest.raises(NotPossible, match="Correct with rules that round to 5"):
        publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS), again=True, rules=seven)
    new = share(PAID, "2026-10-01/2026-12-31", REGIONS)
    assert publish(cast.agency, "2026Q4", new, rules=seven).name == "2026Q4"


def test_somebody_who_signs_in_cannot_publish(cast):
    with pytest.raises(NotAllowed, match="basehaven release"):
        release_publish(
            by=Actor.of(cast.users["analyst"]), request_id=cast.milo.ref,
            offer=offer("2026Q3", share(PAID, PERIOD, REGIONS)),
        )  # fmt: skip


def test_a_quarter_of_which_nothing_can_be_told_is_not_published(cast):
    from basehaven.analytics.release import Counted

    nobody = Counted(PAID, PERIOD, None, {}, "nobody")
    with pytest.raises(NotPossible, match="Nothing of 2026Q3"):
        publish(cast.agency, "2026Q3", nobody)
    assert not PublishedRelease.objects.exists()


def test_a_release_that_was_changed_behind_the_database_is_not_read(cast):
    row = publish(cast.agency, "2026Q3", share(PAID, PERIOD, REGIONS))
    row.about = row.about.replace("2026-11-26", "2026-11-27")
    with pytest.raises(NotPossible, match="was changed after it was published"):
        core_release(row)


def test_what_was_withheld_counts_as_published(cast):
    two_quarters(cast.agency)
    assert ("families.needs_met", PERIOD) in periods_published(cast.agency)
    assert periods_published(cast.other_agency) == set()
