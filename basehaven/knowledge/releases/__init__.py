"""Which tables an agency's release is made of: a list with its reasons, never what somebody asks.

Tables chosen freely could be chosen so that they are subtracted from one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.indicators import all_indicators
from basehaven.knowledge.load import FOLDER, load_as
from basehaven.knowledge.release_tables import ReleaseTables, TablesOf

HERE = FOLDER / "releases" / "quarterly.yaml"


@cache
def release_list() -> ReleaseTables:
    """The whole list.

    Raises:
        KnowledgeIncomplete: it does not say of every indicator whether it is published.
    """
    found = load_as(HERE, ReleaseTables)
    if wrong := set(found.named) ^ set(all_indicators()):
        raise KnowledgeIncomplete(
            f"{HERE}: {', '.join(sorted(wrong))}: say of every indicator that there is, and of no "
            "other, whether it is published."
        )
    return found


@cache
def published_tables() -> Mapping[str, TablesOf]:
    """Indicator -> how it is published, in the order of the list.

    >>> published_tables()["cfsr.p1"].followed_months
    18
    """
    return MappingProxyType(
        {one: part for part in release_list().tables for one in part.indicators}
    )
