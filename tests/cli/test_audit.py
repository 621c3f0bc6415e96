"""basehaven audit: exit codes, what it prints, and heads kept elsewhere."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from basehaven.apps.audit.models import Change
from basehaven.apps.audit.triggers import RELEASES, set_guards, take_guards_away
from basehaven.apps.policy.models import PublishedRelease, digest_of, ref_of
from basehaven.cli.main import main
from tests.apps.policy.releases import PAID, REGIONS, publish, share

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def run(*args):
    return CliRunner().invoke(main, ["audit", *args])


@pytest.fixture
def cut_short(cast):
    """Somebody who owns the database cuts the last three changes off."""
    from django.db import connection

    def cut():
        take_guards_away(connection, ("audit_change",))
        last = Change.objects.filter(agency_ref=cast.agency.ref).order_by("-seq").first().seq
        Change.objects.filter(agency_ref=cast.agency.ref, seq__gt=last - 3).delete()
        set_guards(connection, ("audit_change",))

    return cut


def test_chains_that_hold_exit_0_and_say_how_many_entries(cast):
    result = run("verify")
    assert result.exit_code == 0, result.output
    assert "riverside changes: holds, " in result.stdout
    assert "hillside changes: holds, " in result.stdout


def test_one_agency_can_be_chosen(cast):
    assert "hillside" not in run("verify", "--agency", "riverside").stdout


def test_an_agency_that_is_not_there_is_named_with_those_that_are(cast):
    result = run("verify", "--agency", "nowhere")
    assert result.exit_code == 8
    assert "There are: hillside, riverside." in result.stderr


def test_a_broken_chain_exits_7_and_names_the_entry(cast):
    from django.db import connection

    take_guards_away(connection, ("audit_change",))
    Change.objects.filter(agency_ref=cast.agency.ref, seq=4).update(actor="operator:else")
    set_guards(connection, ("audit_change",))
    result = run("verify")
    assert result.exit_code == 7
    assert "error: riverside changes: entry 4: changed after it was written" in result.stderr


def test_heads_kept_elsewhere_show_a_tail_that_was_cut_off(cast, cut_short, tmp_path):
    anchor = tmp_path / "heads.txt"
    anchor.write_text(run("head").stdout)
    assert run("verify", "--anchor", str(anchor)).exit_code == 0
    cut_short()
    assert run("verify").exit_code == 0
    result = run("verify", "--anchor", str(anchor))
    assert result.exit_code == 7
    assert "the chain ends before it" in result.stderr


def test_an_anchor_file_that_was_edited_is_refused_with_its_line(cast, tmp_path):
    anchor = tmp_path / "heads.txt"
    anchor.write_text(run("head").stdout.replace("riverside", "hillside"))
    result = run("verify", "--anchor", str(anchor))
    assert result.exit_code == 7
    assert "line 3" in result.stderr or "line 1" in result.stderr


RELEASE = "2026Q3"


@pytest.fixture
def forged(cast):
    """Somebody who owns the database writes a release, and puts whatever fits beside it."""
    from django.db import connection

    row = publish(cast.agency, RELEASE, share(PAID, "2026-07-01/2026-09-30", REGIONS))

    def forge(**columns):
        take_guards_away(connection, (RELEASES,))
        PublishedRelease.objects.filter(pk=row.pk).update(**columns)
        set_guards(connection, (RELEASES,))
        return run("verify")

    return row, forge


def test_releases_that_are_as_published_hold(forged):
    row, _forge = forged
    result = run("verify")
    assert result.exit_code == 0, result.output
    assert "riverside releases: hold, 1 published" in result.stdout
    assert row.ref.hex == row.digest[:32]


def test_a_release_with_another_text_and_its_digest_is_found(forged):
    row, forge = forged
    text = row.text.replace("55", "60")
    result = forge(text=text, digest=digest_of(text, row.about))
    assert result.exit_code == 7
    assert f"release {RELEASE}: changed after it was published" in result.stderr


def test_a_release_forged_with_its_number_too_is_unknown_to_the_trail(forged):
    row, forge = forged
    text = row.text.replace("55", "60")
    digest = digest_of(text, row.about)
    result = forge(text=text, digest=digest, ref=ref_of(digest))
    assert result.exit_code == 7
    assert f"release {RELEASE}: the audit trail knows nothing of it" in result.stderr
    assert f"a release that was published is gone: {row.ref}" in result.stderr
