"""A new agency: whose records they are, and whose audit chain."""

from __future__ import annotations

from basehaven.apps.accounts.models import Agency


def agency_make(*, slug: str, name: str) -> Agency:
    """Open an agency. Its chain begins with whatever is written first."""
    made: Agency = Agency.objects.create(slug=slug, name=name)
    return made
