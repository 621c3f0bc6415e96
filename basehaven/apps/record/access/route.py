"""Hand a view its child, or say that there is none."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from basehaven.apps.record.access.children import children_for
from basehaven.apps.record.access.sight import sight_of
from basehaven.apps.record.access.verbs import VERBS
from basehaven.core.errors import WrongSetting

View = Callable[..., HttpResponse]


def with_child(*, may: str) -> Callable[[View], View]:
    """Hand the view a child whom the viewer may see; to others it is a 404.

    The route's ``child`` argument is the random reference. The view is called
    with ``child`` (the model) and finds ``request.sight``. A verb that is not
    in ``verbs.py`` stops start-up.
    """
    if may not in VERBS:
        raise WrongSetting(f"No such verb: {may!r}. Choose one of {', '.join(VERBS)}.")

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def find(request: HttpRequest, child: uuid.UUID, **kwargs: Any) -> HttpResponse:
            seen = children_for(request.user).select_related("agency")  # type: ignore[arg-type]
            found = seen.filter(ref=child).first()
            if found is None:
                raise Http404
            request.user.agency = found.agency  # type: ignore[union-attr]  # one query less
            sight = sight_of(request.user, found)  # type: ignore[arg-type]
            if may not in sight.may:
                raise Http404
            request.sight = sight  # type: ignore[attr-defined]
            return view(request, child=found, **kwargs)

        ruled = login_required(find)
        ruled.access_rule = f"child:{may}"  # type: ignore[attr-defined]
        return ruled

    return decorate
