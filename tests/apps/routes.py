"""Every route with its addresses, and everybody who may be sent to walk them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from basehaven.apps.accounts.checks import Route, every_route
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.models import CareEvent, Contact, Shift, Sibling, WorkingRelationship
from basehaven.apps.room.models import CardLine, CardShare, ComfortAnswer, ComfortDispute
from tests.cast import Cast, sign_in

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


NOT_OF_A_CHILD = {"hint", "merge", "pk", "key", "uidb36", "run", "upload", "room"}
PUBLISHED = (  # one indicator and one area of each system whose figures travel with the package
    {"system": "cfsr", "indicator": "p5", "area": "OR"},
    {"system": "england", "indicator": "placements_3plus", "area": "E06000001"},
)
TABLES = ["tie", "stay", "removal", "sibling", "restriction", "enrolment", "primary", "contact"]


def rows_of(cast: Cast, child: Any) -> dict[str, Callable[[], Any]]:
    """What each argument of an address stands for: a row of this very child."""
    pairs = Sibling.objects.filter(child=child) | Sibling.objects.filter(sibling=child)

    def consent() -> Any:
        row, _made = Consent.objects.get_or_create(
            child=child, given_by=cast.adults["parent"], to_user=cast.data_manager, purpose="p",
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
        "answer": lambda: _answer_of(cast, child),
        "dispute": lambda: _dispute_of(cast, child),
        "home": lambda: _first_home(child),
        "line": lambda: _card_line(cast, child),
        "share": lambda: _card_share(cast, child),
        "adult": lambda: child.ties.order_by("pk").first().adult if child.ties.exists() else None,
    }


def _card_line(cast: Cast, child: Any) -> Any:
    values = {"agency": child.agency, "kind": "likes", "text": "Buses", "written_by": "operator:x"}
    return CardLine.objects.get_or_create(child=child, **values)[0]


def _card_share(cast: Cast, child: Any) -> Any:
    values = {"agency": child.agency, "to_whom": "p", "digest": child.ref.hex, "written_by": "o"}
    over = timezone.now() + timedelta(days=1)
    given = {"given_by": cast.adults["parent"], "expires_at": over}
    return CardShare.objects.get_or_create(child=child, **values, defaults=given)[0]


def _answer_of(cast: Cast, child: Any) -> ComfortAnswer:
    """The caseworker's own, so that they may take it back."""
    row, _made = ComfortAnswer.objects.get_or_create(
        agency=child.agency, child=child, asked=cast.adults["caseworker"], asked_on=cast.today,
        said={"hurt": [str(cast.adults["teacher"].ref)]}, written_by="user:x",
    )  # fmt: skip
    return row


def _dispute_of(cast: Cast, child: Any) -> ComfortDispute:
    row, _made = ComfortDispute.objects.get_or_create(
        agency=child.agency, child=child, one=cast.adults["friend"], other=cast.adults["other"],
        started_on=cast.ago(9), decided_by=cast.caseworker,
    )  # fmt: skip
    return row


def _first_home(child: Any) -> Any:
    stay = child.stays.exclude(home=None).order_by("pk").first()
    return stay.home if stay is not None else None


def of_room(cast: Cast, name: str) -> Any:
    """What the arguments of a room's address stand for: the room that a director plans."""
    room = cast.rooms["toddler"]
    if name == "adult":
        return cast.adults["teacher"]
    rows = {
        "shift": Shift.objects.filter(room=room),
        "work": WorkingRelationship.objects.filter(room=room, kind="teacher"),
    }
    return room if name == "room" else rows[name].order_by("pk").first()


def arguments(route: Route) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)


def addresses(
    route: Route, cast: Cast, child: Any, row_child: Any = None, tables: Sequence[str] = TABLES
) -> Iterator[str]:
    """The route's addresses for one child; with ``row_child`` its rows are another child's."""
    names = arguments(route)
    if "system" in names:
        for slugs in PUBLISHED:
            yield reverse(route.name, kwargs={name: slugs[name] for name in names})
        return
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
        elif name == "tablet":
            values[name] = uuid.uuid4()
        elif name == "event":
            values[name] = _moment_of(child).ref
        elif "room" in names and "child" not in names:
            values[name] = of_room(cast, name).ref
        elif name in NOT_OF_A_CHILD or "child" not in names:
            values[name] = 1 if name == "pk" else uuid.uuid4()
        else:
            raise AssertionError(f"say in tests/apps/test_routes.py what <{name}> stands for")
    if route.rule.startswith("room:") and "room" in names:
        values["room"] = cast.rooms["toddler"].ref  # Milo's, and that of those who work there
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


def _moment_of(child: Any) -> CareEvent:
    """A moment of this very child."""
    row, _made = CareEvent.objects.get_or_create(
        agency=child.agency, source_id="x", key=f"moment-{child.pk}", child=child,
        defaults={"at": timezone.now(), "context": "arrival", "seen": ["cried"]},
    )  # fmt: skip
    return row


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
    home = models.Home.objects.create(**names, key=uuid.uuid4().hex, name="9 Elsewhere Row")
    make(models.Stay, kind="foster", started_on=day, home=home)
    make(models.Removal, removed_on=day)
    make(models.Enrolment, room=room, started_on=day)
    make(models.PrimarySpell, room=room, adult=adult, rank="main", started_on=day)
    make(models.Attendance, room=room, arrived_at="2024-01-01T08:00Z")
    make(models.Restriction, adult=adult, kind="no_pickup", started_on=day)
    make(Contact, adult=adult, on=day)
    rights = {"agency": child.agency, "child": child, "started_on": day}
    models.FamilyRight.objects.create(adult=adult, **rights)
    models.WorkingRelationship.objects.create(user=cast.data_manager, kind="consultant", **rights)
