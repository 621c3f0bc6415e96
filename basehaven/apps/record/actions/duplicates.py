"""Hints for the data manager that two rows may be one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited, write_change
from basehaven.apps.record.finding.duplicates import hidden_duplicates
from basehaven.apps.record.finding.newcomers import Newcomers, Pair
from basehaven.apps.record.models import Adult, Child, DuplicateHint, Sibling
from basehaven.core.errors import NotAllowed

MOST = 3  # hints about one new person
MOST_AT_ONCE = 500  # hints of one import: more are not decided one by one
IN_LIST = 500


def note_hidden_duplicates(by: Actor, row: Child | Adult) -> None:
    """After somebody was put on the record: whom its writer could not see and may have meant.

    Part of the write that created the row, and audited with it.
    """
    name = "child" if isinstance(row, Child) else "adult"
    for likely in hidden_duplicates(by.user, row)[:MOST]:
        DuplicateHint.objects.get_or_create(
            **{name: row, f"other_{name}": likely.person},
            defaults={"agency": by.agency, "reasons": list(likely.reasons)},
        )


def note_duplicates_among(
    *, by: Actor, parts: Mapping[str, Iterable[QuerySet[Any]]]
) -> tuple[int, int]:
    """After an import: who came or changed and may be on the record already.

    Args:
        by: who brought them.
        parts: ``child`` and ``adult`` -> the rows, a few thousand at a time.

    Returns:
        How many new pairs were found, and of how many a hint was left. Called again it
        finds none: a pair that has a hint, or had one and was settled, is not new.
    """
    hints: list[DuplicateHint] = []
    found = 0
    for kind in ("child", "adult"):
        pairs = Newcomers(by.agency, kind, parts.get(kind, ())).pairs()
        if kind == "child":
            pairs = _without_siblings(pairs)
        pairs = _without_known(kind, _few_for_each(pairs))
        found += len(pairs)
        hints += [_hint(by, kind, pair) for pair in pairs[: MOST_AT_ONCE - len(hints)]]
    if hints:
        with transaction.atomic():
            DuplicateHint.objects.bulk_create(hints, ignore_conflicts=True)
            write_change(by=by, action="duplicates_note")
    return found, len(hints)


def _hint(by: Actor, kind: str, pair: Pair) -> DuplicateHint:
    two = {f"{kind}_id": pair.newer, f"other_{kind}_id": pair.older}
    return DuplicateHint(agency=by.agency, reasons=list(pair.reasons), **two)


def _few_for_each(pairs: Iterable[Pair]) -> list[Pair]:
    """The likeliest for each newer row, as for somebody typed in."""
    told: Counter[int] = Counter()
    kept = []
    for pair in pairs:
        told[pair.newer] += 1
        if told[pair.newer] <= MOST:
            kept.append(pair)
    return kept


def _without_known(kind: str, pairs: Sequence[Pair]) -> list[Pair]:
    known: set[tuple[int, int]] = set()
    for start in range(0, len(pairs), IN_LIST):
        some = {pk for pair in pairs[start : start + IN_LIST] for pk in (pair.newer, pair.older)}
        rows = DuplicateHint.objects.filter(**{f"{kind}__in": some, f"other_{kind}__in": some})
        known.update(rows.values_list(f"{kind}_id", f"other_{kind}_id"))
    return [
        pair for pair in pairs if not {(pair.newer, pair.older), (pair.older, pair.newer)} & known
    ]


def _without_siblings(pairs: Sequence[Pair]) -> list[Pair]:
    """Twins and other brothers and sisters are alike, and are two."""
    family: dict[int, int] = {}

    def head(pk: int) -> int:
        while (above := family.get(pk, pk)) != pk:
            pk = above
        return pk

    children = sorted({pk for pair in pairs for pk in (pair.newer, pair.older)})
    for start in range(0, len(children), IN_LIST):
        some = children[start : start + IN_LIST]
        for side in ("child", "sibling"):
            rows = Sibling.objects.standing().filter(**{f"{side}__in": some})
            for one, other in rows.values_list("child_id", "sibling_id"):
                family[head(one)] = head(other)
    return [pair for pair in pairs if head(pair.newer) != head(pair.older)]


@audited("duplicate_settle")
def duplicate_settle(*, by: Actor, request_id: UUID, hint: DuplicateHint) -> DuplicateHint:
    """Say that two rows are two people: the hint does not come back."""
    if hint.agency_id != by.agency.pk:
        raise NotAllowed(_("This record is kept by another agency."))
    hint.settled_at = timezone.now()
    hint.save(update_fields=["settled_at"])
    return hint
