"""What the two halves of a merged record say differently: to be seen, not mended in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.record.models import Adult, Child, PrimarySpell
from basehaven.core.periods import overlaps


def to_look_at(row: Child | Adult) -> list[str]:
    """Sentences without names, since they travel to the next page in a cookie."""
    if isinstance(row, Adult):
        return _twice_tied(row.ties.standing(), "child_id")
    said = _two_homes(row)
    mains = row.primary_spells.standing().filter(rank=PrimarySpell.Rank.MAIN)
    if any(True for _pair in overlaps(mains)):
        said.append(_("Two main adults stand for the same days in a room: end one of them."))
    said += _twice_tied(row.ties.standing(), "adult_id")
    brothers_and_sisters = [
        pair.sibling_id if pair.child_id == row.pk else pair.child_id
        for pair in [*row.sibling_rows.standing(), *row.sibling_rows_other_way.standing()]
    ]
    if len(brothers_and_sisters) != len(set(brothers_and_sisters)):
        said.append(_("A brother or sister stands twice: mark one row as entered in error."))
    return said


def _two_homes(child: Child) -> list[str]:
    pairs = overlaps(child.stays.standing())
    count = sum(not (one.shared and other.shared) for one, other in pairs)
    if not count:
        return []
    return [
        ngettext(
            "Two stays in different homes share days, and care is not shared: look which is right.",
            "%(count)d pairs of stays share days, and care is not shared: look which are right.",
            count,
        )
        % {"count": count}
    ]


def _twice_tied(ties: Iterable[Any], other: str) -> list[str]:
    by_person: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for tie in ties:
        by_person[getattr(tie, other), tie.kind].append(tie)
    if any(True for same in by_person.values() for _pair in overlaps(same)):
        return [
            _(
                "The same tie stands twice for the same days. The map shows the person once; mark "
                "one tie as entered in error if it is one too many."
            )
        ]
    return []
