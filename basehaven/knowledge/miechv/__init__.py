"""The 19 measures of home visiting (MIECHV Form 2): which of them the open tables carry."""

from __future__ import annotations

from functools import cache

from basehaven.knowledge.load import FOLDER, load_as
from basehaven.knowledge.measure import Measures


@cache
def miechv_measures() -> Measures:
    """Every measure in the order of the form, with what the tables lack of it.

    >>> [one.number for one in miechv_measures().measures if one.carried_by]
    [12]
    """
    return load_as(FOLDER / "miechv" / "measures.yaml", Measures)
