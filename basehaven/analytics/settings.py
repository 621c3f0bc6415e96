"""The rules that an indicator goes by: defaults from knowledge, and what was set otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from basehaven.core.errors import WrongSetting
from basehaven.knowledge.indicator import IndicatorSetting
from basehaven.knowledge.indicators import all_settings, settings_of

TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def chosen_settings(ids: Iterable[str], given: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The whole settings of each indicator.

    Args:
        ids: of indicators.
        given: name -> value as typed; each goes to every indicator that has it.

    Returns:
        id -> name -> value.

    Raises:
        WrongSetting: a name that none of them has, or a value that cannot be.
    """
    asked = list(ids)
    has = {id_: settings_of(id_) for id_ in asked}
    for name in given:
        if not any(name in settings for settings in has.values()):
            raise WrongSetting(_no_such(name, sorted({n for s in has.values() for n in s})))
    read = {name: read_setting(name, all_settings()[name], text) for name, text in given.items()}
    return {
        id_: {name: read.get(name, setting.default) for name, setting in settings.items()}
        for id_, settings in has.items()
    }


def _no_such(name: str, known: list[str]) -> str:
    return (
        f"No indicator asked for has a setting '{name}'. "
        f"They have: {', '.join(known) if known else 'none'}."
    )


def read_setting(name: str, setting: IndicatorSetting, text: str) -> Any:
    """A value as typed, of the kind that the setting is.

    Raises:
        WrongSetting: not of that kind, out of its range, or none of its choices.
    """
    if isinstance(setting.default, bool):
        return _truth(name, text)
    if isinstance(setting.default, int):
        return _number(name, setting, text)
    if isinstance(setting.default, tuple):
        parts = tuple(part.strip() for part in text.replace("|", ",").split(",") if part.strip())
        for part in parts:
            _choice(name, setting, part)
        return parts
    return _choice(name, setting, text)


def _truth(name: str, text: str) -> bool:
    if text.lower() not in TRUTHS:
        raise WrongSetting(f"{name}={text}: write true or false.")
    return TRUTHS[text.lower()]


def _number(name: str, setting: IndicatorSetting, text: str) -> int:
    least, most = setting.at_least, setting.at_most
    try:
        number = int(text)
    except ValueError as error:
        raise WrongSetting(f"{name}={text}: write a whole number.") from error
    if (least is not None and number < least) or (most is not None and number > most):
        raise WrongSetting(f"{name}={text}: from {least} to {most}.")
    return number


def _choice(name: str, setting: IndicatorSetting, text: str) -> str:
    if text not in setting.choices:
        raise WrongSetting(f"{name}={text}: choose {', '.join(setting.choices)}.")
    return text
