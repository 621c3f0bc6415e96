"""Given names that are used for each other."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from basehaven.knowledge.load import load


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """The other everyday forms of a given name.

    Returns:
        Folded name -> the names it is used for or that are used for it. A name
        of several groups (``lulu``) gives those of all.

    Widens a search only; that two names go together says nothing about whether
    two people are one.

    Source: ``nicknames.yaml``, a draft.

    >>> "robert" in nicknames()["bob"]
    True
    """
    others: dict[str, set[str]] = defaultdict(set)
    for line in (load("names/nicknames").model_extra or {})["groups"]:
        group = set(line.split())
        for name in group:
            others[name] |= group - {name}
    return {name: frozenset(found) for name, found in others.items()}
