"""Indicators as data: what each counts, by which settings, and what is doubtful.

Whoever computes one reads its settings here, and whoever shows one its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.indicator import Indicator, IndicatorSetting, IndicatorSettings, Value
from basehaven.knowledge.load import FOLDER, load_as

HERE = FOLDER / "indicators"
SETS = (
    "cfsr", "england", "nscaw", "moves", "sequences", "relationships", "families", "what_if",
)  # fmt: skip


@cache
def all_settings() -> Mapping[str, IndicatorSetting]:
    """Every setting by its name, whichever indicators use it."""
    return MappingProxyType(load_as(HERE / "settings.yaml", IndicatorSettings).settings)


@cache
def all_indicators() -> Mapping[str, Indicator]:
    """Every indicator by its id, in the order of their sets and names.

    Raises:
        KnowledgeIncomplete: an entry is not whole, or names a setting that nobody defined.
    """
    found = [load_as(path, Indicator) for path in sorted(HERE.glob("*.*.yaml"))]
    for entry in found:
        unknown = set(entry.settings) - set(all_settings())
        if unknown:
            raise KnowledgeIncomplete(
                f"{HERE / entry.id}.yaml: 'settings': {', '.join(sorted(unknown))} are not in "
                "settings.yaml. Define them there, or mend the name."
            )
    found.sort(key=lambda entry: (SETS.index(entry.set), entry.id))
    return MappingProxyType({entry.id: entry for entry in found})


def indicator(name: str) -> Indicator:
    """One indicator by its id.

    Raises:
        KnowledgeIncomplete: there is none of that id.

    >>> indicator("cfsr.p5").unit
    'per_1000_days'
    """
    found = all_indicators().get(name)
    if found is None:
        raise KnowledgeIncomplete(
            f"There is no indicator '{name}'. Known: {', '.join(all_indicators())}."
        )
    return found


def settings_of(name: str) -> Mapping[str, IndicatorSetting]:
    """The settings of one indicator, by their names.

    >>> settings_of("cfsr.p1")["min_days"].default
    8
    """
    known = all_settings()
    return MappingProxyType({key: known[key] for key in indicator(name).settings})


def defaults_of(name: str) -> dict[str, Value]:
    """What an indicator goes by unless somebody says otherwise.

    >>> defaults_of("cfsr.s2")["s2_window_days"]
    14
    """
    return {key: setting.default for key, setting in settings_of(name).items()}
