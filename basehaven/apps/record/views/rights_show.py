from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import look
from basehaven.apps.record.forms.pick import restrictions_by_adult
from basehaven.apps.record.models import Child


@with_child(may="edit_rights")
@require_GET
def rights_show(request: HttpRequest, child: Child) -> HttpResponse:
    """What family may know, and who works with the child, now and before."""
    if request.sight.restricted:  # type: ignore[attr-defined]
        raise Http404
    look(request, "rights_show", child)
    forbidden = restrictions_by_adult(child)
    context = {
        "child": child,
        "rights": [
            (right, forbidden.get(right.adult_id, ""))
            for right in child.family_rights.select_related("adult").order_by("started_on", "pk")
        ],
        "workers": child.working_relationships.select_related("user").order_by("started_on", "pk"),
    }
    return render(request, "record/rights_show.html", context)
