"""How many areas differ by more than chance, and which ones are unusual even so: in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.policy.figures import Series, Shown
from basehaven.apps.policy.words import rounded, unit_words
from basehaven.core.areas.funnel import Position

BY_CHANCE = 0.05  # outside the inner band, of 95 in 100


@dataclass(frozen=True, slots=True)
class Standing:
    """The areas of one level in one period, as they lie beside the nation."""

    series: Series
    areas: Sequence[Shown]
    period: str

    @property
    def placed(self) -> list[Shown]:
        return [one for one in self.areas if one.place is not None]

    @property
    def unusual(self) -> list[Shown]:
        """By name, as all areas are, and never by value."""
        return [one for one in self.placed if one.usual is not Position.WITHIN]

    @property
    def times(self) -> float:
        """How many times as far apart the areas are as chance alone would have them."""
        level = self.areas[0].figure.level if self.areas else "region"
        return math.sqrt(self.series.spread(self.period, level).phi)

    @property
    def widened(self) -> bool:
        """Whether the limits are wider than those of chance, so that one would see it."""
        return self.times >= 1.05

    @property
    def by_chance(self) -> str:
        outside = sum(one.place is not Position.WITHIN for one in self.placed)
        return _(
            "%(n)s of %(all)s areas differ from the country by more than chance alone would give; "
            "by chance alone about %(chance)s would."
        ) % {"n": outside, "all": len(self.placed), "chance": round(BY_CHANCE * len(self.placed))}

    @property
    def as_usual(self) -> str:
        """What the wider band says, where there is one."""
        if not self.widened:
            return _("Areas differ hardly more than chance would make them.")
        said = _(
            "Areas lie about %(times)s times as far apart as chance alone would have them."
        ) % {"times": rounded(self.times, 0 if self.times >= 3 else 1)}
        number = len(self.unusual)
        return f"{said} " + ngettext(
            "Allowing for that, %(n)s area is unusual.",
            "Allowing for that, %(n)s areas are unusual.",
            number,
        ) % {"n": number}

    @property
    def told(self) -> str:
        """All of it, for whoever does not see the picture."""
        return f"{self.by_chance} {self.as_usual}"

    @property
    def how(self) -> str:
        """How the wider band is drawn, for whoever wants to know."""
        level = self.areas[0].figure.level if self.areas else "region"
        scale = self.series.indicator.scale
        tau = self.series.spread(self.period, level).tau * scale
        unit = unit_words(self.series.indicator)
        return _(
            "A spread between areas of %(tau)s (%(unit)s) is added to each area's own chance; the "
            "tenth part of areas furthest out at either end is pulled in first (of fewer than ten, "
            "none), so that an unusual area does not widen the limits it is held against "
            "(Spiegelhalter 2005). The doubt: usual is not right. If all areas do badly by "
            "children, none stands out."
        ) % {"tau": rounded(tau, 2), "unit": unit}
