"""Every route is walked with the whole cast: who is let in, who finds nothing, what leaks.

The routes come from the resolver, so a new one is in here before anybody thinks
of it. A new argument in an address has to be told what it stands for, in ``ROWS``.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.accounts import checks
from basehaven.apps.accounts.checks import THIRD_PARTY, Route
from basehaven.apps.audit.models import Change, Look
from basehaven.apps.record.access import VERBS, sight_of
from tests.apps.routes import (
    CHILDREN,
    HTMX,
    NEVER_SHOWN,
    SEES,
    addresses,
    arguments,
    both,
    child_routes,
    give_every_kind_of_row,
    routes,
    signed_in_as,
)

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

# Rules


def test_every_route_has_a_rule_that_means_something():
    roles = set(SEES) | {"none"}
    for route in routes():
        kind, _, what = route.rule.partition(":")
        assert kind in {"public", "signed_in", "closed", "roles", "child", "room"}, route
        if kind == "roles":
            assert set(what.split(",")) <= roles, route
        if kind == "child":
            assert what in VERBS, route


def test_a_route_without_a_rule_stops_start_up(monkeypatch):
    nobody_thought_of_it = Route("open/", "open", lambda request: None)
    monkeypatch.setattr(checks, "every_route", lambda: [nobody_thought_of_it])
    (error,) = checks.routes_have_rules()
    assert "/open/ declares no access rule" in error.msg
    with pytest.raises(checks.WrongSetting, match="/open/ declares no access rule"):
        checks.refuse_unsafe_start()


def test_a_route_that_an_update_of_the_sign_in_package_adds_has_no_rule_yet():
    def view(request):
        return None

    view.__module__ = "allauth.account.views"
    assert Route("accounts/new/", "account_new_door", view).rule == ""


def test_rules_for_other_packages_name_routes_that_are_there():
    assert set(THIRD_PARTY) <= {route.name for route in routes()}


def test_what_the_sign_in_package_has_and_we_closed_is_not_found(cast):
    client = signed_in_as(cast, "caseworker")
    closed = [route for route in routes() if route.rule == "closed"]
    assert len(closed) == 10
    for route in closed:
        for url in addresses(route, cast, cast.milo):
            for response in [*both(Client(), url), *both(client, url)]:
                assert response.status_code == 404, url


# Signed out


def test_without_signing_in_everything_but_public_pages_leads_to_the_sign_in(cast):
    for route in routes():
        if route.rule in ("public", "closed"):
            continue
        for url in addresses(route, cast, cast.milo):
            for response in both(Client(HTTP_HOST="127.0.0.1"), url):
                if route.name in ("api_child_list", "api_child_show"):
                    assert response.status_code == 401, url  # a program has no use for a form
                    continue
                assert response.status_code == 302, (url, response.status_code)
                assert response["Location"].startswith("/accounts/login/"), url
    assert not Look.objects.exclude(action="").filter(actor="").exists()


def test_public_pages_say_nothing_of_any_child(cast):
    for route in routes():
        if route.rule != "public":
            continue
        for url in addresses(route, cast, cast.milo):
            for response in both(Client(HTTP_HOST="127.0.0.1"), url):
                assert response.status_code < 500, url
                assert "Milo" not in response.content.decode(errors="replace"), url


# Who finds which child


@pytest.mark.parametrize("who", SEES)
def test_a_child_whom_one_may_not_see_is_not_found_on_any_route(cast, who):
    client = signed_in_as(cast, who)
    unseen = [getattr(cast, child) for child in CHILDREN if child not in SEES[who]]
    nearest = unseen[0]  # every route for a child of their own agency; the page for the others
    for route in child_routes():
        for child in unseen if route.name == "child_show" else [nearest]:
            for url in addresses(route, cast, child, tables=["tie"]):
                for response in both(client, url):
                    assert response.status_code == 404, (route.name, response.request)
                    assert child.name not in response.content.decode()
    refs = [child.ref for child in unseen]
    label = f"user:{cast.users[who].ref.hex[:12]}"
    assert not Change.objects.filter(child_ref__in=refs, actor=label, at__gte=client.began).exists()
    assert not Look.objects.filter(child_ref__in=refs).exists()


@pytest.mark.parametrize("who", [who for who, seen in SEES.items() if "milo" in seen])
def test_a_child_whom_one_sees_opens_as_far_as_ones_verbs_go(cast, who):
    client = signed_in_as(cast, who)
    may = sight_of(cast.users[who], cast.milo).may
    opened = set()
    for route in child_routes():
        verb = route.rule.removeprefix("child:")
        for url in addresses(route, cast, cast.milo):
            response = client.get(url)
            assert response.status_code in (200, 302, 404, 405, 422), (url, response.status_code)
            if verb not in may:
                assert response.status_code == 404, url
                assert client.post(url, {}).status_code == 404, url
            elif response.status_code != 404:
                opened.add(route.name)
    assert "child_show" in opened


def test_every_route_about_a_child_opens_for_somebody(cast):
    """Else a rule that shuts everybody out would pass every test above."""
    never = {"child_born", "row_restore"}  # Milo is born, and no row of his is in error
    opened = set()
    for who in ("caseworker", "data_manager", "parent", "teacher", "director"):
        client = signed_in_as(cast, who)
        for route in child_routes():
            urls = addresses(route, cast, cast.milo) if route.name not in opened else []
            if any(client.get(url).status_code in (200, 302) for url in urls):
                opened.add(route.name)
    assert {route.name for route in child_routes()} - opened <= never


@pytest.mark.parametrize("who", SEES)
def test_pages_of_other_roles_are_not_found(cast, who):
    client = signed_in_as(cast, who)
    for route in routes():
        kind, _, roles = route.rule.partition(":")
        if kind != "roles" or cast.users[who].role in roles.split(","):
            continue
        for url in addresses(route, cast, cast.milo):
            for response in both(client, url):
                assert response.status_code == 404, (url, who)


ASKED = ("?q=Zora", "?q=Petra", "?q=Lou", "?q=Milo", "?name=Lou+Mari")


@pytest.mark.parametrize("who", SEES)
def test_no_page_for_everybody_names_a_child_whom_one_may_not_see(cast, who):
    client = signed_in_as(cast, who)
    unseen = [getattr(cast, child).name for child in CHILDREN if child not in SEES[who]]
    for route in routes():
        if not route.rule.startswith(("signed_in", "roles")) or "account_logout" in route.name:
            continue
        for url in addresses(route, cast, cast.milo):
            ours = not arguments(route) and not url.startswith("/accounts/")
            for asked in ("", *(ASKED if ours else ())):
                response = client.get(url + asked)
                assert response.status_code < 500, url
                shown = response.content.decode(errors="replace")
                assert not [name for name in unseen if name in shown], (url, asked)


# One child's row under another child's address


@pytest.mark.parametrize("who", ["caseworker", "data_manager", "supervisor"])
@pytest.mark.parametrize("other", ["lou", "other_child", "strangers_child"])
def test_a_row_of_another_child_is_not_found_under_this_ones_address(cast, who, other):
    give_every_kind_of_row(cast, getattr(cast, other))
    client = signed_in_as(cast, who)
    before = Change.objects.count()
    swapped = 0
    for route in child_routes():
        names = set(arguments(route)) - {"child", "table", "what"}
        if not names or ({"sibling", "row"} & names and other == "lou" and "sibling" in route.name):
            continue  # Lou's pair with Milo is Milo's row too
        for url in addresses(route, cast, cast.milo, row_child=getattr(cast, other)):
            if other == "lou" and "/sibling/" in url:
                continue
            swapped += 1
            got, posted = both(client, url)
            assert got.status_code in (404, 405), url
            assert posted.status_code in (404, 405), url
            assert 404 in (got.status_code, posted.status_code), url
    assert swapped > 30
    assert Change.objects.count() == before


# What is on the pages that open

# What one may choose among is no fact about anybody.
CHOICES = re.compile(r"<option.*?</option>|<label[^>]*><input type=\"radio\".*?</label>", re.DOTALL)


@pytest.mark.parametrize("who", NEVER_SHOWN)
def test_no_page_of_milos_shows_what_this_person_may_not_know(cast, who):
    client = signed_in_as(cast, who)
    for other in ("caseworker", "teacher"):
        signed_in_as(cast, other).get(reverse("child_show", args=[cast.milo.ref]))
    secrets = [*NEVER_SHOWN[who], str(cast.lou.ref)]
    pages = [url for route in child_routes() for url in addresses(route, cast, cast.milo)]
    pages += [reverse(name) for name in ("child_list", "search")]
    pages += [
        reverse("search") + f"?q={word}" for word in ("Milo", "Lou", "Nell", "Hollow", "Dana")
    ]
    for url in pages:
        fragments = ("/map/", "/search/", "/pick/")
        for headers in ({}, HTMX) if any(part in url for part in fragments) else ({},):
            shown = client.get(url, **headers).content.decode(errors="replace")
            shown = shown.split('<main id="main"')[-1]
            shown = CHOICES.sub("", shown)
            assert not [secret for secret in secrets if secret in shown], url


@pytest.mark.parametrize("who", ["caseworker", "parent", "teacher"])
def test_every_page_of_milos_that_opens_is_in_the_trail(cast, who):
    quiet = {"pick"}  # a search among people, not a page of the child's
    client = signed_in_as(cast, who)
    for route in child_routes():
        for url in addresses(route, cast, cast.milo):
            before = Look.objects.filter(child_ref=cast.milo.ref).count()
            if client.get(url).status_code == 200 and route.name not in quiet:
                after = Look.objects.filter(child_ref=cast.milo.ref)
                assert after.count() == before + 1, url
                assert after.order_by("-seq").first().grounds, url
