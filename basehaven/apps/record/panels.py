"""What the apps of each practice add to a child's page: a heading, a line, and their own page.

An app registers its panels when it starts (``AppConfig.ready``). A panel asks the database
nothing: what it shows beyond a line comes after the page, from its own address and through its
own access rule, so that the child's page stays as quick as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from basehaven.apps.record.access import Sight
from basehaven.apps.record.models import Child

Words = str | Promise


@dataclass(frozen=True)
class Panel:
    """One panel: where it stands, what it says, where it leads, and who sees it."""

    order: int
    title: Words
    line: Words
    route: str  # of a page that takes the child's reference
    shown_to: Callable[[Sight], bool]
    part: str = ""  # a route whose answer comes into the panel after the page is there

    def address(self, child: Child) -> str:
        return reverse(self.route, args=[child.ref])

    def part_address(self, child: Child) -> str:
        return reverse(self.part, args=[child.ref]) if self.part else ""


@dataclass(frozen=True)
class PanelHere:
    """A panel as one child's page shows it."""

    title: Words
    line: Words
    address: str
    part: str


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel to every child's page; the same route again replaces it."""
    _panels[panel.route] = panel


def panels_of(child: Child, sight: Sight) -> list[PanelHere]:
    """The panels that this viewer sees on this child's page, in their order."""
    seen = sorted((p for p in _panels.values() if p.shown_to(sight)), key=lambda p: p.order)
    return [PanelHere(p.title, p.line, p.address(child), p.part_address(child)) for p in seen]
