"""Ratio and group rules, and what a rota keeps to, as core values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.core.room.rules import (
    AgeBand,
    GroupLimit,
    MainAdultLimit,
    MixedAges,
    RuleSet,
)
from basehaven.knowledge.load import Entry, load

SHIPPED = ("head-start", "caring-for-our-children", "pitc", "state")
"""Rule sets that come with the product, by id. ``state`` is an empty slot."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Group(_Part):
    adults: int
    children: int


class _Band(_Part):
    from_months: int
    under_months: int | None
    children: int
    adults: int = 1
    groups: list[_Group] = []
    class_team: int = 1
    reference: str = ""
    doubt: str = ""


class _MainAdult(_Part):
    children: int
    under_months: int
    reference: str = ""


class _Rules(BaseModel):
    model_config = ConfigDict(extra="ignore")

    mixed_ages: MixedAges = MixedAges.YOUNGEST
    bands: list[_Band] = []
    main_adult: _MainAdult | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None


@cache
def rule_set(name: str) -> RuleSet:
    """A rule set that comes with the product.

    Args:
        name: its id, one of :data:`SHIPPED`.

    Returns:
        Values for :func:`basehaven.core.room.ratio.ratio_of`.

    Raises:
        KnowledgeIncomplete: there is no such rule set, or it contradicts itself.

    >>> rule_set("head-start").bands[0].most_with(2)
    8
    """
    if name not in SHIPPED:
        raise KnowledgeIncomplete(
            f"There is no rule set '{name}'. There are: {', '.join(SHIPPED)}. Write your own with "
            "its bands."
        )
    return rule_set_of(entry_of(name))


def entry_of(name: str) -> Entry:
    """The whole entry of a rule set: its sources, doubts and caution."""
    return load(f"room/ratios/{name}")


def rule_set_of(entry: Entry) -> RuleSet:
    """The values of a rule set's entry, checked.

    Raises:
        KnowledgeIncomplete: a part is missing, a band names a source that is not
            there, or bands overlap or grow stricter with age.
    """
    values = entry.model_extra or {}
    known = {reference.id for reference in entry.references}
    named = {band.get("reference") for band in values.get("bands", [])}
    if missing := named - known:
        raise KnowledgeIncomplete(
            f"{entry.id}: a band names '{missing.pop()}', which is not among its references."
        )
    checked = entry.review.status == "checked"
    return rules_from(entry.id, entry.label, values, checked=checked)


def rules_from(rule_id: str, label: str, values: Mapping[str, Any], *, checked: bool) -> RuleSet:
    """A rule set from plain values: an entry's, or an agency's own.

    Args:
        rule_id: opaque, unique among the rules in force.
        label: as people know it.
        values: ``bands`` and, if there are any, ``main_adult``, ``mixed_ages``,
            ``in_force_from``, ``in_force_until``.
        checked: whether a second person held it against its source.

    Raises:
        KnowledgeIncomplete: with the field and what to do.

    >>> rules_from("own", "Own", {"bands": [
    ...     {"from_months": 0, "under_months": 24, "children": 4}]}, checked=False).bands[0].adults
    1
    """
    try:
        read = _Rules.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeIncomplete(
            f"{rule_id}: '{where}': {first['msg']}. Add or mend it."
        ) from error
    bands = tuple(_band(rule_id, band) for band in read.bands)
    _refuse_muddled(rule_id, bands)
    main = read.main_adult
    return RuleSet(
        rule_id,
        label,
        bands,
        read.mixed_ages,
        MainAdultLimit(main.children, main.under_months) if main else None,
        read.in_force_from,
        read.in_force_until,
        checked,
    )


def _band(rule_id: str, band: _Band) -> AgeBand:
    ages = f"from {band.from_months} months"
    if band.children < 1 or band.adults < 1:
        raise KnowledgeIncomplete(f"{rule_id}: the band {ages}: children and adults are 1 or more.")
    if band.under_months is not None and band.under_months <= band.from_months:
        raise KnowledgeIncomplete(f"{rule_id}: the band {ages} ends before it begins.")
    groups = tuple(GroupLimit(group.adults, group.children) for group in band.groups)
    for fewer, more in pairwise(groups):
        if fewer.adults >= more.adults or fewer.children >= more.children:
            raise KnowledgeIncomplete(
                f"{rule_id}: the groups {ages}: more adults for more children, in that order."
            )
    return AgeBand(
        band.from_months, band.under_months, band.children, band.adults, groups, band.class_team
    )


def _refuse_muddled(rule_id: str, bands: tuple[AgeBand, ...]) -> None:
    for younger, older in pairwise(bands):
        if younger.under_months is None or younger.under_months > older.from_months:
            raise KnowledgeIncomplete(
                f"{rule_id}: the bands from {younger.from_months} and {older.from_months} months "
                "overlap, or are not in the order of age."
            )
        if younger.children * older.adults > older.children * younger.adults:
            raise KnowledgeIncomplete(
                f"{rule_id}: the band from {older.from_months} months is stricter than the one "
                "before it. Reading by the youngest child would not be the safe one."
            )


def rules_in_force(rules: Iterable[RuleSet], day: date) -> tuple[RuleSet, ...]:
    """Those rule sets that hold on a day.

    >>> [rule.rule_id for rule in rules_in_force([rule_set("head-start")], date(2015, 1, 1))]
    []
    """
    return tuple(rule for rule in rules if rule.holds_on(day))


@cache
def rota_settings() -> Mapping[str, Any]:
    """The values of ``rota.yaml`` by name: what a rota keeps to besides ratios.

    >>> rota_settings()["break_minutes"]
    30
    """
    settings = (load("room/rota").model_extra or {})["settings"]
    return MappingProxyType({name: setting["value"] for name, setting in settings.items()})


@cache
def weeks_settings() -> Mapping[str, int]:
    """What the pages of weeks go by, by name.

    >>> weeks_settings()["fewest_days"]
    5
    """
    settings = (load("room/weeks").model_extra or {})["settings"]
    return MappingProxyType({name: int(setting["value"]) for name, setting in settings.items()})


@cache
def rota_weights() -> Mapping[str, int]:
    """What weighs how much once pairs and cover are settled.

    >>> rota_weights()["wish"]
    2
    """
    weights: dict[str, int] = (load("room/rota").model_extra or {})["weights"]
    return MappingProxyType(weights)
