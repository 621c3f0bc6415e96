"""Reading the audit trail: whether it adds up, and who looked at a child."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import connections, router
from django.db.models import Q
from django.utils import timezone

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.audit.chain import FIRST_HASH, covered, hash_of
from basehaven.apps.audit.models import ChainedEntry, Change, Look
from basehaven.apps.audit.triggers import RELEASES, guards_missing

CHAINS: dict[str, type[ChainedEntry]] = {"changes": Change, "looks": Look}
SIGNER = Signer(salt="basehaven.audit.head", sep="#")


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a chain: kept elsewhere, it shows whether the tail was cut off."""

    agency: str
    chain: str
    seq: int
    hash: str

    def signed(self) -> str:
        """One line of text, to be kept outside this machine."""
        return SIGNER.sign(f"{self.agency}|{self.chain}|{self.seq}|{self.hash}")

    @classmethod
    def read(cls, line: str) -> Head:
        """Read a line back.

        Raises:
            ValueError: the line is not one that this installation signed.
        """
        try:
            agency, chain, seq, digest = SIGNER.unsign(line.strip()).split("|")
        except BadSignature as error:
            raise ValueError("not signed by this installation, or changed since") from error
        return cls(agency, chain, int(seq), digest)


@dataclass(slots=True)
class Verified:
    """What came of walking one chain from its first link to its last.

    ``broken_at`` is the number of the first entry that does not fit; 0 when all do.
    """

    agency: str
    chain: str
    entries: int = 0
    broken_at: int = 0
    problems: list[str] = field(default_factory=list)
    head: Head | None = None

    @property
    def holds(self) -> bool:
        return not self.problems


def verify(agency: Agency, chain: str, anchors: Iterable[Head] = ()) -> Verified:
    """Walk one chain of one agency, link by link, until the first that does not fit."""
    model = CHAINS[chain]
    result = Verified(agency.slug, chain)
    ours = [head for head in anchors if (head.agency, head.chain) == (agency.slug, chain)]
    expected = {head.seq: head.hash for head in ours if head.seq}  # 0: it was still empty then
    before, last = FIRST_HASH, 0
    for seq, kept, problem in _links(model, agency):
        anchored = expected.pop(seq, kept) == kept
        if problem or not anchored:
            result.broken_at = last + 1
            what = problem or "not the one that was anchored"
            result.problems.append(f"entry {last + 1}: {what}")
            break
        before, last = kept, seq
        result.entries += 1
    else:
        for seq in sorted(expected):
            result.broken_at = last + 1
            result.problems.append(
                f"entry {last + 1}: the chain ends before it, and entry {seq} was anchored"
            )
    result.head = Head(agency.slug, chain, last, before)
    connection = connections[router.db_for_read(model) or "default"]
    # What was published for good is guarded alike, and lies where the changes do.
    for table in (model._meta.db_table, *([RELEASES] if model is Change else [])):
        for guard in guards_missing(connection, table):
            result.problems.append(f"the database's guard {guard} is missing")
    return result


def _links(model: type[ChainedEntry], agency: Agency) -> Iterator[tuple[int, str, str]]:
    """(seq, hash, what does not fit or nothing) of each entry in order."""
    names = covered(model)
    at_seq, at_before = names.index("seq"), names.index("hash_before")
    rows = (
        model._default_manager.filter(agency_ref=agency.ref)
        .order_by("seq")
        .values_list(*names, "hash")
    )
    before, last = FIRST_HASH, 0
    for row in rows.iterator(chunk_size=5000):
        values: Sequence[Any] = row[:-1]
        seq, kept, problem = values[at_seq], row[-1], ""
        if seq != last + 1:
            problem = f"missing; the next one is {seq}"
        elif values[at_before] != before:
            problem = "does not follow from the one before it"
        elif hash_of(names, values) != kept:
            problem = "changed after it was written"
        yield seq, kept, problem
        before, last = kept, seq


def head_of(agency: Agency, chain: str) -> Head:
    last = (
        CHAINS[chain]
        ._default_manager.filter(agency_ref=agency.ref)
        .order_by("-seq")
        .values_list("seq", "hash")
        .first()
    )
    seq, digest = last or (0, FIRST_HASH)
    return Head(agency.slug, chain, seq, digest)


# Who looked


@dataclass(slots=True)
class Looker:
    """One person on one day, or with ``by_role`` everybody of one role that day."""

    day: date
    who: str  # a name, or empty
    role: str  # in words
    grounds: str
    ways: list[str]  # page export search api link
    times: int = 0


@dataclass(frozen=True, slots=True)
class LookersPage:
    lookers: Sequence[Looker]
    before: int | None  # where the next page begins; None: this is the last


def lookers(
    child_ref: uuid.UUID, *, by_role: bool, before: int | None = None, at_least: int = 40
) -> LookersPage:
    """Who looked at a child, newest day first, in whole days.

    Args:
        child_ref: whose page it was.
        by_role: for somebody kept away from the child: no names, no grounds, and people of
            one role on one day as one line, so that nobody's place of work shows.
        before: the number of a look, from the page before.
        at_least: lines on a page; the day that reaches this number is shown whole.
    """
    looks = Look.objects.filter(child_ref=child_ref).order_by("-id")
    if before is not None:
        looks = looks.filter(id__lt=before)
    found: dict[tuple[date, str], list[Any]] = {}
    last_id, day, more = None, None, None
    for look in looks.iterator(chunk_size=500):
        on = timezone.localdate(look.at)
        if on != day and len(found) >= at_least:
            more = last_id
            break
        found.setdefault((on, look.actor), []).append(look)
        day, last_id = on, look.id
    users = _users({actor for _day, actor in found})
    lines: dict[tuple[date, str], Looker] = {}
    for (on, actor), rows in found.items():
        user = users.get(actor)
        role = str(user.get_role_display()) if user else ""
        line = lines.setdefault(
            (on, role if by_role else actor),
            Looker(
                day=on,
                who="" if by_role or user is None else str(user),
                role=role,
                grounds="" if by_role else rows[0].grounds,
                ways=[],
            ),
        )
        line.times += len(rows)
        line.ways = sorted({*line.ways, *(row.how for row in rows)})
    return LookersPage(list(lines.values()), more)


def _users(actors: Iterable[str]) -> dict[str, User]:
    """Users by the opaque name that entries carry: the first twelve digits of their reference."""
    stems = [actor.removeprefix("user:") for actor in actors if actor.startswith("user:")]
    if not stems:
        return {}
    wanted = Q()
    for stem in stems:
        first, last = uuid.UUID(f"{stem:0<32}"), uuid.UUID(f"{stem:f<32}")
        wanted |= Q(ref__gte=first, ref__lte=last)
    return {f"user:{user.ref.hex[:12]}": user for user in User.objects.filter(wanted)}


def rows_of(agency: Agency, action: str) -> set[uuid.UUID]:
    """Which rows an action wrote, as the trail has it."""
    found = Change.objects.filter(agency_ref=agency.ref, action=action)
    return {ref for ref in found.values_list("row_ref", flat=True) if ref}
