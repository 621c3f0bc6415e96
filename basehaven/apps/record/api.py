"""Reading by machine: the same children and the same projection as the pages.

``GET /api/children/`` and ``GET /api/children/<ref>/``, as JSON, for whoever is
signed in. Every answer about a child is written to the log of looks. Its words are
English, whatever language the pages are read in.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import override
from ninja import NinjaAPI, Schema
from ninja.security import django_auth

from basehaven import __version__
from basehaven.apps.accounts.access import signed_in
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.access import project, with_child
from basehaven.apps.record.child_list import child_lines
from basehaven.apps.record.child_record import ChildRecord
from basehaven.apps.record.models import Child
from basehaven.apps.record.queries import load_child_record

api = NinjaAPI(
    title="Basehaven",
    version=__version__,
    description="The record of children's relationships, as far as you may see it.",
    auth=django_auth,
    docs_url=None,  # its page would load scripts from another origin
    openapi_url=None,  # served below, to people who are signed in
)


class ListedChild(Schema):
    """A child in the list; home and room are empty where you may not know them."""

    ref: UUID
    name: str
    age: str
    home: str
    room: str
    restrictions: list[str]  # of those named in ``home``


class Children(Schema):
    """A page of children by name. ``after`` asks for the next one; null: no more."""

    children: list[ListedChild]
    after: UUID | None


@api.get("children/", response=Children, url_name="api_child_list")
def api_child_list(request: HttpRequest, after: UUID | None = None) -> dict[str, Any]:
    """The children whom you may see, by name, fifty at a time."""
    page = child_lines(request.user, after=after)  # type: ignore[arg-type]
    return {"children": page.lines, "after": page.after}


@api.get("children/{uuid:child}/", response=ChildRecord, url_name="api_child_show")
def api_child_show(request: HttpRequest, child: UUID) -> Any:
    """Everything of one child's record that you may see; 404 for any other."""
    found: Child = request.child  # type: ignore[attr-defined]  # _child_first has let it through
    sight = request.sight  # type: ignore[attr-defined]
    record = project(load_child_record(found), sight)
    write_look(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action="api_child_show",
        child_ref=found.ref,
        grounds=sight.grounds,
        how="api",
    )
    return record


@signed_in
def api_schema(request: HttpRequest) -> HttpResponse:
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


View = Callable[..., HttpResponse]


def _known_first(view: View) -> View:
    """A program without a session has no use for a sign-in form: 401, whatever the method."""

    @functools.wraps(view)
    def ask(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"detail": "Unauthorized"}, status=401)
        with override("en"):  # a program reads the same words whoever runs it
            return view(request, **kwargs)

    return ask


def _child_first(view: View) -> View:
    """The record's own rule stands before Ninja: an unseen child is a 404 for every method."""

    @with_child(may="see")
    def let_through(request: HttpRequest, child: Child, **kwargs: Any) -> HttpResponse:
        request.child = child  # type: ignore[attr-defined]
        return view(request, child=child.ref, **kwargs)

    return let_through


def _routes() -> list[URLPattern]:
    """Ninja's own routes (root, documents) are left out: each would need a rule of its own."""
    views = {getattr(route, "name", ""): route.callback for route in api.urls[0]}
    listed: Any = _known_first(views["api_child_list"])  # type: ignore[arg-type]
    shown: Any = _known_first(_child_first(views["api_child_show"]))  # type: ignore[arg-type]
    listed.access_rule, shown.access_rule = "signed_in", "child:see"
    return [
        path("api/", api_schema, name="api_schema"),
        path("api/children/", listed, name="api_child_list"),
        path("api/children/<uuid:child>/", shown, name="api_child_show"),
    ]


urlpatterns = _routes()
