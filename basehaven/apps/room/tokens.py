"""Random texts that open something; the record keeps a digest of each."""

from __future__ import annotations

import secrets
from hashlib import sha256

BYTES = 32  # 256 bits


def new_token() -> str:
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token.

    It is 256 random bits: a plain hash of it cannot be guessed back, and guessing at the door is
    as hopeless, so tries need no limit.
    """
    return sha256(token.encode()).hexdigest()
