"""A care card as it is shown: what the child likes first, each line with who said it and when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import User
from basehaven.apps.record.models import Child
from basehaven.apps.record.queries.words import day_words
from basehaven.apps.room.card.grown import Grown, grown_of
from basehaven.apps.room.card.rules import NOT_CALLED
from basehaven.apps.room.models import CardLine
from basehaven.apps.room.names import first_name
from basehaven.apps.room.queries.card import authors, card_lines
from basehaven.apps.room.queries.orders import Order, live_orders

Kind = CardLine.Kind
IN_ORDER = (  # what I like and what helps before how I show that something is hard
    *(Kind.LIKES, Kind.HELPS, Kind.OBJECT, Kind.WORDS, Kind.SLEEP, Kind.FOOD),
    *(Kind.SIGNAL, Kind.CALL),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as one reader sees it."""

    ref: str
    text: str
    more: str
    language: str
    direction: str  # ltr or rtl
    person: str  # whom to call
    barred: bool  # an order keeps that person from the child: the rest is not shown
    warnings: tuple[str, ...]
    who: str  # who said or wrote it, by name or as what
    on: str
    from_log: bool


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    title: str
    lines: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Card:
    """One child's card for one reader."""

    name: str
    top: Sequence[Section]  # allergies and medicine
    sections: Sequence[Section]
    grown: Sequence[Grown]

    @property
    def is_empty(self) -> bool:
        return not (self.top or self.sections or self.grown)

    @property
    def proposals(self) -> list[Grown]:
        """What helped by the log, and stands on the card by nobody's word yet."""
        said = {line.text.casefold() for section in self.sections for line in section.lines}
        return [each for each in self.grown if each.words.casefold() not in said]


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader sees of people: names, first names, or only what somebody is."""

    names: bool = True
    outside: bool = False  # a printed page, or a link: first names, and nobody who is barred

    def name(self, name: str) -> str:
        return first_name(name) if self.outside else name


def card_of(child: Child, reader: Reader) -> Card:
    """The card, in the language that is on. Four queries."""
    lines = list(card_lines(child))
    writers = authors(line.written_by for line in lines)
    orders = live_orders(child)
    grouped: dict[str, list[Shown]] = defaultdict(list)
    for line in lines:
        shown = _shown(line, child, writers, orders, reader)
        if not (reader.outside and shown.barred):
            grouped[line.kind].append(shown)
    grown = grown_of(child, timezone.now())
    return Card(
        name=first_name(child.name) if reader.outside else child.name,
        top=_sections(CardLine.SAFETY, grouped),
        sections=_sections(IN_ORDER, grouped),
        grown=[each for each in grown if each.ours] if reader.outside else grown,
    )


def _sections(kinds: Sequence[Kind], grouped: dict[str, list[Shown]]) -> list[Section]:
    return [
        Section(kind.value, str(kind.label), grouped[kind.value])
        for kind in kinds
        if grouped.get(kind.value)
    ]


def _shown(
    line: CardLine,
    child: Child,
    writers: dict[str, User],
    orders: dict[int, list[Order]],
    reader: Reader,
) -> Shown:
    about = orders.get(line.person_id or 0, [])
    barred = any(order.kind in NOT_CALLED for order in about)
    text, more = line.text, line.more
    if reader.outside:
        text, more = without_surname(text, child), without_surname(more, child)
    return Shown(
        ref=str(line.ref),
        text="" if barred else text,
        more="" if barred else more,
        language=line.language,
        direction="rtl" if LANG_INFO.get(line.language, {}).get("bidi") else "ltr",
        person=reader.name(line.person.name) if line.person else "",
        barred=barred,
        warnings=tuple(order.words for order in about),
        who=_who(line, writers, reader),
        on=day_words(timezone.localdate(line.written_at)),
        from_log=line.from_log,
    )


def _who(line: CardLine, writers: dict[str, User], reader: Reader) -> str:
    """On whose word, and who wrote it down; names only where the record shows them."""
    user = writers.get(line.written_by)
    wrote = ""
    if user is not None:
        wrote = reader.name(str(user)) if reader.names else str(user.get_role_display())
    if line.word_of is None or not line.word_of.name or not reader.names:
        return wrote
    said = reader.name(line.word_of.name)
    if not wrote or line.word_of.user_id == (user.pk if user else None):
        return said
    return _("%(said)s, written down by %(wrote)s") % {"said": said, "wrote": wrote}


def without_surname(text: str, child: Child) -> str:
    """The text with the child called by the first name alone."""
    for part in child.name.split()[1:]:
        text = re.sub(rf"\s*\b{re.escape(part)}\b", "", text, flags=re.IGNORECASE)
    return text.strip()
