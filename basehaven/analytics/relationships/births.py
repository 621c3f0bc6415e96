"""When children were born, as far as an indicator takes it for known."""

from __future__ import annotations

import ibis

from basehaven.analytics.numbers import key
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings


def births(t: Tables, s: Settings) -> ibis.Table:
    """``born_on``, ``born_key`` and ``unborn`` of each child.

    The day on which an unborn child is expected is no birth date, unless the
    setting says so.
    """
    c = t.children
    unborn = (c.born_precision == "unborn").fill_null(False)
    no_date = unborn if s["expected_date"] == "no_birth_date" else ibis.literal(False)
    c = c.select(*KEY, born_on=ibis.ifelse(no_date, ibis.null("date"), c.born_on), unborn=unborn)
    return c.mutate(born_key=key(c.born_on))
