"""Passwords that can be read aloud, for the demo's sign-ins."""

from __future__ import annotations

import secrets

from basehaven.knowledge.load import load

HOW_MANY = 3  # words, of some 240


def new_password() -> str:
    """Three words and two digits: enough where only this computer can ask, and not often.

    >>> new_password().count("-")
    3
    """
    words = (load("demo/names").model_extra or {})["words"].split()
    chosen = [secrets.choice(words) for _ in range(HOW_MANY)]
    return "-".join([*chosen, f"{secrets.randbelow(90) + 10}"])
