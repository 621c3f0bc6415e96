"""The rules and settings of a rota file: shipped rule sets, own ones, and how they are read."""

from __future__ import annotations

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.core.room.rules import (
    ClassTeam,
    MixedAges,
    RatioSettings,
    RuleSet,
    UnknownAge,
)
from basehaven.core.room.week import RotaRules, RotaWeights
from basehaven.exchange.rota.fields import Fields
from basehaven.knowledge.room import SHIPPED, rota_settings, rota_weights, rule_set, rules_from

SETTINGS = (
    "mixed_ages unknown_age class_team estimated_leeway_months least_adults break_minutes "
    "longest_stretch_hours break_from_ends_minutes breaks_count_as_work shortest_shift "
    "main_most_new backup_most_new weights"
)
WEIGHTS = "main evenness wish near_today day_swapped early_or_late room_change other_room contract"
OWN = "id label mixed_ages bands main_adult in_force_from in_force_until"


def read_rules(top: Fields) -> RotaRules:
    """What the file's plan keeps to.

    Args:
        top: the whole file.

    Raises:
        UnreadableSource: a rule set is not known, empty, or contradicts itself.
    """
    rules = [_shipped(top, name) for name in top.names("rules")]
    rules += [_own(row) for row in top.rows("own_rules", OWN)]
    if not rules:
        raise top.refuse(
            "rules", f"is missing. Name at least one of {', '.join(SHIPPED[:-1])}, or write your "
            "state's under own_rules.",
        )  # fmt: skip
    usual, given = rota_settings(), top.inner("settings", SETTINGS)
    stretch = given.number("longest_stretch_hours", usual["longest_stretch_minutes"] / 60, 0.25, 24)
    paid = given.yes("breaks_count_as_work", default=usual["breaks_count_as_work"])
    return RotaRules(
        tuple(rules),
        _ratio(given),
        given.whole("break_minutes", usual["break_minutes"], 15, 240),
        int(stretch * 4) * 15,
        given.whole("break_from_ends_minutes", usual["break_from_ends_minutes"], 0, 480),
        paid,
        given.whole("main_most_new", usual["main_most_new"], 0, 100),
        given.whole("backup_most_new", usual["backup_most_new"], 0, 100),
        _weights(given),
    )


def shortest_default(top: Fields) -> int:
    """Minutes of the shortest shift where an adult has none of their own."""
    usual = rota_settings()["shortest_shift_minutes"]
    given = top.inner("settings", SETTINGS)
    return int(given.number("shortest_shift", usual / 60, 0.25, 24) * 4) * 15


def _shipped(top: Fields, name: str) -> RuleSet:
    if name not in SHIPPED:
        raise top.refuse("rules", f"names '{name}'. There are: {', '.join(SHIPPED)}.")
    found = rule_set(name)
    if not found.bands:
        raise top.refuse(
            "rules", f"names '{name}', an empty slot. Write your state's rule under own_rules."
        )
    return found


def _own(row: Fields) -> RuleSet:
    values = {name: row.values[name] for name in OWN.split()[2:] if row.has(name)}
    if not row.has("bands"):
        raise row.refuse("bands", "is missing. Add at least one age with its children per adult.")
    try:
        return rules_from(row.text("id"), row.text("label", row.text("id")), values, checked=False)
    except KnowledgeIncomplete as error:
        raise row.refuse("bands", f"cannot be: {error}") from error


def _ratio(given: Fields) -> RatioSettings:
    usual = RatioSettings()
    return RatioSettings(
        MixedAges(given.choice("mixed_ages", usual.mixed_ages, [*MixedAges])),
        UnknownAge(given.choice("unknown_age", usual.unknown_age, [*UnknownAge])),
        ClassTeam(given.choice("class_team", usual.class_team, [*ClassTeam])),
        given.whole("estimated_leeway_months", usual.estimated_leeway_months, 0, 24),
        given.whole("least_adults", usual.least_adults, 1, 10),
    )


def _weights(given: Fields) -> RotaWeights:
    usual = rota_weights()
    inner = given.inner("weights", " ".join(usual))
    return RotaWeights(**{name: inner.whole(name, usual[name], 0, 100) for name in usual})
