"""What an agency has published, as it was published."""

from __future__ import annotations

from django.db.models import QuerySet

from basehaven.apps.accounts.models import Agency
from basehaven.apps.policy.models import PublishedRelease, digest_of
from basehaven.core.disclosure import Release
from basehaven.core.errors import NotPossible


def releases_of(agency: Agency) -> QuerySet[PublishedRelease]:
    """Oldest first."""
    found: QuerySet[PublishedRelease] = PublishedRelease.objects.filter(agency=agency)
    return found.order_by("id")


def periods_published(agency: Agency) -> set[tuple[str, str]]:
    """(indicator, period) of everything published so far; "withheld" was said for good too."""
    found: set[tuple[str, str]] = set()
    for one in releases_of(agency):
        found |= {(indicator, period) for indicator, period, _ in core_release(one).figures}
        found |= {(row["indicator"], row["period"]) for row in one.says["withheld"]}
    return found


def core_release(row: PublishedRelease) -> Release:
    """The release as the disclosure step knows it.

    Raises:
        NotPossible: it was changed since it was published.
    """
    if digest_of(row.text, row.about) != row.digest:
        raise NotPossible(
            f"Release {row.name} was changed after it was published: its digest does not fit. "
            "Put it back from a backup before anything else is shown or published."
        )
    return Release.from_json(row.text)
