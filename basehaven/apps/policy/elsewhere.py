"""What was done elsewhere, ready for a page: in the reader's language, with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from basehaven.apps.policy.words import in_words
from basehaven.knowledge.done import Done
from basehaven.knowledge.elsewhere import done_about
from basehaven.knowledge.entry import Reference


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One entry as it is shown; a draft says so."""

    entry: Done

    @property
    def label(self) -> str:
        return in_words(self.entry.label)

    @property
    def where(self) -> str:
        return in_words(self.entry.where)

    @property
    def what(self) -> str:
        return in_words(self.entry.what)

    @property
    def found(self) -> str:
        return in_words(self.entry.found)

    @property
    def doubt(self) -> str:
        return in_words(self.entry.doubt)

    @property
    def in_short(self) -> str:
        return in_words(self.entry.in_short)

    @property
    def basis(self) -> str:
        """On what it rests: no grade, since a trial that found nothing is one too."""
        return {
            "trial": _("One trial, by lot"),
            "trials": _("A review of trials and studies"),
            "own_report": _("The programme's own report"),
            "records": _("Counts, without comparison"),
            "consensus": _("Agreed by researchers"),
            "guidance": _("Guidance"),
        }[self.entry.basis]

    @property
    def draft(self) -> bool:
        return self.entry.review.status == "draft"

    @property
    def sources(self) -> list[Reference]:
        """Those that name something to read; a gap is said by the entry's own doubt."""
        return [one for one in self.entry.references if one.citation]


def done_elsewhere(indicators: Iterable[str]) -> list[Elsewhere]:
    """What concerns any of these indicators, trials first."""
    return [Elsewhere(entry) for entry in done_about(indicators)]
