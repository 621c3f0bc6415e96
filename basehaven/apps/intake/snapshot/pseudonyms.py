"""Names that stand for ids: the same each night, and nobody's without the key.

HMAC-SHA256 over the row's random reference, which no page, file or export
shows: who has an export cannot work a pseudonym out, even with the key.
"""

from __future__ import annotations

import hmac
import os
import secrets
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from basehaven.apps.accounts.models import Agency
from basehaven.core.errors import WrongSetting

KEY_BYTES = 32  # as long as the digest (RFC 2104, section 3)
SHOWN_BYTES = 16  # of the digest: among 10^9 rows two are alike once in 10^20


def snapshot_key() -> bytes:
    """The key from the settings, or from the home folder, where it is made once.

    Raises:
        WrongSetting: it is too short to keep anything secret.
    """
    given = str(settings.BASEHAVEN_SNAPSHOT_KEY).encode()
    if not given:
        path = Path(settings.HOME) / "snapshot-key"
        if not path.exists():
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(KEY_BYTES))
        given = path.read_bytes().strip()
    if len(given) < KEY_BYTES:
        raise WrongSetting(
            f"BASEHAVEN_SNAPSHOT_KEY has {len(given)} characters. Give it {2 * KEY_BYTES} random "
            "ones and keep them: another key gives every child another pseudonym."
        )
    return given


class Pseudonyms:
    """One agency's. Each kind of row has its own: a child's says nothing of an adult's."""

    def __init__(self, agency: Agency, key: bytes) -> None:
        self._key = hmac.digest(key, agency.ref.bytes, "sha256")

    def of_many(self, kind: str, refs: Iterable[uuid.UUID | str]) -> list[str]:
        """Pseudonyms of rows of one kind.

        Args:
            kind: the open table, such as ``children``.
            refs: of the live rows, as either database gives them.
        """
        key, before, digest = self._key, f"{kind}|".encode(), hmac.digest
        texts = (ref if isinstance(ref, str) else ref.hex for ref in refs)
        return [digest(key, before + text.encode(), "sha256")[:SHOWN_BYTES].hex() for text in texts]
