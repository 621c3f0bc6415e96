"""What one entry's hash covers, written the same way by whoever writes and whoever verifies."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any

from basehaven.apps.audit.models import ChainedEntry

FIRST_HASH = "0" * 64


def covered(model: type[ChainedEntry]) -> tuple[str, ...]:
    """Names of the columns that the hash covers: all but the row's number and the hash itself."""
    names = (field.attname for field in model._meta.concrete_fields)
    return tuple(sorted(name for name in names if name not in ("id", "hash")))


def hash_of(names: Sequence[str], values: Sequence[Any]) -> str:
    """SHA-256 over one canonical JSON object: keys sorted, every value a string.

    Times are in UTC to the microsecond; a value that is not there is ``None``.
    """
    parts = [
        f'"{name}":{encode_basestring(_text(value))}'
        for name, value in zip(names, values, strict=True)
    ]
    return hashlib.sha256(("{" + ",".join(parts) + "}").encode()).hexdigest()


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def digest(entry: ChainedEntry) -> str:
    names = covered(type(entry))
    return hash_of(names, [getattr(entry, name) for name in names])
