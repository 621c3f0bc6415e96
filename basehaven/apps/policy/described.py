"""The words that stand beside an indicator's figure, whoever published it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from basehaven.apps.policy.words import direction_words, in_words, unit_words
from basehaven.knowledge.indicator import Indicator


class Described:
    """A page about one indicator: what it is called, what is counted, and what it cannot say."""

    indicator: Indicator

    @property
    def slug(self) -> str:
        return self.indicator.id.partition(".")[2]

    @property
    def label(self) -> str:
        return in_words(self.indicator.label)

    @property
    def unit(self) -> str:
        return unit_words(self.indicator)

    @property
    def definition(self) -> list[tuple[str, str]]:
        one = self.indicator
        return [
            (_("Question"), in_words(one.question)),
            (_("Counted"), in_words(one.numerator)),
            (_("Out of"), in_words(one.denominator)),
            (_("Unit"), self.unit),
            (_("Direction"), direction_words(one)),
        ]

    @property
    def left_out(self) -> list[str]:
        return [in_words(one) for one in self.indicator.exclusions]

    @property
    def cautions(self) -> list[str]:
        return [in_words(one) for one in self.indicator.cautions]
