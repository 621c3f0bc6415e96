"""One release as it was published, with its digest: for whoever keeps or checks it."""

from __future__ import annotations

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import agency_of_reader, reads_own
from basehaven.apps.policy.queries import core_release, releases_of


@reads_own
@require_safe
def own_release_download(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Another agency's is not there."""
    row = get_object_or_404(releases_of(agency_of_reader(request)), ref=release)
    core_release(row)  # refuses one that was changed since
    whole = {"release": json.loads(row.text), "about": row.says, "sha256": row.digest}
    return HttpResponse(
        json.dumps(whole, indent=1, ensure_ascii=False) + "\n",
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="release-{row.name}.json"'},
    )
