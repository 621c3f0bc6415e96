"""A lawful erasure takes what intake holds of the erased rows with it."""

from __future__ import annotations

from uuid import UUID

from basehaven.apps.intake.models import Conflict, Vanished

AT_ONCE = 500  # refs in one IN (...)


def erased_forget(refs: frozenset[UUID]) -> None:
    """Called inside the erasure's own transaction with every ref that goes.

    Conflicts quote what a source says of a row; those of an adult hang on no child.
    """
    gone = sorted(refs)
    for start in range(0, len(gone), AT_ONCE):
        some = gone[start : start + AT_ONCE]
        Conflict.objects.filter(row_ref__in=some).delete()
        Vanished.objects.filter(row_ref__in=some).delete()
