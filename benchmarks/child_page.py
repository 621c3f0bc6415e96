"""The child's page: 5 years of daily history, 60 ties, in a database of 100,000 children."""

from __future__ import annotations

from benchmarks.pages import measure
from benchmarks.place import Place, rich_path
from benchmarks.table import Result


def run(place: Place) -> Result:
    what = f"child page, 60 ties, 5 years, of {place.children:,}"
    return measure(place, what, "demo-caseworker", [rich_path()])


def run_caseload(place: Place) -> Result:
    """The pages of a caseworker's other children, one after another."""
    from basehaven.apps.accounts.models import User
    from basehaven.apps.record.access import children_for

    user = User.objects.get(username="demo-caseworker")
    paths = [child.get_absolute_url() for child in children_for(user).order_by("id")[:30]]
    return measure(place, "child page, caseload", "demo-caseworker", paths)
