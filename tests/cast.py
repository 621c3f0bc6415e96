"""One cast for every test, built through actions: who they are to Milo, and what they may see.

Milo is 19 months old and came two months early. His history uses every kind of
tie. Days are counted from his birth (``cast.day(n)``) or back from today
(``cast.ago(n)``), so that "today" is always today.

Rosa        mother, signs in as ``parent``; is told everything, but no addresses
Gus         father in prison, signs in as ``father``: no contact, hidden address
Lou         brother, 4, in a confidential home that Rosa must not learn of
Ida         grandmother, interrupted for 26 days
June        doula before and after birth, ended
Kay         first foster carer, ended
Dana        foster carer now, signs in as ``foster_carer``; once a teacher in his baby room too
Mia         teacher of the baby room, ended by the room move
Ana         main teacher, signs in as ``teacher``; Ben her backup
Vera        home visitor, signs in as ``home_visitor``
Tomás       neighbour; Fay a friend, Lin a librarian, Omar the bus driver, Ada a future adopter
"""

from __future__ import annotations

import copy
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, router, transaction
from django.test import Client
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record import actions
from basehaven.apps.record.models import Adult, Attendance, Child, Home, Removal, Room, Tie, today

PASSWORD = "a long walk by the sea"  # of every user of the cast
AGE_IN_DAYS = 590


@dataclass
class Cast:
    """The users, people and children that tests share."""

    today: date
    agency: Agency = None  # type: ignore[assignment]
    other_agency: Agency = None  # type: ignore[assignment]
    users: dict[str, User] = field(default_factory=dict)
    adults: dict[str, Adult] = field(default_factory=dict)
    ties: dict[str, Tie] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    milo: Child = None  # type: ignore[assignment]
    lou: Child = None  # type: ignore[assignment]
    other_child: Child = None  # type: ignore[assignment]
    strangers_child: Child = None  # type: ignore[assignment]
    removal: Removal = None  # type: ignore[assignment]
    attendance: Attendance = None  # type: ignore[assignment]

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]
        except KeyError:
            raise AttributeError(f"nobody in the cast is called {name}") from None

    def everyone(self) -> dict[str, User]:
        """Every user by what they are, the stranger and the father in prison among them."""
        return dict(self.users)

    def day(self, since_birth: int) -> date:
        return self.today - timedelta(days=AGE_IN_DAYS) + timedelta(days=since_birth)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def actor(self, role: str = "caseworker") -> Actor:
        return Actor.of(self.users[role])

    def do(self, what: str, /, *, role: str = "caseworker", **values: Any) -> Any:
        """Call an action of the record as somebody of the cast."""
        action = getattr(actions, what)
        return action(by=self.actor(role), request_id=uuid.uuid4(), **values)


def sign_in(client: Client, user: User) -> None:
    """Sign in as somebody who has just passed every step asked of them."""
    client.force_login(user)
    session = client.session
    now = timezone.now().timestamp()
    methods = [{"method": "password", "at": now}]
    if user.must_use_second_step:
        methods.append({"method": "mfa", "type": "totp", "at": now})
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


Table = tuple[str, int, Any]  # name, how many columns, and the rows as the database wrote them

_built: tuple[Cast, list[Table]] | None = None


def build_cast() -> Cast:
    """The cast in the present test's database: built once, then laid down from a copy."""
    global _built
    if _built is None or _built[0].today != today():
        from tests.cast_story import tell

        cast = Cast(today=today())
        tell(cast)
        _built = (copy.deepcopy(cast), _tables_as_they_stand())
        return cast
    cast, tables = _built
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            _lay_down(cursor, *table)
    return copy.deepcopy(cast)


def _tables_as_they_stand() -> list[Table]:
    """Rows without Django in between: laying them down is most of what a test would wait for."""
    tables: list[Table] = []
    with connection.cursor() as cursor:
        for label in ("accounts", "mfa", "record", "audit"):
            for model in apps.get_app_config(label).get_models(include_auto_created=True):
                name = model._meta.db_table
                if router.db_for_read(model) not in (None, "default"):
                    continue
                cursor.execute(f"SELECT * FROM {name} ORDER BY id")
                width, rows = len(cursor.description), cursor.fetchall()
                if rows and connection.vendor == "postgresql":
                    cursor.execute(f"SELECT json_agg(t)::text FROM {name} t")
                    rows = cursor.fetchone()[0]
                if rows:
                    tables.append((name, width, rows))
    return tables


def _lay_down(cursor: Any, name: str, width: int, rows: Any) -> None:
    if connection.vendor == "postgresql":
        read = "SELECT * FROM json_populate_recordset(NULL::{0}, %s::json)"
        cursor.execute(f"INSERT INTO {name} {read.format(name)}", [rows])
    else:
        places = ", ".join(["%s"] * width)
        cursor.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
