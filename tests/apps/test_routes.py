"""Every route is walked with the whole cast: who is let in, who finds nothing, what leaks.

The routes come from the resolver, so a new one is in here before anybody thinks
of it. A new argument in an address has to be told what it stands for, in ``ROWS``.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from basehaven.apps.accounts import checks
from basehaven.apps.accounts.checks import THIRD_PARTY, Route, every_route
from basehaven.apps.audit.models import Change, Look
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import VERBS, sight_of
from basehaven.apps.record.models import Contact, Sibling
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

# Written down by hand, and not asked of the code under test.
SEES: dict[str, set[str]] = {
    "parent": {"milo"},
    "father": {"milo"},
    "foster_carer": {"milo"},
    "teacher": {"milo"},
    "home_visitor": {"milo"},
    "consultant": {"milo"},
    "caseworker": {"milo", "lou"},
    "supervisor": {"milo", "lou"},
    "director": {"milo"},
    "data_manager": {"milo", "lou", "other_child"},
    "analyst": set(),
    "funder": set(),
    "stranger": {"strangers_child"},
}
CHILDREN = ("milo", "lou", "other_child", "strangers_child")

# What each may not read anywhere on any page of Milo's.
HTMX = {"HTTP_HX_REQUEST": "true"}
SECRET_HOMES = ["7 Old Mill Lane", "99 Hidden Hollow", "Nell Quist"]
NEVER_SHOWN: dict[str, list[str]] = {
    "parent": [*SECRET_HOMES, "12 Alder Way", "Dana Okafor&#x27;s home", "Kay Novak&#x27;s home"],
    "father": [*SECRET_HOMES, "12 Alder Way", "4 Quay Street", "Toddler room", "Baby room",
               "Willow House", "Ana Lindqvist", "Dana Okafor", "Kay Novak", "Mia Trent",
               "Ben Haile", "Vera Castillo", "Carl Mensah", "Tomás Rivas", "North"],
    "foster_carer": SECRET_HOMES,
    "home_visitor": SECRET_HOMES,
    "teacher": [*SECRET_HOMES, "12 Alder Way", "4 Quay Street", "Okafor&#x27;s home", "prison"],
    "director": [*SECRET_HOMES, "12 Alder Way", "4 Quay Street", "Okafor&#x27;s home", "prison"],
    "consultant": [*SECRET_HOMES, "12 Alder Way", "4 Quay Street", "17/231", "prison"],
}  # fmt: skip


NOT_OF_A_CHILD = {"hint", "merge", "pk", "key", "uidb36", "run", "upload"}
TABLES = ["tie", "stay", "removal", "sibling", "restriction", "enrolment", "primary", "contact"]


def rows_of(cast: Cast, child: Any) -> dict[str, Callable[[], Any]]:
    """What each argument of an address stands for: a row of this very child."""
    pairs = Sibling.objects.filter(child=child) | Sibling.objects.filter(sibling=child)

    def consent() -> Any:
        row, _made = Consent.objects.get_or_create(
            child=child, given_by=cast.adults["parent"], to_user=cast.consultant, purpose="p",
            started_on=cast.today, ended_on=cast.today + timedelta(days=9),
        )  # fmt: skip
        return row

    first = lambda name: lambda: getattr(child, name).order_by("pk").first()  # noqa: E731
    return {
        "tie": first("ties"),
        "spell": first("tie_spells"),
        "contact": first("contacts"),
        "sibling": pairs.first,
        "stay": first("stays"),
        "removal": first("removals"),
        "enrolment": first("enrolments"),
        "primary": first("primary_spells"),
        "attendance": first("attendance"),
        "restriction": first("restrictions"),
        "right": first("family_rights"),
        "work": first("working_relationships"),
        "consent": consent,
        "adult": lambda: child.ties.order_by("pk").first().adult if child.ties.exists() else None,
    }


def arguments(route: Route) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)


def addresses(
    route: Route, cast: Cast, child: Any, row_child: Any = None, tables: Sequence[str] = TABLES
) -> Iterator[str]:
    """The route's addresses for one child; with ``row_child`` its rows are another child's."""
    names = arguments(route)
    rows = rows_of(cast, row_child or child)
    values: dict[str, Any] = {}
    each: Sequence[str] = [""]
    for name in names:
        if name == "child":
            values[name] = child.ref
        elif name in rows and "child" in names:
            row = rows[name]()
            values[name] = row.ref if row is not None else uuid.uuid4()
        elif name == "table":
            each = tables
        elif name == "row":
            values[name] = None
        elif name == "what":
            values[name] = "adult"
        elif name in NOT_OF_A_CHILD or "child" not in names:
            values[name] = 1 if name == "pk" else uuid.uuid4()
        else:
            raise AssertionError(f"say in tests/apps/test_routes.py what <{name}> stands for")
    for table in each:
        if table:
            values["table"] = table
        if "row" in values:
            kind = table or route.name.rsplit("_", 1)[0]
            row = rows[kind]() if kind in rows else None
            values["row"] = row.ref if row is not None else uuid.uuid4()
        try:
            yield reverse(route.name, kwargs=values)
        except NoReverseMatch:
            yield "/" + re.sub(r"<[^>]*>|\^|\$", "x", route.pattern)


@cache
def routes() -> tuple[Route, ...]:
    return tuple(every_route())


def child_routes() -> list[Route]:
    return [route for route in routes() if route.rule.startswith("child:")]


def signed_in_as(cast: Cast, who: str) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    sign_in(client, cast.users[who])
    client.began = timezone.now()
    return client


def both(client: Client, url: str) -> list[Any]:
    return [client.get(url), client.post(url, {})]


# Rules


def test_every_route_has_a_rule_that_means_something():
    roles = set(SEES) | {"none"}
    for route in routes():
        kind, _, what = route.rule.partition(":")
        assert kind in {"public", "signed_in", "closed", "roles", "child"}, route
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


def give_every_kind_of_row(cast: Cast, child: Any) -> None:
    """Rows written straight into the tables: what they say does not matter, whose they are does."""
    from basehaven.apps.record import models

    adult = cast.adults["lous_carer"]  # nobody of Milo's
    room = cast.rooms["baby"]
    names = {"agency": child.agency, "source_id": "x"}
    day = cast.ago(30)

    def make(model: Any, **values: Any) -> Any:
        return model.objects.create(**names, key=uuid.uuid4().hex, child=child, **values)

    tie = make(models.Tie, adult=adult, kind="kin", started_on=day)
    make(models.TieSpell, tie=tie, started_on=day)
    make(models.Stay, kind="foster", started_on=day)
    make(models.Removal, removed_on=day)
    make(models.Enrolment, room=room, started_on=day)
    make(models.PrimarySpell, room=room, adult=adult, rank="main", started_on=day)
    make(models.Attendance, room=room, arrived_at="2024-01-01T08:00Z")
    make(models.Restriction, adult=adult, kind="no_pickup", started_on=day)
    make(Contact, adult=adult, on=day)
    rights = {"agency": child.agency, "child": child, "started_on": day}
    models.FamilyRight.objects.create(adult=adult, **rights)
    models.WorkingRelationship.objects.create(user=cast.consultant, kind="consultant", **rights)


# What is on the pages that open


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
            shown = re.sub(r"<option.*?</option>", "", shown, flags=re.DOTALL)  # choices, not facts
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
