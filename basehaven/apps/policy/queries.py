"""What an agency has published, as it was published."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from basehaven.apps.accounts.models import Agency
from basehaven.apps.audit.queries import rows_of
from basehaven.apps.policy.models import PublishedRelease, digest_of, ref_of
from basehaven.core.disclosure import Release
from basehaven.core.errors import NotPossible


def releases_of(agency: Agency) -> QuerySet[PublishedRelease]:
    """Oldest first."""
    found: QuerySet[PublishedRelease] = PublishedRelease.objects.filter(agency=agency)
    return found.order_by("id")


def as_published(agency: Agency) -> list[tuple[PublishedRelease, Release]]:
    """Each as it is stored and as the disclosure step knows it, oldest first.

    Raises:
        NotPossible: one was changed since it was published.
    """
    return [(row, core_release(row)) for row in releases_of(agency)]


def periods_published(agency: Agency) -> set[tuple[str, str]]:
    """(indicator, period) of everything published so far."""
    return periods_in(as_published(agency))


def periods_in(published: Iterable[tuple[PublishedRelease, Release]]) -> set[tuple[str, str]]:
    """(indicator, period) of everything in these; "withheld" was said for good too."""
    found: set[tuple[str, str]] = set()
    for row, release in published:
        found |= {(indicator, period) for indicator, period, _ in release.figures}
        found |= {(one["indicator"], one["period"]) for one in row.says["withheld"]}
    return found


def core_release(row: PublishedRelease) -> Release:
    """The release as the disclosure step knows it.

    Raises:
        NotPossible: it was changed since it was published.
    """
    if not _fits(row):
        raise NotPossible(
            f"Release {row.name} was changed after it was published: its digest does not fit. "
            "Put it back from a backup before anything else is shown or published."
        )
    return Release.from_json(row.text)


def _fits(row: PublishedRelease) -> bool:
    return digest_of(row.text, row.about) == row.digest


def not_as_published(agency: Agency) -> list[str]:
    """Each release that is not the one whose publishing the audit trail holds, and why."""
    known = rows_of(agency, "release_publish")
    rows, found = list(releases_of(agency)), []
    for row in rows:
        if not _fits(row) or ref_of(row.digest) != row.ref:
            found.append(f"release {row.name}: changed after it was published")
        elif row.ref not in known:
            found.append(f"release {row.name}: the audit trail knows nothing of it")
    gone = known - {row.ref for row in rows}
    found += [f"a release that was published is gone: {ref}" for ref in sorted(gone)]
    return found
