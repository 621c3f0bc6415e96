"""What the care card's pages ask: its lines, who wrote them, and the links by which it is lent."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from basehaven.apps.accounts.models import User
from basehaven.apps.audit.models import Look
from basehaven.apps.record.models import Adult, Child, Enrolment, today
from basehaven.apps.room.models import CardLine, CardShare


def card_lines(child: Child) -> QuerySet[CardLine]:
    """Lines that hold now, in the order in which they were written."""
    lines = CardLine.objects.standing().filter(child=child)
    return lines.select_related("person", "word_of").order_by("written_at", "pk")


def lines_before(child: Child) -> QuerySet[CardLine]:
    """Lines that held once, newest end first; those entered in error are left out."""
    ended = CardLine.objects.filter(child=child, entered_in_error=False).exclude(ended_at=None)
    return ended.order_by("-ended_at", "-pk")


def authors(labels: Iterable[str]) -> dict[str, User]:
    """Who is behind the opaque labels that rows carry."""
    wanted = Q()
    for label in {label for label in labels if label.startswith("user:")}:
        stem = label.removeprefix("user:")
        wanted |= Q(ref__gte=UUID(f"{stem:0<32}"), ref__lte=UUID(f"{stem:f<32}"))
    found = User.objects.filter(wanted) if wanted else User.objects.none()
    return {f"user:{user.ref.hex[:12]}": user for user in found}


def people_of(child: Child) -> list[Adult]:
    """Adults with a live tie to the child, by name: on whose word a line may stand."""
    ties = child.ties.standing().live_on(today())
    return list(
        Adult.objects.filter(pk__in=ties.values("adult_id"), merged_into=None)
        .exclude(name="")
        .order_by("name", "pk")
    )


def consenters(child: Child) -> list[Adult]:
    """Family whose right says today that they consent for the child."""
    rights = child.family_rights.live_on(today()).filter(consents=True)
    return [right.adult for right in rights.select_related("adult").order_by("pk")]


def children_near(child: Child, seen: QuerySet[Child]) -> list[Child]:
    """Of the children whom somebody sees: those of the same rooms, and brothers and sisters."""
    rooms = child.enrolments.standing().live_on(today()).values("room_id")
    near = Enrolment.objects.standing().live_on(today()).filter(room__in=rooms)
    of_family = Q(sibling_rows__sibling=child) | Q(sibling_rows_other_way__child=child)
    found = seen.filter(Q(pk__in=near.values("child_id")) | of_family).exclude(pk=child.pk)
    return list(found.distinct())


def shares_of(child: Child) -> list[CardShare]:
    """Links that still open the card, those that end first first."""
    live = CardShare.objects.filter(child=child, revoked_at=None, expires_at__gt=timezone.now())
    return list(live.select_related("given_by").order_by("expires_at", "pk"))


def times_opened(share: CardShare) -> int:
    """By the audit trail, which alone counts it."""
    label = f"operator:{share.opened_as}"
    return Look.objects.filter(agency_ref=share.agency.ref, actor=label).count()


def share_open_now(digest: str) -> CardShare | None:
    """The link that opens a card now: not ended, not over, its consent still standing.

    A record that is sealed, merged away or entered in error is nobody's.
    """
    share = (
        CardShare.objects.filter(digest=digest)
        .select_related("child", "agency", "given_by")
        .first()
    )
    if share is None or not share.holds_at(timezone.now()):
        return None
    child = share.child
    if child.sealed_at is not None or child.merged_into_id or child.entered_in_error:
        return None
    rights = child.family_rights.live_on(today()).filter(adult=share.given_by, consents=True)
    return share if rights.exists() else None
