"""Who may open the pages of figures.

Published national statistics are public facts: whoever is signed in may read them, and no page
of them knows of any child of the record. An agency's own figures are for those whose job it is to
decide with them, in that agency alone: to everybody else they are not there.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest

from basehaven.apps.accounts.access import for_roles, signed_in
from basehaven.apps.accounts.models import Agency, Role

reads_published = signed_in
"""The rule of every page that shows nothing but published figures."""

DECIDERS = (Role.ANALYST, Role.FUNDER, Role.DIRECTOR, Role.SUPERVISOR, Role.DATA_MANAGER)

reads_own = for_roles(*DECIDERS)
"""The rule of every page that shows an agency's own released figures."""


def agency_of_reader(request: HttpRequest) -> Agency:
    """Whose figures somebody reads: their own agency's, and no other.

    Raises:
        Http404: they are of no agency.
    """
    agency = getattr(request.user, "agency", None)
    if not isinstance(agency, Agency):
        raise Http404
    return agency


def agency_beside(request: HttpRequest) -> Agency | None:
    """The agency whose own figures may stand beside published ones; None where they may not."""
    if getattr(request.user, "role", "") not in DECIDERS:
        return None
    agency = getattr(request.user, "agency", None)
    return agency if isinstance(agency, Agency) else None
