"""The grounds on which somebody may open a child, as the database finds them.

Written in SQL and not through the ORM because every page asks it: building these
eight arms as querysets took longer than running them (23 ms against 2). The tests
hold it against the same rules written with the ORM, on both databases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from basehaven.apps.accounts.models import Role, User
from basehaven.apps.record.models import Child

SUPPORTS_OTHERS = frozenset({Role.SUPERVISOR, Role.DIRECTOR})


def _live(table: str) -> str:
    """Half-open: the first day counts, the last does not."""
    ended = f"({table}.ended_on IS NULL OR {table}.ended_on > %(day)s)"
    return f"{table}.started_on <= %(day)s AND {ended}"


# Work in a room opens the children in it; a visitor or caseworker works child by child.
IN_ROOMS = "w.kind IN ('teacher', 'director', 'consultant')"
# "+" keeps the database from walking a whole agency: whose work it is finds a few rows.
OWN = f"w.user_id = %(user)s AND +w.agency_id = %(agency)s AND {_live('w')}"
TEAM = f"""+w.agency_id = %(agency)s AND {_live("w")} AND w.user_id IN (
    SELECT s.worker_id FROM accounts_supervision s JOIN accounts_user u ON u.id = s.worker_id
    WHERE s.supervisor_id = %(user)s AND u.is_active AND u.agency_id = %(agency)s
    AND {_live("s")})"""
RIGHT = f"a.user_id = %(user)s AND r.is_told AND {_live('r')}"
CONSENT = f"c.to_user_id = %(user)s AND c.revoked_at IS NULL AND {_live('c')}"
ORDER = f"a.user_id = %(user)s AND NOT o.entered_in_error AND {_live('o')}"
ENROLLED = f"NOT e.entered_in_error AND {_live('e')}"


def _ids_by_work(whose: str) -> str:
    return f"""
    SELECT w.child_id FROM record_workingrelationship w
    WHERE w.child_id IS NOT NULL AND {whose}
    UNION SELECT e.child_id FROM record_workingrelationship w
    JOIN record_enrolment e ON e.room_id = w.room_id
    WHERE {IN_ROOMS} AND {ENROLLED} AND {whose}"""


_IDS = f"""
    SELECT r.child_id FROM record_familyright r JOIN record_adult a ON a.id = r.adult_id
    WHERE {RIGHT}
    UNION SELECT c.child_id FROM consent_consent c WHERE {CONSENT}
    UNION {_ids_by_work(OWN)}"""
_IDS_OF_TEAM = f"{_IDS} UNION {_ids_by_work(TEAM)}"


def _same_agency(ids: str) -> str:
    return f"SELECT k.id FROM record_child k WHERE k.id IN ({ids}) AND +k.agency_id = %(agency)s"


_CHILDREN, _CHILDREN_OF_TEAM = _same_agency(_IDS), _same_agency(_IDS_OF_TEAM)
_TOLD_NOTHING = f"""
    SELECT o.child_id FROM record_restriction o JOIN record_adult a ON a.id = o.adult_id
    WHERE o.kind = 'no_information' AND {ORDER}"""


def _facts_of_work(own: int, whose: str) -> str:
    return f"""
    SELECT 'work', w.kind, {own}, 0 FROM record_workingrelationship w
    WHERE w.child_id = %(child)s AND {whose}
    UNION ALL SELECT 'work', w.kind, {own}, 0 FROM record_workingrelationship w
    WHERE {IN_ROOMS} AND {whose} AND w.room_id IN (
        SELECT e.room_id FROM record_enrolment e WHERE e.child_id = %(child)s AND {ENROLLED})"""


# Pairs entered in error too: a page as known on a day may still name them.
_SIBLINGS = """
    SELECT p.sibling_id FROM record_sibling p WHERE p.child_id = %(child)s
    UNION SELECT p.child_id FROM record_sibling p WHERE p.sibling_id = %(child)s"""
_FACTS = f"""
    SELECT 'adult', CAST(a.ref AS varchar(40)), 0, 0 FROM record_adult a WHERE a.user_id = %(user)s
    UNION ALL SELECT 'right', '', CASE WHEN r.consents THEN 1 ELSE 0 END,
        CASE WHEN r.sees_addresses THEN 1 ELSE 0 END
    FROM record_familyright r JOIN record_adult a ON a.id = r.adult_id
    WHERE r.child_id = %(child)s AND {RIGHT}
    UNION ALL SELECT 'restriction', o.kind, 0, 0
    FROM record_restriction o JOIN record_adult a ON a.id = o.adult_id
    WHERE o.child_id = %(child)s AND {ORDER}
    UNION ALL SELECT 'consent', c.scope, 0, 0 FROM consent_consent c
    WHERE c.child_id = %(child)s AND {CONSENT}
    UNION ALL SELECT 'sibling', '', sibs.sibling_id, 0 FROM ({_SIBLINGS}) sibs
    UNION ALL SELECT 'sibling_hidden', CAST(k.ref AS varchar(40)), 0, 0
    FROM record_restriction o JOIN record_adult a ON a.id = o.adult_id
    JOIN record_child k ON k.id = o.child_id
    WHERE o.kind = 'no_information' AND {ORDER} AND o.child_id IN ({_SIBLINGS})
    UNION ALL {_facts_of_work(1, OWN)}"""
_FACTS_OF_TEAM = f"{_FACTS} UNION ALL {_facts_of_work(0, TEAM)}"


@cache
def _with_positions(sql: str) -> tuple[str, tuple[str, ...]]:
    """Named places as plain ones, and the names in their order."""
    names = tuple(re.findall(r"%\((\w+)\)s", sql))
    return re.sub(r"%\(\w+\)s", "%s", sql), names


def _values(names: Iterable[str], user: User, day: date, child: Child | None) -> list[Any]:
    known = {
        "user": user.pk,
        "agency": user.agency_id,
        "day": day.isoformat(),
        "child": child.pk if child is not None else None,
    }
    return [known[name] for name in names]


def _ids(sql: str, user: User, day: date) -> RawSQL:
    plain, names = _with_positions(sql)
    return RawSQL(plain, _values(names, user, day, None))  # noqa: S611 - no text from outside


def ids_by_ground(user: User, day: date) -> RawSQL:
    """Ids of their agency's children whom work, a right or a consent opens to ``user``."""
    return _ids(_CHILDREN_OF_TEAM if user.role in SUPPORTS_OTHERS else _CHILDREN, user, day)


def ids_told_nothing(user: User, day: date) -> RawSQL:
    """Ids of children of whom an order says that ``user`` is told nothing."""
    return _ids(_TOLD_NOTHING, user, day)


def facts(user: User, child: Child, day: date) -> list[tuple[str, str, int, int]]:
    """All that bears on one viewer and one child, in one query.

    Rows of what, which, and two numbers: ``adult`` ref; ``right`` consents, sees
    addresses; ``restriction`` kind; ``consent`` scope; ``sibling`` id;
    ``sibling_hidden`` ref; ``work`` kind, 1 if one's own and 0 if one's team's.
    """
    sql = _FACTS_OF_TEAM if user.role in SUPPORTS_OTHERS else _FACTS
    plain, names = _with_positions(sql)
    with connection.cursor() as cursor:
        cursor.execute(plain, _values(names, user, day, child))
        return cursor.fetchall()  # type: ignore[no-any-return]
