"""An agency's own figures: what changed, for whom, and how sure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import agency_of_reader, reads_own
from basehaven.apps.policy.own.figures import Own
from basehaven.apps.policy.own.page import own_sets

COMMANDS = "basehaven snapshot DIR\nbasehaven release DIR"  # what they are called in any language


@reads_own
@require_safe
def own_show(request: HttpRequest) -> HttpResponse:
    own = Own(agency_of_reader(request))
    context = {"own": own, "sets": own_sets(own), "commands": COMMANDS}
    return TemplateResponse(request, "policy/own_show.html", context)
